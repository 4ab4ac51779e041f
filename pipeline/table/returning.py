"""Heads that return below each of several groups: 实际完成数, 比上年同月增长% below 本月, the same below 当年累计."""

from collections.abc import Sequence
from statistics import mean

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.table.fields import Field, is_year, unit_of

_APART = -3.0  # evidence of the heads of another group
_LEAST_ALIKE = 5  # characters of heads of which one may differ
_TIME = phrasing("table.relative_time")


def are_two(one: str, other: str) -> bool:
    """Say whether no cell holds both of two pieces: two years, two units, 本月 and 当年累计, the same twice."""
    times = all(map(is_year, (one, other))) or all(_TIME.fullmatch(fold(text)) for text in (one, other))
    return one == other or times or all(unit_of(text) is not None for text in (one, other))


def returns(heads: Sequence[str], groups: int) -> bool:
    """Say whether the same heads return below every group, or units or one word below single heads.

    >>> returns(["产量", "增速", "产量", "增速"], 2), returns(["产量", "增速", "销量", "库存"], 2)
    (True, False)
    """
    size = len(heads) // groups
    if size == 1:
        return len(set(heads)) == 1 or all(unit_of(head) is not None for head in heads)
    return len(set(heads[:size])) == size and all(_are_alike(head, heads[at % size]) for at, head in enumerate(heads))


def _are_alike(one: str, other: str) -> bool:
    """Whether heads say the same of two groups, but for a word: 比上年同月增长%, 比上年同期增长%."""
    if one == other:
        return True
    apart = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) >= _LEAST_ALIKE and len(apart) == 1 and not any(map(str.isdigit, apart[0]))


def evened(pieces: Sequence[Field], seams: Sequence[float]) -> list[float]:
    """Part the pieces of heads that return at the end alike below each group: what is one cell here is none there.

    Args:
        pieces: Pieces of heads in the order of the text.
        seams: The evidence between each and the next that a cell goes on.
    """
    texts = [piece.text for piece in pieces]
    told = list(seams)
    size = next((size for size in range(len(texts) // 2, 1, -1) if _comes_back(texts, size)), 0)
    if not size:
        return told
    groups = 2
    while len(texts) >= (groups + 1) * size and _comes_back(texts[: len(texts) - (groups - 1) * size], size):
        groups += 1
    first = len(texts) - groups * size
    for at in range(size - 1):
        inner = [first + group * size + at for group in range(groups)]
        own = mean(told[place] for place in inner)
        told = [own if place in inner else each for place, each in enumerate(told)]
    for edge in range(first, len(texts), size):
        if edge:
            told[edge - 1] = min(told[edge - 1], _APART)
    return told


def _comes_back(texts: Sequence[str], size: int) -> bool:
    """Whether the last pieces are those before them once more, and not one piece over and over."""
    last, before = texts[len(texts) - size :], texts[len(texts) - 2 * size : len(texts) - size]
    return len(set(last)) > 1 and all(map(_are_alike, last, before))
