"""How well pieces of a row are one cell of a column, by what the cells of the column hold."""

from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

from pipeline.lexicon.tables import is_absent
from pipeline.lexicon.typography import width
from pipeline.table.fields import Field, is_value, unit_of
from pipeline.table.tokens import seam

NEVER = -9.0
_PER_LOST = -0.4
_WIDEST_CELL = 24  # of words among values
_WIDEST_GROUP, _WIDEST_GROUP_LINE = 16, 8  # of the name of a group, of one of its lines


class Kind(Enum):
    """What the cells of a column hold."""

    LOST = auto()
    GROUP = auto()
    LABEL = auto()
    ORDINAL = auto()
    UNIT = auto()
    VALUE = auto()


def fitting(kind: Kind, pieces: Sequence[Field], alone: set[int]) -> float:
    """How well some pieces are one cell of a column."""
    texts = [piece.text for piece in pieces]
    joined = 0.3 * sum(max(-2.0, min(seam(one, other, across=1), 2.0)) for one, other in pairwise(pieces))
    match kind:
        case Kind.LOST:
            return _PER_LOST * len(texts)
        case Kind.GROUP:
            narrow = not any(map(is_value, texts)) and _is_column([width(text) for text in texts])
            apart = all(at in alone for at in range(len(pieces) - 1))
            return sum(0.5 + 0.2 * (at in alone) for at in range(len(pieces))) if narrow and apart else NEVER
        case Kind.ORDINAL:
            return -0.5 if not texts else 3.0 if len(texts) == 1 and texts[0].isdecimal() else NEVER
        case Kind.UNIT:
            if len(texts) != 1 or is_value(texts[0]):
                return -1.0 if not texts else NEVER
            return 2.0 if unit_of(texts[0]) is not None else 0.0 if is_absent(texts[0]) else -0.8
        case Kind.LABEL:
            filled = sum(is_value(text) or is_absent(text) for text in texts)
            return (1.0 if texts else -1.5) + joined - 2.0 * filled
        case Kind.VALUE:
            return _value_score(texts, joined)


def _is_column(widths: Sequence[int]) -> bool:
    """Whether lines may be the name of a group, cut where its column ends: 绿⏎色⏎发⏎展."""
    if len(widths) < 2:  # noqa: PLR2004 - one line
        return all(each <= _WIDEST_GROUP for each in widths)
    return len({*widths[:-1]}) == 1 and widths[-1] <= widths[0] <= _WIDEST_GROUP_LINE


def _value_score(texts: Sequence[str], joined: float) -> float:
    """How well some pieces are a number, a dash, or words in its place: 完成省下达指标."""
    if not texts:
        return -1.0
    numbers = sum(map(is_value, texts))
    if width("".join(texts)) > _WIDEST_CELL or (len(texts) > 1 and numbers):
        return NEVER
    if len(texts) > 1:
        return joined - 1.0
    return 2.0 if numbers else 1.0 if is_absent(texts[0]) else 0.3
