"""What passes between the steps of reading one page: boxes, lines, rulings, grids and blocks, in points.

Every coordinate counts from the upper left corner of the page, turned so that its text stands upright.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.model import Span

if TYPE_CHECKING:
    from array import array


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page: left, upper, right and lower edge in points."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Extent from left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Extent from top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def holds_middle_of(self, line: "Line") -> bool:
        """Whether the middle of a line lies inside."""
        return self.holds((line.edges[0] + line.edges[-1]) / 2, line.middle)

    def encloses(self, line: "Line") -> bool:
        """Whether a line stands inside."""
        return self.x0 <= line.edges[0] and line.edges[-1] <= self.x1 and self.top <= line.middle <= self.bottom

    def includes(self, other: "Box") -> bool:
        """Whether the whole of another box lies inside."""
        return self.holds(other.x0, other.top) and self.holds(other.x1, other.bottom)

    def grown(self, by: float) -> "Box":
        """The same box, larger on every side."""
        return Box(self.x0 - by, self.top - by, self.x1 + by, self.bottom + by)

    def meets(self, other: "Box") -> bool:
        """Whether the two boxes share a point."""
        return self.x0 <= other.x1 and other.x0 <= self.x1 and self.top <= other.bottom and other.top <= self.bottom


def lines_in(lines: Iterable["Line"], box: Box) -> list["Line"]:
    """The lines whose middle lies in a box."""
    return [line for line in lines if box.holds_middle_of(line)]


def hull(some: Iterable[Box]) -> Box:
    """The smallest box around all of at least one boxes."""
    boxes = tuple(some)
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


@dataclass(frozen=True, slots=True)
class Shape(Box):
    """An area or a curve.

    Attributes:
        colour: As `#2288cc`.
        filled: Whether it is filled, and not drawn as a line.
        boxed: Whether it is filled and its outline goes along its box, as that of a rectangle with round corners does.
    """

    colour: str = ""
    filled: bool = True
    boxed: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Characters on one baseline, in the order in which they were drawn; each line equals itself alone.

    Attributes:
        text: The characters, without white space at either end.
        edges: Left edge of every character and, last, the right edge of the line; an array, for all lines of a long
            book are held at once.
        top: Upper edge.
        bottom: Lower edge.
        size: Height of the type.
        style: Name of the typeface and its colour; equal for equal looks.
        marks: Spans of `text` that are raised marks and no part of it (footnote marks).
    """

    text: str
    edges: "array[float]"
    top: float
    bottom: float
    size: float
    style: str
    marks: tuple[Span, ...] = ()

    @property
    def box(self) -> Box:
        """The line's box."""
        return Box(self.edges[0], self.top, self.edges[-1], self.bottom)

    def piece(self, start: int, end: int) -> "Line | None":
        """The characters from `start` to `end` as a line of their own; None where they are all white space."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start == end:
            return None
        marks = tuple(
            Span(max(mark.start, start) - start, min(mark.end, end) - start)
            for mark in self.marks
            if mark.start < end and mark.end > start
        )
        edges = self.edges[start : end + 1]
        return Line(self.text[start:end], edges, self.top, self.bottom, self.size, self.style, marks)

    @property
    def plain(self) -> str:
        """The text without its marks."""
        raised = {at for mark in self.marks for at in range(mark.start, mark.end)}
        return "".join(letter for at, letter in enumerate(self.text) if at not in raised) if raised else self.text

    @property
    def middle(self) -> float:
        """Height of the line's middle on the page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """What stands on a page beside its text.

    Attributes:
        horizontal: Ruled lines from left to right, as flat boxes.
        vertical: Ruled lines from top to bottom, as thin boxes.
        shapes: Filled areas and curves.
        pictures: Embedded images.
        backdrops: What white type stands out from: pictures and coloured areas.
    """

    horizontal: tuple[Box, ...] = ()
    vertical: tuple[Box, ...] = ()
    shapes: tuple[Shape, ...] = ()
    pictures: tuple[Box, ...] = ()
    backdrops: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid: its place, its extent, its lines of text and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[Line, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page: its box and its cells in reading order."""

    box: Box
    cells: tuple[GridCell, ...]


class BlockRole(StrEnum):
    """What a block of a page is."""

    TEXT = "text"
    TABLE = "table"
    CHART = "chart"
    ASIDE = "aside"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class PageBlock:
    """Lines that are read one after another, or a table.

    Attributes:
        role: Text, table, chart, text that is set apart (a box, a note), or a figure on show with its label.
        box: Extent on the page.
        lines: The lines, in reading order; empty for a table.
        grid: The table, or the values of a chart; None for anything else.
        column: Extent of the column in which the block stands.
        band: Number of the band, from 0 at the top.
        margin: True for what stands at the edge of the page, apart from the text.
        scale: Those of the lines that are the numbers of a chart's axes.
        titles: What names a chart, and its unit, each of one or more lines, beside its lines.
    """

    role: BlockRole
    box: Box
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    column: Box = field(default=Box(0, 0, 0, 0))
    band: int = 0
    margin: bool = False
    scale: tuple[Line, ...] = ()
    titles: tuple[tuple[Line, ...], ...] = ()


class Trouble(StrEnum):
    """Why a page could not be read."""

    PICTURE = "picture"
    GARBLED = "garbled"
    SLOW = "slow"
    FELL = "fell"
    STILL = "still"
    GIVEN_UP = "given up"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Page:
    """One page, read.

    Attributes:
        number: Page number, from 1.
        width: Width in points, turned upright.
        height: Height in points, turned upright.
        turn: Quarter turns, clockwise, that bring the text upright.
        shown: Quarter turns, clockwise, from there to how the page is shown.
        blocks: Its blocks, in reading order.
        pictures: Boxes of the pictures that hold no text.
        recognised: True where the text was read from a picture of the page.
        trouble: Why the page could not be read; None where it could.
        reason: What the parser said of a broken page.
    """

    number: int
    width: float = 0
    height: float = 0
    turn: int = 0
    shown: int = 0
    blocks: tuple[PageBlock, ...] = ()
    pictures: tuple[Box, ...] = ()
    recognised: bool = False
    trouble: Trouble | None = None
    reason: str = ""
