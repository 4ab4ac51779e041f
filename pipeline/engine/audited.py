"""A stored dataset, audited: what of it holds and what does not, with sentence and place."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.audit import audit
from pipeline.dataset.decode import read_tables
from pipeline.dataset.trust import read_manifest
from pipeline.errors import MisuseError
from pipeline.review.decisions import Verdict, path_of, read

_TABLES = ("claims", "relations", "sections")
_BY_WEIGHT = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Audited:
    """One thing that was looked at.

    Attributes:
        edition: Year of the casebook.
        source: Name of the document.
        line: Line on which the first claim starts; None where a number is missing.
        sentence: Its sentence; None likewise.
        check: Id of the check.
        severity: How much it weighs where it does not hold.
        holds: Whether it does.
        message: What was noticed.
        claim_ids: The claims it is about.
        expected_low: Smallest value expected.
        expected_high: Largest value expected.
        observed: The value found.
        unit: Unit of these.
        acknowledged: Why a reviewer lets the finding stand; None where nobody has.
    """

    edition: int
    source: str
    line: int | None
    sentence: str | None
    check: str
    severity: str
    holds: bool
    message: str
    claim_ids: tuple[str, ...]
    expected_low: float | None
    expected_high: float | None
    observed: float | None
    unit: str | None
    acknowledged: str | None


def audited(dataset: Path, raw: Path) -> tuple[Audited, ...]:
    """Look at all documents of a dataset.

    Args:
        dataset: Its folder.
        raw: Folder of the sources and decisions: a claim that was accepted with a note is as printed, and a finding
            about it is acknowledged for that reason.

    Returns:
        What was looked at, the gravest first.

    Raises:
        MisuseError: There is no such folder.
        InvalidDatasetError: There is no dataset in it, or something of it is not as the run wrote it.
    """
    if not dataset.is_dir():
        raise MisuseError(f"{dataset} is no folder; name that of a dataset, such as `extracted`")
    return tuple(sorted(_all(dataset, raw), key=lambda each: _BY_WEIGHT.index(each.severity)))


def _all(dataset: Path, raw: Path) -> Iterator[Audited]:
    for record in read_manifest(dataset).sources:
        tables = read_tables(dataset, record, _TABLES)
        reasons = {
            decision.claim_id: decision.note
            for decision in read(path_of(raw, record.edition, record.source))
            if decision.verdict is Verdict.ACCEPTED
        }
        claims = {row["claim_id"]: row for row in tables["claims"].to_pylist()}
        for outcome in audit(tables, record.edition):
            finding = outcome.finding
            first = claims[finding.claim_ids[0]] if finding.claim_ids else None
            yield Audited(
                record.edition,
                record.source,
                first["line"] if first else None,
                first["sentence"] if first else None,
                finding.check,
                finding.severity.value,
                outcome.holds,
                finding.message,
                finding.claim_ids,
                finding.expected_low,
                finding.expected_high,
                finding.observed,
                finding.unit,
                None if outcome.holds else next(filter(None, map(reasons.get, finding.claim_ids)), None),
            )
