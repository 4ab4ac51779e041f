"""Numbers that are names: in a dot of a list or of a map, or behind the colour of a series."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Span
from pipeline.read.pdf.page import Box, Line

_NUMERAL = re.compile(r"\d{1,2}")
_DOT = 3.2  # ems: no dot around a number is larger
_ROUND = 0.3  # share of its height by which a dot may be wider, or narrower
_KEY = 12.0  # points: the sample of a series' colour is no larger
_FROM_KEY = 1.2  # ems from there to the name of the series
_COUNTED = 3  # such numbers that count on are names


def with_badges(lines: Sequence[Line], shapes: Sequence[Box]) -> tuple[list[Line], list[Line]]:
    """The lines of a page that may be values, and the numbers that are names, which are marks as a whole."""
    inside = [line for line in lines if _NUMERAL.fullmatch(line.text) and any(_holds(box, line) for box in shapes)]
    behind = [line for line in lines if _NUMERAL.fullmatch(line.text) and has_key(line, shapes)]
    badges = {line for group in (inside, behind) if _counts(group) for line in group}
    rest = [line for line in lines if line not in badges]
    return rest, [replace(line, marks=(Span(0, len(line.text)),)) for line in lines if line in badges]


def has_key(line: Line, shapes: Sequence[Box]) -> bool:
    """Whether the sample of a colour stands right before a line, which names its series."""
    return any(
        max(shape.width, shape.height) <= _KEY
        and 0 <= line.edges[0] - shape.x1 < _FROM_KEY * line.size
        and shape.top <= line.middle <= shape.bottom
        for shape in shapes
    )


def _holds(shape: Box, line: Line) -> bool:
    """Whether a shape is the dot around a number."""
    return (
        line.size <= shape.height <= _DOT * line.size
        and abs(shape.width - shape.height) < _ROUND * shape.height
        and shape.holds((line.edges[0] + line.edges[-1]) / 2, line.middle)
    )


def _counts(lines: Sequence[Line]) -> bool:
    """Whether numbers count on, but for one: 1, 2, 3, 5."""
    numbers = sorted({int(line.text) for line in lines})
    return len(numbers) >= _COUNTED and numbers[-1] - numbers[0] <= len(numbers)
