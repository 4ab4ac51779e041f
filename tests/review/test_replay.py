import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import MisuseError
from pipeline.review.decisions import Decision, Verdict, from_text, to_text
from pipeline.review.diff import compare
from pipeline.review.evidence import evidence_of
from pipeline.review.fields import READING
from pipeline.review.gold import to_gold
from pipeline.review.replay import replay
from pipeline.review.snapshot import Snapshot
from pipeline.review.standing import State, standing
from tests.review.casebooks import Book, build, rows, snapshot

BOOK = Book(
    [[("成果", "节电 500 度。减排 20 吨。共 6 名员工，第 3 批。")]],
    findings=[{"source": "book.txt", "finding_id": "f" * 16, "check": "sum", "severity": "info", "claim_ids": []}],
)


def decision(book: Book, wanted: str, verdict: Verdict, **correction: Any) -> Decision:
    """A decision on the claim or exclusion with a quote."""
    dataset = snapshot(book)
    row = next(row for name in ("claims", "exclusions") for row in rows(dataset, name) if row["quote"] == wanted)
    section = next(rows(dataset, "sections"))
    return Decision(
        edition=2020,
        source="book.txt",
        claim_id=row.get("claim_id") or "c" * 16,
        verdict=verdict,
        evidence=evidence_of(row, section, dataset.texts()[2020, "book.txt"]),
        reading={name: row[name] for name in READING} if "claim_id" in row else {},
        correction=correction,
        reviewer="林",
        time="2024-05-01T08:00:00Z",
    )


def replayed(book: Book, *decisions: Decision) -> Snapshot:
    tables = replay(build(book), decisions)
    edition = {name: pa.array([2020] * len(table), pa.int16()) for name, table in tables.items()}
    return Snapshot("replayed", {}, {name: t.append_column("edition", edition[name]) for name, t in tables.items()})


def quotes(dataset: Snapshot, table: str) -> list[str]:
    return [row["quote"] for row in rows(dataset, table)]


def test_no_decision_changes_nothing() -> None:
    assert replay(build(BOOK), []) == build(BOOK)


def test_an_accepted_claim_stays_as_it_is() -> None:
    assert compare(snapshot(BOOK), replayed(BOOK, decision(BOOK, "20 吨", Verdict.ACCEPTED))).same


def test_a_rejected_claim_becomes_an_exclusion() -> None:
    dataset = replayed(BOOK, decision(BOOK, "20 吨", Verdict.REJECTED))
    assert quotes(dataset, "claims") == ["500 度"]
    assert quotes(dataset, "exclusions") == ["20 吨", "6", "3"]
    exclusion = next(rows(dataset, "exclusions"))
    assert (exclusion["reason"], exclusion["rule"], exclusion["low"]) == ("reviewed", "review.rejected", 20)


def test_a_finding_about_a_rejected_claim_goes_with_it() -> None:
    claim_id = next(row["claim_id"] for row in rows(snapshot(BOOK)) if row["quote"] == "20 吨")
    book = replace(BOOK, findings=[dict(BOOK.findings[0]) | {"claim_ids": [claim_id]}])
    rejected = replayed(book, decision(book, "20 吨", Verdict.REJECTED))
    assert list(rows(rejected, "findings")) == []


def test_a_corrected_claim_keeps_what_the_machine_read() -> None:
    dataset = replayed(BOOK, decision(BOOK, "20 吨", Verdict.CORRECTED, unit="kg{CO2}/a", low=20, high=20))
    claim = next(row for row in rows(dataset) if row["quote"] == "20 吨")
    assert (claim["unit"], claim["norm_low"], claim["norm_unit"]) == ("kg{CO2}/a", 0.02, "t{CO2}/a")
    assert (claim["substance"], claim["per_time"], claim["quantity_kind"]) == ("CO2", "a", "Mass")
    assert claim["flags"] == ["corrected"]
    assert json.loads(claim["machine_reading"]) == {"unit": "t"}


def test_a_correction_that_the_machine_has_caught_up_with_changes_nothing() -> None:
    wanted = decision(BOOK, "20 吨", Verdict.CORRECTED, unit="t", bound="exact")
    assert compare(snapshot(BOOK), replayed(BOOK, wanted)).same


def test_a_numeral_can_be_made_a_claim() -> None:
    wanted = decision(BOOK, "6", Verdict.CLAIMED, low=6, high=6, unit="1", metric="员工", quote="6 名")
    dataset = replayed(BOOK, wanted)
    assert quotes(dataset, "exclusions") == ["3"]
    claim = list(rows(dataset))[-1]
    text = dataset.texts()[2020, "book.txt"]
    assert claim["quote"] == text[claim["char_start"] : claim["char_end"]] == "6 名"
    assert claim["sentence"] == "共 6 名员工，第 3 批。"
    assert (claim["value_text"], claim["metric"], claim["norm_unit"]) == ("6", "员工", "1")
    assert (claim["rule"], claim["flags"], claim["claim_id"]) == ("review.claimed", ["corrected"], "c" * 16)
    assert claim["case_no"] == 1


def test_a_numeral_that_the_machine_claims_by_now_is_left_to_it() -> None:
    wanted = decision(replace(BOOK, excluded={"20 吨": {}}), "20 吨", Verdict.CLAIMED, low=20, high=20, unit="t")
    assert compare(snapshot(BOOK), replayed(BOOK, wanted)).same


REWRITTEN = replace(BOOK, cases=[[("成果", "节电 500 度。累计减排 20 吨。")]])


@pytest.mark.parametrize(
    ("quote", "verdict", "correction"),
    [
        ("20 吨", Verdict.REJECTED, {}),
        ("20 吨", Verdict.CORRECTED, {"unit": "kg"}),
        ("6", Verdict.CLAIMED, {"low": 6, "high": 6, "unit": "1"}),
    ],
)
def test_a_decision_whose_evidence_is_gone_does_nothing(
    quote: str, verdict: Verdict, correction: Mapping[str, Any]
) -> None:
    wanted = decision(BOOK, quote, verdict, **correction)
    assert compare(snapshot(REWRITTEN), replayed(REWRITTEN, wanted)).same
    (found,) = standing([wanted], replayed(REWRITTEN, wanted))
    assert found.state is State.OPEN
    assert "its sentence is no longer in the source" in found.why


@pytest.mark.parametrize(
    ("quote", "verdict", "correction"),
    [
        ("20 吨", Verdict.ACCEPTED, {}),
        ("20 吨", Verdict.REJECTED, {}),
        ("20 吨", Verdict.CORRECTED, {"unit": "kg"}),
        ("6", Verdict.CLAIMED, {"low": 6, "high": 6, "unit": "1"}),
    ],
)
def test_a_decision_holds_once_it_is_replayed_and_again_after_shifts(
    quote: str, verdict: Verdict, correction: Mapping[str, Any]
) -> None:
    wanted = decision(BOOK, quote, verdict, **correction)
    shifted = replace(BOOK, cases=[[("前言", "一年。"), *BOOK.cases[0]]])
    for book in (BOOK, replace(shifted, cases=[[*BOOK.cases[0], ("后记", "一年。")]])):
        (found,) = standing([wanted], replayed(book, wanted))
        assert (found.state, found.why) == (State.HOLDS, "")


def test_an_accepted_claim_that_is_read_otherwise_is_open_again_and_says_why() -> None:
    wanted = decision(BOOK, "20 吨", Verdict.ACCEPTED)
    later = snapshot(replace(BOOK, claims={"20 吨": {"unit": "kg", "bound": "approx"}}))
    (found,) = standing([wanted], later)
    assert found.state is State.OPEN
    assert found.why == "unit is kg and was accepted as t; bound is approx and was accepted as exact"


def test_an_accepted_claim_that_is_excluded_now_is_open_again_and_says_why() -> None:
    wanted = decision(BOOK, "20 吨", Verdict.ACCEPTED)
    (found,) = standing([wanted], snapshot(replace(BOOK, excluded={"20 吨": {"reason": "name"}})))
    assert (found.state, found.why) == (State.OPEN, "it is now excluded as name")


def test_a_corrected_claim_that_the_machine_reads_otherwise_is_open_again() -> None:
    wanted = decision(BOOK, "20 吨", Verdict.CORRECTED, unit="kg")
    later = replace(BOOK, claims={"20 吨": {"unit": "g"}})
    (found,) = standing([wanted], replayed(later, wanted))
    assert (found.state, found.why) == (State.OPEN, "unit is g and was corrected as t")


def test_a_decision_that_no_run_has_applied_waits() -> None:
    wanted = [
        decision(BOOK, "20 吨", Verdict.REJECTED),
        decision(BOOK, "500 度", Verdict.CORRECTED, unit="MW.h"),
        decision(BOOK, "6", Verdict.CLAIMED, low=6, high=6, unit="1"),
    ]
    assert {found.state for found in standing(wanted, snapshot(BOOK))} == {State.WAITS}


def test_decisions_on_a_document_that_failed_are_open_again_and_no_gold() -> None:
    documents = snapshot(BOOK).tables["documents"]
    row = documents.to_pylist()[0] | {"status": "failed", "text": ""}
    failed = Snapshot("failed", {}, {"documents": pa.Table.from_pylist([row], schema=documents.schema)})
    wanted = [decision(BOOK, "20 吨", Verdict.ACCEPTED), decision(BOOK, "500 度", Verdict.REJECTED)]
    assert {(found.state, found.why) for found in standing(wanted, failed)} == {
        (State.OPEN, "book.txt could not be read; `casebook run` says why")
    }
    assert to_gold(wanted, failed) == ()


def test_a_rejected_claim_that_is_claimed_otherwise_is_open_again() -> None:
    wanted = decision(BOOK, "20 吨", Verdict.REJECTED)
    later = snapshot(replace(BOOK, claims={"20 吨": {"sentence": "减排 20 吨"}}))
    (found,) = standing([wanted], later)
    assert (found.state, found.why) == (State.OPEN, "it is now the claim 20 吨")


def test_held_decisions_become_gold_and_open_cases_are_counted() -> None:
    wanted = [
        decision(BOOK, "20 吨", Verdict.CORRECTED, unit="t{CO2}", direction="decrease"),
        decision(BOOK, "6", Verdict.CLAIMED, low=6, high=6, unit="1", metric="员工", quote="6 名"),
    ]
    (gold,) = to_gold(wanted, replayed(BOOK, *wanted))
    records = [json.loads(line) for line in gold.text.splitlines()]
    assert [record["quote"] for record in records] == ["20 吨", "6 名"]
    assert records[0] == {
        "case": 1,
        "line": 3,
        "quote": "20 吨",
        "low": 20,
        "high": 20,
        "unit": "t{CO2}",
        "unit_text": "吨",
        "bound": "exact",
        "direction": "decrease",
        "metric": "减排",
        "topic": "other",
        "period": "",
        "status": "actual",
        "table": False,
        "optional": False,
    }
    assert gold.undecided == {1: 1}


NUMBERS = (
    st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([2**60 + 1, 10**30, 10**400])
)
VALUES = st.none() | st.text(max_size=6) | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
UNITS = st.text("tkgWh{}CO2/.()1a%[]mu", min_size=1, max_size=8) | st.text(min_size=1, max_size=4)
CORRECTIONS = st.fixed_dictionaries(
    {"unit": UNITS},
    optional={"metric": VALUES, "indicator": VALUES, "period": VALUES, "quote": VALUES},
)


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from([("20 吨", Verdict.CORRECTED), ("6", Verdict.CLAIMED)]), CORRECTIONS, st.lists(NUMBERS, max_size=2)
)
def test_what_is_taken_for_a_decision_can_be_replayed(
    on: tuple[str, Verdict], correction: dict[str, Any], numbers: list[float]
) -> None:
    """Whatever a reviewer or a hand writes is refused by its line, or is in the dataset and holds; it costs no book."""
    values = {"low": min(numbers), "high": max(numbers)} if numbers else {}
    line = to_text([decision(BOOK, *on, **correction, **values)])
    try:
        found = from_text(line, "a.jsonl")
    except MisuseError:
        return
    assert from_text(to_text(found), "a.jsonl") == found
    assert [each.state for each in standing(found, replayed(BOOK, *found))] == [State.HOLDS]
