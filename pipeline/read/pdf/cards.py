"""Figures on show: a number in large type with its unit, and what it counts over, under or beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from pipeline.lexicon.typography import is_ended
from pipeline.lexicon.units import is_unit
from pipeline.read.pdf.alignment import is_level, same_edge
from pipeline.read.pdf.badges import counts_on
from pipeline.read.pdf.page import BlockRole, Line, PageBlock, hull
from pipeline.table.fields import unit_of

_FIGURE = re.compile(
    r"(?:[约約逾近超≥≤><＞＜]|超[过過逾出]|大约|不少于|累[计計])?\s?(?:[A-Z]{2,3}(?!-)|[A-Z]{0,2}[$¥￥€])?\s?"
    r"[-+]?\d[\d,，]*(?:\.\d+)?(?:[~～]\d[\d.]*)?\s?"
    r"(?:[%％‰℃]?(?![年月日季])[^\W\d_][^\d\s，。；：！？、]{0,7}|[%％‰℃+])?\+?"
)  # 22,096吨标准煤 or HK$59.5億元 or 32.9% or 38.5%占员工总数, and no 2. 持续经营 or 2025年度
_NO_FIGURE = re.compile(r"0\d(?:\D.*)?|(?:19|20)\d\d")  # 01 提升能效, and the years of a time line
_COUNTED = re.compile(r"(\d{1,2})(?:\s?\D.*)?")  # 1 战略引领, where 2 and 3 follow
_INNER = re.compile(r"\d\D")  # 相当于减排3,780万吨 says more of a figure, and does not name it
_SCALED = re.compile(r"^.*\d\s?[十百千万萬亿億]*|\+$")  # HK$59.5億
LABEL = 16  # characters: what a figure counts is named in fewer
COMPANION = 24  # characters of what else stands in its card
_WITHIN = 0.6  # share of the narrower of a figure and its label that stands below the other
NEAR = 1.6  # ems of the larger type between a figure and its label
_WRAPPED = 0.6  # ems between the lines of one label
_MORE = 1.0  # ems between a card and what else is told of its figure
_UNDER = 0.3  # ems of a figure over its wrapped unit
LARGE = 1.25  # times the size of its label: a figure of this size is on show, even alone
_BESIDE = 1.5  # ems of a figure between its last digit and a label beside it
_APART = 8.0  # and beside one of many in far larger type
_TALL = 1.6  # times the size of a label that stands beside it
_ROW = 20.0  # ems of the name of a row before its first number at most
CARDS = 2  # figures of one size that are named alike

_Card = tuple[Line, list[Line]]


def lift_large_cards(lines: Sequence[Line]) -> tuple[list[Line], list[PageBlock]]:
    """Takes figures in far larger type than their labels out of the lines of a page: rows of them are no table.

    All figures of one size have a label over, under or beside them, and no name of a row stands before them.

    Args:
        lines: The lines outside charts and framed cards.
    """
    figures = figures_in(lines)
    others = [line for line in lines if line not in figures]
    cards: list[list[Line]] = []
    for kind in _by_size(figures):
        found = labelled(kind, others, _APART) if len(kind) > CARDS else []
        units = [unit_beside(figure, label, others) for figure, label in found]
        own = {line for (_, label), unit in zip(found, units, strict=True) for line in (*label, *unit)}
        far = all(figure.size > _TALL * line.size for figure, label in found for line in label)
        named = any(_names_row(line, figure) for figure in kind for line in others if line not in own)
        if len(found) == len(kind) and far and not named:
            cards += [
                ordered(figure, label, unit, _more(figure, label, unit, others))
                for (figure, label), unit in zip(found, units, strict=True)
            ]
    return lifted(lines, cards)


def _names_row(line: Line, figure: Line) -> bool:
    """Whether a line stands level with a figure and before it, as the name of a row does."""
    return is_level(line, figure) and 0 < figure.edges[0] - line.edges[-1] < _ROW * line.size


def _more(figure: Line, label: Sequence[Line], unit: Sequence[Line], others: Iterable[Line]) -> list[Line]:
    """What else is told of a figure, right under its card: 营业收入 | 同比增长 7.2%."""
    card = hull(line.box for line in (figure, *label, *unit))
    under = [
        line
        for line in others
        if line not in label
        and line not in unit
        and len(line.text) <= COMPANION
        and line.size <= label[0].size
        and any(map(str.isdigit, line.text))
        and not (is_ended(line.text) or _FIGURE.fullmatch(line.text))
        and (same_edge(line, label[-1]) or same_edge(line, figure))
        and 0 <= line.top - card.bottom < _MORE * label[0].size
    ]
    return under[:1]


def lift_cards(lines: Sequence[Line]) -> tuple[list[Line], list[PageBlock]]:
    """Takes figures out of the lines of a page, each with its label and unit.

    Args:
        lines: The lines outside tables, charts and framed cards.

    Returns:
        The lines left, and one block for each figure: its label first, then the number and the rest of its unit.
    """
    figures = figures_in(lines)
    others = [line for line in lines if line not in figures]
    cards: list[list[Line]] = []
    for kind in _by_size(figures):
        found = labelled(kind, others)
        large = [card for card in found if card[0].size > LARGE * card[1][0].size]
        measured = [card for card in found if card in large or _has_unit(card[0].text)]
        if large or len(measured) >= CARDS:
            for figure, label in measured:
                unit = unit_beside(figure, label, others)
                cards.append(ordered(figure, label, unit, _more(figure, label, unit, others)))
    return lifted(lines, cards)


def _by_size(figures: Sequence[Line]) -> Iterator[list[Line]]:
    """Figures that are set in one size, together."""
    rest = list(figures)
    while rest:
        kind = [line for line in rest if abs(line.size - rest[0].size) < 1]
        rest = [line for line in rest if line not in kind]
        yield kind


def figures_in(lines: Sequence[Line]) -> list[Line]:
    """The lines that may be figures on show; numbers that count on are none."""
    found = [line for line in lines if _FIGURE.fullmatch(line.text) and not _NO_FIGURE.fullmatch(line.text)]
    counted = {line: int(match[1]) for line in found if (match := _COUNTED.fullmatch(line.text))}
    bare = {line: number for line, number in counted.items() if not _has_unit(line.text)}
    return [line for line in found if not (line in bare and counts_on(tuple(bare.values())))]


def lifted(lines: Sequence[Line], cards: Sequence[Sequence[Line]]) -> tuple[list[Line], list[PageBlock]]:
    """The lines outside of cards, and the blocks of the cards."""
    taken = {line for card in cards for line in card}
    rest = [line for line in lines if line not in taken]
    return rest, [PageBlock(BlockRole.FIGURE, hull(line.box for line in card), tuple(card)) for card in cards]


def labelled(figures: Sequence[Line], others: Sequence[Line], reach: float = _BESIDE) -> list[_Card]:
    """Figures of one size with their labels, which stand on one side of all of them: the fuller one, or the nearer.

    Args:
        figures: The figures.
        others: The lines that may be labels.
        reach: Ems from the last digit of a figure to a label beside it at most.
    """
    sides = []
    for names in (_stands_over, _stands_under, partial(_stands_beside, reach=reach)):
        found: list[_Card] = []
        free = [line for line in others if len(line.text) <= LABEL and not (is_ended(line.text) or unit_of(line.text))]
        for figure in figures:
            label = min(
                (line for line in free if names(line, figure)),
                key=lambda line: _gap(line, figure),
                default=None,
            )
            if label is not None:
                whole = wrapped(label, free, above=names is _stands_over)
                free = [line for line in free if line not in whole]
                found.append((figure, whole))
        distance = sum(_gap(label[0], figure) for figure, label in found)
        counting = sum(bool(_INNER.search(line.text)) for _, label in found for line in label)
        sides.append((len(found), -counting, -distance, found))
    return max(sides, key=lambda side: side[:3])[3]


def _stands_over(label: Line, figure: Line) -> bool:
    return label.middle < figure.middle and _is_aligned(label, figure)


def _stands_under(label: Line, figure: Line) -> bool:
    return label.middle >= figure.middle and _is_aligned(label, figure)


def _is_aligned(label: Line, figure: Line) -> bool:
    """Whether a line may name a figure: right above or below it, and aligned with it or within its width."""
    if is_level(label, figure):
        return False
    shared = min(label.edges[-1], figure.edges[-1]) - max(label.edges[0], figure.edges[0])
    narrower = min(label.edges[-1] - label.edges[0], figure.edges[-1] - figure.edges[0])
    aligned = same_edge(label, figure) or shared > _WITHIN * narrower
    return aligned and _gap(label, figure) < NEAR * max(label.size, figure.size)


def _stands_beside(label: Line, figure: Line, reach: float) -> bool:
    """Whether a line may name a tall figure right before it, below the unit."""
    level = figure.top < label.middle < figure.bottom and figure.size > _TALL * label.size
    last = max(at for at, letter in enumerate(figure.text) if letter.isdigit())
    return level and 0 < label.edges[0] - figure.edges[last] < reach * figure.size


def _gap(one: Line, other: Line) -> float:
    return max(one.top - other.bottom, other.top - one.bottom)


def wrapped(label: Line, free: Iterable[Line], *, above: bool) -> list[Line]:
    """A label with the line that it goes on in, away from its figure."""
    more = [
        line
        for line in free
        if line.style == label.style
        and abs(line.size - label.size) < 1
        and same_edge(line, label)
        and above is (line.middle < label.middle)
        and 0 <= _gap(line, label) < _WRAPPED * label.size
    ]
    return sorted([label, *more[:1]], key=lambda line: line.middle)


def unit_beside(figure: Line, label: Sequence[Line], others: Iterable[Line]) -> list[Line]:
    """The rest of a figure's unit, to its right or wrapped below it."""
    return [
        line
        for line in others
        if line not in label
        and line.size <= figure.size
        and (_is_beside(line, figure) or _is_wrapped(line, figure))
        and unit_of(line.text) is not None
    ][:1]


def _is_beside(unit: Line, figure: Line) -> bool:
    return figure.top < unit.middle < figure.bottom and 0 <= unit.edges[0] - figure.edges[-1] < figure.size


def _is_wrapped(unit: Line, figure: Line) -> bool:
    aligned = same_edge(unit, figure) or abs(unit.edges[0] - figure.edges[0]) < figure.size
    return aligned and unit.middle > figure.middle and _gap(unit, figure) < _UNDER * figure.size


def _has_unit(text: str) -> bool:
    """Whether a number in type like its label's has a unit that is known, for 42.1 本集团 has none."""
    unit = _SCALED.sub("", text)
    return is_unit(unit)


def ordered(figure: Line, label: list[Line], unit: list[Line], more: list[Line]) -> list[Line]:
    """A card as it reads; a label that ends in a digit stands behind, for 范围1 over 320 is not 1320."""
    if label[-1].text[-1].isdigit():
        return [figure, *unit, *label, *more]
    return [*label, figure, *unit, *more]
