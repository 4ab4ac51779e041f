"""What names a table: the lines right above it that tell its name, its unit or its year."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.typography import Line, is_ended, marker_of, width
from pipeline.model import Span
from pipeline.table.fields import is_value, is_year, unit_of

_CAPTION = re.compile(r"单位|單位|^[附续續]?表\s*[\d一二三四五六七八九十]*|^Table\b|计量|計量|[币幣][种種]")
_ALONE = re.compile(
    r"[单單]位\s*[:：]|^[附续續]?表\s*[\d一二三四五六七八九十]+(?![\d.,]*[\s\d.,%]*$)|[币幣][种種]\s*[:：]"
)
_UNIT = re.compile(r"\(?(?:货币|金额)?单位\s?[:：]\s?([^\s:：]+?)\)?")
_PARTED, _STATEMENT = phrasing("table.parted"), phrasing("table.statement")
_STATEMENT_PART = phrasing("table.statement_part")
_ENDED = phrasing("table.period_ended")
_TITLE = phrasing("table.title")  # ▼ 某校2020年度按年龄及性别划分员工人数统计
_WIDEST_CAPTION = 96
_WIDEST_TITLE = 50
_MOST_TIMES = 8  # words of a line of times that head columns, as no title has
_MOST_CAPTION_LINES = 3
_LONGEST_CAPTION = 500  # of a paragraph that announces a table, its end


def is_caption(text: str) -> bool:
    """Say whether a line by itself names a table or its unit: `单位：万元`, `表 3 …`.

    >>> is_caption("单位：万元"), is_caption("指标 单位 2020年"), is_caption("（货币单位：人民币百万元）")
    (True, False, True)
    """
    return _ALONE.search(text) is not None


def tells_unit(text: str) -> bool:
    """Say whether a text tells the unit of a table and nothing else: `单位：万元`.

    >>> tells_unit("单位:人民币千元"), tells_unit("单位:元 币种:人民币"), tells_unit("表 3")
    (True, False, False)
    """
    told = _UNIT.fullmatch(fold(text))
    return told is not None and unit_of(told[1]) is not None


def titles(text: str) -> bool:
    """Say whether a text above heads ends as the title of a table does: `2026年6月份主要生产指标统计`."""
    return _TITLE.search(fold(text)) is not None


def is_parted(text: str) -> bool:
    """Say whether a line names what the rows below it part a total by: `按年龄划分`."""
    return _PARTED.fullmatch(fold(text)) is not None


def is_statement_part(text: str) -> bool:
    """Say whether a text names a part of a statement of accounts: `非流動資產`."""
    return _STATEMENT_PART.fullmatch(fold(text)) is not None


def is_statement(text: str) -> bool:
    """Say whether a line is the title of a statement with its time, or the time alone: `截至2021年12月31日止年度`."""
    return _STATEMENT.fullmatch(fold(text)) is not None


def ends_in_time(text: str) -> bool:
    """Say whether a title ends in the time of the whole statement: `綜合收益表 截至十二月三十一日止年度`."""
    title, _, last = text.rpartition(" ")
    if not title or _ENDED.fullmatch(fold(last)) is None:
        return False
    return len(title.split()) > _MOST_TIMES or _ENDED.search(fold(title)) is None


def below_time(lines: Sequence[Line], above: Sequence[int]) -> Sequence[int]:
    """Pass over the time of a whole table, and its unit, above years that head columns.

    截至十二月三十一日止年度⏎千港元⏎2022⏎2021⏎變動
    """
    ended = [at for at, index in enumerate(above) if _ENDED.fullmatch(fold(lines[index].text))]
    below = above[ended[0] + 1 :] if len(ended) == 1 else above
    while below and unit_of(lines[below[0]].text):
        below = below[1:]
    return below if sum(is_year(lines[index].text) for index in below) > 1 else above


def caption_above(lines: Sequence[Line], index: int) -> Span | None:
    """Find the lines right above a table that name it, its unit or its year: `单位：万元`, `收衣及减排数据如下：`.

    Args:
        lines: The lines of the text.
        index: Index of the table's first line.

    Returns:
        The source span of the caption, or None.
    """
    found: list[Line] = []
    for line in reversed(lines[max(0, index - 2 * _MOST_CAPTION_LINES) : index]):
        if not line.text or (not found and is_parted(line.text)):
            continue
        named = _names(line.text) if found else _names(line.text) or unit_of(line.text) is not None
        announces = line.text[-1] in "：:"
        title = not found and _may_name(line)
        if announces and not found:
            return Span(_paragraph_start(lines, line), line.end)
        titled = bool(found) and not (_names(found[-1].text) or unit_of(found[-1].text))
        if not named and (titled or not title):
            # Above the unit stands what the table is called: 九、2024 年分季度主要财务数据
            if found and not titled and _may_name(line, numbered=True):
                found.append(line)
            break
        if width(line.text) > _WIDEST_CAPTION or len(found) == _MOST_CAPTION_LINES:
            break
        found.append(line)
    return Span(found[-1].start, found[0].end) if found else None


def _names(text: str) -> bool:
    return _CAPTION.search(text) is not None


def _may_name(line: Line, *, numbered: bool = False) -> bool:
    last = line.text.split()[-1]
    numbers = is_value(last) and not is_year(last)  # the last row of another table
    titled = _TITLE.search(fold(line.text)) is not None
    marked = not (numbered or titled) and marker_of(line.text) is not None
    widest = _WIDEST_CAPTION if titled else _WIDEST_TITLE
    piped = line.text.count("|") > 1  # a row of the table above
    return width(line.text) <= widest and not (is_ended(line.text) or marked or numbers or piped)


def _paragraph_start(lines: Sequence[Line], last: Line) -> int:
    """Find where the paragraph of a line begins, at most three lines and `_LONGEST_CAPTION` characters up."""
    own = position = bisect_left(lines, last.first, key=lambda line: line.first)
    while position and (above := lines[position - 1].text) and not is_ended(above) and not is_value(above):
        position -= 1
        if own - position >= _MOST_CAPTION_LINES:
            break
    return max(lines[position].start, last.end - _LONGEST_CAPTION)
