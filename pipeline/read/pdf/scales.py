"""Charts on a grid: the numbers of a scale stand beside level lines, one each, as no numbers of a table do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from pipeline.lexicon.typography import is_ended
from pipeline.read.pdf.page import Box, Drawing, Line, hull
from pipeline.read.pdf.plots import descending, grows_up
from pipeline.read.pdf.stacks import number_stacks

_TICKS = 3  # numbers of a scale at least
_BESIDE = 3.0  # ems from a number of a scale to its line at most
_INTO = 0.6  # ems by which its line may begin before the end of the number
_LEVEL = 0.9  # ems by which its line may be higher or lower
_LONG = 8.0  # ems of a scale with its lines at least
_DASH = 8.0  # points between the dashes of one line
_MISSING = 1  # of the lines: the axis at the foot may be drawn as a shape, or not at all
_OVER = 2.5  # ems over the highest line in which the values of bars stand
_FRAME = 2.5  # times the height of its grid: a higher ground is that of a whole column
_UNDER = 4.5  # ems below the foot in which the names of bars and series stand


@dataclass(frozen=True, slots=True)
class GriddedPlot:
    """A chart with its scale and the lines of its grid.

    Attributes:
        area: Where its labels stand.
        grid: Where its values stand.
        framed: True where the area is a ground or frame of its own, which holds nothing else.
    """

    area: Box
    grid: Box
    framed: bool


def gridded_plots(lines: Sequence[Line], drawing: Drawing) -> list[GriddedPlot]:
    """The charts of a page whose scales stand beside the lines of a grid."""
    rules = _whole(drawing.horizontal)
    grids: list[Box] = []
    for stack in number_stacks(lines):
        for scale in descending(stack):
            grid = _grid_of(scale, rules)
            if grid is not None:  # with the one that its scale at the other side was found by
                joined = [other for other in grids if other.meets(grid)]
                grids = [*(other for other in grids if other not in joined), hull([grid, *joined])]
    size = median_low([line.size for line in lines]) if lines else 0.0
    return [_with_labels(grid, size, grids, lines, drawing.shapes) for grid in grids]


def _grid_of(scale: Sequence[Line], rules: Sequence[Box]) -> Box | None:
    """The grid that a scale stands beside, the scale included."""
    if len(scale) < _TICKS or not grows_up(scale):
        return None
    beside = [[rule for rule in rules if _is_of(rule, line)] for line in scale]
    grid = hull([*(line.box for line in scale), *(rule for found in beside for rule in found)])
    if sum(not found for found in beside) > _MISSING or grid.width < _LONG * scale[0].size:
        return None
    return grid


def _is_of(rule: Box, line: Line) -> bool:
    """Whether a rule begins, or ends, right beside a number of a scale and level with it."""
    gap = max(rule.x0 - line.edges[-1], line.edges[0] - rule.x1)
    return abs(rule.top - line.middle) < _LEVEL * line.size and -_INTO * line.size < gap < _BESIDE * line.size


def _whole(rules: Sequence[Box]) -> list[Box]:
    """Rules, those that are drawn as dashes joined."""
    whole: list[Box] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.top), rule.x0)):
        last = whole[-1] if whole else None
        if last is not None and round(last.top) == round(rule.top) and rule.x0 - last.x1 < _DASH:
            whole[-1] = Box(last.x0, last.top, max(last.x1, rule.x1), last.bottom)
        else:
            whole.append(rule)
    return whole


def _with_labels(
    grid: Box, size: float, grids: Sequence[Box], lines: Sequence[Line], shapes: Sequence[Box]
) -> GriddedPlot:
    """A grid with its names and values: all that stands in its frame, or else what is near."""
    frames = [
        shape
        for shape in shapes
        if shape.grown(size).x0 <= grid.x0
        and grid.x1 <= shape.grown(size).x1
        and shape.top < grid.top
        and grid.bottom < shape.bottom
        and shape.height < _FRAME * grid.height
        and not any(other is not grid and other.meets(shape) for other in grids)
        and not any(is_ended(line.text) for line in lines if shape.encloses(line))
    ]
    if frames:
        return GriddedPlot(max(frames, key=lambda frame: frame.width * frame.height), grid, framed=True)
    lower = min(
        (other.top for other in grids if other.top > grid.bottom and other.x0 < grid.x1 and grid.x0 < other.x1),
        default=float("inf"),
    )
    bottom = min(grid.bottom + _UNDER * size, (grid.bottom + lower) / 2)
    return GriddedPlot(replace(grid, top=grid.top - _OVER * size, bottom=bottom), grid, framed=False)
