"""Numbers that are names: in a dot of a list or of a map, or behind the colour of a series."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Span
from pipeline.read.pdf.page import Box, Drawing, Line, Shape

_NUMERAL = re.compile(r"\d{1,2}")
_DOT = 3.2  # ems: no dot around a number is larger
_ROUND = 0.3  # share of its height by which a dot may be wider, or narrower
_KEY = 12.0  # points: the sample of a series' colour is no higher
_LINE = 32.0  # and no wider, for it may be a piece of its line
_FROM_KEY = 1.2  # ems from there to the name of the series
_COUNTED = 3  # such numbers that count on are names


def with_badges(lines: Sequence[Line], drawing: Drawing) -> tuple[list[Line], list[Line]]:
    """The lines of a page that may be values, and the numbers that are names, which are marks as a whole."""
    drawn = (*drawing.shapes, *drawing.pictures)
    inside = [line for line in lines if _NUMERAL.fullmatch(line.text) and any(_holds(box, line) for box in drawn)]
    behind = [line for line in lines if _NUMERAL.fullmatch(line.text) and key_of(line, drawing.shapes)]
    badges = {line for group in (inside, behind) if counts_on([int(line.text) for line in group]) for line in group}
    rest = [line for line in lines if line not in badges]
    return rest, [replace(line, marks=(Span(0, len(line.text)),)) for line in lines if line in badges]


def key_of(line: Line, shapes: Sequence[Shape]) -> Shape | None:
    """The sample of a colour right before a line, which names its series."""
    found = [
        shape
        for shape in shapes
        if shape.width <= _LINE
        and shape.height <= _KEY
        and 0 <= line.edges[0] - shape.x1 < _FROM_KEY * line.size
        and shape.top <= line.middle <= shape.bottom
    ]
    return max(found, key=lambda shape: shape.x1, default=None)


def _holds(shape: Box, line: Line) -> bool:
    """Whether a shape is the dot around a number."""
    return (
        line.size <= shape.height <= _DOT * line.size
        and abs(shape.width - shape.height) < _ROUND * shape.height
        and shape.holds_middle_of(line)
    )


def counts_on(numbers: Sequence[int]) -> bool:
    """Whether numbers count on, but for one: 1, 2, 3, 5."""
    distinct = sorted(set(numbers))
    return len(distinct) >= _COUNTED and distinct[-1] - distinct[0] <= len(distinct)
