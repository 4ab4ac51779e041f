"""Tables of a page: ruled, half ruled and unruled, lifted out of its lines."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from pipeline.read.pdf.abreast import tables_apart
from pipeline.read.pdf.alignment import levels_of
from pipeline.read.pdf.columns import with_parted_columns
from pipeline.read.pdf.extent import (
    above_title,
    below_title,
    between_heads,
    shaded_edges,
    with_heads_above,
    with_names_beside,
    with_row_below,
    without_titles,
)
from pipeline.read.pdf.lines import as_mark
from pipeline.read.pdf.page import BlockRole, Box, Drawing, Grid, GridCell, Line, PageBlock, hull, lines_in
from pipeline.read.pdf.plots import is_scale
from pipeline.read.pdf.rows import with_columns, with_rows, with_runs
from pipeline.read.pdf.rulings import Frame, Ruling, frames_of, joints, merged
from pipeline.read.pdf.stacks import grown, number_stacks, table_around
from pipeline.read.pdf.statements import abreast, panels
from pipeline.read.pdf.tiles import tables_of_tiles, tile_edges
from pipeline.read.pdf.unruled import aligned_frames

_RULES = 2  # a table without upright lines has rules at least above and below its head
_LEVEL = 4.0  # points by which the ends of its rules may differ
_OVERHANG = 0.6  # ems by which the text of a cell may stand over its side
_FILLED = 0.25  # share of the cells of a table that have text at least
_LARGER = 1.12  # times the type of a table's rows: that of its title
_CROSSING = 0.8  # share of a table's width that no line inside it takes, for then it is text between rules


def lift_tables(lines: Sequence[Line], drawing: Drawing) -> tuple[list[Line], list[PageBlock]]:
    """Takes the tables out of the lines of a page.

    Args:
        lines: All lines of the page.
        drawing: What is drawn on it.

    Returns:
        The lines outside all tables, and the tables, from the surest to the least sure.
    """
    rest: list[Line] = []
    tables: list[PageBlock] = []
    for panel, within in panels(lines, drawing):
        for part, drawn in abreast(panel, within):
            beside, lifted = _lift_from(part, drawn)
            rest += beside
            tables += lifted
    return rest, tables


def _lift_from(lines: Sequence[Line], drawing: Drawing) -> tuple[list[Line], list[PageBlock]]:
    """Takes the tables out of lines none of which stand abreast."""
    rest = list(lines)
    tables: list[PageBlock] = []
    level, upright = tile_edges(
        [cell for cells in tables_of_tiles(drawing.shapes, drawing.horizontal, rest) for cell in cells]
    )
    across = (*drawing.horizontal, *shaded_edges(drawing, rest), *level)
    for frames in frames_of(
        across, (*drawing.vertical, *upright, *joints(drawing.horizontal, (*drawing.vertical, *upright), rest))
    ):
        ruled = with_heads_above(with_names_beside(without_titles(frames, rest), rest), rest)
        parted = with_parted_columns(ruled, rest)
        ruled = with_row_below(with_heads_above(parted, rest) if len(parted) > len(ruled) else ruled, rest)
        rest = _lift(rest, with_runs(with_rows(with_columns(ruled, rest), rest), rest), tables)
    scales = [stack for stack in number_stacks(rest) if is_scale(stack)]
    for between in _between_rules(across, tables, rest):
        area = above_title(lines_in(rest, between), between)
        inside = lines_in(rest, area)
        if any(len(level) > 1 for level in levels_of(inside)):  # else they underline the sums of a column
            whole = grown(area, rest, inside[0].size)
            rules = [rule for rule in across if rule.meets(whole)]
            if not any(lines_in(scale, whole) for scale in scales):  # else they are the lines of a chart
                rest = _lift_aligned(rest, whole, rules, tables)
    for stack in number_stacks(rest):
        if all(line in rest for line in stack) and not is_scale(stack):
            area_around = table_around(stack, rest)
            if area_around is not None:
                rules = [rule for rule in drawing.horizontal if rule.meets(area_around)]
                rest = _lift_aligned(rest, area_around, rules, tables)
    return rest, tables


def _lift_aligned(lines: list[Line], area: Box, rules: Sequence[Box], tables: list[PageBlock]) -> list[Line]:
    """Moves the tables of an area without upright lines: its title is none of its rows."""
    inside = lines_in(lines, area)
    for part in between_heads(inside, area):
        body = below_title(lines_in(inside, part), part, rules)
        within = [rule for rule in rules if body.top <= rule.top <= body.bottom]
        frames = aligned_frames(lines_in(inside, body), body, within)
        lines = _lift(lines, frames, tables)
    return lines


def _lift(lines: list[Line], frames: Sequence[Frame], tables: list[PageBlock]) -> list[Line]:
    """Moves the characters inside the frames into a table; returns the lines left, cut where the table cuts them.

    Fewer than two cells with text are a box around text, or a decoration, and no table; nor are the cells that the
    steps of a curve form over the lines of its chart, which are empty at the top and nearly all of which are.
    """
    if not frames:
        return lines
    box = hull([frame.box for frame in frames])
    inside: dict[int, list[Line]] = {}
    outside: list[Line] = []
    for line in lines:
        if not box.top <= line.middle <= box.bottom:
            outside.append(line)
            continue
        for number, piece in _cut(line, frames):
            if number is None:
                outside.append(piece)
            else:
                inside.setdefault(number, []).append(piece)
    headless = not any(frames[number].row == 0 for number in inside)
    if len(inside) < 2 or (headless and len(inside) < _FILLED * len(frames)):  # noqa: PLR2004 - a pair
        return lines
    texts = {number: "".join(line.text for line in some) for number, some in inside.items()}
    tables += [_table(part, inside) for part in tables_apart(frames, texts)]
    return outside


def _table(cells: Sequence[tuple[int, Frame]], lines: Mapping[int, Sequence[Line]]) -> PageBlock:
    box = hull(frame.box for _, frame in cells)
    held = tuple(
        GridCell(frame.row, frame.column, frame.row_span, frame.column_span, _in_cell(lines.get(number, ())), frame.box)
        for number, frame in cells
    )
    return PageBlock(BlockRole.TABLE, box, grid=Grid(box, held))


def _in_cell(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a cell in their order; a mark that is raised over all of them stands behind."""
    size = max((line.size for line in lines), default=0.0)
    marked = [line for level in levels_of(as_mark(line, size) for line in lines) for line in level]
    return tuple(sorted(marked, key=lambda line: not line.plain))


def _cut(line: Line, frames: Sequence[Frame]) -> Iterable[tuple[int | None, Line]]:
    """The pieces of a line by the frame that each stands in."""
    level = [
        (number, frame.box) for number, frame in enumerate(frames) if frame.box.top <= line.middle < frame.box.bottom
    ]
    touched = [
        (number, box)
        for number, box in level
        if min(box.x1, line.edges[-1]) - max(box.x0, line.edges[0]) > _OVERHANG * line.size
    ]
    if len(touched) == 1 and touched[0][1].grown(_OVERHANG * line.size).holds(line.edges[0], line.middle):
        yield touched[0][0], line
        return
    owners = [
        next((number for number, box in level if box.x0 <= (left + right) / 2 < box.x1), None)
        for left, right in pairwise(line.edges)
    ]
    start = 0
    for end in range(1, len(owners) + 1):
        if end == len(owners) or owners[end] != owners[start]:
            piece = line.piece(start, end)
            if piece is not None:
                yield owners[start], piece
            start = end


def _between_rules(horizontal: Sequence[Box], tables: Sequence[PageBlock], lines: Sequence[Line]) -> Iterable[Box]:
    """Areas between rules of one length, one below the other."""
    rules = [
        rule
        for rule in merged(Ruling((box.top + box.bottom) / 2, box.x0, box.x1) for box in horizontal)
        if not any(table.box.grown(_LEVEL).holds((rule.start + rule.end) / 2, rule.at) for table in tables)
    ]
    while rules:
        first = rules[0]
        same = [rule for rule in rules if abs(rule.start - first.start) < _LEVEL and abs(rule.end - first.end) < _LEVEL]
        rules = [rule for rule in rules if rule not in same]
        stack = [first]
        for rule in [*same[1:], None]:
            if rule is not None and not _text_between(stack[-1], rule, lines):
                stack.append(rule)
                continue
            if len(stack) >= _RULES:
                yield Box(first.start, stack[0].at, first.end, stack[-1].at)
            if rule is not None:
                stack = [rule]


def _text_between(upper: Ruling, lower: Ruling, lines: Iterable[Line]) -> bool:
    """Whether what stands between two rules is no row: a line as long as they are, or the title of another table."""
    area = Box(upper.start, upper.at, upper.end, lower.at)
    inside = lines_in(lines, area)
    if any(line.edges[-1] - line.edges[0] > _CROSSING * area.width for line in inside):
        return True
    levels = levels_of(inside)
    alone = [level[0] for level in levels if len(level) == 1]
    return any(
        min(line.size for line in level) * _LARGER < title.size
        for title in alone
        for level in levels
        if len(level) > 1 and level[0].middle > title.middle
    )
