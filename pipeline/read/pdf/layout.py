"""The order in which the lines and tables of a page are read.

A page is cut into bands, one above the other, wherever something crosses the gutter between the columns above it;
each band is read column by column, and each column is looked at in the same way again.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.lexicon.typography import is_ended
from pipeline.read.pdf.body_type import LARGER, BodyType, body_type
from pipeline.read.pdf.extent import names_unit
from pipeline.read.pdf.items import Item, block_item, cards_in_rows, is_short, rule_item, stands_on, text_item
from pipeline.read.pdf.page import BlockRole, Box, Line, PageBlock, hull
from pipeline.read.pdf.side_heads import parts_beside

_GUTTER = 0.9  # ems of body type: no less than this lies between two columns
_INDENT = 3.0  # ems by which lines of one column may begin further in
MARGIN = 0.1
"""Share of the page's height at either end in which running heads and feet stand."""
_MARGIN_GAP = 1.0  # ems between a running head or foot and the text, from middle to middle of their letters' heights
_MARGIN_LEADING = 1.5  # times the usual gap between rows: so far is a running head or foot from the text at least
_FEW_ROWS = 3  # gaps between rows of text: from no more, on a page that a table fills, no usual one is told
_LEVEL = 2.0  # points by which headings beside each other may differ in height


_Extent = tuple[float, float]


def arrange(
    lines: Sequence[Line],
    lifted: Sequence[PageBlock],
    height: float,
    grounds: Sequence[Box] = (),
    rules: Sequence[Box] = (),
) -> tuple[PageBlock, ...]:
    """Puts the lines of a page and the tables and charts lifted out of it into reading order.

    Args:
        lines: The lines outside tables and charts.
        lifted: The tables and charts, whose place among the lines is wanted.
        height: Height of the page in points.
        grounds: Areas each of which is read as a whole.
        rules: Level lines; one across columns parts what stands above it from what stands below.

    Returns:
        Blocks in reading order, each within one column of one band.
    """
    body = body_type(lines)
    grouped = cards_in_rows(_on_grounds(lifted, grounds), [line.box for line in lines])
    items = [*map(text_item, lines), *(block_item(blocks, _GUTTER / 2 * body.size) for blocks in grouped)]
    rows = _rows(items)
    worded = [all(item.line is not None for item in row) for row in rows]  # what stands off a table is no measure
    usual = [gap for gap, pair in zip(_gaps(rows), pairwise(worded), strict=True) if all(pair)]
    least = max(_MARGIN_GAP * body.size, _MARGIN_LEADING * median(usual if len(usual) > _FEW_ROWS else [0.0]))
    edges = [_in_margin(row, body, height) for row in rows]
    gaps = [gap > least for gap in _gaps(rows)]
    first = _last_gap(edges, gaps)
    last = len(rows) - _last_gap(edges[: first - 1 if first else None : -1], gaps[::-1])
    text = [item for row in rows[first:last] for item in row]
    parting = [rule_item(rule) for rule in rules if not any(stands_on(rule, item) for item in items)]
    between = [rule for rule in parting if text and text[0].top < rule.top < max(item.bottom for item in text)]
    inner = [columns for columns in _read_region([*text, *between], body) if columns]
    bands = [*([row] for row in rows[:first]), *inner, *([row] for row in rows[last:])]
    return tuple(
        block
        for number, columns in enumerate(bands)
        for column in columns
        for block in _blocks(column, number, margin=not first <= number < len(bands) - (len(rows) - last))
    )


def _on_grounds(blocks: Sequence[PageBlock], grounds: Sequence[Box]) -> list[tuple[PageBlock, ...]]:
    """Blocks, those that stand on one ground together and in their order, whatever columns the page has around it."""
    rest = list(blocks)
    grouped: list[tuple[Box, tuple[PageBlock, ...]]] = []
    for ground in sorted(grounds, key=lambda ground: ground.width * ground.height):
        inside = [block for block in rest if ground.includes(block.box)]
        if len(inside) > 1:
            rest = [block for block in rest if block not in inside]
            grouped.append((ground, arrange((), inside, float("inf"))))
    panels: list[tuple[Box, tuple[PageBlock, ...]]] = []
    for ground, held in sorted(grouped, key=lambda pair: pair[0].x0):
        at = next((at for at, (other, _) in enumerate(panels) if _is_level(other, ground)), len(panels))
        before = panels[at : at + 1]
        panels[at : at + 1] = [
            (hull([ground, *(box for box, _ in before)]), sum((some for _, some in before), ()) + held)
        ]
    return [*(held for _, held in panels), *((block,) for block in rest)]


def _is_level(one: Box, other: Box) -> bool:
    """Whether two grounds stand side by side, as high as each other: cards in a row, whatever stands below them."""
    return max(abs(one.top - other.top), abs(one.bottom - other.bottom)) < _LEVEL and one.x1 < other.x0


def _last_gap(edges: Sequence[bool], gaps: Sequence[bool]) -> int:
    """How many rows from an end of the page are a head or foot: of one or more lines, then a gap."""
    return max((n for n, gap in enumerate(gaps, start=1) if gap and n < len(edges) and all(edges[:n])), default=0)


def _in_margin(row: list[Item], body: BodyType, height: float) -> bool:
    """Whether a row stands at the page's edge, in type no larger than the text's."""
    small = all(item.line is not None and item.line.size <= LARGER * body.size for item in row)
    outside = (
        max(item.bottom for item in row) < MARGIN * height or min(item.top for item in row) > (1 - MARGIN) * height
    )
    return small and outside


def _gaps(rows: list[list[Item]]) -> list[float]:
    return [_gap(upper, lower) for upper, lower in pairwise(rows)]


def _gap(upper: list[Item], lower: list[Item]) -> float:
    return min(item.top for item in lower) - max(item.bottom for item in upper)


def _read_region(items: list[Item], body: BodyType) -> Iterable[list[list[Item]]]:
    """The bands of a region, each as its columns in reading order, with their items in reading order."""
    rows = _rows(items)
    for band in _stacked(rows, body):
        members = [item for row in band for item in row]
        columns = _columns(members, body)
        if len(columns) < 2 or len(band) == 1:  # noqa: PLR2004 - a pair
            yield columns
        elif len(columns) == 2 and all(map(is_short, columns[0])):  # noqa: PLR2004 - heads at the side of a text
            heads, texts = columns
            parts = parts_beside(*([(item.top, item.bottom) for item in column] for column in columns))
            for head, part in zip(heads, parts, strict=bool(parts)):
                yield [[head], [texts[at] for at in part]]
            if not parts:
                yield _inside(columns, body)
        else:
            yield _inside(columns, body)


def _inside(columns: Sequence[list[Item]], body: BodyType) -> list[list[Item]]:
    """Columns that are looked at in the same way again."""
    return [[item for inner in _read_region(column, body) for part in inner for item in part] for column in columns]


def _rows(items: list[Item]) -> list[list[Item]]:
    """Items that are level with one another, from top to bottom; those beside each other need not be quite level."""
    rows: list[list[Item]] = []
    lower = float("-inf")
    for item in sorted(items, key=lambda item: (item.top, item.left)):
        half = item.bottom - item.top if item.line is not None else 0.0
        beside = item.top < lower + half and all(item.left > one.right or item.right < one.left for one in rows[-1])
        if item.top < lower or beside:
            rows[-1].append(item)
            lower = max(lower, item.bottom)
        else:
            rows.append([item])
            lower = item.bottom
    return rows


def _stacked(rows: list[list[Item]], body: BodyType) -> list[list[list[Item]]]:
    """Rows to bands: a row stays with those above it while the columns of both remain apart."""
    if len(rows) < 2:  # noqa: PLR2004 - a pair
        return [rows] if rows else []
    gap = _GUTTER * body.size
    extents = [_extents([(item.left, item.right) for item in row], gap) for row in rows]
    begins = [number > 0 and _begins_band(rows, extents, number, body) for number in range(len(rows))]
    last = max((number for number, begin in enumerate(begins) if begin), default=0)
    if _side_by_side(extents[last:], gap):
        return _opened(_stacked(rows[:last], body), rows[last:], body)
    bands: list[list[list[Item]]] = []
    above: list[_Extent] = []
    for row, here, begin in zip(rows, extents, begins, strict=True):
        together = _extents(above + here, gap)
        if above and not begin and _keeps_gutters(above, here, len(together), body):
            bands[-1].append(row)
            above = together
            continue
        bands = _opened(bands, [row], body)
        above = _extents([(item.left, item.right) for level in bands[-1] for item in level], gap)
    return bands


def _opened(bands: list[list[list[Item]]], rows: list[list[Item]], body: BodyType) -> list[list[list[Item]]]:
    """Bands with one more, which takes with it the headings at the end of the band above that keep its gutters."""
    if not bands:
        return [rows]
    gap = _GUTTER * body.size
    *over, band = bands
    moved = _trailing_headings(band, rows[0], body)
    heads, here = (_extents([(i.left, i.right) for row in some for i in row], gap) for some in (moved, rows[:1]))
    if moved and not _keeps_gutters(heads, here, len(_extents(heads + here, gap)), body):
        moved = []
    left = band[: len(band) - len(moved)]
    return [*over, *([left] if left else []), [*moved, *rows]]


def _extents(parts: Iterable[_Extent], gap: float) -> list[_Extent]:
    """From where to where columns reach: parts that overlap, or are closer than the gap, are one."""
    extents: list[_Extent] = []
    for left, right in sorted(parts):
        if extents and left - extents[-1][1] < gap:
            extents[-1] = extents[-1][0], max(extents[-1][1], right)
        else:
            extents.append((left, right))
    return extents


def _keeps_gutters(above: list[_Extent], here: list[_Extent], together: int, body: BodyType) -> bool:
    """Whether a row crosses none of the gutters above it, and has no others unless inside one of the columns."""
    over, most = len(above), max(len(above), len(here))
    if over > 1 and together == over:
        return True  # two lists side by side in one of the columns cross no gutter of the page
    if together != most:
        return False
    gap = _GUTTER * body.size  # a title over one column and half of the next belongs to neither
    return all(
        _nested(one, other) or abs(one[0] - other[0]) < _INDENT * body.size
        for one in above
        for other in here
        if one[0] < other[1] + gap and other[0] < one[1] + gap
    )


def _nested(one: _Extent, other: _Extent) -> bool:
    (left, right), (inner_left, inner_right) = sorted((one, other), key=lambda extent: extent[0] - extent[1])
    return left <= inner_left and inner_right <= right


def _side_by_side(extents: list[list[_Extent]], gap: float) -> bool:
    """Whether one gutter runs down through all rows, with text on both sides of it somewhere."""
    return any(len(row) > 1 for row in extents) and len(_extents([part for row in extents for part in row], gap)) > 1


def _begins_band(rows: list[list[Item]], extents: list[list[_Extent]], number: int, body: BodyType) -> bool:
    """Whether a row begins columns of its own below the same gutter as those above it.

    Its headings stand side by side; or a heading stands alone, and text beside it pauses and goes on below it.
    """
    row = rows[number]
    if _level_headings(row, body):
        return True
    alone = len(row) == 1 and row[0].line is not None and body.heads(row[0].line)
    before = len(extents[number - 1]) > 1
    after = number + 1 < len(rows) and len(extents[number + 1]) > 1
    return alone and before and after


def _level_headings(row: list[Item], body: BodyType) -> bool:
    """Whether a row begins the columns of a new band: two headings stand side by side, and no text goes on there."""
    heads = [item for item in row if item.line is not None and body.heads(item.line)]
    return len(heads) == len(row) and any(
        abs(one.top - other.top) < _LEVEL and other.left - one.right > _GUTTER * body.size
        for one, other in pairwise(sorted(heads, key=lambda item: item.left))
    )


def _trailing_headings(band: list[list[Item]], below: list[Item], body: BodyType) -> list[list[Item]]:
    """The headings at the end of a band, which belong to what follows them, and over a table its number or unit."""
    tables = any(block.role is BlockRole.TABLE for item in below for block in item.blocks)
    moved: list[list[Item]] = []
    for row in reversed(band):
        lines = [item.line for item in row if item.line is not None]
        if len(lines) < len(row) or not all(
            body.heads(line) or (tables and names_unit(line.text) and not is_ended(line.text)) for line in lines
        ):
            break
        moved.insert(0, row)
    return moved


def _columns(items: Sequence[Item], body: BodyType) -> list[list[Item]]:
    """Items by the columns they stand in, each from top to bottom; rules stand in none."""
    items = [item for item in items if item.line is not None or item.blocks]
    extents = _extents([(item.left, item.right) for item in items], _GUTTER * body.size)
    columns: list[list[Item]] = [[] for _ in extents]
    for item in sorted(items, key=lambda item: (item.top, item.left)):
        columns[bisect_right(extents, (item.left, float("inf"))) - 1].append(item)
    return columns


def _blocks(column: list[Item], band: int, *, margin: bool) -> Iterable[PageBlock]:
    """Consecutive lines of a column as one block each; tables and charts as they are."""
    pending: list[Line] = []
    extent = Box(
        min(item.left for item in column),
        min(item.top for item in column),
        max(item.right for item in column),
        max(item.bottom for item in column),
    )
    for item in [*column, None]:
        if item is not None and item.line is not None:
            pending.append(item.line)
            continue
        if pending:
            box = hull([line.box for line in pending])
            yield PageBlock(BlockRole.TEXT, box, tuple(pending), None, extent, band, margin)
            pending = []
        if item is not None:
            yield from (replace(block, column=extent, band=band) for block in item.blocks)
