"""How the lines of a text are set: broken where a column ended, or each behind its paragraph."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.lexicon.typography import WIDEST_COLUMN, Line, is_ended, width
from pipeline.split.line_ends import PROSE

RAGGED = 8  # columns by which a wrapped line may fall short of its column
WIDEST_HEADING = 56  # columns; a text of narrower lines stands beside others
_LEAST_FULL, _MOST = 8, 0.7  # lines that tell of one column, and their share
_LEAST_BEYOND = 4  # lines that are wider than a column has place for


class Setting(NamedTuple):
    """How the lines of a text are set.

    Attributes:
        wrapped: Whether they were broken where a column ended.
        column: Width of the widest that were, where most fill it; None where columns differ.
    """

    wrapped: bool
    column: int | None


def setting_of(lines: Sequence[Line]) -> Setting:
    """Say whether the lines of a text were broken where a column ended, and not each behind its paragraph.

    Lines of about one width that stop in mid-sentence right above another tell of a column; headings stop so too, but
    are of any width. More lines that are wider than the column say that there is none: one wider than any, or some.
    """
    widths = [width(line.text) for line in lines]
    told = zip(lines, widths, (*widths[1:], 0), strict=False)  # behind the last line stands nothing
    prose = [(own, behind, is_ended(line.text)) for line, own, behind in told if own >= PROSE]
    broken = sorted(own for own, behind, ended in prose if behind and not ended and own <= WIDEST_COLUMN)
    alike = [(bisect_right(broken, own + RAGGED) - at, own + RAGGED) for at, own in enumerate(broken)]
    many, column = max(alike, default=(0, WIDEST_COLUMN))
    beyond = sum(own > (column if ended else WIDEST_COLUMN) for own, _, ended in prose)
    wrapped = beyond < max(many, 1 if max(widths, default=0) > WIDEST_COLUMN else _LEAST_BEYOND)
    full = len(broken) - bisect_left(broken, broken[-1] - 2 * RAGGED) if broken else 0
    one = wrapped and full >= max(_LEAST_FULL, _MOST * len(broken)) and broken[-1] > WIDEST_HEADING
    return Setting(wrapped, broken[-1] if one else None)
