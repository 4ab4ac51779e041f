"""Charts: numbers and names strewn over drawn shapes, lifted out of the text so that they are read as what they are."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.lexicon.typography import is_ended
from pipeline.read.pdf.alignment import is_level, is_number, is_value, same_edge
from pipeline.read.pdf.bars import axis_plots, legends, plot_of_unit
from pipeline.read.pdf.extent import names_unit
from pipeline.read.pdf.level_bars import level_bars
from pipeline.read.pdf.page import BlockRole, Box, Drawing, Line, PageBlock, Shape, hull
from pipeline.read.pdf.pies import pies_of
from pipeline.read.pdf.plots import Plot, is_figure, is_scale, plot_of, plot_over
from pipeline.read.pdf.scales import gridded_plots
from pipeline.read.pdf.series import Key, keys_of
from pipeline.read.pdf.stacks import number_stacks
from pipeline.read.pdf.tiles import tables_of_tiles

_SHAPES = 3  # bars, slices or curves of a chart at least
_NEAR = 36.0  # points between the shapes of one chart
_AROUND = 14.0  # points around its shapes in which the labels of a chart stand
_LABEL = 14  # characters of a label at most
_FOOT = 3.0  # ems between the foot of a scale and the names below the plot at most
_NAMES = 3  # of them at least
_NUMBERS = 2  # labels of a chart that are numbers at least
_OVER = 4.5  # ems between a chart and its title at most
_ASIDE = 6.0  # ems by which the title of a chart may stand to the left of its line
_LONGEST_TITLE = 40  # characters
_AXIS = 1.8  # times the extent of its bars: no axis of a chart is longer
_TINY = 4.0  # points: smaller shapes are ornaments


def lift_plots(
    lines: Sequence[Line], hanging: Sequence[Line], drawing: Drawing
) -> tuple[list[Line], list[Line], list[PageBlock]]:
    """Takes the charts over a line, those that stand on a grid, and pies out of the lines of a page.

    Args:
        lines: All lines of the page: the lines of a grid make no table.
        hanging: Those that stand otherwise, among them names of bars.
        drawing: What is drawn on the page.

    Returns:
        The lines of both kinds outside these charts, and the charts.
    """
    rest, turned = list(lines), list(hanging)
    charts: list[PageBlock] = []
    for pie in pies_of(rest, drawing.shapes):
        rest = [line for line in rest if line not in pie.lines]
        title = _title(hull([pie.box, pie.grid.box]), rest, aside=_ASIDE)
        charts.append(_block(Plot((), pie.grid, ()), title, (), ()))
        rest = [line for line in rest if line not in title]
    for chart in level_bars(rest, drawing.shapes):
        rest = [line for line in rest if line not in chart.lines]
        title = _title(hull([chart.box, *(line.box for line in chart.lines)]), rest, aside=_ASIDE)
        charts.append(_block(chart.plot, title, (), chart.plot.scale))
        rest = [line for line in rest if line not in title]
    cells = {cell for cells in tables_of_tiles(drawing.shapes, drawing.horizontal, lines) for cell in cells}
    bars = replace(drawing, shapes=tuple(shape for shape in drawing.shapes if shape not in cells))
    plots = axis_plots(rest, hanging, bars)
    keys = keys_of(rest, drawing.shapes) if plots else []
    for plot, own in zip(plots, legends(plots, keys, drawing.shapes), strict=True):
        words = [line for line in rest if line not in plot.lines and not is_value(line.text)]
        others = [line for line in words if len(line.text) <= _LABEL and plot.is_near(line)]
        found = plot_over(plot.names, plot.values, own, others, drawing.shapes)
        if found.grid is None:
            continue
        placed = {line for cell in found.grid.cells for line in cell.lines} | plot.lines | set(plot.scale)
        free = [line for line in words if line not in placed and not any(line is key.line for key in keys)]
        title = _title(plot.area, free, aside=_ASIDE)
        unit = [
            line for line in free if names_unit(line.text) and plot.is_near(line) and plot_of_unit(line, plots) is plot
        ]
        charts.append(_block(found, title, unit, plot.scale))
        rest = [line for line in rest if line not in placed and line not in title and line not in unit]
        turned = [line for line in turned if line not in plot.lines]
    for gridded in gridded_plots(rest, drawing):
        near = [line for line in rest if gridded.area.holds_middle_of(line)]
        keys = keys_of(near, drawing.shapes)
        named = [key.line for key in keys]
        labels = [line for line in near if gridded.framed or line in named or len(line.text) <= _LABEL]
        title = _title(gridded.grid, near if gridded.framed else rest)
        unit = [line for line in rest if line not in labels and _is_unit_over(line, gridded.grid)]
        labels = [*unit, *(line for line in labels if line not in title)]
        charts.append(_chart(labels, title, keys, drawing.shapes))
        rest = [line for line in rest if line not in labels and line not in title]
    return rest, turned, charts


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
        near = [line for line in rest if area.holds_middle_of(line)]
        labels = [line for line in near if len(line.text) <= _LABEL and not _is_title(line, near)]
        inner = bars
        if (
            not _is_row_of_cells(group, near)
            and sum(shape.meets(bars) for shape in drawing.shapes) >= _SHAPES
            and not any(line not in labels and line.box.meets(inner) for line in near)
            and sum(is_number(line.text) for line in labels) >= _NUMBERS
        ):
            title = _title(area, [line for line in rest if line not in labels])
            charts.append(_chart(labels, title))
            rest = [line for line in rest if line not in labels and line not in title]
    for area in _between_axes(rest):
        labels = [line for line in rest if area.meets(line.box) and len(line.text) <= _LABEL]
        title = _title(area, [line for line in rest if line not in labels])
        charts.append(_chart(labels, title))
        rest = [line for line in rest if line not in labels and line not in title]
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


def _chart(
    labels: Sequence[Line], title: Sequence[Line], keys: Sequence[Key] = (), shapes: Sequence[Shape] = ()
) -> PageBlock:
    """The block of a chart: its values as a grid where its labels tell, its scale and what is left as lines."""
    unit = [line for line in labels if names_unit(line.text)]
    plot = plot_of([line for line in labels if line not in unit], keys, shapes)
    return _block(plot, title, unit, plot.scale)


def _block(plot: Plot, title: Sequence[Line], unit: Sequence[Line], scale: tuple[Line, ...]) -> PageBlock:
    lines = sorted((*plot.rest, *scale), key=lambda line: (round(line.middle), line.edges[0]))
    boxes = [line.box for line in (*lines, *title, *unit)]
    box = hull([*boxes, plot.grid.box] if plot.grid else boxes)
    titles = (*([tuple(title)] if title else ()), *((line,) for line in unit))
    return PageBlock(BlockRole.CHART, box, tuple(lines), plot.grid, scale=scale, titles=titles)


def _title(area: Box, lines: Sequence[Line], aside: float = 0.0) -> list[Line]:
    """The line right over a chart that names it, within its width or around its middle: no value and no unit.

    In brackets, it stands with the line that it goes on from.
    """
    over = [
        line
        for line in lines
        if line.middle < area.top + _AROUND
        and area.x0 - aside * line.size <= (line.edges[0] + line.edges[-1]) / 2 <= area.x1
        and not (is_number(line.text) or is_figure(line) or names_unit(line.text))
    ]
    over.sort(key=lambda line: line.middle)
    lowest = over[-1] if over else None
    if lowest is None or len(lowest.text) > _LONGEST_TITLE or is_ended(lowest.text):
        return []
    if area.top - lowest.bottom >= _OVER * lowest.size:
        return []
    before = over[-2] if len(over) > 1 and lowest.text[0] in "(（" else lowest
    above = before.style == lowest.style and same_edge(before, lowest) and before is not lowest
    return [before, lowest] if above and lowest.top - before.bottom < lowest.size else [lowest]


def _is_unit_over(line: Line, grid: Box) -> bool:
    """Whether a line tells the unit of the chart below it."""
    across = line.edges[0] < grid.x1 and grid.x0 < line.edges[-1] + _ASIDE * line.size
    return names_unit(line.text) and across and 0 <= grid.top - line.bottom < _OVER * line.size


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
    if len(near) < 2 or any(len(line.text) > _LABEL for line in near):  # noqa: PLR2004 - a pair
        return area
    return hull([area, *(line.box for line in near)])


def _is_title(line: Line, near: Sequence[Line]) -> bool:
    """Whether a line is the title of a chart: the one over all others, which names no bar."""
    others = [other for other in near if other is not line]
    return not is_number(line.text) and all(line.bottom <= other.top for other in others)


def _boxes_text(shape: Box, lines: Sequence[Line]) -> bool:
    """Whether a shape is the ground of words and more around them, where bars and curves have numbers alone."""
    inside = [line for line in lines if shape.encloses(line)]
    words = [line for line in inside if not is_number(line.text)]
    return bool(words) and (len(words) < len(inside) or any(not is_level(line, inside[0]) for line in inside[1:]))


def _is_row_of_cells(shapes: Sequence[Box], lines: Sequence[Line]) -> bool:
    """Whether shapes are as high and level as the cells of a head, with a text in some."""
    first = shapes[0]
    level = all(max(abs(one.top - first.top), abs(one.bottom - first.bottom)) < 1 for one in shapes)
    return level and any(shape.encloses(line) for shape in shapes for line in lines)


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
