"""Where the columns of lines begin and end that no upright rule parts, and whether the lines are columns at all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.alignment import Row, ems, is_number, is_value
from pipeline.read.pdf.page import Box, Line

_MOST = 0.6  # share of a column's cells that must be so for the column to be so
_LONG_CELL = 14  # ems: columns of longer cells, line after line, are columns of text
_OVERHANG = 6.0  # points by which numbers in brackets stand over the line below them

_Extent = tuple[float, float]


def column_bounds(levels: Sequence[Row], area: Box, rules: Sequence[Box]) -> list[float]:
    """Edges between columns, in the middle of the gaps that all usual rows leave, and around numbers that stand there.

    A row of the usual number of cells has no merged ones, which would hide a gap; a head may have.
    """
    valued = [level for level in levels if any(is_value(line.text) for line in level)]
    rows = [level for level in valued or levels if len(level) > 1]
    counts = Counter(map(len, rows))
    if not counts:
        return []
    usual = max(counts, key=lambda count: (counts[count], count))
    columns = _merged((line.edges[0], line.edges[-1]) for level in rows if len(level) == usual for line in level)
    numbers = [(line.edges[0], line.edges[-1]) for level in valued for line in level if is_value(line.text)]
    heads = _full_head(levels, valued, usual)
    columns = [one for one in columns if not heads or _any_meets([one], heads) or _is_filled(one, levels)]
    columns = _merged([*columns, *(one for one in (*numbers, *heads) if not _any_meets([one], columns))])
    over = [head for head in _over(levels, valued) if sum(_any_meets([one], [head]) for one in columns) == 1]
    wide = _merged([*columns, *over])
    columns = wide if len(wide) == len(columns) else columns  # 2022年占比（%） is wider than the 43.7 below it
    for rule in rules:  # what underlines a column is as wide as it
        under = [column for column in columns if rule.x0 < column[1] and column[0] < rule.x1]
        if len(under) == 1 and rule.x0 < under[0][0] + _OVERHANG and under[0][1] - _OVERHANG < rule.x1:
            columns = _merged([*columns, (rule.x0, rule.x1)])
    # names of two lines, the number half-way between them, are level with nothing
    names = [(line.edges[0], line.edges[-1]) for level in valued for line in level if not is_value(line.text)]
    longer = _merged([*columns, *(name for name in names if _meets_first(name, columns))])
    columns = (
        longer if len(longer) == len(columns) else columns
    )  # beside a number of its own, 7060, or longer than usual
    aside = [(line.edges[0], line.edges[-1]) for level in levels for line in level if line.edges[-1] < columns[0][0]]
    columns = _merged([*columns, *aside])
    return [area.x0, *((before[1] + after[0]) / 2 for before, after in pairwise(columns)), area.x1]


def _full_head(levels: Sequence[Row], valued: Sequence[Row], usual: int) -> list[_Extent]:
    """The heads right over the first values, where they are more than the cells of a usual row: some go down rows."""
    head = _over(levels, valued)
    return head if len(head) > usual else []


def _over(levels: Sequence[Row], valued: Sequence[Row]) -> list[_Extent]:
    """What stands over the first values, one line beside another: the name of a group may stand between."""
    first = next((number for number, level in enumerate(levels) if valued and level is valued[0]), 0)
    head = next((level for level in reversed(levels[:first]) if len(level) > 1), [])
    return [(line.edges[0], line.edges[-1]) for line in head]


def _is_filled(column: _Extent, levels: Iterable[Row]) -> bool:
    """Whether more than one line stands in a column: the name of a sum may go across two."""
    return sum(_any_meets([column], [(line.edges[0], line.edges[-1])]) for level in levels for line in level) > 1


def _any_meets(some: Iterable[_Extent], others: Sequence[_Extent]) -> bool:
    return any(one[0] <= right and left <= one[1] for one in some for left, right in others)


def _meets_first(name: _Extent, columns: Sequence[_Extent]) -> bool:
    """Whether a name stands in the first of some columns alone."""
    return _any_meets([name], columns[:1]) and not _any_meets([name], columns[1:])


def _merged(extents: Iterable[_Extent]) -> list[_Extent]:
    columns: list[_Extent] = []
    for left, right in sorted(extents):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def column_of(line: Line, bounds: Sequence[float]) -> int:
    """The column that the middle of a line stands in."""
    middle = (line.edges[0] + line.edges[-1]) / 2
    return sum(bound <= middle for bound in bounds[1:-1])


def is_prose(levels: Sequence[Row], bounds: Sequence[float], *, numbers_wanted: bool) -> bool:
    """Whether the columns hold running text, or, where a column of numbers is wanted, hold none."""
    columns: list[Row] = [[] for _ in bounds[1:]]
    for level in levels:
        for line in level:
            columns[column_of(line, bounds)].append(line)
    if sum(len(column) > 0 and median(ems(line) for line in column) > _LONG_CELL for column in columns) > 1:
        return True
    values = [c for c in columns[1:] if c and sum(is_number(line.text) for line in c) >= _MOST * len(c)]
    return numbers_wanted and not values
