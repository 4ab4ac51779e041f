"""How far a table goes: titles over it, names beside its rules, and heads of tables below one another."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low

from pipeline.lexicon.typography import is_ended
from pipeline.lexicon.units import is_unit
from pipeline.read.pdf.alignment import is_date, is_figure, is_number, is_value, levels_of
from pipeline.read.pdf.page import Box, Drawing, Line, hull
from pipeline.read.pdf.rulings import Frame, Ruling, merged
from pipeline.table.fields import unit_of

CAPTION = re.compile(
    r"(?:附?(?:[图圖]?表|[图圖])|Table)\s?[\d一二三四五六七八九十]|.*(?:单位|單位)|.*[：:]$", re.IGNORECASE
)  # 表 1 … or 单位：吨
_NAME = 20  # characters of a row's name at most
_NAMED = 0.6  # share of the rows of values that have a name beside the rules
_FAR = 20.0  # ems from the rules to the end of such a name at most
_OVER = 1.6  # ems over the first rule of a table in which the heads of its columns stand
_GROUPED = 3.0  # ems over heads in which the years of groups of them stand
_HIGH = 0.75  # of the height of its first row: where rows are high, they stand further up
_FLUSH = 3.0  # points by which a shade is wider or narrower than the rules of its table
_LARGER = 1.3  # times the type of a table: a title
_NOTE = re.compile(
    r"[（(]?(?:[注註][\d一二三四五六七八九十]{0,2}[：:.．、）)]|(?:备注|備註|说明|說明|资料来源|資料來源)[：:])"
)
_WORDS = 0.75  # share of a column's cells that are words where it names the rows of a table of its own


def names_unit(text: str) -> bool:
    """Whether a line over a table or chart numbers it or tells its unit: 表 1 …, 单位：吨, (bp).

    >>> names_unit("（万元）"), names_unit("（甲）")
    (True, False)
    """
    bracketed = len(text) > 2 and text[0] in "(（" and text[-1] in ")）"  # noqa: PLR2004 - a pair
    return CAPTION.match(text) is not None or (bracketed and unit_of(text) is not None)


def below_title(lines: Sequence[Line], area: Box, rules: Sequence[Box]) -> Box:
    """The area of a table without the lines over it that name it or its unit, and stand on heights of their own."""
    levels = levels_of(lines)
    top = area.top
    while len(levels) > 2 and _is_over(levels[0], levels[1:], rules):  # noqa: PLR2004 - a pair
        top = (levels[0][0].middle + levels[1][0].middle) / 2
        levels = levels[1:]
    return replace(area, top=top)


def above_title(lines: Sequence[Line], area: Box) -> Box:
    """The area of a table without the line at its foot that is the title of what follows: alone, in larger type."""
    levels = levels_of(lines)
    if len(levels) < 2 or len(levels[-1]) > 1:  # noqa: PLR2004 - a pair
        return area
    usual = median_low([line.size for level in levels[:-1] for line in level])
    apart = levels[-1][0].size > _LARGER * usual
    return replace(area, bottom=(levels[-2][0].middle + levels[-1][0].middle) / 2) if apart else area


def _is_over(level: Sequence[Line], below: Sequence[Sequence[Line]], rules: Sequence[Box]) -> bool:
    """Whether a height is no row: a title alone on it, or beside its unit: 资产负债表 … 单位：百万元."""
    if level[0].bottom - 1 > below[0][0].top:
        return False  # 單位 over Unit, the years half-way between them
    if len(level) == 1:
        return _is_title(level[0], below, rules)
    return len(level) == 2 and CAPTION.match(level[1].text) is not None and not is_number(level[0].text)  # noqa: PLR2004 - a pair


def _is_title(line: Line, below: Sequence[Sequence[Line]], rules: Sequence[Box]) -> bool:
    """Whether a line is a title: it says so, or stands over the middle of the whole and not of its values."""
    if any(rule.top < line.middle for rule in rules):
        return False
    if CAPTION.match(line.text):
        return True
    whole = hull(other.box for level in below for other in level)
    values = hull(other.box for level in below for other in (level[1:] or level))
    middle = (line.edges[0] + line.edges[-1]) / 2
    over_all, over_values = ((box.x0 + box.x1) / 2 for box in (whole, values))
    return abs(middle - over_all) < abs(middle - over_values)


def shaded_edges(drawing: Drawing, lines: Sequence[Line]) -> list[Box]:
    """The upper and lower edges of shades as wide as a table: they part its head from its rows, as rules do.

    An edge that goes through a line parts nothing.
    """
    rules = merged(Ruling((rule.top + rule.bottom) / 2, rule.x0, rule.x1) for rule in drawing.horizontal)
    return [
        Box(shape.x0, edge, shape.x1, edge)
        for shape in drawing.shapes
        if any(abs(rule.start - shape.x0) < _FLUSH and abs(rule.end - shape.x1) < _FLUSH for rule in rules)
        for edge in (shape.top, shape.bottom)
        if not any(
            line.top + _FLUSH < edge < line.bottom - _FLUSH and shape.x0 < line.edges[-1] and line.edges[0] < shape.x1
            for line in lines
        )
    ]


def without_titles(frames: Sequence[Frame], lines: Sequence[Line]) -> list[Frame]:
    """A ruled grid without the titles and units over its head and the notes at its foot, which go across all of it."""
    wide = 1 + max(frame.column + frame.column_span - 1 for frame in frames)
    across = {frame.row: frame for frame in frames if frame.column_span == wide and frame.row_span == 1}
    first, last = min(frame.row for frame in frames), max(frame.row + frame.row_span for frame in frames)
    texts = {
        row: [line.text for frame in frames if frame.row == row for line in lines if _stands_in(line, frame)]
        for row in range(first, last)
    }
    top = next((row for row in range(first, last) if row not in across), first)
    if any(is_value(text) for text in texts[top]) or not texts[top]:
        top = first  # no head follows: it names the rows below it
    while last - 1 in across and last > top + 1 and (_NOTE.match("".join(texts[last - 1])) or not texts[last - 1]):
        last -= 1
    return [replace(frame, row=frame.row - top) for frame in frames if top <= frame.row < last]


def _stands_in(line: Line, frame: Frame) -> bool:
    return frame.box.holds_middle_of(line)


def with_names_beside(frames: Sequence[Frame], lines: Sequence[Line]) -> list[Frame]:
    """A ruled grid with one more column at the left, where the names of its rows stand outside of its rules.

    Where its first column has names, and no units, what stands beside it is another matter.
    """
    left = min(frame.box.x0 for frame in frames)
    first = [line.text for frame in frames if frame.column == 0 for line in lines if _stands_in(line, frame)]
    if sum(not (is_figure(text) or is_unit(text)) for text in first) > _WORDS * len(first):
        return list(frames)
    size = _size(frames, lines)
    rows: dict[int, tuple[float, float]] = {}
    for frame in frames:
        if frame.row_span == 1:
            rows[frame.row] = frame.box.top, frame.box.bottom
    if not rows:
        return list(frames)
    beside: dict[int, list[Line]] = defaultdict(list)
    top, bottom = min(box[0] for box in rows.values()), max(box[1] for box in rows.values())
    near = [line for line in lines if line.edges[-1] <= left and top <= line.middle <= bottom]
    for row, (upper, lower) in rows.items():
        beside[row] = [line for line in near if upper <= line.middle < lower]
    names = [line for found in beside.values() for line in found]
    single = all(len({round(line.edges[0]) for line in found}) <= 1 for found in beside.values())
    fits = all(len(line.text) <= _NAME and not is_ended(line.text) for line in names)
    close = all(left - line.edges[-1] < _FAR * size for line in names)
    named = sum(bool(found) for found in beside.values())
    if not (single and fits and close) or named < max(2, _NAMED * (len(rows) - 1)):
        return list(frames)
    x0 = min(line.edges[0] for line in names)
    column = [Frame(row, 0, 1, 1, Box(x0, upper, left, lower)) for row, (upper, lower) in rows.items()]
    moved = [replace(frame, column=frame.column + 1) for frame in frames]
    return sorted([*column, *moved], key=lambda frame: (frame.row, frame.column))


def with_heads_above(frames: Sequence[Frame], lines: Sequence[Line]) -> list[Frame]:
    """A ruled grid with one more row on top, where one stands over its first rule, and with the heads over that.

    Years or dates right above its values are one, and what has a cell over most of its columns.
    """
    headed = _with_row_above(frames, lines)
    return _with_row_above(headed, lines) if len(headed) > len(frames) else headed


def _with_row_above(frames: Sequence[Frame], lines: Sequence[Line]) -> list[Frame]:
    first = [frame for frame in frames if frame.row == 0]
    top = first[0].box.top
    reach = max(_OVER * _size(frames, lines), _HIGH * min(frame.box.height for frame in first))
    over = Box(first[0].box.x0, top - reach, first[-1].box.x1, top)
    near = [line for line in lines if over.holds_middle_of(line)]
    dated = [line for line in near if is_date(line.text)]
    heads = len(dated) > 1 and _has_values(first, lines)
    years = [] if heads else [line for line in lines if is_date(line.text) and -_GROUPED < _ems_below(line, first) < 0]
    groups = _groups(years, first, lines)
    if not (heads or groups or _is_row(near, first)):
        return list(frames)
    row = years if groups else dated if heads else near
    above = [line.bottom for line in lines if over.x0 < line.edges[-1] and line.edges[0] < over.x1]
    higher = max((bottom for bottom in above if bottom <= min(line.top for line in row)), default=0.0)
    upper = min(*(line.top for line in row), max(higher, 2 * row[0].middle - top))  # as far over the row as below it
    cells = groups or first
    head = [Frame(0, one.column, 1, one.column_span, replace(one.box, top=upper, bottom=top)) for one in cells]
    return [*head, *(replace(frame, row=frame.row + 1) for frame in frames)]


def _ems_below(line: Line, row: Sequence[Frame]) -> float:
    """How far a line stands below the upper edge of a row; less than nothing above it."""
    return (line.middle - row[0].box.top) / line.size


def _groups(dated: Sequence[Line], heads: Sequence[Frame], lines: Sequence[Line]) -> list[Frame]:
    """The cells of years over heads that come back below each of them: 2021年 2022年 over 男 女 男 女."""
    texts = ["".join(line.text for line in lines if _stands_in(line, frame)) for frame in heads]
    size = next((size for size in range(2, len(texts)) if texts[-size:] == texts[-2 * size : -size]), 0)
    named = len(heads) - size * len(dated)
    if len(dated) < 2 or not size or named < 0 or texts[named:] != texts[-size:] * len(dated):  # noqa: PLR2004 - a pair
        return []
    groups = [heads[at : at + size] for at in range(named, len(heads), size)]
    cells = [replace(some[0], column_span=size, box=hull(one.box for one in some)) for some in groups]
    over = all(
        cell.box.x0 < (line.edges[0] + line.edges[-1]) / 2 < cell.box.x1
        for cell, line in zip(cells, sorted(dated, key=lambda line: line.edges[0]), strict=True)
    )
    return [*heads[:named], *cells] if over else []


def with_row_below(frames: Sequence[Frame], lines: Sequence[Line]) -> list[Frame]:
    """A ruled grid with one more row at its foot, where rules part its rows and none stands below the last.

    It stands as near to the last rule as the row over it, and has a cell in most columns, its first one among them.
    """
    last = max(frame.row + frame.row_span for frame in frames)
    foot = [frame for frame in frames if frame.row + frame.row_span == last and frame.row_span == 1]
    bottom, height = hull(frame.box for frame in frames).bottom, min((frame.box.height for frame in foot), default=0.0)
    under = Box(frames[0].box.x0, bottom, max(frame.box.x1 for frame in frames), bottom + height)
    near = [line for line in lines if under.holds_middle_of(line)]
    over = [line for line in lines if any(_stands_in(line, frame) for frame in foot)]
    if not (over and _is_row(near, foot) and near[0].size == over[0].size):
        return list(frames)
    level = (min(line.top for line in near) - bottom) - (min(line.top for line in over) - foot[0].box.top)
    named = any(line.edges[-1] <= foot[0].box.x1 for line in near)
    if abs(level) > _FLUSH or not named:
        return list(frames)
    row = [replace(one, row=last, box=replace(one.box, top=bottom, bottom=under.bottom)) for one in foot]
    return [*frames, *row]


def _is_row(lines: Sequence[Line], cells: Sequence[Frame]) -> bool:
    """Whether lines stand beside each other, each within one of some columns, and fill most of these."""
    held = [
        next((cell.column for cell in cells if cell.box.x0 <= line.edges[0] and line.edges[-1] <= cell.box.x1), None)
        for line in lines
    ]
    return (
        None not in held
        and len(levels_of(lines)) == 1
        and len({*held}) == len(held) > 2  # noqa: PLR2004 - a pair may be a title and its unit
        and len(held) >= _NAMED * len(cells)
    )


def _has_values(frames: Sequence[Frame], lines: Sequence[Line]) -> bool:
    return any(is_value(line.text) for line in lines for frame in frames if frame.column and _stands_in(line, frame))


def _size(frames: Sequence[Frame], lines: Sequence[Line]) -> float:
    """The usual size of the type in a grid."""
    box = hull(frame.box for frame in frames)
    return median_low([line.size for line in lines if box.encloses(line)] or [0.0])


def between_heads(lines: Sequence[Line], area: Box) -> list[Box]:
    """The tables of an area, one below the other: behind rows of values, years or dates over columns begin another."""
    levels = levels_of(line for line in lines if area.holds_middle_of(line))
    valued = [number for number, level in enumerate(levels) if any(is_value(line.text) for line in level)]
    parts = [area]
    for last, after in pairwise(valued):
        heads = [number for number in range(last + 1, after) if _is_head(levels[number], levels[last])]
        if heads:
            middles = [level[0].middle for level in levels[last : heads[0] + 1]]
            upper, lower = max(pairwise(middles), key=lambda pair: pair[1] - pair[0])
            middle = (upper + lower) / 2
            parts[-1:] = [replace(parts[-1], bottom=middle), replace(parts[-1], top=middle)]
    return parts


def _is_head(level: Sequence[Line], row: Sequence[Line]) -> bool:
    """Whether what stands over the values of a row, beside its name, is years or dates alone."""
    over = [line for line in level if line.edges[0] > row[0].edges[-1]]
    return bool(over) and all(is_date(line.text) for line in over)
