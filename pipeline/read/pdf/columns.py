"""Columns of a ruled table that no rule parts: several cells beside one another between two upright rules."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.pdf.alignment import is_number, levels_of
from pipeline.read.pdf.bounds import column_bounds, is_prose
from pipeline.read.pdf.page import Line, hull, lines_in
from pipeline.read.pdf.rulings import Frame

_MOST = 0.6  # share of the cells of a column that hold several beside one another
_LEAST = 2  # of them: one alone may be text with a gap in it


def with_parted_columns(frames: Sequence[Frame], lines: Sequence[Line]) -> list[Frame]:
    """The cells of a ruled table, those that hold several beside one another in row after row parted between these.

    The names of groups stand in a shaded column of their own, and nothing but level rules beside it:
    绿色建筑 | 建筑面积 万平方米 612.0 735.5.

    Args:
        frames: The cells as the rules draw them.
        lines: The lines of the page.
    """
    parted = list(frames)
    for column in sorted({frame.column for frame in frames}, reverse=True):
        own = [frame for frame in frames if frame.column == column and frame.column_span == 1]
        bounds = _bounds(own, lines)
        if bounds:
            parted = [cell for frame in parted for cell in _parted(frame, column, bounds)]
    return sorted(parted, key=lambda frame: (frame.row, frame.column))


def _bounds(cells: Sequence[Frame], lines: Sequence[Line]) -> list[float]:
    """The sides of the columns that a column is parted into; none where it is one."""
    held = [levels_of(lines_in(lines, cell.box)) for cell in cells]
    filled = [levels for levels in held if levels]
    rows = [levels for levels in filled if any(len(level) > 1 and _has_number(level) for level in levels)]
    if len(rows) < max(_LEAST, _MOST * len(filled)):
        return []
    levels = [level for some in filled for level in some]
    bounds = column_bounds(levels, hull(cell.box for cell in cells), ())
    single = len(bounds) < 3  # noqa: PLR2004 - the two sides of one
    return [] if single or is_prose(levels, bounds, numbers_wanted=True) else bounds


def _has_number(level: Sequence[Line]) -> bool:
    return any(is_number(line.text) for line in level)


def _parted(frame: Frame, column: int, bounds: Sequence[float]) -> list[Frame]:
    """A cell where a column gives way to several: those it is parted into, or itself where it stands then."""
    more = len(bounds) - 2
    if frame.column > column:
        return [replace(frame, column=frame.column + more)]
    if frame.column + frame.column_span <= column:
        return [frame]
    if frame.column_span > 1:
        return [replace(frame, column_span=frame.column_span + more)]
    sides = enumerate(pairwise(bounds))
    return [replace(frame, column=column + n, box=replace(frame.box, x0=left, x1=right)) for n, (left, right) in sides]
