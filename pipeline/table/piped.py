"""Cells between pipes to rows, wherever the lines end: a row a line, a cell a line, or many rows on one line.

What the cells hold tells where rows begin: each has as many, names before values.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, takewhile

from pipeline.lexicon.typography import marker_of
from pipeline.model import Span
from pipeline.table.captions import is_parted
from pipeline.table.fields import Field, is_filled, is_quarter, is_value, is_year
from pipeline.table.heads import Heads, heads_of_cells
from pipeline.table.looks import looks_of
from pipeline.table.shape import Shape, is_head
from pipeline.table.tokens import seam

PIPES = frozenset("|｜│┃║")
PIPE = re.compile("[|｜│┃║]")
_YEAR = re.compile(r"\((?:19|20)\d\d\)")
_GOES_ON = 1.0  # evidence that a line goes on with the label above its row
_LEAST_ROWS = 2
_MOST_HEADS = 60
_MOST_BROKEN = 4  # of so many rows one may have fewer cells

Row = list[Field]


@dataclass(frozen=True, slots=True)
class Piped:
    """The rows that stand between pipes.

    Attributes:
        rows: The rows, with their empty cells.
        heads: How those are read that stand above the first row, each on a line of its own; None where none do.
        caption: What stands above these.
        dealt: Whether rows begin where the cells tell, and not the lines.
    """

    rows: tuple[Row, ...]
    heads: Heads | None = None
    caption: Span | None = None
    dealt: bool = False


def piped(lines: Sequence[tuple[Row, bool]], columns: int, gaps: frozenset[int] = frozenset()) -> Piped:
    """Read cells as rows.

    Args:
        lines: The cells of each line, and whether it has a pipe.
        columns: How many columns a rule between the lines has; 0 where there is none.
        gaps: Where lines begin that stand between two pipes, so that a cell is empty before them: 234 |⏎| -10.9.
    """
    rows = [row for row in _uncut(lines) if row]
    if glued := _glued(rows, gaps):
        return Piped(tuple(_continued(iter(glued))))
    usual = columns if columns > 1 else _usual(rows)
    if usual:
        return Piped(tuple(_continued(_whole(rows, usual))))
    dealt = _dealt([cell for row in rows for cell in row])
    return dealt or Piped(tuple(rows))


def begins_anew(cells: Sequence[Field]) -> int | None:
    """Where cells that stand one a line begin another table: heads stand before rows of other width than those above.

    (2022) | (2021) | 0331 | 12 | 11 | 0630 | 25 | 23 | 报告期 | 2022-12-31 | 同比 | 2021-12-31 | 收入 | 25 | 9% | 23 |

    Returns:
        The offset of the first of these heads; None where rows are alike.
    """
    words = [bool(cell.text) and (_is_time(cell.text) or not is_filled(cell.text)) for cell in cells]
    starts = [at for at, word in enumerate(words) if word and (not at or not words[at - 1])]
    sizes: list[tuple[int, int, int]] = []  # of each row where its words begin, how many these are, its values
    for start, end in pairwise([*starts, len(cells)]):
        named = len(list(takewhile(bool, words[start:end])))
        sizes.append((start, named, end - start - named))
    for number in range(_LEAST_ROWS, len(sizes) - _LEAST_ROWS + 1):
        start, named, _ = sizes[number]
        above, below = ({size for *_, size in sizes[at : at + _LEAST_ROWS]} for at in (number - _LEAST_ROWS, number))
        usual = {count for _, count, _ in sizes[number + 1 : number + _LEAST_ROWS]}
        if len(above) == len(below) == 1 and above != below and named > max(usual) + 1:
            return cells[start].span.start
    return None


def parts_of(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Cut rows where some in mid-table head the columns anew: words of which most are known to head values.

    The names right above these, 2、农业生产 | | |, are those of the further table.
    """
    part: list[Row] = []
    valued = False
    for row in rows:
        told = [cell for cell in row if cell.text]
        heads = len(told) > 1 and not any(is_filled(cell.text) and not is_year(cell.text) for cell in told)
        alike = len(told) > 2 and len({cell.text for cell in told[1:]}) == 1  # noqa: PLR2004 - 币种 | 人民币 | 人民币
        if heads and valued and not alike and 2 * sum(map(is_head, told)) > len(told):
            last = next(at for at in range(len(part), 0, -1) if not _is_title(part[at - 1]))
            yield part[:last]
            part, valued = part[last:], False
        part.append(row)
        valued = valued or any(is_value(cell.text) and not is_year(cell.text) for cell in row[1:])
    if part:
        yield part


def _is_title(row: Row) -> bool:
    """Whether a row in mid-table is numbered, and has nothing but a name."""
    told = [cell for cell in row if cell.text]
    return len(row) > 1 and told == row[:1] and marker_of(row[0].text) is not None


def _uncut(lines: Sequence[tuple[Row, bool]]) -> Iterator[Row]:
    """Put lines without a pipe to the cells that go on below them."""
    before: Field | None = None
    for row, whole in lines:
        first = row[0]
        if before:
            first = replace(first, span=Span(before.span.start, first.span.end), text=before.text + first.text)
        before = None if whole else first
        if whole:
            yield [first, *row[1:]]


def _usual(rows: Sequence[Row]) -> int:
    """How many cells lines have, where most cells stand on lines of as many; 0 where lines are no rows."""
    counts = Counter(len(row) for row in rows if len(row) > 1)
    usual = max(counts, key=lambda count: (counts[count] * count, count), default=0)
    several = counts[usual] >= _LEAST_ROWS or counts.total() == len(rows) > 1
    return usual if several and 2 * sum(count * counts[count] for count in counts) > sum(map(len, rows)) else 0


def _glued(rows: Sequence[Row], gaps: frozenset[int]) -> list[Row]:
    """Put lines together that are rows of as many cells as the first line has: | 1 |⏎1-999⏎| 40 | 15 |.

    Returns:
        The rows; none where lines do not fill such rows again and again.
    """
    count = len(rows[0]) if rows else 0
    told: list[Row] = []
    waiting: list[Row] = []
    full = broken = 0
    for row in rows:
        start = row[0].span.start
        gap = [Field(Span(start, start), "")] if waiting and start in gaps else []
        if sum(map(len, waiting)) + len(gap) + len(row) > count:
            broken += bool(waiting)
            told += waiting
            waiting, gap = [], []
        waiting.append([*gap, *row])
        if sum(map(len, waiting)) == count:
            full += len(waiting) > 1
            told.append(_row([cell for each in waiting for cell in each]))
            waiting = []
    told += waiting
    return told if full >= _LEAST_ROWS and full > _MOST_BROKEN * broken else []


def _whole(rows: Sequence[Row], usual: int) -> Iterator[Row]:
    """Put lines together that have as many cells as the others have: line ends stood within a row."""
    waiting: list[Row] = []
    for row in rows:
        begins = len(row) > 1 and bool(row[0].text) and not is_filled(row[0].text)
        begins = begins and sum(map(len, waiting)) + len(row) != usual  # 项目 | 单位 |⏎累计 |⏎同比(%) | 结构(%) |
        if len(row) >= usual or (waiting and begins):
            yield from waiting
            waiting = []
        if len(row) >= usual:
            yield row
            continue
        waiting.append(row)
        while sum(map(len, waiting)) > usual:
            yield waiting.pop(0)
        sums = list(accumulate(len(each) for each in reversed(waiting)))
        if usual in sums and len(waiting) > 1:
            first = len(waiting) - sums.index(usual) - 1
            yield from waiting[:first]
            yield _row([cell for each in waiting[first:] for cell in each])
            waiting = []
    yield from waiting


def _row(cells: Sequence[Field]) -> Row:
    return [replace(cell, column=column) for column, cell in enumerate(cells)]


def _continued(rows: Iterator[Row]) -> list[Row]:
    """Put a line of nothing but the rest of a label to the row above: 每股收益 | 0.12 |⏎(扣除后)(元) | |."""
    told: list[Row] = []
    for row in rows:
        above = told[-1] if told else []
        alone = len(row) > 1 and row[0].text and not any(field.text for field in row[1:])
        valued = any(is_value(field.text) for field in above[1:])
        if alone and valued and above[0].text and _rests(above[0], row[0]):
            above.append(replace(row[0], continues=True))
        else:
            told.append(row)
    return told


def _rests(label: Field, field: Field) -> bool:
    begins = marker_of(field.text) is not None or field.text[-1] in "：:" or is_parted(field.text)
    return not begins and seam(label, field, across=1) > _GOES_ON


def _dealt(cells: Sequence[Field]) -> Piped | None:
    """Deal cells to rows, each from a name behind values on: 医院 |⏎15.88 |⏎场馆 |⏎9.87 |."""
    kinds = [
        "e" if not cell.text else "w" if _is_time(cell.text) or not is_filled(cell.text) else "v" for cell in cells
    ]
    starts = [at for at, kind in enumerate(kinds) if kind == "w" and (not at or kinds[at - 1] != "w")]
    parts = [(start, end) for start, end in pairwise([*starts, len(cells)])]
    told = [end - start for start, end in parts[1:] if any(is_value(cell.text) for cell in cells[start:end])]
    counts = Counter(told)
    count = max(counts, key=lambda each: (counts[each], each), default=0)
    if counts[count] < _LEAST_ROWS or 2 * counts[count] < len(told):
        return None
    usual = next(part for part in parts[1:] if part[1] - part[0] == count and "v" in kinds[slice(*part)])
    labels = len(list(takewhile(lambda kind: kind == "w", kinds[slice(*usual)])))
    body: list[Row] = []
    first = len(cells)
    for start, end in parts:
        words = len(list(takewhile(lambda kind: kind == "w", kinds[start:end])))
        own = start + max(words - labels, 0)  # what names the rows from here on, or heads them, stands before
        size = end - own
        if size > count and "".join(kinds[own + count : end]).strip("e"):
            if body:
                return None
            continue
        numbers = [cell.text for cell in cells[own:end] if is_value(cell.text)]
        if not body and (size < count or (numbers and all(map(is_year, numbers)))):  # 五年摘要 | 2020 | 2019 |
            continue
        first = min(first, own)
        named = [cell for cell in cells[start:own] if body and cell.text]
        body += _headed_anew(named, labels, count - labels) or [_row([cell]) for cell in named]
        body.append(_row(cells[own : min(own + count, end)]))
    rows, filled = _closed(body)
    values = [cell for cell in filled if cell >= labels]
    if len(body) < _LEAST_ROWS or not values:
        return None
    looks = looks_of([[cell for cell in row[labels:] if cell.text] for row in rows], len(values))
    above = [cell for cell in cells[:first] if cell.text][-_MOST_HEADS:]
    empty = count - filled[-1] - 1  # 2022 | 2023 | 走勢 | over rows that end with an empty cell
    ways = [heads_of_cells(above, Shape(labels, len(values), n, looks=looks)) for n in range(empty, -1, -1) if above]
    heads = max(filter(None, ways), key=lambda way: (way.fit, way.weight), default=None)
    part = heads_of_cells(above[:-1], Shape(labels, len(values), 0, looks=looks)) if len(above) > count else None
    if heads and part and part.known == 1 > heads.known and not is_head(above[-1]):  # 报告期 | 2022 | 2021 | 财务指标
        heads = part
        rows = [_row([above[-1]]), *rows]
    over = [cell for cell in above if heads and cell.span.end <= min(f.span.start for row in heads.rows for f in row)]
    return Piped(tuple(rows), heads, Span(over[0].span.start, over[-1].span.end) if over else None, dealt=True)


def _headed_anew(named: Sequence[Field], labels: int, values: int) -> list[Row]:
    """The row of heads that stand anew before a row, below what their values are: 净利润(万元) | (2022) | (2021) |.

    The cell of that may be empty.

    Returns:
        The row, below those of names above them; none where the cells are no heads of all columns of values.
    """
    told = named[-values:]
    if len(named) < values or not all(map(is_head, told)):
        return []
    corner = [replace(cell, column=0) for cell in named[: len(named) - values][-1:]]
    heads = [replace(cell, column=labels + at) for at, cell in enumerate(told)]
    return [*(_row([cell]) for cell in named[: -values - 1]), [*corner, *heads]]


def _is_time(text: str) -> bool:
    """Say whether a number tells a time where each cell has a line of its own: (2022) above, 0331 beside values."""
    return _YEAR.fullmatch(text) is not None or is_quarter(text)


def _closed(rows: Sequence[Row]) -> tuple[list[Row], list[int]]:
    """Rows without the columns that none of them fills, and the others."""
    filled = sorted({cell.column for row in rows for cell in row if cell.text})
    places = {column: place for place, column in enumerate(filled)}
    kept = [[replace(c, column=places[c.column]) for c in row if c.column in places] for row in rows]
    return kept, list(places.values())
