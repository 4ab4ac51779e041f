"""What headers and labels say of a table cell: metric, period, direction."""

from dataclasses import dataclass

import regex

from pipeline.interpret.period import block_dates, lead_period
from pipeline.lexicon.characters import fold
from pipeline.lexicon.cues import direction_cues
from pipeline.model import Block, Direction, Document, Reading, Section

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
    """

    metric: str | None
    near: str
    names: str
    caption: str
    period: str | None
    direction: Direction | None


def cell_context(
    block: Block, section: Section, readings: tuple[Reading, ...], document: Document, lead: tuple[str, str | None]
) -> CellContext | None:
    """Read the headers and labels of a value cell, or return None for header and label cells.

    Args:
        block: The cell's block.
        section: Its section.
        readings: What was read in each block of the section; dates in headers are there.
        document: The document, for its tables.
        lead: Folded text and period of what introduces the table.
    """
    cell = block.cell
    if cell is None or block.table is None:
        return None
    table = document.tables[block.table]
    if cell.row < table.header_rows or cell.column < table.label_columns:
        return None
    before = None
    heads: list[str] = []
    labels: list[str] = []
    dates: list[str | None] = []
    for other, reading in zip(section.blocks, readings, strict=True):
        place = other.cell
        if place is None or other.table != block.table:
            continue
        above = place.row < table.header_rows and place.column <= cell.column < place.column + place.column_span
        beside = place.column < max(table.label_columns, 1) and place.row == cell.row and place.column < cell.column
        earlier = place.row < table.header_rows and table.label_columns <= place.column < cell.column
        if earlier and (
            found := lead_period(other, block_dates(other, reading.exclusions, document.edition), document.edition)
        ):
            before = found
        if above or beside:
            (heads if above else labels).append(fold(other.text))
            dates.append(lead_period(other, block_dates(other, reading.exclusions, document.edition), document.edition))
    caption = fold(document.text[table.caption.start : table.caption.end]) if table.caption else ""
    near = " ".join((*labels, *heads, caption))
    return CellContext(
        _metric(labels, heads) or _noun(caption),
        near,
        " ".join((*labels, *heads)),
        caption,
        next(filter(None, dates), None)
        or (before if _CHANGE.search(" ".join(heads)) else None)
        or lead[1]
        or _caption_year(caption),
        _direction(labels, heads),
    )


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
