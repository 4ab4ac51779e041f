"""Tables without upright lines: cells found by what stands below one another."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.alignment import Row, ems, is_figure, is_number, is_value, levels_of, same_edge
from pipeline.read.pdf.page import Box, Line
from pipeline.read.pdf.rulings import Frame

_BRACKETED = re.compile(r"[（(][^()（）]+[)）]")
_MOST = 0.6  # share of a column's cells that must be so for the column to be so
_LONG_CELL = 14  # ems: columns of longer cells, line after line, are columns of text
_OVERHANG = 6.0  # points by which numbers in brackets stand over the line below them
_CLOSE = 0.75  # share of the usual distance of rows below which two lines are of one row
_COVER = 0.5  # share of the width of a cell that a rule below it covers to end it
_OVERLAP = 0.1  # ems by which the first lines of names and units reach down beside the value of their row
_LEADING = 1.8  # ems from line to line of one cell at most: what stands further apart are rows

_Extent = tuple[float, float]


def aligned_frames(lines: Sequence[Line], area: Box, rules: Sequence[Box]) -> list[Frame]:
    """The cells of an area without upright lines; none where its lines are no table.

    Args:
        lines: The lines inside.
        area: The area.
        rules: Level lines inside, above and below; with them a table needs no column of numbers.
    """
    levels = levels_of(lines)
    bounds = column_bounds(levels, area, rules)
    if len(levels) < 2 or len(bounds) < 3 or is_prose(levels, bounds, numbers_wanted=not rules):  # noqa: PLR2004 - a pair
        return []
    first = _first_row(levels, bounds)
    head, tall = _head_rows([line for level in levels[:first] for line in level], bounds, rules)
    if first > 1 and _is_list(levels[:first], bounds):
        head, tall = levels[:first], set()
    rows = [*head, *body_rows(levels[first:], rules)]
    inner = [(max(_middles(upper)) + min(_middles(lower))) / 2 for upper, lower in pairwise(rows)]
    heights = [area.top, *inner, area.bottom]
    frames = [
        Frame(0, column, len(head), 1, Box(bounds[column], heights[0], bounds[column + 1], heights[len(head)]))
        for column in sorted(tall)
    ]
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(head) else []
        for start, end in _extents(row, below, bounds):
            if number >= len(head) or start not in tall:
                box = Box(bounds[start], heights[number], bounds[end + 1], heights[number + 1])
                frames.append(Frame(number, start, 1, end - start + 1, box))
    frames.sort(key=lambda frame: (frame.row, frame.column))
    return _merged_down(frames, lines, [rule for rule in rules if rule.top > heights[len(head)]], len(head))


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


def _merged_down(frames: Sequence[Frame], lines: Sequence[Line], rules: Sequence[Box], first: int) -> list[Frame]:
    """Cells below the head, those as one that go down rows which rules part in other columns: 范围一, 吨."""
    merged: list[Frame] = []
    open_cells: dict[int, int] = {}
    for frame in frames:
        above = open_cells.get(frame.column)
        over = merged[above] if above is not None else None
        if over is not None and above is not None and over.row >= first and _goes_down(over, frame, lines, rules):
            box = replace(over.box, bottom=frame.box.bottom)
            merged[above] = replace(over, row_span=frame.row + frame.row_span - over.row, box=box)
        else:
            open_cells[frame.column] = len(merged)
            merged.append(frame)
    return merged


def _goes_down(upper: Frame, lower: Frame, lines: Sequence[Line], rules: Sequence[Box]) -> bool:
    """Whether no rule stands between two cells while one stands beside them, and no more than one holds a text."""
    apart = upper.row + upper.row_span != lower.row or upper.column_span != lower.column_span
    if apart or all(_holds(frame, lines) for frame in (upper, lower)):
        return False
    near = (upper.box.bottom - upper.box.top) / upper.row_span / 2
    edge = upper.box.bottom
    parting = [rule for rule in rules if abs(rule.top - edge) < near]
    covered = sum(max(0.0, min(rule.x1, lower.box.x1) - max(rule.x0, lower.box.x0)) for rule in parting)
    return bool(parting) and covered < _COVER * lower.box.width


def _holds(frame: Frame, lines: Sequence[Line]) -> bool:
    return any(frame.box.holds((line.edges[0] + line.edges[-1]) / 2, line.middle) for line in lines)


def _merged(extents: Iterable[_Extent]) -> list[_Extent]:
    columns: list[_Extent] = []
    for left, right in sorted(extents):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def _first_row(levels: Sequence[Row], bounds: Sequence[float]) -> int:
    """The level at which the body begins: that of the first values, or of the first line of the name beside them."""
    valued = [
        n for n, level in enumerate(levels) if any(is_value(line.text) for line in level if _column_of(line, bounds))
    ]
    if not valued:
        return 1
    first = valued[0]
    distances = [levels[after][0].middle - levels[before][0].middle for before, after in pairwise(valued)]
    pitch = median(distances) if distances else 0.0
    while first > 0:
        named = all(_column_of(line, bounds) == 0 for line in levels[first - 1])
        close = levels[valued[0]][0].middle - levels[first - 1][0].middle < _CLOSE * pitch
        beside = levels[first - 1][0].bottom - _OVERLAP * levels[first - 1][0].size > levels[valued[0]][0].top
        if not ((named and close) or beside):
            break
        first -= 1
    return first


def _column_of(line: Line, bounds: Sequence[float]) -> int:
    middle = (line.edges[0] + line.edges[-1]) / 2
    return sum(bound <= middle for bound in bounds[1:-1])


def is_prose(levels: Sequence[Row], bounds: Sequence[float], *, numbers_wanted: bool) -> bool:
    """Whether the columns hold running text, or, where a column of numbers is wanted, hold none."""
    columns: list[Row] = [[] for _ in bounds[1:]]
    for level in levels:
        for line in level:
            columns[_column_of(line, bounds)].append(line)
    if sum(len(column) > 0 and median(ems(line) for line in column) > _LONG_CELL for column in columns) > 1:
        return True
    values = [c for c in columns[1:] if c and sum(is_number(line.text) for line in c) >= _MOST * len(c)]
    return numbers_wanted and not values


def _head_rows(lines: Row, bounds: Sequence[float], rules: Sequence[Box]) -> tuple[list[Row], set[int]]:
    """The rows of the head, and the columns in which one cell reaches down all of them.

    Lines below one another are one cell, unless a rule parts them or the upper ones stand above several columns each.
    """
    counts = Counter(_column_of(line, bounds) for line in lines)
    rows: list[Row] = []
    levels = levels_of(lines)
    for number, level in enumerate(levels):
        alone = all(counts[_column_of(line, bounds)] == 1 for line in level)
        if alone and (len(level) == 1 < len(lines) or 0 < number < len(levels) - 1):
            continue  # half-way down the head: the names of columns beside others of two rows
        over = bool(rows) and (len(rows[-1]) >= len(level) or _stands_over(rows[-1], level))
        if over and not _parted(rows[-1], level, rules):
            rows[-1] += level
        else:
            rows.append(list(level))
    if len(rows) < 2:  # noqa: PLR2004 - a pair
        return ([lines] if lines else []), set()
    extents = [extent for row, below in pairwise(rows) for extent in _extents(row, below, bounds)]
    spanned = {column for start, end in extents for column in range(start, end + 1) if end > start}
    return rows, {column for column in range(len(bounds) - 1) if counts[column] <= 1} - spanned


def _stands_over(upper: Row, lower: Row) -> bool:
    """Whether the lines of a row go on in those below, one by one: 法定盈 | 餘公積."""
    return len(upper) > 1 and all(any(same_edge(line, other) for other in lower) for line in upper)


def _is_list(levels: Sequence[Row], bounds: Sequence[float]) -> bool:
    """Whether what stands over the first values is no head, but rows of a list of its own: 公司名称 … | 成立时间 …."""
    full = all({_column_of(line, bounds) for line in level} == {*range(len(bounds) - 1)} for level in levels)
    return full and all(
        lower[0].middle - upper[0].middle > _LEADING * lower[0].size for upper, lower in pairwise(levels)
    )


def _extents(row: Row, below: Row, bounds: Sequence[float]) -> list[tuple[int, int]]:
    """First and last column of every cell of a row: single columns, or those of the cells below that are nearest."""
    columns = range(len(bounds) - 1)
    if len(row) >= len(below) or _stands_over(row, below):
        return _crossed(row, bounds)
    centres = [(bounds[column] + bounds[column + 1]) / 2 for column in columns]
    for line in below:
        centres[_column_of(line, bounds)] = (line.edges[0] + line.edges[-1]) / 2
    lower = {_column_of(line, bounds) for line in below}
    owner = [
        min(range(len(row)), key=lambda index: abs((row[index].edges[0] + row[index].edges[-1]) / 2 - centre))
        if column in lower
        else -1 - column
        for column, centre in zip(columns, centres, strict=True)
    ]
    starts = [column for column in columns if column == 0 or owner[column] != owner[column - 1]]
    return [(start, end - 1) for start, end in pairwise([*starts, len(columns)])]


def _crossed(row: Row, bounds: Sequence[float]) -> list[tuple[int, int]]:
    """Single columns, but for those that one line of a head goes across."""
    extents: list[tuple[int, int]] = []
    for column in range(len(bounds) - 1):
        edge = bounds[column]
        if extents and any(line.edges[0] + line.size < edge < line.edges[-1] - line.size for line in row):
            extents[-1] = extents[-1][0], column
        else:
            extents.append((column, column))
    return extents


def _parted(upper: Row, lower: Row, rules: Sequence[Box]) -> bool:
    return any(
        upper[0].middle < rule.top < lower[0].middle and rule.x0 <= line.edges[-1] and line.edges[0] <= rule.x1
        for rule in rules
        for line in lower
    )


def body_rows(levels: Sequence[Row], rules: Sequence[Box]) -> list[Row]:
    """Levels to rows: what stands close above or below the values of a row belongs to it, as a name of two lines does.

    Without any values, levels that are closer than others are one row.
    """
    anchors = [
        number
        for number, level in enumerate(levels)
        if any(is_number(line.text) for line in level) or any(is_figure(line.text) for line in level[1:])
    ]
    middles = [level[0].middle for level in levels]
    steps = [lower - upper for upper, lower in pairwise(middles)]
    pitch = median([middles[after] - middles[before] for before, after in pairwise(anchors)] or [0.0])
    owners: list[int] = []
    for number, level in enumerate(levels):
        near = [each for each in anchors if abs(middles[each] - middles[number]) < _CLOSE * pitch]
        if number and _is_rest(level) and not _parted(levels[number - 1], level, rules):
            owners.append(owners[-1])
        elif number in anchors or _parted_by_each(levels, number, near, rules):
            owners.append(number)
        elif near:
            owners.append(min(near, key=lambda each: abs(middles[each] - middles[number])))
        elif not anchors and number and steps[number - 1] < _CLOSE * max(steps):
            owners.append(owners[-1] if not _parted(levels[number - 1], level, rules) else number)
        else:
            owners.append(number)
    return [
        [line for number, level in enumerate(levels) if owners[number] == owner for line in level]
        for owner in sorted(set(owners))
    ]


def _is_rest(level: Row) -> bool:
    """Whether a level is the rest of the name above it, in brackets: 净利润 | (百万元)."""
    return len(level) == 1 and _BRACKETED.fullmatch(level[0].text) is not None and not is_number(level[0].text)


def _parted_by_each(levels: Sequence[Row], number: int, near: Sequence[int], rules: Sequence[Box]) -> bool:
    """Whether rules part a level from all levels near it."""
    return bool(near) and all(_parted(levels[min(number, each)], levels[max(number, each)], rules) for each in near)


def _middles(row: Row) -> list[float]:
    return [line.middle for line in row]
