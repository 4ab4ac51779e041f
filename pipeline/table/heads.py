"""Heads of columns that stand one below the other, each on a line of its own or over several.

`指标⏎单位⏎二零二二⏎年度⏎二零二三⏎年度` heads two columns of values. How many there are is known from the rows; what is
one cell is told by the seams at which words go on, by blank lines, and by heads that return below each group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.lexicon.tables import head_role
from pipeline.lexicon.typography import Line, width
from pipeline.model import Role, Span
from pipeline.table.fields import Field
from pipeline.table.shape import Shape, agreed, is_head, is_name
from pipeline.table.tokens import best_merge, seam

_MOST_LINES = 40
_WIDEST_HEAD = 60
_APART = -3.0  # evidence of a blank line
_STRONGEST = 2.0  # what one seam can count
_LEFT = 0.4  # what each line above that is left over counts, up to three
_RETURNING = 1.5  # that heads return below each group
_SURE = 0.5
_NAMING = frozenset({Role.LABEL, Role.UNIT, Role.ORDINAL, Role.TIME})


@dataclass(frozen=True, slots=True)
class Heads:
    """Header rows.

    Attributes:
        rows: The rows from the top.
        first: Index of the line on which they begin.
        fit: How sure they are, from 0 to 1.
        known: Share of the columns of values whose heads are times, changes, shares or name a unit.
        named: How many columns of labels have a head.
        weight: The evidence, to be compared with that of other readings.
    """

    rows: tuple[tuple[Field, ...], ...]
    first: int
    fit: float
    known: float
    named: int
    weight: float

    @property
    def sure(self) -> bool:
        """Whether the words show them to be heads."""
        return self.known >= _SURE or self.named > 1


def heads_above(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Heads | None:
    """Read the lines above the first row as heads one below the other.

    Args:
        lines: The lines of the text.
        above: Indices of the lines that may be heads.
        shape: What the rows say of the columns.

    Returns:
        The likeliest reading; None where none fits.
    """
    above = above[-_MOST_LINES:]
    pieces = [Field(Span(lines[index].start, lines[index].end), lines[index].text) for index in above]
    seams = _seams(lines, above, pieces)
    found = (
        heads
        for left in range(len(above))
        for heads in _from(pieces[left:], seams[left:], above[left], min(left, 3), shape)
    )
    return max(found, key=lambda heads: heads.weight, default=None)


def _seams(lines: Sequence[Line], above: Sequence[int], pieces: Sequence[Field]) -> list[float]:
    """The evidence between each line and the next that a cell goes on.

    A blank line parts cells, unless one stands between all lines; where most are parted so, others are not.
    """
    blanks = [second - first > 1 and not lines[second - 1].text for first, second in pairwise(above)]
    parted = 2 * sum(blanks) > len(blanks)
    return [
        (_APART if blank else -_APART)
        if blank != parted or (parted and not all(blanks))
        else max(-_STRONGEST, min(seam(one, other, across=1), _STRONGEST))
        for blank, (one, other) in zip(blanks, pairwise(pieces), strict=True)
    ]


def _from(pieces: Sequence[Field], seams: Sequence[float], first: int, left: int, shape: Shape) -> Iterator[Heads]:
    """All readings that begin with the first of some pieces: heads of labels, perhaps groups, then heads of values."""
    for named in range(shape.labels + 1):
        for groups in (0, *(size for size in range(2, shape.values) if shape.values % size == 0)):
            merge = best_merge(pieces, seams, named + groups + shape.values)
            if merge is None:
                continue
            cells = [_cell(pieces) for pieces in merge.cells]
            names, uppers, heads = cells[:named], cells[named : named + groups], cells[named + groups :]
            returns = bool(groups) and _returns([head.text for head in heads], groups)
            if (groups and not returns) or any(width(cell.text) > _WIDEST_HEAD for cell in cells):
                continue
            inner = {piece.span.start for cell in merge.cells for piece in cell[1:]}
            weight = sum(
                each if piece.span.start in inner else -each for piece, each in zip(pieces[1:], seams, strict=True)
            ) / len(cells)
            weight += _words(names, uppers or heads, shape) + _RETURNING * returns - _LEFT * left
            rows = _rows(names, uppers, heads, shape)
            weight += agreed(rows, shape)
            known = sum(map(is_head, (*uppers, *heads))) / (len(uppers) + len(heads))
            fit = 1.0 if merge.margin > 0 else 0.7  # how many pieces go together is no better than chance
            yield Heads(rows, first, fit, known, named, weight)


def _cell(pieces: Sequence[Field]) -> Field:
    return Field(Span(pieces[0].span.start, pieces[-1].span.end), "".join(piece.text for piece in pieces))


def _returns(heads: Sequence[str], groups: int) -> bool:
    """Whether the same heads return below every group: 产量 增速 产量 增速."""
    size = len(heads) // groups
    return len(set(heads[:size])) == size and all(
        heads[at : at + size] == heads[:size] for at in range(0, len(heads), size)
    )


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
        if head_role(head.text) in _NAMING:
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


def _rows(
    names: Sequence[Field], groups: Sequence[Field], heads: Sequence[Field], shape: Shape
) -> tuple[tuple[Field, ...], ...]:
    height = 2 if groups else 1
    named = [
        replace(name, column=column, row_span=height)
        for column, name in zip(_name_columns(names, shape), names, strict=True)
    ]
    below = [replace(head, column=shape.labels + number) for number, head in enumerate(heads)]
    if not groups:
        return ((*named, *below),)
    size = len(heads) // len(groups)
    above = [
        replace(group, column=shape.labels + number * size, column_span=size) for number, group in enumerate(groups)
    ]
    return (*named, *above), tuple(below)
