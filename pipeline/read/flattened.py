"""Tables that a text export flattened into lines: cells with one space between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon.headings import marks
from pipeline.lexicon.tables import is_absent
from pipeline.lexicon.typography import Line, lines_within, marker_of, width
from pipeline.model import Span, Table
from pipeline.read.delimited import find_delimited
from pipeline.read.grid import Field, caption_above, counts_up, is_value, is_year, make_table
from pipeline.read.headers import WIDEST_ROW, fields_of, lines_above, read_header
from pipeline.read.prose import find_prose_tables

_SPACE = re.compile(r"[ \u3000]")
_CLAUSE = re.compile(r"[，。；！？]")
_LONGEST_LABEL = 28
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that reads as a row.

    Attributes:
        line: Index of its line; of the last one where its label takes two.
        labels: What names it: a number, a name, a unit.
        values: Its values.
        above: The line on which its label begins, where that is the line above.
    """

    line: int
    labels: tuple[Field, ...]
    values: tuple[Field, ...]
    above: Line | None = None

    @property
    def ordinal(self) -> bool:
        """Whether the row is numbered."""
        return len(self.labels) > 1 and self.labels[0].text.isdigit()


def find_tables(text: str, lines: Sequence[Line], furniture: Sequence[Span]) -> tuple[Table, ...]:
    """Find the tables of a text.

    Args:
        text: The whole text.
        lines: Its lines.
        furniture: Spans of lines that are page numbers and running heads.

    Returns:
        The tables in reading order, none overlapping. A run of lines is one only on evidence: rows with equally many
        values, at least two of them; prose that ends in numbers is left alone.
    """
    starts = {span.start for span in furniture}
    used = frozenset(
        index for index, line in enumerate(lines) if line.start in starts or (line.text and line.text[0] in marks())
    )
    tables = find_delimited(text, lines, used)
    tables += _spaced_tables(text, lines, used | _covered(lines, tables))
    tables += find_prose_tables(text, lines, used | _covered(lines, tables))
    return tuple(sorted(tables, key=lambda table: table.span.start))


def _covered(lines: Sequence[Line], tables: Sequence[Table]) -> frozenset[int]:
    """Give the indices of the lines that belong to tables."""
    return frozenset(
        index
        for table in tables
        for index in lines_within(lines, table.span.start, table.span.end)
        if lines[index].text
    )


def _spaced_tables(text: str, lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Find tables whose cells have one space between them."""
    tables: list[Table] = []
    run: list[_Row] = []
    floor = 0
    blanks = 0
    for index, line in enumerate((*lines, Line(len(text), len(text), len(text), "。"))):
        if not line.text:
            blanks += 1
            continue
        row = None if index in used or (blanks > 1 and run) else _row(line, index)
        if row and run:
            row = _fitted(row, run[0]) if len(row.values) != len(run[0].values) else row
        if row is None:
            wraps = run and blanks <= 1 and index not in used and index + 1 < len(lines)
            if not (wraps and _wraps(lines, index, run[0])):
                found = _table(text, lines, used, run, floor)
                floor = run[-1].line + 1 if found else floor
                tables += found
                run = []
        elif run and lines[index - 1].text and index - 1 != run[-1].line:
            run.append(replace(row, above=lines[index - 1]))
        else:
            run.append(row)
        blanks = 0
    return tables


def _wraps(lines: Sequence[Line], index: int, first: _Row) -> bool:
    """Say whether a line is the beginning of a label that ends on the next line, where the row's values stand."""
    text = lines[index].text
    if _CLAUSE.search(text) or len(text) > _LONGEST_LABEL or not lines[index + 1].text:
        return False
    following = _row(lines[index + 1], index + 1)
    return following is not None and len(following.values) == len(first.values)


def _row(line: Line, index: int) -> _Row | None:
    """Read a line as a row: a label, then values to the end of the line."""
    if _SPACE.search(line.text) is None or _CLAUSE.search(line.text) or width(line.text) > WIDEST_ROW:
        return None
    marker = marker_of(line.text)
    if marker and marker.number is None:
        return None
    fields = fields_of(line, of_row=True)
    values: list[Field] = []
    while fields and (is_value(fields[-1].text) or is_absent(fields[-1].text)):
        values.insert(0, fields.pop())
    if fields and not values:
        return None
    if not fields or not any(character.isalpha() for character in fields[-1].text):
        return None
    if all(is_year(value.text) for value in values) or fields[-1].span.end - fields[0].span.start > _LONGEST_LABEL:
        return None
    return _Row(index, tuple(fields), tuple(values))


def _fitted(row: _Row, first: _Row) -> _Row | None:
    """Keep a row with fewer values where nothing is known for all of them."""
    fewer = len(row.values) < len(first.values)
    return row if fewer and all(is_absent(value.text) for value in row.values) else None


def _table(text: str, lines: Sequence[Line], used: frozenset[int], run: Sequence[_Row], floor: int) -> list[Table]:
    """Make the table of a run of rows, if the evidence suffices."""
    if len(run) < _LEAST_ROWS:
        return []
    values = len(run[0].values)
    first = run[0].line - (1 if run[0].above else 0)
    above = lines_above(lines, used, first, floor)
    header: list[list[Field]] = []
    # 熟料综合能耗 kgce/t 112.6 104.9: the header tells whether a unit stands in a column of its own.
    shared = min(len(row.labels) for row in run[:-1])
    for labels in range(shared, 0, -1):
        header, header_line = read_header(lines, above, first, labels, values)
        if header:
            break
    if not header:
        labels, header_line = (2 if run[0].ordinal else 1), first
    numbered = counts_up([row.labels[0].text for row in run if row.ordinal])
    if values == 1 and not numbered and not header:
        return []
    rows = [*header, *(_grid_row(text, row, labels, values) for row in run)]
    return [make_table(rows, len(header), labels, caption_above(lines, header_line))]


def _grid_row(text: str, row: _Row, labels: int, values: int) -> list[Field]:
    """Place a row's labels and values in the grid; a total or a lone `暂未披露` spans the columns it stands for."""
    own = list(row.labels)
    if row.above:
        span = Span(row.above.start, own[0].span.end)
        own[0] = Field(span, text[span.start : span.end], 0)
    # A name with a space in it is one label: the pieces that the header does not ask for go together.
    ordinal = row.ordinal and labels > 1
    while len(own) > labels:
        at = 1 if ordinal and len(own) > 2 else 0  # noqa: PLR2004 - behind the number stand at least two pieces
        span = Span(own[at].span.start, own[at + 1].span.end)
        own[at : at + 2] = [Field(span, text[span.start : span.end], 0)]
    fields = [Field(field.span, field.text, number) for number, field in enumerate(own)]
    if len(fields) < labels:
        fields[-1] = replace(fields[-1], column_span=labels - len(fields) + 1)
    for number, value in enumerate(row.values):
        reach = values - number if number == len(row.values) - 1 else 1
        fields.append(Field(value.span, value.text, labels + number, reach))
    return fields
