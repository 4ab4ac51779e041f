"""Rows of a grid whose cells have slipped to the left: empty cells are lost on the way, and the row filled up behind.

`| 单位 | 2022 | 2023 | |` over `| 用电量 | 度 | 41 | 39 |`: what the other rows hold tells which column a cell is of.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role, is_absent
from pipeline.model import Role, Span
from pipeline.table.fields import Field, are_classes, counts_up, is_value, is_year, unit_of
from pipeline.table.groups import group_sizes
from pipeline.table.looks import Look, agreement
from pipeline.table.shape import is_head, is_name

_STAYS = 0.5  # evidence of a cell being where it stands
_RETURNS = 1.0  # that the same heads return below each group
_UNLIKE = -0.5  # that what stands below a head that returns is written in another way there
_CROSSED = -2.0  # that a head stands over both names and values
_MOST_LOST, _MOST_COLUMNS = 12, 100  # beyond which nothing is set right
_MOST_HOLED = 20  # heads among which one of the upper line may stand
_HOLE = -0.6  # that a row has no name between others
_LEAST_GAIN = 1.0  # by how much a row must fit better elsewhere
_CLEAR = 0.5  # by how much it must fit better there than in a third place
_BY_HEAD, _RATE = phrasing("table.by_head"), phrasing("table.ratio")


class _Kind(Enum):
    """What the cells of a column hold."""

    NAME = auto()
    ORDINAL = auto()
    UNIT = auto()
    VALUE = auto()


_OVER = {_Kind.UNIT: Role.UNIT, _Kind.ORDINAL: Role.ORDINAL}


@dataclass(frozen=True, slots=True)
class Columns:
    """What the full rows of a grid say of its columns."""

    kinds: tuple[_Kind, ...]
    looks: tuple[Look, ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[Field]]) -> "Columns | None":
        """Learn from the rows that have a last cell; None where none has values.

        Args:
            rows: The rows of a grid without those that head it, with their empty cells.
        """
        bare = [_parted(row)[0] for row in rows]
        count = max(map(len, bare), default=0)
        full = [row for row in bare if len(row) == count and any(is_value(cell.text) for cell in row)]
        if not full:
            return None
        held = [[row[column].text for row in full if row[column].text] for column in range(count)]
        return cls(
            tuple(_kind(texts, column) for column, texts in enumerate(held)), tuple(Look.of(t or [""]) for t in held)
        )

    @property
    def names(self) -> int:
        """How many columns stand left of the values."""
        return next((column for column, kind in enumerate(self.kinds) if kind is _Kind.VALUE), len(self.kinds))


def _kind(texts: Sequence[str], column: int) -> _Kind:
    told = [text for text in texts if not is_absent(text)]
    if column == 0 and counts_up(told):
        return _Kind.ORDINAL
    if are_classes(told) or (column == 0 and any(not is_value(text) or is_year(text) for text in told)):
        return _Kind.NAME
    if 2 * sum(map(is_value, told)) > len(told) or not told:
        return _Kind.VALUE
    return _Kind.UNIT if column and 2 * sum(unit_of(text) is not None for text in told) > len(told) else _Kind.NAME


def set_right(
    rows: Sequence[Sequence[Field]], headers: int, columns: Columns | None
) -> tuple[list[list[Field]], frozenset[int]]:
    """Set the cells of rows that have slipped to the left over or below the cells that they belong to.

    Args:
        rows: The rows of a grid, with their empty cells.
        headers: How many of them head the columns.
        columns: What is known of the columns.

    Returns:
        The rows, and the numbers of those of which it is a guess where their cells belong.
    """
    told = [list(row) for row in rows]
    if columns is None:
        return told, frozenset()
    guessed: set[int] = set()
    for number in range(headers, len(rows)):
        own, rest = _parted(told[number])
        moved, sure = _row(own, columns)
        told[number] = [*moved, *rest]
        guessed |= set() if sure else {number}
    return [*_heads(told[:headers], columns), *told[headers:]], frozenset(guessed)


def _parted(row: Sequence[Field]) -> tuple[list[Field], list[Field]]:
    """The cells of a row without the empty ones behind it, and what goes on with its label from below."""
    own = [field for field in row if not field.continues]
    last = max((at for at, field in enumerate(own) if field.text), default=-1)
    return own[: last + 1], [field for field in row if field.continues]


def _row(row: list[Field], columns: Columns) -> tuple[list[Field], bool]:
    """The cells of a row where they fit best, and whether they fit as well nowhere else."""
    short = len(columns.kinds) - len(row)
    if not 0 < short <= _MOST_LOST or len(row) < 2:  # noqa: PLR2004 - a name alone
        return row, True
    stays = _fit(row, columns)
    ways = [
        (_fit(moved, columns), shift, moved)  # what lost its cells in the middle ends where the others do
        for kept in range(min(columns.names, len(row) - 1, _MOST_LOST) + 1)
        for shift in range(1, short + 1)
        for moved in [[*row[:kept], *(replace(f, column=f.column + shift) for f in row[kept:])]]
    ]
    ways.sort(key=lambda way: way[:2], reverse=True)
    best = ways[0]
    if best[0] < stays + _LEAST_GAIN:
        return row, True
    third = max((way[0] for way in ways if _values(way[2]) != _values(best[2])), default=stays)
    return best[2], best[0] - third >= _CLEAR


def _values(row: Sequence[Field]) -> list[int]:
    return [field.column for field in row if is_value(field.text)]


def _fit(row: Sequence[Field], columns: Columns) -> float:
    """How well the cells of a row fit what other rows hold in their columns."""
    score = 0.0
    for field in row:
        if not field.text or is_absent(field.text):
            continue
        kind = columns.kinds[field.column]
        valued = is_value(field.text) and not (is_year(field.text) and kind is _Kind.NAME)
        fits = valued is (kind in {_Kind.VALUE, _Kind.ORDINAL}) and (
            kind is not _Kind.UNIT or unit_of(field.text) is not None
        )
        score += 1.0 if fits else -1.0
    held = {field.column for field in row if field.text}
    inner = range(min(held) + 1, max(held))
    return score + _HOLE * sum(columns.kinds[at] is _Kind.NAME and at not in held for at in inner)


def _heads(rows: Sequence[list[Field]], columns: Columns) -> list[list[Field]]:
    """Set header rows over the columns that they fit, from the lowest up."""
    if not rows or not _slips(rows[-1], columns) or len(columns.kinds) > _MOST_COLUMNS:
        return list(rows)
    lowest = _parted(rows[-1])[0]
    if len(rows) > 1 and all(unit_of(field.text) for field in lowest):
        placed = _heads(rows[:-1], columns)
        named = {field.column: field.text for field in placed[-1] if field.text}
        return [*placed, _units_over(lowest, named, columns)]
    upper = _parted(rows[-2])[0] if len(rows) > 1 and _slips(rows[-2], columns) else []
    upper = upper if len(upper) > 1 else []
    ways = list(_ways(lowest, upper, columns))
    if not ways:
        return list(rows)
    _, _, below, above = max(ways, key=lambda way: way[:2])
    return [*rows[: -2 if upper else -1], *([above] if upper else []), below]


def _units_over(units: Sequence[Field], named: Mapping[int, str], columns: Columns) -> list[Field]:
    """Set units below the heads that they are for: 供水总量 地表水 用水总量 人均用水量 over (亿立方米) (立方米/人)."""
    valued = [column for column in named if column >= columns.names]
    if len(valued) < len(units):
        return list(units)
    fits = [[_measures(unit.text, named[column]) for column in valued] for unit in units]
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]  # by the columns that the units so far take
    for fit in fits:
        ends: dict[int, tuple[float, tuple[int, ...]]] = {}
        for begin, (score, cuts) in best[-1].items():
            for end in range(begin + 1, len(valued) + 1):
                own = (score + sum(fit[begin:end]), (*cuts, end))
                ends[end] = max(ends.get(end, own), own)
        best.append(ends)
    edges = [0, *best[-1][len(valued)][1]]
    return [
        replace(unit, column=valued[begin], column_span=valued[end - 1] - valued[begin] + 1)
        for unit, (begin, end) in zip(units, pairwise(edges), strict=True)
    ]


def _measures(unit: str, head: str) -> float:
    """How well a unit is that of what a head names: one by head, (立方米/人), below 人均用水量."""
    reading = unit_of(unit)
    code = reading[0].code if reading else ""
    shares = head_role(head) in {Role.SHARE, Role.CHANGE} or _RATE.search(head) is not None
    return 1.0 * (code.endswith("/{人}") is (_BY_HEAD.match(head) is not None)) + 1.0 * ((code == "%") is shares)


def _slips(row: Sequence[Field], columns: Columns) -> bool:
    """Whether a row may have slipped: it has its first cells and no last ones."""
    own = _parted(row)[0]
    return 0 < len(own) < len(columns.kinds) and all(field.text for field in own)


def _ways(
    lowest: Sequence[Field], upper: Sequence[Field], columns: Columns
) -> Iterator[tuple[float, int, list[Field], list[Field]]]:
    """All ways to set heads over the columns, and those above them over these and over columns without one."""
    count = len(columns.kinds)
    for places in _places(len(lowest), count, gap=bool(upper)):
        below = [replace(field, column=column) for field, column in zip(lowest, places, strict=True)]
        score = sum(_over(field.text, field.column, columns) for field in below) + _STAYS * (places[0] == 0)
        rest = [column for column in range(count) if column not in places]
        if not upper:
            yield score + sum(_over("", column, columns) for column in rest), -places[0], below, []
            continue
        for named in range(len(rest) - (places[0] > 0), len(rest) + 1):  # the corner may be empty
            lone = rest[len(rest) - named :]
            groups = len(upper) - named
            sizes = group_sizes([field.text for field in below], groups) if 0 < groups <= len(below) else None
            if sizes is None or not _are_whole(below, sizes):
                continue
            starts = [below[sum(sizes[:at])].column for at in range(groups)]
            over = sorted([*((column, 1) for column in lone), *zip(starts, sizes, strict=True)])
            above = [replace(f, column=c, column_span=size) for f, (c, size) in zip(upper, over, strict=True)]
            single = sum(_over(field.text, field.column, columns) for field in above if field.column in lone)
            single += sum(is_head(field) for field in above if field.column not in lone)
            missing = sum(_over("", column, columns) for column in rest if column not in lone)
            grouped = _RETURNS * _returns(below, sizes) + _CROSSED * _crosses(above, columns)
            aside = places[0] if len(below) == 1 else -places[0]  # a change alone stands behind what changes
            grouped += _UNLIKE * _unlike(below, columns)
            yield score + single + missing + grouped, aside, below, above


def _places(heads: int, count: int, *, gap: bool) -> Iterator[list[int]]:
    """Where some heads may stand: side by side, or on both sides of a column that has its head above."""
    for offset in range(count - heads + 1):
        yield list(range(offset, offset + heads))
        for hole in range(1, heads) if gap and heads <= _MOST_HOLED and offset + heads < count else ():
            yield [offset + at + (at >= hole) for at in range(heads)]


def _are_whole(below: Sequence[Field], sizes: Sequence[int]) -> bool:
    """Whether no column stands within a group."""
    ends = [sum(sizes[: at + 1]) for at in range(len(sizes))]
    return all(
        below[end - 1].column - below[end - size].column == size - 1 for end, size in zip(ends, sizes, strict=True)
    )


def _crosses(heads: Sequence[Field], columns: Columns) -> bool:
    """Whether a head stands over both names and values."""
    return any(f.column < columns.names < f.column + f.column_span for f in heads)


def _returns(below: Sequence[Field], sizes: Sequence[int]) -> bool:
    """Whether the same heads return below each of several groups."""
    starts = [sum(sizes[:at]) for at in range(len(sizes))]
    parts = [[field.text for field in below[start : start + size]] for start, size in zip(starts, sizes, strict=True)]
    return len(parts) > 1 and all(one == other for one, other in pairwise(parts))


def _unlike(below: Sequence[Field], columns: Columns) -> int:
    """How many heads that return stand over values written in another way: 增减率% over -3,927 and 66.3."""
    first: dict[str, Look] = {}
    looks = ((first.setdefault(f.text, columns.looks[f.column]), columns.looks[f.column]) for f in below)
    return sum(not one.is_like(other) for one, other in looks)


def _over(head: str, column: int, columns: Columns) -> float:
    """How well a head stands over a column."""
    kind = columns.kinds[column]
    if not head:
        return {_Kind.VALUE: -1.0, _Kind.UNIT: -0.5}.get(kind, 0.0)
    role = head_role(head)
    if kind in _OVER:
        return 1.5 if role is _OVER[kind] else -1.5
    heads = is_head(Field(Span(0, 0), head)) and role is not Role.LABEL
    if kind is _Kind.NAME:
        return -1.0 if heads else 1.0 * is_name(head)
    named = role in {Role.LABEL, Role.UNIT, Role.ORDINAL}
    return (-1.5 if named else 1.0 * heads) + agreement([head], columns.looks[column])
