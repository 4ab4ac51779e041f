"""What the layout of a page arranges: lines, lifted blocks and rules, each with its extent."""

from dataclasses import dataclass

from pipeline.read.pdf.page import Box, Line, PageBlock, hull

_SIDE_HEAD = 12  # characters
_HALF_RIGHT = "，。、；：！？）》」』】〕’”…％"  # full-width marks whose ink fills the left half
_HALF_LEFT = "（《「『【〔‘“"  # full-width marks whose ink fills the right half


@dataclass(frozen=True, slots=True)
class Item:
    """A line, table or chart, what stands on one ground, or a rule: its extent, and where it is level with others."""

    left: float
    right: float
    top: float
    bottom: float
    line: Line | None
    blocks: tuple[PageBlock, ...] = ()


def ink(line: Line) -> tuple[float, float]:
    """Left and right edge of what is inked of a line: full-width marks fill half of their box, and may overhang."""
    left, right = line.edges[0], line.edges[-1]
    if line.text[0] in _HALF_LEFT:
        left += (line.edges[1] - left) / 2
    if line.text[-1] in _HALF_RIGHT:
        right -= (right - line.edges[-2]) / 2
    return left, right


def text_item(line: Line) -> Item:
    """A line, where its ink is."""
    left, right = ink(line)
    quarter = (line.bottom - line.top) / 4
    return Item(left, right, line.top + quarter, line.bottom - quarter, line)


def rule_item(rule: Box) -> Item:
    """A rule, which has a place and nothing to read."""
    return Item(rule.x0, rule.x1, rule.top, rule.bottom, None)


def stands_on(rule: Box, item: Item) -> bool:
    """Whether a rule goes through an item, as those of a table or under a word do."""
    return item.left < rule.x1 and rule.x0 < item.right and item.top < rule.bottom and rule.top < item.bottom


def block_item(blocks: tuple[PageBlock, ...], inset: float) -> Item:
    """A block, or some on one ground, less wide by an inset on each side: tables abreast may stand close."""
    box = hull(block.box for block in blocks)
    inset = min(inset, box.width / 2)
    return Item(box.x0 + inset, box.x1 - inset, box.top, box.bottom, None, blocks)


def is_short(item: Item) -> bool:
    """Whether an item is one short line, as a head at the side of a text is."""
    lines = [item.line] if item.line else [line for block in item.blocks for line in block.lines]
    return len(lines) == 1 and len(lines[0].text) <= _SIDE_HEAD and not lines[0].text[-1].isdigit()
