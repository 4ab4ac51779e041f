"""Which decisions still hold for a stored dataset, which wait for a run, and which are open again, and why."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pipeline.model import Flag, Reason
from pipeline.review.change import Row
from pipeline.review.decisions import Decision, Verdict
from pipeline.review.evidence import locate
from pipeline.review.match import Document, squeeze
from pipeline.review.replay import claimed_span
from pipeline.review.snapshot import Snapshot
from pipeline.review.wording import shown
from pipeline.status import DocumentStatus


class State(StrEnum):
    """How a decision stands to a dataset."""

    HOLDS = "holds"
    WAITS = "waits"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision, how it stands, and why where it does not simply hold."""

    decision: Decision
    state: State
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Source:
    """What the dataset has of one source."""

    text: str
    failed: bool
    claims: Mapping[str, Row]
    exclusions: Sequence[Row]
    sections: Sequence[Row]
    findings: frozenset[str]

    def claimed(self, span: tuple[int, int]) -> list[Row]:
        """The claims that have a part of a span."""
        return _meeting(self.claims.values(), span)


def standing(decisions: Iterable[Decision], dataset: Snapshot) -> tuple[Standing, ...]:
    """Checks decisions against a stored dataset.

    Args:
        decisions: Decisions on any of its sources.
        dataset: The dataset, after a run that replayed them or before.

    Returns:
        One result per decision, in their order. A decision is open again where the sentence is gone, the claim is
        another, or the machine now reads it otherwise than the reviewer saw.
    """
    rows = {name: _by_document(dataset, name) for name in ("documents", "claims", "exclusions", "sections", "findings")}
    sources = {
        document: _Source(
            row["text"],
            row.get("status") == DocumentStatus.FAILED,
            {row["claim_id"]: row for row in rows["claims"][document]},
            rows["exclusions"][document],
            rows["sections"][document],
            frozenset(row["finding_id"] for row in rows["findings"][document]),
        )
        for document, (row, *_) in rows["documents"].items()
    }
    return tuple(_standing(decision, sources.get((decision.edition, decision.source))) for decision in decisions)


def _meeting(rows: Iterable[Row], span: tuple[int, int]) -> list[Row]:
    return [row for row in rows if row["char_start"] < span[1] and span[0] < row["char_end"]]


def _by_document(dataset: Snapshot, name: str) -> dict[Document, list[Row]]:
    found: dict[Document, list[Row]] = defaultdict(list)
    table = dataset.tables.get(name)
    for row in table.to_pylist() if table is not None else ():
        found[row["edition"], row["source"]].append(row)
    return found


def _standing(decision: Decision, source: _Source | None) -> Standing:
    if source is None:
        return Standing(decision, State.OPEN, f"{decision.source} is not in the dataset")
    if source.failed:
        return Standing(decision, State.OPEN, f"{decision.source} could not be read; `casebook run` says why")
    row = source.claims.get(decision.claim_id)
    match decision.verdict:
        case Verdict.ACKNOWLEDGED:
            found = decision.claim_id in source.findings
            why = "" if found else "the audit finds this no more; take the line of this decision out of its file"
            return Standing(decision, State.HOLDS if found else State.OPEN, why)
        case Verdict.ACCEPTED:
            return _accepted(decision, row, source)
        case Verdict.REJECTED:
            return _rejected(decision, row, source)
        case Verdict.CORRECTED | Verdict.CLAIMED:
            return _changed(decision, row, source)


def _accepted(decision: Decision, row: Row | None, source: _Source) -> Standing:
    if row is None:
        return Standing(decision, State.OPEN, _what_became(decision, source))
    differs = _differences(decision.reading, row, "was accepted")
    return Standing(decision, State.OPEN if differs else State.HOLDS, differs)


def _rejected(decision: Decision, row: Row | None, source: _Source) -> Standing:
    if row is not None:
        return Standing(decision, State.WAITS, "the claim is still there; `casebook run` excludes it")
    span = locate(decision.evidence, source.sections, source.text)
    if span is None or source.claimed(span):
        return Standing(decision, State.OPEN, _what_became(decision, source))
    return Standing(decision, State.HOLDS)


def _changed(decision: Decision, row: Row | None, source: _Source) -> Standing:
    if row is None and decision.verdict is Verdict.CORRECTED:
        return Standing(decision, State.OPEN, _what_became(decision, source))
    if row is None:
        span = claimed_span(decision, source.sections, source.text)
        if span is None:
            return Standing(decision, State.OPEN, _what_became(decision, source))
        if taken := source.claimed(span):
            return Standing(decision, State.OPEN, f"the machine now claims {shown(taken[0]['quote'])} there itself")
        return Standing(decision, State.WAITS, "`casebook run` makes it a claim")
    fields = {name: value for name, value in decision.correction.items() if name != "quote"}
    if any(row[name] != value for name, value in fields.items()):
        return Standing(decision, State.WAITS, "the correction is not in the dataset yet; `casebook run` applies it")
    machine = json.loads(row["machine_reading"]) if Flag.CORRECTED in row["flags"] and row["machine_reading"] else {}
    seen = {name: value for name, value in decision.reading.items() if name in machine}
    differs = _differences(seen, machine, "was corrected")
    return Standing(decision, State.OPEN if differs else State.HOLDS, differs)


def _differences(seen: Mapping[str, Any], now: Mapping[str, Any], verb: str) -> str:
    """The fields that the machine reads otherwise than the reviewer saw, in words; empty where none."""
    found = [
        f"{name} is {shown(now[name])} and {verb} as {shown(value)}"
        for name, value in seen.items()
        if name in now and now[name] != value
    ]
    return "; ".join(found)


def _was_cell(decision: Decision, row: Row) -> bool:
    """Whether a decision of version 1, whose cells had no sentence but themselves, may be about this claim."""
    words = squeeze(row["sentence"]).rpartition("|")[2]
    same = squeeze(row["quote"]) == squeeze(decision.evidence.quote)
    return bool(row["in_table"]) and same and words == squeeze(decision.evidence.sentence)


def _what_became(decision: Decision, source: _Source) -> str:
    """Why a claim is not in the dataset under the id it was decided by."""
    if any(_was_cell(decision, row) for row in source.claims.values()):
        why = "table cells are told apart by their line now, and were by their words alone"
        return f"{why}; decide on this one once more, and take the line of this decision out of its file"
    span = locate(decision.evidence, source.sections, source.text)
    if span is None:
        quote = squeeze(decision.evidence.quote)
        again = [row for row in source.claims.values() if squeeze(row["quote"]) == quote]
        elsewhere = f"; the same quote now stands in: {shown(again[0]['sentence'])}" if len(again) == 1 else ""
        return f"its sentence is no longer in the source under that heading{elsewhere}"
    there = _meeting([*source.claims.values(), *source.exclusions], span)
    if not there:
        return "nothing is read there any more"
    reason = there[0].get("reason")
    if reason == Reason.REVIEWED:
        return "another decision excludes it"
    return f"it is now {'excluded as ' + reason if reason else 'the claim ' + shown(there[0]['quote'])}"


def in_words(found: Standing) -> str:
    """One decision and how it stands, in one line."""
    decision = found.decision
    said = "; ".join(f"{name} = {shown(value)}" for name, value in decision.correction.items())
    parts = (
        f"{found.state:<5}",
        f"{decision.verdict:<9}",
        shown(decision.evidence.case_id or f"{decision.edition}/{decision.source}"),
        shown(decision.evidence.quote),
        *((said,) if said else ()),
        f"{shown(decision.reviewer)}, {shown(decision.time)}",
        *((found.why,) if found.why else ()),
        *((f"“{shown(decision.note)}”",) if decision.note else ()),
    )
    return "  ".join(parts)


def counts_in_words(found: Iterable[Standing]) -> str:
    """How many decisions there are of each state and verdict."""
    counts = Counter(name for each in found for name in (each.state, each.decision.verdict))
    return ", ".join(f"{counts[name]} {name}" for name in (*State, *Verdict))


def conflict_in_words(one: Decision, other: Decision) -> str:
    """Two decisions on one claim that differ, in one line."""
    said = (f"{each.reviewer} {each.verdict} {dict(each.correction) or ''}".strip() for each in (one, other))
    return shown(f"{one.edition}/{one.source} {one.claim_id} {one.evidence.quote}: {' but '.join(said)}")
