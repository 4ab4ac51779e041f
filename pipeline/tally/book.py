"""What a report is made of: the claims, cases, relations and findings of a dataset, as records that name each other."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.dataset.load import load_arrow
from pipeline.review.wording import said_once

_SUBSTANCE = re.compile(r"\{[^}]*\}")
_YEAR = re.compile(r"(\d{4})(?!.*\d{4})")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, as far as a report shows or adds it up; the attributes are columns of `claims`."""

    edition: int
    source: str
    case_id: str | None
    case_no: int
    claim_id: str
    quote: str
    char_start: int
    char_end: int
    page: int | None
    line: int
    sentence: str
    sentence_start: int
    low: float | None
    high: float | None
    unit: str
    unit_text: str | None
    quantity_kind: str
    substance: str | None
    norm_low: float | None
    norm_high: float | None
    norm_unit: str | None
    bound: str
    direction: str
    status: str
    topic: str
    metric: str | None
    indicator: str | None
    period: str | None
    baseline: str | None
    in_table: bool
    subject: str
    aggregation: str
    item: str | None
    row_label: str | None
    column_label: str | None
    confidence: float
    flags: list[str]

    @property
    def measure(self) -> str | None:
        """The unit in which it adds up: the reporting unit without what it is of, or of a count what is counted.

        `t{CO2}/a` is `t/a`, since the indicator says what it is of; 10521 根 and 490 个 are no sum.
        """
        if self.norm_unit == "1" and self.unit_text:
            return self.unit_text
        return None if self.norm_unit is None else _SUBSTANCE.sub("", self.norm_unit)

    @property
    def names(self) -> tuple[str, ...]:
        """What it is of: its item, the heads of its row and column, and its metric, each said once."""
        return said_once(self.item, self.row_label, self.column_label, self.metric)

    @property
    def last_year(self) -> int | None:
        """The last year of its period."""
        found = _YEAR.search(self.period or "")
        return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Case:
    """A company's case; the attributes are columns of `cases`."""

    edition: int
    source: str
    case_id: str
    case_no: int
    organisation: str | None
    organisation_id: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """How two claims hang together; the attributes are columns of `relations`."""

    kind: str
    claim_a: str
    claim_b: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the audit noticed; the attributes are columns of `findings`."""

    edition: int
    source: str
    check: str
    severity: str
    claim_ids: list[str]
    message: str


@dataclass(frozen=True, slots=True)
class Book:
    """A dataset, all editions of it, in reading order.

    Attributes:
        claims: The claims by id.
        cases: The cases by id.
        relations: How claims hang together.
        findings: What does not hold.
        documents: Edition, source, status and message of each document.
    """

    claims: Mapping[str, Claim]
    cases: Mapping[str, Case]
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    documents: tuple[Mapping[str, Any], ...]

    @property
    def editions(self) -> tuple[int, ...]:
        """The years of the books."""
        return tuple(sorted({document["edition"] for document in self.documents}))

    def organisation(self, claim: Claim) -> str:
        """Who a claim is told of: the organisation of its case, or the book it stands in."""
        case = self.cases.get(claim.case_id or "")
        return (case.organisation if case else None) or claim.source


def read_book(dataset: Path) -> Book:
    """Read a stored dataset.

    Raises:
        MisuseError: There is no such folder.
        InvalidDatasetError: There is no dataset in it, or something of it is not as the run wrote it.
    """
    return Book(
        {claim.claim_id: claim for claim in _records(dataset, "claims", Claim)},
        {case.case_id: case for case in _records(dataset, "cases", Case)},
        tuple(_records(dataset, "relations", Relation)),
        tuple(_records(dataset, "findings", Finding)),
        tuple(load_arrow(dataset, "documents").select(["edition", "source", "status", "message", "pages"]).to_pylist()),
    )


def _records(dataset: Path, table: str, kind: type[Any]) -> Iterable[Any]:
    names = [field.name for field in fields(kind)]
    columns = load_arrow(dataset, table).select(names).to_pydict()
    return (kind(*row) for row in zip(*(columns[name] for name in names), strict=True))
