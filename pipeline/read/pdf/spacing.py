"""Characters of one run to cells and words: which gaps are spaces, which part cells, and which are letter-spacing."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.alignment import is_date

Glyph = tuple[str, float, float, float, float]
"""A character with the left, upper, right and lower edge of its box, in points."""

PARTED = 0.4
"""Ems: so far apart two numbers are two cells, where a space within one is narrower."""
_CELL_GAP = 0.55  # ems: beside such numbers a gap of this width parts cells, too
_WORD_GAP = 0.18  # ems: a gap of this width beside a Latin letter or digit is a space
_EVEN = 0.08  # ems by which the gaps of letter-spaced type differ
_DASHES = "-−–—"
_SIGNS = ".,%"  # what only numbers have between or behind their digits


def cells_of(glyphs: Sequence[Glyph], spaces: AbstractSet[int]) -> list[tuple[Glyph, ...]]:
    """The cells of a run, with the spaces between their characters.

    Some programs draw no spaces, and only move on: then a gap beside a letter or digit is one, unless all the gaps are
    as wide, for the type is spaced. Numbers far enough apart are two cells, though they were drawn as one:
    85,299.07 78,301.69; then so are the words as far from them.

    Args:
        glyphs: The characters of a run.
        spaces: Indices of those in front of which a space is drawn.
    """
    wide = [one[3] + _WORD_GAP * (one[4] - one[2]) < other[1] for one, other in pairwise(glyphs)]
    if not spaces and not any(wide):
        return [tuple(glyphs)]  # nearly all are
    tracking = _tracking(glyphs)
    spaced = list(glyphs[:1])
    for number, (before, after) in enumerate(pairwise(glyphs), start=1):
        gap = after[1] - before[3]
        narrow = _is_narrow(before[0]) or _is_narrow(after[0])
        if number in spaces or (narrow and gap > tracking + _WORD_GAP * (before[4] - before[2])):
            spaced.append((" ", before[3], after[2], after[1], after[4]))
        spaced.append(after)
    return _parted(spaced, tracking)


def _parted(glyphs: Sequence[Glyph], tracking: float) -> list[tuple[Glyph, ...]]:
    gaps = [
        (index, (glyph[3] - glyph[1] - tracking) / (glyph[4] - glyph[2]))
        for index, glyph in enumerate(glyphs)
        if glyph[0] == " " and glyph[4] > glyph[2]
    ]
    parted = {index for index, gap in gaps if gap > PARTED and _between_numbers(glyphs, index)}
    wide = {index for index, gap in gaps if gap > _CELL_GAP}
    if parted or _are_dates(glyphs, wide):
        parted |= wide
    ends = [-1, *sorted(parted), len(glyphs)]
    return [tuple(glyphs[start + 1 : end]) for start, end in pairwise(ends)]


def _are_dates(glyphs: Sequence[Glyph], gaps: AbstractSet[int]) -> bool:
    """Whether gaps stand between dates and nothing else: 2022年7月 2022年10月."""
    text = "".join("\n" if index in gaps else glyph[0] for index, glyph in enumerate(glyphs))
    return bool(gaps) and all(map(is_date, text.split("\n")))


def _tracking(glyphs: Sequence[Glyph]) -> float:
    """By how much the type is spaced: the gap between its Chinese characters, or within a number."""
    gaps = [after[1] - before[3] for before, after in pairwise(glyphs)]
    chinese = [
        gap
        for gap, (one, other) in zip(gaps, pairwise(glyphs), strict=True)
        if not _is_narrow(one[0]) and not _is_narrow(other[0])
    ]
    if chinese:
        return max(0.0, median(chinese))
    number = any(glyph[0] in _SIGNS for glyph in glyphs[1:])
    even = bool(gaps) and max(gaps) - min(gaps) < _EVEN * (glyphs[0][4] - glyphs[0][2])
    return max(0.0, median(gaps)) if number and even else 0.0


def _is_narrow(character: str) -> bool:
    """Whether a character is no Chinese one: a letter, a digit, or a sign such as ™; quotation marks may be either."""
    return character < "\u2010" or "℀" <= character < "⺀"


def _between_numbers(glyphs: Sequence[Glyph], space: int) -> bool:
    """Whether a space stands between two numbers, or a number and the dash of an empty cell."""
    before, after = glyphs[space - 1][0], glyphs[space + 1][0]
    dash = before in _DASHES and (space == 1 or glyphs[space - 2][0] == " ")
    return (dash or ends_number(before)) and (after in _DASHES or begins_number(after))


def ends_number(character: str) -> bool:
    """Whether a number may end with a character: 12% or (12)."""
    return character.isdigit() or character in "%)）"


def begins_number(character: str) -> bool:
    """Whether a number may begin with a character: (12) or $12."""
    return character.isdigit() or character in "(（$＄¥￥"
