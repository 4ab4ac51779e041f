"""Tables without any lines: columns of numbers, and what stands around them."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

from pipeline.lexicon.typography import is_ended
from pipeline.read.pdf.alignment import ems, is_level, is_number, number_edge, same_edge
from pipeline.read.pdf.page import Box, Line, hull

_MOST = 0.6  # share of the rows in which a column of a table has a cell
_LONG_CELL = 14  # ems: longer lines are text beside a table
_ROWS = 3  # numbers below one another that make a column of a table
_FAR = 6.0  # ems between two rows of a table at most
_BESIDE = 1.0  # ems by which the lines of a name stand higher or lower than its number
_HEAD_GAP = 1.6  # ems between the head of a table and its first row at most
_ROW_GAP = 3.0  # ems between two rows of values in the same columns at most
_LINE_GAP = 0.6  # ems between the lines of one cell at most
_NAMED = 0.6  # share of the rows of a column of numbers that have a name at the left
_OVER = 6.0  # ems between the first row of numbers and the heads of their columns at most
_LEFT = 3.0  # ems by which the heading of some rows begins further to the left
_NAME = 40  # characters of a name in a ledger at most
_RAGGED = 0.1  # share of the widest by which names of rows are shorter, where lines of text fill their column
_SAME_EDGE = 2.5  # points by which the edges of numbers in one column may differ
_SAME_SIZE = 0.2  # share by which the type of one table may differ: heads may be larger


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
    beside = [
        line
        for line in lines
        if line not in stack
        and ems(line) <= _LONG_CELL
        and any(abs(line.middle - one.middle) < _BESIDE * size for one in stack)
    ]
    members = [
        *stack,
        *(line for line in beside if sum(same_edge(line, other) for other in beside) >= _MOST * len(stack)),
    ]
    if not any(line.edges[-1] < min(one.edges[0] for one in stack) and not is_number(line.text) for line in members):
        members += _names(members, stack, lines)
    if not any(line.edges[-1] < min(one.edges[0] for one in stack) for line in members):
        return None
    members += _heads(members, lines)
    box = grown(hull(line.box for line in members), lines, size)
    left = (line.edges[0] for line in lines if _inside(line, box) and box.x0 - line.edges[0] < _LEFT * size)
    return replace(box, x0=min(box.x0, *left)).grown(1.0)


def _heads(members: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """The lines right over columns of numbers, aligned with them, though a gap parts them from the first row."""
    first = min(members, key=lambda line: line.middle)
    columns = [line for line in members if is_number(line.text)]
    heads: list[Line] = []
    top, reach = first.top, _OVER * first.size
    for line in sorted(lines, key=lambda line: -line.middle):
        if line.middle >= first.middle or ems(line) > _LONG_CELL or is_ended(line.text):
            continue
        if top - line.bottom > reach:
            break
        if any(same_edge(line, one) or _same_number_edge(line, one) for one in columns):
            heads.append(line)
            top, reach = min(top, line.top), _HEAD_GAP * first.size
    return heads if len(heads) > 1 else []


def _names(numbers: Sequence[Line], stack: Sequence[Line], lines: Sequence[Line]) -> list[Line]:
    """The names at the left of columns of numbers, as a ledger has them: of any length, but none a line of text."""
    left = min(line.edges[0] for line in numbers)
    before = [line for line in lines if line.edges[-1] < left and not is_number(line.text)]
    rows = [[line for line in before if is_level(line, one)] for one in stack]
    names = [min(row, key=lambda line: line.edges[0]) for row in rows if row]
    widths = [line.edges[-1] - line.edges[0] for line in names]
    if len(names) < _NAMED * len(stack) or any(len(line.text) > _NAME or is_ended(line.text) for line in names):
        return []
    return names if fmean(widths) < (1 - _RAGGED) * max(widths) else []


def grown(box: Box, lines: Sequence[Line], size: float) -> Box:
    """A part of a table with what adjoins it above and below: its head, more rows, and the rest of wrapped cells.

    Args:
        box: The part.
        lines: All lines that may belong to the table.
        size: Size of the table's type.
    """
    sizes = {size, *(line.size for line in lines if _inside(line, box))}  # names, and larger numbers beside them
    candidates = [
        line
        for line in lines
        if ems(line) <= _LONG_CELL
        and not is_ended(line.text)
        and any(abs(line.size - one) < _SAME_SIZE * one for one in sizes)
    ]
    while True:
        near = [line for line in candidates if not _inside(line, box) and _adjoins(line, box, size)]
        levels = [[other for other in near if is_level(line, other)] for line in near]
        rows = [line for line, level in zip(near, levels, strict=True) if len(level) > 1 or _touches(line, box, size)]
        rows = rows or _row_below(box, lines, size)
        if not rows:
            return box
        box = hull([box, *(line.box for line in rows)])


def _row_below(box: Box, lines: Sequence[Line], size: float) -> list[Line]:
    """What stands next below a table, if it is a row of it for all its distance: a name, and values under values."""
    under = (line for line in lines if line.edges[0] < box.x1 and line.edges[-1] > box.x0)
    below = [line for line in under if line.top >= box.bottom - 1]
    first = min(below, key=lambda line: line.middle, default=None)
    if first is None or first.top - box.bottom > _ROW_GAP * size:
        return []
    row = [line for line in below if is_level(line, first)]
    over = [line for line in lines if _inside(line, box) and is_number(line.text)]
    values = [line for line in row if is_number(line.text)]
    stands = all(any(same_edge(one, line) or _same_number_edge(one, line) for one in over) for line in values)
    named = not is_number(min(row, key=lambda line: line.edges[0]).text)
    return row if values and stands and named else []


def _inside(line: Line, box: Box) -> bool:
    return box.grown(1.0).holds_middle_of(line)


def _adjoins(line: Line, box: Box, size: float) -> bool:
    """Whether a line stands right above or below a table, as its head or the rest of a name does."""
    gap = max(box.top - line.bottom, line.top - box.bottom)
    return gap < _HEAD_GAP * size and line.edges[0] < box.x1 + size and line.edges[-1] > box.x0 - size


def _touches(line: Line, box: Box, size: float) -> bool:
    """Whether a line goes on within a cell: it is no further away than lines of one cell are."""
    within = box.x0 - size < line.edges[0] and line.edges[-1] < box.x1 + size
    return within and max(box.top - line.bottom, line.top - box.bottom) < _LINE_GAP * size


def _below(upper: Line, lower: Line) -> bool:
    aligned = same_edge(upper, lower) or _same_number_edge(upper, lower)
    return aligned and 0 < lower.middle - upper.middle < _FAR * max(upper.size, lower.size)


def _same_number_edge(one: Line, other: Line) -> bool:
    return abs(number_edge(one) - number_edge(other)) < _SAME_EDGE
