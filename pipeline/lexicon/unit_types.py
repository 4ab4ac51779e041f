"""What a record of the unit vocabulary is, once read: surfaces, units, prefixes and substances."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pipeline.model import QuantityKind


class Place(StrEnum):
    """Where a surface is read as its unit."""

    ANYWHERE = "anywhere"
    DENOMINATOR = "denominator"  # only behind a slash or 每
    HINTED = "hinted"  # only where the caller asks for its kind
    LEADING = "leading"  # only before the number


@dataclass(frozen=True, slots=True)
class Report:
    """The reporting unit of a code.

    Attributes:
        factor: Exact factor from the code to the reporting unit.
        code: Code of the reporting unit.
    """

    factor: Fraction
    code: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its prefix.

    Attributes:
        code: Its code.
        kind: Its dimension.
        factor: What one of it is in `code`.
        classifier: True for a 量词.
        report: Its reporting unit; None where its record gives none.
    """

    code: str
    kind: QuantityKind
    factor: Decimal = Decimal(1)
    classifier: bool = False
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Surface:
    """One way to write a unit.

    Attributes:
        text: As written, folded.
        unit: The unit.
        place: Where it is read so.
        not_before: What must not follow.
        before: What must follow.
        mark: True for a quotation mark that is read only where it ends no quotation.
    """

    text: str
    unit: Unit
    place: Place = Place.ANYWHERE
    not_before: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    mark: bool = False


@dataclass(frozen=True, slots=True)
class Substance:
    """A substance that fuses with a mass.

    Attributes:
        code: As in the braces of a code.
        text: As written, folded.
        fused: True where it must stand right behind a Latin symbol (`tce`).
        per_only: True for a product, which fuses with the mass of a denominator only (`/吨钢`).
        not_before: What must not follow.
    """

    code: str
    text: str
    fused: bool
    per_only: bool
    not_before: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Prefix:
    """An SI prefix.

    Attributes:
        code: Its code.
        factor: Its exact value.
        chinese: Before Chinese surfaces.
        latin: Before symbols.
    """

    code: str
    factor: Fraction
    chinese: tuple[str, ...]
    latin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One record of a vocabulary file, spelled out.

    Attributes:
        units: The unit and its prefixed forms.
        surfaces: All surfaces that the record claims.
        variants: Other casings of them, read where nobody claims them.
        own_atom: True where the code is not UCUM's.
        example: A quantity as written.
    """

    units: tuple[Unit, ...]
    surfaces: tuple[Surface, ...]
    variants: tuple[Surface, ...]
    own_atom: bool
    example: str
