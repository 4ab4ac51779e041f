"""Figures on show: a number in large type with its unit, and what it counts over, under or beside it."""

import re
from collections.abc import Iterable, Sequence

from pipeline.lexicon.typography import is_ended
from pipeline.lexicon.units import is_unit
from pipeline.read.pdf.alignment import is_level, same_edge
from pipeline.read.pdf.badges import counts_on
from pipeline.read.pdf.page import BlockRole, Line, PageBlock, Shape, hull
from pipeline.table.fields import unit_of

_FIGURE = re.compile(
    r"(?:[约約逾近超≥≤><＞＜]|超[过過逾出]|大约|不少于|累[计計])?\s?(?:[A-Z]{2,3}(?!-)|[A-Z]{0,2}[$¥￥€])?\s?"
    r"[-+]?\d[\d,，]*(?:\.\d+)?(?:[~～]\d[\d.]*)?\s?"
    r"(?:[%％‰℃+]|(?![年月日季])[^\W\d_][^\d\s，。；：！？、]{0,7})?\+?"
)  # 22,096吨标准煤 or HK$59.5億元 or 32.9%, and no 2. 持续经营 or 2025年度
_NO_FIGURE = re.compile(r"0\d(?:\D.*)?|(?:19|20)\d\d")  # 01 提升能效, and the years of a time line
_COUNTED = re.compile(r"(\d{1,2})(?:\s?\D.*)?")  # 1 战略引领, where 2 and 3 follow
_INNER = re.compile(r"\d\D")  # 相当于减排3,780万吨 says more of a figure, and does not name it
_SCALED = re.compile(r"^.*\d\s?[十百千万萬亿億]*|\+$")  # HK$59.5億
_LABEL = 16  # characters: what a figure counts is named in fewer
_COMPANION = 24  # characters of what else stands in its card
_COMPANIONS = 5  # lines of it
_WITHIN = 0.6  # share of the narrower of a figure and its label that stands below the other
_NEAR = 1.6  # ems of the larger type between a figure and its label
_WRAPPED = 0.6  # ems between the lines of one label
_UNDER = 0.3  # ems of a figure over its wrapped unit
_LARGE = 1.25  # times the size of its label: a figure of this size is on show, even alone
_BESIDE = 1.5  # ems of a figure between its last digit and a label beside it
_TALL = 1.6  # times the size of a label that stands beside it
_CARDS = 2  # figures of one size that are named alike
_BADGE = 7.0  # ems of a figure: a ground of its own, with nothing else on it, is no higher
_ALIKE = 2.0  # points by which such grounds differ in size
_ADJOIN = 2.5  # points between such a ground and that of its label

_Card = tuple[Line, list[Line]]


def lift_framed_cards(lines: Sequence[Line], shapes: Sequence[Shape]) -> tuple[list[Line], list[PageBlock]]:
    """Takes figures that have a ground or frame each out of the lines of a page: rows of them are no table.

    Args:
        lines: The lines outside charts.
        shapes: What is drawn on the page, among it the grounds of cards.

    Returns:
        The lines left, and one block for each figure: its label first, then the number, the rest of its unit, and what
        else its card says of it.
    """
    figures = _figures(lines)
    cards = _on_grounds(figures, lines, shapes) if figures else []
    taken = {line for card in cards for line in card}
    left = [line for line in figures if line not in taken]
    free = [line for line in lines if line not in taken]
    return _lifted(lines, [*cards, *_on_badges(left, free, shapes)])


def lift_cards(lines: Sequence[Line]) -> tuple[list[Line], list[PageBlock]]:
    """Takes figures out of the lines of a page, each with its label and unit.

    Args:
        lines: The lines outside tables, charts and framed cards.

    Returns:
        The lines left, and one block for each figure: its label first, then the number and the rest of its unit.
    """
    figures = _figures(lines)
    others = [line for line in lines if line not in figures]
    cards: list[list[Line]] = []
    while figures:
        kind = [line for line in figures if abs(line.size - figures[0].size) < 1]
        figures = [line for line in figures if line not in kind]
        found = labelled(kind, others)
        large = [card for card in found if card[0].size > _LARGE * card[1][0].size]
        measured = [card for card in found if card in large or _has_unit(card[0].text)]
        if large or len(measured) >= _CARDS:
            cards += [_ordered(figure, label, _unit(figure, label, others), []) for figure, label in measured]
    return _lifted(lines, cards)


def _figures(lines: Sequence[Line]) -> list[Line]:
    """The lines that may be figures on show; numbers that count on are none."""
    found = [line for line in lines if _FIGURE.fullmatch(line.text) and not _NO_FIGURE.fullmatch(line.text)]
    counted = {line: int(match[1]) for line in found if (match := _COUNTED.fullmatch(line.text))}
    bare = {line: number for line, number in counted.items() if not _has_unit(line.text)}
    return [line for line in found if not (line in bare and counts_on(tuple(bare.values())))]


def _lifted(lines: Sequence[Line], cards: Sequence[Sequence[Line]]) -> tuple[list[Line], list[PageBlock]]:
    """The lines outside of cards, and the blocks of the cards."""
    taken = {line for card in cards for line in card}
    rest = [line for line in lines if line not in taken]
    return rest, [PageBlock(BlockRole.FIGURE, hull(line.box for line in card), tuple(card)) for card in cards]


def _on_grounds(figures: Sequence[Line], lines: Sequence[Line], shapes: Sequence[Shape]) -> list[list[Line]]:
    """The cards that have a ground or frame each, with nothing in it but one figure in the largest type and few words.

    Over a figure or before it stands what it counts, or else right under it; then follows what is told of it:
    较上年 ↑12.5%.
    """
    cards: list[list[Line]] = []
    for figure in figures:
        around = [shape for shape in shapes if shape.encloses(figure)]
        inside = [
            [line for line in lines if line is not figure and shape.encloses(line)]
            for shape in sorted(around, key=lambda shape: shape.width * shape.height)
        ]
        others = sorted(next(filter(None, inside), []), key=lambda line: (round(line.middle), line.edges[0]))
        fits = all(
            len(line.text) <= _COMPANION and figure.size > _LARGE * line.size and not is_ended(line.text)
            for line in others
        )
        unit = _unit(figure, (), others) or [line for line in others if unit_of(line.text) is not None][:1]
        words = [line for line in others if line not in unit]
        over = [line for line in words if line.middle < figure.middle or line.edges[-1] < figure.edges[0]]
        under = [line for line in words if line not in over]
        label = over or (_wrapped(under[0], under, above=False) if under else [])
        if fits and label and len(others) <= _COMPANIONS and not any(is_level(line, figure) for line in under):
            cards.append(_ordered(figure, label, unit, [line for line in under if line not in label]))
    return cards


def _on_badges(figures: Sequence[Line], lines: Sequence[Line], shapes: Sequence[Shape]) -> list[list[Line]]:
    """The cards whose figure has a ground of its own: a disc over its label, or a box beside that of its label."""
    badges: list[tuple[Line, list[Line], Shape]] = []
    for figure in figures:
        around = [shape for shape in shapes if shape.encloses(figure) and shape.height < _BADGE * figure.size]
        held = [[line for line in lines if line is not figure and shape.encloses(line)] for shape in around]
        own = [
            (shape, inside)
            for shape, inside in zip(around, held, strict=True)
            if len(inside) < 2 and all(unit_of(line.text) for line in inside)  # noqa: PLR2004 - a pair
        ]
        if own:  # and not what joins it to others
            ground, inside = max(own, key=lambda pair: pair[0].width * pair[0].height)
            badges.append((figure, inside, ground))
    taken = {line for figure, unit, _ in badges for line in (figure, *unit)}
    free = [line for line in lines if line not in taken and len(line.text) <= _LABEL and not is_ended(line.text)]
    cards: list[list[Line]] = []
    while badges:
        first = badges[0][2]
        kind = [
            badge
            for badge in badges
            if max(abs(badge[2].width - first.width), abs(badge[2].height - first.height)) < _ALIKE
        ]
        badges = [badge for badge in badges if badge not in kind]
        for beside in (_on_next_ground, _right_over, _right_under):
            found = [(figure, unit, beside(figure, ground, free, shapes)) for figure, unit, ground in kind]
            if all(label for _, _, label in found) and len(found) >= _CARDS:
                cards += [_ordered(figure, label, unit, []) for figure, unit, label in found]
                break
    return cards


def _on_next_ground(figure: Line, ground: Shape, lines: Sequence[Line], shapes: Sequence[Shape]) -> list[Line]:
    """The words on the ground that adjoins that of a figure at its left or over it."""
    for shape in shapes:
        level = max(abs(shape.top - ground.top), abs(shape.bottom - ground.bottom), abs(ground.x0 - shape.x1))
        column = max(abs(shape.x0 - ground.x0), abs(shape.x1 - ground.x1), abs(ground.top - shape.bottom))
        if min(level, column) < _ADJOIN:
            inside = [line for line in lines if shape.encloses(line)]
            if inside and all(figure.size > line.size for line in inside):
                return sorted(inside, key=lambda line: line.middle)
    return []


def _right_over(figure: Line, ground: Shape, lines: Sequence[Line], _: Sequence[Shape]) -> list[Line]:
    over = [line for line in lines if _is_outside(line, figure, ground, ground.top - line.bottom)]
    label = max(over, key=lambda line: line.middle, default=None)
    return _wrapped(label, lines, above=True) if label else []


def _right_under(figure: Line, ground: Shape, lines: Sequence[Line], _: Sequence[Shape]) -> list[Line]:
    under = [line for line in lines if _is_outside(line, figure, ground, line.top - ground.bottom)]
    label = min(under, key=lambda line: line.middle, default=None)
    return _wrapped(label, lines, above=False) if label else []


def _is_outside(line: Line, figure: Line, ground: Shape, gap: float) -> bool:
    """Whether a line stands right over or under the ground of a figure, smaller than that."""
    inside = ground.x0 <= (line.edges[0] + line.edges[-1]) / 2 <= ground.x1
    return inside and figure.size > _LARGE * line.size and -_ADJOIN < gap < _NEAR * line.size


def labelled(figures: Sequence[Line], others: Sequence[Line]) -> list[_Card]:
    """Figures of one size with their labels, which stand on one side of all of them: the fuller one, or the nearer."""
    sides = []
    for names in (_stands_over, _stands_under, _stands_beside):
        found: list[_Card] = []
        free = [line for line in others if len(line.text) <= _LABEL and not (is_ended(line.text) or unit_of(line.text))]
        for figure in figures:
            label = min(
                (line for line in free if names(line, figure)),
                key=lambda line: _gap(line, figure),
                default=None,
            )
            if label is not None:
                whole = _wrapped(label, free, above=names is _stands_over)
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
    return aligned and _gap(label, figure) < _NEAR * max(label.size, figure.size)


def _stands_beside(label: Line, figure: Line) -> bool:
    """Whether a line may name a tall figure right before it, below the unit."""
    level = figure.top < label.middle < figure.bottom and figure.size > _TALL * label.size
    last = max(at for at, letter in enumerate(figure.text) if letter.isdigit())
    return level and 0 < label.edges[0] - figure.edges[last] < _BESIDE * figure.size


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


def _ordered(figure: Line, label: list[Line], unit: list[Line], more: list[Line]) -> list[Line]:
    """A card as it reads; a label that ends in a digit stands behind, for 范围1 over 320 is not 1320."""
    if label[-1].text[-1].isdigit():
        return [figure, *unit, *label, *more]
    return [*label, figure, *unit, *more]
