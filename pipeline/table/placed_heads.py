"""Heads to the columns that they stand over, as they stand on the page."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.table.fields import Field, is_dated, unit_of
from pipeline.table.groups import group_sizes
from pipeline.table.shape import is_head, is_name
from pipeline.table.tokens import seam

_OPEN = frozenset("(（/／")


def over_columns(heads: Sequence[Sequence[Field]], values: int, count: int) -> list[list[Field]]:
    """Give heads the columns that they must be over, where they stand beside them as other words push them aside.

    Args:
        heads: The cells of each line of heads, where they stand.
        values: The first column of values.
        count: How many columns there are.
    """
    lines = [_one_by_one(row, values, count) for row in heads]
    for column in range(values, count):
        if any(field.column <= column < field.column + field.column_span for row in lines for field in row):
            continue
        # a last head of its line, on whose column another one stands: 全年同比 beside 上半年 下半年
        beside = [
            number
            for number, row in enumerate(lines)
            if row
            and row[-1].column == column - 1 >= values
            and row[-1].column_span == 1
            and any(field.column == column - 1 for other in lines if other is not row for field in other)
        ]
        if len(beside) > 1:  # the one that stands by itself among its line
            beside = [number for number in beside if sum(field.column >= values for field in lines[number]) == 1]
        if len(beside) == 1:
            row = lines[beside[0]]
            lines[beside[0]] = [*row[:-1], replace(row[-1], column=column)]
    return lines


def _one_by_one(row: Sequence[Field], values: int, count: int) -> list[Field]:
    """Let as many heads of values as there are columns of them stand over these one by one."""
    if len(row) != count - values or not all(map(is_head, row)):
        return list(row)
    return [replace(field, column=values + at, column_span=1) for at, field in enumerate(row)]


def levels_of(heads: Sequence[Sequence[Field]], values: int) -> list[list[Field]]:
    """Let the heads of a line stand over as many columns as the heads below them that return."""
    levels: list[list[Field]] = []
    below: list[Field] = []
    for row in reversed(heads):
        own = [field for field in row if field.column >= values]
        under = [field.text for field in below]
        beyond = any(not below[0].column <= field.column <= below[-1].column for field in own) if below else True
        fits = 1 < len(own) < len(under) and not beyond and len(set(under)) < len(under)
        sizes = group_sizes(under, len(own)) if fits else None
        if sizes and all(
            size == 1 or is_dated(field.text) or not is_name(field.text) for field, size in zip(own, sizes, strict=True)
        ):
            starts = [below[0].column + sum(sizes[:at]) for at in range(len(sizes))]
            own = [
                replace(field, column=start, column_span=size)
                for field, start, size in zip(own, starts, sizes, strict=True)
            ]
        levels.insert(0, [*(field for field in row if field.column < values), *own])
        adjoin = len(own) > 1 and own[-1].column - own[0].column == len(own) - 1
        below = own if adjoin else below
    return levels


def _is_whole_unit(text: str) -> bool:
    """Say whether a head is a unit by itself, without brackets: 万立方米 below 工业用水."""
    return text[0] not in "(（" and unit_of(text) is not None


def joined_down(rows: Sequence[Sequence[Field]]) -> list[list[Field]]:
    """Take a head for the rest of the one above it in its column, where the words go on: 2017 年 1-6 月产, 量."""
    above: dict[int, Field] = {}
    joined: list[list[Field]] = []
    for row in rows:
        told = []
        for field in row:
            before = above.get(field.column)
            goes_on = (
                before is not None
                and before.column_span == field.column_span == 1
                and (seam(before, field, across=1) > 0 or unit_of(field.text) is not None)
                and not (_is_whole_unit(field.text) and not is_dated(before.text) and before.text[-1] not in _OPEN)
            )
            told.append(replace(field, continues=goes_on))
            above.update(dict.fromkeys(range(field.column, field.column + field.column_span), field))
        joined.append(told)
    return joined
