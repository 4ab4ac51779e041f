"""A source and how it is divided: lines, documents, blocks, sections, cases."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model.codes import BlockKind, Flag, SectionKind
from pipeline.model.places import Pages, Sign, Span
from pipeline.model.tables import Cell, Table
from pipeline.status import DocumentStatus


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
        markup: Signs of markup, in order, none overlapping, each with what it prints.
        scales: Source spans of the numbers of charts' axes, which lie in furniture.
        lines: Printed lines with their boxes, for a source that has a layout.
        flags: Spans of text with a flag each (`ocr`, `chart`), inherited by the claims in them.
    """

    source: str
    edition: int
    sha256: str
    media_type: str
    text: str
    pages: Pages = field(default_factory=Pages)
    status: DocumentStatus = DocumentStatus.OK
    message: str | None = None
    tables: tuple[Table, ...] = ()
    furniture: tuple[Span, ...] = ()
    superscripts: tuple[Span, ...] = ()
    markup: tuple[Sign, ...] = ()
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
        currency: ISO 4217 code of the currency that a 元 without a name is of in the book.
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
    currency: str = "CNY"
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

    def titles_over(self, block: Block) -> Iterator[str]:
        """Texts of the headings that a block of it stands under, the nearest first."""
        at = block.heading
        while at is not None:
            yield self.blocks[at].text
            at = self.blocks[at].heading
        yield from (title for title in (self.heading, *reversed(self.above)) if title)


@dataclass(frozen=True, slots=True)
class Case:
    """One company's case."""

    case_no: int
    organisation: str | None
    title: str | None
    span: Span
