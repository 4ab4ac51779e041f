"""Tables in the text: cell by cell, row by row, over as many pages as they go on."""

import re
from collections.abc import Sequence
from itertools import groupby

from pipeline.lexicon.typography import is_ended
from pipeline.model import Cell, Span, Table
from pipeline.read.pdf.alignment import is_date, is_value
from pipeline.read.pdf.bilingual import is_bilingual, own_lengths
from pipeline.read.pdf.extent import CAPTION, names_unit
from pipeline.read.pdf.page import Grid, GridCell
from pipeline.read.pdf.writing import Writer
from pipeline.table import Field, make_table

_CONTINUED = re.compile(r"[（(]?续(?:上?表|前表)?.{0,10}|.{0,12}[（(]续[）)]")  # 续表 or 表 2（续）
_LONGEST_CAPTION = 40
_CAPTION_PARAGRAPHS = 3  # a name, its time, and the unit or part below it
_NUMBER = re.compile(r"[-−(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[%％]?[)）]?")
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
        twice, shift = is_bilingual(grid), self._open.rows - repeated
        for row, group in groupby(grid.cells, key=lambda cell: cell.row):
            self._row(page, list(group), furniture=row < repeated, shift=shift, bilingual=twice)
        self._open.rows += 1 + max(cell.row for cell in grid.cells) - repeated

    def finished(self) -> tuple[Table, ...]:
        """All tables written."""
        self.close()
        return tuple(self._tables)

    def _row(self, page: int, cells: Sequence[GridCell], *, furniture: bool, shift: int, bilingual: bool) -> None:
        start = self._writer.length
        for number, cell in enumerate(cells):
            if number:
                self._writer.write("\t")
            span, text = self._lines(page, cell, bilingual=bilingual)
            if self._open is not None and not furniture:
                self._open.add(Cell(span, cell.row + shift, cell.column, cell.row_span, cell.column_span), text)
        self._writer.write("\n")
        if furniture:
            self._writer.cut.append(Span(start, self._writer.length))

    def _lines(self, page: int, cell: GridCell, *, bilingual: bool) -> tuple[Span, str]:
        """Writes the lines of a cell; what says it again in another language is none of the table."""
        begin = self._writer.length
        end = "" if _is_one_number(cell) else "\n"
        said: list[str] = []
        for line, own in zip(cell.lines, own_lengths(cell, bilingual=bilingual), strict=True):
            span = self._writer.line(page, line, end=end if line is not cell.lines[-1] else "")
            first = line.piece(0, own)
            said.append(first.plain if first else "")
            if own < len(line.text):
                self._writer.cut.append(Span(span.start + own, span.end))
        return Span(begin, self._writer.length), "".join(said)

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


def _bounds(grid: Grid) -> tuple[float, ...]:
    return tuple(sorted({round(cell.box.x0) for cell in grid.cells} | {round(grid.box.x1)}))


def _caption(before: Sequence[tuple[Span, str]]) -> Span | None:
    """The paragraphs that name a table: a numbered or short line above it, a lead-in with a colon, its time or unit."""
    spans: list[Span] = []
    below = ""
    for span, text in reversed(before):
        short = len(text) <= _LONGEST_CAPTION and not is_ended(text)
        if not (short or (CAPTION.match(text) and len(text) <= 2 * _LONGEST_CAPTION)):
            break
        if spans and not (CAPTION.match(text) or names_unit(below) or is_date(text)):
            break
        spans.append(span)
        below = text
    return Span(spans[-1].start, spans[0].end) if spans else None
