"""Figures on one ground under a title that names what all of them measure, and its unit: 综合能耗（吨标准煤）."""

import re
from collections.abc import Sequence

from pipeline.read.pdf.alignment import is_level
from pipeline.read.pdf.cards import labelled
from pipeline.read.pdf.extent import names_unit
from pipeline.read.pdf.page import BlockRole, Line, PageBlock, Shape
from pipeline.read.pdf.plots import grid_of
from pipeline.read.pdf.series import Series

_TITLE = re.compile(r".*\S(?P<unit>[（(][^（()）]+[)）])")
_BARE = re.compile(r"[-−]?\d[\d,，]*(?:\.\d+)?[%％]?")
_MOST = 12  # lines on such a ground
_FIGURES = 2  # of one size at least
_LARGE = 1.25  # times the size of its label


def lift_titled_cards(lines: Sequence[Line], shapes: Sequence[Shape]) -> tuple[list[Line], list[PageBlock]]:
    """Takes the figures that stand on one ground under a title with a unit out of the lines of a page.

    Args:
        lines: The lines outside charts.
        shapes: What is drawn on the page, among it the grounds of cards.

    Returns:
        The lines left, and one block for each ground: a row of figures behind its title, each below its label.
    """
    rest = list(lines)
    blocks: list[PageBlock] = []
    titles = [line for line in lines if (match := _TITLE.fullmatch(line.text)) and names_unit(match["unit"])]
    for title in titles:
        around = [shape for shape in shapes if shape.encloses(title)]
        for shape in sorted(around, key=lambda shape: shape.width * shape.height):
            inside = [line for line in rest if line is not title and shape.encloses(line)]
            block = _block(title, inside) if inside else None
            if block is not None and block.grid is not None:
                held = {title, *(line for cell in block.grid.cells for line in cell.lines)}
                rest = [line for line in rest if line not in held]
                blocks.append(block)
            if inside:
                break
    return rest, blocks


def _block(title: Line, lines: Sequence[Line]) -> PageBlock | None:
    """The block of a title over figures each of which has a label; None where it is over anything else."""
    figures = [line for line in lines if _BARE.fullmatch(line.text)]
    below = all(line.middle > title.middle and not is_level(line, title) for line in lines)
    if not below or len(figures) < _FIGURES or len(lines) > _MOST:
        return None
    cards = labelled(figures, [line for line in lines if line not in figures])
    large = all(figure.size > _LARGE * label[0].size for figure, label in cards)
    if len(cards) < len(figures) or not large or any(len(label) > 1 for _, label in cards):
        return None
    cards.sort(key=lambda card: (round(card[0].middle), card[0].edges[0]))
    grid = grid_of([((title,), [])], [Series(label[-1], (figure,)) for figure, label in cards])
    return PageBlock(BlockRole.FIGURE, grid.box, grid=grid)
