"""Every turn of phrase holds its example, and is asked for by name."""

import tomllib
from importlib.resources import files

import pytest

from pipeline.errors import LexiconError
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import FILE, Phrasing, phrasing, phrasings


@pytest.mark.parametrize("turn", phrasings().values(), ids=lambda turn: turn.id)
def test_the_example_holds_the_phrase(turn: Phrasing) -> None:
    assert turn.pattern.search(fold(turn.example))


def test_no_two_phrases_have_one_name() -> None:
    content = (files("pipeline.lexicon") / FILE).read_text(encoding="utf-8")
    names = [record["id"] for record in tomllib.loads(content)["pattern"]]
    assert sorted(names) == sorted(set(names))


def test_a_phrase_that_names_another_holds_its_pattern() -> None:
    assert phrasing("date.event").pattern in phrasing("date.event_of").pattern


def test_an_unknown_name_says_what_to_do() -> None:
    with pytest.raises(LexiconError, match="Add it, with an example"):
        phrasing("date.nothing")
