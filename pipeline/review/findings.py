"""Findings of the audit as a reviewer meets them: what each is about, and what acknowledging it rests on."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pipeline.review.change import Row
from pipeline.review.evidence import Evidence, evidence_of
from pipeline.review.wording import heads_in_words


def stub(finding: Row, claim: Row | None, section: Row | None, text: str) -> dict[str, Any]:
    """What a decision on a finding rests on, without what is decided.

    Args:
        finding: The finding, with its edition.
        claim: The first claim that it is about; None where it is about a number that is missing.
        section: The section of that claim.
        text: Text of the document.
    """
    nowhere = Evidence(None, None, finding["message"], finding["check"], 0, 0)
    evidence = nowhere if claim is None or section is None else evidence_of(claim, section, text)
    return {
        "edition": finding["edition"],
        "source": finding["source"],
        "claim_id": finding["finding_id"],
        "evidence": asdict(evidence),
        "reading": {},
    }


def shown(finding: Row, claims: Mapping[str, Row], stubbed: Mapping[str, Any]) -> dict[str, Any]:
    """A finding for the page.

    Args:
        finding: The finding.
        claims: The claims of its document by id.
        stubbed: As `stub` gives it.
    """
    first = next((claims[each] for each in finding["claim_ids"] if each in claims), None)
    line, heads = (f"line {first['line']}", heads_in_words(first)) if first else (None, None)
    return {
        "id": finding["finding_id"],
        "check": finding["check"],
        "severity": finding["severity"],
        "message": finding["message"],
        "claims": finding["claim_ids"],
        "place": ", ".join(filter(None, (f"{finding['edition']}/{finding['source']}", line, heads))),
        "decision": stubbed,
    }
