"""Two-column tables of words that a text export flattened: a name, then what is told of it."""

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicon.headings import marks
from pipeline.lexicon.tables import is_column_heading
from pipeline.lexicon.typography import COMMA, SEMICOLON, Line, is_ended, is_open, marker_of, width
from pipeline.model import Span, Table
from pipeline.table.axes import make_table
from pipeline.table.captions import caption_above
from pipeline.table.fields import Field

_PUNCTUATION = re.compile(rf"[。！？：]|{COMMA}|{SEMICOLON}")
_LONGEST_NAME = 26
_NARROW = 0.7
_LEAST_ROWS = 2
_MOST_LINES = 60  # of a name or of what is told of it; more are no cell


def find_prose_tables(text: str, lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Find tables such as `项目名称 具体内容`, whose rows are `某项目 2019 年推广……` or a name and a text below it.

    Args:
        text: The whole text.
        lines: Its lines.
        used: Indices of lines that cannot belong to a table.

    Returns:
        The tables in order; a header of two column headings and two rows are the least evidence.
    """
    tables: list[Table] = []
    for index, line in enumerate(lines):
        words = line.text.split(maxsplit=2)
        if index in used or len(words) != 2 or not all(map(is_column_heading, words)):  # noqa: PLR2004 - name and text
            continue
        if tables and line.start < tables[-1].span.end:
            continue
        table = _table(text, lines, index, used)
        if table:
            tables.append(table)
    return tables


def _table(text: str, lines: Sequence[Line], header: int, used: frozenset[int]) -> Table | None:
    """Read the rows below a header of two words."""
    groups = _groups(lines, header + 1, used)
    rows: list[list[Field]] = []
    group = next(groups, None)
    while group:
        first = lines[group[0]]
        name, _, rest = first.text.partition(" ")
        following = next(groups, None)
        if following and _is_name(lines, group, following):
            rows.append([_field(text, lines, group, 0), _field(text, lines, following, 1)])
            group = next(groups, None)
        elif rest and len(name) <= _LONGEST_NAME and not _PUNCTUATION.search(name):
            split = first.start + len(name)
            end = lines[group[-1]].end
            begin = split + (len(text[split:end]) - len(text[split:end].lstrip()))
            rows.append([Field(Span(first.start, split), name, 0), Field(Span(begin, end), text[begin:end], 1)])
            group = following
        else:
            break
    if len(rows) < _LEAST_ROWS:
        return None
    line = lines[header]
    name, rest = line.text.split()
    heads = [
        Field(Span(line.start, line.start + len(name)), name, 0),
        Field(Span(line.end - len(rest), line.end), rest, 1),
    ]
    return make_table([heads, *rows], caption_above(lines, header), headers=1)


def _groups(lines: Sequence[Line], start: int, used: frozenset[int]) -> Iterator[list[int]]:
    """Collect the groups of lines between blank ones, up to a list item, a heading, a sentence that ends, a page."""
    group: list[int] = []
    for index in range(start, len(lines)):
        line = lines[index]
        if not line.text:
            if group:
                yield group
            group = []
            continue
        if index in used or marker_of(line.text) or line.text[0] in marks() or line.text.endswith("。"):
            # A text that ends in a full stop is the paragraph behind the table, with the lines it began on.
            if line.text.endswith("。"):
                return
            break
        group.append(index)
        if len(group) > _MOST_LINES:
            return
    if group:
        yield group


def _is_name(lines: Sequence[Line], group: Sequence[int], following: Sequence[int]) -> bool:
    """Say whether a group of lines is a name and the one below it what is told of it: narrow above wide."""
    widest = max(width(lines[index].text) for index in group)
    below = max(width(lines[index].text) for index in following)
    said = "".join(lines[index].text for index in group)
    return widest < below * _NARROW and not _PUNCTUATION.search(said) and not is_open(said) and not is_ended(said)


def _field(text: str, lines: Sequence[Line], group: Sequence[int], column: int) -> Field:
    span = Span(lines[group[0]].start, lines[group[-1]].end)
    return Field(span, text[span.start : span.end], column)
