"""Header lines that each are a level: years over months over the heads of the columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role, is_column_heading, is_foreign
from pipeline.lexicon.typography import Line, width
from pipeline.model import MEASURES, NOTING, Role
from pipeline.table.fields import Field, is_dated, is_value, is_year, unit_of
from pipeline.table.groups import group_sizes
from pipeline.table.shape import Headers, Shape, agreed, are_keys, is_head, is_name
from pipeline.table.tokens import tokens_of, wants_more

LONGEST_HEAD = 24
_MOST_LEVELS = 5
_POOR = -1.0  # evidence at which words are no heads
_TITLE = phrasing("table.title")
_TOLD_OF = phrasing("table.title_told")
_DIGITS = re.compile(r"\d[\d,.]*\d")


@dataclass(slots=True)
class _Stack:
    """Header lines as far as they were read, from the lowest up.

    Attributes:
        levels: For each level the fields over the values, from the lowest.
        names: Heads of the label columns, by column, the lowest first.
        tails: Heads of the columns behind the values.
        first: The highest line read.
        score: Evidence of the words.
    """

    levels: list[list[Field]]
    names: dict[int, list[Field]]
    tails: list[Field]
    first: int
    score: float = 0.0


def by_levels(
    lines: Sequence[Line], above: Sequence[int], shape: Shape, lowest: Sequence[Field] = ()
) -> Headers | None:
    """Read a line as a level, from the lowest up, above what was read already."""
    stack = _Stack([list(lowest)] if lowest else [], {}, [], above[-1] + 1)
    waiting: list[tuple[int, Field]] = []
    for index in reversed(above):
        tokens = tokens_of(lines[index])
        if not _take(stack, tokens, tokens_of(lines[index], fine=True), shape):
            lone = len(tokens) == 1 and width(tokens[0].text) <= 8 and stack.levels  # noqa: PLR2004 - 主要 of 主要⏎商品
            if not lone or len(waiting) > 2:  # noqa: PLR2004 - a pair
                break
            waiting.append((index, tokens[0]))
            continue
        for _, piece in waiting:
            stack.names.setdefault(_name_column(shape), []).append(piece)
        waiting = []
        stack.first = index
        if len(stack.levels) == _MOST_LEVELS:
            break
    if not stack.levels:
        return None
    rows = _stacked(stack, shape)
    sure = stack.score > 0 and (bool(stack.names) or stack.score >= shape.values)
    known = {
        column
        for heads in stack.levels
        for head in heads
        if is_head(head)
        for column in range(head.column, head.column + head.column_span)
    }
    fit, share = (1.0 if sure else 0.7), len(known) / shape.values
    return Headers(rows, stack.first, fit, sure, len(stack.names), share, stack.score, agreed(rows, shape))


def _name_column(shape: Shape) -> int:
    return 1 if shape.ordinal and shape.labels > 1 else 0


def _take(stack: _Stack, tokens: list[Field], fine: list[Field], shape: Shape) -> bool:
    """Take a line into the stack, if it fits: heads of labels, then of values or groups of them, then of the tail.

    Single characters that make a word are cells of their own, 男 and 女, where heads known to name rows need it.
    """
    if any(width(token.text) > 2 * LONGEST_HEAD or is_number(token.text) for token in tokens):
        return False
    if stack.levels and len(tokens) == 2 and [is_foreign(token.text) for token in tokens] == [False, True]:  # noqa: PLR2004 - a pair
        return False  # 同业对比 Peer Group is a title
    cuts = [cut for cut in _cuts(stack, tokens, shape) if _may_be(cut, stack)]
    apart = [cut for cut in _cuts(stack, fine, shape) if _may_be(cut, stack)] if len(fine) > len(tokens) else []
    named = [cut for cut in apart if cut.names and all(is_name(name.text) for name in cut.names)]
    best = max((*cuts, *(named if cuts else apart)), key=lambda cut: cut.score, default=None)
    if best is None:
        return False
    for column, name in zip(_name_columns(best.names, shape), best.names, strict=True):
        stack.names.setdefault(column, []).append(name)
    if best.heads:
        stack.levels.append(best.heads)
    stack.tails = best.tails or stack.tails
    stack.score += best.score
    return True


def _may_be(cut: "_Cut", stack: _Stack) -> bool:
    """Say whether the words of a cut may be heads; names alone under these are 项目, and no label that wraps."""
    return cut.score > _POOR and bool(cut.heads or stack.levels or cut.score >= len(cut.names))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A header line cut into heads of labels, of values and of what stands behind them, with the evidence for it."""

    score: float
    names: list[Field]
    heads: list[Field]
    tails: list[Field]


def _cuts(stack: _Stack, tokens: list[Field], shape: Shape) -> Iterator[_Cut]:
    """All ways to cut a line that fit the columns and what was read below it."""
    for named in range(min(shape.labels, len(tokens)) + 1):
        names = tokens[:named]
        noted = shape.tail or int(bool(tokens) and head_role(tokens[-1].text) is Role.NOTE)
        for tail in range(min(noted, len(tokens) - named) + 1):
            values, tails = tokens[named : len(tokens) - tail], tokens[len(tokens) - tail :]
            score = _names_score(names, shape, stack)
            if not values:
                if named and not tail:
                    yield _Cut(score, names, [], [])
                continue
            heads = _spread(values, stack, shape)
            if (
                heads is None
                and shape.labels
                and not named
                and len(values) > 1
                and head_role(values[-1].text) is not Role.NOTE
                and not is_head(values[-1])
            ):  # 內銷 外銷 內銷 外銷 生產, of 生產量值
                values, names = values[:-1], values[-1:]
                heads = _spread(values, stack, shape) if stack.levels else None
                score = 0.0
            lone = (
                not named
                and len(values) == 1
                and not (is_head(values[0]) if shape.values == 1 and not stack.levels else is_dated(values[0].text))
            )
            if heads is None or lone:
                continue
            score += _heads_score(values, stack, shape) + 1.5 * (len(values) == shape.values)
            yield _Cut(score - 0.5 * (shape.tail - tail) * (not stack.tails), names, heads, tails)


def is_number(text: str) -> bool:
    """Say whether a piece above the rows is a number, which heads no column."""
    return is_value(text) and not is_year(text) and not text.isalpha() and _DIGITS.search(text) is not None


def _names_score(names: Sequence[Field], shape: Shape, stack: _Stack) -> float:
    """How well words head columns of labels."""
    if not names:
        return -0.5 * (not stack.names and not stack.levels)
    score = 0.0
    for column, name in zip(_name_columns(names, shape), names, strict=True):
        role = head_role(name.text)
        if column == 0 and role in NOTING:
            score -= 1.5
        if column in stack.names and role not in {Role.LABEL, Role.UNIT, Role.ORDINAL, Role.TIME}:
            score -= 1.0
        if shape.unit and column == shape.labels - 1:
            score += 1.0 if role is Role.UNIT else -1.5
        elif role is Role.UNIT or (role in MEASURES and role is not Role.SHARE) or is_year(name.text):
            score -= 1.5
        elif role or is_column_heading(name.text):
            score += 1.0
        else:
            score += 0.3 if not stack.names else -0.5
        if is_dated(name.text) and role is not Role.TIME:
            score -= 1.0
    return score


def _heads_score(heads: Sequence[Field], stack: _Stack, shape: Shape) -> float:
    """How well words head columns of values."""
    score = 0.0
    for head in heads:
        role = head_role(head.text)
        if wants_more(head.text):
            score -= 2.0
        elif role in {Role.UNIT, Role.ORDINAL, Role.NOTE} or (role is Role.LABEL and not stack.levels):
            score -= 1.5
        elif is_head(head):
            score += 1.0
        elif stack.levels and len(heads) in {1, shape.values} and not _want_heads(stack.levels[-1], len(heads)):
            score -= 2.0
        else:
            score += 0.2
    return score / len(heads) * min(len(heads), shape.values)


def _want_heads(below: Sequence[Field], count: int) -> bool:
    """Say whether heads have others above them, one each: letters by which they are computed, or their units."""
    return are_keys(below) or (len(below) == count > 1 and all(unit_of(head.text) for head in below))


def _name_columns(names: Sequence[Field], shape: Shape) -> list[int]:
    """Which label columns some words head: all in order, or those that their role tells."""
    if len(names) == shape.labels:
        return list(range(shape.labels))
    free = list(range(shape.labels))
    columns = []
    for name in names:
        role = head_role(name.text)
        if role is Role.UNIT and shape.unit:
            column = shape.labels - 1
        elif role is Role.ORDINAL and shape.ordinal:
            column = 0
        else:
            middle = [c for c in free if not (shape.unit and c == shape.labels - 1) and not (shape.ordinal and c == 0)]
            column = middle[0] if middle else 0
        free = [c for c in free if c != column]
        columns.append(column)
    return columns


def _spread(heads: Sequence[Field], stack: _Stack, shape: Shape) -> list[Field] | None:
    """Place heads over the columns of values: one each, or groups over what stands below; None where neither fits."""
    count = shape.values
    if len(heads) == count:
        return [replace(head, column=shape.labels + number) for number, head in enumerate(heads)]
    if not stack.levels and len(heads) == count - 1 > 1 and all(unit_of(head.text) is not None for head in heads):
        # 千元 千元 below 附注 2021年 2020年: the notes to the accounts have no unit
        return [replace(head, column=shape.labels + number) for number, head in enumerate(heads, start=1)]
    if not stack.levels or len(heads) > count:
        return None
    below = _grouped(stack.levels[-1], len(heads))
    sizes = group_sizes([field.text for field in below], len(heads))
    lone = heads[0].text if len(heads) == 1 else None
    if sizes is None or (lone and stack.names and not is_dated(lone)):
        return None
    if lone and (_TITLE.search(fold(lone)) or _TOLD_OF.search(fold(lone))):
        return None  # 民航2026年6月份主要生产指标统计 is what the table is called
    if lone and is_dated(lone) and any(is_year(field.text) for field in below):
        return None  # 2022年业绩亮点 above 2022年 2021年 is a title
    if lone and is_year(lone) and len(stack.levels) > 1 and not any(is_dated(head.text) for head in below):
        return None  # 110 年度 above 本月 累计 above 实绩 差异 is that of the whole table
    placed, at = [], 0
    for head, size in zip(heads, sizes, strict=True):
        under = below[at : at + size]
        reach = sum(field.column_span for field in under)
        placed.append(replace(head, column=under[0].column, column_span=reach))
        at += size
    return placed


def _grouped(below: Sequence[Field], groups: int) -> Sequence[Field]:
    """The heads that groups above them may stand over: no notes to the accounts, nothing ahead of times."""
    if len(below) > groups and head_role(below[0].text) in NOTING:
        return below[1:]  # 2021年 2020年 above 附注 千元 千元: the notes are of no year
    times = [at for at, field in enumerate(below) if is_dated(field.text)]
    if groups < len(times) == len(below) - times[0]:
        return below[times[0] :]  # 本集团 本银行 above 标准值 2011年 2011年 2010年
    return below


def _stacked(stack: _Stack, shape: Shape) -> tuple[tuple[Field, ...], ...]:
    """The header rows of a stack: names and tails beside the levels, each piece in a row of its own."""
    height = max(len(stack.levels), *(len(names) for names in stack.names.values()), 1)
    rows: list[list[Field]] = [[] for _ in range(height)]
    for column, names in stack.names.items():
        for level, name in enumerate(names):
            reach = height - level if level == len(names) - 1 else 1
            rows[height - level - reach].append(replace(name, column=column, row_span=reach))
    for level, heads in enumerate(stack.levels):
        rows[height - 1 - level] += heads
    for number, tail in enumerate(stack.tails):
        rows[-1].append(replace(tail, column=shape.labels + shape.values + number))
    return tuple(tuple(sorted(row, key=lambda field: field.column)) for row in rows)
