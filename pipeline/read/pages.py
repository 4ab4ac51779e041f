"""Lines to pages and furniture: form feeds, page numbers, running heads, or the space a page break left behind."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.lexicon.headings import marks, title_kind
from pipeline.lexicon.typography import Line, is_ended, marker_of, width
from pipeline.model import Span
from pipeline.read.furniture import printed_around
from pipeline.table import is_of_table

# A bare number is a page number only far from the next: the cells of a table come in a shorter rhythm.
_LEAST_LINES_BETWEEN_BARE = 8
_LEAST_BARE = 3
_LEAST_NUMBERS = 3  # one line in so many holds nothing but a number in a table with a cell a line
_LEAST_DECORATED = 2
_NEAR_CELLS = 2  # lines
_WIDEST_HEAD = 80
_TITLE_LINES = 4
_LEAST_REPEATS = 3
_LEAST_LINES_OF_PAGE = 8
_SHARE_OF_PAGES = 0.4
_WIDER_THAN_HEAD = 1.5

_BARE = re.compile(r"([0-9０-９]{1,4})$")
# what stands so on a line of its own is a page number, though it be the only one: – 13 –, 第 62 页 共 140 页, 75 / 195
_SURE = re.compile(
    r"[-–—]+\s*[0-9]{1,4}\s*[-–—]+|第\s*[0-9]{1,4}\s*[页頁](?:\s*[,，/]?\s*共\s*[0-9]{1,4}\s*[页頁])?|#+\s*第\s*[0-9]{1,4}\s*[页頁]"
    r"|[Pp](?:age|AGE)\s*[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?"
)
_OF_ALL = re.compile(r"(?P<page>[0-9]{1,4})\s*/\s*(?P<all>[0-9]{2,4})(?:\s*[页頁])?")
_ENDS_IN_VALUE = re.compile(r"(?:^|\s)[-+−(]?[\d,./]*\d[%)]?$")
_DECORATED = re.compile(
    r"(?![（(](?:19|20)\d\d[)）]$)[-–—·•~|<〈\[（(]+\s*([0-9]{1,4})\s*[-–—·•~|>〉\]）)]+$|(?:#+\s*)?第\s*([0-9]{1,4})\s*[页頁](?:\s*[,，/]?\s*共\s*[0-9]+\s*[页頁])?$"
    r"|(?:Page|PAGE|page|P\.?|p\.)\s*([0-9]{1,4})(?:\s*(?:of|/)\s*[0-9]+)?$|([0-9]{1,4})\s*/\s*[0-9]{1,4}(?:\s*[页頁])?$"
    r"|[0-9]{1,2}(?:-[0-9]{1,2})?-([0-9]{1,4})$"  # 1-1-265: by part
)
_HEAD_NUMBER = re.compile(r"[0-9０-９]{1,4}\s*[|｜·—-]?\s+")
_TAIL_NUMBER = re.compile(r"[0-9０-９]{1,4}$")
_CHAPTERS = frozenset({"第一章", "第一部分", "第一节"})
_NUMBER_MARKS = "|｜·—-"
_BOOK = re.compile(r"案例集|案例[汇彙][编編]|[报報]告|年[报報]|白皮[书書]|[说說]明[书書]|[Cc]asebook|[Rr]eport")


def find_pages(text: str, lines: Sequence[Line]) -> tuple[tuple[int, ...], tuple[Span, ...]]:
    """Find where pages start and which lines are furniture.

    Args:
        text: The whole text.
        lines: Its lines.

    Returns:
        Source offsets of the page starts, empty where the text marks no pages, and the spans of page numbers, running
        heads, lists of contents and bylines, in order.
    """
    around = printed_around(lines)
    filled = [line for line in lines if line.text and line.start not in around]
    feeds = _form_feeds(text)
    decorated, bare = _page_numbers(filled, feeds)
    numbers = _in_order((*decorated, *bare))
    if feeds:
        starts = feeds
    elif numbers:
        starts = _starts_at_numbers(filled, decorated or bare)
    else:
        starts = _indented_starts(lines)
    heads = _running_heads(filled, numbers, starts)
    if not starts and heads:
        first = filled[0].first
        starts = tuple(dict.fromkeys((first, *(line.first for line in heads))))
    apart = around.union(line.start for line in (*numbers, *heads))
    return starts, tuple(Span(line.start, line.end) for line in lines if line.text and line.start in apart)


def _form_feeds(text: str) -> tuple[int, ...]:
    """Give the first offset of every page of a text with form feeds; a last one with nothing behind starts no page."""
    last = len(text.rstrip())
    starts = [0, *(match.end() for match in re.finditer("\f", text) if match.end() <= last)]
    return tuple(starts) if len(starts) > 1 else ()


def _page_numbers(filled: Sequence[Line], feeds: tuple[int, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Find the lines that hold a page number and nothing else, those with something around it and the bare ones."""
    candidates = list(_number_candidates(filled))
    sure = tuple(_sure_numbers(filled))
    if feeds:
        return sure, _numbers_by_feed(filled, candidates, feeds)
    decorated = _chain([candidate for candidate in candidates if candidate[2]], least_between=1)
    decorated = _in_order((*sure, *(decorated if len(decorated) >= _LEAST_DECORATED else ())))
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
        return _LEAST_NUMBERS * sum(_ENDS_IN_VALUE.match(line.text) is not None for line in between) > len(between)
    return any(
        _BARE.match(filled[index].text) and int(filled[index].text) == int(filled[before].text) + 1
        for before, after in pairwise(places)
        if int(filled[after].text) - int(filled[before].text) > 1
        for index in range(before + 1, after)
    )


def _in_order(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(sorted({line.start: line for line in lines}.values(), key=lambda line: line.start))


def _sure_numbers(filled: Sequence[Line]) -> Iterator[Line]:
    """Give the lines that are page numbers whatever stands on other pages; 75 / 195 not among the rows of a table."""
    if len(filled) == 1:
        return  # 3/16 by itself is no page of anything
    for index, line in enumerate(filled):
        of_all = _OF_ALL.fullmatch(line.text)
        if of_all:
            near = filled[max(0, index - 1) : index + 2]
            among_values = any(_ENDS_IN_VALUE.search(other.text) for other in near if other is not line)
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
    for page, lines in enumerate(_pages(filled, feeds)):
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


def _starts_at_numbers(filled: Sequence[Line], numbers: tuple[Line, ...]) -> tuple[int, ...]:
    """Let pages start at their number where the book opens with one, and behind it where it stands at the foot."""
    if filled[0].start == numbers[0].start:
        return tuple(line.first for line in numbers)
    ends = {line.start for line in numbers}
    behind = [after.first for line, after in pairwise(filled) if line.start in ends]
    return (filled[0].first, *behind)


def _indented_starts(lines: Sequence[Line]) -> tuple[int, ...]:
    """Read the pages of a text export in which every page break became one space at the start of a line.

    `……行动进行到底。⏎␠␠◎ 项目实施` and `2021 年 3 月⏎␠北京新素代科技有限公司`: the line is one space further in
    than its kind is elsewhere, and stands right under the last line of the page before, without a blank line between.
    The convention is believed where most of such lines open a section or a case.
    """
    symbols = marks()
    usual: dict[str, Counter[int]] = defaultdict(Counter)
    for line in lines:
        if line.text and line.text[0] in symbols:
            usual[line.text[0]][line.start - line.first] += 1
    expected = {symbol: indents.most_common(1)[0][0] for symbol, indents in usual.items()}
    starts, supported = [], 0
    blank_before = False
    for index, line in enumerate(lines):
        if not line.text:
            blank_before = True
            continue
        indent = line.start - line.first
        marked = line.text[0] in usual
        if indent == expected.get(line.text[0], 0) + 1 and not blank_before:
            following = [other.text[:1] for other in lines[index + 1 : index + 1 + _TITLE_LINES]]
            starts.append(line.first)
            supported += marked or any(first in usual for first in following if first)
        blank_before = False
    if not starts or supported * 2 < len(starts) or len(starts) < 2:  # noqa: PLR2004 - one such line may be an accident
        return ()
    first = next(line.first for line in lines if line.text)
    return tuple(dict.fromkeys((first, *starts)))


def _running_heads(filled: Sequence[Line], numbers: tuple[Line, ...], starts: tuple[int, ...]) -> tuple[Line, ...]:
    """Find lines that come back at the edges of pages, or that cut sentences where no page is marked."""
    numbered = {line.start for line in numbers}
    rest = [line for line in filled if line.start not in numbered]
    places: dict[str, list[Line]] = defaultdict(list)
    if starts:
        for page in _pages(rest, starts):
            for line in {line.start: line for line in (*page[:2], *page[-2:])}.values():
                places[_head_key(line.text)].append(line)
    else:
        counting = _counting_heads(rest)
        for line in rest:
            key = _head_key(line.text)
            places[key if _BOOK.search(line.text) or key in counting else line.text].append(line)
        above = {line.start: before for before, line in pairwise(rest)}
        places = {
            key: found
            for key, found in places.items()
            if _BOOK.search(key) or key in counting or _cuts_sentences(above, found)
        }
    below = {line.start: behind.text for line, behind in pairwise(rest)}
    number_of = {line.start: number for number, line in enumerate(rest)}
    # - 23 -⏎某公司 2021 年社会责任报告: beside the number of a page also once
    beside = (pair for pair in pairwise(filled) if sum(line.start in numbered for line in pair) == 1)
    titles = (line for pair in beside for line in pair if line.start not in numbered)
    heads = [line for line in titles if _BOOK.search(line.text) and _may_be_head(line.text)]
    for key, found in places.items():
        # 项目 2020年 2021年 over its rows on every page heads a table
        rows = not _BOOK.search(key) and any(_ENDS_IN_VALUE.search(below.get(line.start, "")) for line in found)
        order = [number_of[line.start] for line in found]
        # 产量 产销率⏎（%）⏎产量 产销率⏎（%）: no page is that short
        close = any(behind - one < _LEAST_LINES_OF_PAGE for one, behind in pairwise(order))
        rows = rows or (close and not starts and not _BOOK.search(key))
        if rows or not _may_be_head(key):
            continue
        if len(found) >= _LEAST_REPEATS and (not starts or len(found) >= _SHARE_OF_PAGES * len(starts)):
            heads += found[1:] if _opens_chapter(rest, found[0], starts) else found
        elif starts and len(found) >= _LEAST_REPEATS:
            # The name of a case at the head of its pages: its first page is where the case begins.
            heads += found[1:]
    return _in_order(tuple(heads))


def _counting_heads(rest: Sequence[Line]) -> frozenset[str]:
    """Find the running heads that stand beside page numbers: `80 某公司 募集说明书`, `81 某公司 募集说明书`."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(rest):
        page = _HEAD_NUMBER.match(line.text) or _TAIL_NUMBER.search(line.text)
        if page and _head_key(line.text):
            places[_head_key(line.text)].append((number, int(page[0].rstrip(_NUMBER_MARKS + " "))))
    return frozenset(
        key
        for key, found in places.items()
        if len(found) >= _LEAST_REPEATS
        and all(
            page - before == 1 and place - above >= _LEAST_LINES_OF_PAGE
            for (above, before), (place, page) in pairwise(found)
        )
    )


def _head_key(text: str) -> str:
    """Take the page number off a running head, `案例集 2020 | 12`, `12 案例集`, and the spaces that stretch it."""
    text = " ".join(text.split())
    head = _HEAD_NUMBER.match(text)
    tail = None if head else _TAIL_NUMBER.search(text)
    if tail is None:
        return text[head.end() :].strip() if head else text
    bare = text[: tail.start()].rstrip()
    return bare[:-1].strip() if bare and bare[-1] in _NUMBER_MARKS else bare


def _may_be_head(text: str) -> bool:
    """Say whether a line that comes back may be furniture: no sentence, no heading, no list item, no table."""
    if not text or is_ended(text) or width(text) > _WIDEST_HEAD or is_of_table(text):
        return False
    bare = text.strip("".join(marks()) + "】〗］〕 ")
    marker = marker_of(text)
    # 第四章 公司治理 runs over its pages; 一、项目概况 heads the first part of every case
    numbered = marker is not None and marker.style not in _CHAPTERS
    return text[0] not in marks() and not numbered and title_kind(bare) is None


def _opens_chapter(rest: Sequence[Line], line: Line, starts: tuple[int, ...]) -> bool:
    """Say whether the first of running heads is the title of the chapter itself, atop a page that begins anew."""
    marker = marker_of(line.text)
    if marker is None or marker.style not in _CHAPTERS or line.first not in starts:
        return False
    above = bisect_left(rest, line.start, key=lambda other: other.start) - 1
    return above < 0 or is_ended(rest[above].text)


def _cuts_sentences(above: Mapping[int, Line], found: list[Line]) -> bool:
    """Say whether a line that comes back ever stands inside a sentence; `above`: the line above, by a line's start."""
    befores = [(above[line.start].text, line.text) for line in found if line.start in above]
    return len(found) >= _LEAST_REPEATS and any(
        not is_ended(before) and not _ENDS_IN_VALUE.search(before) and width(before) > width(text) * _WIDER_THAN_HEAD
        for before, text in befores
    )


def _pages(filled: Sequence[Line], starts: tuple[int, ...]) -> Iterator[list[Line]]:
    """Give the lines of each page."""
    firsts = [line.first for line in filled]
    edges = [bisect_left(firsts, start) for start in starts]
    for begin, end in pairwise((*edges, len(filled))):
        yield list(filled[begin:end])
