"""Every word that limits a number does, where its record says it stands."""

from collections import Counter

import pytest

from pipeline.lexicon.bounds import BoundWords, bound_words
from pipeline.lexicon.characters import fold
from pipeline.model import Bound
from pipeline.recognise import recognise

RECORDS = bound_words()
PLACES = ("before", "clause", "after", "sign")


def words(record: BoundWords, place: str) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(record, place)
    return found


def surroundings(place: str, word: str) -> str:
    """A sentence with one quantity that the word limits."""
    return {
        "before": f"减排{word} 5 吨",
        "clause": f"{word}要减排 5 吨",
        "after": f"减排 5 吨{word}",
        "sign": f"减排 {word}5 吨",
    }[place]


WORDS = [
    pytest.param(record.bound, place, word, id=f"{record.bound}-{place}")
    for record in RECORDS
    for place in PLACES
    for word in words(record, place)
]


@pytest.mark.parametrize(("bound", "place", "word"), WORDS)
def test_a_word_limits_its_number(bound: Bound, place: str, word: str) -> None:
    (mention,) = recognise(surroundings(place, word)).mentions
    assert mention.bound is bound, surroundings(place, word)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        *[("过 5 吨", Bound.AT_LEAST), ("约 5 吨", Bound.APPROX), ("近 5 吨", Bound.APPROX)],
        *[("通过 5 家", Bound.EXACT), ("经过 5 年", Bound.EXACT), ("超过 5 年", Bound.AT_LEAST)],
        *[("节约 5 吨", Bound.EXACT), ("签约 5 家", Bound.EXACT), ("附近 5 个村", Bound.EXACT)],
        *[("约占全厂用电的 5%", Bound.APPROX), ("约合 5 元", Bound.APPROX), ("碳排節約為 5 噸", Bound.EXACT)],
        *[("用水量最高（5 吨）", Bound.EXACT), ("最高（含税）5 元", Bound.AT_MOST)],
    ],
)
def test_a_word_that_is_part_of_others_is_told_from_them(text: str, bound: Bound) -> None:
    (mention,) = recognise(text).mentions
    assert mention.bound is bound


@pytest.mark.parametrize(("bound", "place", "word"), WORDS)
def test_a_word_is_not_quoted(bound: Bound, place: str, word: str) -> None:
    text = surroundings(place, word)
    (mention,) = recognise(text).mentions
    assert text[mention.span.start : mention.span.end] == "5 吨", bound


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record.bound))
def test_the_example_has_that_bound(record: BoundWords) -> None:
    (mention,) = recognise(record.example).mentions
    assert mention.bound is record.bound


def test_every_bound_but_exact_has_one_record() -> None:
    assert Counter(record.bound for record in RECORDS) == Counter(set(Bound) - {Bound.EXACT})


@pytest.mark.parametrize("place", PLACES)
def test_no_word_says_two_things(place: str) -> None:
    repeated = Counter(word for record in RECORDS for word in words(record, place))
    assert [word for word, count in repeated.items() if count > 1] == []


def test_words_are_folded_as_the_text_they_are_sought_in() -> None:
    written = [word for record in RECORDS for place in PLACES for word in words(record, place)]
    assert [word for word in written if fold(word) != word] == []
