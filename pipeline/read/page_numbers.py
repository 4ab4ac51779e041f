"""Page numbers: lines that hold one and nothing else, marked as such, bare or beside form feeds."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.lexicon.typography import Line

# A bare number is a page number only far from the next: the cells of a table come in a shorter rhythm.
_LEAST_LINES_BETWEEN_BARE = 8
_LEAST_BARE = 3
_LEAST_NUMBERS = 3  # one line in so many holds nothing but a number in a table with a cell a line
_LEAST_DECORATED = 2
_NEAR_CELLS = 2  # lines

_BARE = re.compile(r"(\d{1,4})$")
# what stands so on a line of its own is a page number, though it be the only one: – 13 –, 第 62 页 共 140 页, 75 / 195
_SURE = re.compile(
    r"[-–—]+\s*\d{1,4}\s*[-–—]+|第\s*\d{1,4}\s*[页頁](?:\s*[,，/]?\s*共\s*\d{1,4}\s*[页頁])?|#+\s*第\s*\d{1,4}\s*[页頁]"
    r"|[Pp](?:age|AGE)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)
_OF_ALL = re.compile(r"(?P<page>\d{1,4})\s*/\s*(?P<all>\d{2,4})(?:\s*[页頁])?")
ENDS_IN_VALUE = re.compile(r"(?:^|\s)[-+−(]?[\d,./]*\d[%)]?$")
_DECORATED = re.compile(
    r"(?![（(](?:19|20)\d\d[)）]$)[-–—·•~|<〈\[（(]+\s*(\d{1,4})\s*[-–—·•~|>〉\]）)]+$|(?:#+\s*)?第\s*(\d{1,4})\s*[页頁](?:\s*[,，/]?\s*共\s*\d+\s*[页頁])?$"
    r"|(?:Page|PAGE|page|P\.?|p\.)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d+)?$|(\d{1,4})\s*/\s*\d{1,4}(?:\s*[页頁])?$"
    r"|\d{1,2}(?:-\d{1,2})?-(\d{1,4})$"  # 1-1-265: by part
)


def page_numbers(filled: Sequence[Line], feeds: tuple[int, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Find the lines that hold a page number and nothing else, those with something around it and the bare ones."""
    candidates = list(_number_candidates(filled))
    sure = tuple(_sure_numbers(filled))
    if feeds:
        return sure, _numbers_by_feed(filled, candidates, feeds)
    decorated = _chain([candidate for candidate in candidates if candidate[2]], least_between=1)
    decorated = in_order((*sure, *(decorated if len(decorated) >= _LEAST_DECORATED else ())))
    bare = _chain([candidate for candidate in candidates if not candidate[2]], _LEAST_LINES_BETWEEN_BARE)
    # 01, 02, 03 number parts; the pages of a book count on to 10
    counts = len(bare) >= _LEAST_BARE and not all(line.text[0] in "0０" for line in bare)
    return decorated, bare if counts and not _are_rows(filled, bare) else ()


def _are_rows(filled: Sequence[Line], bare: Sequence[Line]) -> bool:
    """Say whether bare numbers count the rows of a table that has a cell a line.

    They do where 2 stands between 1 and 3, and where they come in one rhythm among lines of nothing but numbers.
    """
    index_of = {line.start: index for index, line in enumerate(filled)}
    places = [index_of[line.start] for line in bare]
    if len({after - before for before, after in pairwise(places)}) == 1:
        between = filled[places[0] : places[-1]]
        return _LEAST_NUMBERS * sum(ENDS_IN_VALUE.match(line.text) is not None for line in between) > len(between)
    return any(
        _BARE.match(filled[index].text) and int(filled[index].text) == int(filled[before].text) + 1
        for before, after in pairwise(places)
        if int(filled[after].text) - int(filled[before].text) > 1
        for index in range(before + 1, after)
    )


def in_order(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Give lines in the order of the text, each once."""
    return tuple(sorted({line.start: line for line in lines}.values(), key=lambda line: line.start))


def _sure_numbers(filled: Sequence[Line]) -> Iterator[Line]:
    """Give the lines that are page numbers whatever stands on other pages; 75 / 195 not among the rows of a table."""
    if len(filled) == 1:
        return  # 3/16 by itself is no page of anything
    for index, line in enumerate(filled):
        of_all = _OF_ALL.fullmatch(line.text)
        if of_all:
            near = filled[max(0, index - 1) : index + 2]
            among_values = any(ENDS_IN_VALUE.search(other.text) for other in near if other is not line)
            if int(of_all["page"]) <= int(of_all["all"]) and not among_values:
                yield line
        elif _SURE.fullmatch(line.text):
            yield line


def _number_candidates(filled: Sequence[Line]) -> Iterator[tuple[int, int, bool, Line]]:
    """Give index, number, decoration and line of everything that could be a page number."""
    for index, line in enumerate(filled):
        if _BARE.match(line.text):
            yield index, int(line.text), False, line
        else:
            match = _DECORATED.match(line.text)
            if match and not _is_cell(filled, index):
                yield index, int(next(group for group in match.groups() if group)), True, line


def _is_cell(filled: Sequence[Line], index: int) -> bool:
    """Say whether a number between pipes is a cell, as lines of several cells stand around it: | 1 |, | 40 | 15 |."""
    near = filled[max(0, index - _NEAR_CELLS) : index + _NEAR_CELLS + 1]
    return filled[index].text[0] == "|" and any(line.text.count("|") > 2 for line in near)  # noqa: PLR2004 - one cell


def _numbers_by_feed(
    filled: Sequence[Line], candidates: list[tuple[int, int, bool, Line]], feeds: tuple[int, ...]
) -> tuple[Line, ...]:
    """Keep the candidates at the edge of a page whose number runs with the pages."""
    edges: dict[int, int] = {}
    for page, lines in enumerate(lines_of_pages(filled, feeds)):
        edges |= {line.start: page for line in (*lines[:2], *lines[-2:])}
    offsets = Counter(number - edges[line.start] for _, number, _, line in candidates if line.start in edges)
    if not offsets:
        return ()
    offset, count = offsets.most_common(1)[0]
    if count < _LEAST_DECORATED:
        return ()
    return tuple(
        line for _, number, _, line in candidates if line.start in edges and number - edges[line.start] == offset
    )


@dataclass(frozen=True, slots=True)
class _Link:
    """A candidate with the longest run that ends in it, by the one before it."""

    index: int
    line: Line
    before: "_Link | None"
    length: int


def _length(link: _Link) -> int:
    return link.length


def _chain(candidates: list[tuple[int, int, bool, Line]], least_between: int) -> tuple[Line, ...]:
    """Find the longest run of candidates that count up, at most one page without a number between two of them."""
    links: list[_Link] = []
    waiting: dict[int, deque[_Link]] = defaultdict(deque)
    ready: dict[int, _Link] = {}
    for index, number, _, line in candidates:
        # An unnumbered page between two numbers is a picture that fills its page.
        for earlier in (number - 1, number - 2):
            near = waiting[earlier]
            while near and index - near[0].index > least_between:
                link = near.popleft()
                ready[earlier] = max(ready.get(earlier, link), link, key=_length)
        before = max(filter(None, map(ready.get, (number - 1, number - 2))), key=_length, default=None)
        links.append(_Link(index, line, before, before.length + 1 if before else 1))
        waiting[number].append(links[-1])
    longest = max(links, key=_length, default=None)
    chain = []
    while longest:
        chain.append(longest.line)
        longest = longest.before
    return tuple(reversed(chain))


def lines_of_pages(filled: Sequence[Line], starts: tuple[int, ...]) -> Iterator[list[Line]]:
    """Give the lines of each page."""
    firsts = [line.first for line in filled]
    edges = [bisect_left(firsts, start) for start in starts]
    for begin, end in pairwise((*edges, len(filled))):
        yield list(filled[begin:end])
