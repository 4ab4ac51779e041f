"""What the grammar reads and what it leaves: the tables in `examples/`."""

from itertools import pairwise

import pytest

from pipeline.model import Reading
from pipeline.recognise import recognise
from pipeline.recognise.numerals import NUMERAL

from .examples import Reads, negatives, readings

POSITIVE = ("numbers", "chains", "shares", "ranges", "units", "bounds", "wild")
# A character that only belongs to a word may be left out where a dictionary knows the word.
LEFT_OUT = frozenset({"word", "idiom"})


@pytest.mark.parametrize(("text", "expected", "unit_text"), [row for name in POSITIVE for row in readings(name)])
def test_reads(text: str, expected: list[Reads], *, unit_text: bool) -> None:
    reading = recognise(text)
    assert len(reading.mentions) == len(expected), told(text, reading)
    for wanted, mention in zip(expected, reading.mentions, strict=True):
        assert wanted.fits(mention, text, unit_text=unit_text), told(text, reading)


@pytest.mark.parametrize(("text", "spans", "reasons", "claims"), negatives("negative"))
def test_is_no_claim(text: str, spans: list[tuple[int, int]], reasons: frozenset[str], claims: list[str]) -> None:
    reading = recognise(text)
    assert [text[mention.span.start : mention.span.end] for mention in reading.mentions] == claims, told(text, reading)
    for start, end in spans:
        for match in NUMERAL.finditer(text, start, end):
            within = [e for e in reading.exclusions if e.span.start <= match.start() < e.span.end]
            assert len(within) == 1 or (not within and LEFT_OUT & reasons), told(text, reading)
            assert all(exclusion.reason in reasons for exclusion in within), told(text, reading)


def told(text: str, reading: Reading) -> str:
    """What was read instead, for the message."""
    mentions = [
        f"{text[m.span.start : m.span.end]!r} {m.low}..{m.high} {m.unit.code} {m.unit.text} {m.bound}"
        for m in reading.mentions
    ]
    exclusions = [f"{text[e.span.start : e.span.end]!r} {e.reason} ({e.rule})" for e in reading.exclusions]
    return f"{text!r}: " + "; ".join([*mentions, *exclusions])


@pytest.mark.parametrize(
    "text", ["测试 47×24，", "674季度", "153季度202年到½万一六千", "46,136,121季度年", "半分半季度"]
)
def test_no_two_readings_share_a_character_and_no_numeral_is_left(text: str) -> None:
    reading = recognise(text)
    spans = sorted((found.span.start, found.span.end) for found in (*reading.mentions, *reading.exclusions))
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {offset for start, end in spans for offset in range(start, end)}
    assert {offset for offset, character in enumerate(text) if character.isdigit()} <= covered


@pytest.mark.parametrize("text", ["千分之9到3", "百分之五十至百分之二"])
def test_a_range_written_backwards_has_its_ends_in_order(text: str) -> None:
    (mention,) = recognise(text).mentions
    assert mention.low is not None
    assert mention.high is not None
    assert mention.low < mention.high
