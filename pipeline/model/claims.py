"""What interpretation makes of the readings: claims, how they relate, and what the audit finds."""

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model.codes import Aggregation, Bound, Direction, Flag, RelationKind, Severity, Status, Subject, Topic
from pipeline.model.readings import Exclusion, Mention, UnitReading
from pipeline.model.texts import Block, Case, Document, Section


class Candidate(NamedTuple):
    """One value that a field of a claim might have.

    Attributes:
        value: The value; None for none.
        evidence: Names of what speaks for it or against it, as `lexicon/weights.toml` weighs them.
    """

    value: str | None
    evidence: tuple[str, ...]


class Choice(NamedTuple):
    """The candidates for a field of a claim, the best first.

    Attributes:
        field: Name of the field.
        candidates: The candidates; of equals the one that was found first.
        share: How likely the best is, among these.
        scores: Sum of the weights of each candidate's evidence.
    """

    field: str
    candidates: tuple[Candidate, ...]
    share: float
    scores: tuple[float, ...] = ()

    @property
    def value(self) -> str | None:
        """The value of the best candidate."""
        return self.candidates[0].value


@dataclass(frozen=True, slots=True)
class Claim:
    """A mention with what its sentence says of it. Fields as in the dataset contract.

    `choices` holds the candidates of the fields that were ranked, for whoever asks why.
    """

    mention: Mention
    unit: UnitReading
    bound: Bound
    direction: Direction
    status: Status
    topic: Topic
    metric: str | None
    period: str | None
    baseline: str | None
    confidence: float
    flags: tuple[Flag, ...]
    choices: tuple[Choice, ...] = ()
    subject: Subject = Subject.OWN
    aggregation: Aggregation = Aggregation.LEVEL
    per: str | None = None
    indicator: str | None = None
    item: str | None = None
    substance: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How two claims of one case hang together.

    Attributes:
        kind: What `a` is to `b`.
        a: Source offset at which the one claim starts.
        b: Source offset at which the other starts.
        rule: What found it.
        confidence: How likely it is right.
    """

    kind: RelationKind
    a: int
    b: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the consistency audit noticed about one or more claims.

    Attributes:
        check: Id of the check.
        severity: How much it weighs.
        claim_ids: The claims that it is about; empty where a number is missing.
        message: What was noticed, as a sentence.
        expected_low: Smallest value expected, in `unit`.
        expected_high: Largest value expected, in `unit`.
        observed: The value found, in `unit`.
        unit: Unit of these values.
    """

    check: str
    severity: Severity
    claim_ids: tuple[str, ...]
    message: str
    expected_low: float | None = None
    expected_high: float | None = None
    observed: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """One block of a section with its claims and exclusions.

    Attributes:
        block: The block.
        claims: What it claims, in order.
        exclusions: Its other numerals, in order.
        trouble: What went wrong in a stage, so that what it would have given is missing; None where nothing did.
    """

    block: Block
    claims: tuple[Claim, ...]
    exclusions: tuple[Exclusion, ...]
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one document yields.

    Attributes:
        document: The document.
        cases: Its cases, in reading order.
        sections: Its sections, which tile its text.
        blocks: For each section, its blocks with their claims and exclusions.
        margins: Exclusions outside all blocks (page furniture, list bullets), as source spans.
        relations: How its claims hang together, within each case.
    """

    document: Document
    cases: tuple[Case, ...]
    sections: tuple[Section, ...]
    blocks: tuple[tuple[ReadBlock, ...], ...]
    margins: tuple[Exclusion, ...] = ()
    relations: tuple[Relation, ...] = ()
