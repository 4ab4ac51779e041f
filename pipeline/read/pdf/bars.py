"""Charts whose bars or points stand over one line: names in even distances at its foot, values above them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.read.pdf.alignment import is_number
from pipeline.read.pdf.names import rows_of_names
from pipeline.read.pdf.page import Box, Drawing, Line, Shape, hull
from pipeline.read.pdf.plots import descending, is_figure, scales_of
from pipeline.read.pdf.series import Key

_PERCENT = re.compile(r"[-−+]?\d[\d,.]*\s?[%％]")
_JOINED = re.compile(rf"(?:{_PERCENT.pattern}\s?){{2,}}")
_YEARS = re.compile(r"(?:19|20)\d\d年?\s?[-–—~～至]")  # 2018-2022年
_LEVEL = 1.5  # points by which the feet of bars on one line may differ
_MOST = 600  # shapes over a row of names: a map or a pattern, and no chart
_BELOW = 3.0  # ems between the foot of a chart and the names of its bars at most
_NEAR = 0.5  # share of it within which a bar stands over its name
_MIDDLE = 0.1  # and by which its middle may stand beside all of its bars
_REACH = 0.75  # share of it within which its values stand
_NAMED = 0.6  # share of the names that have a bar at least
_OVER = 3.0  # ems between the values of a chart, one above the other, at most
_POINT = 12.0  # points: the dots of a curve are no larger
_BESIDE = 12.0  # ems from a chart to the end of its unit at most
_AXIS = 2.5  # ems, beside half the distance of names, from its bars to the numbers of its scale at most
_LEGEND = 8.0  # ems from a chart to the names of its series at most
_HIGH = 30.0  # ems between a line and the dots over it at most


@dataclass(frozen=True, slots=True)
class AxisPlot:
    """A chart over one line.

    Attributes:
        area: Where its bars, values and names stand.
        names: The names of its categories, from left to right, each of one or more lines.
        values: The figures at its bars or points.
        scale: The numbers of its axes, at either side.
        lines: The lines of the page that names and values are of: the values of narrow bars may be one line.
    """

    area: Box
    names: tuple[tuple[Line, ...], ...]
    values: tuple[Line, ...]
    scale: tuple[Line, ...]
    lines: frozenset[Line]

    def is_near(self, line: Line) -> bool:
        """Whether a line may be the unit of its values or the name of a series: it stands right over or below it."""
        room = _BESIDE * line.size
        top = min([self.area.top, *(number.top for number in self.scale)])
        apart = max(top - line.bottom, line.top - self.area.bottom)
        return (
            apart < _OVER * line.size and self.area.x0 - room < line.edges[0] and line.edges[-1] < self.area.x1 + room
        )


def axis_plots(lines: Sequence[Line], hanging: Sequence[Line], drawing: Drawing) -> list[AxisPlot]:
    """The charts of a page whose categories are named below one line.

    Args:
        lines: All lines of the page that stand upright.
        hanging: Those that stand otherwise: the names of narrow bars are turned.
        drawing: What is drawn on it.
    """
    numbers = [line for line in lines if is_number(line.text)]
    figures = [line for line in lines if _is_value(line)]
    found: list[AxisPlot] = []
    for names in rows_of_names(lines, hanging) if len(figures) > 1 and drawing.shapes else ():
        stand = _stand_over(names, lines, drawing)
        plot = _plot(stand, names, figures, numbers) if stand else None
        found += [plot] if plot else []
    plots: list[AxisPlot] = []
    for plot in sorted(found, key=lambda plot: -len(plot.names)):
        if not any(plot.lines & other.lines for other in plots):
            plots.append(plot)
    return [replace(plot, scale=_own_scale(plot, plots)) for plot in plots]


def _own_scale(plot: AxisPlot, plots: Sequence[AxisPlot]) -> tuple[Line, ...]:
    """The numbers of a chart's axes that stand nearer to no other chart, and are no values of one."""
    return tuple(
        line
        for line in plot.scale
        if not any(
            line in other.lines or _distance(other.area, line.box) < _distance(plot.area, line.box)
            for other in plots
            if other is not plot
        )
    )


def _stand_over(names: Sequence[Sequence[Line]], lines: Sequence[Line], drawing: Drawing) -> Box | None:
    """The extent of the bars or dots over a row of names; None where hardly any name has one."""
    centres = [_centre(name[0]) for name in names]
    step = min(after - before for before, after in pairwise(centres))
    head, size = min(name[0].top for name in names), names[0][0].size
    over = [
        shape
        for shape in drawing.shapes
        if shape.filled
        and shape.width < step
        and shape.top < head
        and min(abs((shape.x0 + shape.x1) / 2 - centre) for centre in centres) < _NEAR * step
    ]
    if not 1 < len(over) <= _MOST:
        return None
    edges = sorted(((edge, shape) for shape in over for edge in (shape.bottom, shape.top)), key=lambda pair: pair[0])
    rows = [*_on_one_line(edges), *_dots_over(over, centres, head - _BELOW * size, head, drawing)]
    best: tuple[int, float, Box] | None = None
    for row in rows:
        bars = [shape for shape in row if not any(shape.encloses(line) and not is_number(line.text) for line in lines)]
        named = [centre for centre in centres if _is_under(centre, bars, step)]
        if len(named) < max(2, _NAMED * len(names)):
            continue
        extent = hull(bars)
        if -size < head - extent.bottom < _BELOW * size and (best is None or (len(named), extent.bottom) > best[:2]):
            best = len(named), extent.bottom, extent
    return _with_stacked(best[2], over) if best else None


def _is_under(centre: float, bars: Sequence[Box], step: float) -> bool:
    """Whether the middle of a name stands below its bars, and not beside them as that of a level bar does."""
    own = [bar for bar in bars if abs((bar.x0 + bar.x1) / 2 - centre) < _NEAR * step]
    reach = _MIDDLE * step
    return bool(own) and min(bar.x0 for bar in own) - reach < centre < max(bar.x1 for bar in own) + reach


def _with_stacked(bars: Box, shapes: Sequence[Shape]) -> Box:
    """The extent of bars with those that stand on them, one on top of the other."""
    whole = bars
    for shape in sorted(shapes, key=lambda shape: -shape.bottom):
        if shape.bottom <= whole.bottom and shape.meets(whole.grown(_LEVEL)):
            whole = hull([whole, shape])
    return whole


def _on_one_line(edges: Sequence[tuple[float, Shape]]) -> Iterable[list[Shape]]:
    """Shapes that stand on one line, or hang from it."""
    rows: list[list[Shape]] = []
    last = float("-inf")
    for edge, shape in edges:
        if edge - last > _LEVEL:
            rows.append([])
        rows[-1].append(shape)
        last = edge
    return rows


def _dots_over(
    shapes: Sequence[Shape], centres: Sequence[float], top: float, bottom: float, drawing: Drawing
) -> Iterable[list[Shape]]:
    """The dots of a curve over a level line that goes along its names; they reach down to the line."""
    for rule in drawing.horizontal:
        if top < rule.top < bottom and rule.x0 <= centres[0] and centres[-1] <= rule.x1:
            dots = [shape for shape in shapes if max(shape.width, shape.height) <= _POINT and shape.bottom < rule.top]
            near = [dot for dot in dots if rule.top - dot.bottom < _HIGH * _POINT]
            yield [replace(dot, bottom=rule.top) for dot in near]


def legends(plots: Sequence[AxisPlot], keys: Sequence[Key], shapes: Sequence[Shape]) -> list[list[Key]]:
    """The names of the series of each chart: those of its colours, or else those near it."""
    owned: list[list[Key]] = [[] for _ in plots]
    for key in keys:
        near = [_distance(plot.area, key.line.box) for plot in plots]
        if min(near) < _LEGEND * key.line.size:
            owned[near.index(min(near))].append(key)
    return [_of_colours(plot, plots, owned, shapes) or own for plot, own in zip(plots, owned, strict=True)]


def _of_colours(
    plot: AxisPlot, plots: Sequence[AxisPlot], owned: Sequence[list[Key]], shapes: Sequence[Shape]
) -> list[Key]:
    """The legend that has most of a chart's colours, two at least, and is nearest."""
    colours = {shape.colour for shape in shapes if shape.filled and shape.meets(plot.area)}
    ranked = [
        (len({key.colour for key in keys} & colours), -_distance(plot.area, other.area), keys)
        for other, keys in zip(plots, owned, strict=True)
    ]
    shared, _, keys = max(ranked, key=lambda rank: rank[:2])
    return keys if shared > 1 else []


def plot_of_unit(line: Line, plots: Sequence[AxisPlot]) -> AxisPlot:
    """The chart that a unit is of: it stands over its values, or else near them."""
    near = [plot for plot in plots if plot.is_near(line)]
    over = [plot for plot in near if line.middle < plot.area.top]
    return min(over or near, key=lambda plot: _distance(plot.area, line.box))


def _distance(one: Box, other: Box) -> float:
    aside = max(0.0, one.x0 - other.x1, other.x0 - one.x1)
    return max(aside, one.top - other.bottom, other.top - one.bottom)


def _plot(
    stand: Box, names: Sequence[Sequence[Line]], figures: Sequence[Line], numbers: Sequence[Line]
) -> AxisPlot | None:
    """A chart with the figures over its names; None where hardly any has one."""
    centres = [_centre(name[0]) for name in names]
    step = min(after - before for before, after in pairwise(centres))
    reach = _REACH * step
    top = stand.top
    foot = min(line.top for name in names for line in name)
    above = [line for line in numbers if line.middle < foot]
    scale = (*_scale_at(stand, step, above, left=True), *_scale_at(stand, step, above, left=False))
    lines: list[Line] = []
    values: list[Line] = []
    for line in sorted((line for line in figures if line not in scale), key=lambda line: -line.middle):
        pieces = _apart(line, centres)
        if line.middle > foot or any(abs(_centre(piece) - _nearest(piece, centres)) > reach for piece in pieces):
            continue
        if line.bottom < top - _OVER * line.size:
            break
        lines.append(line)
        values += pieces
        top = min(top, line.top)
    named = {_nearest(line, centres) for line in values}
    if len(named) < _NAMED * len(names):
        return None
    labels = [line for name in names for line in name]
    area = hull([stand, *(line.box for line in (*labels, *values))])
    return AxisPlot(
        replace(area, top=top), tuple(map(tuple, names)), tuple(values), scale, frozenset((*lines, *labels))
    )


def _scale_at(stand: Box, step: float, numbers: Sequence[Line], *, left: bool) -> tuple[Line, ...]:
    """The numbers of a scale to the left or right of bars, which rise from their foot, or over it where some hang."""
    beside: list[tuple[float, Line]] = []
    for line in numbers:
        gap = stand.x0 - line.edges[-1] if left else line.edges[0] - stand.x1
        if -line.size / 2 < gap < step / 2 + _AXIS * line.size:
            beside.append((gap, line))
    nearest = min(beside, key=lambda pair: pair[0], default=None)
    if nearest is None:
        return ()
    x0, x1 = nearest[1].edges[0], nearest[1].edges[-1]
    column = [line for _, line in beside if line.edges[0] < x1 and x0 < line.edges[-1]]
    parts = descending(sorted(column, key=lambda line: line.middle))
    return scales_of(parts[-1]) if parts[-1][-1].middle > stand.top else ()


def _is_value(line: Line) -> bool:
    return _JOINED.fullmatch(line.text) is not None or (is_figure(line) and not _YEARS.match(line.text))


def _apart(line: Line, centres: Sequence[float]) -> list[Line]:
    """The figures of a line: 6.6%6.3% over two narrow bars, and 5%-10% over one."""
    found = [line.piece(*match.span()) for match in _PERCENT.finditer(line.text)]
    pieces = [piece for piece in found if piece is not None]
    over = {_nearest(piece, centres) for piece in pieces}
    return pieces if 1 < len(over) == len(pieces) else [line]


def _nearest(line: Line, centres: Sequence[float]) -> float:
    return min(centres, key=lambda centre: abs(centre - _centre(line)))


def _centre(line: Line) -> float:
    return (line.edges[0] + line.edges[-1]) / 2
