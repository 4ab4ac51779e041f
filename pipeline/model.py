"""The types that pass between the stages: frozen, slotted, without behaviour beyond their own shape.

Offsets are half-open and count Unicode code points. *Source* offsets count in `Document.text`; *block* offsets
count in `Block.text`, where soft line breaks are joined, and `Block.offsets` leads back to the source.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from pipeline.status import DocumentStatus


class SectionKind(StrEnum):
    """What a section of a case is about."""

    OVERVIEW = "overview"
    RESULTS = "results"
    PROFILE = "profile"
    HIGHLIGHTS = "highlights"
    IMPLEMENTATION = "implementation"
    IMPACT = "impact"
    TITLE = "title"
    FRONT_MATTER = "front_matter"
    BACK_MATTER = "back_matter"
    OTHER = "other"


class BlockKind(StrEnum):
    """What a run of joined lines is on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    CELL = "cell"


class Bound(StrEnum):
    """How the stated number limits the true value."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Direction(StrEnum):
    """What the sentence says happened to the measured thing."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NONE = "none"


class Status(StrEnum):
    """Whether the claim reports something or announces it."""

    ACTUAL = "actual"
    PLANNED = "planned"


class Topic(StrEnum):
    """What a claim is about, in one word."""

    GHG = "ghg"
    AIR = "air"
    ELECTRICITY = "electricity"
    FUEL = "fuel"
    ENERGY_INTENSITY = "energy_intensity"
    WATER = "water"
    MATERIALS = "materials"
    FINANCE = "finance"
    PEOPLE = "people"
    AREA = "area"
    EQUIPMENT = "equipment"
    ACTIVITY = "activity"
    MARKET = "market"
    TIME = "time"
    OTHER = "other"


class Subject(StrEnum):
    """Whose number it is: of the case's own organisation, of another party, or of the world around both."""

    OWN = "own"
    RELATED = "related"
    CONTEXT = "context"


class Aggregation(StrEnum):
    """How a number may be added up."""

    LEVEL = "level"
    FLOW = "flow"
    CUMULATIVE = "cumulative"
    RATE = "rate"
    FACTOR = "factor"
    CHANGE = "change"


class RelationKind(StrEnum):
    """How two claims of one case hang together."""

    SAME_AS = "same_as"
    PART_OF = "part_of"
    EQUIVALENT_TO = "equivalent_to"
    FROM_TO = "from_to"
    CHANGE_OF = "change_of"
    SHARE_OF = "share_of"


class QuantityKind(StrEnum):
    """Dimension of a unit, named as QUDT names its quantity kinds."""

    MASS = "Mass"
    ENERGY = "Energy"
    POWER = "Power"
    APPARENT_POWER = "ApparentPower"
    REACTIVE_POWER = "ReactivePower"
    AREA = "Area"
    VOLUME = "Volume"
    LENGTH = "Length"
    TIME = "Time"
    TEMPERATURE = "Temperature"
    VOLTAGE = "Voltage"
    ELECTRIC_CURRENT = "ElectricCurrent"
    ELECTRIC_CHARGE = "ElectricCharge"
    RESISTANCE = "Resistance"
    FREQUENCY = "Frequency"
    FORCE = "Force"
    PRESSURE = "Pressure"
    SPEED = "Speed"
    ANGLE = "Angle"
    ILLUMINANCE = "Illuminance"
    LUMINOUS_FLUX = "LuminousFlux"
    ACTIVITY = "Activity"
    DOSE_EQUIVALENT = "DoseEquivalent"
    AMOUNT_OF_SUBSTANCE = "AmountOfSubstance"
    INFORMATION = "InformationEntropy"
    CURRENCY = "Currency"
    DIMENSIONLESS_RATIO = "DimensionlessRatio"
    COUNT = "Count"
    SOUND_PRESSURE_LEVEL = "SoundPressureLevel"
    CONCENTRATION = "Concentration"
    OTHER = "Other"


class Flag(StrEnum):
    """A reason to look at a claim twice."""

    MALFORMED_NUMBER = "malformed_number"
    UNKNOWN_UNIT = "unknown_unit"
    UNIT_FROM_HEADER = "unit_from_header"
    UNIT_SHARED = "unit_shared"
    SCALE_SHARED = "scale_shared"
    WRAPPED = "wrapped"
    OCR = "ocr"
    CHART = "chart"
    CORRECTED = "corrected"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    AMBIGUOUS_TABLE = "ambiguous_table"
    NO_UNIT = "no_unit"
    INVALID_DATE = "invalid_date"


class Reason(StrEnum):
    """Why a numeral is no claim."""

    DATE = "date"
    TIME = "time"
    DENOMINATOR = "denominator"
    ORDINAL = "ordinal"
    LIST_MARKER = "list_marker"
    FOOTNOTE = "footnote"
    IDENTIFIER = "identifier"
    NAME = "name"
    IDIOM = "idiom"
    WORD = "word"
    ARTICLE = "article"
    PAGE_FURNITURE = "page_furniture"
    CHART = "chart"
    SUPERSCRIPT = "superscript"
    REVIEWED = "reviewed"
    OTHER = "other"


class Severity(StrEnum):
    """How much a finding or a broken rule weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open interval of code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pages:
    """Where each page of a text starts: the first at 0, none before the one above it or behind the text.

    A page without text starts where the next one does.

    Attributes:
        starts: Source offset of every page, in order; empty where the source marks no pages.
    """

    starts: tuple[int, ...] = ()

    @classmethod
    def at(cls, starts: Iterable[int], length: int) -> "Pages":
        """The pages that start at or near some offsets.

        Args:
            starts: An offset for each page, as found.
            length: Length of the text.

        >>> Pages.at([3, 7, 5, 40], 20).starts  # a blank line stands above the first page
        (0, 7, 7, 20)
        """
        inside = [min(max(start, 0), length) for start in starts]
        return cls(tuple(accumulate([0, *inside[1:]], max)) if inside else ())

    def page(self, offset: int) -> int | None:
        """Page of an offset, from 1; None where the source marks no pages."""
        return bisect_right(self.starts, offset) if self.starts else None


_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
EDTF = re.compile(rf"^({_DAY}|{_DAY}/{_DAY}|{_DAY}/\.\.|\.\./{_DAY})$")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that there is: its days exist and its end is not before its beginning.

    Attributes:
        edtf: As EDTF writes it: `2020`, `2018/2020`, `../2020-11-30`.
    """

    edtf: str

    @classmethod
    def parse(cls, edtf: str) -> "Period | None":
        """The period that an EDTF string names, or None where there is no such time.

        >>> Period.parse("2021-02-28"), Period.parse("2021-02-30"), Period.parse("2010/2005")
        (Period(edtf='2021-02-28'), None, None)
        """
        if not EDTF.fullmatch(edtf):
            return None
        try:
            days = [date.fromisoformat(f"{day}-01-01"[:10]) for day in edtf.split("/") if day != ".."]
        except ValueError:
            return None
        return cls(edtf) if days == sorted(days) else None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, by its place in the grid and in the source.

    Where a layout parts a cell, 归属于公司股东的每 above the values and 股净资产（元） below them, each part but the
    first `continues` the one before it that names the same row or column.
    """

    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    continues: bool = False


class Role(StrEnum):
    """What a row or a column of a table is for."""

    HEADER = "header"
    SECTION = "section"
    LABEL = "label"
    ORDINAL = "ordinal"
    UNIT = "unit"
    NOTE = "note"
    TIME = "time"
    RANK = "rank"
    CODE = "code"
    VALUE = "value"
    CHANGE = "change"
    SHARE = "share"


MEASURES = frozenset({Role.VALUE, Role.CHANGE, Role.SHARE})


@dataclass(frozen=True, slots=True)
class Axis:
    """A row or a column of a table.

    Attributes:
        role: What it is for.
        path: Indices of the cells that name it, from the outside in: of a column its heads, of a row its labels and
            the section rows above it.
        fit: How sure it is what stands in it; of a row with fewer values than columns it may be a guess.
    """

    role: Role
    path: tuple[int, ...] = ()
    fit: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the source, ruled, unruled or flattened into lines.

    Attributes:
        span: Source offsets from the first cell to the last.
        caption: Source offsets of the lines that name the table, its unit or its year, if there are any.
        cells: All cells, in reading order.
        rows: Its rows, from the top.
        columns: Its columns, from the left.
        fit: How well the grid fits the source, from 0 to 1; below one half it is a guess.
    """

    span: Span
    caption: Span | None
    cells: tuple[Cell, ...]
    rows: tuple[Axis, ...] = ()
    columns: tuple[Axis, ...] = ()
    fit: float = 1.0

    @property
    def header_rows(self) -> int:
        """Number of leading rows that are headers."""
        return next((n for n, row in enumerate(self.rows) if row.role is not Role.HEADER), len(self.rows))

    @property
    def label_columns(self) -> int:
        """Number of leading columns that name the row instead of holding values."""
        return next((n for n, column in enumerate(self.columns) if column.role in MEASURES), len(self.columns))

    def is_value(self, cell: Cell) -> bool:
        """Whether a cell holds what its row and column name."""
        return self.rows[cell.row].role in MEASURES and self.columns[cell.column].role in MEASURES


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line of a page: where its characters stand in the source text and on the paper.

    Attributes:
        span: Source offsets of the line.
        page: Page number, from 1.
        top: Upper edge in points from the top of the page as it is shown.
        bottom: Lower edge in points from the top of the page.
        edges: Left edge of every character and, last, the right edge of the line, in points.
        sideways: Whether it runs up or down: then `edges` count from the top, `top` and `bottom` from the left.
    """

    span: Span
    page: int
    top: float
    bottom: float
    edges: tuple[float, ...]
    sideways: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A source file as text, in reading order.

    Attributes:
        source: Path below `raw/<year>/`, with `/` between its parts.
        edition: Year of the casebook.
        sha256: Hash of the bytes of the file.
        media_type: `text/plain` or `application/pdf`.
        text: The whole text; empty where the file could not be read.
        pages: Where its pages start.
        status: How much could be read.
        message: What went wrong and what to do, where status is not `ok`; notes otherwise; or None.
        tables: Tables, in reading order, none overlapping.
        furniture: Source spans of running heads, feet and page numbers.
        superscripts: Source spans of raised text that is a mark and no part of the line (footnote marks).
        scales: Source spans of the numbers of charts' axes, which lie in furniture.
        lines: Printed lines with their boxes, for a source that has a layout.
        flags: Spans of text with a flag each (`ocr`, `chart`), inherited by the claims in them.
    """

    source: str
    edition: int
    sha256: str
    media_type: str
    text: str
    pages: Pages = Pages()
    status: DocumentStatus = DocumentStatus.OK
    message: str | None = None
    tables: tuple[Table, ...] = ()
    furniture: tuple[Span, ...] = ()
    superscripts: tuple[Span, ...] = ()
    scales: tuple[Span, ...] = ()
    lines: tuple[TextLine, ...] = ()
    flags: tuple[tuple[Span, Flag], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading line or table cell with its soft line breaks joined.

    A block is the widest that a sentence can be: no item, heading or line of a list reaches into another block.

    Attributes:
        kind: What it is.
        text: The joined text, without leading or trailing white space.
        offsets: Source offset of every character of `text`.
        sentences: Sentences as spans of `text`; they tile it.
        lead_in: Index, among the blocks of the section, of the block ending in a colon that introduces this one.
        heading: Index, among the blocks of the section, of the heading line under which it stands; for a heading
            line, that of the one above it in rank. None where only the section's own heading is above.
        table: Index of the table in `Document.tables`, for a cell.
        cell: The cell, for a cell.
        trouble: What went wrong in making it, so that it is only a line as it stands; None where nothing did.
        doubts: Offsets in `text` at which a line end may have stood between two numbers instead of inside one.
        republic: Whether the book counts years by the republic, so that 98 年 is 2009.
        marked: Characters of `text` that are the number which a list that counts on gives the item; 0 without.
    """

    kind: BlockKind
    text: str
    offsets: tuple[int, ...]
    sentences: tuple[Span, ...]
    lead_in: int | None = None
    heading: int | None = None
    table: int | None = None
    cell: Cell | None = None
    trouble: str | None = None
    doubts: tuple[int, ...] = ()
    republic: bool = False
    marked: int = 0

    def source(self, span: Span) -> Span:
        """The source offsets of a span of `text`."""
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a case, a case's title, or the matter before and after the cases.

    Attributes:
        case_no: Number of the case, from 1; 0 outside a case.
        section_no: Number of the section in its case, from 0 (the title).
        heading: Heading verbatim, without its mark; None where there is none.
        kind: What the heading says the section is about.
        span: Source offsets; the sections of a document tile its text.
        text: The body with soft line breaks joined.
        blocks: The body's blocks, in reading order.
        known: False for a heading that the lexicon does not know.
        above: Titles of what it lies in, the outermost first: the title of the book, then chapters.
    """

    case_no: int
    section_no: int
    heading: str | None
    kind: SectionKind
    span: Span
    text: str
    blocks: tuple[Block, ...]
    known: bool = True
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One company's case."""

    case_no: int
    organisation: str | None
    title: str | None
    span: Span


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


class Candidate(NamedTuple):
    """One value that a field of a claim might have.

    Attributes:
        value: The value; None for none.
        evidence: Names of what speaks for it or against it, as `lexicon/weights.toml` weighs them.
        score: Sum of the weights.
    """

    value: str | None
    evidence: tuple[str, ...]
    score: float = 0.0


class Choice(NamedTuple):
    """The candidates for a field of a claim, the best first.

    Attributes:
        field: Name of the field.
        candidates: The candidates; of equals the one that was found first.
        share: How likely the best is, among these.
    """

    field: str
    candidates: tuple[Candidate, ...]
    share: float

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
