"""Where a quantity stands: the clauses and brackets of a sentence, and the borders between two of its places."""

import pytest

from pipeline.interpret.scope import ScopeKind, Scopes, bracket_of, steps
from pipeline.model import Span
from pipeline.split.joining import sentences_of

TEXT = "2020年，用水5吨(其中中水3吨，约占六成)，用电8度；用气2吨。次年减排1吨。"


@pytest.fixture(scope="module")
def scopes() -> Scopes:
    return Scopes(TEXT, sentences_of(TEXT))


def at(scopes: Scopes, words: str) -> str:
    node = scopes.at(TEXT.index(words))
    return TEXT[node.start : node.end]


def test_a_place_lies_in_its_innermost_clause(scopes: Scopes) -> None:
    assert at(scopes, "5吨") == "用水5吨(其中中水3吨，约占六成)"
    assert at(scopes, "3吨") == "其中中水3吨"
    assert at(scopes, "六成") == "约占六成"
    assert at(scopes, "8度") == "用电8度"
    assert at(scopes, "1吨") == "次年减排1吨"


def test_only_what_stands_in_a_bracket_has_one(scopes: Scopes) -> None:
    bracket = bracket_of(scopes.at(TEXT.index("六成")))
    assert bracket is not None
    assert bracket.kind is ScopeKind.BRACKET
    assert bracket_of(scopes.at(TEXT.index("8度"))) is None


@pytest.mark.parametrize(
    ("one", "other", "borders"),
    [("2020年", "2020年", 0), ("2020年", "5吨", 1), ("2020年", "3吨", 1), ("3吨", "六成", 1), ("2020年", "2吨", 3)],
)
def test_borders_are_counted_where_both_places_meet(scopes: Scopes, one: str, other: str, borders: int) -> None:
    assert steps(scopes.at(TEXT.index(one)), scopes.at(TEXT.index(other))) == borders


def test_a_bracket_that_nobody_closes_ends_with_its_sentence() -> None:
    text = "用水5吨(其中中水3吨。用电8度。"
    found = Scopes(text, (Span(0, 11), Span(11, len(text)))).at(text.index("8度"))
    assert bracket_of(found) is None


def test_another_sentence_is_farther_than_any_clause(scopes: Scopes) -> None:
    assert steps(scopes.at(0), scopes.at(TEXT.index("1吨"))) > steps(scopes.at(0), scopes.at(TEXT.index("2吨")))
