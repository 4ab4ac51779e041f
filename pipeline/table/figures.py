"""Figures set out one by one: `用电量（万千瓦时）：930`, a number over what it counts, `北京 12 福建 11 云南 6`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.typography import Line, is_ended, marker_of, width
from pipeline.model import Span, Table
from pipeline.table.axes import make_table
from pipeline.table.captions import caption_above
from pipeline.table.cards import PUNCTUATION, find_cards, is_bare, is_figure, names_unit, piece_of
from pipeline.table.fields import Field, is_filled, is_value, unit_of
from pipeline.table.tokens import tokens_of

_LABELLED = re.compile(r"(?P<label>[^：:。；]{1,40}?[（(](?P<unit>[^（()）]+)[)）])\s*[：:]\s*(?P<value>\S[^：:]*)$")
_DATING = phrasing("table.dating")
_LISTED = regex.compile(r"\s*、\s*")
_RATIO, _WANTING = phrasing("table.ratio"), phrasing("table.wanting")
_TALLIED, _TALLY = phrasing("table.tallied"), phrasing("table.tally")
_WIDEST_LABEL = 48
_LEAST_PAIRS = _LEAST_LINES = 2
_LEAST_TALLIED = 3  # pairs, where numbers have words around them


def find_figures(text: str, lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Find lines of a label with its unit and a number, and numbers that stand over their labels.

    Args:
        text: The whole text.
        lines: Its lines.
        used: Indices of lines that cannot belong to a table.
    """
    return [
        *_labelled(text, lines, used),
        *_stacked(text, lines, used),
        *_side_by_side(lines, used),
        *find_cards(lines, used),
    ]


def _labelled(text: str, lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    tables: list[Table] = []
    run: list[tuple[int, list[Field]]] = []
    for index, line in enumerate((*lines, Line(len(text), len(text), len(text), "。"))):
        if not line.text:
            continue
        match = _LABELLED.match(line.text) if index not in used and marker_of(line.text) is None else None
        row = None
        if match and unit_of(match["unit"]) and is_value(match["value"]):
            row = [piece_of(line, *match.span("label"), 0), piece_of(line, *match.span("value"), 1)]
        if row is None and run:
            tables.append(make_table([each for _, each in run], caption_above(lines, run[0][0]), headers=0))
            run = []
        if row:
            run.append((index, row))
    return tables


def _side_by_side(lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Names and numbers of which a line holds several pairs, under a header that repeats or under none."""
    tables: list[Table] = []
    run: list[list[list[Field]]] = []
    first = 0
    for index, line in enumerate((*lines, Line(0, 0, 0, "。"))):
        if not line.text:
            continue
        pairs = [] if index in used or PUNCTUATION.search(line.text) else _pairs_of(line)
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


class _Pair(NamedTuple):
    """The indices of the lines of a label and of its number, which goes on where its unit has a line of its own."""

    label: int
    number: int
    last: int


def _stacked(text: str, lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Numbers on lines of their own, each over its label, or under it: `36.5 亿元⏎营业收入`, `发电量⏎1,250 万度`."""
    tables: list[Table] = []
    numbers = frozenset(n for n, line in enumerate(lines) if is_figure(line.text) or _is_tallied(line.text))
    index = 0
    while index < len(lines):
        over = _pairs(lines, index, used, numbers, under=False)
        above = _next(lines, index, -1)
        under = _pairs(lines, above, used, numbers, under=True) if above >= index - 1 and above >= 0 else []
        pairs = max(over, under, key=lambda pairs: (_agreeing(lines, pairs), pairs is over)) if over else under
        if pairs:
            rows = [row for pair in pairs for row in _rows_of(text, lines, pair)]
            tables.append(make_table(rows, caption_above(lines, min(pairs[0])), headers=0))
        index = max(pairs[-1]) + 1 if pairs else index + 1
    return tables


def _rows_of(text: str, lines: Sequence[Line], pair: _Pair) -> list[list[Field]]:
    """The row of a label and its number, or one for each name of `新厂商、投资金额` under as many numbers."""
    label, number = lines[pair.label], lines[pair.number]
    labels, figures = _parted(label, _LISTED), _parted(number, _TALLIED)
    if len(labels) == len(figures) > 1:
        return [[name, replace(figure, column=1)] for name, figure in zip(labels, figures, strict=True)]
    span = Span(number.start, lines[pair.last].end)
    return [[_field(label, 0), Field(span, text[span.start : span.end], 1)]]


def _parted(line: Line, mark: "regex.Pattern[str]") -> list[Field]:
    """The pieces of a line between some marks."""
    cuts = [(0, 0), *(match.span() for match in mark.finditer(line.text)), (len(line.text),) * 2]
    return [piece_of(line, start, end, 0) for (_, start), (end, _) in pairwise(cuts)]


def _pairs(
    lines: Sequence[Line], first: int, used: frozenset[int], numbers: frozenset[int], *, under: bool
) -> list[_Pair]:
    """Lines of labels and of their numbers from one on, as far apart as the first; none where numbers are left over."""
    pairs: list[_Pair] = []
    at, apart, loose = first, 0, False
    while at < len(lines):
        number = _next(lines, at) if under else at
        if number not in numbers:
            break
        last = _number_end(lines, number)
        label = at if under else _next(lines, last)
        own = number - label if under else label - last
        if max(label, last) >= len(lines) or not used.isdisjoint((label, number, last)) or (pairs and own > apart):
            break
        tallied = _is_tallied(lines[number].text)
        if not _is_label(lines[label].text, listed=tallied):
            break
        apart, loose = own, loose or tallied
        pairs.append(_Pair(label, number, last))
        at = _next(lines, max(label, last))
    left = at < len(lines) and is_figure(lines[at].text)
    unitless = sum(lines[pair.last].text[-1].isdigit() and not names_unit(lines[pair.label].text) for pair in pairs)
    bare = under and 2 * unitless > len(pairs)
    return [] if left or bare or len(pairs) < (_LEAST_TALLIED if loose else _LEAST_PAIRS) else pairs


def _number_end(lines: Sequence[Line], at: int) -> int:
    """The last line of a number: its own, or that of its unit below, `36⏎个⏎生产基地`."""
    below = _next(lines, at)
    split = below < len(lines) and is_bare(lines[at].text) and unit_of(lines[below].text) is not None
    return below if split else at


def _is_tallied(text: str) -> bool:
    """Whether a line holds numbers with few words around them: `达 4.29 MW`, `14 场次，405 人次参与`."""
    digits = any(map(str.isdigit, text))
    if not digits or width(text) > _WIDEST_LABEL or is_ended(text) or is_figure(text):
        return False
    tallies = [_TALLY.fullmatch(piece) for piece in _TALLIED.split(text)]
    units = [tally["unit"] for tally in tallies if tally]
    # no 2021 年 3 月 and no 园区管 1 新商圈
    dated = any(map(_DATING.match, units))
    return len(units) == len(tallies) and not dated and any(map(_begins_with_unit, units))


def _begins_with_unit(text: str) -> bool:
    return any(unit_of(text[:end]) for end in range(1, len(text) + 1))


def _is_label(text: str, *, listed: bool = False) -> bool:
    """Whether a line may name a number; 、 stands in it where it may be a list of names."""
    return (
        0 < width(text) <= _WIDEST_LABEL
        and not is_figure(text)
        and not _is_tallied(text)
        and not PUNCTUATION.search(text.replace("、", "") if listed else text)
        and not is_ended(text)
        and not _WANTING.search(text)
        and any(map(str.isalpha, text))
    )


def _agreeing(lines: Sequence[Line], pairs: Sequence[_Pair]) -> int:
    """How many numbers are a share where their label names a rate, and none where it does not."""
    return sum(
        (_RATIO.search(lines[pair.label].text) is not None) == lines[pair.last].text.endswith(("%", "％"))
        for pair in pairs
    )


def _next(lines: Sequence[Line], index: int, step: int = 1) -> int:
    index += step
    while 0 <= index < len(lines) and not lines[index].text:
        index += step
    return index


def _field(line: Line, column: int) -> Field:
    return Field(Span(line.start, line.end), line.text, column)
