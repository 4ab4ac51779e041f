"""Rows of fields to a table: which rows are headers, which columns are labels, what a cell spans, what names it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.lexicon.characters import fold
from pipeline.lexicon.tables import is_absent
from pipeline.lexicon.typography import Line, is_ended, marker_of, width
from pipeline.model import Cell, Span, Table

_VALUE = re.compile(
    r"[+\-−±约]?\s*[¥￥$]?\s*\d[\d,]*(?:\.\d+)?(?:\s*[-~～]\s*\d[\d,]*(?:\.\d+)?)?"
    r"\s*(?:[%‰+]|[万亿千百]+|[A-Za-zμ°℃³²/·]+|[一-鿿]{1,4})?"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d\s*(?:年度?|年?[底末])?")
_CAPTION = re.compile(r"单位|單位|^[附续續]?表\s*[\d一二三四五六七八九十]*|^Table\b|计量|計量")
_WIDEST_CAPTION = 80
_WIDEST_TITLE = 50
_MOST_CAPTION_LINES = 3
_LONGEST_CAPTION = 500  # of a paragraph that announces a table, its end


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of a line that may be a cell: where it stands, what it says, and its column and span in the grid."""

    span: Span
    text: str
    column: int
    column_span: int = 1
    row_span: int = 1


def is_value(text: str) -> bool:
    """Say whether a cell holds a number, with or without a unit: `2,094`, `-5%`, `2.4亿`.

    >>> is_value("23697.3"), is_value("2.4亿"), is_value("2018 年"), is_value("申亚金融大厦")
    (True, True, False, False)
    """
    if _DIGIT.search(text) is None:
        return False
    folded = fold(text.strip())
    return _VALUE.fullmatch(folded) is not None and not (is_year(folded) and not folded.isdigit())


def is_year(text: str) -> bool:
    """Say whether a cell may name a year: `2018`, `2018 年度`."""
    return _YEAR.fullmatch(fold(text.strip())) is not None


def counts_up(texts: Sequence[str]) -> bool:
    """Say whether cells number their rows from 1 on."""
    numbers = [int(text) for text in texts if text.isdigit() and len(text) < 4]  # noqa: PLR2004 - no table is longer
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1


def header_rows(rows: Sequence[Sequence[Field]]) -> int:
    """Count the leading rows that hold no value; a row of years heads its columns."""
    for number, row in enumerate(rows):
        others = [field.text for field in row if field.column > 0]
        years = bool(others) and all(is_year(text) for text in others)
        if not years and any(is_value(text) for text in others):
            return number
    return min(1, len(rows) - 1)


def label_columns(body: Sequence[Sequence[Field]], columns: int) -> int:
    """Count the leading columns that name rows: words, years, or the numbers 1, 2, 3 …; the last column never does."""
    columns_of = _texts_by_column(body)
    for column in range(columns - 1):
        texts = columns_of.get(column, [])
        values = [text for text in texts if is_value(text)]
        named = counts_up(texts) or (column == 0 and bool(texts) and all(is_year(text) for text in texts))
        if len(values) * 2 > len(texts) and not named:
            return column
        if not texts:
            return column
    return columns - 1 if columns > 1 else 0


def _texts_by_column(body: Sequence[Sequence[Field]]) -> dict[int, list[str]]:
    """Collect what the cells that tell something say, column by column."""
    texts: dict[int, list[str]] = defaultdict(list)
    for row in body:
        for field in row:
            if not is_absent(field.text):
                texts[field.column].append(field.text)
    return texts


def has_values(body: Sequence[Sequence[Field]], columns: int) -> bool:
    """Say whether some column of the body is one of numbers: the evidence that lines are a table."""
    columns_of = _texts_by_column(body)
    for column in range(columns):
        texts = columns_of.get(column, [])
        values = sum(is_value(text) for text in texts)
        if values > 1 and values * 2 > len(texts) and not counts_up(texts):
            return True
    return False


def make_table(rows: Sequence[Sequence[Field]], headers: int, labels: int, caption: Span | None) -> Table:
    """Make the table of rows of fields; fields without text are no cells."""
    cells = tuple(
        Cell(field.span, number, field.column, field.row_span, field.column_span)
        for number, row in enumerate(rows)
        for field in row
        if field.text
    )
    ordered = tuple(sorted(cells, key=lambda cell: cell.span.start))
    span = Span(ordered[0].span.start, max(cell.span.end for cell in ordered))
    return Table(span, caption, headers, labels, ordered)


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
        if not line.text:
            continue
        named = _CAPTION.search(line.text) is not None
        announces = line.text[-1] in "：:"
        title = not found and width(line.text) <= _WIDEST_TITLE and not is_ended(line.text) and not marker_of(line.text)
        if announces and not found:
            return Span(_paragraph_start(lines, line), line.end)
        if not named and not title:
            # Above the unit stands what the table is called.
            if not found or is_ended(line.text) or width(line.text) > _WIDEST_TITLE or marker_of(line.text):
                break
            found.append(line)
            break
        if width(line.text) > _WIDEST_CAPTION or len(found) == _MOST_CAPTION_LINES:
            break
        found.append(line)
        if not named:
            break
    return Span(found[-1].start, found[0].end) if found else None


def _paragraph_start(lines: Sequence[Line], last: Line) -> int:
    """Find where the paragraph of a line begins, at most three lines and `_LONGEST_CAPTION` characters up."""
    own = position = bisect_left(lines, last.first, key=lambda line: line.first)
    while position and lines[position - 1].text and not is_ended(lines[position - 1].text):
        position -= 1
        if own - position >= _MOST_CAPTION_LINES:
            break
    return max(lines[position].start, last.end - _LONGEST_CAPTION)
