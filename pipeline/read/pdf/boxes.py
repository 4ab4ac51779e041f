"""What is set apart from the text around it: boxes with a ground or frame of their own, and notes at the foot."""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pipeline.read.pdf.alignment import levels_of
from pipeline.read.pdf.layout import MARGIN, arrange
from pipeline.read.pdf.page import BlockRole, Box, Drawing, Line, PageBlock, hull

_MOST = 0.2  # share of the page: a larger ground is one of the page
_ROOM = 1.6  # times the height of a line: a lower shape marks the line and boxes nothing
_OVER = 2.0  # points by which a line may stand over its box
_FOOT = 0.35  # share of the page's height from its foot in which notes stand
_APART = 1.2  # ems between the last line of a page and a running foot
_SMALL = 0.95  # times the size of the text above: notes are set smaller

_NOTE = re.compile(r"(?:\d{1,2}|[①-⑳]|[*＊※†]|\[\d{1,2}\]|注\s?\d{0,2}\s?[：:])\s?[^\d\s.,，、）)年月日%].*")


def lift_boxes(
    lines: Sequence[Line], drawing: Drawing, size: tuple[float, float]
) -> tuple[list[Line], list[PageBlock]]:
    """Takes the text of boxes out of the lines of a page.

    Args:
        lines: The lines outside tables, charts and cards.
        drawing: What is drawn on the page.
        size: Width and height of the page.

    Returns:
        The lines outside all boxes, and the boxes.
    """
    shapes = grounds_of(drawing, size)
    inside: dict[Box, list[Line]] = {}
    for line in lines:
        if min(line.middle, size[1] - line.middle) < MARGIN * size[1]:
            continue  # a running head on a band of colour is one all the same
        around = [shape for shape in shapes if shape.height > _ROOM * line.size and shape.grown(_OVER).encloses(line)]
        if around:
            inside.setdefault(min(around, key=lambda shape: shape.width * shape.height), []).append(line)
    taken = {line for group in inside.values() for line in group}
    blocks = [
        PageBlock(BlockRole.ASIDE, hull(line.box for line in group), _in_order(group)) for group in inside.values()
    ]
    return [line for line in lines if line not in taken], blocks


def on_own_grounds(blocks: Sequence[PageBlock], lines: Sequence[Line], grounds: Sequence[Box]) -> list[PageBlock]:
    """Text that is set apart, as wide as the ground that it has for itself: a band of colour under three columns.

    Args:
        blocks: What was lifted out of the lines of a page.
        lines: Those left.
        grounds: The areas that may be boxes.
    """
    stood = [line.box for line in lines]
    return [
        _spread(block, [*stood, *(other.box for other in blocks if other is not block)], grounds)
        if block.role is BlockRole.ASIDE
        else block
        for block in blocks
    ]


def _spread(block: PageBlock, others: Sequence[Box], grounds: Sequence[Box]) -> PageBlock:
    around = [ground for ground in grounds if ground.includes(block.box)]
    ground = min(around, key=lambda ground: ground.width * ground.height, default=None)
    if ground is None or any(map(ground.meets, others)):
        return block
    return replace(block, box=replace(block.box, x0=ground.x0, x1=ground.x1))


def grounds_of(drawing: Drawing, size: tuple[float, float]) -> list[Box]:
    """The areas of a page that may be boxes, and no ground of the page itself."""
    return [shape for shape in _joined(drawing.shapes) if shape.width * shape.height < _MOST * size[0] * size[1]]


def _joined(shapes: Sequence[Box]) -> list[Box]:
    """Shapes, those that touch one below the other as one: some programs shade a box line by line."""
    joined: list[Box] = []
    for shape in sorted(shapes, key=lambda shape: (round(shape.x0), round(shape.x1), shape.top)):
        last = joined[-1] if joined else None
        if last is not None and max(abs(shape.x0 - last.x0), abs(shape.x1 - last.x1), shape.top - last.bottom) < _OVER:
            joined[-1] = hull([last, shape])
        else:
            joined.append(shape)
    return joined


def lift_notes(lines: Sequence[Line], height: float) -> tuple[list[Line], list[PageBlock]]:
    """Takes the notes at the foot of a page or column out of its lines: small type that begins with a mark.

    Args:
        lines: The lines outside tables, charts, cards and boxes, without page numbers.
        height: Height of the page.
    """
    foot = _running_foot(lines, height)
    rest = [line for line in lines if line not in foot]
    notes: list[PageBlock] = []
    while rest:
        lowest = max(rest, key=lambda line: line.middle)
        above = [line for line in rest if _stands_over(line, lowest)]
        note = _last_note([*sorted(above, key=lambda line: line.middle), lowest])
        if not note or note[0].middle < (1 - _FOOT) * height:
            break
        notes.append(PageBlock(BlockRole.ASIDE, hull(line.box for line in note), tuple(note)))
        rest = [line for line in rest if line not in note]
    return [*rest, *foot], notes[::-1]


def _running_foot(lines: Sequence[Line], height: float) -> list[Line]:
    """The last lines of a page where they stand at its edge, off all others: 环境篇 below the notes is none of them."""
    *above, last = levels_of(lines) or [[]]
    if not above or last[0].middle < (1 - MARGIN) * height or any(_NOTE.fullmatch(line.text) for line in last):
        return []
    return last if last[0].top - max(line.bottom for line in above[-1]) > _APART * last[0].size else []


def _last_note(column: Sequence[Line]) -> list[Line]:
    """The lines of a note that ends a column; none where its end is no note."""
    last = column[-1]
    for number in range(len(column) - 1, -1, -1):
        line = column[number]
        if abs(line.size - last.size) > 1:
            return []
        if _NOTE.fullmatch(line.text):
            text = [other.size for other in column[:number] if not _NOTE.fullmatch(other.text)]
            return list(column[number:]) if text and line.size < _SMALL * median(text) else []
    return []


def _stands_over(line: Line, lower: Line) -> bool:
    return line.middle < lower.middle and line.edges[0] < lower.edges[-1] and lower.edges[0] < line.edges[-1]


def _in_order(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a box in reading order; a box has no margins."""
    return tuple(line for block in arrange(lines, (), float("inf")) for line in block.lines)
