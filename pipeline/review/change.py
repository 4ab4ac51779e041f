"""What a comparison yields: frozen, plain, and free of how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Row = Mapping[str, Any]


class Tier(StrEnum):
    """On what grounds an old and a new row are taken for the same, strictest first."""

    ID = "id"
    CONTEXT = "context"
    WORDS = "words"
    FUZZY = "fuzzy"


class Kind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Weight(StrEnum):
    """How much a change matters to someone who uses the dataset."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class CauseKind(StrEnum):
    """What brought a change about."""

    REVIEW = "review"
    SOURCE = "source"
    SECTION = "section"
    RULE = "rule"
    LEXICON = "lexicon"
    VERSION = "version"
    INTERPRETATION = "interpretation"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell that differs.

    Attributes:
        column: Column of the table.
        aspect: What the column says something of (`value`, `unit`, `bound`, `section` …), the name filters use.
        old: The cell before.
        new: The cell now.
        weight: How much the difference matters.
    """

    column: str
    aspect: str
    old: Any
    new: Any
    weight: Weight


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a claim changed, and the key by which changes are grouped.

    Attributes:
        kind: Sort of cause.
        subject: What it concerns: a file, a unit as written, an aspect; empty where `before` and `after` say it all.
        before: What applied before (a rule, a code, a place, a version), or None.
        after: What applies now, or None.
    """

    kind: CauseKind
    subject: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote in the sentence around it, verbatim from the source."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A row that was added, removed, changed or moved.

    Attributes:
        table: Table of the contract.
        kind: What became of it.
        key: Id of the row as it is now, or was where it is gone.
        weight: How much the change matters.
        old: The row before, None where added.
        new: The row now, None where removed.
        fields: The cells that differ; empty where added or removed.
        tier: On what grounds both rows are taken for the same; None where added or removed.
        confidence: How sure that match is, 0 to 1; 1 where added or removed.
        cause: Why, for claims; None for other tables.
        old_excerpt: Where the old row stands in its source, if it has a quote.
        new_excerpt: Where the new row stands in its source, if it has a quote.
    """

    table: str
    kind: Kind
    key: str
    weight: Weight
    old: Row | None
    new: Row | None
    fields: tuple[FieldChange, ...]
    tier: Tier | None
    confidence: float
    cause: Cause | None = None
    old_excerpt: Excerpt | None = None
    new_excerpt: Excerpt | None = None

    @property
    def row(self) -> Row:
        """The row as it is now, or was where it is gone."""
        row = self.new if self.new is not None else self.old
        if row is None:
            raise ValueError(f"{self.key}: a change has an old row, a new row or both")
        return row

    @property
    def aspects(self) -> tuple[str, ...]:
        """The aspects that differ, each once, in the order of the columns."""
        return tuple(dict.fromkeys(field.aspect for field in self.fields))


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one kind with one cause.

    Attributes:
        cause: Why; None for tables other than claims.
        table: Table of the contract.
        kind: What became of the rows.
        weight: The heaviest weight among them.
        changes: The changes, heaviest first, then in reading order.
    """

    cause: Cause | None
    table: str
    kind: Kind
    weight: Weight
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two datasets.

    Attributes:
        old_name: What the old dataset is called (`HEAD`, a folder).
        new_name: What the new dataset is called.
        unchanged: Number of claims without a difference.
        changes: Changes of claims, in reading order of the new source, the removed where they stood.
        others: Changes of the other tables, table by table, in the same order.
        notes: Differences that are not rows: a pipeline version, a column only one side has.
    """

    old_name: str
    new_name: str
    unchanged: int
    changes: tuple[Change, ...]
    others: tuple[Change, ...]
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Kind, int]:
        """Number of claims added, removed, changed and moved, zeros included."""
        return {kind: sum(change.kind is kind for change in self.changes) for kind in Kind}

    @property
    def same(self) -> bool:
        """True where no row of any table differs."""
        return not self.changes and not self.others
