"""Books of a few claims, for what is made of claims."""

from collections.abc import Sequence
from typing import Any

from pipeline.tally.book import Book, Case, Claim, Finding, Relation

_PLAIN: dict[str, Any] = {
    "edition": 2020,
    "source": "book.txt",
    "case_no": 1,
    "char_start": 0,
    "char_end": 4,
    "page": None,
    "line": 1,
    "sentence_start": 0,
    "unit": "t",
    "unit_text": "吨",
    "quantity_kind": "Mass",
    "substance": None,
    "norm_unit": "t",
    "bound": "exact",
    "direction": "decrease",
    "status": "actual",
    "topic": "ghg",
    "metric": "减排",
    "indicator": "ghg.reduction",
    "period": None,
    "baseline": None,
    "in_table": False,
    "subject": "own",
    "aggregation": "flow",
    "item": None,
    "row_label": None,
    "column_label": None,
    "confidence": 0.8,
    "flags": [],
}


def claim(claim_id: str, value: float | None, **fields: Any) -> Claim:
    """A claim of so many tonnes, but for what `fields` says."""
    said = _PLAIN | {"low": value, "high": value, "norm_low": value, "norm_high": value}
    said |= {"claim_id": claim_id, "quote": f"{value} 吨", "sentence": f"减排 {value} 吨。"} | fields
    said.setdefault("case_id", f"{said['edition']}/{said['source']}/{said['case_no']:02d}")
    return Claim(**said)


def book(*claims: Claim, relations: Sequence[tuple[str, str, str]] = (), findings: Sequence[Finding] = ()) -> Book:
    """A dataset of these claims, each case that of an organisation of its own.

    Args:
        claims: The claims.
        relations: Kind and the two ids.
        findings: What does not hold.
    """
    cases = {
        each.case_id: Case(
            each.edition,
            each.source,
            each.case_id,
            each.case_no,
            f"公司{each.case_no}",
            f"公司{each.case_no}",
            f"案例 {each.case_no}",
        )
        for each in claims
        if each.case_id is not None
    }
    sources = dict.fromkeys((each.edition, each.source) for each in claims)
    documents = tuple(
        {"edition": edition, "source": source, "status": "ok", "message": None, "pages": None}
        for edition, source in sources
    )
    return Book(
        {each.claim_id: each for each in claims},
        cases,
        tuple(Relation(*relation) for relation in relations),
        tuple(findings),
        documents,
    )
