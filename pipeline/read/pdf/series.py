"""Which series each value of a chart is of: by its colour, by the bar that it stands in or on, or by its order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.read.pdf.alignment import is_level, is_value, same_edge
from pipeline.read.pdf.badges import key_of
from pipeline.read.pdf.page import Line, Shape

_ALIKE = 24  # of 255: by no more do the parts of one colour differ
_COLOURS = 2  # colours of labels that name series at least, for one may be that of all text
_ON = 1.6  # ems between a bar and the value that stands on it

Row = tuple[tuple[Line, ...], list[Line]]
"""The lines of a category's name, and its values."""


@dataclass(frozen=True, slots=True)
class Key:
    """The name of a series and the colour of its sample."""

    line: Line
    colour: str


@dataclass(frozen=True, slots=True)
class Series:
    """The values of a series, a place for every category; without a name where the chart gives none."""

    name: Line | None
    values: tuple[Line | None, ...]


def keys_of(lines: Sequence[Line], shapes: Sequence[Shape]) -> list[Key]:
    """The lines that name a series: a sample of its colour stands right before each."""
    words = [line for line in lines if not is_value(line.text)]
    found = [(line, key_of(line, shapes)) for line in words]
    return [Key(line, sample.colour) for line, sample in found if sample is not None]


def series_of(
    rows: Sequence[Row], keys: Sequence[Key], others: Sequence[Line], bars: Sequence[Shape], *, upright: bool
) -> list[Series]:
    """The series of a chart, in their order; none where its labels do not tell.

    Args:
        rows: Its categories with their values.
        keys: The names of its series with their colours.
        others: Words of the chart that may name its series where no colours tell.
        bars: What is drawn in it.
        upright: Whether its categories stand side by side.
    """
    counts = {len(found) for _, found in rows}
    if max(counts) == 1 and len(keys) <= 1:
        name = keys[0].line if keys else None
        return [Series(name, tuple(found[0] if found else None for _, found in rows))]
    for colour_of in (_colour, lambda value: _colour_of_bar(value, bars)):
        found = _by_colour([values for _, values in rows], keys, colour_of)
        if found:
            return found
    return _by_order(rows, others, upright=upright) if len(counts) == 1 else []


def _by_colour(rows: Sequence[Sequence[Line]], keys: Sequence[Key], colour_of: Callable[[Line], str]) -> list[Series]:
    """Series by the colours of their values; one value of each category, its sum or a point of a curve, may have none.

    That is of the one series which is left, or of none.
    """
    placed: list[dict[int, Line]] = []
    for values in rows:
        owners = [_nearest(colour_of(value), keys) for value in values]
        if len(set(owners)) < len(owners):
            return []
        placed.append(dict(zip(owners, values, strict=True)))
    used = {owner for row in placed for owner in row} - {-1}
    left = [number for number in range(len(keys)) if number not in used]
    if len(used) < min(_COLOURS, len(keys) - 1) or not used:
        return []
    if len(left) == 1 and any(-1 in row for row in placed):
        placed = [{left[0] if owner == -1 else owner: value for owner, value in row.items()} for row in placed]
    return [
        Series(keys[owner].line if owner >= 0 else None, tuple(row.get(owner) for row in placed))
        for owner in sorted({owner for row in placed for owner in row})
    ]


def _nearest(colour: str, keys: Sequence[Key]) -> int:
    """The series of a colour; -1 where it is that of none."""
    differences = [_difference(colour, key.colour) for key in keys]
    least = min(differences, default=_ALIKE + 1)
    return differences.index(least) if least <= _ALIKE else -1


def alike(one: str, other: str) -> bool:
    """Whether two colours are one, as printed."""
    return _difference(one, other) <= _ALIKE


def _difference(one: str, other: str) -> int:
    if not (one and other):
        return _ALIKE + 1
    return max(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))


def _colour(line: Line) -> str:
    return line.style.rpartition(" ")[2]


def _colour_of_bar(value: Line, bars: Sequence[Shape]) -> str:
    """The colour of the bar that a value stands in, or else right on."""
    middle = (value.edges[0] + value.edges[-1]) / 2
    below = [bar for bar in bars if bar.filled and bar.x0 <= middle <= bar.x1]
    inside = [bar for bar in below if bar.top <= value.middle <= bar.bottom]
    on = [bar for bar in below if -value.size / 2 < bar.top - value.bottom < _ON * value.size]
    if inside:
        return min(inside, key=lambda bar: bar.width * bar.height).colour
    return min(on, key=lambda bar: bar.top).colour if on else ""


def _by_order(rows: Sequence[Row], others: Sequence[Line], *, upright: bool) -> list[Series]:
    """Series in the order of their values; as many words name them, level or below one another.

    The series of bars on top of one another rise from the first one of a row, and stand as in a column.
    """
    count = len(rows[0][1])
    stacked = upright and all(abs(_centre(found[0]) - _centre(found[-1])) < found[0].size for _, found in rows)
    legend = _legend(others, count, rising=stacked) if count > 1 else [None]
    along = _centre if upright and not stacked else _middle
    columns = zip(*(sorted(found, key=along) for _, found in rows), strict=True)
    return [Series(name, column) for name, column in zip(legend, columns, strict=False)]


def _legend(others: Sequence[Line], series: int, *, rising: bool) -> list[Line]:
    for first in others:
        row = sorted((line for line in others if is_level(line, first)), key=_centre)
        if len(row) == series:
            return row[::-1] if rising else row
        column = sorted((line for line in others if same_edge(line, first)), key=_middle)
        if len(column) == series:
            return column
    return []


def _centre(line: Line) -> float:
    return (line.edges[0] + line.edges[-1]) / 2


def _middle(line: Line) -> float:
    return line.middle
