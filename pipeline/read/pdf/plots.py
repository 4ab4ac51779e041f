"""What the labels of a chart say together: its scale, its categories and series, and the value of each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.read.pdf.alignment import is_level, is_number, is_value, same_edge
from pipeline.read.pdf.page import Box, Grid, GridCell, Line, Shape, hull
from pipeline.read.pdf.series import Key, Row, Series, series_of

_TIME = re.compile(
    r"\d{1,4}\s?(?:年|月|日|[季时時])|Q[1-4]|\d{1,2}/\d{2}$|\d{2}(?:\d\d)?[-./]\d{2}$"
)  # 1月, 3季度, 05/23, 23-04
_SLASHED = re.compile(r"\d{1,2}/\d{2}|\d{2}(?:\d\d)?[-./]\d{2}")
_SHARED = re.compile(r"\d[\d,，]*(?:\.\d+)?\s?[(（]\d+(?:\.\d+)?\s?[%％][)）]")  # 166(63%)
_BARE = re.compile(r"[-−]?\d[\d,，]*(?:\.\d+)?")
_SURE = 5  # numbers of a scale that are even where one more is not
_TICKS = 3  # numbers of a scale at least
_EVEN = 0.05  # share of a step by which the numbers of a scale differ
_PLACED = 0.25  # share of their usual distance by which the distances of those numbers differ
_REACH = 0.75  # share of the distance of categories within which their values stand


@dataclass(frozen=True, slots=True)
class Plot:
    """The numbers and names of a chart in their order.

    Attributes:
        scale: The numbers of its axes, which say nothing by themselves.
        grid: A row for every category, a column for every series; None where the labels do not tell.
        rest: Labels that are neither.
    """

    scale: tuple[Line, ...]
    grid: Grid | None
    rest: tuple[Line, ...]


def plot_of(labels: Sequence[Line], keys: Sequence[Key] = (), shapes: Sequence[Shape] = ()) -> Plot:
    """Understands the labels of a chart.

    Args:
        labels: All of its labels.
        keys: Those of them that stand beside the colour of a series.
        shapes: What is drawn in it.
    """
    scale = scales_of([line for line in labels if is_number(line.text) and not _TIME.match(line.text)])
    values = [line for line in labels if line not in scale and is_figure(line)]
    named = [key.line for key in keys]
    names = [line for line in labels if line not in scale and line not in values]
    for upright in (True, False):
        categories = _categories([line for line in names if line not in named], values, upright=upright)
        others = [line for line in names if line not in categories]
        rows = _valued([(line,) for line in categories], values, upright=upright) if categories else []
        series = series_of(rows, keys, others, shapes, upright=upright) if rows else []
        if series:
            return _plot(labels, scale, grid_of(rows, series))
    # beside a scale, numbers along a curve say nothing without it, and times at its foot are its other axis
    mute = [line for line in labels if _BARE.fullmatch(line.text) or _SLASHED.fullmatch(line.text)] if scale else []
    scale = (*scale, *(line for line in mute if line not in scale))
    return Plot(scale, None, tuple(line for line in labels if line not in scale))


def plot_over(
    names: Sequence[tuple[Line, ...]],
    values: Sequence[Line],
    keys: Sequence[Key],
    others: Sequence[Line],
    shapes: Sequence[Shape],
) -> Plot:
    """Understands a chart over one line.

    Args:
        names: The names of its categories, from left to right.
        values: The figures over them.
        keys: The names of its series.
        others: Words near it that may name its series where no colours tell.
        shapes: What is drawn in it.
    """
    rows = _valued(names, values, upright=True)
    series = series_of(rows, keys, others, shapes, upright=True) if rows else []
    grid = grid_of(rows, series) if series else None
    return _plot([*(line for name in names for line in name), *values], (), grid)


def _plot(labels: Sequence[Line], scale: tuple[Line, ...], grid: Grid | None) -> Plot:
    placed = {line for cell in grid.cells for line in cell.lines} if grid else set()
    return Plot(scale, grid, tuple(line for line in labels if line not in placed and line not in scale))


def is_figure(line: Line) -> bool:
    """Whether a label is the value of a bar, alone or with its share: 166(63%)."""
    return _SHARED.fullmatch(line.text) is not None or (is_value(line.text) and not _TIME.match(line.text))


def scales_of(numbers: Sequence[Line]) -> tuple[Line, ...]:
    """The numbers of all axes of a chart."""
    scale: tuple[Line, ...] = ()
    while axis := _scale([line for line in numbers if line not in scale]):
        scale += axis
    return scale


def _scale(numbers: Sequence[Line]) -> tuple[Line, ...]:
    """Numbers that stand in even distances, along one line, and grow by even steps: 0, 150, 300, 450."""
    for upright in (True, False):
        for first in numbers:
            row = [n for n in numbers if (same_edge(n, first) if upright else is_level(n, first))]
            row.sort(key=lambda line: line.middle if upright else _centre(line))
            for part in descending(row) if upright else [row]:
                places = [line.middle if upright else _centre(line) for line in part]
                even = _even(part, places) if len(part) >= _TICKS else ()
                if len(even) >= _TICKS and any(is_value(line.text) for line in even):
                    return _with_ends(even, numbers) if upright else even
    return ()


def _with_ends(axis: tuple[Line, ...], numbers: Sequence[Line]) -> tuple[Line, ...]:
    """An upright axis with its last number at either end, which may stand further aside: 100% over 80%."""
    column = hull(line.box for line in axis)
    step, pitch = _number(axis[0]) - _number(axis[1]), axis[1].middle - axis[0].middle
    ends = [
        line
        for line in numbers
        for end, way in ((axis[0], 1), (axis[-1], -1))
        if line not in axis
        and line.edges[0] < column.x1
        and column.x0 < line.edges[-1]
        and abs(_number(line) - _number(end) - way * step) <= _EVEN * abs(step)
        and abs(end.middle - line.middle - way * pitch) <= _PLACED * pitch
    ]
    return (*axis, *ends)


def is_scale(stack: Sequence[Line]) -> bool:
    """Whether numbers below one another are those of an axis: 300, 250, 200, 150, at even distances.

    Those of the rows of a table grow the other way. One value of a curve may stand among them.
    """
    return len(stack) > _TICKS and grows_up(stack)


def grows_up(stack: Sequence[Line]) -> bool:
    """Whether numbers below one another are even, the greatest at the top: 2,500, 2,000, 1,500 and no years alone."""
    return (
        any(is_value(line.text) for line in stack)
        and all(is_number(line.text) for line in stack)
        and _number(stack[0]) > _number(stack[-1])
        and bool(_even(stack, [line.middle for line in stack]))
    )


def descending(stack: Sequence[Line]) -> list[list[Line]]:
    """The parts of numbers below one another that fall: two charts one over the other have a scale each."""
    parts: list[list[Line]] = []
    for line in stack:
        if parts and _number(line) < _number(parts[-1][-1]):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _even(row: Sequence[Line], places: Sequence[float]) -> tuple[Line, ...]:
    """The numbers of a row that stand and grow evenly: all of them, or all but one."""
    for gone in (len(row), *range(len(row))):
        kept = [number for number in range(len(row)) if number != gone]
        if len(kept) < (_SURE if gone < len(row) else _TICKS):
            break
        even = _grows_evenly([places[number] for number in kept], _PLACED)
        if even and _grows_evenly([_number(row[number]) for number in kept]):
            return tuple(row[number] for number in kept)
    return ()


def _number(line: Line) -> float:
    digits = "".join(character for character in line.text if character.isdigit() or character in ".-−")
    try:
        return float(digits.replace("−", "-"))
    except ValueError:
        return 0.0


def _grows_evenly(numbers: Sequence[float], by: float = _EVEN) -> bool:
    steps = [after - before for before, after in pairwise(numbers)]
    usual = sum(steps) / len(steps)
    return usual != 0 and all(abs(step - usual) <= by * abs(usual) for step in steps)


def _categories(names: Sequence[Line], values: Sequence[Line], *, upright: bool) -> list[Line]:
    """The names below upright bars, or to the left of level ones: the longest row, or column, beyond the values."""
    best: list[Line] = []
    for first in names:
        if upright:
            row = [n for n in names if is_level(n, first) and all(n.middle > value.middle for value in values)]
            row.sort(key=_centre)
        else:
            row = [n for n in names if same_edge(n, first) and all(_centre(n) < _centre(value) for value in values)]
            row.sort(key=lambda line: line.middle)
        # the legend stands below the names of the bars, and is shorter or further away
        longer = len(row) > max(1, len(best))
        if longer or (upright and best and len(row) == len(best) and row[0].middle < best[0].middle):
            best = row
    return best


def grid_of(rows: Sequence[Row], series: Sequence[Series]) -> Grid:
    """A row for every category, a column for every series, under its name where it has one."""
    placed = [line for one in series for line in (one.name, *one.values) if line is not None]
    box = hull(line.box for line in (*(line for name, _ in rows for line in name), *placed))
    headed = any(one.name is not None for one in series)
    cells = [_cell(0, column, one.name, box) for column, one in enumerate(series, start=1) if headed]
    for number, (name, _) in enumerate(rows):
        row = number + headed
        cells.append(replace(_cell(row, 0, name[0], box), lines=name))
        cells += [_cell(row, column, one.values[number], box) for column, one in enumerate(series, start=1)]
    return Grid(box, tuple(cells))


def _valued(categories: Sequence[tuple[Line, ...]], values: Sequence[Line], *, upright: bool) -> list[Row]:
    """Categories with the values nearest to each; none where a value stands off all of them.

    What stands alone at the end of the row, beyond the values, is no category but names the axis.
    """
    along = [_centre(name[0]) if upright else name[0].middle for name in categories]
    reach = _REACH * min(abs(after - before) for before, after in pairwise(along))
    rows: list[Row] = [(category, []) for category in categories]
    for value in values:
        at = _centre(value) if upright else value.middle
        nearest = min(range(len(along)), key=lambda index: abs(along[index] - at))
        if abs(along[nearest] - at) > reach:
            return []
        rows[nearest][1].append(value)
    used = [number for number, (_, found) in enumerate(rows) if found]
    trimmed = rows[used[0] : used[-1] + 1] if used else []
    return trimmed if len(trimmed) > max(1, len(rows) - 2) else []


def _cell(row: int, column: int, line: Line | None, box: Box) -> GridCell:
    """A cell of a chart; columns have no edges on paper, and share the box in equal parts."""
    if line is None:
        return GridCell(row, column, 1, 1, (), Box(box.x0 + column, box.top, box.x1, box.bottom))
    return GridCell(row, column, 1, 1, (line,), Box(box.x0 + column, line.top, line.edges[-1], line.bottom))


def _centre(line: Line) -> float:
    return (line.edges[0] + line.edges[-1]) / 2
