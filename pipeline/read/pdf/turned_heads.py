"""Text that stands sideways in the cells of upright tables: heads of narrow columns, names of groups of rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.page import Box, Grid, Line, PageBlock

_WATERMARK = 3  # times that one text stands askew on a page: it is a watermark, and in none of the cells below it


def with_turned_cells(
    tables: Sequence[PageBlock], turned: Sequence[PageBlock], asides: Sequence[Line]
) -> tuple[list[PageBlock], list[PageBlock], list[Line]]:
    """Puts lines that stand sideways into the cells that they stand in.

    Args:
        tables: The upright tables of a page.
        turned: Those that stand sideways; one in an upright table is no table, but heads of its columns.
        asides: The other lines that stand sideways, in reading order.

    Returns:
        The upright tables, the turned ones, and the lines that stand in neither.
    """
    apart = [table for table in turned if not any(_within(table, other) for other in tables)]
    grids = [table.grid for table in turned if table not in apart and table.grid]
    heads = [line for grid in grids for cell in grid.cells for line in cell.lines]
    said = Counter(line.text for line in asides)
    free = [*heads, *(line for line in asides if said[line.text] < _WATERMARK)]
    filled = [_filled(table, free) for table in tables]
    placed = {line for table in filled if table.grid for cell in table.grid.cells for line in cell.lines}
    return filled, apart, [line for line in [*heads, *asides] if line not in placed]


def _within(table: PageBlock, other: PageBlock) -> bool:
    box = table.box
    return other.box.holds((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)


def _filled(table: PageBlock, lines: Sequence[Line]) -> PageBlock:
    inside = [line for line in lines if _holds(table.box, line)]
    if not (inside and table.grid):
        return table
    cells = (
        replace(cell, lines=(*cell.lines, *(line for line in inside if _holds(cell.box, line))))
        for cell in table.grid.cells
    )
    return replace(table, grid=Grid(table.box, tuple(cells)))


def _holds(box: Box, line: Line) -> bool:
    return box.holds_middle_of(line)
