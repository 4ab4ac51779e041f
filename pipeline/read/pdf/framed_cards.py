"""Figures on show that have a ground or frame each, or a ground of their own beside that of their label."""

from collections.abc import Sequence

from pipeline.lexicon.typography import is_ended
from pipeline.read.pdf.alignment import is_level
from pipeline.read.pdf.cards import (
    CARDS,
    COMPANION,
    LABEL,
    LARGE,
    NEAR,
    figures_in,
    lifted,
    ordered,
    unit_beside,
    wrapped,
)
from pipeline.read.pdf.page import Line, PageBlock, Shape
from pipeline.table.fields import unit_of

_COMPANIONS = 5  # lines of it
_BADGE = 7.0  # ems of a figure: a ground of its own, with nothing else on it, is no higher
_ALIKE = 2.0  # points by which such grounds differ in size
_ADJOIN = 2.5  # points between such a ground and that of its label


def lift_framed_cards(lines: Sequence[Line], shapes: Sequence[Shape]) -> tuple[list[Line], list[PageBlock]]:
    """Takes figures that have a ground or frame each out of the lines of a page: rows of them are no table.

    Args:
        lines: The lines outside charts.
        shapes: What is drawn on the page, among it the grounds of cards.

    Returns:
        The lines left, and one block for each figure: its label first, then the number, the rest of its unit, and what
        else its card says of it.
    """
    figures = figures_in(lines)
    cards = _on_grounds(figures, lines, shapes) if figures else []
    taken = {line for card in cards for line in card}
    left = [line for line in figures if line not in taken]
    free = [line for line in lines if line not in taken]
    return lifted(lines, [*cards, *_on_badges(left, free, shapes)])


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
            len(line.text) <= COMPANION and figure.size > LARGE * line.size and not is_ended(line.text)
            for line in others
        )
        unit = unit_beside(figure, (), others) or [line for line in others if unit_of(line.text) is not None][:1]
        words = [line for line in others if line not in unit]
        over = [line for line in words if line.middle < figure.middle or line.edges[-1] < figure.edges[0]]
        under = [line for line in words if line not in over]
        label = over or (wrapped(under[0], under, above=False) if under else [])
        if fits and label and len(others) <= _COMPANIONS and not any(is_level(line, figure) for line in under):
            cards.append(ordered(figure, label, unit, [line for line in under if line not in label]))
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
    free = [line for line in lines if line not in taken and len(line.text) <= LABEL and not is_ended(line.text)]
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
            if all(label for _, _, label in found) and len(found) >= CARDS:
                cards += [ordered(figure, label, unit, []) for figure, unit, label in found]
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
    return wrapped(label, lines, above=True) if label else []


def _right_under(figure: Line, ground: Shape, lines: Sequence[Line], _: Sequence[Shape]) -> list[Line]:
    under = [line for line in lines if _is_outside(line, figure, ground, line.top - ground.bottom)]
    label = min(under, key=lambda line: line.middle, default=None)
    return wrapped(label, lines, above=False) if label else []


def _is_outside(line: Line, figure: Line, ground: Shape, gap: float) -> bool:
    """Whether a line stands right over or under the ground of a figure, smaller than that."""
    inside = ground.x0 <= (line.edges[0] + line.edges[-1]) / 2 <= ground.x1
    return inside and figure.size > LARGE * line.size and -_ADJOIN < gap < NEAR * line.size
