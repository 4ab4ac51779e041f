"""What the review page shows, as plain data: changes, their source text with marks, and what a decision rests on."""

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.model import Severity
from pipeline.review import findings
from pipeline.review.cause import grouped
from pipeline.review.change import Change, Comparison, Kind, Row
from pipeline.review.decisions import Decision
from pipeline.review.evidence import evidence_of
from pipeline.review.fields import CHOICES, DEFAULTS, NUMBERS, READING, TIMES, WORDS
from pipeline.review.match import Document, squeeze
from pipeline.review.snapshot import Snapshot
from pipeline.review.standing import State, standing
from pipeline.review.wording import (
    cause_in_words,
    count_in_words,
    heads_in_words,
    place_in_words,
    plain,
    row_in_words,
    shown,
    subject_in_words,
)

_LONGEST_PASSAGE = 12_000  # characters of a section shown; a longer one is cut around the quote
_AROUND = 4_000
_GRAVITY = [severity.value for severity in Severity]


@dataclass(frozen=True, slots=True)
class _Side:
    """One dataset's sections and exclusions by document, and the passages of its text that the page shows."""

    name: str
    texts: Mapping[Document, str]
    sections: Mapping[Document, list[Row]]
    exclusions: Mapping[Document, list[Row]]

    @classmethod
    def of(cls, name: str, snapshot: Snapshot) -> "_Side":
        return cls(name, snapshot.texts(), _by_document(snapshot, "sections"), _by_document(snapshot, "exclusions"))

    def section(self, row: Row) -> Row:
        sections = self.sections[row["edition"], row["source"]]
        return sections[max(0, bisect_right(sections, row["char_start"], key=lambda each: each["char_start"]) - 1)]


@dataclass(frozen=True, slots=True)
class _Passages:
    """Passages of the sources, each once, with the excluded numerals in them."""

    shown: dict[tuple[str, Document, int, int], int] = field(default_factory=dict)
    passages: list[dict[str, Any]] = field(default_factory=list)

    def passage(self, side: _Side, row: Row) -> tuple[int, int]:
        """Index of the passage around a row, and the offset in the source at which it begins."""
        section = side.section(row)
        start, end = section["char_start"], section["char_end"]
        if end - start > _LONGEST_PASSAGE:
            start, end = max(start, row["char_start"] - _AROUND), min(end, row["char_end"] + _AROUND)
        document = (row["edition"], row["source"])
        key = (side.name, document, start, end)
        if key not in self.shown:
            self.shown[key] = len(self.passages)
            self.passages.append(_passage(side, document, section, start, end))
        return self.shown[key], start


def page_data(
    comparison: Comparison, old: Snapshot, new: Snapshot, decisions: Iterable[Decision], reviewer: str
) -> dict[str, Any]:
    """Everything the page needs but images, as JSON can hold it; offsets count UTF-16 units, as scripts do.

    Args:
        comparison: The comparison, narrowed or not.
        old: The dataset before.
        new: The dataset now.
        decisions: What was decided earlier.
        reviewer: Who reviews; empty where nobody said.
    """
    sides = _Side.of("old", old), _Side.of("new", new)
    passages = _Passages()
    first = not old.tables
    groups = grouped(comparison)
    noticed = list(_findings(new, sides[1]))
    changes = [
        _change(change, number, sides, passages)
        for number, group in enumerate(groups)
        for change in (sorted(group.changes, key=_confidence) if first else group.changes)
        if change.table == "claims"
    ]
    if first:
        changes.sort(key=lambda change: change["sureness"])
    return {
        "old": comparison.old_name,
        "new": comparison.new_name,
        "key": _digest(*(change["id"] + str(change["new"]) for change in changes)),
        "first": first,
        "reviewer": reviewer,
        "counts": {str(kind): count for kind, count in comparison.counts.items()} | {"same": comparison.unchanged},
        "notes": list(comparison.notes),
        "findings": noticed,
        "groups": [{"words": subject_in_words(group), "count": count_in_words(group)} for group in groups],
        "changes": changes,
        "others": [
            {"table": c.table, "kind": c.kind, "place": place_in_words(c), "words": _other(c)}
            for c in comparison.others
        ],
        "passages": passages.passages,
        **decided(decisions, new),
        "form": {"reading": READING, "numbers": NUMBERS, "choices": CHOICES, "times": TIMES, "words": WORDS}
        | {"defaults": DEFAULTS},
    }


def decided(decisions: Iterable[Decision], dataset: Snapshot) -> dict[str, Any]:
    """The part of the page's data that changes while it is open: decisions, and which are open again, and why."""
    found = standing(decisions, dataset)
    reopened = {each.decision.claim_id: each.why for each in found if each.state is State.OPEN}
    return {"decisions": [asdict(each.decision) for each in found], "reopened": reopened}


def _findings(dataset: Snapshot, side: _Side) -> Iterator[dict[str, Any]]:
    """What the audit found in a dataset, the gravest first."""
    table = dataset.tables.get("findings")
    rows = sorted(table.to_pylist() if table is not None else [], key=lambda row: _GRAVITY.index(row["severity"]))
    known = {
        document: {claim["claim_id"]: claim for claim in claims}
        for document, claims in (_by_document(dataset, "claims") if rows else {}).items()
    }
    for row in rows:
        claims = known.get(_document(row), {})
        first = next((claims[each] for each in row["claim_ids"] if each in claims), None)
        section = side.section(first) if first else None
        yield findings.shown(row, claims, findings.stub(row, first, section, side.texts[_document(row)]))


def _by_document(snapshot: Snapshot, name: str) -> dict[Document, list[Row]]:
    found: dict[Document, list[Row]] = defaultdict(list)
    table = snapshot.tables.get(name)
    for row in table.to_pylist() if table is not None else ():
        found[row["edition"], row["source"]].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row["char_start"], row["char_end"]))
    return found


def _confidence(change: Change) -> float:
    return float(change.row.get("confidence") or 0)


def _other(change: Change) -> dict[str, Any]:
    fields = (
        f"{each.column}: {shown(each.old)} → {shown(each.new)}" for each in change.fields if each.column != "text"
    )
    words = " · ".join((row_in_words(change), *fields))
    return {"table": change.table, "kind": change.kind, "place": place_in_words(change), "words": words}


def _change(change: Change, group: int, sides: tuple[_Side, _Side], passages: _Passages) -> dict[str, Any]:
    row, side = change.row, sides[0] if change.kind is Kind.REMOVED else sides[1]
    text = side.texts[row["edition"], row["source"]]
    reading = _reading(row)
    return {
        "id": change.key,
        "group": group,
        "kind": change.kind,
        "weight": change.weight,
        "tier": change.tier,
        "sureness": round(_confidence(change), 4),
        "matched": change.confidence,
        "cause": cause_in_words(change.cause) if change.cause else "",
        "place": place_in_words(change),
        "quote": squeeze(row["quote"]),
        "words": row_in_words(change),
        "heads": heads_in_words(row),
        "case": row["case_no"],
        "at": row["char_start"],
        "topic": row["topic"],
        "fields": [plain(asdict(each)) for each in change.fields],
        "old": change.old and _reading(change.old),
        "new": change.new and _reading(change.new),
        "flags": row["flags"],
        "rule": row["rule"],
        "panels": list(_panels(change, sides, passages)),
        "decision": {
            "edition": row["edition"],
            "source": row["source"],
            "claim_id": row["claim_id"],
            "evidence": asdict(evidence_of(row, side.section(row), text)),
            "reading": reading,
        },
        "pages": _pages(change),
    }


def _reading(row: Row) -> Row:
    """What can be corrected; a dataset of an older version has not all of it."""
    return {name: row.get(name) for name in READING}


def _pages(change: Change) -> list[dict[str, Any]]:
    """The printed pages that the old and the new quote stand on, each once, with the boxes of both."""
    found: dict[tuple[int, str, int], list[dict[str, Any]]] = defaultdict(list)
    for side, row in (("old", change.old), ("new", change.new)):
        if row is not None and row["page"] and row["boxes"]:
            boxes = found[row["edition"], row["source"], row["page"]]
            boxes += [{"side": side, "box": box} for box in row["boxes"]]
    names = ("edition", "source", "page")
    return [dict(zip(names, page, strict=True)) | {"boxes": boxes} for page, boxes in found.items()]


def _panels(change: Change, sides: tuple[_Side, _Side], passages: _Passages) -> Iterator[dict[str, Any]]:
    """The passages to show: one with both quotes marked where the section is the same, else one for each side."""
    marked = [(side, row, side.section(row)) for side, row in zip(sides, (change.old, change.new), strict=True) if row]
    bodies = {side.texts[_document(row)][section["char_start"] : section["char_end"]] for side, row, section in marked}
    same = len(marked) > len(bodies)
    for shown_side, shown_row, shown_section in marked[-1:] if same else marked:
        index, start = passages.passage(shown_side, shown_row)
        text = shown_side.texts[_document(shown_row)][start:]
        marks = []
        for side, row, section in marked if same else ((shown_side, shown_row, shown_section),):
            shift = shown_section["char_start"] - section["char_start"] - start
            if row["char_start"] + shift >= 0:
                marks.append({"side": side.name, **_utf16(text, row["char_start"] + shift, row["char_end"] + shift)})
        yield {"side": "both" if same else shown_side.name, "passage": index, "marks": marks}


def _document(row: Row) -> Document:
    return row["edition"], row["source"]


def _passage(side: _Side, document: Document, section: Row, start: int, end: int) -> dict[str, Any]:
    whole = side.texts[document]
    text = whole[start:end]
    excluded = [row for row in side.exclusions[document] if start <= row["char_start"] and row["char_end"] <= end]
    return {
        "text": text,
        "heading": section["heading"],
        "source": f"{document[0]}/{document[1]}",
        "cut": start > section["char_start"] or end < section["char_end"],
        "excluded": [
            _utf16(text, row["char_start"] - start, row["char_end"] - start)
            | {
                "reason": row["reason"],
                "rule": row["rule"],
                "quote": row["quote"],
                "low": row["low"],
                "high": row["high"],
            }
            | {"decision": _exclusion_decision(row, section, whole)}
            for row in (excluded if side.name == "new" else ())
        ],
    }


def _exclusion_decision(row: Row, section: Row, text: str) -> dict[str, Any]:
    """What a decision on an excluded numeral rests on; its id comes from the same content as a claim's."""
    evidence = evidence_of(row, section, text)
    parts = (evidence.case_id, evidence.heading, squeeze(evidence.sentence), squeeze(evidence.quote))
    return {
        "edition": row["edition"],
        "source": row["source"],
        "claim_id": _digest(*map(str, (row["source"], *parts, evidence.before, evidence.occurrence))),
        "evidence": asdict(evidence),
        "reading": {},
    }


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _utf16(text: str, start: int, end: int) -> dict[str, int]:
    """Offsets in UTF-16 units of a span in code points.

    >>> _utf16("🌱5 吨", 1, 4)
    {'start': 2, 'end': 5}
    """
    first, last = (len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2 for offset in (start, end))
    return {"start": first, "end": last}
