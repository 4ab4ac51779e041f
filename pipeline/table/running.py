"""Lines that a text export made of whole pages, cut where the rows of a table ended.

`… 2020 2019 Diesel (litres) 柴油消耗(升) 154 197 Electricity (kWh) 耗電(千瓦時) 54,813 52,796 …`: years head the
columns, and words and as many numbers follow one another.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicon.tables import is_gloss
from pipeline.lexicon.typography import Line
from pipeline.table.fields import is_year
from pipeline.table.shape import is_name

_LEAST_LENGTH = 160
_LEAST_ROWS = 3
_MOST_WORDS = 40  # of the names of a row
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"[(（]?[-−]?\d[\d,]*(?:\.\d+)?%?[)）]?")
_SENTENCE = re.compile(r"[。；！？]")


def unrun(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Cut lines in which a table runs on.

    Args:
        lines: The lines of a text, in order.

    Returns:
        The lines; of one with a table its heads and rows are lines by themselves.
    """
    return tuple(part for line in lines for part in _cut(line))


def _cut(line: Line) -> Iterator[Line]:
    at = line.first
    for end in _ends(line.text) if len(line.text) >= _LEAST_LENGTH else ():
        yield _part(line, at, line.start + end)
        at = line.start + end
    yield _part(line, at, line.end) if at > line.first else line


def _part(line: Line, first: int, end: int) -> Line:
    raw = line.text[max(first - line.start, 0) : end - line.start]
    text = raw.strip()
    start = max(first, line.start) + len(raw) - len(raw.lstrip())
    return Line(first, start, start + len(text), text)


def _ends(text: str) -> list[int]:
    """Where the text above a table, its heads and its rows end."""
    words = list(_WORD.finditer(text))
    groups = list(_groups(words))
    ends: list[int] = []
    at = 0
    while at < len(groups):
        first, behind = groups[at]
        size = behind - first
        run = [groups[at]]
        while at + len(run) < len(groups) and _follows(text, words, run[-1], groups[at + len(run)], size):
            run.append(groups[at + len(run)])
        heads = [group for group in run if _are_years(words, group)]
        if run[: len(heads)] == heads and heads and len(run) - len(heads) >= _LEAST_ROWS:
            while first and (is_name(words[first - 1][0]) or is_gloss(words[first - 1][0])):
                first -= 1  # 项目 Item 2023 2022
            ends += [words[first].start(), *(words[last - 1].end() for _, last in run)]
            at += len(run)
        else:
            at += 1
    return [end for end in ends if 0 < end < len(text)]


def _groups(words: Sequence["re.Match[str]"]) -> Iterator[tuple[int, int]]:
    """Where several numbers or years stand one behind the other: the first word of each and the one behind."""
    first = 0
    for at in range(len(words) + 1):
        if at < len(words) and (_NUMBER.fullmatch(words[at][0]) or is_year(words[at][0])):
            continue
        if at - first > 1:
            yield first, at
        first = at + 1


def _are_years(words: Sequence["re.Match[str]"], group: tuple[int, int]) -> bool:
    return all(is_year(word[0]) for word in words[slice(*group)])


def _follows(
    text: str, words: Sequence["re.Match[str]"], one: tuple[int, int], other: tuple[int, int], size: int
) -> bool:
    """Whether names and as many numbers stand right behind those of the row above."""
    between = text[words[one[1] - 1].end() : words[other[0]].start()]
    named = any(map(str.isalpha, between)) and _SENTENCE.search(between) is None
    return named and other[1] - other[0] == size and other[0] - one[1] <= _MOST_WORDS
