"""Tables that a text holds as markup: `<table><tr><td>用电量</td><td>930</td></tr></table>`.

Markup is read, and never run: only where cells begin and end, and how many rows and columns they take.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count

from pipeline.lexicon.markup import printed
from pipeline.lexicon.typography import Line, lines_within
from pipeline.model import Span, Table
from pipeline.table.axes import make_table
from pipeline.table.captions import caption_above
from pipeline.table.fields import Field
from pipeline.table.head_rows import header_rows

_TABLE = re.compile(r"(?is)<table\b[^<>]*>(?P<rows>.*?)</table\s*>")
_ROW = re.compile(r"(?is)<tr\b[^<>]*>(?P<cells>.*?)(?=<tr\b|</tr|</table|\Z)")
_CELL = re.compile(r"(?is)<t(?P<kind>[dh])\b(?P<told>[^<>]*)>(?P<text>.*?)(?=<t[dh]\b|</t[dh]|</tr|\Z)")
_REACH = re.compile(r"(?i)\b(?P<way>col|row)span\s*=\s*[\"']?(?P<count>\d{1,3})")
_BEFORE = re.compile(r"(?:\s|<[^<>]*>|&nbsp;)*")
_SPACE, _END = "&nbsp;", "</table"
_LEAST_COLUMNS = 2


def find_marked(text: str, lines: Sequence[Line]) -> list[Table]:
    """Find the tables that stand in a text as markup.

    Args:
        text: The whole text.
        lines: Its lines.
    """
    behind = text.rfind(_END) + len(_END) + 1  # what is not closed is none
    return [table for match in _TABLE.finditer(text, 0, behind) if (table := _table(text, lines, match))]


def _table(text: str, lines: Sequence[Line], match: "re.Match[str]") -> Table | None:
    rows = list(_placed([list(_cells(text, row)) for row in _ROW.finditer(text, *match.span("rows"))]))
    told = [field for row in rows for field in row if field.text]
    if not told or max(field.column + field.column_span for field in told) < _LEAST_COLUMNS:
        return None
    above = lines_within(lines, match.start(), match.end())
    return make_table(rows, caption_above(lines, above[0]), headers=header_rows(rows))


def _cells(text: str, row: "re.Match[str]") -> Iterator[Field]:
    """The cells of a row, each with what it says, without tags around it."""
    for cell in _CELL.finditer(text, *row.span("cells")):
        reach = {way["way"].lower(): max(int(way["count"]), 1) for way in _REACH.finditer(cell["told"])}
        said = cell["text"]
        start, end = _inner(said)
        span = Span(cell.start("text") + start, cell.start("text") + end)
        yield Field(span, printed(said[start:end]), 0, reach.get("col", 1), reach.get("row", 1))


def _inner(said: str) -> tuple[int, int]:
    """Where what a cell says begins and ends, between the tags around it."""
    before = _BEFORE.match(said)
    start, end = before.end() if before else 0, len(said.rstrip())
    while end > start and (said[end - 1] == ">" or said.endswith(_SPACE, start, end)):
        tag = said.rfind("<", start, end) if said[end - 1] == ">" else end - len(_SPACE)
        if tag < start:
            break
        end = len(said[:tag].rstrip())
    return start, max(start, end)


def _placed(rows: Sequence[Sequence[Field]]) -> Iterator[list[Field]]:
    """Give cells the columns that cells of rows above leave free."""
    taken: dict[int, int] = {}  # by column, the row behind the last cell in it
    for number, row in enumerate(rows):
        placed: list[Field] = []
        for field in row:
            behind = placed[-1].column + placed[-1].column_span if placed else 0
            column = next(at for at in count(behind) if taken.get(at, 0) <= number)
            reach = min(field.row_span, len(rows) - number)
            taken.update(dict.fromkeys(range(column, column + field.column_span), number + reach))
            placed.append(Field(field.span, field.text, column, field.column_span, reach))
        yield placed
