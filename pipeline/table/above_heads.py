"""What stands above heads one a line and is none of them: titles, the time of a whole table, heads that stand twice."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.lexicon.tables import head_role
from pipeline.lexicon.typography import Line
from pipeline.model import NAMING
from pipeline.table.captions import below_time
from pipeline.table.shape import Shape, is_name


def heads_only(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Sequence[int]:
    """The lines above the first row that may be heads.

    Args:
        lines: The lines of the text.
        above: Indices of the lines above the first row.
        shape: What the rows say of the columns.
    """
    return _once(lines, _below_gap(lines, below_time(lines, above), shape), shape)


def _below_gap(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Sequence[int]:
    """Pass over titles above a blank line below which heads enough stand, of which the first heads names.

    月报⏎␠⏎指标⏎本月⏎累计
    """
    gaps = [at for at, (one, other) in enumerate(pairwise(above), 1) if other - one > 1]
    below = above[gaps[-1] :] if gaps else above
    return below if len(below) > shape.values and is_name(lines[below[0]].text) else above


def _once(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Sequence[int]:
    """Pass over heads that stand a second time, as over two rows side by side: 年份⏎产量⏎单产⏎年份⏎产量⏎单产."""
    half = shape.labels + shape.values
    texts = [lines[index].text for index in above[-2 * half :]]
    twice = len(texts) == 2 * half and texts[:half] == texts[half:]
    return above[:-half] if twice and head_role(texts[0]) in NAMING else above
