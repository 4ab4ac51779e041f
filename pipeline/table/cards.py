"""Figures beside one another as designers set them: numbers, their units and their labels, each on a line of their own.

`3.6 亿元 128 项 92%⏎环保投入 节能项目 综合利用率`, and `外购电力 危险废物⏎5,679.8 754.8⏎万千瓦时 吨`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.typography import COMMA, SEMICOLON, Line, is_ended
from pipeline.model import Span, Table
from pipeline.table.axes import make_table
from pipeline.table.captions import caption_above
from pipeline.table.fields import Field, is_dated, is_value, is_year, unit_of

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?\+?")
PUNCTUATION = re.compile(rf"[。！？：:、]|{COMMA}|{SEMICOLON}")
_VAGUE = phrasing("table.vague")
_PIECE = re.compile(rf"(?:{_VAGUE.pattern}\s)?\S+")
_LED = re.compile(rf"(?:{_VAGUE.pattern}| )*")
_UNIT_BEHIND = re.compile(r"[（(](?P<unit>[^（()）]+)[)）]$")
_LEAST_FIGURES = 2
_COIN_SIGNS = "$¥￥€"


def find_cards(lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Find numbers beside each other, with their labels on the line below or above.

    Each number has a unit of its own, or its unit stands on the line below the numbers, or in brackets behind its
    label. A line of labels that is not taken names the numbers below it.

    Args:
        lines: The lines of a text.
        used: Indices of lines that cannot belong to a table.
    """
    tables: list[Table] = []
    taken = set(used)
    filled = [index for index, line in enumerate(lines) if line.text]
    for above, at, below, last in zip([-1, *filled], filled, [*filled[1:], -1], [*filled[2:], -1, -1], strict=False):
        figures = _figures_of(lines[at]) if at not in taken else []
        if len(figures) < _LEAST_FIGURES:
            continue
        measures = below if below not in taken and _units_of(lines[below]) else None
        for near in (above, below if measures is None else last):
            labels = _labels_of(lines[near]) if near >= 0 and near not in taken else []
            rows = _rows(labels, figures, lines[measures] if measures else None)
            if rows:
                own = {near, at} | ({measures} if measures else set())
                tables.append(make_table(rows, caption_above(lines, min(own)), headers=0))
                taken |= own
                break
    return tables


def _rows(labels: Sequence[Field], figures: Sequence[Field], measures: Line | None) -> list[list[Field]]:
    """A row of each label, its number and its unit; none where labels are left over or missing.

    Where units are, or stand below no number, it is not said which number each is of.
    """
    if len(labels) != len(figures):
        return []
    pairs = list(zip(labels, figures, strict=True))
    bare = [at for at, (name, figure) in enumerate(pairs) if figure.text[-1].isdigit() and not names_unit(name.text)]
    if bare and measures is None:
        return []
    fitting = (units for units in _units_of(measures) if len(units) == len(bare)) if measures else iter(())
    behind = dict(zip(bare, next(fitting, []), strict=False))
    return [
        [label, *([behind[at]] if at in behind else ()), replace(figure, column=2 if behind else 1)]
        for at, (label, figure) in enumerate(pairs)
    ]


def _figures_of(line: Line) -> list[Field]:
    """The numbers of a line that holds nothing else, each with its unit if it has one there: `3.6 亿元 128 项 92%`."""
    pieces = [match.span() for match in _PIECE.finditer(line.text)]
    figures: list[Field] = []
    while pieces:
        start, end = pieces.pop(0)
        alone = is_bare(_LED.sub("", line.text[start:end], count=1))
        measured = bool(pieces) and not line.text[pieces[0][0]].isdigit()
        if alone and measured and is_figure(line.text[start : pieces[0][1]]):
            end = pieces.pop(0)[1]
        if not is_figure(line.text[start:end]):
            return []
        figures.append(piece_of(line, start, end, 1))
    return figures


def _units_of(line: Line) -> list[list[Field]]:
    """The units of a line that holds nothing else: each piece one, or each coin with its scale: `HK$ 億元 公噸`."""
    pieces = [piece_of(line, *match.span(), 1) for match in _PIECE.finditer(line.text)]
    if not all(unit_of(piece.text) for piece in pieces):
        return []
    return [pieces, _scaled(line, pieces)]


def _scaled(line: Line, pieces: Sequence[Field]) -> list[Field]:
    """The pieces, those put together that are one unit: HK$ 億元."""
    whole: list[Field] = []
    for piece in pieces:
        if whole and whole[-1].text[-1] in _COIN_SIGNS:
            span = Span(whole[-1].span.start, piece.span.end)
            whole[-1] = Field(span, line.text[span.start - line.start : span.end - line.start], 1)
        else:
            whole.append(piece)
    return whole


def _labels_of(line: Line) -> list[Field]:
    """The pieces of a line, if none holds a number and none is a sentence."""
    labels = [piece_of(line, *match.span(), 0) for match in _PIECE.finditer(line.text)]
    named = all(any(map(str.isalpha, label.text)) and not label.text[0].isdigit() for label in labels)
    return labels if named and not PUNCTUATION.search(line.text) and not is_ended(line.text) else []


def names_unit(label: str) -> bool:
    """Say whether a label ends in the unit of its number: 厂区绿化（平方米）."""
    told = _UNIT_BEHIND.search(label)
    return told is not None and unit_of(told["unit"]) is not None


def is_bare(text: str) -> bool:
    """Say whether a text is a number without a unit, and no year."""
    return _NUMBER.fullmatch(text) is not None and not is_year(text)


def is_figure(text: str) -> bool:
    """Whether a text is a number, perhaps with its unit: `12.5`, `92%`, `128 项`, but no `2020 年` and no `6 月`."""
    number = _NUMBER.match(text)
    told = is_value(text) or (number is not None and unit_of(text[number.end() :].strip()) is not None)
    return told and not (is_year(text) or is_dated(text))


def piece_of(line: Line, start: int, end: int, column: int) -> Field:
    """What stands on a line between two of its characters, as a cell of a column."""
    return Field(Span(line.start + start, line.start + end), line.text[start:end], column)
