"""Candidates, their evidence, and the one that wins."""

import pytest

from pipeline.errors import LexiconError
from pipeline.interpret.ranking import choose
from pipeline.lexicon.loading import load_records
from pipeline.lexicon.weights import FILE, weights
from pipeline.model import Candidate

from .reading import claims


def test_the_heaviest_candidate_wins() -> None:
    choice = choose("period", (Candidate(None, ("none",)), Candidate("2020", ("before", "before.governs"))))
    assert choice.value == "2020"
    assert choice.share > 0.9


def test_of_equals_the_first_wins_and_neither_is_sure() -> None:
    choice = choose("period", (Candidate("2019", ("unheard of",)), Candidate("2020", ())))
    assert (choice.value, choice.share) == ("2019", 0.5)


def test_candidates_of_one_value_are_surer_together() -> None:
    choice = choose("period", (Candidate("2020", ()), Candidate("2020", ()), Candidate(None, ())))
    assert choice.share == pytest.approx(2 / 3)


def test_an_unknown_field_says_what_to_do() -> None:
    with pytest.raises(LexiconError, match=r"tests\.quality\.train"):
        choose("colour", (Candidate(None, ()),))


def test_every_claim_in_prose_knows_its_candidates() -> None:
    (claim,) = claims("2020 年，公司节电 5 万度")
    assert [choice.field for choice in claim.choices][:2] == ["metric", "period"]
    assert {choice.field for choice in claim.choices} == {record["name"] for record in load_records(FILE, "field")}


def test_weights_are_numbers_by_name() -> None:
    assert all(isinstance(weight, float) for weight in weights("metric").values())
