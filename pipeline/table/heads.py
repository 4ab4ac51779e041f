"""Heads of columns that stand one below the other, each on a line of its own or over several.

`指标⏎单位⏎二零二二⏎年度⏎二零二三⏎年度` heads two columns of values. How many there are is known from the rows; what is
one cell is told by the seams at which words go on, by blank lines, and by heads that return below each group.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from operator import add

from pipeline.lexicon.tables import head_role
from pipeline.lexicon.typography import Line, width
from pipeline.model import NAMING, Role, Span
from pipeline.table.above_heads import heads_only
from pipeline.table.fields import Field
from pipeline.table.placing import whole
from pipeline.table.returning import are_two, evened, returns
from pipeline.table.shape import Shape, agreed, is_head, is_name
from pipeline.table.tokens import Merge, best_merge, returning, seam, tokens_of

_BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
_ALL_BRACKETED = re.compile(r"(?:[（(][^（）()]*[)）]\s+)+[（(][^（）()]*[)）]")
_MOST_LINES = 40
_MOST_PIECES = 4  # of a cell, on the average
_WIDEST_HEAD = 60
_APART = -3.0  # evidence of a blank line
_WHOLE = -30.0  # evidence of a sign between two cells
_STRONGEST = 2.0  # what one seam can count
_LEFT, _MOST_LEFT = 0.4, 3  # what each line above that is left over counts, and how many of them do
_LINE = 0.5  # how much likelier a line is a cell than a part of one
_RETURNING = 1.5  # that heads return below each group
_NAMED = 0.3  # that every column of labels has a head
_UNEVEN = 1.0  # that two pieces are put together at one place and not at another
_YEARS = 1.0  # that a year by itself, 2016, is put together with a word that it has nothing to do with
_SURE = 0.5
_FITS = (0.45, 0.7, 0.85, 1.0)  # by how many of three speak for it: heads of values, names of labels, clear seams
_AT_END = 0.2  # that a column without a group stands behind the groups
_MOST_LONE = 2
_LEAST_GROUPED = 4  # columns under groups beside which others stand alone


@dataclass(frozen=True, slots=True)
class Heads:
    """Header rows.

    Attributes:
        rows: The rows from the top.
        first: Index of the line on which they begin.
        fit: How sure they are, from 0 to 1.
        known: Share of the columns of values whose heads are times, changes, shares or name a unit.
        named: How many columns of labels have a head.
        told: Whether words that are known to head columns stand over every one of these.
        weight: The evidence, to be compared with that of other readings.
    """

    rows: tuple[tuple[Field, ...], ...]
    first: int
    fit: float
    known: float
    named: int
    told: bool
    weight: float

    @property
    def sure(self) -> bool:
        """Whether the words show them to be heads."""
        return self.known >= _SURE or self.named > 1


def heads_above(lines: Sequence[Line], above: Sequence[int], shape: Shape, *, joined: bool) -> Heads | None:
    """Read the lines above the first row as heads one after the other.

    Args:
        lines: The lines of the text.
        above: Indices of the lines that may be heads.
        shape: What the rows say of the columns.
        joined: Whether a line may hold several.

    Returns:
        The likeliest reading; None where none fits.
    """
    above = heads_only(lines, above[-_MOST_LINES:], shape)
    pieces = [piece for index in above for piece in (_words_of(lines[index]) if joined else [whole(lines[index])])]
    firsts = [index for index in above for _ in (_words_of(lines[index]) if joined else [index])]
    seams = _seams(lines, firsts, pieces)
    found = (
        heads
        for left in range(len(pieces))
        if not left or firsts[left] != firsts[left - 1]
        for heads in _from(pieces[left:], seams[left:], firsts[left], min(above.index(firsts[left]), _MOST_LEFT), shape)
    )
    return max(found, key=lambda heads: heads.weight, default=None)


def heads_of_cells(cells: Sequence[Field], shape: Shape) -> Heads | None:
    """Read cells above the first row as heads one after the other; those that are left over stand before them.

    Args:
        cells: The cells, of which each is whole.
        shape: What the rows say of the columns.
    """
    seams = [_WHOLE] * (len(cells) - 1)
    found = (
        heads
        for left in range(len(cells))
        for heads in _from(cells[left:], seams[left:], left, min(left, _MOST_LEFT), shape)
    )
    return max(found, key=lambda heads: heads.weight, default=None)


def _words_of(line: Line) -> Iterator[Field]:
    """The cells of a line; (实物量) (标准量) are two."""
    for token in tokens_of(line):
        parts = _BRACKETED.finditer(token.text) if _ALL_BRACKETED.fullmatch(token.text) else ()
        spans = [part.span() for part in parts] or [(0, len(token.text))]
        for start, end in spans:
            yield Field(Span(token.span.start + start, token.span.start + end), token.text[start:end])


def _seams(lines: Sequence[Line], firsts: Sequence[int], pieces: Sequence[Field]) -> list[float]:
    """The evidence between each piece and the next that a cell goes on; `firsts`: the lines on which they stand.

    A blank line parts cells, unless one stands between all lines; where most are parted so, others are not.
    """
    ends = [(one, other) for one, other in pairwise(firsts) if one != other]
    blanks = [not lines[other - 1].text for one, other in ends if other - one > 1]
    parted = 2 * len(blanks) > len(ends)
    everywhere = len(blanks) == len(ends)
    seams: list[float] = []
    for (first, second), (one, other) in zip(pairwise(firsts), pairwise(pieces), strict=True):
        blank = second - first > 1 and not lines[second - 1].text
        if are_two(one.text, other.text) or (blank and not everywhere):
            seams.append(_APART)
        elif parted and not blank and first != second:
            seams.append(-_APART)
        else:
            seams.append(max(-_STRONGEST, min(seam(one, other, across=int(first != second)), _STRONGEST)))
    return evened(pieces, list(map(add, seams, returning(pieces))))


def _from(pieces: Sequence[Field], seams: Sequence[float], first: int, left: int, shape: Shape) -> Iterator[Heads]:
    """All readings that begin with the first of some pieces: heads of labels, perhaps groups, then heads of values."""
    values = shape.values + shape.tail
    again = len({piece.text for piece in pieces}) < len(pieces)
    for named in range(shape.labels + 1):
        for groups, lone in _groupings(values) if again else ((0, 0),):
            # 期别 2024 2023 种类 合并 合并: names stand beside both
            for twice in {0, named} if groups == values else (0,):
                count = named + groups + twice + values
                merge = best_merge(pieces, seams, count) if len(pieces) <= _MOST_PIECES * count else None
                if merge is not None:
                    yield from _as_merged(merge, seams, _Counts(named, groups, lone, twice), first, left, shape)


@dataclass(frozen=True, slots=True)
class _Counts:
    """How many heads stand over labels, over groups, over columns without one, and beside the heads below groups."""

    named: int
    groups: int
    lone: int
    twice: int


def _as_merged(
    merge: Merge, seams: Sequence[float], counts: _Counts, first: int, left: int, shape: Shape
) -> Iterator[Heads]:
    """The readings of some pieces that are put together to as many cells as there are heads."""
    named, groups, lone = counts.named, counts.groups, counts.lone
    over = len(merge.cells) - shape.values - shape.tail + lone
    heads, upper = [_cell(cell) for cell in merge.cells[over:]], [_cell(cell) for cell in merge.cells[:over]]
    come_back = bool(groups) and returns([head.text for head in heads], groups)
    if groups and (not come_back or {cell.text for cell in upper} & {head.text for head in heads}):
        return
    inner = {piece.span.start for cell in merge.cells for piece in cell[1:]}
    pieces = [piece for cell in merge.cells for piece in cell]
    seamed = sum(
        each - _LINE if piece.span.start in inner else -each for piece, each in zip(pieces[1:], seams, strict=True)
    )
    weight = seamed / len(merge.cells) + _RETURNING * come_back - _LEFT * left - _UNEVEN * _uneven(merge.cells)
    weight -= _YEARS * sum(
        piece.span.start in inner and each < 0 and (before.text.isdecimal() or piece.text.isdecimal())
        for (before, piece), each in zip(pairwise(pieces), seams, strict=True)
    )
    clear = merge.margin > 0 or come_back
    for low in (False, True) if groups and named and not counts.twice else (False,):
        names = upper[groups + lone :] if low else upper[:named]
        uppers = upper[: groups + lone] if low else upper[named : named + groups + lone]
        again = upper[named + groups :] if counts.twice else ()
        yield from _placed(_Parts(names, uppers, heads, low, again), lone, first, weight, shape, clear=clear)


def _uneven(cells: Sequence[Sequence[Field]]) -> bool:
    """Whether the same two pieces are one cell here and two there: 1-2月 增长(%) below each group."""
    joined = {(one.text, other.text) for cell in cells for one, other in pairwise(cell)}
    return any((one[-1].text, other[0].text) in joined for one, other in pairwise(cells))


@dataclass(frozen=True, slots=True)
class _Parts:
    """Heads by what they stand over.

    Attributes:
        names: Over labels.
        uppers: Over groups of columns, or over columns without a group.
        heads: Over columns of values, below their groups.
        low: Whether the names stand beside these, and not beside the groups.
        again: What stands beside these where names stand beside the groups, too.
    """

    names: Sequence[Field]
    uppers: Sequence[Field]
    heads: Sequence[Field]
    low: bool
    again: Sequence[Field] = ()


def _placed(parts: _Parts, lone: int, first: int, weight: float, shape: Shape, *, clear: bool) -> Iterator[Heads]:
    """The readings of heads, by which of those over groups are columns by themselves."""
    names, values = parts.names, (*parts.uppers, *parts.heads)
    if any(width(cell.text) > _WIDEST_HEAD for cell in (*names, *values)):
        return
    weight += _words(names, parts.uppers or parts.heads, shape) + _NAMED * (len(names) == shape.labels)
    known = sum(map(is_head, values)) / len(values)
    told = len(names) == shape.labels and all(is_name(name.text) for name in names)
    fit = _FITS[(known >= _SURE) + told + clear]
    for alone in combinations(range(len(parts.uppers)), lone):
        rows = _rows(parts, alone, shape)
        at_end = _AT_END * sum(place >= len(parts.uppers) - lone for place in alone)
        yield Heads(rows, first, fit, known, len(names), told, weight + agreed(rows, shape) + at_end)


def _groupings(values: int) -> Iterator[tuple[int, int]]:
    """How many groups of equally many columns, and how many columns without a group, some columns may have."""
    yield 0, 0
    for lone in range(max(min(_MOST_LONE, values - _LEAST_GROUPED), 0) + 1):
        for groups in range(2, values - lone + 1):
            if (values - lone) % groups == 0:
                yield groups, lone


def _cell(pieces: Sequence[Field]) -> Field:
    return Field(Span(pieces[0].span.start, pieces[-1].span.end), "".join(piece.text for piece in pieces))


def _words(names: Sequence[Field], heads: Sequence[Field], shape: Shape) -> float:
    """How well some words head columns of labels, and others columns of values."""
    score = 0.0
    columns = _name_columns(names, shape)
    for column, name in zip(columns, names, strict=True):
        role = head_role(name.text)
        if shape.unit and column == shape.labels - 1:
            score += 1.0 if role is Role.UNIT else -1.5
        elif role is Role.UNIT or is_head(name):
            score -= 1.5
        elif is_name(name.text):
            score += 1.0
    score -= 1.5 * (len(set(columns)) < len(columns))
    for head in heads:
        if head_role(head.text) in NAMING:
            score -= 1.5
        elif is_head(head):
            score += 1.0
    return score / max(len(heads), 1)


def _name_columns(names: Sequence[Field], shape: Shape) -> list[int]:
    """Which label columns some words head: all in order, or those that their role tells."""
    if len(names) == shape.labels:
        return list(range(shape.labels))
    columns: list[int] = []
    for name in names:
        role = head_role(name.text)
        if role is Role.UNIT and shape.unit:
            columns.append(shape.labels - 1)
        elif role is Role.ORDINAL and shape.ordinal:
            columns.append(0)
        else:
            columns.append(max([int(shape.ordinal), *(column + 1 for column in columns)]))
    return columns


def _rows(parts: _Parts, alone: Sequence[int], shape: Shape) -> tuple[tuple[Field, ...], ...]:
    """The header rows of some heads; `alone`: which of the upper ones are a column by themselves."""
    height = 2 if parts.uppers else 1
    columns = _name_columns(parts.names, shape)
    named = [
        replace(name, column=column, row_span=1 if parts.low or parts.again else height)
        for column, name in zip(columns, parts.names, strict=True)
    ]
    again = [replace(name, column=column) for column, name in zip(columns, parts.again, strict=False)]
    if not parts.uppers:
        return ((*named, *(replace(head, column=shape.labels + at) for at, head in enumerate(parts.heads))),)
    size = len(parts.heads) // (len(parts.uppers) - len(alone))
    above: list[Field] = []
    below: list[Field] = []
    column = shape.labels
    for number, upper in enumerate(parts.uppers):
        reach = 1 if number in alone else size
        above.append(replace(upper, column=column, column_span=reach, row_span=height if number in alone else 1))
        if number not in alone:
            below += [replace(parts.heads[len(below) + at], column=column + at) for at in range(size)]
        column += reach
    return (tuple(above), (*named, *below)) if parts.low else ((*named, *above), (*again, *below))
