"""Boxes, lines, drawings and blocks, turned by quarters: what stands sideways is read upright and put back."""

from array import array
from dataclasses import replace

from pipeline.read.pdf.page import Box, Drawing, Grid, GridCell, Line, PageBlock, Shape

Size = tuple[float, float]
"""Width and height of the sheet before it is turned."""


def turned_size(size: Size, quarters: int) -> Size:
    """Width and height of a sheet after quarter turns."""
    return size if quarters % 2 == 0 else (size[1], size[0])


def turned_box(box: Box, quarters: int, size: Size) -> Box:
    """Where a box stands after clockwise quarter turns of its sheet."""
    width, height = size
    if quarters % 4 == 1:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if quarters % 4 == 2:  # noqa: PLR2004 - a half turn
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    if quarters % 4 == 3:  # noqa: PLR2004 - three quarters
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    return box


def turned_drawing(drawing: Drawing, quarters: int, size: Size) -> Drawing:
    """A drawing after quarter turns of its sheet: level lines become upright ones."""

    def turned(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
        return tuple(turned_box(box, quarters, size) for box in boxes)

    level, upright = turned(drawing.horizontal), turned(drawing.vertical)
    if quarters % 2:
        level, upright = upright, level
    places = turned(drawing.shapes)
    shapes = tuple(
        Shape(box.x0, box.top, box.x1, box.bottom, shape.colour, shape.filled, shape.boxed)
        for box, shape in zip(places, drawing.shapes, strict=True)
    )
    return Drawing(level, upright, shapes, turned(drawing.pictures), turned(drawing.backdrops))


def turned_line(line: Line, quarters: int, size: Size) -> Line:
    """A line after quarter turns of its sheet: each of its characters has the box of the whole."""
    box = turned_box(line.box, quarters, size)
    edges = array("f", [box.x0] * len(line.text) + [box.x1])
    return Line(line.text, edges, box.top, box.bottom, line.size, line.style, line.marks)


def turned_table(block: PageBlock, quarters: int, size: Size) -> PageBlock:
    """A table after quarter turns of its sheet; its cells keep their rows and columns."""
    box = turned_box(block.box, quarters, size)
    grid = block.grid and Grid(box, tuple(_turned_cell(cell, quarters, size) for cell in block.grid.cells))
    return replace(block, box=box, grid=grid)


def _turned_cell(cell: GridCell, quarters: int, size: Size) -> GridCell:
    lines = tuple(turned_line(line, quarters, size) for line in cell.lines)
    return replace(cell, lines=lines, box=turned_box(cell.box, quarters, size))
