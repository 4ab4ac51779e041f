"""Figures on show: a number in large type with its unit, and what it counts over or under it."""

import re
from collections.abc import Iterable, Sequence

from pipeline.lexicon.typography import is_ended
from pipeline.lexicon.units import is_unit
from pipeline.read.pdf.alignment import is_level, same_edge
from pipeline.read.pdf.page import BlockRole, Line, PageBlock, hull

_FIGURE = re.compile(
    r"[约約逾近超]?\s?(?:[A-Z]{2,3}|[A-Z]{0,2}[$¥￥€])?\s?[-+]?\d[\d,，]*(?:\.\d+)?\s?"
    r"(?:[%％‰+]|(?![年月日季])[^\W\d_][^\d\s，。；：！？、]{0,7})?\+?"
)  # 22,096吨标准煤 or HK$59.5億元 or 32.9%, and no 2. 持续经营 or 2025年度
_SCALED = re.compile(r"^.*\d\s?[十百千万萬亿億]*|\+$")  # HK$59.5億
_UNIT = re.compile(r"[^\W\d_][^\d，。；：！？、]{0,5}|[%％‰]")
_LABEL = 16  # characters: what a figure counts is named in fewer
_WITHIN = 0.6  # share of the narrower of a figure and its label that stands below the other
_NEAR = 1.6  # ems of the larger type between a figure and its label
_WRAPPED = 0.6  # ems between the lines of one label, or a figure and its unit
_LARGE = 1.25  # times the size of its label: a figure of this size is on show, even alone
_CARDS = 2  # figures of one size that are named alike

_Card = tuple[Line, list[Line]]


def lift_cards(lines: Sequence[Line]) -> tuple[list[Line], list[PageBlock]]:
    """Takes figures out of the lines of a page, each with its label and unit.

    Args:
        lines: The lines outside tables and charts.

    Returns:
        The lines left, and one block for each figure: its label first, then the number, then the rest of the unit.
    """
    figures = [line for line in lines if _FIGURE.fullmatch(line.text) and re.search(r"\d", line.text)]
    others = [line for line in lines if line not in figures]
    cards: list[list[Line]] = []
    while figures:
        kind = [line for line in figures if abs(line.size - figures[0].size) < 1]
        figures = [line for line in figures if line not in kind]
        labelled = _labelled(kind, others)
        large = [card for card in labelled if card[0].size > _LARGE * card[1][0].size]
        measured = [card for card in labelled if card in large or _has_unit(card[0].text)]
        if large or len(measured) >= _CARDS:
            cards += [_ordered(figure, label, _unit(figure, label, others)) for figure, label in measured]
    taken = {line for card in cards for line in card}
    rest = [line for line in lines if line not in taken]
    return rest, [PageBlock(BlockRole.FIGURE, hull(line.box for line in card), tuple(card)) for card in cards]


def _labelled(figures: Sequence[Line], others: Sequence[Line]) -> list[_Card]:
    """Figures of one size with their labels, which stand on one side of all of them: the fuller one, or the nearer."""
    sides = []
    for above in (True, False):
        found: list[_Card] = []
        free = [line for line in others if len(line.text) <= _LABEL and not is_ended(line.text)]
        for figure in figures:
            label = min(
                (line for line in free if _names(line, figure, above=above)),
                key=lambda line: _gap(line, figure),
                default=None,
            )
            if label is not None:
                whole = _wrapped(label, free, above=above)
                free = [line for line in free if line not in whole]
                found.append((figure, whole))
        distance = sum(_gap(label[0], figure) for figure, label in found)
        sides.append((len(found), -distance, found))
    return max(sides, key=lambda side: side[:2])[2]


def _names(label: Line, figure: Line, *, above: bool) -> bool:
    """Whether a line may name a figure: right above or below it, and aligned with it or within its width."""
    if above is not (label.middle < figure.middle) or is_level(label, figure):
        return False
    shared = min(label.edges[-1], figure.edges[-1]) - max(label.edges[0], figure.edges[0])
    narrower = min(label.edges[-1] - label.edges[0], figure.edges[-1] - figure.edges[0])
    aligned = same_edge(label, figure) or shared > _WITHIN * narrower
    return aligned and _gap(label, figure) < _NEAR * max(label.size, figure.size)


def _gap(one: Line, other: Line) -> float:
    return max(one.top - other.bottom, other.top - one.bottom)


def _wrapped(label: Line, free: Iterable[Line], *, above: bool) -> list[Line]:
    """A label with the line that it goes on in, away from its figure."""
    more = [
        line
        for line in free
        if line.style == label.style
        and same_edge(line, label)
        and above is (line.middle < label.middle)
        and 0 <= _gap(line, label) < _WRAPPED * label.size
    ]
    return sorted([label, *more[:1]], key=lambda line: line.middle)


def _unit(figure: Line, label: Sequence[Line], others: Iterable[Line]) -> list[Line]:
    """The rest of a figure's unit, to its right or wrapped below it."""
    return [
        line
        for line in others
        if line not in label
        and _UNIT.fullmatch(line.text)
        and line.size <= figure.size
        and (
            (is_level(line, figure) and 0 <= line.edges[0] - figure.edges[-1] < figure.size)
            or (
                abs(line.edges[0] - figure.edges[0]) < figure.size
                and line.middle > figure.middle
                and _gap(line, figure) < _WRAPPED * line.size
            )
        )
    ][:1]


def _has_unit(text: str) -> bool:
    """Whether a number in type like its label's has a unit that is known, for 42.1 本集团 has none."""
    unit = _SCALED.sub("", text)
    return is_unit(unit)


def _ordered(figure: Line, label: list[Line], unit: list[Line]) -> list[Line]:
    """A card as it reads; a label that ends in a digit stands behind, for 范围1 over 320 is not 1320."""
    if label[-1].text[-1].isdigit():
        return [figure, *unit, *label]
    return [*label, figure, *unit]
