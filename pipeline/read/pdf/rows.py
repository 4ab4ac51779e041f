"""Rows of a ruled table that no rule parts: many values below one another between two rules."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.pdf.alignment import is_number, levels_of
from pipeline.read.pdf.page import Line, lines_in
from pipeline.read.pdf.rulings import Frame
from pipeline.read.pdf.unruled import body_rows
from pipeline.table.fields import unit_of

_VALUES = 3  # numbers below one another in one cell are rows: two may be one that is wrapped
_SLACK = 1.0  # points by which a line may stand over the side of its column
_MOST = 0.6  # share of the lines of a cell that are numbers where it holds a column of values
_HALF = 3.0  # points by which a line may stand off the middle of the rows that it belongs to
_WHOLE = re.compile(
    r"[^\d.,，]*(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[^\d.,，]*|[-—–－/]{1,2}"
)  # and no 1,234,5 | 67.80, nor 4,891, | 856.9 | 3


def with_rows(frames: Sequence[Frame], lines: Sequence[Line]) -> list[Frame]:
    """The cells of a ruled table, those that hold a column of values parted into the rows that these stand in.

    Args:
        frames: The cells as the rules draw them.
        lines: The lines of the page.
    """
    placed: list[Frame] = []
    shift = 0
    for row in sorted({frame.row for frame in frames}):
        level = [frame for frame in frames if frame.row == row]
        bounds = _bounds_of_rows(level, lines)
        rows = len(bounds) - 1
        for frame in level:
            if rows > 1 and frame.row_span == 1 and len(levels_of(lines_in(lines, frame.box))) > 1:
                for number, (top, bottom) in enumerate(pairwise(bounds)):
                    box = replace(frame.box, top=top, bottom=bottom)
                    placed.append(replace(frame, row=row + shift + number, box=box))
            else:
                placed.append(replace(frame, row=row + shift, row_span=frame.row_span + rows - 1))
        placed = [
            replace(frame, row_span=frame.row_span + rows - 1)
            if frame.row < row + shift < frame.row + frame.row_span
            else frame
            for frame in placed
        ]
        shift += rows - 1
    return sorted(placed, key=lambda frame: (frame.row, frame.column))


def with_columns(frames: Sequence[Frame], lines: Sequence[Line]) -> list[Frame]:
    """The cells of a ruled table, those parted into columns that reach over several and hold something in each.

    The rows of a table that have no shade, every other one, have no cells of their own where shades alone draw them.

    Args:
        frames: The cells as the rules draw them.
        lines: The lines of the page.
    """
    sides = {frame.column: (frame.box.x0, frame.box.x1) for frame in frames if frame.column_span == 1}
    parted: list[Frame] = []
    for frame in frames:
        columns = range(frame.column, frame.column + frame.column_span)
        held = lines_in(lines, frame.box) if len(columns) > 1 and all(column in sides for column in columns) else []
        within = [_column_of(line, columns, sides) for line in held]
        numbers = any(is_number(line.text) for line in held)
        if numbers and None not in within and len({*within}) > 1:
            boxes = (replace(frame.box, x0=sides[column][0], x1=sides[column][1]) for column in columns)
            parted += [
                replace(frame, column=column, column_span=1, box=box)
                for column, box in zip(columns, boxes, strict=True)
            ]
        else:
            parted.append(frame)
    return parted


def _column_of(line: Line, columns: Sequence[int], sides: Mapping[int, tuple[float, float]]) -> int | None:
    """The column that a line stands in, whole; None where it goes across."""
    left, right = line.edges[0] + _SLACK, line.edges[-1] - _SLACK
    return next((column for column in columns if sides[column][0] <= left and right <= sides[column][1]), None)


def _bounds_of_rows(level: Sequence[Frame], lines: Sequence[Line]) -> list[float]:
    """Heights at which the rows of a ruled row begin and end: two, unless a cell of it holds a column of values."""
    single = [frame for frame in level if frame.row_span == 1]
    outer = [level[0].box.top, level[0].box.bottom]
    columns = [lines_in(lines, frame.box) for frame in single]
    valued = [column for column in columns if _is_column(column)]
    if not valued:
        return outer
    rows = body_rows(levels_of(line for column in columns if len(levels_of(column)) > 1 for line in column), ())
    inner = [
        (max(line.middle for line in upper) + min(line.middle for line in lower)) / 2 for upper, lower in pairwise(rows)
    ]
    return [single[0].box.top, *inner, single[0].box.bottom]


def _is_column(lines: Sequence[Line]) -> bool:
    numbers = [line for line in lines if is_number(line.text)]
    whole = all(_WHOLE.fullmatch(line.text) for line in numbers)
    return whole and len(levels_of(numbers)) >= _VALUES and len(numbers) >= _MOST * len(lines)


def with_runs(frames: Sequence[Frame], lines: Sequence[Line]) -> list[Frame]:
    """The cells of a table, those that go down many rows parted where each line is the unit of some of them.

    万元 and 万吨 stand in one empty column, each in the middle of the rows that it is the unit of.
    """
    edges = sorted({(frame.row, frame.box.top) for frame in frames if frame.row_span == 1})
    tops = dict(edges)
    placed: list[Frame] = []
    for frame in frames:
        rows = range(frame.row, frame.row + frame.row_span)
        levels = levels_of(lines_in(lines, frame.box)) if frame.row_span > 1 else []
        units = all(len(level) == 1 and unit_of(level[0].text) is not None for level in levels)
        known = len(levels) > 1 and units and all(row in tops for row in rows)
        runs = _runs([*(tops[row] for row in rows), frame.box.bottom], levels) if known else []
        placed += [
            replace(frame, row=frame.row + first, row_span=last - first, box=replace(frame.box, top=top, bottom=bottom))
            for first, last, top, bottom in runs
        ] or [frame]
    return sorted(placed, key=lambda frame: (frame.row, frame.column))


def _runs(edges: Sequence[float], levels: Sequence[Sequence[Line]]) -> list[tuple[int, int, float, float]]:
    """The first row of each run, the one behind its last, and its extent; none where lines stand half-way down none."""
    runs: list[tuple[int, int, float, float]] = []
    first = 0
    for level in levels:
        middle = level[0].middle
        halves = ((abs((edges[first] + edges[last]) / 2 - middle), last) for last in range(first + 1, len(edges)))
        off, last = min(halves, default=(_HALF, first))
        if off >= _HALF:
            return []
        runs.append((first, last, edges[first], edges[last]))
        first = last
    return runs if first == len(edges) - 1 else []
