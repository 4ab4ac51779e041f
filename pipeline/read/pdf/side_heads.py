"""Heads at the side of what they head: each is read before the paragraphs that are level with it."""

from collections.abc import Sequence
from itertools import pairwise

Extent = tuple[float, float]

_HEADS = 2  # in one column at least
_WIDER = 1.3  # times the other gaps of the text: those between what two heads stand beside
_LEVEL = 6.0  # points by which a head may begin over its text, or below its end


def parts_beside(heads: Sequence[Extent], texts: Sequence[Extent]) -> list[range]:
    """The stretches of a column of text that the heads at its side stand beside, in turn; none where they do not.

    Args:
        heads: Upper and lower edges of the items of the column of heads, from top to bottom.
        texts: Those of the items of the column of text.
    """
    if not _HEADS <= len(heads) <= len(texts):
        return []
    gaps = [lower[0] - upper[1] for upper, lower in pairwise(texts)]
    widest = sorted(range(len(gaps)), key=lambda at: -gaps[at])
    parting, others = widest[: len(heads) - 1], widest[len(heads) - 1 :]
    if others and min(gaps[at] for at in parting) <= _WIDER * max(0.0, *(gaps[at] for at in others)):
        return []
    starts = [0, *(at + 1 for at in sorted(parting)), len(texts)]
    parts = [range(start, end) for start, end in pairwise(starts)]
    level = all(
        texts[part[0]][0] - _LEVEL <= top <= texts[part[-1]][1] + _LEVEL
        for (top, _), part in zip(heads, parts, strict=True)
    )
    return parts if level else []
