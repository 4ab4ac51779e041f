import errno
import json
import os
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import MisuseError, UnusableSourceError
from pipeline.review.decisions import (
    Decision,
    Verdict,
    from_text,
    path_of,
    read,
    read_all,
    revise,
    sole_writer,
    to_text,
    write,
)
from pipeline.review.evidence import Evidence, evidence_of, locate
from pipeline.review.merge import Step, merge_files, merged, said, settled
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
    assert [json.loads(line)["claim_id"][0] for line in to_text(others).split("\n")[:-1]] == ["a", "b", "c"]


def test_without_decisions_there_is_no_file(tmp_path: Path) -> None:
    path = path_of(tmp_path, 2020, "book.txt")
    write(path, [DECISION])
    write(path, [])
    assert not path.exists()
    assert read(path) == ()


BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(BREAKS), min_size=1), st.sampled_from(BREAKS))
def test_any_text_is_kept_as_a_note(note: str, end: str) -> None:
    decision = replace(DECISION, note=note, reviewer=f"林{end}", correction={"metric": note})
    decision = replace(decision, verdict=Verdict.CORRECTED)
    others = [replace(DECISION, claim_id=letter * 16, note=f"{end}见表头{end}") for letter in "bc"]
    assert from_text(to_text([decision, *others]), "a.jsonl") == (decision, *others)


def test_a_file_with_the_line_ends_of_another_system_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(to_text([replace(DECISION, note="a\r\nb")]).replace("\n", "\r\n").encode())
    assert read(path) == (replace(DECISION, note="a\r\nb"),)


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
    ({"reading": {"low": [1]}}, "low of the reading is a text, a finite number or null"),
    ({"reading": {"metric": {"a": 1}}}, "metric of the reading is a text, a finite number or null"),
    ({"verdict": "corrected", "correction": {"metric": 5}}, "metric is null or a text"),
    ({"verdict": "corrected", "correction": {"metric": ["碳"]}}, "metric of the correction is a text"),
    ({"verdict": "corrected", "correction": {"low": 10**400, "high": 10**400}}, "low of the correction is a text"),
    ({"verdict": "corrected", "correction": {"low": True, "high": True}}, "low of the correction is a text"),
    ({"verdict": "corrected", "correction": {"quote": "约 500 度"}}, "quote can not be corrected"),
    ({"verdict": "claimed", "correction": {"unit": "t", "quote": 5}}, "quote is the numeral as written"),
]


@pytest.mark.parametrize(("change", "message"), BROKEN)
def test_a_line_that_can_not_be_meant_is_named(change: dict[str, object], message: str) -> None:
    text = json.dumps(asdict(DECISION) | change)
    with pytest.raises(MisuseError, match=f"a.jsonl, line 2: .*{message}"):
        from_text("\n" + text, "a.jsonl")


DEEP = 100_000
HOSTILE = [
    "{",
    "[]",
    "3",
    "null",
    '{"verdict": "accepted"}',
    "[" * DEEP,
    "[" * DEEP + "]" * DEEP,
    '{"note":' * DEEP + "1" + "}" * DEEP,
    to_text([DECISION]).replace("500.0", "NaN"),
    to_text([DECISION]).replace("500.0", "-Infinity"),
    to_text([DECISION]).replace("500.0", "1e999"),
    to_text([DECISION]).replace("500.0", "9" * 5000),
    to_text([DECISION]).replace('"note": null', '"note": "\\ud83c"'),
    to_text([DECISION]).replace('"topic": "other"', '"topic": "\\udf31"'),
    to_text([DECISION]).replace('"note": null', '"note": null, "note": "a"'),
    to_text([DECISION]).replace('"topic": "other"', '"topic": "other", "topic": "ghg"'),
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:40] + text[-40:])
def test_a_line_that_is_no_decision_is_named(text: str) -> None:
    with pytest.raises(MisuseError, match=r"a\.jsonl, line 1"):
        from_text(text, "a.jsonl")


def test_a_claim_is_decided_once_per_file() -> None:
    with pytest.raises(MisuseError, match="decided twice"):
        from_text(to_text([DECISION]) * 2, "a.jsonl")


def test_a_character_of_two_surrogates_is_one() -> None:
    text = to_text([replace(DECISION, note="🌱")]).replace("🌱", "\\ud83c\\udf31")
    assert from_text(text, "a.jsonl")[0].note == "🌱"


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("nowhere")])
def test_what_is_no_file_is_named_and_not_waited_for(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "a.jsonl"
    make(path)
    with pytest.raises(UnusableSourceError, match=r"a\.jsonl: the decisions cannot be read"):
        read(path)


def test_a_name_too_long_for_a_decisions_file_has_no_decisions(tmp_path: Path) -> None:
    assert read(path_of(tmp_path, 2020, "长" * 80 + ".txt")) == ()


def test_a_write_that_fails_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = path_of(tmp_path, 2020, "book.txt")
    write(path, [DECISION])

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write(path, [CORRECTED])
    with pytest.raises(OSError, match="No space left"):
        revise(path, lambda _: ((CORRECTED,), None))
    assert read(path) == (DECISION,)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_a_hand_writes_meanwhile_is_read_and_not_written_over(tmp_path: Path) -> None:
    path = path_of(tmp_path, 2020, "book.txt")
    by_hand = replace(DECISION, claim_id="b" * 16)
    asked: list[tuple[Decision, ...]] = []

    def change(found: tuple[Decision, ...]) -> tuple[tuple[Decision, ...], None]:
        if not asked:
            path.parent.mkdir()
            path.write_text(to_text([by_hand]), encoding="utf-8")
        asked.append(found)
        return (*found, DECISION), None

    revise(path, change)
    assert asked == [(), (by_hand,)]
    assert read(path) == (DECISION, by_hand)


def test_one_writes_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.review.decisions._PATIENCE", 0.05)
    (tmp_path / "theirs.jsonl").write_text("", encoding="utf-8")
    with sole_writer(tmp_path), pytest.raises(MisuseError, match="another review is writing decisions"):
        merge_files(tmp_path, [tmp_path / "theirs.jsonl"])


LATER = replace(DECISION, reviewer="王", time="2024-05-02T08:00:00Z")


def test_a_step_of_who_saw_what_stands_is_taken() -> None:
    for seen, wanted in ((None, DECISION), (DECISION, LATER), (DECISION, None)):
        step = Step(DECISION.claim_id, said(seen), wanted)
        after = settled([step], filter(None, [seen]))
        assert after == ((wanted,) if wanted else (), ())


def test_of_two_who_did_not_see_each_other_the_first_stays_and_the_other_is_told() -> None:
    other = replace(DECISION, claim_id="b" * 16)
    steps = [Step(DECISION.claim_id, None, LATER), Step(other.claim_id, None, other)]
    assert settled(steps, [DECISION]) == ((DECISION, other), ((DECISION.claim_id, DECISION),))
    taken_back = [Step(DECISION.claim_id, said(DECISION), LATER)]
    assert settled(taken_back, []) == ((), ((DECISION.claim_id, None),))


def test_a_step_that_arrives_twice_is_taken_once() -> None:
    step = Step(DECISION.claim_id, None, DECISION)
    assert settled([step], [DECISION]) == ((DECISION,), ())


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
