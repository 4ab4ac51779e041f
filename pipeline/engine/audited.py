"""A stored dataset, audited: what of it holds and what does not, with sentence and place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.audit import audit
from pipeline.dataset.decode import read_tables
from pipeline.dataset.findings import finding_table
from pipeline.dataset.trust import read_manifest
from pipeline.errors import MisuseError
from pipeline.review.decisions import Decision, Verdict, from_record, path_of, read, revise, sole_writer
from pipeline.review.findings import stub

_TABLES = ("claims", "relations", "sections")
_ACKNOWLEDGED = ("documents", "sections", "claims", "findings")
_BY_WEIGHT = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Audited:
    """One thing that was looked at.

    Attributes:
        edition: Year of the casebook.
        source: Name of the document.
        finding_id: Its id in the dataset; None for what holds.
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
    finding_id: str | None
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
        raw: Folder of the sources and decisions, which acknowledge findings.

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
            if decision.verdict is Verdict.ACKNOWLEDGED
        }
        claims = {row["claim_id"]: row for row in tables["claims"].to_pylist()}
        outcomes = audit(tables, record.edition)
        off = [outcome.finding for outcome in outcomes if not outcome.holds]
        ids = iter(finding_table(off, record.edition, record.source)["finding_id"].to_pylist())
        for outcome in outcomes:
            finding = outcome.finding
            finding_id = None if outcome.holds else next(ids)
            first = claims[finding.claim_ids[0]] if finding.claim_ids else None
            yield Audited(
                record.edition,
                record.source,
                finding_id,
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
                reasons.get(finding_id or ""),
            )


def acknowledge(dataset: Path, raw: Path, finding_id: str, said: Mapping[str, str]) -> None:
    """Let a finding stand for a reason, in the decisions beside its source.

    Args:
        dataset: Folder of the dataset.
        raw: Folder of the sources and decisions.
        finding_id: Id of the finding.
        said: Why it stands, who says so and when, as `note`, `reviewer` and `time`.

    Raises:
        MisuseError: There is no finding of that id, or no such folder.
        InvalidDatasetError: There is no dataset, or something of it is not as the run wrote it.
    """
    if not dataset.is_dir():
        raise MisuseError(f"{dataset} is no folder; name that of a dataset, such as `extracted`")
    for record in read_manifest(dataset).sources:
        stored = read_tables(dataset, record, _ACKNOWLEDGED)
        tables = {name: table.to_pylist() for name, table in stored.items()}
        row = next((row for row in tables["findings"] if row["finding_id"] == finding_id), None)
        if row is None:
            continue
        claim = next((claim for claim in tables["claims"] if claim["claim_id"] in row["claim_ids"][:1]), None)
        section = next(
            (each for each in tables["sections"] if claim and each["section_id"] == claim["section_id"]), None
        )
        basis = stub({**row, "edition": record.edition}, claim, section, tables["documents"][0]["text"])
        verdict = {"verdict": Verdict.ACKNOWLEDGED.value, "correction": {}}
        decision = from_record(basis | verdict | dict(said), f"finding {finding_id}")
        with sole_writer(raw):
            revise(path_of(raw, record.edition, record.source), partial(_replaced, decision))
        return
    raise MisuseError(f"there is no finding {finding_id!r} in {dataset}; `casebook audit {dataset}` lists their ids")


def _replaced(decision: Decision, standing: Iterable[Decision]) -> tuple[list[Decision], None]:
    return [*(each for each in standing if each.claim_id != decision.claim_id), decision], None
