"""Charts of level bars on top of each other, part by part: a bar for every name, whose parts lie side by side."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf.alignment import levels_of
from pipeline.read.pdf.page import Box, Line, Shape, hull
from pipeline.read.pdf.plots import Plot, is_figure, plot_of
from pipeline.read.pdf.series import Key, keys_of

_BARS = 2
_PARTS = 2  # of a bar at least, each of a colour of its own
_ADJOIN = 2.0  # points between parts, and by which bars may begin further left or right
_APART = 2.0  # points between bars at least: the cells of a table adjoin one another
_NAME = 14  # characters of the name of a bar at most
_BESIDE = 8.0  # ems between such a name and its bar
_LEGEND = 12.0  # ems between the bars and the names of their parts


@dataclass(frozen=True, slots=True)
class LevelBars:
    """A chart: the extent of its bars, what its labels say, and the lines that these are."""

    box: Box
    plot: Plot
    lines: frozenset[Line]


def level_bars(lines: Sequence[Line], shapes: Sequence[Shape]) -> Iterator[LevelBars]:
    """The charts of a page whose bars lie level, in parts: names at the left, values in the parts, colours in a legend.

    Args:
        lines: The lines of the page.
        shapes: What is drawn on it.
    """
    for bars in _groups(_bars(shapes)):
        box = hull(part for bar in bars for part in bar)
        values = [line for line in lines if box.encloses(line)]
        beside = [line for line in lines if box.top <= line.middle <= box.bottom and line.edges[-1] <= box.x0]
        names = [line for line in beside if box.x0 - line.edges[-1] < _BESIDE * line.size and len(line.text) <= _NAME]
        keys = _legend(bars, keys_of(lines, shapes), box)
        if len(levels_of(names)) != len(bars) or not keys or not values or not all(map(is_figure, values)):
            continue
        labels = [*names, *values, *(key.line for key in keys)]
        plot = plot_of(labels, keys, [part for bar in bars for part in bar])
        if plot.grid is not None:
            yield LevelBars(box, plot, frozenset(labels))


def _bars(shapes: Sequence[Shape]) -> list[list[Shape]]:
    """Bars of parts of one height that adjoin one another, of more than one colour."""
    levels: dict[tuple[int, int], list[Shape]] = defaultdict(list)
    for shape in shapes:
        if shape.filled and shape.boxed:
            levels[round(shape.top), round(shape.bottom)].append(shape)
    bars = []
    for level in levels.values():
        bar = sorted(level, key=lambda part: part.x0)
        close = all(abs(after.x0 - before.x1) < _ADJOIN for before, after in pairwise(bar))
        if close and len({part.colour for part in bar}) >= _PARTS:
            bars.append(bar)
    return sorted(bars, key=lambda bar: bar[0].top)


def _groups(bars: Sequence[list[Shape]]) -> Iterator[list[list[Shape]]]:
    """Bars one below the other that begin at one edge, off one another."""
    rest = list(bars)
    while rest:
        group = [rest.pop(0)]
        for bar in list(rest):
            gap = bar[0].top - group[-1][0].bottom
            if abs(bar[0].x0 - group[0][0].x0) < _ADJOIN and _APART < gap < 2 * group[0][0].height + _APART:
                group.append(bar)
                rest.remove(bar)
        if len(group) >= _BARS:
            yield group


def _legend(bars: Sequence[Sequence[Shape]], keys: Sequence[Key], box: Box) -> list[Key]:
    """The names of the colours of bars, near them."""
    colours = {part.colour for bar in bars for part in bar}
    near = [key for key in keys if key.colour in colours and box.grown(_LEGEND * key.line.size).meets(key.line.box)]
    return near if {key.colour for key in near} == colours else []
