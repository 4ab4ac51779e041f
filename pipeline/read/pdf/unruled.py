"""Tables without upright lines: cells found by what stands below one another."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.alignment import Row, is_figure, is_number, is_value, levels_of, same_edge
from pipeline.read.pdf.bounds import column_bounds, column_of, is_prose
from pipeline.read.pdf.page import Box, Line
from pipeline.read.pdf.rulings import Frame

_BRACKETED = re.compile(r"[（(][^()（）]+[)）]")
_CLOSE = 0.75  # share of the usual distance of rows below which two lines are of one row
_COVER = 0.5  # share of the width of a cell that a rule below it covers to end it
_OVERLAP = 0.1  # ems by which the first lines of names and units reach down beside the value of their row
_SHORT_RULE = 2.5  # times the width of the wider of the numbers that a rule stands between, where it is over a sum
_LEADING = 1.8  # ems from line to line of one cell at most: what stands further apart are rows


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
    first = _first_row(levels, bounds, rules)
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
    """Whether no rule stands between two cells while one stands beside them, and no more than one holds a text.

    Rules as short as the numbers above them, one each, are those over sums, which have no name.
    """
    apart = upper.row + upper.row_span != lower.row or upper.column_span != lower.column_span
    if apart or all(_holds(frame, lines) for frame in (upper, lower)):
        return False
    near = (upper.box.bottom - upper.box.top) / upper.row_span / 2
    edge = upper.box.bottom
    parting = [rule for rule in rules if abs(rule.top - edge) < near]
    covered = sum(max(0.0, min(rule.x1, lower.box.x1) - max(rule.x0, lower.box.x0)) for rule in parting)
    sums = len(parting) > 1 and 2 * sum(_underlines_one(rule, edge, lines) for rule in parting) >= len(parting)
    return bool(parting) and not sums and covered < _COVER * lower.box.width


def _underlines_one(rule: Box, edge: float, lines: Sequence[Line]) -> bool:
    """Whether a rule stands between two numbers, one above and one below it, and is no part of a longer one."""
    near = [line for line in lines if rule.x0 < line.edges[-1] and line.edges[0] < rule.x1]
    above = [line for line in near if line.middle < edge and edge - line.middle < _LEADING * line.size]
    below = [line for line in near if line.middle > edge and line.middle - edge < _LEADING * line.size]
    single = len(above) == len(below) == 1 and all(is_number(line.text) for line in (*above, *below))
    return single and rule.width < _SHORT_RULE * max(line.box.width for line in (*above, *below))


def _holds(frame: Frame, lines: Sequence[Line]) -> bool:
    return any(frame.box.holds_middle_of(line) for line in lines)


def _first_row(levels: Sequence[Row], bounds: Sequence[float], rules: Sequence[Box]) -> int:
    """The level at which the body begins: that of the first values, or of names beside them or below the heads."""
    valued = [
        n for n, level in enumerate(levels) if any(is_value(line.text) for line in level if column_of(line, bounds))
    ]
    if not valued:
        return 1
    first = valued[0]
    filled = {column_of(line, bounds) for line in levels[first] if is_value(line.text)}
    distances = [levels[after][0].middle - levels[before][0].middle for before, after in pairwise(valued)]
    pitch = median(distances) if distances else 0.0
    while first > 0:
        named = all(column_of(line, bounds) == 0 for line in levels[first - 1])
        close = levels[valued[0]][0].middle - levels[first - 1][0].middle < _CLOSE * pitch
        over = {column_of(line, bounds) for line in levels[first - 1]}
        reaches = levels[first - 1][0].bottom - _OVERLAP * levels[first - 1][0].size > levels[valued[0]][0].top
        beside = reaches and not over & filled  # the heads of the values may reach down as far
        under = named and first > 1 and _ruled(levels[first - 2], levels[first - 1], rules, levels[first - 2])
        if not ((named and close) or beside or under):
            break
        first -= 1
    return first


def _head_rows(lines: Row, bounds: Sequence[float], rules: Sequence[Box]) -> tuple[list[Row], set[int]]:
    """The rows of the head, and the columns in which one cell reaches down all of them.

    Lines below one another are one cell, unless a rule parts them or the upper ones stand above several columns each.
    """
    counts = Counter(column_of(line, bounds) for line in lines)
    rows: list[Row] = []
    levels = levels_of(lines)
    for number, level in enumerate(levels):
        alone = all(counts[column_of(line, bounds)] == 1 for line in level)
        if alone and (len(level) == 1 < len(lines) or 0 < number < len(levels) - 1):
            continue  # half-way down the head: the names of columns beside others of two rows
        over = bool(rows) and (len(rows[-1]) >= len(level) or _stands_over(rows[-1], level) or _tops(rows[-1], level))
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


def _tops(upper: Row, lower: Row) -> bool:
    """Whether a line alone goes on in one of those below, and is not the name of all: 未完工程及 over 待驗設備."""
    if len(upper) > 1:
        return False
    (line,) = upper
    close = lower[0].middle - line.middle < _LEADING * line.size
    whole = (min(other.edges[0] for other in lower) + max(other.edges[-1] for other in lower)) / 2
    off = abs((line.edges[0] + line.edges[-1]) / 2 - whole) > line.size
    return close and off and sum(same_edge(line, other) for other in lower) == 1


def _is_list(levels: Sequence[Row], bounds: Sequence[float]) -> bool:
    """Whether what stands over the first values is no head, but rows of a list of its own: 公司名称 … | 成立时间 …."""
    full = all({column_of(line, bounds) for line in level} == {*range(len(bounds) - 1)} for level in levels)
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
        centres[column_of(line, bounds)] = (line.edges[0] + line.edges[-1]) / 2
    lower = {column_of(line, bounds) for line in below}
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
    """Whether a rule between two rows stands above the lower one."""
    return _ruled(upper, lower, rules, lower)


def _ruled(upper: Row, lower: Row, rules: Sequence[Box], along: Row) -> bool:
    """Whether a rule between two rows is as far left or right as some of the lines of one of them."""
    return any(
        upper[0].middle < rule.top < lower[0].middle and rule.x0 <= line.edges[-1] and line.edges[0] <= rule.x1
        for rule in rules
        for line in along
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
