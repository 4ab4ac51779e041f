"""Values that no label names, on a line under or over their times, as charts leave them: `2019 2020 2021⏎32.5 41 38.6`.

What they measure stands in the caption; more pairs of lines below go on with it: 1月 to 6月, then 7月 to 12月.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import isclose

from pipeline.lexicon.typography import Line
from pipeline.model import Span, Table
from pipeline.table.axes import make_table
from pipeline.table.captions import caption_above
from pipeline.table.fields import Field, is_dated, is_filled, is_value, is_year
from pipeline.table.short_times import holds_time
from pipeline.table.tokens import tokens_of

_LEAST_COLUMNS = 2
_LEAST_TICKS = 3
_TICK = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")


def find_unnamed(lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Find lines of nothing but values beside a line of as many times.

    Args:
        lines: The lines of a text.
        used: Indices of lines that cannot belong to a table.
    """
    tables: list[Table] = []
    filled = [index for index, line in enumerate(lines) if line.text]
    position, ends = 0, -1
    caption: Span | None = None
    while position + 1 < len(filled):
        first, second = filled[position], filled[position + 1]
        rows = _rows(lines[first], lines[second]) if used.isdisjoint((first, second)) else None
        following = filled[position + 2] if position + 2 < len(filled) else None
        if rows is None or (following is not None and _goes_on(lines[following], len(rows[0]))):
            position += 1
            continue
        caption = caption if position == ends else caption_above(lines, first)
        tables.append(make_table(rows, caption, headers=1))
        position = ends = position + 2
    return tables


def _rows(first: Line, second: Line) -> list[list[Field]] | None:
    """The times and the values of two lines, whichever stands above; None where they are no such lines."""
    if not (holds_time(first.text) or holds_time(second.text)):
        return None
    above, below = tokens_of(first), tokens_of(second)
    if not _LEAST_COLUMNS <= len(above) == len(below):
        return None
    times, values = (above, below) if _are_times(above) else (below, above)
    if not _are_times(times) or _are_times(values) or not all(is_filled(value.text) for value in values):
        return None
    if not any(is_value(value.text) for value in values) or _are_ticks([value.text for value in values]):
        return None
    return [[replace(field, column=column) for column, field in enumerate(fields)] for fields in (times, values)]


def _are_times(tokens: Sequence[Field]) -> bool:
    return all(is_year(token.text) or (is_dated(token.text) and not is_value(token.text)) for token in tokens)


def _are_ticks(values: Sequence[str]) -> bool:
    """Whether numbers rise or fall by one step, as those along the axis of a chart do: 0 200 400 600."""
    if len(values) < _LEAST_TICKS or not all(map(_TICK.fullmatch, values)):
        return False
    numbers = [float(value.replace(",", "").rstrip("%")) for value in values]
    steps = [after - before for before, after in pairwise(numbers)]
    return all(isclose(step, steps[0], abs_tol=1e-9) for step in steps)


def _goes_on(line: Line, count: int) -> bool:
    """Whether a line is a row with a name and as many values: those above it only lost theirs."""
    tokens = tokens_of(line)
    return len(tokens) > count and all(is_filled(token.text) for token in tokens[-count:])
