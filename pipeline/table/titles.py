"""Rows of a grid that name the table, or tell its unit."""

from collections.abc import Sequence

from pipeline.lexicon.tables import is_foreign
from pipeline.model import Span
from pipeline.table.captions import is_caption
from pipeline.table.fields import Field, is_value, is_year
from pipeline.table.shape import is_name


def titles_of(rows: Sequence[Sequence[Field]]) -> int:
    """Count the leading rows that name a table or tell its unit in their first cell: | 表 3 产量 | | | above the heads.

    A unit may be told in a second language beside: | 单位:万吨 | (10000 tons) |.
    """
    for count, row in enumerate(rows):
        told = [cell.text for cell in row if cell.text]
        if len(row) < 2 or not told:  # noqa: PLR2004 - a cell a line
            return count
        alone = len(told) == 1 and is_caption(told[0])  # | | | 货币单位：人民币百万元 |
        named = (bool(row[0].text) or alone) and not (is_name(told[0]) or is_value(told[0]))
        if not named or not all(is_caption(told[0]) and is_foreign(text) for text in told[1:]):
            return 0 if any(is_value(text) and not is_year(text) for text in told) else count
    return 0


def span_of(titles: Sequence[Sequence[Field]]) -> Span:
    """Where rows stand that name a table."""
    told = [cell.span for row in titles for cell in row if cell.text]
    return Span(told[0].start, told[-1].end)
