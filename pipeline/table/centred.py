"""Heads of several lines around which others stand: the line in the middle is that of the tall ones.

`2024 年末 2023 年末⏎比重增减 说明⏎金额 占比 金额 占比`: beside groups and their parts stand heads that have both lines.
`本年末比上年末⏎2024 年末 2023 年末 2022 年末⏎增减`: a head of two lines beside others of one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, takewhile

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role
from pipeline.lexicon.typography import Line
from pipeline.model import Role
from pipeline.table.fields import Field, is_dated
from pipeline.table.groups import group_sizes
from pipeline.table.levels import is_number
from pipeline.table.shape import Headers, Shape, agreed, is_head, is_name
from pipeline.table.tokens import seam, tokens_of

_LINES = 3
_MOST_TALL = 2  # heads on two lines
_MOST_COLUMNS = 10
_FIT, _GUESSED = 0.9, 0.8
_KNOWN = 0.5
_LATER = 0.3  # that a head stands before one that is told first
_BEFORE = phrasing("table.year_before")


def by_centre(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Headers | None:
    """Read the three lines right above the rows so that the one in the middle is of heads beside the other two.

    Args:
        lines: The lines of the text.
        above: Indices of the lines that may be headers.
        shape: What the rows say of the columns.
    """
    own = above[-_LINES:]
    if len(own) < _LINES or own[-1] - own[0] >= _LINES or not 1 < shape.values <= _MOST_COLUMNS:
        return None
    upper, middle, lower = (tokens_of(lines[index]) for index in own)
    if any(is_number(token.text) for token in (*upper, *middle, *lower)):
        return None
    named = len(list(takewhile(_names, middle[: shape.labels])))
    names = [[replace(name, column=at, row_span=2) for at, name in enumerate(middle[:named])], []]
    if not named and _names(upper[0]) and _names(lower[0]):  # 年度 over 项目, in the two halves of a corner
        names, upper, lower = [[replace(half[0], column=0)] for half in (upper, lower)], upper[1:], lower[1:]
    ways = (*_grouped(upper, middle[named:], lower, shape), *_wrapped(upper, middle[named:], lower, shape))
    read = [
        _headers([[*beside, *row] for beside, row in zip(names, rows, strict=True)], own[0], shape) for rows in ways
    ]
    best = max(read, key=lambda headers: headers.score, default=None)
    if best is None or best.known < _KNOWN:
        return None
    # where nothing tells the place of a tall head, it is the last: 113年度 112年度 and 當年度截至⏎4月30日
    equal = [headers for headers in read if headers.score == best.score]
    return equal[-1] if len(equal) == 1 else replace(equal[-1], fit=_GUESSED)


def _names(field: Field) -> bool:
    """Whether a word heads a column of names."""
    return is_name(field.text) and not is_head(field)


def _headers(rows: Sequence[Sequence[Field]], first: int, shape: Shape) -> Headers:
    known = {
        column
        for row in rows
        for head in row
        if is_head(head) or is_name(head.text)
        for column in range(head.column, head.column + head.column_span)
    }
    share = len([column for column in known if shape.labels <= column < shape.labels + shape.values]) / shape.values
    named = sum(head.column < shape.labels for head in rows[0])
    fits = agreed(rows, shape)
    score = fits + _changes(rows, shape) + _order(rows, shape)
    return Headers(tuple(map(tuple, rows)), first, _FIT, share >= _KNOWN, named, share, score, fits)


def _changes(rows: Sequence[Sequence[Field]], shape: Shape) -> float:
    """How well the columns written in percent are those of changes, and not those of times."""
    score = 0.0
    for at, look in enumerate(shape.looks):
        over = "".join(head.text for row in rows for head in row if head.column == shape.labels + at)
        role = head_role(over)
        score += look.percent * ((role in {Role.CHANGE, Role.SHARE}) - (role is None and is_dated(over)))
    return score


def _order(rows: Sequence[Sequence[Field]], shape: Shape) -> float:
    """How well heads stand in the order of time: 本报告期 before 上年同期, and changes behind both."""
    over = ["".join(head.text for row in rows for head in row if head.column == at) for at in range(shape.columns)]
    ranks = [
        2 if head_role(head) is Role.CHANGE else 1 if _BEFORE.match(fold(head)) else 0
        for head in over[shape.labels :]
        if is_dated(head)
    ]
    return -_LATER * sum(one > other for one, other in pairwise(ranks))


def _grouped(
    upper: Sequence[Field], tall: Sequence[Field], lower: Sequence[Field], shape: Shape
) -> Iterator[list[list[Field]]]:
    """Groups over parts that return and behind them the tall heads, or one group before or behind these."""
    texts = [part.text for part in lower]
    if len(lower) + len(tall) != shape.values + shape.tail:
        return
    if len(upper) == 1 < len(lower) and tall:
        for first in (0, len(tall)):  # 2024 年 2023 年 beside 差异 over 金额 %
            behind = shape.labels + (0 if first else len(lower))
            group = replace(upper[0], column=shape.labels + first, column_span=len(lower))
            heads = [replace(head, column=behind + at, row_span=2) for at, head in enumerate(tall)]
            parts = [replace(part, column=shape.labels + first + at) for at, part in enumerate(lower)]
            yield [sorted([group, *heads], key=lambda head: head.column), parts]
        return
    returns = len(upper) > 1 and len(set(texts)) < len(texts)
    sizes = group_sizes(texts, len(upper)) if returns else None
    if sizes is None:
        return
    groups: list[Field] = []
    column = shape.labels
    for group, size in zip(upper, sizes, strict=True):
        groups.append(replace(group, column=column, column_span=size))
        column += size
    beside = [replace(head, column=column + at, row_span=2) for at, head in enumerate(tall)]
    yield [[*groups, *beside], [replace(part, column=shape.labels + at) for at, part in enumerate(lower)]]


def _wrapped(
    upper: Sequence[Field], single: Sequence[Field], lower: Sequence[Field], shape: Shape
) -> Iterator[list[list[Field]]]:
    """Heads of two lines, each the same in number, wherever they may stand among those of one."""
    count = shape.values + shape.tail
    if not len(upper) == len(lower) <= _MOST_TALL or len(upper) + len(single) != count:
        return
    if upper and sum(seam(one, other, across=1) for one, other in zip(upper, lower, strict=True)) <= 0:
        return
    for places in combinations(range(count), len(upper)):
        rest = [at for at in range(count) if at not in places]
        first = [replace(head, column=shape.labels + at) for at, head in zip(places, upper, strict=True)]
        first += [replace(head, column=shape.labels + at, row_span=2) for at, head in zip(rest, single, strict=True)]
        second = [
            replace(head, column=shape.labels + at, continues=True) for at, head in zip(places, lower, strict=True)
        ]
        yield [sorted(first, key=lambda head: head.column), second]
