"""Names that stand centred beside the rows that they are for, as lines without their places on the page have them.

`范围一 90⏎温室气体 范围二 60⏎范围三 30⏎有害 4⏎废弃物⏎无害 9`: beside an odd number of rows a name begins the one in
the middle, beside an even number it stands on a line between the two in the middle. The rows above its middle and below
it are equally many, so that names beside one another tell where each begins and ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, floor

from pipeline.lexicon.characters import fold
from pipeline.lexicon.segmentation import segment
from pipeline.lexicon.tables import head_role
from pipeline.lexicon.typography import Line
from pipeline.model import Role, Span
from pipeline.table.fields import Field, unit_of
from pipeline.table.labels import is_total
from pipeline.table.placing import whole
from pipeline.table.rows import Row
from pipeline.table.shape import is_head, is_name
from pipeline.table.tokens import seam, tokens_of

_LEAST_ROWS = 4
_LEAST_SPAN = 2
_NEAR, _FAR = 1.0, 1.5  # rows between two lines of one name; at most, of one beside many rows
_MANY = 4
_LONGEST_NAME = 12
_TWO_NAMES = 2
_COVERED = 0.5  # share of the rows that have names beside them


@dataclass(frozen=True, slots=True)
class Beside:
    """A name beside rows.

    Attributes:
        pieces: Its pieces, each with how many rows stand above it; one between two rows has half a row more.
        first: The first of its rows.
        last: The last of them.
    """

    pieces: tuple[tuple[float, Field], ...]
    first: int = 0
    last: int = 0

    @property
    def centre(self) -> float:
        """The middle between its first and its last piece."""
        return (self.pieces[0][0] + self.pieces[-1][0]) / 2


def names_beside(
    lines: Sequence[Line], rows: Sequence[Row], between: Mapping[int, Sequence[int]]
) -> tuple[list[Row], frozenset[int], list[Beside]] | None:
    """Tell names beside rows from the names of these.

    Args:
        lines: The lines of the text.
        rows: The rows.
        between: By row, the indices of the lines above it that are no rows.

    Returns:
        The rows without the names beside them, the indices of the lines that are parts of such names, and these; None
        where there are none.
    """
    alone = [
        (number - 0.5, whole(lines[index]), index)
        for number, indices in between.items()
        for index in indices
        if number and _may_be_beside(lines[index])
    ]
    upright = sum(len(field.text) == 1 for _, field, _ in alone) >= _LEAST_SPAN  # 员⏎工⏎人⏎数, a character a line
    parts = [_parted(lines[row.line], row, upright=upright) for row in rows]
    begun = [(float(number), name) for number, (name, _) in enumerate(parts) if name]
    words = sum(len(name.text) > 1 for _, name in begun)
    if len(rows) >= _LEAST_ROWS and not alone and (down := _down_rows(rows)):
        own = {number for name in down for number in range(name.first, name.last + 1)}
        return (
            [replace(row, labels=row.labels[1:]) if n in own else row for n, row in enumerate(rows)],
            frozenset(),
            down,
        )
    headed = _are_headed(lines, rows[0].line)
    if len(rows) < _LEAST_ROWS or not (begun or (alone and headed)) or 2 * words > len(rows):
        return None
    if not (upright or words >= _LEAST_SPAN or headed):
        return None  # a space in one name tells nothing
    pieces = sorted(
        [*begun, *((place, field) for place, field, _ in alone)], key=lambda piece: (piece[0], piece[1].span.start)
    )
    found = _spread(_clusters(pieces), rows, fewest=1 if headed and not begun else _LEAST_SPAN)
    if not found:
        return None
    bare = [replace(row, labels=labels) for row, (_, labels) in zip(rows, parts, strict=True)]
    return bare, frozenset(index for _, _, index in alone), found


def _down_rows(rows: Sequence[Row]) -> list[Beside]:
    """Names that go on from one row to the next, each a piece before the name of every one of its rows.

    `按性别划分的 男性 90⏎员工人数 女性 60⏎按地区划分的 境内 120⏎员工人数 境外 30`
    """
    begun: list[tuple[float, Field]] = []
    for number, row in enumerate(rows):
        united = len(row.labels) > 1 and unit_of(row.labels[-1].text) is not None
        if len(row.labels) - united == _TWO_NAMES and _is_bare(row.labels[0].text) and not is_total(row.labels[0].text):
            begun.append((float(number), row.labels[0]))
    if 2 * len(begun) <= len(rows):
        return []
    clusters: list[list[tuple[float, Field]]] = [[begun[0]]]
    for before, piece in pairwise(begun):
        if piece[0] - before[0] == 1 and seam(before[1], piece[1], across=1) > 0:
            clusters[-1].append(piece)
        else:
            clusters.append([piece])
    return [
        Beside(tuple(cluster), int(cluster[0][0]), int(cluster[-1][0]))
        for cluster in clusters
        if len(cluster) >= _LEAST_SPAN
    ]


def _are_headed(lines: Sequence[Line], first: int) -> bool:
    """Whether a line right above the first row heads two columns of names: 类别 指标 单位 2021年.

    They may stand alone above the lowest heads of the values: 主要类别 次要类别⏎人数 百分比(%) 人数 百分比(%).
    """
    heads = tokens_of(lines[first - 1]) if first and lines[first - 1].text else []
    alone = tokens_of(lines[first - 2]) if first > 1 and lines[first - 2].text else []
    return _are_names(heads[:_TWO_NAMES]) or (len(alone) == _TWO_NAMES and _are_names(alone))


def _are_names(heads: Sequence[Field]) -> bool:
    named = [is_name(head.text) and not is_head(head) and head_role(head.text) is not Role.UNIT for head in heads]
    return named == [True, True]


def _parted(line: Line, row: Row, *, upright: bool) -> tuple[Field | None, tuple[Field, ...]]:
    """The part of a name beside rows that begins one, and the labels of the row itself: 员工人数 | 员 工.

    Args:
        line: The line of the row.
        row: The row.
        upright: Whether such names stand a character a line, so that one may begin a row: 员 | 间 接 人 员.
    """
    united = len(row.labels) > 1 and unit_of(row.labels[-1].text) is not None
    names, units = (row.labels[:-1], row.labels[-1:]) if united else (row.labels, ())
    if not names:
        return None, row.labels
    own = _joined(line, names[0].span.start, names[-1].span.end)
    if upright:
        bare = fold("".join(own.text.split()))
        if len(bare) <= _LEAST_SPAN or not (_is_bare(bare) and " " in own.text and segment(bare)[0][1] == 1):
            return None, (own, *units)
        rest = own.text[1:].lstrip()
        own = _joined(line, own.span.end - len(rest), own.span.end)
        return _joined(line, names[0].span.start, names[0].span.start + 1), (own, *units)
    first = names[0]
    begins = len(names) > 1 and len(first.text) > 1 and _is_bare(first.text) and not is_total(first.text)
    if not begins or seam(first, names[1], across=0) > 0:
        return None, (own, *units)
    return first, (_joined(line, names[1].span.start, own.span.end), *units)


def _joined(line: Line, start: int, end: int) -> Field:
    return Field(Span(start, end), line.text[start - line.start : end - line.start])


def _may_be_beside(line: Line) -> bool:
    tokens = tokens_of(line)
    return len(tokens) == 1 and _is_bare(line.text.rstrip("%％"))


def _is_bare(text: str) -> bool:
    return text.isalpha() and not text.isascii() and len(text) <= _LONGEST_NAME


def _clusters(pieces: Sequence[tuple[float, Field]]) -> list[Beside]:
    """Put the pieces that are near to one another together."""
    clusters: list[list[tuple[float, Field]]] = [[pieces[0]]]
    for before, piece in pairwise(pieces):
        if piece[0] - before[0] <= _FAR:
            clusters[-1].append(piece)
        else:
            clusters.append([piece])
    return [Beside(tuple(cluster)) for cluster in clusters]


def _spread(clusters: Sequence[Beside], rows: Sequence[Row], *, fewest: int) -> list[Beside]:
    """Give each name as many rows above its middle as below it; none where they do not fit beside one another.

    Args:
        clusters: The names.
        rows: The rows.
        fewest: Names, or else pieces of the only one, that are evidence enough.
    """
    if len(clusters) < fewest and len(clusters[0].pieces) < fewest:
        return []
    above = _limits([cluster.centre for cluster in clusters], len(rows) - 1)
    last = len(rows) - 1
    below = [last - each for each in _limits([last - each.centre for each in reversed(clusters)], last)]
    found: list[Beside] = []
    for cluster, start, end in zip(clusters, above, reversed(below), strict=True):
        reach = min(cluster.centre - start, end - cluster.centre)
        first, last = ceil(cluster.centre - reach), floor(cluster.centre + reach)
        far = any(after[0] - before[0] > _NEAR for before, after in pairwise(cluster.pieces))
        outside = cluster.pieces[0][0] < first - 0.5 or cluster.pieces[-1][0] > last + 0.5
        worded = sum(len(piece.text) > 1 for _, piece in cluster.pieces)
        if outside or last - first + 1 < max(_MANY if far else _LEAST_SPAN, 2 * worded):
            return []
        found.append(replace(cluster, first=first, last=last))
    apart = all(one.last < other.first for one, other in pairwise(found))
    covered = sum(each.last - each.first + 1 for each in found)
    return found if apart and _COVERED * len(rows) <= covered and (len(found) > 1 or covered < len(rows)) else []


def _limits(centres: Sequence[float], last: int) -> list[float]:
    """The first row that each name may stand beside, where the ones before reach as far down as up."""
    limits = [0.0]
    for centre, after in pairwise(centres):
        reach = centre - limits[-1]
        limits.append(min(floor(centre + reach) + 1, ceil(after), last))
    return limits


def put_beside(grid: list[list[Field]], names: Sequence[Beside], places: Sequence[int]) -> None:
    """Put names into a column left of all others, each over the rows that it is for.

    Args:
        grid: The rows of the table, which are changed.
        names: The names.
        places: By row, its place in the grid.
    """
    for name in names:
        own = places[name.first : name.last + 1]
        for place in own:  # a sum of its rows has a name, too, and is none of the whole table
            grid[place] = [
                replace(field, column=1, column_span=1) if field.column_span > 1 > field.column else field
                for field in grid[place]
            ]
        reach = own[-1] - own[0] + 1
        cells = [
            replace(field, column=0, row_span=reach, continues=number > 0)
            for number, (_, field) in enumerate(name.pieces)
        ]
        grid[own[0]] = [*cells, *grid[own[0]]]
