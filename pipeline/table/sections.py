"""Names of the rows below them, as they stand in mid-table: `本年度增加` over `購買` and `內部發展`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.lexicon.typography import Marker, marker_of
from pipeline.table.captions import is_parted, is_statement_part
from pipeline.table.fields import is_year
from pipeline.table.labels import is_total, measure_of_parts

_ROW = re.compile(r"[加减減]\s*[:：]")  # 加：资产减值准备 without a value is a row like the others
_DASHES = frozenset("-–—－‧•·")
_GRAND_TOTALS = ("总计", "總計")
_FEW = 2  # items without values that tell a form
_MANY = 3  # names one below the other that are rows without values


def rows_of_nothing(lone: Mapping[int, tuple[str, bool]]) -> frozenset[int]:
    """Which rows of a statement of accounts have no values and name no others: 结算备付金 below 流动资产：.

    Forms of accounts list every item; the parts of them end in a colon, are numbered, or are such by name.

    Args:
        lone: What rows say that have one cell, and whether it takes several columns.
    """
    parts = {row for row, (text, _) in lone.items() if is_statement_part(text.rstrip("：:"))}
    others = {
        row for row, (text, wide) in lone.items() if not (wide or text[-1:] in "：:" or marker_of(text) is not None)
    }
    return frozenset(others - parts if parts and len(others - parts) >= _FEW else ())


@dataclass(slots=True)
class _Section:
    """A name of rows.

    Attributes:
        cells: Indices of its cells.
        dated: Whether it names the year of all that follows, up to the next year.
        indent: By how many characters it is set in.
        inner: By how many the row below it is; None before there is one.
        flat: Whether the row above it is set in as far, in a table that sets rows in.
        dashed: Whether a dash begins the row below it: 每股盈利 over – 基本, – 攤薄, but not over 資產總值.
        parted: Whether it parts what it measures, or a total: 按性别划分的雇员人数.
        unit: What stands in the column of units of the first row below it; None where nothing does.
    """

    cells: list[int]
    dated: bool
    indent: int
    inner: int | None = None
    flat: bool = False
    dashed: bool = False
    parted: bool = False
    unit: str | None = None


class Sections:
    """The names that hold at a row.

    A name holds up to the next one, and a numbered one up to the next number of its kind. A year holds over names
    without one. Where the rows below a name are set in, it ends with the first that is not.
    """

    def __init__(self, texts: Sequence[str], indents: Mapping[int, int]) -> None:
        """Take what the cells of a table say, and how far its rows are set in."""
        self._texts = texts
        self._indents = indents
        self._open: list[_Section] = []
        self._row = 0  # how many names have stood one below the other
        self._above = -1  # by how many the last row of values is set in
        self._set_in = len(set(indents.values())) > 1
        self._numbers: list[tuple[Marker, int]] = []  # of rows above, from the outside in, and how many were open

    def open(self, row: int, cells: Sequence[int], *, nested: bool) -> None:
        """Begin a section with a row that holds nothing but a name.

        Args:
            row: The row.
            cells: Its cells.
            nested: Whether the row above it is such a one, too.
        """
        self._close(row)
        if any(_ROW.match(self._texts[index]) for index in cells):
            return
        dated = all(is_year(self._texts[index]) for index in cells)
        parted = is_parted(name := self._texts[cells[-1]]) or measure_of_parts((name,)) is not None
        self._row = self._row + 1 if nested else 1
        if dated:
            self._open = []
        elif not self._counts_on(cells[-1]) and (not nested or self._row == _MANY):
            self._open = [each for each in self._open if each.dated or (parted and not each.parted)]
        if self._row >= _MANY:
            return  # 1至2年, 2至3年, 3至4年 have no values, and name none
        indent = self._indents.get(row, 0)
        self._open.append(
            _Section(list(cells), dated, indent, flat=self._set_in and 0 < indent == self._above, parted=parted)
        )

    def end(self) -> None:
        """End all sections, as a new header does."""
        self._open, self._numbers = [], []

    def over(self, row: int, own: Sequence[int], unit: str | None = None) -> list[int]:
        """The cells that name a row of values, from the outside in; those of its own are left out.

        What sums up a whole statement, 资产总计, stands outside of all its parts, and what has another unit than the
        first part of 按类型划分的流失率 is none.

        Args:
            row: The row.
            own: Its own names.
            unit: What stands in its column of units.
        """
        if own and self._texts[own[-1]].endswith(_GRAND_TOTALS):
            self.end()
        self._close(row)
        if own:
            self._counts_on(own[-1])
        indent = self._above = self._indents.get(row, 0)
        # 其他采矿业 among rows set in as far is a row without values
        self._open = [each for each in self._open if not (each.flat and each.inner is None and each.indent >= indent)]
        label = self._texts[own[-1]] if own else ""
        dashed = label[:1] in _DASHES
        self._open = [each for each in self._open if not each.dashed or dashed or is_total(label)]
        self._open = [each for each in self._open if not (each.parted and each.inner is not None and each.unit != unit)]
        for section in self._open:
            if section.inner is None:
                section.inner, section.dashed, section.unit = indent, dashed, unit
        over = [index for section in self._open for index in section.cells]
        self._open = [section for section in self._open if not self._sums(own, section)]
        return over

    def _counts_on(self, cell: int) -> bool:
        """Take the number of a row, and end what is open since the one before it: 二、 below 一、 and （一）.

        Returns:
            Whether it has one of those that are open: what stands outside of it goes on.
        """
        marker = marker_of(self._texts[cell])
        if marker is None or marker.number is None:
            return False
        styles = [before.style for before, _ in self._numbers]
        level = len(styles) - 1 - styles[::-1].index(marker.style) if marker.style in styles else len(styles)
        if level < len(styles) and marker.number <= (self._numbers[level][0].number or 0):
            level = len(styles)  # 1. begins again
        known = level < len(styles)
        if known:
            self._open = self._open[: self._numbers[level][1]]
            del self._numbers[level:]
        self._numbers.append((marker, len(self._open)))
        return known

    def _sums(self, own: Sequence[int], section: _Section) -> bool:
        """Whether a row sums up a section and ends it: 營業成本合計 below 營業成本."""
        name = self._texts[section.cells[-1]].rstrip("：: ")
        return bool(own) and self._texts[own[-1]].startswith(name) and is_total(self._texts[own[-1]][len(name) :])

    def _close(self, row: int) -> None:
        indent = self._indents.get(row, 0)
        self._open = [
            section
            for section in self._open
            if section.dated or section.inner is None or section.inner <= section.indent or indent > section.indent
        ]
