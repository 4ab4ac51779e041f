"""Every cue's example holds the cue, and is understood as the cue says."""

from collections import Counter

import pytest

from pipeline import explain
from pipeline.lexicon.characters import fold
from pipeline.lexicon.cues import (
    DirectionCue,
    RateCue,
    StatusCue,
    direction_cues,
    rate_cues,
    status_cues,
    stop_words,
)
from pipeline.lexicon.loading import load_records
from pipeline.model import Claim

STATUS = [
    pytest.param(status, cue, id=cue.id)
    for table, status in (("planned", "planned"), ("actual", "actual"), ("compared", "actual"))
    for cue in status_cues(table)
]
STOPS = load_records("phrases.toml", "stop")


def claims(text: str) -> list[Claim]:
    return [claim for blocks in explain(text).blocks for block in blocks for claim in block.claims]


def test_ids_are_unique() -> None:
    cues = [*direction_cues(), *status_cues("planned"), *status_cues("actual"), *status_cues("compared"), *rate_cues()]
    ids = [*(cue.id for cue in cues), *(record["id"] for record in STOPS)]
    assert [cue_id for cue_id, count in Counter(ids).items() if count > 1] == []


@pytest.mark.parametrize("cue", direction_cues(), ids=lambda cue: cue.id)
def test_direction(cue: DirectionCue) -> None:
    assert cue.pattern.search(fold(cue.example))
    assert [claim.direction for claim in claims(cue.example)] == [cue.direction]


@pytest.mark.parametrize(("status", "cue"), STATUS)
def test_status(status: str, cue: StatusCue) -> None:
    assert cue.pattern.search(fold(cue.example))
    assert claims(cue.example)[-1].status == status


@pytest.mark.parametrize("cue", rate_cues(), ids=lambda cue: cue.id)
def test_rate(cue: RateCue) -> None:
    assert cue.pattern.search(fold(cue.example))
    (claim,) = claims(cue.example)
    assert claim.unit.per_time == cue.time
    assert claim.unit.text == claim.mention.unit.text, "a rate outside the quote is not in the unit as written"


@pytest.mark.parametrize("record", STOPS, ids=lambda record: record["id"])
def test_stop_words(record: dict[str, object]) -> None:
    words = stop_words(str(record["id"]))
    assert any(word in str(record["example"]) for word in words)
    assert [word for word in words if fold(word) != word] == []


@pytest.mark.parametrize("record", STOPS, ids=lambda record: record["id"])
def test_a_stop_word_is_no_metric_but_where_it_names_itself(record: dict[str, object]) -> None:
    metrics = {claim.metric for claim in claims(str(record["example"]))}
    assert bool(metrics & stop_words(str(record["id"]))) is (record["id"] in {"names_itself", "gift"})
