"""Rows of a grid that name the table, or tell its unit."""

from collections.abc import Sequence

from pipeline.lexicon.tables import is_foreign
from pipeline.model import Span
from pipeline.table.captions import is_caption
from pipeline.table.fields import Field, begins_dated, is_dated, is_value, is_year
from pipeline.table.shape import is_name


def titles_of(rows: Sequence[Sequence[Field]]) -> int:
    """Count the leading rows that name a table or tell its unit in their first cell: | 表 3 产量 | | | above the heads.

    A unit may be told in a second language beside: | 单位:万吨 | (10000 tons) |. A title may be all that its line has
    above lines of several cells, and empty rows may stand below it.
    """
    several = any(len(row) > 2 for row in rows)  # noqa: PLR2004 - a name and a value are no cell a line either
    alone = [row[0].text for row in rows if len(row) == 1]
    times = sum(map(is_dated, alone)) > 1  # 2024/12 |⏎变动 |⏎2023/12 | are heads that stand one a line
    titles = 0
    for number, row in enumerate(rows):
        told = [cell.text for cell in row if cell.text]
        if not told and titles:
            continue
        if not told or (len(row) < 2 and not several):  # noqa: PLR2004 - a cell a line
            return titles
        declared = len(told) == 1 and is_caption(told[0])  # | | | 货币单位：人民币百万元 |
        named = (bool(row[0].text) or declared) and not (is_name(told[0]) or is_value(told[0]))
        named = named and not (times and len(row) == 1 and begins_dated(told[0]))
        if not named or not all(is_caption(told[0]) and is_foreign(text) for text in told[1:]):
            return 0 if any(is_value(text) and not is_year(text) for text in told) else number
        titles = number + 1
    return 0


def span_of(titles: Sequence[Sequence[Field]]) -> Span:
    """Where rows stand that name a table."""
    told = [cell.span for row in titles for cell in row if cell.text]
    return Span(told[0].start, told[-1].end)
