"""Tables in the text: cell by cell, row by row, over as many pages as they go on."""

import re
from collections.abc import Sequence
from itertools import groupby, takewhile

from pipeline.lexicon.typography import is_ended
from pipeline.model import Cell, Span, Table
from pipeline.read.pdf.alignment import is_date, is_value
from pipeline.read.pdf.extent import CAPTION, names_unit
from pipeline.read.pdf.page import Grid, GridCell, Line
from pipeline.read.pdf.writing import Writer
from pipeline.table import Field, make_table, unit_of

_CONTINUED = re.compile(r"[（(]?续(?:上?表|前表)?.{0,10}|.{0,12}[（(]续[）)]")  # 续表 or 表 2（续）
_LONGEST_CAPTION = 40
_CAPTION_PARAGRAPHS = 2  # a name, and the unit below it
_NUMBER = re.compile(r"[-−(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[%％]?[)）]?")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ENGLISH = re.compile(r"[a-z]{3}")
_LETTERS = re.compile(r"[A-Za-z]")
_FIGURE = re.compile(r"(?<![A-Za-z])\d")
_FILLED = 0.5  # share of a cell's width that the lines of a number take that is too long for it
_SAME_COLUMN = 6.0  # points by which a ruled column may move from page to page
_LIKE_COLUMN = 0.08  # share of the table's width by which any other may


class TableWriter:
    """Writes tables, and joins what goes on at the top of the next page to what stands at the foot of the last."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._tables: list[Table] = []
        self._open: _OpenTable | None = None
        self._before: list[tuple[Span, str]] = []

    def remember(self, span: Span, lines: Sequence[str]) -> None:
        """Notes a paragraph, which may be the caption of the next table."""
        text = "".join(lines)
        if self._open is not None and _CONTINUED.fullmatch(text):
            self._writer.cut.append(span)
            return
        self.close()
        if len(lines) > 1 and is_ended(lines[-2]) and not is_ended(text):  # … 。⏎表 5 员工构成
            self.note(Span(span.end - len(lines[-1]) - 1, span.end), lines[-1])
        else:
            self.note(span, text)

    def note(self, span: Span, text: str) -> None:
        """Notes what is set apart: a title on a ground of its own, or a note for which the last table does not end."""
        self._before = [*self._before[1 - _CAPTION_PARAGRAPHS :], (span, text)]

    def write(self, page: int, grid: Grid) -> None:
        """Writes a table of a page, as one with the table before where it goes on."""
        bounds = _bounds(grid)
        if self._open is None or not self._open.goes_on(page, grid, bounds):
            self.close()
            self._writer.begin(page)
            self._open = _OpenTable(_caption(self._before), bounds)
            self._before = []
        else:
            self._writer.turn_to(page)
        self._open.page, self._open.bottom = page, grid.box.bottom
        repeated = self._open.repeated_rows(grid)
        for row, group in groupby(grid.cells, key=lambda cell: cell.row):
            self._row(page, list(group), furniture=row < repeated, shift=self._open.rows - repeated)
        self._open.rows += 1 + max(cell.row for cell in grid.cells) - repeated

    def finished(self) -> tuple[Table, ...]:
        """All tables written."""
        self.close()
        return tuple(self._tables)

    def _row(self, page: int, cells: Sequence[GridCell], *, furniture: bool, shift: int) -> None:
        start = self._writer.length
        for number, cell in enumerate(cells):
            if number:
                self._writer.write("\t")
            span, again = self._lines(page, cell)
            if self._open is not None and not furniture:
                said = Cell(span, cell.row + shift, cell.column, cell.row_span, cell.column_span)
                self._open.add(said, "".join(line.plain for line in cell.lines if line not in again))
        self._writer.write("\n")
        if furniture:
            self._writer.cut.append(Span(start, self._writer.length))

    def _lines(self, page: int, cell: GridCell) -> tuple[Span, tuple[Line, ...]]:
        """Writes the lines of a cell; those that say it again in another language are none of the table."""
        begin = self._writer.length
        end = "" if _is_one_number(cell) else "\n"
        again = _said_again(cell)
        for line in cell.lines:
            span = self._writer.line(page, line, end=end if line is not cell.lines[-1] else "")
            if line in again:
                self._writer.cut.append(span)
        return Span(begin, self._writer.length), again

    def close(self) -> None:
        """Ends the table that may still go on."""
        if self._open is not None and any(self._open.texts):
            self._tables.append(self._open.table())
        self._open = None


class _OpenTable:
    """A table that may still go on."""

    def __init__(self, caption: Span | None, bounds: tuple[float, ...]) -> None:
        self.cells: list[Cell] = []
        self.rows = 0
        self.page = 0
        self.bottom = 0.0
        self.texts: list[str] = []
        self._caption = caption
        self._columns = bounds

    def add(self, cell: Cell, text: str) -> None:
        """Adds a cell with its text."""
        self.cells.append(cell)
        self.texts.append(text)

    def goes_on(self, page: int, grid: Grid, bounds: tuple[float, ...]) -> bool:
        """Whether a table is this table's rest: on the next page or in the next column, with the same columns.

        Columns found by their text alone vary with it; then the rest must begin with values, not with another head.
        """
        follows = page == self.page + 1 or (page == self.page and grid.box.top < self.bottom)
        if not follows or len(bounds) != len(self._columns):
            return False
        shift = bounds[0] - self._columns[0]  # left and right pages have different margins
        moved = max(abs(one - other - shift) for one, other in zip(bounds, self._columns, strict=True))
        first = ["".join(line.plain for line in cell.lines) for cell in grid.cells if cell.row == 0]
        if first[0] and first[0] != self.texts[0] and all(map(is_date, first[1:])):
            return False  # 利润表 2021 2022 beside 资产负债表 2021 2022: it has a name of its own
        return moved < _SAME_COLUMN or (moved < _LIKE_COLUMN * grid.box.width and any(map(is_value, first)))

    def repeated_rows(self, grid: Grid) -> int:
        """How many rows at the top of a grid repeat this table's head."""
        known = {(cell.row, cell.column): text for cell, text in zip(self.cells, self.texts, strict=True)}
        rows = 0
        for row, group in groupby(grid.cells, key=lambda cell: cell.row):
            cells = list(group)
            texts = ["".join(line.plain for line in cell.lines) for cell in cells]
            same = [known.get((cell.row, cell.column)) == text for cell, text in zip(cells, texts, strict=True)]
            if not known or not all(same) or not any(texts):
                break
            rows = row + 1
        return rows

    def table(self) -> Table:
        """The table as far as it was written."""
        rows: list[list[Field]] = [[] for _ in range(1 + max(cell.row for cell in self.cells))]
        for cell, text in zip(self.cells, self.texts, strict=True):
            rows[cell.row].append(Field(cell.span, text, cell.column, cell.column_span, cell.row_span))
        return make_table(rows, self._caption)


def _is_one_number(cell: GridCell) -> bool:
    """Whether the lines of a cell are one number that it is too narrow for: 35,53 | 4,574. | 55 or 94.13 | %."""
    text = "".join(line.plain for line in cell.lines)
    filled = all(line.box.width > _FILLED * cell.box.width for line in cell.lines[:-1])
    return filled and not text.isdecimal() and _NUMBER.fullmatch(text) is not None


def _said_again(cell: GridCell) -> tuple[Line, ...]:
    """The lines of a cell that say in English what those above say: 用水總量 | Water use, 噸 | tonnes, 兆瓦時 | MWh."""
    if len(cell.lines) == 2 and cell.lines[0].text == cell.lines[1].text:  # noqa: PLR2004 - % | %
        return cell.lines[1:]
    own = tuple(takewhile(lambda line: _CHINESE.search(line.text) is not None, cell.lines))
    again = cell.lines[len(own) :]
    text = " ".join(line.text for line in again)
    unit = unit_of("".join(line.plain for line in own)) is not None
    spoken = (_LETTERS if unit else _ENGLISH).search(text) is not None
    return again if own and spoken and not (_CHINESE.search(text) or _FIGURE.search(text)) else ()


def _bounds(grid: Grid) -> tuple[float, ...]:
    return tuple(sorted({round(cell.box.x0) for cell in grid.cells} | {round(grid.box.x1)}))


def _caption(before: Sequence[tuple[Span, str]]) -> Span | None:
    """The paragraphs that name a table: a numbered or short line above it, a lead-in with a colon, or its unit."""
    spans: list[Span] = []
    below = ""
    for span, text in reversed(before):
        short = len(text) <= _LONGEST_CAPTION and not is_ended(text)
        if not (short or (CAPTION.match(text) and len(text) <= 2 * _LONGEST_CAPTION)):
            break
        if spans and not (CAPTION.match(text) or names_unit(below)):
            break
        spans.append(span)
        below = text
    return Span(spans[-1].start, spans[0].end) if spans else None
