"""What headers and labels say of a table cell: metric, period, direction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from pipeline.interpret.context import REACH
from pipeline.interpret.row_periods import months_run_on, years_run_on
from pipeline.interpret.section_dates import SectionDates
from pipeline.interpret.table_metrics import is_but_change, measure_named, metric_of, noun_of
from pipeline.interpret.table_periods import (
    caption_year,
    column_periods,
    crossed,
    part_of,
    period_of,
    report_time,
    rows_in_full,
    times_of,
)
from pipeline.lexicon.characters import fold
from pipeline.lexicon.cues import direction_cues
from pipeline.lexicon.patterns import phrasing
from pipeline.model import (
    Block,
    Cell,
    Direction,
    Document,
    Mention,
    Role,
    Section,
    Table,
)
from pipeline.table import TableLabels, is_year, names_unit, unit_of

LEAST_FIT = 0.5  # below it the grid of a table, or the place of a value in it, is a guess
_GUESS = 0.4
# 余吾煤业 1,435,104,000.00 and /m3 用水量 as the name of a row: what stands there was cut in the wrong place
_MISCUT = regex.compile(r"\d{1,3}(?:,\d{3})+|(?<![A-Za-z.\d])\d+\.\d{2,}|^/")
_FALL = phrasing("table.fall")
_RATIO_NAME = phrasing("table.ratio")
_THING, _EXPECTED = phrasing("table.thing"), phrasing("table.expected_year")


@dataclass(frozen=True, slots=True)
class CellContext:
    """What stands around a cell.

    Attributes:
        metric: Measured noun of label or header; None where neither names one.
        near: Label, headers and caption in one text, folded.
        names: Label and headers, without the caption.
        caption: The caption, folded; empty for none.
        period: EDTF of the date in header, label or caption; None without one.
        direction: Direction that label or header name, or None.
        written: Label, headers and caption as the text writes them.
        change: Whether its column tells how much something changed.
        year: The year that its column is of; None where it names none.
        expected: Whether its column tells what is expected: 2025E.
        reported: Whether its column tells what was, beside columns of what is expected: 2024 beside 2025E.
        fit: How well the table fits the source.
        named: Whether both its row and its column have a name.
    """

    metric: str | None
    near: str
    names: str
    caption: str
    period: str | None
    direction: Direction | None
    written: str
    change: bool
    year: int | None
    expected: bool
    reported: bool
    fit: float
    named: bool

    def direction_of(self, mention: Mention) -> Direction:
        """Which way the measured thing went: in a column of changes by the sign, else as label or header say."""
        if self.change and not _FALL.search(self.names) and mention.low is not None and mention.low == mention.high:
            grown = Direction.INCREASE if mention.low > 0 else Direction.DECREASE
            return grown if mention.low else Direction.NONE
        fell = self.direction is Direction.INCREASE and mention.high is not None and mention.high < 0
        return Direction.DECREASE if fell else self.direction or Direction.NONE  # 年增率 -6.6


class SectionTables:
    """The tables of a section: what each row and column of them says of its cells, read once."""

    def __init__(self, section: Section, document: Document, dates: SectionDates) -> None:
        """Find the names and times of every table.

        Args:
            section: The section.
            document: The document, for its tables.
            dates: The dates of the section's blocks.
        """
        texts: dict[int, dict[Cell, str]] = {}
        places: dict[int, dict[Cell, int]] = {}
        for index, block in enumerate(section.blocks):
            if block.cell is not None and block.table is not None:
                texts.setdefault(block.table, {})[block.cell] = " ".join(block.text[:REACH].split())
                places.setdefault(block.table, {})[block.cell] = index
        self._tables = {
            number: _Named.of(document, number, said, _Dates(dates, places[number])) for number, said in texts.items()
        }

    def context(self, block: Block, lead: tuple[str, str | None]) -> CellContext | None:
        """Read the headers and labels of a value cell, or return None for header and label cells.

        Args:
            block: The cell's block.
            lead: Folded text and period of what introduces the table.
        """
        cell = block.cell
        if cell is None or block.table is None:
            return None
        named = self._tables[block.table]
        table = named.table
        if not named.labels.labels(cell):
            return None
        words, above = named.labels.row(cell), named.labels.column(cell)
        labels, heads = [fold(word) for word in reversed(words)], [fold(word) for word in above]
        beside, told = named.measures_beside(cell), named.measured_in(cell.row)
        # 港幣千元 below 二零二二年 measures nothing
        measures = [head for head in (*map(fold, beside), *heads) if unit_of(head) is None and not is_year(head)]
        over = named.measured or measure_named(named.caption)
        of_things = named.labels.of_thing(cell) or named.things
        period = named.period(cell)
        change = table.columns[cell.column].role is Role.CHANGE
        expected = any(map(_EXPECTED.fullmatch, heads))
        return CellContext(
            metric_of([fold(word) for word in reversed(told)], measures, over, of_things=of_things)
            or noun_of(named.caption)
            or (noun_of(measures[-1]) if measures else None),
            " ".join((*labels, named.units.get(cell.row, ""), *heads, named.caption)),
            " ".join((*labels, *heads)),
            named.caption,
            period or named.corner or lead[1] or named.told,
            _direction(labels, [] if change else heads),
            "\n".join((*words, *told, *beside, *above, named.titled)),
            change,
            int(period[:4]) if period and period[:4].isdigit() else None,
            expected,
            named.expects and any(map(is_year, heads)) and not expected,
            min(table.fit, table.rows[cell.row].fit, _GUESS if any(map(_MISCUT.search, labels)) else 1.0),
            bool(words and (above or not table.header_rows)),
        )


@dataclass(frozen=True, slots=True)
class _Dates:
    """The dates of a table's cells."""

    dates: SectionDates
    places: Mapping[Cell, int]

    def of(self, cells: Sequence[Cell]) -> str | None:
        """The period that the innermost dated of some cells gives."""
        found = (self.dates.lead(self.places[cell]) for cell in reversed(cells) if cell in self.places)
        return next(filter(None, found), None)


@dataclass(frozen=True, slots=True)
class _Named:
    """A table with what its rows and columns say.

    Attributes:
        table: The table.
        labels: Its labels.
        caption: Its caption, folded.
        titled: The same as the text writes it.
        rows: The period that the labels of each row name.
        columns: The period that the heads of each column name.
        row_parts: The part of some year that the labels of each row name.
        column_parts: The part of some year that the heads of each column name.
        units: By row, what stands in its column of units, folded.
        corner: The period that the head of its names tells: 2021 年能源统计项目.
        measured: What that head says is measured, with its unit: 净利润(万元) over 一季度; None where it says none.
        told: The period that its caption names, or else the report that it stands in; None where neither does.
        things: Whether most rows are named for plants, units or places.
        expects: Whether some of its columns tell what is expected.
    """

    table: Table
    labels: TableLabels
    caption: str
    titled: str
    rows: tuple[str | None, ...]
    columns: tuple[str | None, ...]
    row_parts: tuple[str | None, ...]
    column_parts: tuple[str | None, ...]
    units: Mapping[int, str]
    corner: str | None
    measured: str | None
    told: str | None
    things: bool
    expects: bool

    @classmethod
    def of(cls, document: Document, number: int, texts: Mapping[Cell, str], dates: _Dates) -> "_Named":
        table = document.tables[number]
        labels = TableLabels(table, texts)
        titled = document.text[table.caption.start : table.caption.end] if table.caption else ""
        caption = fold(titled)
        heads = fold(" ".join(word for words in labels.corner for word in words))
        corner = caption_year(heads, document.edition)
        captioned = caption_year(caption, document.edition) or corner
        report = report_time(document.text, table.span.start)
        # below 2023年半年度报告 the caption tells no more than its year
        told = report if captioned is None or (report or "")[:4] == captioned else captioned
        year = int((told or str(document.edition))[:4])
        names = rows_in_full(table, labels)
        rows = tuple(
            dates.of([table.cells[index] for index in row.path])
            or next((period_of((word,), year) for word in reversed(words) if is_year(word) or word not in own), None)
            or next((period_of((f"{texts[cell]}年度",), year) for cell in times_of(table, row) if cell in texts), None)
            for row, words, own in zip(table.rows, names, labels.rows, strict=True)
        )
        rows = years_run_on(months_run_on(rows, labels.rows), labels.rows, year)
        measured = next((noun_of(fold(w)) for words in labels.corner for w in words if names_unit(w)), None)
        expects = any(_EXPECTED.fullmatch(fold(word)) for words in labels.columns for word in words)
        named = [fold(row[-1]) for row in labels.rows if row]
        things = 2 * sum(_THING.search(name) is not None for name in named) > len(named)
        units = {cell.row: fold(text) for cell, text in texts.items() if table.columns[cell.column].role is Role.UNIT}
        columns = column_periods(table, labels, told, year)
        parts, column_parts = (tuple(map(part_of, words)) for words in (names, labels.columns))
        return cls(
            table,
            labels,
            caption,
            titled,
            rows,
            columns,
            parts,
            column_parts,
            units,
            corner,
            measured,
            told,
            things,
            expects,
        )

    def measures_beside(self, cell: Cell) -> tuple[str, ...]:
        """The heads of the column that a change or share of a thing is told of: 营业收入 | 占比 of a region."""
        role = self.table.columns[cell.column].role
        if role not in {Role.CHANGE, Role.SHARE} or not self.labels.of_thing(cell):
            return ()
        columns = zip(self.table.columns[: cell.column], self.labels.columns, strict=False)
        levels = [heads for axis, heads in columns if axis.role is Role.VALUE and heads]
        amounts = [heads for heads in levels if not _RATIO_NAME.search(fold(heads[-1]))]
        return next(reversed(amounts if role is Role.SHARE else levels), ())

    def measured_in(self, row: int) -> tuple[str, ...]:
        """What names a row, or where that is but a change, what names the row above it: 增长率 below 营业收入."""
        rows = zip(self.table.rows[row::-1], self.labels.rows[row::-1], strict=True)
        named = (words for axis, words in rows if axis.role is Role.VALUE and words and not is_but_change(words[-1]))
        own = self.labels.rows[row]
        return next(named, own) if own and is_but_change(own[-1]) else own

    def period(self, cell: Cell) -> str | None:
        """The period that the heads and the labels of a cell tell; of 2022年 and 1月 both together."""
        row, part = self.rows[cell.row], self.row_parts[cell.row]
        if cell.column_span > 1:
            return row
        column = self.columns[cell.column]
        return crossed(column, part) or crossed(row, self.column_parts[cell.column]) or column or row


def _direction(labels: list[str], heads: list[str]) -> Direction | None:
    for text in (*labels, *heads):
        for cue in direction_cues():
            if cue.pattern.search(text):
                return cue.direction
    return None
