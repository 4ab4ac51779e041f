"""Apply reviewers' decisions to the tables of one document, between building them and storing them."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.model import Flag, Pages, QuantityKind, Reason
from pipeline.review.change import Row
from pipeline.review.decisions import Decision, Verdict
from pipeline.review.evidence import locate
from pipeline.review.excerpt import joined, sentence_around
from pipeline.review.fields import READING, corrected_fields, derived

REJECTED = "review.rejected"
CLAIMED = "review.claimed"
_ABOUT_CLAIMS = ("relations", "findings")


def replay(tables: Mapping[str, pa.Table], decisions: Iterable[Decision]) -> dict[str, pa.Table]:
    """Applies decisions to the tables of one document.

    A rejected claim becomes an exclusion with reason `reviewed`. A corrected claim gets the reviewer's fields and the
    flag `corrected`, and keeps the machine's in `machine_reading`. A numeral made a claim leaves the exclusions. A
    decision whose evidence is gone does nothing; `standing` says so.

    Args:
        tables: The tables of one document as the machine made them, with the ids it gave.
        decisions: Decisions on that document; those on others are passed over.

    Returns:
        The tables with `claims`, `exclusions`, `relations` and `findings` as decided, rows in reading order.
    """
    document = tables["documents"].to_pylist()[0]
    wanted = {decision.claim_id: decision for decision in decisions if _is_on(decision, document)}
    if not wanted or not tables.get("sections"):
        return dict(tables)
    claims, exclusions = tables["claims"].to_pylist(), tables["exclusions"].to_pylist()
    rejected = [row for row in claims if _verdict(wanted, row) is Verdict.REJECTED]
    kept = [_corrected(row, wanted.get(row["claim_id"])) for row in claims if row not in rejected]
    exclusions += [_exclusion(row, tables["exclusions"].column_names) for row in rejected]
    for decision in wanted.values():
        if decision.verdict is Verdict.CLAIMED:
            kept, exclusions = _claimed(decision, tables, kept, exclusions)
    gone = {row["claim_id"] for row in claims} - {row["claim_id"] for row in kept}
    left = {
        name: [row for row in tables[name].to_pylist() if gone.isdisjoint(_about(row))]
        for name in _ABOUT_CLAIMS
        if name in tables
    }
    changed = {"claims": _in_order(kept), "exclusions": _in_order(exclusions), **left}
    return {
        name: pa.Table.from_pylist(changed[name], schema=table.schema) if name in changed else table
        for name, table in tables.items()
    }


def _is_on(decision: Decision, document: Row) -> bool:
    """Whether it decides on a numeral of the document; what is said of a finding changes no row."""
    return decision.source == document["source"] and decision.verdict is not Verdict.ACKNOWLEDGED


def _verdict(wanted: Mapping[str, Decision], row: Row) -> Verdict | None:
    decision = wanted.get(row["claim_id"])
    return decision.verdict if decision else None


def _about(row: Row) -> Iterable[str]:
    """The claims that a relation or a finding is about."""
    return row["claim_ids"] if "claim_ids" in row else (row["claim_a"], row["claim_b"])


def _in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["char_start"], row["char_end"]))


def _exclusion(claim: Row, columns: Sequence[str]) -> dict[str, Any]:
    reviewed = {"reason": Reason.REVIEWED.value, "rule": REJECTED}
    return {name: claim.get(name) for name in columns} | reviewed


def _corrected(claim: dict[str, Any], decision: Decision | None) -> dict[str, Any]:
    """The claim with the reviewer's fields, or as it is where nothing is left to correct."""
    if decision is None or decision.verdict is not Verdict.CORRECTED:
        return claim
    replaced = {name: value for name, value in decision.correction.items() if claim[name] != value}
    if not replaced:
        return claim
    kind = None if "unit" in replaced else QuantityKind(claim["quantity_kind"])
    fields = {name: claim[name] for name in READING} | replaced
    machine = {name: claim[name] for name in READING if name in replaced}
    follows = derived(fields["low"], fields["high"], fields["unit"], kind)
    if "unit" not in replaced:
        follows["substance"] = claim["substance"]  # the metric may say it where the unit does not
    return (
        claim
        | replaced
        | follows
        | {"flags": _with_flag(claim["flags"]), "machine_reading": json.dumps(machine, ensure_ascii=False)}
        | {"confidence": 1.0}
    )


def _with_flag(flags: Iterable[str]) -> list[str]:
    found = {*flags, Flag.CORRECTED}
    return [flag.value for flag in Flag if flag in found]


def _claimed(
    decision: Decision, tables: Mapping[str, pa.Table], claims: list[dict[str, Any]], exclusions: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Claims and exclusions with a numeral made a claim, unless its words are gone or it lies in a claim already."""
    document = tables["documents"].to_pylist()[0]
    span = claimed_span(decision, tables["sections"].to_pylist(), document["text"])
    if span is None or any(_overlap(row, span) for row in claims):
        return claims, exclusions
    swallowed = [row for row in exclusions if _overlap(row, span)]
    if any(row["char_start"] < span[0] or span[1] < row["char_end"] for row in swallowed):
        return claims, exclusions
    claim = _new_claim(decision, tables, span, swallowed)
    return [*claims, claim], [row for row in exclusions if row not in swallowed]


def claimed_span(decision: Decision, sections: Iterable[Row], text: str) -> tuple[int, int] | None:
    """Where a numeral made a claim stands: at its evidence, or at the wider quote that the correction names there."""
    span = locate(decision.evidence, sections, text)
    quote = decision.correction.get("quote")
    if span is None or not quote:
        return span
    around = range(max(0, span[1] - len(quote)), span[0] + 1)
    starts = [start for start in around if text.startswith(quote, start) and start + len(quote) >= span[1]]
    return (starts[0], starts[0] + len(quote)) if starts else span


def _overlap(row: Row, span: tuple[int, int]) -> bool:
    return bool(row["char_start"] < span[1] and span[0] < row["char_end"])


def _new_claim(
    decision: Decision, tables: Mapping[str, pa.Table], span: tuple[int, int], swallowed: Sequence[Row]
) -> dict[str, Any]:
    document = tables["documents"].to_pylist()[0]
    text = document["text"]
    sections = tables["sections"].to_pylist()
    section = sections[bisect_right([row["char_start"] for row in sections], span[0]) - 1]
    first, last = sentence_around(text, *span)
    first, last = max(first, section["char_start"]), min(last, section["char_end"])
    fields = corrected_fields({}, {name: value for name, value in decision.correction.items() if name != "quote"})
    pages = Pages(tuple(document["page_starts"]))
    flags = _with_flag([Flag.WRAPPED] if "\n" in text[slice(*span)] else [])
    case_id = section["case_id"]
    return (
        dict.fromkeys(tables["claims"].column_names)
        | fields
        | derived(fields["low"], fields["high"], fields["unit"])
        | {"source": decision.source, "case_id": case_id, "case_no": int(case_id.rsplit("/", 1)[1]) if case_id else 0}
        | {"section_id": section["section_id"], "section_kind": section["kind"], "claim_id": decision.claim_id}
        | {"quote": text[slice(*span)], "char_start": span[0], "char_end": span[1]}
        | {
            "page": pages.page(span[0]),
            "line": text.count("\n", 0, span[0]) + 1,
            "boxes": [],
        }
        | {"sentence": joined(text[first:last]), "sentence_start": first, "sentence_end": last}
        | {"value_text": swallowed[0]["quote"] if swallowed else text[slice(*span)]}
        | {"in_table": False, "confidence": 1.0, "rule": CLAIMED, "flags": flags}
        | {"machine_reading": json.dumps(dict(decision.reading), ensure_ascii=False)}
    )
