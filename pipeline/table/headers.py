"""Lines above the rows of a flattened table to its header rows.

Headers stand on one line with a word for each column; on several, years over months; a cell a line; or wrapped, so that
`研发投入占营⏎业收入比例（%）` is one of them. The number of columns is known from the rows; the lines are read in all
these ways, and the reading that what they say speaks for most is taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.lexicon.headings import marks
from pipeline.lexicon.tables import head_role, is_column_heading
from pipeline.lexicon.typography import Line, is_ended, marker_of, width
from pipeline.model import MEASURES, Role, Span
from pipeline.table.captions import is_caption
from pipeline.table.fields import Field, is_dated, is_value, is_year, unit_of
from pipeline.table.tokens import Merge, best_merge, seam, tokens_of

WIDEST_ROW = 160
_MOST_HEADER_LINES = 16
_MOST_LEVELS = 5
_LONGEST_HEAD = 24
_PUNCTUATION = re.compile(r"[。；！？]|，(?![^（(]*[)）])|：.|√|□")
_DIGITS = re.compile(r"\d[\d,.]*\d")
_LEAST_MERGE, _SURE = 0.45, 0.6
_WEAKEST = -0.6  # evidence at a seam where pieces may still be put together
_LEFT = 0.15  # what each line above that is left over counts against a reading
_UNNAMED = 0.1  # what it counts where no head is left for the labels
_CLEAR = 1.5  # margin by which they may where it is weaker
_POOR = -1.0  # evidence at which words are no heads


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows of a table say of its columns.

    Attributes:
        labels: Columns left of the values.
        values: Columns of values.
        tail: Columns behind them.
        unit: Whether the last of the labels is a unit.
        ordinal: Whether the first of them numbers the rows.
    """

    labels: int
    values: int
    tail: int = 0
    unit: bool = False
    ordinal: bool = False

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return self.labels + self.values + self.tail


@dataclass(frozen=True, slots=True)
class Headers:
    """Header rows.

    Attributes:
        rows: The rows from the top.
        first: Index of the line on which they begin.
        fit: How sure they are, from 0 to 1.
        sure: Whether their words show them to be heads.
        named: How many columns of labels they name.
        known: Share of the columns of values whose heads are times, changes, shares or name a unit.
        score: Evidence of the words, where each stands on one line.
    """

    rows: tuple[tuple[Field, ...], ...]
    first: int
    fit: float
    sure: bool
    named: int
    known: float
    score: float = 0.0

    def names_all(self, labels: int) -> bool:
        """Whether words that are known to head columns of names stand over every one of some columns of labels."""
        over = {field.column for row in self.rows for field in row if field.column < labels and _is_name(field.text)}
        return len(over) == labels


def lines_above(
    lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int], first: int, floor: int
) -> list[int]:
    """Collect the lines above a table that may be its headers: up to a sentence, caption, list item or heading.

    Page numbers and running heads that the export put in between are passed over.
    """
    found: list[int] = []
    blanks = 0
    for index in range(first - 1, floor - 1, -1):
        line = lines[index]
        if index in furniture:
            continue
        if index in used or len(found) == _MOST_HEADER_LINES:
            break
        if not line.text:
            blanks += 1
            if blanks > 1:
                break
            continue
        blanks = 0
        if not may_head(line):
            break
        found.insert(0, index)
    return found


def may_head(line: Line) -> bool:
    """Say whether a line may hold heads of columns."""
    text = line.text
    if _PUNCTUATION.search(text) or is_ended(text) or text[0] in marks() or width(text) > WIDEST_ROW:
        return False
    return not (is_caption(text) or marker_of(text))


def solve(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Headers | None:
    """Read the lines above the first row as headers.

    Args:
        lines: The lines of the text.
        above: Indices of the lines that may be headers.
        shape: What the rows say of the columns.

    Returns:
        The likeliest reading; None where none fits.
    """
    if not above:
        return None
    found = _by_levels(lines, above, shape)
    if found and found.sure:
        return found
    merged = _by_merging(lines, above, shape)
    return found or merged if not merged or (found and found.fit >= merged.fit) else merged


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


def _by_levels(
    lines: Sequence[Line], above: Sequence[int], shape: Shape, lowest: Sequence[Field] = ()
) -> Headers | None:
    """Read a line as a level, from the lowest up, above what was read already."""
    stack = _Stack([list(lowest)] if lowest else [], {}, [], above[-1] + 1)
    waiting: list[tuple[int, Field]] = []
    for index in reversed(above):
        tokens = tokens_of(lines[index])
        if not (_take(stack, tokens, shape) or _take(stack, tokens_of(lines[index], fine=True), shape)):
            lone = len(tokens) == 1 and width(tokens[0].text) <= 8 and stack.levels  # noqa: PLR2004 - 主要 of 主要⏎商品
            if not lone or len(waiting) > 2:  # noqa: PLR2004
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
        if _is_head(head)
        for column in range(head.column, head.column + head.column_span)
    }
    fit, share = (1.0 if sure else 0.7), len(known) / shape.values
    return Headers(rows, stack.first, fit, sure, len(stack.names), share, stack.score)


def _name_column(shape: Shape) -> int:
    return 1 if shape.ordinal and shape.labels > 1 else 0


def _take(stack: _Stack, tokens: list[Field], shape: Shape) -> bool:
    """Take a line into the stack, if it fits: heads of labels, then of values or groups of them, then of the tail."""
    if any(width(token.text) > 2 * _LONGEST_HEAD or _is_number(token.text) for token in tokens):
        return False
    best = max(_cuts(stack, tokens, shape), key=lambda cut: cut.score, default=None)
    if best is None or best.score <= _POOR:
        return False
    if not best.heads and not stack.levels and best.score < len(best.names):
        return False  # names alone under the heads of the values: 项目, and no label that wraps
    for column, name in zip(_name_columns(best.names, shape), best.names, strict=True):
        stack.names.setdefault(column, []).append(name)
    if best.heads:
        stack.levels.append(best.heads)
    stack.tails = best.tails or stack.tails
    stack.score += best.score
    return True


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
        for tail in range(min(shape.tail, len(tokens) - named) + 1):
            values, tails = tokens[named : len(tokens) - tail], tokens[len(tokens) - tail :]
            score = _names_score(names, shape, stack)
            if not values:
                if named and not tail:
                    yield _Cut(score, names, [], [])
                continue
            heads = _spread(values, stack, shape)
            if (
                heads is None and shape.labels and not named and len(values) > 1
            ):  # 內銷 外銷 內銷 外銷 生產, of 生產量值
                values, names = values[:-1], values[-1:]
                heads = _spread(values, stack, shape) if stack.levels else None
                score = 0.0
            lone = (
                not named
                and len(values) == 1
                and not (_is_head(values[0]) if shape.values == 1 else is_dated(values[0].text))
            )
            if heads is None or lone:
                continue
            score += _heads_score(values, stack, shape) + 1.5 * (len(values) == shape.values)
            yield _Cut(score - 0.5 * (shape.tail - tail) * (not stack.tails), names, heads, tails)


def _is_number(text: str) -> bool:
    return is_value(text) and not is_year(text) and not text.isalpha() and _DIGITS.search(text) is not None


def _names_score(names: Sequence[Field], shape: Shape, stack: _Stack) -> float:
    """How well words head columns of labels."""
    if not names:
        return -0.5 * (not stack.names and not stack.levels)
    score = 0.0
    for column, name in zip(_name_columns(names, shape), names, strict=True):
        role = head_role(name.text)
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
        if role in {Role.UNIT, Role.ORDINAL, Role.NOTE} or (role is Role.LABEL and not stack.levels):
            score -= 1.5
        elif _is_head(head):
            score += 1.0
        elif stack.levels and len(heads) in {1, shape.values}:
            score -= 2.0
        else:
            score += 0.2
    return score / len(heads) * min(len(heads), shape.values)


def is_of_table(text: str) -> bool:
    """Say whether a line by itself is one of a table: a unit, a caption, heads of columns or a row of values.

    >>> is_of_table("（%）"), is_of_table("项目 2020年 2021年"), is_of_table("2020 年度案例集")
    (True, True, False)
    """
    if unit_of(text) is not None or is_caption(text):
        return True
    tokens = [token.text for token in tokens_of(Line(0, 0, len(text), text))]
    known = sum(is_dated(token) or head_role(token) is not None or is_value(token) for token in tokens)
    return len(tokens) > 1 and known * 2 > len(tokens)


def _is_head(field: Field) -> bool:
    return is_dated(field.text) or head_role(field.text) in MEASURES or _names_unit(field.text)


def _is_name(text: str) -> bool:
    return head_role(text) is not None or is_column_heading(text)


def _names_unit(text: str) -> bool:
    opening = max(text.rfind("（"), text.rfind("("))
    return unit_of(text) is not None or (opening >= 0 and unit_of(text[opening:]) is not None)


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
    if not stack.levels or len(heads) > count:
        return None
    below = stack.levels[-1]
    sizes = _group_sizes([field.text for field in below], len(heads))
    if sizes is None or (len(heads) == 1 and not (is_dated(heads[0].text) or not stack.names)):
        return None
    placed, at = [], 0
    for head, size in zip(heads, sizes, strict=True):
        under = below[at : at + size]
        reach = sum(field.column_span for field in under)
        placed.append(replace(head, column=under[0].column, column_span=reach))
        at += size
    return placed


def _group_sizes(texts: Sequence[str], groups: int) -> list[int] | None:
    """How many of the heads below stand under each of some groups.

    `余额 占比% 余额 占比% 增减` under three: what repeats is a group, and what does not repeat is one by itself.
    """
    again = [number for number, text in enumerate(texts) if number == 0 or text == texts[0]]
    period = again[1] if len(again) > 1 else 0
    if period:
        repeats = 1
        while texts[repeats * period : (repeats + 1) * period] == texts[:period]:
            repeats += 1
        rest = len(texts) - repeats * period
        if repeats + rest == groups:
            return [period] * repeats + [1] * rest
        if repeats + 1 == groups and rest:
            return [period] * repeats + [rest]
    if len(texts) % groups == 0:
        return [len(texts) // groups] * groups
    return None


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


def _by_merging(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Headers | None:
    """Read headers whose cells are wrapped, or stand a cell a line."""
    best: Headers | None = None
    pieces: list[Field] = []
    seams: list[float] = []
    loose = all(not lines[index + 1].text for index in above)  # a blank line behind every line parts nothing
    for left, index in reversed(tuple(enumerate(above))):
        tokens = tokens_of(lines[index])
        if any(_is_number(token.text) for token in tokens):
            break
        across = 1 if loose or lines[index + 1].text else 2
        between = [seam(tokens[-1], pieces[0], across=across)] if pieces else []
        seams = [*(seam(one, other, across=0) for one, other in pairwise(tokens)), *between, *seams]
        pieces = [*tokens, *pieces]
        for count, first in ((shape.columns, 0), (shape.values, shape.labels)):
            found = best_merge(pieces, seams, count) if count > 1 else None
            headers = found and _of_merge(found, first, shape, index)
            headers = headers and replace(headers, fit=headers.fit - _LEFT * min(left, 3) - _UNNAMED * (first > 0))
            if headers and (best is None or headers.fit > best.fit):
                best = headers
    higher = [index for index in above if best and index < best.first]
    if best and higher and not best.named:  # 2022 年度 2021 年度 above 产量 产销率⏎（%） 产量 产销率⏎（%）
        levels = _by_levels(lines, higher, shape, best.rows[0])
        best = levels if levels and levels.sure and levels.first < best.first else best
    return best


def _of_merge(merge: Merge, first: int, shape: Shape, line: int) -> Headers | None:
    """The header row of cells put together of pieces; None where that is no better than chance."""
    chance = merge.margin <= 0 or (merge.least < _WEAKEST and merge.margin < _CLEAR)
    if chance or any(width(_said(cell)) > 2 * _LONGEST_HEAD for cell in merge.cells):
        return None
    row = tuple(
        Field(Span(cell[0].span.start, cell[-1].span.end), _said(cell), first + number)
        for number, cell in enumerate(merge.cells)
    )
    named = shape.labels if first == 0 else 0
    if shape.unit and named and head_role(row[named - 1].text) is not Role.UNIT:
        return None
    known = sum(map(_is_head, row[named : named + shape.values])) / shape.values
    fit = 0.4 + 0.1 * min(merge.least, 2.0) + 0.1 * min(merge.margin, 2.0) + 0.2 * known
    if named and (head_role(row[0].text) in {Role.LABEL, Role.ORDINAL} or is_column_heading(row[0].text)):
        fit += 0.1
    return Headers((row,), line, fit, fit >= _SURE, named, known) if fit >= _LEAST_MERGE else None


def _said(cell: Sequence[Field]) -> str:
    return "".join(piece.text for piece in cell)
