"""Header lines as they stand on the page, each with pieces of several columns: 水资源 人均 万元 above 一级区 综合.

Every line's pieces go to columns in order, fewer pieces than columns to those whose words they go on with. The lines
are read from the top, and the likeliest ways to place what was read so far are kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest
from itertools import combinations

from pipeline.lexicon.typography import Line, width
from pipeline.model import Span
from pipeline.table.fields import Field, unit_of
from pipeline.table.levels import LONGEST_HEAD, is_number
from pipeline.table.shape import Headers, Shape, agreed, is_head, is_name
from pipeline.table.tokens import seam, tokens_of, wants_more

_MOST_LINES, _MOST_COLUMNS = 5, 10
_KEPT = 64  # ways to place the lines read so far
_STRONGEST = 2.0  # what one seam can count
_EMPTY, _UNFINISHED = -2.0, -0.75  # a column without a head, one that wants more
_GAP, _UNEVEN = -0.05, -0.3  # a line left out within a head, one more above it than below it
_ANNOUNCED, _MEASURED = 1.0, -2.0
_MEASURING = frozenset("率量额額值比")  # what words that heads of names do not end in measure
_PER_HEAD, _PER_NAME = 0.5, 0.5
_LEAST, _SURE, _BEST = 0.5, 0.6, 0.9
_FIT, _PER_SCORE = 0.5, 0.1


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to place the pieces of some lines.

    Attributes:
        columns: For each column its pieces.
        reach: For each column the numbers of the first and the last line that have one of them.
        score: The evidence.
    """

    columns: tuple[tuple[Field, ...], ...]
    reach: tuple[tuple[int, int], ...]
    score: float = 0.0


def by_columns(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Headers | None:
    """Read the lines above rows as lines of pieces of wrapped heads.

    Args:
        lines: The lines of the text.
        above: Indices of the lines that may be headers.
        shape: What the rows say of the columns.
    """
    if not 1 < shape.columns <= _MOST_COLUMNS:
        return None
    rows: list[list[Field]] = []
    best: Headers | None = None
    for index in reversed(above[-_MOST_LINES:]):
        tokens = tokens_of(lines[index])
        if any(is_number(token.text) for token in tokens) or len(tokens) > shape.columns:
            break
        rows.insert(0, tokens)
        found = _read(rows, index, shape) if len(rows) > 1 else None
        best = max(filter(None, (best, found)), key=lambda headers: headers.weight, default=None)
        if not lines[index - 1].text:
            break
    return best


def _read(rows: Sequence[Sequence[Field]], first: int, shape: Shape) -> Headers | None:
    """The likeliest way to place the pieces of some lines; None where they are no wrapped heads."""
    fullest = max(len(rows[0]), len(rows[-1])) if len(rows[0]) > 1 else 1
    if fullest < shape.values or sum(map(len, rows)) <= shape.columns or max(map(len, rows[1:])) < 2:  # noqa: PLR2004 - a pair
        return None
    ways = [_Way(((),) * shape.columns, ((-1, -1),) * shape.columns)]
    for number, row in enumerate(rows):
        ways = nlargest(
            _KEPT, (way for old in ways for way in _placed(old, row, number, shape.labels)), key=lambda way: way.score
        )
    way = max(ways, key=lambda each: each.score + _ending(each, shape))
    score = (way.score + _ending(way, shape)) / shape.columns
    header = tuple(
        tuple(
            replace(column[level], column=at, continues=level > 0)
            for at, column in enumerate(way.columns)
            if level < len(column)
        )
        for level in range(max(map(len, way.columns)))
    )
    whole = ["".join(piece.text for piece in column) for column in way.columns]
    if not all(whole) or any(width(text) > 2 * LONGEST_HEAD for text in whole):
        return None
    heads = [Field(column[0].span, text) for column, text in zip(way.columns, whole, strict=True)][shape.labels :]
    known = sum(map(is_head, heads[: shape.values])) / shape.values
    fit = min(_FIT + _PER_SCORE * score + 0.2 * known, _BEST)
    joined = tuple(Field(head.span, head.text, shape.labels + at) for at, head in enumerate(heads))
    return (
        Headers(header, first, fit, fit >= _SURE, shape.labels, known, 0.0, agreed((joined,), shape))
        if fit >= _LEAST
        else None
    )


def _placed(way: _Way, row: Sequence[Field], number: int, labels: int) -> Iterator[_Way]:
    """All ways to place the pieces of the next line."""
    for places in combinations(range(len(way.columns)), len(row)):
        score = way.score
        columns, reach = list(way.columns), list(way.reach)
        for column, piece in zip(places, row, strict=True):
            if columns[column]:
                score += _joint("".join(each.text for each in columns[column]), piece.text)
                score += _GAP * (number - reach[column][1] - 1)
            if column < labels and (piece.text[-1] in _MEASURING or unit_of(piece.text.rpartition("/")[2])):
                score += _MEASURED
            reach[column] = (reach[column][0] if columns[column] else number, number)
            columns[column] = (*columns[column], piece)
        yield _Way(tuple(columns), tuple(reach), score)


@lru_cache(maxsize=4096)  # the ways to place some pieces share most of their seams
def _joint(before: str, piece: str) -> float:
    """The evidence of a head going on with a piece; 其中: wants what it is of."""
    fields = [Field(Span(0, len(text)), text) for text in (before, piece)]
    return max(-_STRONGEST, min(seam(*fields, across=1), _STRONGEST)) + _ANNOUNCED * (before[-1] in "：:")


def _ending(way: _Way, shape: Shape) -> float:
    """What the heads as a whole say for a way."""
    lines = max(last for _, last in way.reach)
    score = _UNEVEN * sum(abs(first - (lines - last)) for first, last in way.reach)
    for at, column in enumerate(way.columns):
        text = "".join(piece.text for piece in column)
        if not text:
            score += _EMPTY
        elif at < shape.labels:
            score += _PER_NAME * is_name(text)
        else:
            known = is_head(Field(column[0].span, text)) or _is_measured(text)
            score += _UNFINISHED * wants_more(text) + _PER_HEAD * known
    return score


def _is_measured(text: str) -> bool:
    """Whether a head ends in a unit: 人均用水量/m3."""
    head, _, unit = text.partition("/")
    return bool(head) and unit_of(unit) is not None
