"""Tables without any lines: columns of numbers, and what stands around them."""

from collections.abc import Sequence

from pipeline.read.pdf.alignment import is_level, is_number, same_edge
from pipeline.read.pdf.page import Box, Line, hull

_MOST = 0.6  # share of the rows in which a column of a table has a cell
_LONG_CELL = 14  # characters: longer lines are text beside a table
_ROWS = 3  # numbers below one another that make a column of a table
_FAR = 3.2  # ems between two rows of a table at most
_HEAD_ROWS = 3


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
        if line not in stack and len(line.text) <= _LONG_CELL and any(is_level(line, one) for one in stack)
    ]
    members = [
        *stack,
        *(line for line in level if sum(same_edge(line, other) for other in level) >= _MOST * len(stack)),
    ]
    if not any(line.edges[-1] < min(one.edges[0] for one in stack) for line in members):
        return None
    box = hull(line.box for line in members)
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


def _below(upper: Line, lower: Line) -> bool:
    return same_edge(upper, lower) and 0 < lower.middle - upper.middle < _FAR * max(upper.size, lower.size)
