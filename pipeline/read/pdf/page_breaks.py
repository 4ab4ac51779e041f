"""Heads of tables at the foot of a page whose rows begin on the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.pdf.alignment import is_value, levels_of
from pipeline.read.pdf.page import BlockRole, Box, Grid, GridCell, Line, Page, PageBlock, hull

_COLUMNS = 3  # of such a table at least
_LONGEST = 14  # characters of the head of a column
_LOOSE = (BlockRole.TEXT, BlockRole.ASIDE)  # the shade of a cell makes a box of it
_UPPER = 0.25  # share of the next page's height in which its rows begin


def with_heads_at_foot(pages: Sequence[Page], furniture: Mapping[int, set[Line]]) -> list[Page]:
    """Pages whose last line is the head of the table that the next one begins with: it is a row of that.

    Args:
        pages: All pages of a document.
        furniture: By page number, the lines that are running heads, feet and page numbers.
    """
    parted = list(pages)
    for number, (page, after) in enumerate(pairwise(pages)):
        rows = _table_at_top(after, furniture.get(after.number, set()))
        head = _head_at_foot(page, rows, furniture.get(page.number, set())) if rows else None
        if head:
            parted[number] = _with_table(page, head)
    return parted


def _table_at_top(page: Page, furniture: set[Line]) -> Grid | None:
    """The table that a page begins with, where its first row has values."""
    for block in page.blocks:
        if all(line in furniture for line in block.lines) and block.grid is None:
            continue
        if block.role is not BlockRole.TABLE or block.grid is None or block.box.top > _UPPER * page.height:
            return None
        first = [line.text for cell in block.grid.cells if cell.row == 0 for line in cell.lines]
        return block.grid if any(map(is_value, first)) else None
    return None


def _head_at_foot(page: Page, rows: Grid, furniture: set[Line]) -> Grid | None:
    """The last lines of a page as a row, where one stands over each column of a table, but for names of rows."""
    lines = [line for block in page.blocks if block.role in _LOOSE for line in block.lines]
    levels = levels_of(line for line in lines if line not in furniture)
    columns = _columns(rows)
    if not levels or len(columns) < _COLUMNS or not len(columns) - 1 <= len(levels[-1]) <= len(columns):
        return None
    level = levels[-1]
    if any(block.box.bottom > level[0].bottom for block in page.blocks if block.role not in _LOOSE):
        return None
    box = hull(line.box for line in level)
    over = [[line for line in level if x0 <= (line.edges[0] + line.edges[-1]) / 2 < x1] for x0, x1 in columns]
    if any(len(found) > 1 for found in over) or any(len(line.text) > _LONGEST for line in level) or not all(over[1:]):
        return None
    cells = [
        GridCell(0, column, 1, 1, tuple(found), Box(x0, box.top, x1, box.bottom))
        for column, (found, (x0, x1)) in enumerate(zip(over, columns, strict=True))
    ]
    return Grid(Box(columns[0][0], box.top, columns[-1][1], box.bottom), tuple(cells))


def _columns(grid: Grid) -> list[tuple[float, float]]:
    edges = sorted({cell.box.x0 for cell in grid.cells} | {grid.box.x1})
    return list(pairwise(edges))


def _with_table(page: Page, head: Grid) -> Page:
    """A page with some of its lines as a table, in their place."""
    taken = {line for cell in head.cells for line in cell.lines}
    blocks: list[PageBlock] = []
    placed = False
    for block in page.blocks:
        left = tuple(line for line in block.lines if line not in taken)
        if left == block.lines:
            blocks.append(block)
            continue
        if left:
            blocks.append(replace(block, lines=left))
        if not placed:
            blocks.append(PageBlock(BlockRole.TABLE, head.box, grid=head, column=block.column, band=block.band))
            placed = True
    return replace(page, blocks=tuple(blocks))
