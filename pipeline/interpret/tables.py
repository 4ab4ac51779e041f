"""What headers and labels say of a table cell: metric, period, direction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from pipeline.interpret.context import REACH
from pipeline.interpret.period import SectionDates, block_dates, lead_period
from pipeline.lexicon.characters import fold
from pipeline.lexicon.cues import direction_cues
from pipeline.lexicon.patterns import phrasing
from pipeline.model import (
    MEASURES,
    Axis,
    Block,
    BlockKind,
    Cell,
    Direction,
    Document,
    Mention,
    Role,
    Section,
    Span,
    Table,
)
from pipeline.recognise import recognise
from pipeline.table import TableLabels, is_year

LEAST_FIT = 0.5  # below it the grid of a table, or the place of a value in it, is a guess
_GUESS = 0.4
# 余吾煤业 1,435,104,000.00 and /m3 用水量 as the name of a row: what stands there was cut in the wrong place
_MISCUT = regex.compile(r"\d{1,3}(?:,\d{3})+|(?<![A-Za-z.\d])\d+\.\d{2,}|^/")
_UNIT = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]|/\s?[A-Za-z\p{Han}%]+(?:\s?/\s?[\p{Han}A-Za-z]+)?\s*$|单位\s?[:：].*$")
_GENERIC = phrasing("table.generic")
_FALL = phrasing("table.fall")
_NAME = regex.compile(r"\p{Han}{2}|^[A-Z]{2,5}$|PM\d")
_DATE = regex.compile(
    r"(?:(?:19|20)\d{2}|(?<!\d)(?:1[0-2]|[6-9])\d(?=\s?年))\s?年?(?:度|末|底|初)?(?:\s?(?:\d+\s?[-~至]\s?)?\d+\s?月(?:\s?\d+\s?日)?)?(?:末|底|份)?(?:累计)?"
    r"|(?:\d{1,2}\s?[-~至]\s?)?\d{1,2}\s?月(?:份|末|底)?(?:累计)?|第?[一二三四1-4]\s?季度?|[上下前]半年|Q[1-4]|[(]?截至|^\d+[、.]?\s?"
)
_YEAR = regex.compile(r"(?:19|20)\d{2}(?=\s?年)")
_YEARS = regex.compile(r"((?:19|20)\d{2})\s?年?\s?(?:[-~—]{1,2}|至)\s?((?:19|20)\d{2})(?=\s?年)")
_MONTHS = regex.compile(r"年\s?(1[0-2]|[1-9])\s?(?:[-~—至]\s?(1[0-2]|[1-9])\s?)?月(?!\s?\d)")
# 其中：外购电, 一、收入
_MARKER = regex.compile(r"^其中\s?[:：]?|^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)[、.]?)")
_VERB = phrasing("table.verb")
_SPAN = regex.compile(r"\d{4}/\d{4}")
_DIGIT = regex.compile(r"[\d一二三四]|[上下]半年")
_PLAIN_YEAR = regex.compile(r"(?:19|20)\d\d|2100")
_RATED_YEAR = regex.compile(r"((?:19|20)\d\d)\s?[AEFe]")  # 2024A, 2025e: as reported, as estimated
_REPUBLICAN = regex.compile(
    r"(?P<year>[6-9]\d|1[0-2]\d|[六七八九]十[一二三四五六七八九]?|一百(?:零?[一二三四五六七八九]|[一二]?十[一二三四五六七八九]?)?)"
    r"\s?年(?P<rest>\s?度|.*\d.*)?"
)
_REPUBLICAN_DAY = regex.compile(r"([6-9]\d|1[0-2]\d)[./](\d{1,2})[./](\d{1,2})")  # 110.3.31
_BEFORE_REPUBLIC, _NEAR = 1911, 8
_TO_DATE = regex.compile(r"累计")
_ONE_YEAR, _ONE_MONTH = regex.compile(r"\d{4}"), regex.compile(r"(\d{4})-(\d\d)")
_TOTAL = phrasing("table.total")


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
        written: Label and headers as the text writes them.
        change: Whether its column tells how much something changed.
        year: The year that its column is of; None where it names none.
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
    fit: float
    named: bool

    def direction_of(self, mention: Mention) -> Direction:
        """Which way the measured thing went: in a column of changes by the sign, else as label or header say."""
        if self.change and not _FALL.search(self.names) and mention.low is not None and mention.low == mention.high:
            grown = Direction.INCREASE if mention.low > 0 else Direction.DECREASE
            return grown if mention.low else Direction.NONE
        return self.direction or Direction.NONE


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
        words, over = named.labels.row(cell), named.labels.column(cell)
        labels, heads = [fold(word) for word in reversed(words)], [fold(word) for word in over]
        spanning = cell.column_span > 1
        period = (None if spanning else named.columns[cell.column]) or named.rows[cell.row]
        change = table.columns[cell.column].role is Role.CHANGE
        return CellContext(
            _metric(labels, heads, of_things=named.labels.of_thing(cell)) or _noun(named.caption),
            " ".join((*labels, named.units.get(cell.row, ""), *heads, named.caption)),
            " ".join((*labels, *heads)),
            named.caption,
            period or lead[1] or _caption_year(named.caption),
            _direction(labels, [] if change else heads),
            "\n".join((*words, *over)),
            change,
            int(period[:4]) if period and period[:4].isdigit() else None,
            min(table.fit, table.rows[cell.row].fit, _GUESS if any(map(_MISCUT.search, labels)) else 1.0),
            bool(words and (over or not table.header_rows)),
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
        rows: The period that the labels of each row name.
        columns: The period that the heads of each column name.
        units: By row, what stands in its column of units, folded.
    """

    table: Table
    labels: TableLabels
    caption: str
    rows: tuple[str | None, ...]
    columns: tuple[str | None, ...]
    units: Mapping[int, str]

    @classmethod
    def of(cls, document: Document, number: int, texts: Mapping[Cell, str], dates: _Dates) -> "_Named":
        table = document.tables[number]
        labels = TableLabels(table, texts)
        caption = fold(document.text[table.caption.start : table.caption.end]) if table.caption else ""
        year = int((_caption_year(caption) or str(document.edition))[:4])
        rows = tuple(
            dates.of([table.cells[index] for index in row.path])
            or next((_period((word,), year) for word in reversed(words) if is_year(word)), None)
            or next((_period((f"{texts[cell]}年度",), year) for cell in _times(table, row) if cell in texts), None)
            for row, words in zip(table.rows, labels.rows, strict=True)
        )
        units = {cell.row: fold(text) for cell, text in texts.items() if table.columns[cell.column].role is Role.UNIT}
        return cls(table, labels, caption, rows, _column_periods(table, labels, year), units)


def _times(table: Table, row: Axis) -> list[Cell]:
    """The cells that name a row and stand in a column of times: 109 below 年度."""
    cells = (table.cells[index] for index in row.path)
    return [cell for cell in cells if table.columns[cell.column].role is Role.TIME]


def _column_periods(table: Table, labels: TableLabels, year: int) -> tuple[str | None, ...]:
    """The period of every column of values: from its heads together, years over months; of a change the latest."""
    periods: list[str | None] = []
    for axis, words in zip(table.columns, labels.columns, strict=True):
        found = _period(words, year) if axis.role in MEASURES else None
        own = found and (_SPAN.fullmatch(found) or any(map(_PLAIN_YEAR.search, words)))  # “十三五”年均增速
        if axis.role in {Role.CHANGE, Role.SHARE} and not own:
            found = max(filter(None, periods), default=None)
        periods.append(found)
    for column, words in enumerate(labels.columns):
        period = periods[column]
        if period and _ONE_YEAR.fullmatch(period) and any(map(_TO_DATE.search, words)):
            months = [m[2] for other in periods if other and (m := _ONE_MONTH.fullmatch(other)) and m[1] == period]
            periods[column] = f"{period}-01/{period}-{max(months)}" if months else period
    return tuple(periods)


def _period(words: Sequence[str], year: int) -> str | None:
    """The period that the heads of a column name together: 2021年 over 6月份."""
    dated = [_in_full(fold(word), year) for word in words if _DIGIT.search(fold(word)) or is_year(word)]
    if not dated:
        return None
    if len(dated) > 1 and all(map(is_year, dated)):  # 2020 above 二零二零年 says it twice
        told = {_period((word,), year) for word in dated}
        return told.pop() if len(told) == 1 else None
    text = "".join(dated)
    block = Block(BlockKind.CELL, text, tuple(range(len(text))), (Span(0, len(text)),))
    return lead_period(block, block_dates(block, recognise(text, cell=True).exclusions, year, year), year)


def _in_full(word: str, year: int) -> str:
    """A head with its year written out: 2019, 2025E, 98 年度."""
    if _PLAIN_YEAR.fullmatch(word):
        return f"{word}年"
    rated = _RATED_YEAR.fullmatch(word)
    if rated:
        return f"{rated[1]}年"
    day = _REPUBLICAN_DAY.fullmatch(word)
    if day and abs(int(day[1]) + _BEFORE_REPUBLIC - year) <= _NEAR:
        return f"{int(day[1]) + _BEFORE_REPUBLIC}年{day[2]}月{day[3]}日"
    republican = _REPUBLICAN.fullmatch(word)
    counted = _worth(republican["year"]) if republican else 0
    if republican and abs(counted + _BEFORE_REPUBLIC - year) <= _NEAR:
        return f"{counted + _BEFORE_REPUBLIC}年{(republican['rest'] or '').strip('度 ')}"
    return word


def _worth(number: str) -> int:
    reading = recognise(number, cell=True)
    worth = [*(mention.low for mention in reading.mentions), *(exclusion.low for exclusion in reading.exclusions)]
    return next((int(low) for low in worth if low is not None), 0)


def _metric(labels: list[str], heads: list[str], *, of_things: bool) -> str | None:
    nouns = [noun for head in reversed(heads) if (noun := _noun(head)) and not _GENERIC.fullmatch(noun)]
    names = [noun for label in labels if (noun := _noun(label)) and _NAME.search(noun)]
    names = names or [noun for label in labels if (noun := _noun(label)) and not noun.isdigit()]
    label = names[0] if names else None
    if of_things and nouns and not _direction(labels, []):  # 减少碳排放 below names of schools
        return nouns[0]
    if label and not _TOTAL.fullmatch(label):
        return label
    if nouns:
        return nouns[0]
    return label


def _noun(text: str) -> str | None:
    """A header without its unit and year, and without the verb that its direction takes."""
    bare = _UNIT.sub("", text)
    bare = _DATE.sub("", bare)
    bare = _MARKER.sub("", bare)
    bare = _VERB.sub("", bare.strip())
    return "".join(bare.split()) or None


def _direction(labels: list[str], heads: list[str]) -> Direction | None:
    for text in (*labels, *heads):
        for cue in direction_cues():
            if cue.pattern.search(text):
                return cue.direction
    return None


def _caption_year(caption: str) -> str | None:
    """The year that a caption names alone, 2017; with its month where it names one: 2017-08."""
    if years := _YEARS.search(caption):
        return "/".join(years.groups())
    found = _YEAR.findall(caption)
    if len(found) != 1:
        return None
    months = _MONTHS.search(caption)
    first, last = (f"{found[0]}-{int(months[n]):02}" if months and months[n] else "" for n in (1, 2))
    return f"{first}/{last}" if last else first or found[0]
