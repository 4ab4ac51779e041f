"""Tables without upright lines: columns found by what stands below one another."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.page import Box, Line, hull
from pipeline.read.pdf.rulings import Frame

_NUMBER = re.compile(
    r"[-−+~～约≈<>≤≥]?\d[\d,，.]*(?:\s?[-~～—]\s?\d[\d,.]*)?\s?[%％‰]?\s?[^\W\d]{0,2}|[-—–－/]{1,2}|N/?A",
    re.IGNORECASE,
)  # 1,234.5 or 10-20% or 300 吨 or —
_MOST = 0.6  # share of a column's cells that must be so for the column to be so
_LONG_CELL = 14  # characters: columns of longer cells, line after line, are columns of text
_ROWS = 3  # numbers below one another that make a column of a table
_EDGE = 2.5  # points by which edges of one column may differ
_FAR = 3.2  # ems between two rows of a table at most
_HEAD_ROWS = 3
_TIGHT = 0.8  # share of the usual distance of rows below which two lines are one cell's


def is_number(text: str) -> bool:
    """Whether a text is a number alone, with a sign or a short unit, or the dash of an empty cell."""
    return _NUMBER.fullmatch(text) is not None


def aligned_frames(lines: Sequence[Line], area: Box, rules: Sequence[float]) -> list[Frame]:
    """The cells of an area without upright lines; none where its lines are no table.

    Args:
        lines: The lines inside.
        area: The area.
        rules: Heights of the rules across it; with them a table needs no column of numbers.
    """
    levels = _levels(lines)
    bounds = _column_bounds(levels, area)
    if len(levels) < 2 or len(bounds) < 3 or _is_prose(levels, bounds, numbers_wanted=not rules):  # noqa: PLR2004
        return []
    rows = _table_rows(levels, bounds, rules)
    heights = [area.top, *(_between(upper, lower) for upper, lower in pairwise(rows)), area.bottom]
    frames = []
    for row, members in enumerate(rows):
        column = 0
        spans = sorted({_columns_of(line, bounds) for line in members if _spans(line, bounds)})
        while column < len(bounds) - 1:
            end = next((last + 1 for first, last in spans if first == column), column + 1)
            box = Box(bounds[column], heights[row], bounds[end], heights[row + 1])
            frames.append(Frame(row, column, 1, end - column, box))
            column = end
    return frames


def number_stacks(lines: Sequence[Line]) -> list[list[Line]]:
    """Numbers that stand below one another, left, right or centre aligned; the longest stacks first."""
    numbers = sorted((line for line in lines if is_number(line.text)), key=lambda line: line.top)
    stacks: list[list[Line]] = []
    for line in numbers:
        stack = next((stack for stack in stacks if _below(stack[-1], line)), None)
        if stack is None:
            stacks.append([line])
        else:
            stack.append(line)
    return sorted((stack for stack in stacks if len(stack) >= _ROWS), key=len, reverse=True)


def table_around(stack: Sequence[Line], lines: Sequence[Line]) -> Box | None:
    """The table that a column of numbers belongs to: the columns level with it and the head above it.

    Args:
        stack: The column of numbers.
        lines: All lines that may belong to the table.

    Returns:
        Its area, or None where no column of names stands to the left.
    """
    size = stack[0].size
    level = [
        line
        for line in lines
        if line not in stack and len(line.text) <= _LONG_CELL and any(_is_level(line, one) for one in stack)
    ]
    members = list(stack)
    for line in level:
        mates = [other for other in level if _same_edge(line, other)]
        if len(mates) >= _MOST * len(stack):
            members.append(line)
    if not any(line.edges[-1] < min(one.edges[0] for one in stack) for line in members):
        return None
    box = hull([line.box for line in members])
    for _ in range(_HEAD_ROWS):
        above = [
            line
            for line in lines
            if line.bottom <= box.top + size / 2
            and box.top - line.bottom < _FAR * size / 2
            and line.edges[0] < box.x1 + size
            and line.edges[-1] > box.x0 - size
        ]
        head = [line for line in above if len(line.text) <= _LONG_CELL]
        if len(head) < 2 or len(head) < len(above):  # noqa: PLR2004
            break
        box = hull([box, *(line.box for line in head)])
    return box.grown(1.0)


def _levels(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines by their height on the page, from top to bottom, each from left to right."""
    levels: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if levels and _is_level(levels[-1][0], line):
            levels[-1].append(line)
        else:
            levels.append([line])
    return [sorted(level, key=lambda line: line.edges[0]) for level in levels]


def _is_level(one: Line, other: Line) -> bool:
    return abs(one.middle - other.middle) < min(one.size, other.size) / 2


def _column_bounds(levels: Sequence[Sequence[Line]], area: Box) -> list[float]:
    """Edges between columns, in the middle of the gaps that all usual rows leave.

    A row of the usual number of cells has no merged ones, which would hide a gap.
    """
    counts = Counter(len(level) for level in levels if len(level) > 1)
    if not counts:
        return []
    usual = max(counts, key=lambda count: (counts[count], count))
    extents = sorted((line.edges[0], line.edges[-1]) for level in levels if len(level) == usual for line in level)
    columns = [extents[0]]
    for left, right in extents[1:]:
        if left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    inner = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    return [area.x0, *inner, area.x1]


def _columns_of(line: Line, bounds: Sequence[float]) -> tuple[int, int]:
    """First and last column that a line touches."""
    inner = bounds[1:-1]
    return sum(bound <= line.edges[0] for bound in inner), sum(bound < line.edges[-1] for bound in inner)


def _spans(line: Line, bounds: Sequence[float]) -> bool:
    first, last = _columns_of(line, bounds)
    return last > first and not any(
        left <= bound <= right and line.text[index] == " "
        for bound in bounds[1:-1]
        for index, (left, right) in enumerate(pairwise(line.edges))
    )


def _is_prose(levels: Sequence[Sequence[Line]], bounds: Sequence[float], *, numbers_wanted: bool) -> bool:
    """Whether the columns hold running text, or, where a column of numbers is wanted, hold none."""
    columns: list[list[Line]] = [[] for _ in bounds[1:]]
    for level in levels:
        for line in level:
            columns[_columns_of(line, bounds)[0]].append(line)
    long = [column for column in columns if column and median(len(line.text) for line in column) > _LONG_CELL]
    if len(long) > 1:
        return True
    values = [
        column for column in columns[1:] if column and sum(is_number(line.text) for line in column) >= _MOST * len(column)
    ]
    return numbers_wanted and not values


def _table_rows(
    levels: Sequence[Sequence[Line]], bounds: Sequence[float], rules: Sequence[float]
) -> list[list[Line]]:
    """Levels to rows: a cell of two lines is one row, whether it is the head's or a name's."""
    distances = [lower[0].middle - upper[0].middle for upper, lower in pairwise(levels)]
    usual = median(distances) if distances else 0.0
    rows: list[list[Line]] = [list(levels[0])]
    for (upper, lower), distance in zip(pairwise(levels), distances, strict=True):
        ruled = any(upper[0].middle < rule < lower[0].middle for rule in rules)
        merges = any(_spans(line, bounds) for line in (*upper, *lower))
        valued = [any(is_number(line.text) for line in level) for level in (upper, lower)]
        wrapped = distance < _TIGHT * usual or not any(valued)
        if ruled or merges or all(valued) or not wrapped:
            rows.append(list(lower))
        else:
            rows[-1] += lower
    return rows


def _between(upper: Sequence[Line], lower: Sequence[Line]) -> float:
    return (max(line.middle for line in upper) + min(line.middle for line in lower)) / 2


def _below(upper: Line, lower: Line) -> bool:
    return _same_edge(upper, lower) and 0 < lower.middle - upper.middle < _FAR * max(upper.size, lower.size)


def _same_edge(one: Line, other: Line) -> bool:
    left, right = one.edges[0] - other.edges[0], one.edges[-1] - other.edges[-1]
    return abs(left) < _EDGE or abs(right) < _EDGE or abs(left + right) < _EDGE
