"""Time lines: years in type of their own, each with what happened under, beside or over it."""

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.read.pdf.alignment import is_level, same_edge
from pipeline.read.pdf.page import BlockRole, Line, PageBlock, hull

_YEAR = re.compile(r"(?:19|20)\d\d\s?(?:年(?:\s?\d{1,2}\s?月)?|[./-]\d{1,2})?")
_YEARS = 3  # of one look, each with its text
_LINES = 8  # of text at most: what is longer is a section, and its year a heading
_NEAR = 1.0  # ems between a year and its text, and from line to line of it
_FAR = 3.0  # ems between them at most: a line with a point for each year may run there
_BESIDE = 6.0  # ems between a year and the text beside it


def lift_milestones(lines: Sequence[Line]) -> tuple[list[Line], list[PageBlock]]:
    """Takes years with their texts out of the lines of a page.

    Args:
        lines: The lines outside tables, charts and cards.

    Returns:
        The lines left, and one block for each year, which dates all that follows in it.
    """
    years = [line for line in lines if _YEAR.fullmatch(line.text)]
    blocks: list[PageBlock] = []
    taken: set[Line] = set()
    for year in years:
        alike = [other for other in years if other.style == year.style and abs(other.size - year.size) < 1]
        if len(alike) < _YEARS or year in taken:
            continue
        texts = [line for line in lines if line not in years and (line.style, line.size) != (year.style, year.size)]
        found = [(other, _told_of(other, texts)) for other in alike]
        dated = [(other, text) for other, text in found if 0 < len(text) <= _LINES]
        taken.update(alike)
        shared = sum(len(text) for _, text in dated) - len({line for _, text in dated for line in text})
        if len(dated) >= max(_YEARS, len(alike) - 1) and not shared:
            blocks += [_block([other, *text]) for other, text in dated]
    told = {line for block in blocks for line in block.lines}
    return [line for line in lines if line not in told], blocks


def _block(lines: Sequence[Line]) -> PageBlock:
    return PageBlock(BlockRole.ASIDE, hull(line.box for line in lines), tuple(lines))


def _told_of(year: Line, texts: Sequence[Line]) -> list[Line]:
    """The lines that a year dates: those beside it with what goes on below them, or those under it, or over it."""
    beside = [
        line for line in texts if is_level(line, year) and 0 < line.edges[0] - year.edges[-1] < _BESIDE * year.size
    ]
    if beside:
        first = min(beside, key=lambda line: line.edges[0])
        return [first, *_chain(first, texts, lambda line: same_edge(line, first), down=True)]
    for reach in (_NEAR, _FAR):
        for down in (True, False):
            found = _chain(year, texts, lambda line: _is_in_column(line, year), down=down, reach=reach)
            if found:
                return found if down else found[::-1]
    return []


def _chain(
    start: Line, texts: Iterable[Line], fits: Callable[[Line], bool], *, down: bool, reach: float = _NEAR
) -> list[Line]:
    """The lines that follow one another closely from a line, downwards or upwards; the first may be further away."""
    chain = [start]
    for line in sorted(texts, key=lambda line: line.middle if down else -line.middle):
        last = chain[-1]
        gap = line.top - last.bottom if down else last.top - line.bottom
        beyond = line.middle > last.middle if down else line.middle < last.middle
        most = reach * max(line.size, start.size) if last is start else _NEAR * line.size
        if beyond and fits(line) and gap < most:
            chain.append(line)
    return chain[1:]


def _is_in_column(line: Line, year: Line) -> bool:
    overlaps = line.edges[0] < year.edges[-1] and year.edges[0] < line.edges[-1]
    return same_edge(line, year) or (overlaps and abs(_centre(line) - _centre(year)) < year.edges[-1] - year.edges[0])


def _centre(line: Line) -> float:
    return (line.edges[0] + line.edges[-1]) / 2
