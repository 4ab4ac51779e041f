"""What the layout of a page arranges: lines, lifted blocks and rules, each with its extent."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.pdf.page import BlockRole, Box, Line, PageBlock, hull

_ROW = 3.0  # points by which the upper or lower edges of cards in one row differ
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


def cards_in_rows(groups: Sequence[tuple[PageBlock, ...]], others: Sequence[Box]) -> list[tuple[PageBlock, ...]]:
    """Blocks that are read together, figures on show in one row among them, from left to right.

    Args:
        groups: The blocks lifted out of a page, each with what it is read together with.
        others: Where the lines outside of them stand.
    """
    cards = [group[0] for group in groups if len(group) == 1 and group[0].role is BlockRole.FIGURE]
    rest = [group for group in groups if group[0] not in cards]
    taken = [*others, *(block.box for group in rest for block in group)]
    rows: list[list[PageBlock]] = []
    for card in sorted(cards, key=lambda card: (card.box.top, card.box.x0)):
        row = next((row for row in rows if _joins(card, row, [*taken, *(c.box for c in cards if c not in row)])), None)
        if row is None:
            rows.append([card])
        else:
            row.append(card)
    return [*rest, *(tuple(sorted(row, key=lambda card: card.box.x0)) for row in rows)]


def _joins(card: PageBlock, row: Sequence[PageBlock], others: Sequence[Box]) -> bool:
    """Whether a card stands in a row of others, and nothing else among them."""
    level = abs(card.box.top - row[0].box.top) < _ROW or abs(card.box.bottom - row[0].box.bottom) < _ROW
    return level and not any(
        hull([card.box, *(one.box for one in row)]).meets(other) for other in others if other is not card.box
    )


def is_short(item: Item) -> bool:
    """Whether an item is one short line, as a head at the side of a text is."""
    lines = [item.line] if item.line else [line for block in item.blocks for line in block.lines]
    return len(lines) == 1 and len(lines[0].text) <= _SIDE_HEAD and not lines[0].text[-1].isdigit()
