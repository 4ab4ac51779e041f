"""Ruled lines to grids: the cells of a table as its lines draw them, merged cells included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.alignment import levels_of
from pipeline.read.pdf.page import Box, Line

_REACH = 3.0  # points by which lines may miss one another and still meet
_SAME = 2.0  # points: lines closer than this are one line, drawn twice or as two sides of a frame
_COVER = 0.6  # share of a cell's side that a line covers to close it
_JOINT = 1.5  # points by which the pieces of one rule may miss one another, or overlap
_LARGER = 1.05  # times the type of a row: that of a title over it
_NARROW = 6.0  # points: so far thick rules may stand out beyond the table's corner; no column is narrower


@dataclass(frozen=True, slots=True)
class Frame:
    """An empty cell: its place in the grid and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line along one axis: where it stands on the other, and from where to where it goes."""

    at: float
    start: float
    end: float


def frames_of(horizontal: Sequence[Box], vertical: Sequence[Box]) -> list[list[Frame]]:
    """The grids that ruled lines form where they meet.

    Args:
        horizontal: Lines from left to right.
        vertical: Lines from top to bottom.

    Returns:
        For every grid of at least two rows and two columns, its cells from the upper left to the lower right.
    """
    across = merged([Ruling((box.top + box.bottom) / 2, box.x0, box.x1) for box in horizontal])
    down = merged([Ruling((box.x0 + box.x1) / 2, box.top, box.bottom) for box in vertical])
    grids = []
    for some_across, some_down in _connected(across, down):
        grid = _frames(some_across, some_down)
        if len({frame.row for frame in grid}) > 1 and len({frame.column for frame in grid}) > 1:
            grids.append(grid)
    return grids


def joints(horizontal: Sequence[Box], vertical: Sequence[Box], lines: Sequence[Line]) -> list[Box]:
    """The upright edges of cells whose rules are drawn cell by cell: they stand where pieces of a rule meet.

    The rules above and below a cell meet at its corners both, or one of them does where the other one is drawn in one
    piece; then they do so elsewhere. What a line of text goes across is no edge, and there is none between rules that
    drawn ones meet: of the same table, or of two.

    Args:
        horizontal: Lines from left to right, in the pieces in which they are drawn.
        vertical: Lines from top to bottom.
        lines: The lines of text of the page.
    """
    levels: list[list[Box]] = []
    for piece in sorted(horizontal, key=lambda box: (box.top + box.bottom, box.x0)):
        if levels and piece.top - levels[-1][0].top <= _SAME:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    found = [_joints(level) for level in levels]
    sure: list[tuple[int, int, float]] = []
    likely: list[tuple[int, int, float]] = []
    for at in distinct(joint for level in found for joint in level):
        reaching = [number for number, level in enumerate(levels) if _reaches(level, at)]
        for upper, lower in pairwise(reaching):
            told = [any(abs(at - joint) <= _REACH for joint in found[number]) for number in (upper, lower)]
            if any(told):
                (sure if all(told) else likely).append((upper, lower, at))
    drawn = {number for number, level in enumerate(levels) if any(_meets_inside(line, level) for line in vertical)}
    pairs = {
        (upper, lower)
        for upper, lower, _ in sure
        if not (drawn.issuperset((upper, lower)) or _titled(levels[upper], levels[lower], lines))
    }
    edges = (
        Box(at, levels[upper][0].top, at, levels[lower][0].top)
        for upper, lower, at in (*sure, *likely)
        if (upper, lower) in pairs
    )
    return [edge for edge in edges if not any(_crosses(line, edge) for line in lines)]


def _joints(pieces: Sequence[Box]) -> list[float]:
    """Where one piece of a rule ends and the next begins."""
    ordered = sorted(pieces, key=lambda piece: piece.x0)
    return [before.x1 for before, after in pairwise(ordered) if abs(after.x0 - before.x1) <= _JOINT]


def _reaches(pieces: Sequence[Box], at: float) -> bool:
    return any(piece.x0 - _JOINT <= at <= piece.x1 + _JOINT for piece in pieces)


def _meets_inside(line: Box, level: Sequence[Box]) -> bool:
    """Whether an upright line meets a rule, and not at its ends."""
    first, last = min(box.x0 for box in level), max(box.x1 for box in level)
    return first + _REACH < line.x0 < last - _REACH and line.top - _REACH <= level[0].top <= line.bottom + _REACH


def _titled(upper: Sequence[Box], lower: Sequence[Box], lines: Sequence[Line]) -> bool:
    """Whether the title of another table stands between two rules, in larger type over the first row of it."""
    left, right = max(upper[0].x0, lower[0].x0), min(upper[-1].x1, lower[-1].x1)
    levels = levels_of(
        line
        for line in lines
        if upper[0].top < line.middle < lower[0].top and left <= (line.edges[0] + line.edges[-1]) / 2 <= right
    )
    return (
        len(levels) > 1 and len(levels[0]) == 1 < len(levels[-1]) and levels[0][0].size > _LARGER * levels[-1][0].size
    )


def _crosses(line: Line, edge: Box) -> bool:
    return edge.top < line.middle < edge.bottom and line.edges[0] + _REACH < edge.x0 < line.edges[-1] - _REACH


def merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Joins pieces of one line, as a table draws them cell by cell."""
    lines: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: (ruling.at, ruling.start)):
        for index in range(len(lines) - 1, -1, -1):
            line = lines[index]
            if ruling.at - line.at > _SAME:
                continue
            if ruling.start <= line.end + _REACH and line.start <= ruling.end + _REACH:
                lines[index] = Ruling(line.at, min(line.start, ruling.start), max(line.end, ruling.end))
                break
        else:
            lines.append(ruling)
    return lines


def _connected(across: list[Ruling], down: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines by the grid they belong to: those that meet, directly or through others."""
    groups: list[tuple[list[Ruling], list[Ruling]]] = []
    left_across, left_down = list(across), list(down)
    while left_across:
        group_across, group_down = [left_across.pop()], list[Ruling]()
        grown = True
        while grown:
            met = [line for line in left_down if any(_meet(other, line) for other in group_across)]
            left_down = [line for line in left_down if line not in met]
            group_down += met
            touched = [line for line in left_across if any(_meet(line, other) for other in group_down)]
            left_across = [line for line in left_across if line not in touched]
            group_across += touched
            grown = bool(met or touched)
        if len(group_across) > 1 and group_down:
            groups.append((group_across, group_down))
    return groups


def _meet(across: Ruling, down: Ruling) -> bool:
    return (
        across.start - _REACH <= down.at <= across.end + _REACH
        and down.start - _REACH <= across.at <= down.end + _REACH
    )


def _frames(across: list[Ruling], down: list[Ruling]) -> list[Frame]:
    """The cells between the lines; neighbours without a line between them are one merged cell.

    A table without lines at its left and right ends where its horizontal lines end.
    """
    xs = _edges([line.at for line in down], across)
    ys = _edges([line.at for line in across], down)
    free = {(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)}
    frames = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) not in free:
                continue
            right = column + 1
            while right < len(xs) - 1 and (row, right) in free and not _closed(down, xs[right], ys[row], ys[row + 1]):
                right += 1
            lower = row + 1
            while lower < len(ys) - 1 and not _closed(across, ys[lower], xs[column], xs[right]):
                lower += 1
            free -= {(r, c) for r in range(row, lower) for c in range(column, right)}
            box = Box(xs[column], ys[row], xs[right], ys[lower])
            frames.append(Frame(row, column, lower - row, right - column, box))
    return frames


def _edges(inner: Sequence[float], crossing: Sequence[Ruling]) -> list[float]:
    """Where cells begin and end along one axis: at the lines, and at the ends of those that cross them."""
    first, last = min(ruling.start for ruling in crossing), max(ruling.end for ruling in crossing)
    outer = [first] * (min(inner) - first > _NARROW) + [last] * (last - max(inner) > _NARROW)
    return distinct([*inner, *outer])


def _closed(lines: Iterable[Ruling], at: float, start: float, end: float) -> bool:
    covered = sum(
        max(0.0, min(line.end, end) - max(line.start, start)) for line in lines if abs(line.at - at) <= _REACH
    )
    return covered >= _COVER * (end - start)


def distinct(values: Iterable[float]) -> list[float]:
    """Values in order, those closer than the width of a line taken as one."""
    ordered = sorted(values)
    kept = ordered[:1]
    for before, value in pairwise(ordered):
        if value - before > _REACH:
            kept.append(value)
    return kept
