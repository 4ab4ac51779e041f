"""Cells that say in English what they say in Chinese: of those, a table has the Chinese alone."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from pipeline.read.pdf.page import Grid, GridCell, Line
from pipeline.table import is_year, unit_of

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ENGLISH = re.compile(r"[a-z]{3}")
_LETTERS = re.compile(r"[A-Za-z]")
_FIGURE = re.compile(r"(?<![A-Za-z])\d")
_BOTH = re.compile(r"(?P<own>.*[\u3400-\u9fff）)])\s*(?P<again>[A-Za-z(][^\u3400-\u9fff]*)")  # 用水 Water use
_ROWS = 3  # whose names are said twice, in a table that says all names so
_MOST = 0.6  # share of them


def is_bilingual(grid: Grid) -> bool:
    """Whether most names of a table's rows are followed by the same in English on one line: 用水 Water use."""
    names = [cell.lines[0].text for cell in grid.cells if cell.column == 0 and cell.lines]
    twice = [name for name in names if (both := _BOTH.fullmatch(name)) and _is_english(both["again"])]
    return len(twice) >= max(_ROWS, _MOST * len(names))


def own_lengths(cell: GridCell, *, bilingual: bool) -> list[int]:
    """How many characters of each line of a cell say it first; those behind say it again.

    Lines below may in any table: 用水總量 | Water use, 噸 | tonnes, 兆瓦時 | MWh; and lines right above them:
    Notes | 附註, 2022 | 二零二二年, HK$'000 | 千港元.

    Args:
        cell: The cell.
        bilingual: Whether its table says most things twice on one line.
    """
    lines = cell.lines
    twins = {above for above, below in pairwise(lines) if _is_twin(above, below, first=above is lines[0])}
    whole = [0 if line in twins else len(line.text) for line in lines]
    if len(lines) == 2 and lines[0].text == lines[1].text:  # noqa: PLR2004 - % | %
        return [whole[0], 0]
    own = tuple(takewhile(lambda line: _CHINESE.search(line.text) is not None, lines))
    if own and _says_again(own, lines[len(own) :]):
        whole[len(own) :] = [0] * (len(lines) - len(own))
    both = _BOTH.fullmatch(own[-1].text) if own and bilingual else None
    if both is not None and _is_english(" ".join([both["again"], *(line.text for line in lines[len(own) :])])):
        whole[len(own) - 1 :] = [len(both["own"]), *[0] * (len(lines) - len(own))]
    return whole


def _is_twin(line: Line, below: Line, *, first: bool) -> bool:
    """Whether the line below says a line of a head in Chinese: 2022 | 二零二二年, HK$'000 | 千港元, Notes | 附註."""
    text, chinese = line.text, below.text
    if _CHINESE.search(text) or not _CHINESE.search(chinese):
        return False
    unit, again = unit_of(text), unit_of(chinese)
    if unit and again:
        return (unit[0].code, unit[1]) == (again[0].code, again[1])
    return (is_year(text) and is_year(chinese)) or (first and _is_english(text))


def _says_again(own: Sequence[Line], below: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in below)
    unit = unit_of("".join(line.plain for line in own)) is not None
    return _is_english(text) or (unit and _LETTERS.search(text) is not None and _is_wordless(text))


def _is_english(text: str) -> bool:
    return _ENGLISH.search(text) is not None and _is_wordless(text) and unit_of(text) is None


def _is_wordless(text: str) -> bool:
    """Whether a text has neither Chinese words nor figures."""
    return not (_CHINESE.search(text) or _FIGURE.search(text))
