"""Header lines whose cells are wrapped, or stand a cell a line."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import add

from pipeline.lexicon.tables import head_role, is_column_heading
from pipeline.lexicon.typography import Line, width
from pipeline.model import Role, Span
from pipeline.table.fields import Field, is_dated
from pipeline.table.levels import LONGEST_HEAD, by_levels, is_number
from pipeline.table.shape import Headers, Shape, agreed, is_head, is_name
from pipeline.table.tokens import Merge, best_merge, returning, seam, tokens_of, wants_more

_LEAST_MERGE, _SURE = 0.45, 0.6
_NEVER = -1.6  # evidence at a seam where they may not
_WEAKEST = -0.6  # evidence at a seam where pieces may still be put together
_LEFT = 0.15  # what each line above that is left over counts against a reading
_UNNAMED = 0.1  # what it counts where no head is left for the labels
_WHOLE = 0.6  # how likely pieces of which none goes on are heads
_PARTED = 0.15  # what evidence counts for cells that go on where they were cut
_UNFINISHED = 0.25  # what each head that wants more counts against a reading
_SHARED = 0.5  # evidence of a cell that ends with a line of several
_CLEAR = 1.5  # margin by which they may where it is weaker


def by_merging(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Headers | None:
    """Read headers whose cells are wrapped, or stand a cell a line."""
    best: Headers | None = None
    pieces: list[Field] = []
    seams: list[float] = []
    ends: list[int] = []  # how many pieces each line below holds
    loose = all(not lines[index + 1].text for index in above)  # a blank line behind every line parts nothing
    for left, index in reversed(tuple(enumerate(above))):
        tokens = tokens_of(lines[index])
        if any(is_number(token.text) for token in tokens):
            break
        across = 1 if loose or lines[index + 1].text else 2
        # a cell over several lines has these for itself
        shared = _SHARED * (len(tokens) > 1 or ends[:1] > [1])
        between = [seam(tokens[-1], pieces[0], across=across) - shared] if pieces else []
        ends = [len(tokens), *ends]
        seams = [*(seam(one, other, across=0) for one, other in pairwise(tokens)), *between, *seams]
        pieces = [*tokens, *pieces]
        told = list(map(add, seams, returning(pieces)))
        for count, first in ((shape.columns, 0), (shape.values, shape.labels)):
            found = best_merge(pieces, told, count) if count > 1 else None
            headers = found and _of_merge(found, first, shape, index)
            headers = headers and replace(headers, fit=headers.fit - _LEFT * min(left, 3) - _UNNAMED * (first > 0))
            if headers and (best is None or headers.weight > best.weight):
                best = headers
    higher = [index for index in above if best and index < best.first]
    if best and higher and not best.named:  # 2022 年度 2021 年度 above 产量 产销率⏎（%） 产量 产销率⏎（%）
        levels = by_levels(lines, higher, shape, best.rows[0])
        best = levels if levels and levels.sure and levels.first < best.first and _divided(levels) else best
    return best


def _divided(levels: Headers) -> bool:
    """Whether groups stand over heads that return below them, or are times: 失能 轻伤 工时 under 死亡 are no parts."""
    upper, lower = levels.rows[0], [field.text for field in levels.rows[-1]]
    groups = [field.text for field in upper if field.column_span > 1]
    sizes = range(1, len(lower) // 2 + 1)
    return any(lower[:size] * (len(lower) // size) == lower for size in sizes) or all(map(is_dated, groups))


def by_chance(merge: Merge) -> bool:
    """Say whether cells were put together no better than by chance, or are too wide for heads."""
    put = any(len(cell) > 1 for cell in merge.cells)
    weak = merge.least < _NEVER or (merge.least < _WEAKEST and merge.margin < _CLEAR)
    chance = put and (merge.margin <= 0 or weak)
    return chance or any(width(cell.text) > 2 * LONGEST_HEAD for cell in merged(merge))


def likelihood(merge: Merge, known: float) -> float:
    """How likely cells put together are heads.

    Args:
        merge: The cells.
        known: Share of the heads of values that are known to be such.
    """
    if all(len(cell) == 1 for cell in merge.cells):
        return _WHOLE + 0.2 * known
    parted = max(merge.least - merge.margin, 0.0)  # evidence that a cell goes on where it was cut
    return 0.4 + 0.1 * min(merge.least, 2.0) + 0.1 * min(merge.margin, 2.0) + 0.2 * known - _PARTED * parted


def merged(merge: Merge | None) -> list[Field]:
    """The cells put together of pieces, as fields."""
    return [
        Field(Span(cell[0].span.start, cell[-1].span.end), "".join(piece.text for piece in cell))
        for cell in (merge.cells if merge else ())
    ]


def _of_merge(merge: Merge, first: int, shape: Shape, line: int) -> Headers | None:
    """The header row of cells put together of pieces; None where that is no better than chance."""
    if by_chance(merge):
        return None
    row = tuple(replace(field, column=first + number) for number, field in enumerate(merged(merge)))
    named = shape.labels if first == 0 else 0
    if shape.unit and named and head_role(row[named - 1].text) is not Role.UNIT:
        return None
    if named and is_head(row[0]) and head_role(row[0].text) is not Role.TIME:
        return None
    known = sum(map(is_head, row[named : named + shape.values])) / shape.values
    fit = likelihood(merge, known) - _UNFINISHED * sum(wants_more(cell.text) for cell in row)
    if named and (head_role(row[0].text) in {Role.LABEL, Role.ORDINAL} or is_column_heading(row[0].text)):
        fit += 0.1
    if named > 1 and all(is_name(cell.text) for cell in row[:named]):
        fit += 0.1
    if fit < _LEAST_MERGE:
        return None
    return Headers((row,), line, fit, fit >= _SURE, named, known, 0.0, agreed((row,), shape))
