"""What headers and labels say of a table cell: metric, period, direction."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate

import regex

from pipeline.interpret.context import REACH
from pipeline.interpret.period import SectionDates
from pipeline.lexicon.characters import fold
from pipeline.lexicon.cues import direction_cues
from pipeline.model import Block, Direction, Document, Section

_UNIT = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]|/\s?[A-Za-z\p{Han}%]+(?:\s?/\s?[\p{Han}A-Za-z]+)?\s*$|单位\s?[:：].*$")
_GENERIC = regex.compile(
    r"(?:金额|数量|数值|数据|合计|总计|小计|累计|指标值?|本期|上期|本年|上年|期末|期初|年末|年初|实际|完成值|单位|值|比例|占比|变化|变动|增减|"
    r"项目实施[前后]|改造[前后]|实施[前后]|[前后]|年度|全年|目标值?|备注|同比|较年初|较上年|幅度|率|情况|(?:同比)?(?:变化|变动|增长|增减)(?:率|幅度|额|量)?|[A-Za-z]*)*"
)
# a column of changes belongs to the last time it compares: 变化, 较年初
_CHANGE = regex.compile(r"变化|变动|增减|较|同比|增幅|降幅|涨跌")
_NAME = regex.compile(r"\p{Han}{2}|^[A-Z]{2,5}$|PM\d")
_DATE = regex.compile(r"(?:19|20)\d{2}\s?年?(?:度|末|底)?(?:\s?\d+\s?月)?(?:末|底|份)?|^\d+[、.]?\s?")
_YEAR = regex.compile(r"(?:19|20)\d{2}(?=\s?年)")
_YEARS = regex.compile(r"((?:19|20)\d{2})\s?年?\s?(?:[-~—]{1,2}|至)\s?((?:19|20)\d{2})(?=\s?年)")
# 其中：外购电, 一、收入
_MARKER = regex.compile(r"^其中\s?[:：]?|^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)[、.]?)")
_VERB = regex.compile(r"^(?:减少|节约|节省|降低|新增|增加)(?=\p{Han}{2})")
# More names than a table gives its values.
_MOST_NAMES = 16
_TOTAL = regex.compile(r"合\s?计|总\s?计|小\s?计|总和|合计值")


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
    """

    metric: str | None
    near: str
    names: str
    caption: str
    period: str | None
    direction: Direction | None
    written: str


class SectionTables:
    """The tables of a section: which of its blocks head a column of them, and which name a row."""

    def __init__(self, section: Section, document: Document, dates: SectionDates) -> None:
        """Find the heads and labels of every table.

        Args:
            section: The section.
            document: The document, for its tables.
            dates: The dates of the section's blocks.
        """
        self._section = section
        self._document = document
        self._dates = dates
        self._heads: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._labels: dict[tuple[int, int], list[int]] = defaultdict(list)
        dated: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for index, block in enumerate(section.blocks):
            cell = block.cell
            if cell is None or block.table is None:
                continue
            table = document.tables[block.table]
            if cell.row < table.header_rows:
                for column in range(cell.column, cell.column + cell.column_span):
                    self._heads[block.table, column].append(index)
                if cell.column >= table.label_columns and dates.lead(index):
                    dated[block.table].append((cell.column, index))
            if cell.column < max(table.label_columns, 1):
                self._labels[block.table, cell.row].append(index)
        # of each table the columns with a dated head, and the last such head in reading order up to each of them
        self._dated = {
            number: ([column for column, _ in sorted(found)], list(accumulate((i for _, i in sorted(found)), max)))
            for number, found in dated.items()
        }

    def context(self, block: Block, lead: tuple[str, str | None]) -> CellContext | None:
        """Read the headers and labels of a value cell, or return None for header and label cells.

        Args:
            block: The cell's block.
            lead: Folded text and period of what introduces the table.
        """
        cell, number = block.cell, block.table
        if cell is None or number is None:
            return None
        table = self._document.tables[number]
        if cell.row < table.header_rows or cell.column < table.label_columns:
            return None
        above = self._heads[number, cell.column][-_MOST_NAMES:]
        own = self._labels[number, cell.row][:_MOST_NAMES]
        beside = [index for index in own if self._column(index) < cell.column and index not in above]
        heads, labels = ([fold(self._text(index)) for index in names] for names in (above, beside))
        period = next(filter(None, map(self._dates.lead, sorted((*above, *beside)))), None)
        if period is None and _CHANGE.search(" ".join(heads)):
            period = self._dated_before(number, cell.column)
        span = table.caption
        caption = fold(self._document.text[span.start : span.end]) if span else ""
        return CellContext(
            _metric(labels, heads) or _noun(caption),
            " ".join((*labels, *heads, caption)),
            " ".join((*labels, *heads)),
            caption,
            period or lead[1] or _caption_year(caption),
            _direction(labels, heads),
            "\n".join(map(self._text, sorted((*above, *beside)))),
        )

    def _text(self, index: int) -> str:
        return self._section.blocks[index].text[:REACH]

    def _column(self, index: int) -> int:
        cell = self._section.blocks[index].cell
        return cell.column if cell else 0

    def _dated_before(self, table: int, column: int) -> str | None:
        """The period of the last dated head that stands left of a column."""
        columns, heads = self._dated.get(table, ([], []))
        found = bisect_left(columns, column)
        return self._dates.lead(heads[found - 1]) if found else None


def _metric(labels: list[str], heads: list[str]) -> str | None:
    nouns = [noun for head in reversed(heads) if (noun := _noun(head)) and not _GENERIC.fullmatch(noun)]
    names = [noun for label in labels if (noun := _noun(label)) and _NAME.search(noun)]
    names = names or [noun for label in labels if (noun := _noun(label)) and not noun.isdigit()]
    label = names[0] if names else None
    if label and not _TOTAL.fullmatch(label) and (not nouns or _direction(labels, [])):
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
    if years := _YEARS.search(caption):
        return "/".join(years.groups())
    match = _YEAR.findall(caption)
    return match[0] if len(match) == 1 else None
