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
# 202.82408,519.23 is two amounts: three digits stand behind a comma, and two decimals are likelier than one
_AMOUNTS = [re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})*)" + decimals) for decimals in (r"\.\d\d", r"\.\d", "")]
_NAME_END = re.compile(r"[\u3400-\u9fff）)](?=[-\d])")
_WHOLE = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_LEAST_AMOUNTS = 3
_LEAST_SIGNS = 3  # commas and points of so many amounts
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
        amounts = None if glued else _amounts_apart(text, begin, end)
        found += [glued.span("name"), glued.span("value")] if glued else amounts or _years_apart(text, begin, end)
    return [part for begin, end in found for part in _parted(text, begin, end)]


def _amounts_apart(text: str, begin: int, end: int) -> Sequence[tuple[int, int]]:
    """Part a name and the amounts behind it that lost the space between them: 收入(元)202.82408,519.23137,644.65.

    Returns:
        Begin and end of each; none where it is one number, or fewer than tell that they are amounts.
    """
    if not text[end - 1].isdigit() or text.count(",", begin, end) + text.count(".", begin, end) < _LEAST_SIGNS:
        return ()
    name = next((match.end() for match in reversed(list(_NAME_END.finditer(text, begin, end)))), begin)
    found = _split(text, name, end) if name > begin and not _WHOLE.fullmatch(text, name, end) else []
    alike = {len(text[left:right].partition(".")[2]) for left, right in found}
    told = "," in text[name:end] or alike == {2}
    return ((begin, name), *found) if told and len(found) >= _LEAST_AMOUNTS else ()


def _split(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Cut amounts one behind the other so that what is left can be cut too, with two decimals where that may be."""
    ends: dict[int, int] = {}  # of the amount that begins there, where such a cut can be made
    for at in reversed(range(begin, end)):
        matches = (amount.match(text, at, end) for amount in _AMOUNTS)
        found = next((match.end() for match in matches if match and (match.end() == end or match.end() in ends)), None)
        if found is not None:
            ends[at] = found
    cuts: list[tuple[int, int]] = []
    while begin in ends:
        cuts.append((begin, ends[begin]))
        begin = ends[begin]
    return cuts


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
