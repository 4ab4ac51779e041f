"""Statements that stand side by side: the gutters between tables whose heads repeat the same years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.read.pdf.alignment import is_date, is_figure, levels_of
from pipeline.read.pdf.page import Box, Drawing, Line

Drawn = TypeVar("Drawn", bound=Box)

_NAMED = 3  # rows below the heads that begin with a name at the right of the gutter
_WORDS = 0.75  # share of what begins there that is a name
_TITLES = 2.5  # ems over the heads in which the titles of the statements and their units stand
_NEAR = 2.0  # points by which the names of rows may begin further left than the numbers before them end
_LISTED = 5  # lines of a list on a ground of its own at least
_CROSSING = 0.5  # points by which a character lies on both sides of a gutter


@dataclass(frozen=True, slots=True)
class _Word:
    """A part of a line between spaces, from its left to its right edge."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _Gutter:
    """What parts two tables: the heights at which it begins and ends, and its place from the left."""

    top: float
    bottom: float
    x: float


def abreast(lines: Sequence[Line], drawing: Drawing) -> Iterator[tuple[list[Line], Drawing]]:
    """The parts of a page that have tables of their own: what stands abreast, then all else.

    资产负债表 2024 2025E 利润表 2024 2025E are two tables: the years over the left one are repeated over the right
    one, names of rows begin below them, and no line goes across.

    Args:
        lines: The lines of the page.
        drawing: What is drawn on it.

    Yields:
        The lines of a part and what is drawn there.
    """
    levels = levels_of(lines)
    rest, drawn = list(lines), drawing
    for number in range(len(levels)):
        gutter = _gutter(levels, number) if levels[number][0] in rest else None
        if gutter is not None:
            inside = [line for line in rest if gutter.top <= line.middle <= gutter.bottom]
            ends = [_end_of_left(line, gutter.x) for line in inside]
            area = Box(float("-inf"), gutter.top, gutter.x, gutter.bottom)
            left = [line.piece(0, end) for line, end in zip(inside, ends, strict=True)]
            right = [line.piece(end, len(line.text)) for line, end in zip(inside, ends, strict=True)]
            yield [line for line in left if line], _within(drawing, area)
            yield from abreast(
                [line for line in right if line], _within(drawing, replace(area, x0=gutter.x, x1=float("inf")))
            )
            rest = [line for line in rest if line not in inside]
            drawn = _outside(drawn, gutter)
    yield rest, drawn


def panels(lines: Sequence[Line], drawing: Drawing) -> Iterator[tuple[list[Line], Drawing]]:
    """The parts of a page on grounds that stand side by side, then all else: cards with lists of names and figures.

    The shaded columns of one table hold figures alone, and no names.

    Args:
        lines: The lines of the page.
        drawing: What is drawn on it.

    Yields:
        The lines of a part and what is drawn there.
    """
    rest = list(lines)
    held = [(shape, [line for line in lines if shape.encloses(line)]) for shape in drawing.shapes if shape.boxed]
    cards = [(shape, inside) for shape, inside in held if len(inside) >= _LISTED and _names_most(inside)]
    for shape, inside in cards:
        if any(_is_beside(shape, other) for other, _ in cards) and all(line in rest for line in inside):
            yield inside, _within(drawing, shape)
            rest = [line for line in rest if line not in inside]
    yield rest, drawing


def _names_most(lines: Sequence[Line]) -> bool:
    return 2 * sum(not is_figure(line.text) for line in lines) >= len(lines)


def _is_beside(one: Box, other: Box) -> bool:
    """Whether two grounds are as high as each other, and some space parts them."""
    level = max(abs(one.top - other.top), abs(one.bottom - other.bottom)) < _NEAR
    return level and max(other.x0 - one.x1, one.x0 - other.x1) > _NEAR


def _end_of_left(line: Line, x: float) -> int:
    """How many characters of a line stand left of a place."""
    return next((at for at, edge in enumerate(line.edges[:-1]) if edge > x - _CROSSING), len(line.text))


def _gutter(levels: Sequence[Sequence[Line]], number: int) -> _Gutter | None:
    """The gutter that begins at a level of heads; None where its dates do not return over names and values."""
    size, top = levels[number][0].size, levels[number][0].middle
    dates = [word for line in levels[number] for word in _words(line) if is_date(word.text)]
    width = next((n for n in range(2, len(dates) // 2 + 1) if _returns(dates, n)), None)
    if width is None:
        return None
    left, right = dates[width - 1].right - _NEAR, dates[width].left
    starts: list[_Word] = []
    bottom = top
    for level in levels[number:]:
        between = [[word for word in _words(line) if left < word.left < right] for line in level]
        if any(
            line.edges[0] < left and right < line.edges[-1] and not b for line, b in zip(level, between, strict=True)
        ):
            break  # text goes across
        starts += [word for found in between for word in found][:1]
        bottom = max(line.middle for line in level)
    names = [word for word in starts if not is_figure(word.text)]
    if len(names) < _NAMED or len(names) < _WORDS * len(starts):
        return None
    names_at = min(word.left for word in names)
    inside = (word for level in levels[number:] for line in level if line.middle <= bottom for word in _words(line))
    x = (names_at + max(word.right for word in inside if word.right < names_at + _CROSSING)) / 2
    for level in reversed(levels[:number]):
        across = any(line.edges[0] < x - _CROSSING and line.edges[-1] > x + _CROSSING for line in level)
        if across or top - level[0].middle > _TITLES * size:
            break
        top = level[0].middle
    return _Gutter(top - size, bottom + size, x)


def _returns(dates: Sequence[_Word], width: int) -> bool:
    """Whether some dates, all different, stand on a level twice."""
    texts = [date.text for date in dates]
    return len(set(texts[:width])) == width and texts[width : 2 * width] == texts[:width]


def _words(line: Line) -> Iterator[_Word]:
    start = 0
    for at in range(len(line.text) + 1):
        if at == len(line.text) or line.text[at] == " ":
            if at > start:
                yield _Word(line.text[start:at], line.edges[start], line.edges[at])
            start = at + 1


def _within(drawing: Drawing, area: Box) -> Drawing:
    """What of a drawing stands in an area, cut where it ends."""
    return replace(
        drawing,
        horizontal=tuple(_cut(box, area) for box in drawing.horizontal if _reaches(box, area)),
        vertical=tuple(_cut(box, area) for box in drawing.vertical if _reaches(box, area)),
        shapes=tuple(_cut(shape, area) for shape in drawing.shapes if _reaches(shape, area)),
    )


def _outside(drawing: Drawing, gutter: _Gutter) -> Drawing:
    """What of a drawing stands above and below a gutter."""
    return replace(
        drawing,
        horizontal=tuple(box for box in drawing.horizontal if not _is_level(box, gutter)),
        vertical=tuple(box for box in drawing.vertical if not _is_level(box, gutter)),
        shapes=tuple(shape for shape in drawing.shapes if not _is_level(shape, gutter)),
    )


def _is_level(box: Box, gutter: _Gutter) -> bool:
    return gutter.top <= (box.top + box.bottom) / 2 <= gutter.bottom


def _reaches(box: Box, area: Box) -> bool:
    """Whether a shape or rule stands in an area, and is not only one that ends at its edge."""
    middle = (box.top + box.bottom) / 2
    return area.top <= middle <= area.bottom and box.x0 < area.x1 - _NEAR and box.x1 > area.x0 + _NEAR


def _cut(box: Drawn, area: Box) -> Drawn:
    return replace(box, x0=max(box.x0, area.x0), x1=min(box.x1, area.x1))
