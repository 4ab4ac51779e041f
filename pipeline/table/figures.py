"""Figures set out one by one: `用电量（万千瓦时）：930`, a number over what it counts, `北京 12 福建 11 云南 6`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.typography import Line, is_ended, marker_of, width
from pipeline.model import Span, Table
from pipeline.table.axes import make_table
from pipeline.table.captions import caption_above
from pipeline.table.fields import Field, is_filled, is_value, is_year, unit_of
from pipeline.table.tokens import tokens_of

_LABELLED = re.compile(r"(?P<label>[^：:。；]{1,40}?[（(](?P<unit>[^（()）]+)[)）])\s*[：:]\s*(?P<value>\S[^：:]*)$")
_PUNCTUATION = re.compile(r"[，。；！？：:、]")
_RATIO, _WANTING = phrasing("table.ratio"), phrasing("table.wanting")
_WIDEST_LABEL = 36
_LEAST_PAIRS = _LEAST_LINES = 2


def find_figures(text: str, lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Find lines of a label with its unit and a number, and numbers that stand over their labels.

    Args:
        text: The whole text.
        lines: Its lines.
        used: Indices of lines that cannot belong to a table.
    """
    return [*_labelled(text, lines, used), *_stacked(lines, used), *_side_by_side(lines, used)]


def _labelled(text: str, lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    tables: list[Table] = []
    run: list[tuple[int, list[Field]]] = []
    for index, line in enumerate((*lines, Line(len(text), len(text), len(text), "。"))):
        if not line.text:
            continue
        match = _LABELLED.match(line.text) if index not in used and marker_of(line.text) is None else None
        row = None
        if match and unit_of(match["unit"]) and is_value(match["value"]):
            row = [_piece(line, *match.span("label"), 0), _piece(line, *match.span("value"), 1)]
        if row is None and run:
            tables.append(make_table([each for _, each in run], caption_above(lines, run[0][0]), headers=0))
            run = []
        if row:
            run.append((index, row))
    return tables


def _piece(line: Line, start: int, end: int, column: int) -> Field:
    return Field(Span(line.start + start, line.start + end), line.text[start:end], column)


def _side_by_side(lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Names and numbers of which a line holds several pairs, under a header that repeats or under none."""
    tables: list[Table] = []
    run: list[list[list[Field]]] = []
    first = 0
    for index, line in enumerate((*lines, Line(0, 0, 0, "。"))):
        if not line.text:
            continue
        pairs = [] if index in used or _PUNCTUATION.search(line.text) else _pairs_of(line)
        if run and len(pairs) != len(run[0]):
            if len(run) >= _LEAST_LINES:
                tables.append(_unfolded(lines, run, first, used))
            run = []
        if pairs:
            first = first if run else index
            run.append(pairs)
    return tables


def _pairs_of(line: Line) -> list[list[Field]]:
    """The pairs of a line that holds nothing but two or more of them."""
    tokens = tokens_of(line) if any(map(str.isdigit, line.text)) else []
    names, values = tokens[::2], tokens[1::2]
    paired = len(names) == len(values) > 1 and all(is_filled(value.text) for value in values)
    if not paired or any(is_filled(name.text) or any(map(str.isdigit, name.text)) for name in names):
        return []
    return [[name, replace(value, column=1)] for name, value in zip(names, values, strict=True)]


def _unfolded(lines: Sequence[Line], run: Sequence[list[list[Field]]], first: int, used: frozenset[int]) -> Table:
    """The table of lines of pairs, one pair below the other."""
    above = next((index for index in range(first - 1, -1, -1) if lines[index].text), -1)
    heads = tokens_of(lines[above]) if above >= 0 and above not in used else []
    count = len(run[0])
    if len(heads) != 2 * count or {head.text for head in heads[2:]} - {head.text for head in heads[:2]}:
        heads, above = [], first
    header = [[heads[at], replace(heads[at + 1], column=1)] for at in range(0, len(heads), 2)]
    rows = [*header, *(pair for pairs in run for pair in pairs)]
    return make_table(rows, caption_above(lines, above), headers=len(header))


def _stacked(lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Numbers on lines of their own, each over its label, or under it: `36.5 亿元⏎营业收入`, `发电量⏎1,250 万度`."""
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        over = _pairs(lines, index, used, under=False)
        above = _next(lines, index, -1)
        under = _pairs(lines, above, used, under=True) if above >= index - 1 and above >= 0 else []
        pairs = max(over, under, key=lambda pairs: (_agreeing(lines, pairs), pairs is over)) if over else under
        if pairs:
            rows = [[_field(lines[label], 0), _field(lines[number], 1)] for label, number in pairs]
            tables.append(make_table(rows, caption_above(lines, min(pairs[0])), headers=0))
        index = max(pairs[-1]) + 1 if pairs else index + 1
    return tables


def _pairs(lines: Sequence[Line], first: int, used: frozenset[int], *, under: bool) -> list[tuple[int, int]]:
    """Lines of labels and of their numbers from one on, as far apart as the first; none where numbers are left over."""
    pairs: list[tuple[int, int]] = []
    at, apart = first, 0
    while at < len(lines):
        other = _next(lines, at)
        label, number = (at, other) if under else (other, at)
        if other >= len(lines) or not used.isdisjoint((at, other)) or (pairs and other - at > apart):
            break
        if not _is_label(lines[label].text) or not _is_number(lines[number].text):
            break
        apart = other - at
        pairs.append((label, number))
        at = _next(lines, other)
    left = at < len(lines) and is_value(lines[at].text)
    bare = under and 2 * sum(lines[number].text[-1].isdigit() for _, number in pairs) > len(pairs)
    return [] if left or bare or len(pairs) < _LEAST_PAIRS else pairs


def _is_number(text: str) -> bool:
    return bool(text) and is_value(text) and not is_year(text)


def _is_label(text: str) -> bool:
    return (
        0 < width(text) <= _WIDEST_LABEL
        and not is_value(text)
        and not _PUNCTUATION.search(text)
        and not is_ended(text)
        and not _WANTING.search(text)
        and any(map(str.isalpha, text))
    )


def _agreeing(lines: Sequence[Line], pairs: Sequence[tuple[int, int]]) -> int:
    """How many numbers are a share where their label names a rate, and none where it does not."""
    return sum(
        (_RATIO.search(lines[label].text) is not None) == lines[number].text.endswith(("%", "％"))
        for label, number in pairs
    )


def _next(lines: Sequence[Line], index: int, step: int = 1) -> int:
    index += step
    while 0 <= index < len(lines) and not lines[index].text:
        index += step
    return index


def _field(line: Line, column: int) -> Field:
    return Field(Span(line.start, line.end), line.text, column)
