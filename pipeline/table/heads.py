"""Heads of columns that stand one below the other, each on a line of its own or over several.

`指标⏎单位⏎二零二二⏎年度⏎二零二三⏎年度` heads two columns of values. How many there are is known from the rows; what is
one cell is told by the seams at which words go on, by blank lines, and by heads that return below each group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from pipeline.lexicon.tables import head_role
from pipeline.lexicon.typography import Line, width
from pipeline.model import Role, Span
from pipeline.table.fields import Field, is_year, unit_of
from pipeline.table.shape import Shape, agreed, is_head, is_name
from pipeline.table.tokens import best_merge, seam

_MOST_LINES = 40
_WIDEST_HEAD = 60
_APART = -3.0  # evidence of a blank line
_STRONGEST = 2.0  # what one seam can count
_LEFT = 0.4  # what each line above that is left over counts, up to three
_LINE = 0.5  # how much likelier a line is a cell than a part of one
_RETURNING = 1.5  # that heads return below each group
_NAMED = 0.3  # that every column of labels has a head
_SURE = 0.5
_FITS = (0.45, 0.7, 0.85, 1.0)  # by how many of three speak for it: heads of values, names of labels, clear seams
_AT_END = 0.2  # that a column without a group stands behind the groups
_MOST_LONE = 2
_LEAST_GROUPED = 4  # columns under groups beside which others stand alone
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
    seams: list[float] = []
    for blank, (one, other) in zip(blanks, pairwise(pieces), strict=True):
        if _are_two(one.text, other.text) or (blank and not all(blanks)):
            seams.append(_APART)
        elif parted and not blank:
            seams.append(-_APART)
        else:
            seams.append(max(-_STRONGEST, min(seam(one, other, across=1), _STRONGEST)))
    return seams


def _are_two(one: str, other: str) -> bool:
    """Whether no cell holds both: two years, two units, the same twice."""
    return one == other or all(map(is_year, (one, other))) or all(unit_of(text) is not None for text in (one, other))


def _from(pieces: Sequence[Field], seams: Sequence[float], first: int, left: int, shape: Shape) -> Iterator[Heads]:
    """All readings that begin with the first of some pieces: heads of labels, perhaps groups, then heads of values."""
    for named in range(shape.labels + 1):
        for groups, lone in _groupings(shape.values):
            merge = best_merge(pieces, seams, named + (groups + shape.values if groups else shape.values))
            if merge is None:
                continue
            cells = [_cell(pieces) for pieces in merge.cells]
            behind = named + groups + lone if groups else named
            names, uppers, heads = cells[:named], cells[named:behind], cells[behind:]
            returns = bool(groups) and _returns([head.text for head in heads], groups)
            if (groups and not returns) or any(width(cell.text) > _WIDEST_HEAD for cell in cells):
                continue
            inner = {piece.span.start for cell in merge.cells for piece in cell[1:]}
            seamed = sum(
                each - _LINE if piece.span.start in inner else -each
                for piece, each in zip(pieces[1:], seams, strict=True)
            )
            weight = seamed / len(cells) + _words(names, uppers or heads, shape)
            weight += _RETURNING * returns + _NAMED * (named == shape.labels) - _LEFT * left
            known = sum(map(is_head, (*uppers, *heads))) / (len(uppers) + len(heads))
            told = (known >= _SURE) + (named == shape.labels and all(is_name(name.text) for name in names))
            fit = _FITS[told + (merge.margin > 0 or returns)]
            for alone in combinations(range(groups + lone), lone):
                rows = _rows(names, uppers, heads, alone, shape)
                at_end = _AT_END * sum(place >= groups for place in alone)
                yield Heads(rows, first, fit, known, named, weight + agreed(rows, shape) + at_end)


def _groupings(values: int) -> Iterator[tuple[int, int]]:
    """How many groups of equally many columns, and how many columns without a group, some columns may have."""
    yield 0, 0
    for lone in range(min(_MOST_LONE, values - _LEAST_GROUPED) + 1):
        for groups in range(2, values - lone + 1):
            if (values - lone) % groups == 0:
                yield groups, lone


def _cell(pieces: Sequence[Field]) -> Field:
    return Field(Span(pieces[0].span.start, pieces[-1].span.end), "".join(piece.text for piece in pieces))


def _returns(heads: Sequence[str], groups: int) -> bool:
    """Whether the same heads return below every group, 产量 增速 产量 增速, or units stand below single heads."""
    size = len(heads) // groups
    if size == 1:
        return all(unit_of(head) is not None for head in heads)
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
    names: Sequence[Field], uppers: Sequence[Field], heads: Sequence[Field], alone: Sequence[int], shape: Shape
) -> tuple[tuple[Field, ...], ...]:
    """The header rows of heads of labels, of groups of which some are a column by themselves, and of values."""
    height = 2 if uppers else 1
    named = [
        replace(name, column=column, row_span=height)
        for column, name in zip(_name_columns(names, shape), names, strict=True)
    ]
    if not uppers:
        return ((*named, *(replace(head, column=shape.labels + number) for number, head in enumerate(heads))),)
    size = len(heads) // (len(uppers) - len(alone))
    above: list[Field] = []
    below: list[Field] = []
    column = shape.labels
    for number, upper in enumerate(uppers):
        if number in alone:
            above.append(replace(upper, column=column, row_span=height))
            column += 1
            continue
        above.append(replace(upper, column=column, column_span=size))
        below += [replace(heads[len(below) + at], column=column + at) for at in range(size)]
        column += size
    return (*named, *above), tuple(below)
