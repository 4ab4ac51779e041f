"""Tables whose heads are known by their words and whose rows end in one of a few words: 属性 over 预期性, 约束性.

What stands in a row, over however many lines, goes to the columns in order: numbers, dashes and short words to those of
values, a unit to that of units, `绿⏎色⏎发⏎展` beside the names to the names of groups.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache
from itertools import pairwise

from pipeline.lexicon.tables import head_role, is_absent
from pipeline.lexicon.typography import Line, is_ended, width
from pipeline.model import Role, Span, Table
from pipeline.table.axes import Odd, carried, make_table
from pipeline.table.captions import caption_above, is_caption
from pipeline.table.fields import Field, is_value, unit_of
from pipeline.table.headers import may_head
from pipeline.table.shape import is_head, is_name
from pipeline.table.tokens import seam, tokens_of

_MOST_HEAD_LINES = 12
_LEAST_HEADS = 4
_LEAST_ROWS = 2
_MOST_ROW_LINES = 12
_MOST_BLANKS = 1
_WIDEST_WORD = 12  # of those that end rows
_WIDEST_CELL = 24  # of words among values
_WIDEST_GROUP, _WIDEST_GROUP_LINE = 16, 8  # of the name of a group, of one of its lines
_MOST_PIECES = 8  # of a cell
_NEVER = -9.0
_REMARK = re.compile(r"\s*[（(][一-鿿]{2,}[)）]$")
_PER_LOST, _NEW_GROUP = -0.4, -1.5


class _Kind(Enum):
    """What the cells of a column hold."""

    LOST = auto()
    GROUP = auto()
    LABEL = auto()
    ORDINAL = auto()
    UNIT = auto()
    VALUE = auto()


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of a table.

    Attributes:
        cells: For each column the pieces of its head.
        kinds: For each column but the last what its cells hold.
        first: Index of the line on which they begin.
        last: Index of the line on which they end.
    """

    cells: tuple[tuple[Field, ...], ...]
    kinds: tuple[_Kind, ...]
    first: int
    last: int


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
        heads = _heads(lines, index, used, behind) if index >= behind and index not in used else None
        rows = list(_rows(lines, heads, used, furniture)) if heads else []
        if heads and len(rows) >= _LEAST_ROWS and any(is_value(p.text) for row in rows for p in row.pieces):
            tables.append(_table(lines, heads, rows))
            behind = rows[-1].last + 1
    return tables


def _heads(lines: Sequence[Line], last: int, used: frozenset[int], floor: int) -> _Heads | None:
    """The heads that end with a line whose last word heads a column of words; the most of which all are known."""
    words = lines[last].text.split()
    if not words or head_role(words[-1]) is not Role.NOTE:
        return None
    best: _Heads | None = None
    pieces: list[Field] = []
    seams: list[float] = []
    for index in range(last, max(last - _MOST_HEAD_LINES, floor - 1), -1):
        if index in used or not lines[index].text or not may_head(lines[index]):
            break
        own = tokens_of(lines[index])
        between = [seam(own[-1], pieces[0], across=1)] if pieces else []
        seams = [*(seam(one, other, across=0) for one, other in pairwise(own)), *between, *seams]
        pieces = [*own, *pieces]
        cells: list[list[Field]] = [[pieces[0]]]
        for piece, each in zip(pieces[1:], seams, strict=True):
            if each > 0:
                cells[-1].append(piece)
            else:
                cells.append([piece])
        said = ["".join(piece.text for piece in cell) for cell in cells]
        if len(cells) >= _LEAST_HEADS and (kinds := _kinds(said)):
            best = _Heads(tuple(map(tuple, cells)), kinds, index, last)
    return best


def _kinds(heads: Sequence[str]) -> tuple[_Kind, ...] | None:
    """What the columns below some heads hold, the last aside; None where they do not tell it."""
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
    if not all(is_name(heads[at]) for at in names):
        return None
    kinds = dict.fromkeys(names[:-1], _Kind.GROUP) | {names[-1]: _Kind.LABEL}
    kinds |= {at: _Kind.UNIT if roles[at] is Role.UNIT else _Kind.ORDINAL for at in range(first) if at not in kinds}
    return (*(kinds[at] for at in range(first)), *[_Kind.VALUE] * (len(heads) - 1 - first))


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
        if ends.get(index) in words:
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


def _placed(row: _Row, kinds: Sequence[_Kind]) -> tuple[list[Field], list[Field], bool]:
    """The pieces of a row that are of none of its cells, its cells, and whether each column of values has one.

    What stands above the number of a row is of another one: 氨氮⏎13⏎用水量降低率.
    """
    pieces = row.pieces[:-1]
    kinds = (_Kind.LOST, *kinds) if _Kind.ORDINAL in kinds else kinds
    shift = kinds[0] == _Kind.LOST

    @cache
    def best(at: int, column: int) -> tuple[float, tuple[int, ...]]:
        """The likeliest way to place the pieces from one on in the columns from one on: how many each takes."""
        if column == len(kinds):
            return (0.0, ()) if at == len(pieces) else (_NEVER * (len(pieces) - at), ())
        ways = []
        for count in range(min(_MOST_PIECES, len(pieces) - at) + 1):
            own = _score(kinds[column], pieces[at : at + count], {n - at for n in row.alone})
            own += _NEW_GROUP * (kinds[column] is _Kind.GROUP and count > 0 and shift and at > 0)
            if own > _NEVER:
                score, rest = best(at + count, column + 1)
                ways.append((own + score, (count, *rest)))
        return max(ways)

    counts = best(0, 0)[1]
    at = counts[0] if shift else 0
    lost = list(pieces[:at])
    cells: list[Field] = []
    for column, count in enumerate(counts[shift:]):
        own = pieces[at : at + count]
        own = tuple(map(_bare, own)) if kinds[column + shift] is _Kind.VALUE else own
        cells += [replace(p, column=column, continues=n > 0) for n, p in enumerate(own)]
        at += count
    sure = all(count for kind, count in zip(kinds, counts, strict=False) if kind == _Kind.VALUE)
    return lost, [*cells, replace(row.pieces[-1], column=len(kinds) - shift)], sure


def _bare(cell: Field) -> Field:
    """A value without what is told of it in brackets: 88（点位比例）."""
    end = cell.span.end - len(cell.text) + len(text := _REMARK.sub("", cell.text))
    return replace(cell, span=Span(cell.span.start, end), text=text) if text and is_value(cell.text) else cell


def _score(kind: _Kind, pieces: Sequence[Field], alone: set[int]) -> float:
    """How well some pieces are one cell of a column."""
    texts = [piece.text for piece in pieces]
    joined = 0.3 * sum(max(-2.0, min(seam(one, other, across=1), 2.0)) for one, other in pairwise(pieces))
    match kind:
        case _Kind.LOST:
            return _PER_LOST * len(texts)
        case _Kind.GROUP:
            narrow = not any(map(is_value, texts)) and _is_column([width(text) for text in texts])
            apart = all(at in alone for at in range(len(pieces) - 1))
            return sum(0.5 + 0.2 * (at in alone) for at in range(len(pieces))) if narrow and apart else _NEVER
        case _Kind.ORDINAL:
            return -0.5 if not texts else 3.0 if len(texts) == 1 and texts[0].isdecimal() else _NEVER
        case _Kind.UNIT:
            if len(texts) != 1 or is_value(texts[0]):
                return -1.0 if not texts else _NEVER
            return 2.0 if unit_of(texts[0]) is not None else 0.0 if is_absent(texts[0]) else -0.8
        case _Kind.LABEL:
            filled = sum(is_value(text) or is_absent(text) for text in texts)
            return (1.0 if texts else -1.5) + joined - 2.0 * filled
        case _Kind.VALUE:
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
        return _NEVER
    if len(texts) > 1:
        return joined - 1.0
    return 2.0 if numbers else 1.0 if is_absent(texts[0]) else 0.3
