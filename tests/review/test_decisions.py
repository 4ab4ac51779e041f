import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import MisuseError
from pipeline.review.decisions import Decision, Verdict, from_text, merged, path_of, read, read_all, to_text, write
from pipeline.review.evidence import Evidence, evidence_of, locate
from tests.review.casebooks import Book, rows, snapshot

EVIDENCE = Evidence("2020/book.txt/01", "成果", "节电 500 度。", "500 度", 2, 0)
READING = {"low": 500.0, "high": 500.0, "unit": "kW.h", "bound": "exact", "direction": "none", "status": "actual"}
DECISION = Decision(
    edition=2020,
    source="book.txt",
    claim_id="a" * 16,
    verdict=Verdict.ACCEPTED,
    evidence=EVIDENCE,
    reading=READING | {"topic": "other", "metric": "节电", "indicator": None, "period": None, "baseline": None},
    correction={},
    reviewer="林",
    time="2024-05-01T08:00:00Z",
)
CORRECTED = replace(DECISION, verdict=Verdict.CORRECTED, correction={"unit": "MW.h"})


def test_a_file_reads_back_as_it_was_written(tmp_path: Path) -> None:
    path = path_of(tmp_path, 2020, "部/book.txt")
    decisions = (DECISION, replace(CORRECTED, claim_id="b" * 16, note="见表头"))
    write(path, decisions)
    assert read(path) == decisions == read_all(tmp_path)
    assert path.read_text(encoding="utf-8").count("\n") == 2


def test_lines_are_sorted_so_that_git_shows_one_line_per_decision() -> None:
    others = [replace(DECISION, claim_id=letter * 16) for letter in "cab"]
    assert to_text(others) == to_text(others[::-1])
    assert [json.loads(line)["claim_id"][0] for line in to_text(others).splitlines()] == ["a", "b", "c"]


def test_without_decisions_there_is_no_file(tmp_path: Path) -> None:
    path = path_of(tmp_path, 2020, "book.txt")
    write(path, [DECISION])
    write(path, [])
    assert not path.exists()
    assert read(path) == ()


BROKEN = [
    ({"verdict": "maybe"}, "verdict is one of"),
    ({"verdict": "corrected"}, "needs a correction"),
    ({"correction": {"unit": "t"}}, "takes no correction"),
    ({"verdict": "corrected", "correction": {"low": 9.0, "high": 5.0}}, "low is not more than high"),
    ({"verdict": "corrected", "correction": {"low": None}}, "both given or both null"),
    ({"verdict": "corrected", "correction": {"bound": "maybe"}}, "bound is one of"),
    ({"verdict": "corrected", "correction": {"period": "去年"}}, "period is a time in EDTF"),
    ({"verdict": "corrected", "correction": {"unit": "k g"}}, "unit is a code"),
    ({"verdict": "corrected", "correction": {"rule": "x"}}, "rule can not be corrected"),
    ({"source": "../../etc/passwd"}, "source is a path below raw"),
    ({"source": "/etc/passwd"}, "source is a path below raw"),
    ({"edition": "2020"}, "edition is not of its type"),
    ({"reviewer": ""}, "reviewer is not of its type"),
    ({"note": 3}, "note is not of its type"),
    ({"extra": 3}, "extra is no field of a decision"),
]


@pytest.mark.parametrize(("change", "message"), BROKEN)
def test_a_line_that_can_not_be_meant_is_named(change: dict[str, object], message: str) -> None:
    text = json.dumps(asdict(DECISION) | change)
    with pytest.raises(MisuseError, match=f"a.jsonl, line 2: .*{message}"):
        from_text("\n" + text, "a.jsonl")


@pytest.mark.parametrize("text", ["{", "[]", "3", "null", '{"verdict": "accepted"}'])
def test_a_line_that_is_no_decision_is_named(text: str) -> None:
    with pytest.raises(MisuseError, match=r"a\.jsonl, line 1"):
        from_text(text, "a.jsonl")


def test_a_claim_is_decided_once_per_file() -> None:
    with pytest.raises(MisuseError, match="decided twice"):
        from_text(to_text([DECISION]) * 2, "a.jsonl")


LATER = replace(DECISION, reviewer="王", time="2024-05-02T08:00:00Z")


def test_two_reviewers_who_agree_merge_to_the_earlier() -> None:
    for mine, theirs in ((DECISION, LATER), (LATER, DECISION)):
        assert merged([mine], [theirs]).decisions == (DECISION,)


def test_two_reviewers_who_differ_are_a_conflict_until_one_is_preferred() -> None:
    theirs = replace(CORRECTED, reviewer="王")
    assert merged([DECISION], [theirs]).conflicts == ((DECISION, theirs),)
    assert merged([DECISION], [theirs]).decisions == ()
    assert merged([DECISION], [theirs], prefer="王").decisions == (theirs,)
    assert merged([DECISION], [theirs], prefer="林").decisions == (DECISION,)


def test_decisions_on_different_claims_add_up() -> None:
    other = replace(DECISION, claim_id="b" * 16)
    assert merged([DECISION], [other]).decisions == (DECISION, other)


SENTENCES = st.lists(st.sampled_from(["节电 5 度。", "节电 5 度，节水 5 度。", "植树 7\n亩。"]), min_size=1, max_size=6)


@settings(deadline=None)
@given(SENTENCES)
def test_evidence_leads_back_to_its_claim(sentences: list[str]) -> None:
    dataset = snapshot(Book([[("成果", "".join(sentences))], [("成果", "".join(sentences))]]))
    sections = {row["section_id"]: row for row in rows(dataset, "sections")}
    text = dataset.texts()[2020, "book.txt"]
    for claim in rows(dataset):
        evidence = evidence_of(claim, sections[claim["section_id"]], text)
        assert locate(evidence, sections.values(), text) == (claim["char_start"], claim["char_end"])


@settings(deadline=None)
@given(SENTENCES)
def test_evidence_survives_another_wrapping_and_another_order_of_sections(sentences: list[str]) -> None:
    body = "".join(sentences)
    old = snapshot(Book([[("成果", body)]]))
    new = snapshot(Book([[("前言", "一年。"), ("成果", body.replace(" ", "\n"))]]))
    section = next(rows(old, "sections"))
    for claim in rows(old):
        evidence = evidence_of(claim, section, old.texts()[2020, "book.txt"])
        text = new.texts()[2020, "book.txt"]
        span = locate(evidence, rows(new, "sections"), text)
        assert span
        assert "".join(text[slice(*span)].split()) == "".join(claim["quote"].split())


def test_evidence_whose_sentence_is_gone_leads_nowhere() -> None:
    dataset = snapshot(Book([[("成果", "节水 5 度。")]]))
    assert locate(EVIDENCE, rows(dataset, "sections"), dataset.texts()[2020, "book.txt"]) is None
