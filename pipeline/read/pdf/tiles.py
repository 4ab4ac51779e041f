"""Tables without rules whose cells are filled: coloured areas that adjoin one another draw their edges."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from pipeline.read.pdf.page import Box, Line, Shape, hull

_ADJOIN = 2.5  # points between the edges of two cells at most
_SHARED = 0.5  # share of the shorter of their sides along which they adjoin at least
_ROWS = 2  # and columns of a table at least
_MOST_LINES = 6  # of text in a cell
_FEW_LINES = 2  # in one that goes down many rows: more are a panel of text
_HIGHER = 3.0  # times the usual height of cells
_COVER = 0.6  # share of a table that its filled cells take at least
_FITTING = 0.6  # share of its cells that begin below others, and end above others, or at its edge
_MOST = 1000  # filled areas of a page: more are a picture
_WHITE = 0.5, 2.0  # times the height of a filled row: so high is a white one between or below such rows


def tables_of_tiles(shapes: Sequence[Shape], rules: Sequence[Box], lines: Sequence[Line]) -> list[list[Shape]]:
    """The filled cells of each table of a page: areas that adjoin one another in rows and columns.

    A row of them alone is the head of a table whose other rows have rules, where one of these is its lower edge.

    Args:
        shapes: What is drawn on the page.
        rules: Its lines from left to right.
        lines: Its lines of text.
    """
    boxed = _outer([shape for shape in shapes if shape.boxed])
    boxed += _white_rows(boxed, lines)
    tables: list[list[Shape]] = []
    for tiles in _adjoining(boxed):
        cells = _without_panels(tiles, lines)
        if cells and (_is_table(cells) or _is_head(cells, rules)):
            tables.append(cells)
    return tables


def _is_head(cells: Sequence[Shape], rules: Sequence[Box]) -> bool:
    """Whether areas are one row, with a rule below each of them."""
    row = hull(cells)
    even = all(abs(cell.top - row.top) < _ADJOIN > abs(cell.bottom - row.bottom) for cell in cells)
    under = [rule for rule in rules if abs(rule.bottom - row.bottom) < _ADJOIN]
    ruled = all(any(rule.x0 - _ADJOIN < cell.x0 and cell.x1 < rule.x1 + _ADJOIN for rule in under) for cell in cells)
    return len(cells) > _ROWS and even and ruled


def tile_edges(cells: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    """The level and the upright edges of cells."""
    level = [Box(cell.x0, edge, cell.x1, edge) for cell in cells for edge in (cell.top, cell.bottom)]
    upright = [Box(edge, cell.top, edge, cell.bottom) for cell in cells for edge in (cell.x0, cell.x1)]
    return level, upright


def _outer(shapes: Sequence[Shape]) -> list[Shape]:
    """Areas without those inside one of the same colour: some programs fill a cell and then each line of its text."""
    if len(shapes) > _MOST:
        return []
    kept: dict[str, list[Shape]] = defaultdict(list)
    for shape in sorted(shapes, key=lambda shape: -shape.width * shape.height):
        middle = (shape.x0 + shape.x1) / 2, (shape.top + shape.bottom) / 2
        if not any(_is_inside(shape, other) for other in kept[shape.colour] if other.holds(*middle)):
            kept[shape.colour].append(shape)
    return [shape for same in kept.values() for shape in same]


def _white_rows(tiles: Sequence[Shape], lines: Sequence[Line]) -> list[Shape]:
    """The cells of rows that are not filled, where every other one is: between two rows of cells, or below the last."""
    rows = [row for row in _rows_of(tiles) if len(row) >= _ROWS]
    white: list[Shape] = []
    for row in rows:
        whole = hull(row)
        least, most = (times * whole.height for times in _WHITE)
        across = [tile for tile in tiles if tile.x0 < whole.x1 and whole.x0 < tile.x1]
        above = [tile for tile in across if tile.bottom < whole.top - _ADJOIN]
        upper = max((tile.bottom for tile in above), default=0.0)
        head = [tile for tile in above if upper - tile.bottom < _ADJOIN]
        if len(head) >= _ROWS and least < whole.top - upper < most and _has_columns(head, row):
            white += [replace(tile, top=upper, bottom=tile.top) for tile in row]
        striped = any(other[0].bottom < whole.top and _has_columns(other, row) for other in rows)
        if striped and not any(tile.bottom > whole.bottom + _ADJOIN for tile in across):
            below = [replace(tile, top=tile.bottom, bottom=tile.bottom + whole.height) for tile in row]
            level = [line for line in lines if hull(below).holds_middle_of(line)]
            filled = [sum(tile.encloses(line) for line in level) for tile in below]
            if sum(filled) == len(level) and sum(count > 0 for count in filled) > len(row) / 2:
                white += below
    return white


def _rows_of(tiles: Sequence[Shape]) -> Iterable[list[Shape]]:
    """Areas of one height and place that adjoin one another from left to right."""
    levels: dict[tuple[int, int], list[Shape]] = defaultdict(list)
    for tile in tiles:
        levels[round(tile.top), round(tile.bottom)].append(tile)
    for level in levels.values():
        row: list[Shape] = []
        for tile in sorted(level, key=lambda tile: tile.x0):
            if row and tile.x0 - row[-1].x1 > _ADJOIN:
                yield row
                row = []
            row.append(tile)
        yield row


def _has_columns(head: Sequence[Box], row: Sequence[Box]) -> bool:
    """Whether cells go as far as a row does, and end where cells of the row do."""
    edges = {round(tile.x1) for tile in row} | {round(row[0].x0)}
    ends = [round(edge) for tile in head for edge in (tile.x0, tile.x1)]
    return (
        _is_at(min(ends), {round(row[0].x0)})
        and _is_at(max(ends), {round(row[-1].x1)})
        and all(_is_at(end, edges) for end in ends)
    )


def _is_inside(inner: Box, outer: Box) -> bool:
    return outer.grown(_ADJOIN).includes(inner)


def _without_panels(tiles: Sequence[Shape], lines: Sequence[Line]) -> list[Shape]:
    """The areas that may be cells: one far higher than others with lines of text in it stands beside the table."""
    usual = median(tile.height for tile in tiles)
    held = [(tile, sum(tile.encloses(line) for line in lines)) for tile in tiles]
    return [tile for tile, count in held if count <= (_FEW_LINES if tile.height > _HIGHER * usual else _MOST_LINES)]


def _is_table(cells: Sequence[Shape]) -> bool:
    """Whether areas are the cells of a table: most begin and end where others do, as bars side by side do not."""
    rows, columns = ({round(edge) for edge in edges} for edges in ((c.top for c in cells), (c.x0 for c in cells)))
    whole = hull(cells)
    if len(rows) < _ROWS or len(columns) < _ROWS:
        return False
    tops, bottoms = {*rows, round(whole.bottom)}, {round(cell.bottom) for cell in cells} | {round(whole.top)}
    fitting = sum(_is_at(cell.top, bottoms) and _is_at(cell.bottom, tops) for cell in cells)
    covered = sum(cell.width * cell.height for cell in set(cells))
    return fitting >= _FITTING * len(cells) and covered >= _COVER * whole.width * whole.height


def _is_at(edge: float, others: set[int]) -> bool:
    return any(round(edge) + near in others for near in range(-2, 3))


def _adjoining(shapes: Sequence[Shape]) -> Iterable[list[Shape]]:
    """Areas by the group in which each adjoins another one, to its right or below it."""
    by_left: dict[int, list[int]] = defaultdict(list)
    by_top: dict[int, list[int]] = defaultdict(list)
    for number, shape in enumerate(shapes):
        by_left[round(shape.x0)].append(number)
        by_top[round(shape.top)].append(number)
    owner = list(range(len(shapes)))

    def root(number: int) -> int:
        while owner[number] != number:
            owner[number] = owner[owner[number]]
            number = owner[number]
        return number

    for number, shape in enumerate(shapes):
        right = [other for near in range(-3, 4) for other in by_left.get(round(shape.x1) + near, ())]
        lower = [other for near in range(-3, 4) for other in by_top.get(round(shape.bottom) + near, ())]
        for other in (
            *(other for other in right if _beside(shape, shapes[other])),
            *(other for other in lower if _below(shape, shapes[other])),
        ):
            owner[root(other)] = root(number)
    groups: dict[int, list[Shape]] = defaultdict(list)
    for number, shape in enumerate(shapes):
        groups[root(number)].append(shape)
    return groups.values()


def _beside(left: Box, right: Box) -> bool:
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    return abs(right.x0 - left.x1) < _ADJOIN and shared > _SHARED * min(left.height, right.height)


def _below(upper: Box, lower: Box) -> bool:
    shared = min(upper.x1, lower.x1) - max(upper.x0, lower.x0)
    return abs(lower.top - upper.bottom) < _ADJOIN and shared > _SHARED * min(upper.width, lower.width)
