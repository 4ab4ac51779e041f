"""Running heads: lines that come back at the edges of pages, or that cut sentences where no page is marked."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.lexicon.headings import marks, title_kind
from pipeline.lexicon.typography import Line, is_ended, marker_of, width
from pipeline.read.page_numbers import ENDS_IN_VALUE, in_order, lines_of_pages
from pipeline.table import is_of_table

_WIDEST_HEAD = 80
_LEAST_REPEATS = 3
_LEAST_LINES_OF_PAGE = 8
_MOST_ROWS = 10  # numbers up to which what counts up may count rows
_YEARS = range(1900, 2100)  # 2018 年度收衣⏎合计⏎2019 年度收衣: heads of columns count by years
_LEAST_APART = 2  # lines from one running head to the next
_SHARE_OF_PAGES = 0.4
_WIDER_THAN_HEAD = 1.5

_HEAD_NUMBER = re.compile(r"[0-9０-９]{1,4}\s*[|｜·—-]?\s+")
_YEAR_AHEAD = re.compile(r"(?:19|20)\d\d\s")  # 2023 永續報告書 | 45
_TAIL_NUMBER = re.compile(r"[0-9０-９]{1,4}$")
_CHAPTERS = frozenset({"第一章", "第一部分", "第一节"})
_NUMBER_MARKS = "|｜·—-"
_BOOK = re.compile(r"案例集|案例[汇彙][编編]|[报報]告|年[报報]|白皮[书書]|[说說]明[书書]|[Cc]asebook|[Rr]eport")


def running_heads(filled: Sequence[Line], numbers: tuple[Line, ...], starts: tuple[int, ...]) -> tuple[Line, ...]:
    """Find lines that come back at the edges of pages, or that cut sentences where no page is marked."""
    numbered = {line.start for line in numbers}
    rest = [line for line in filled if line.start not in numbered]
    places: dict[str, list[Line]] = defaultdict(list)
    counting = frozenset() if starts else _counting_heads(rest)
    if starts:
        for page in lines_of_pages(rest, starts):
            for line in {line.start: line for line in (*page[:2], *page[-2:])}.values():
                places[_head_key(line.text)].append(line)
    else:
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
        rows = not _BOOK.search(key) and any(ENDS_IN_VALUE.search(below.get(line.start, "")) for line in found)
        order = [number_of[line.start] for line in found]
        # 产量 产销率⏎（%）⏎产量 产销率⏎（%）: no page is that short
        close = any(behind - one < _LEAST_LINES_OF_PAGE for one, behind in pairwise(order))
        rows = rows or (close and not starts and not _BOOK.search(key) and key not in counting)
        if rows or not _may_be_head(key):
            continue
        if len(found) >= _LEAST_REPEATS and (not starts or len(found) >= _SHARE_OF_PAGES * len(starts)):
            heads += found[1:] if _opens_chapter(rest, found[0], starts) else found
        elif starts and len(found) >= _LEAST_REPEATS:
            # The name of a case at the head of its pages: its first page is where the case begins.
            heads += found[1:]
    return in_order(tuple(heads))


def _counting_heads(rest: Sequence[Line]) -> frozenset[str]:
    """Find the running heads that stand beside page numbers: `80 某公司 募集说明书`, `81 某公司 募集说明书`.

    Numbered rows stand as close as the heads of short pages, but begin with the first; heads of columns count by years.
    """
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
            page - before == 1
            and place - above >= (_LEAST_LINES_OF_PAGE if before <= _MOST_ROWS or before in _YEARS else _LEAST_APART)
            for (above, before), (place, page) in pairwise(found)
        )
    )


def _head_key(text: str) -> str:
    """Take the page number off a running head, `案例集 2020 | 12`, `12 案例集`, and the spaces that stretch it."""
    text = " ".join(text.split())
    tail = _TAIL_NUMBER.search(text)
    head = None if tail and _YEAR_AHEAD.match(text) else _HEAD_NUMBER.match(text)
    if head is not None:
        return text[head.end() :].strip()
    if tail is None:
        return text
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
        not is_ended(before) and not ENDS_IN_VALUE.search(before) and width(before) > width(text) * _WIDER_THAN_HEAD
        for before, text in befores
    )
