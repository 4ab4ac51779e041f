"""Tables whose heads are known by their words and whose rows end in one of a few words: 属性 over 预期性, 约束性.

What stands in a row, over however many lines, goes to the columns in order: numbers, dashes and short words to those of
values, a unit to that of units, `绿⏎色⏎发⏎展` beside the names to the names of groups.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter

from pipeline.lexicon.tables import head_role, is_absent
from pipeline.lexicon.typography import Line, is_ended, width
from pipeline.model import NAMING, Role, Span, Table
from pipeline.table.axes import Odd, carried, make_table
from pipeline.table.captions import caption_above, is_caption
from pipeline.table.fields import Field, is_value, unit_of
from pipeline.table.filling import NEVER, Kind, fitting
from pipeline.table.headers import may_head
from pipeline.table.shape import is_head, is_name
from pipeline.table.tokens import seam, tokens_of

_MOST_HEAD_LINES = 12
_LEAST_HEADS = 4
_NEW_GROUP = -1.5
_ODD = 0.2  # what a word that heads names counts within another head
_NAMING = NAMING - {Role.TIME}
_KEPT, _MOST_READINGS = 64, 24  # ways to put pieces together; those that rows are asked about
_MOST_TOLD = 6  # rows that tell how heads are to be read
_STRONGEST = 2.0  # what one seam can count
_LEAST_ROWS = 2
_MOST_ROW_LINES = 12
_MOST_BLANKS = 1
_WIDEST_WORD = 12  # of those that end rows
_MOST_PIECES = 8  # of a cell
_REMARK = re.compile(r"\s*[（(][一-鿿]{2,}[)）]$")


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of a table.

    Attributes:
        cells: For each column the pieces of its head.
        kinds: For each column but the last what its cells hold.
        first: Index of the line on which they begin.
        last: Index of the line on which they end.
        weight: The evidence of their words.
    """

    cells: tuple[tuple[Field, ...], ...]
    kinds: tuple[Kind, ...]
    first: int
    last: int
    weight: float


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its pieces, those that stand on lines of their own, and the index of its last line."""

    pieces: tuple[Field, ...]
    alone: frozenset[int]
    last: int


def find_headed(lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int]) -> list[Table]:
    """Find tables whose last head is one of words that come back at the end of their rows.

    Args:
        lines: The lines of the text.
        used: Indices of lines that cannot belong to a table.
        furniture: Those of them that are page numbers and running heads, over which a table goes on.
    """
    tables: list[Table] = []
    behind = 0
    for index in range(len(lines)):
        readings = list(_heads(lines, index, used, behind)) if index >= behind and index not in used else []
        rows = list(_rows(lines, readings[-1], used, furniture)) if readings else []
        heads = max(readings, key=lambda each: _likelihood(each, rows), default=None)
        if heads and len(rows) >= _LEAST_ROWS and any(is_value(p.text) for row in rows for p in row.pieces):
            tables.append(_table(lines, heads, rows))
            behind = rows[-1].last + 1
    return tables


def _likelihood(heads: _Heads, rows: Sequence[_Row]) -> float:
    """What the words of heads and the rows below say for a reading of them."""
    told = rows[:_MOST_TOLD]
    return heads.weight + sum(_best_way(row, heads.kinds)[0] for row in told) / max(len(told), 1)


def _heads(lines: Sequence[Line], last: int, used: frozenset[int], floor: int) -> Iterator[_Heads]:
    """All readings of known heads that end with a line whose last word heads a column of words."""
    words = lines[last].text.split()
    if not words or head_role(words[-1]) is not Role.NOTE:
        return
    if head_role(words[-2:][0]) is Role.UNIT:  # 2022年 2027年 单位 性质 is read row by row
        return
    pieces: list[Field] = []
    seams: list[float] = []
    for index in range(last, max(last - _MOST_HEAD_LINES, floor - 1), -1):
        if index in used or not lines[index].text or not may_head(lines[index]):
            break
        own = tokens_of(lines[index])
        between = [seam(own[-1], pieces[0], across=1)] if pieces else []
        seams = [*(seam(one, other, across=0) for one, other in pairwise(own)), *between, *seams]
        pieces = [*own, *pieces]
        known = [(weight, cells, kinds) for weight, cells in _merges(pieces, seams) if (kinds := _kinds(cells))]
        for weight, cells, kinds in nlargest(_MOST_READINGS, known, key=itemgetter(0)):
            odd = sum(head_role(piece.text) in _NAMING for cell in cells[:-1] for piece in cell[1:])  # 2025 年目标⏎指标
            yield _Heads(cells, kinds, index, last, weight / len(pieces) - _ODD * odd)


def _merges(pieces: Sequence[Field], seams: Sequence[float]) -> list[tuple[float, tuple[tuple[Field, ...], ...]]]:
    """The likeliest ways to put pieces together, with what their seams say for each."""
    ways: list[tuple[float, tuple[tuple[Field, ...], ...]]] = [(0.0, ((pieces[0],),))]
    for piece, each in zip(pieces[1:], seams, strict=True):
        own = max(-_STRONGEST, min(each, _STRONGEST))
        apart = [(weight - own, (*cells, (piece,))) for weight, cells in ways]
        joined = [(weight + own, (*cells[:-1], (*cells[-1], piece))) for weight, cells in ways]
        ways = nlargest(_KEPT, (*apart, *joined), key=itemgetter(0))
    return ways


def _kinds(cells: Sequence[Sequence[Field]]) -> tuple[Kind, ...] | None:
    """What the columns below some heads hold, the last aside; None where they do not tell it."""
    heads = ["".join(piece.text for piece in cell) for cell in cells]
    if len(heads) < _LEAST_HEADS:
        return None
    roles = [head_role(head) for head in heads]
    if roles[-1] is not Role.NOTE or not (is_name(heads[0]) or roles[0]):
        return None
    unit = roles.index(Role.UNIT) if Role.UNIT in roles else None
    valued = [
        at for at, head in enumerate(heads[:-1]) if roles[at] is not Role.UNIT and is_head(Field(Span(0, 0), head))
    ]
    first = valued[0] if unit is None and valued else (unit or 0) + 1
    names = [at for at in range(first) if roles[at] not in {Role.UNIT, Role.ORDINAL}]
    if not valued or valued[0] < first or not names or first == len(heads) - 1:
        return None
    if not all(is_name(heads[at]) for at in names) or any(role in _NAMING for role in roles[first:-1]):
        return None
    kinds = dict.fromkeys(names[:-1], Kind.GROUP) | {names[-1]: Kind.LABEL}
    kinds |= {at: Kind.UNIT if roles[at] is Role.UNIT else Kind.ORDINAL for at in range(first) if at not in kinds}
    return (*(kinds[at] for at in range(first)), *[Kind.VALUE] * (len(heads) - 1 - first))


def _rows(lines: Sequence[Line], heads: _Heads, used: frozenset[int], furniture: frozenset[int]) -> Iterator[_Row]:
    """The rows below heads: each ends with a word that ends others too."""
    body = list(_body(lines, heads, used, furniture))
    ends = {index: tokens[-1].text for index, tokens in body if len(tokens) > 1}
    counts = Counter(text for text in ends.values() if _may_end(text))
    words = {text for text, count in counts.items() if count > 1}
    words |= {text for text in counts if any(len(text) == len(word) and text[-1] == word[-1] for word in words)}
    pieces: list[Field] = []
    alone: set[int] = set()
    begin = 0
    for number, (index, tokens) in enumerate(body):
        if len(tokens) == 1:
            alone.add(len(pieces))
        pieces += tokens
        if tokens[-1].text in words:
            if number - begin < _MOST_ROW_LINES:
                yield _Row(tuple(pieces), frozenset(alone), index)
            pieces, alone, begin = [], set(), number + 1


def _may_end(text: str) -> bool:
    return width(text) <= _WIDEST_WORD and text.isalpha() and unit_of(text) is None and not is_absent(text)


def _body(
    lines: Sequence[Line], heads: _Heads, used: frozenset[int], furniture: frozenset[int]
) -> Iterator[tuple[int, list[Field]]]:
    """The lines below heads that may be parts of rows, with their pieces; repeated heads are left out."""
    blanks = 0
    header = {lines[index].text for index in range(heads.first, heads.last + 1)}
    for index in range(heads.last + 1, len(lines)):
        line = lines[index]
        if index in furniture or line.text in header:
            continue
        blanks = 0 if line.text else blanks + 1
        if blanks > _MOST_BLANKS or index in used or is_caption(line.text) or is_ended(line.text):
            return
        if line.text:
            yield index, tokens_of(line)


def _table(lines: Sequence[Line], heads: _Heads, rows: Sequence[_Row]) -> Table:
    """Make the table of some rows below their heads."""
    grid = [[replace(p, column=at, continues=n > 0) for at, cell in enumerate(heads.cells) for n, p in enumerate(cell)]]
    guessed: set[int] = set()
    lost: set[int] = set()
    for row in rows:
        words, cells, sure = _placed(row, heads.kinds)
        for word in words:
            lost.add(len(grid))
            grid.append([word])
        guessed |= set() if sure else {len(grid)}
        grid.append(cells)
    fit = 1.0 - 0.5 * len(guessed) / len(rows)
    odd = Odd(frozenset(guessed), frozenset(lost))
    return make_table(carried(grid, 1, lost), caption_above(lines, heads.first), headers=1, fit=fit, odd=odd)


def _placed(row: _Row, kinds: Sequence[Kind]) -> tuple[list[Field], list[Field], bool]:
    """The pieces of a row that are of none of its cells, its cells, and whether each column of values has one.

    What stands above the number of a row is of another one: 氨氮⏎13⏎用水量降低率.
    """
    pieces = row.pieces[:-1]
    _, counts = _best_way(row, kinds)
    shift = Kind.ORDINAL in kinds
    kinds = (Kind.LOST, *kinds) if shift else kinds
    at = counts[0] if shift else 0
    lost = list(pieces[:at])
    cells: list[Field] = []
    for column, count in enumerate(counts[shift:]):
        own = pieces[at : at + count]
        own = tuple(map(_bare, own)) if kinds[column + shift] is Kind.VALUE else own
        cells += [replace(p, column=column, continues=n > 0) for n, p in enumerate(own)]
        at += count
    sure = all(count for kind, count in zip(kinds, counts, strict=False) if kind == Kind.VALUE)
    return lost, [*cells, replace(row.pieces[-1], column=len(kinds) - shift)], sure


def _best_way(row: _Row, kinds: Sequence[Kind]) -> tuple[float, tuple[int, ...]]:
    """The likeliest way to place the pieces of a row: the evidence, and how many each column takes."""
    pieces = row.pieces[:-1]
    kinds = (Kind.LOST, *kinds) if Kind.ORDINAL in kinds else kinds
    shift = kinds[0] == Kind.LOST

    @cache
    def best(at: int, column: int) -> tuple[float, tuple[int, ...]]:
        """The likeliest way to place the pieces from one on in the columns from one on: how many each takes."""
        if column == len(kinds):
            return (0.0, ()) if at == len(pieces) else (NEVER * (len(pieces) - at), ())
        ways = []
        for count in range(min(_MOST_PIECES, len(pieces) - at) + 1):
            own = fitting(kinds[column], pieces[at : at + count], {n - at for n in row.alone})
            own += _NEW_GROUP * (kinds[column] is Kind.GROUP and count > 0 and shift and at > 0)
            if own > NEVER:
                score, rest = best(at + count, column + 1)
                ways.append((own + score, (count, *rest)))
        return max(ways)

    return best(0, 0)


def _bare(cell: Field) -> Field:
    """A value without what is told of it in brackets: 88（点位比例）."""
    end = cell.span.end - len(cell.text) + len(text := _REMARK.sub("", cell.text))
    return replace(cell, span=Span(cell.span.start, end), text=text) if text and is_value(cell.text) else cell
