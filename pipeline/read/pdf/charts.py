"""Charts: numbers and names strewn over drawn shapes, lifted out of the text so that they are read as what they are."""

from collections.abc import Sequence

from pipeline.lexicon.typography import is_ended
from pipeline.read.pdf.alignment import is_level, is_number
from pipeline.read.pdf.extent import CAPTION
from pipeline.read.pdf.page import BlockRole, Box, Drawing, Line, PageBlock, hull
from pipeline.read.pdf.plots import is_figure, is_scale, plot_of
from pipeline.read.pdf.scales import gridded_plots, keys_of
from pipeline.read.pdf.stacks import number_stacks

_SHAPES = 3  # bars, slices or curves of a chart at least
_NEAR = 36.0  # points between the shapes of one chart
_AROUND = 14.0  # points around its shapes in which the labels of a chart stand
_LABEL = 14  # characters of a label at most
_FOOT = 3.0  # ems between the foot of a scale and the names below the plot at most
_NAMES = 3  # of them at least
_NUMBERS = 2  # labels of a chart that are numbers at least
_OVER = 4.5  # ems between a chart and its title at most
_LONGEST_TITLE = 40  # characters
_AXIS = 1.8  # times the extent of its bars: no axis of a chart is longer
_TINY = 4.0  # points: smaller shapes are ornaments


def lift_plots(lines: Sequence[Line], drawing: Drawing) -> tuple[list[Line], list[PageBlock]]:
    """Takes the charts that stand on a grid out of the lines of a page.

    Args:
        lines: All lines of the page: the lines of a grid make no table.
        drawing: What is drawn on the page.

    Returns:
        The lines outside these charts, and the charts.
    """
    rest = list(lines)
    charts: list[PageBlock] = []
    for plot in gridded_plots(lines, drawing):
        near = [line for line in rest if plot.area.holds((line.edges[0] + line.edges[-1]) / 2, line.middle)]
        keys = keys_of(near, drawing.shapes)
        labels = [line for line in near if plot.framed or line in keys or len(line.text) <= _LABEL]
        title = _title(plot.grid, near if plot.framed else rest)
        labels = [line for line in labels if line is not title]
        charts.append(_chart(labels, title, keys))
        rest = [line for line in rest if line not in labels and line is not title]
    return rest, charts


def lift_charts(
    lines: Sequence[Line], drawing: Drawing, tables: Sequence[PageBlock]
) -> tuple[list[Line], list[PageBlock]]:
    """Takes the labels of charts out of the lines of a page.

    Args:
        lines: The lines outside tables.
        drawing: What is drawn on the page.
        tables: Its tables, whose shades are no bars.

    Returns:
        The lines outside all charts, and the charts.
    """
    rest = list(lines)
    charts: list[PageBlock] = []
    shapes = [
        shape
        for shape in drawing.shapes
        if max(shape.width, shape.height) > _TINY
        and not any(table.box.grown(_NEAR).meets(shape) for table in tables)
        and not _boxes_text(shape, lines)
    ]
    for group in _near_one_another(shapes):
        bars = hull(group)
        area = _with_names(_with_axes(bars, drawing), rest).grown(_AROUND)
        near = [line for line in rest if area.holds((line.edges[0] + line.edges[-1]) / 2, line.middle)]
        labels = [line for line in near if len(line.text) <= _LABEL and not _is_title(line, near)]
        inner = bars
        if (
            sum(shape.meets(bars) for shape in drawing.shapes) >= _SHAPES
            and not any(line not in labels and line.box.meets(inner) for line in near)
            and sum(is_number(line.text) for line in labels) >= _NUMBERS
        ):
            title = _title(area, [line for line in rest if line not in labels])
            charts.append(_chart(labels, title))
            rest = [line for line in rest if line not in labels and line is not title]
    for area in _between_axes(rest):
        labels = [line for line in rest if area.meets(line.box) and len(line.text) <= _LABEL]
        title = _title(area, [line for line in rest if line not in labels])
        charts.append(_chart(labels, title))
        rest = [line for line in rest if line not in labels and line is not title]
    return rest, charts


def _between_axes(lines: Sequence[Line]) -> list[Box]:
    """The plots that a scale at the left and a row of names at the foot bound, whatever is drawn between."""
    plots: list[Box] = []
    for scale in number_stacks(lines):
        foot = scale[-1]
        under = [
            line
            for line in lines
            if line.edges[0] > foot.edges[0] - foot.size and 0 < line.middle - foot.middle < _FOOT * foot.size
        ]
        names = [line for line in under if is_level(line, under[0]) and len(line.text) <= _LABEL]
        if is_scale(scale) and len(names) >= _NAMES:
            plots.append(hull(line.box for line in (*scale, *names)))
    return plots


def _chart(labels: Sequence[Line], title: Line | None, keys: Sequence[Line] = ()) -> PageBlock:
    """The block of a chart: its values as a grid where its labels tell, its scale and what is left as lines."""
    unit = [line for line in labels if CAPTION.match(line.text)]
    plot = plot_of([line for line in labels if line not in unit], keys)
    lines = sorted((*plot.rest, *plot.scale), key=lambda line: (round(line.middle), line.edges[0]))
    titles = (*([title] if title else ()), *unit)
    box = hull([line.box for line in (*labels, *titles)])
    return PageBlock(BlockRole.CHART, box, tuple(lines), plot.grid, scale=plot.scale, titles=titles)


def _title(area: Box, lines: Sequence[Line]) -> Line | None:
    """The line right over a chart that names it, within its width or around its middle: no value and no unit."""
    over = [
        line
        for line in lines
        if line.middle < area.top + _AROUND
        and area.x0 <= (line.edges[0] + line.edges[-1]) / 2 <= area.x1
        and not (is_number(line.text) or is_figure(line) or CAPTION.match(line.text))
    ]
    lowest = max(over, key=lambda line: line.middle, default=None)
    if lowest is None or len(lowest.text) > _LONGEST_TITLE or is_ended(lowest.text):
        return None
    return lowest if area.top - lowest.bottom < _OVER * lowest.size else None


def _with_axes(bars: Box, drawing: Drawing) -> Box:
    """The area of a chart with its axes and the marks on them, which are no longer than its bars need."""
    area = bars
    for rule in (*drawing.horizontal, *drawing.vertical):
        long = max(rule.width, rule.height) > _AXIS * max(bars.width, bars.height)
        if not long and rule.meets(bars.grown(_NEAR)):
            area = hull([area, rule])
    return area


def _with_names(area: Box, lines: Sequence[Line]) -> Box:
    """The area of a chart with the names or numbers of its bars at the left, which are level with it."""
    beside = [line for line in lines if area.top <= line.middle <= area.bottom and line.edges[-1] <= area.x0]
    near = [line for line in beside if area.x0 - line.edges[-1] < _NEAR]
    if len(near) < 2 or any(len(line.text) > _LABEL for line in near):  # noqa: PLR2004
        return area
    return hull([area, *(line.box for line in near)])


def _is_title(line: Line, near: Sequence[Line]) -> bool:
    """Whether a line is the title of a chart: the one over all others, which names no bar."""
    others = [other for other in near if other is not line]
    return not is_number(line.text) and all(line.bottom <= other.top for other in others)


def _boxes_text(shape: Box, lines: Sequence[Line]) -> bool:
    """Whether a shape is the ground of words and more below them, where bars and curves have numbers alone."""
    inside = [line for line in lines if shape.encloses(line)]
    words = any(not is_number(line.text) for line in inside)
    return words and any(not is_level(line, inside[0]) for line in inside[1:])


def _near_one_another(shapes: Sequence[Box]) -> list[list[Box]]:
    groups: list[tuple[Box, list[Box]]] = []
    for shape in shapes:
        box, members = shape, [shape]
        apart = []
        for other, others in groups:
            if other.grown(_NEAR).meets(box):
                box, members = hull([box, other]), others + members
            else:
                apart.append((other, others))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]
