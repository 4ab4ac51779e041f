"""Cells of a line between which a tool lost the space."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.lexicon.tables import head_role
from pipeline.model import NAMING
from pipeline.table.fields import is_dated, is_value

_GLUED = re.compile(r"(\d.*[^\d.,-])(-\d[\d.,]*%?)")
# 52,300, 3.62 and 598 behind a Chinese name; 区域 12 may be the name itself
_GLUED_NAME = re.compile(
    r"(?P<name>.*[\u3400-\u9fff）)])(?P<value>[-+]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{3,})%?)"
)
_NEXT_YEAR = re.compile(r"(?<=[\u3400-\u9fff])(?=(?:19|20)\d\d(?!\d))")


def unglued(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Part cells that stand together: 贷款余额118,640 196,350 below 项目2020年末2021年末.

    Args:
        text: A line, folded.
        pieces: Begin and end of its cells, as the spaces part them.

    Returns:
        Begin and end of the cells.
    """
    last = next((at for at in reversed(range(len(pieces))) if not is_value(text[slice(*pieces[at])])), len(pieces))
    found: list[tuple[int, int]] = []
    for at, (begin, end) in enumerate(pieces):
        glued = _GLUED_NAME.fullmatch(text, begin, end) if at == last < len(pieces) - 1 else None
        found += [glued.span("name"), glued.span("value")] if glued else _years_apart(text, begin, end)
    return [part for begin, end in found for part in _parted(text, begin, end)]


def _years_apart(text: str, begin: int, end: int) -> Sequence[tuple[int, int]]:
    """Part heads that are years, and the head of the names before them: 项目2020年末2021年末."""
    cuts = [begin, *(match.start() for match in _NEXT_YEAR.finditer(text, begin + 1, end)), end]
    first, *rest = [text[left:right] for left, right in pairwise(cuts)]
    parted = rest and (is_dated(first) or head_role(first) in NAMING) and all(map(is_dated, rest))
    return tuple(pairwise(cuts)) if parted else ((begin, end),)


def _parted(text: str, begin: int, end: int) -> Sequence[tuple[int, int]]:
    """Part two values of which a minus is all that stands between: 6100万立方米-4.5."""
    glued = _GLUED.fullmatch(text, begin, end)
    if glued and is_value(glued[1]) and not is_value(glued[0]):
        return (begin, glued.start(2)), (glued.start(2), end)
    return ((begin, end),)
