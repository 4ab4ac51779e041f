"""What recognition reads in a block: numbers with their units, and numerals that are no claims."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.codes import Bound, Flag, QuantityKind, Reason
from pipeline.model.places import Span


@dataclass(frozen=True, slots=True)
class UnitReading:
    """A unit expression as read in a text.

    Attributes:
        code: Canonical code as the guidelines write it, such as `kW.h/a`, `t{CO2}`, `CNY/{车}/a` or `1`.
        text: The unit as written, without white space and scale words; empty for none.
        kind: Dimension of the base unit.
        substance: `CO2`, `CO2e`, `sce` or None.
        per_time: Code of the time in the rate, such as `a`, `mo` or `3.mo`; None without one.
        classifier: True where the unit is a 量词 that only counts (`家`, `套`), its code `1`.
        end: Offset just behind the expression in the text it was read from.
        start: Offset of its first character there; white space before it is skipped.
        factor: What one of it is in `code`, where the code has no unit of that size: 0.1 for 角, 12 for 打.
    """

    code: str
    text: str
    kind: QuantityKind
    substance: str | None = None
    per_time: str | None = None
    classifier: bool = False
    end: int = 0
    start: int = 0
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity at a span of a block: what stands there, before the sentence is understood.

    Attributes:
        span: Block offsets of number and unit together.
        value: Block offsets of the number alone.
        low: Smallest value in `unit`; None where the number is malformed.
        high: Largest value in `unit`; None where the number is malformed.
        unit: The unit.
        bound: What the words on the number itself say (`余`, `多`, `+`, `约`, `以上`).
        rule: Id of the rule that recognised it.
        flags: Reasons to look twice.
        scale: Product of the scale words behind the digits, which a list may share; 1 without.
    """

    span: Span
    value: Span
    low: Decimal | None
    high: Decimal | None
    unit: UnitReading
    bound: Bound
    rule: str
    flags: tuple[Flag, ...] = ()
    scale: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A numeral that is no claim, at a span of a block, with its reading where it has one."""

    span: Span
    reason: Reason
    rule: str
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All numerals of one block: every one in exactly one mention or exclusion, in order.

    Attributes:
        mentions: The quantities.
        exclusions: The other numerals.
        trouble: What went wrong in reading the block, so that all of it is excluded; None where nothing did.
    """

    mentions: tuple[Mention, ...]
    exclusions: tuple[Exclusion, ...]
    trouble: str | None = None
