"""Headings to cases: where each case begins, whose it is, and what it is called."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon.headings import case_number, fold_title, is_organisation, marks, unmarked
from pipeline.lexicon.typography import Line, is_ended, marker_of, width
from pipeline.model import SectionKind, Span
from pipeline.split.headings import OUTSIDE, Heading

_MOST_TITLE_LINES = 4
_WIDEST_TITLE = 90
_CONTENTS_LINE = re.compile(r"[.．…·]{3,}|\s[0-9]{1,4}$")
# 供应商总数 454 家: a figure and its label, and no title
_FIGURE = re.compile(
    r"[0-9０-９][0-9０-９,.，]*\s?(?:[%％‰]|[万亿]?(?:元|吨|家|人|个|项|度|户|辆|台|次|件|名|小时|平方米|千瓦时|公里))[。；]?$"
)
_SURE_SEPARATOR = re.compile(r"\s*[：:|｜]\s*")
_ENTITLED = re.compile(r"[^：:，。；]{2,20}[：:][^：:。；]{4,40}")
# 主题：炭黑尾气发电
_LABEL = re.compile(r"^(?:案例|项目|申报|实施)?(?:主题|题目|标题|名称|单位|企业)(?:名称)?\s*[：:]\s*")
_DASH = re.compile(r"\s*(?:——|—)\s*")
_SEPARATOR = re.compile(r"\s*[：:|｜]\s*|\s*(?:——|—|–)\s*|\s+-\s+|[ \u3000]+")


@dataclass(frozen=True, slots=True)
class CaseStart:
    """Where a case begins.

    Attributes:
        start: Source offset of its first line.
        heading: Index of its first heading among the headings.
        lines: Indices of its title lines.
        organisation: Source spans of the name of whose case it is, one a line.
        title: Source spans of its title, one a line.
    """

    start: int
    heading: int
    lines: tuple[int, ...]
    organisation: tuple[Span, ...] = ()
    title: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Book:
    """What the search for cases looks at."""

    lines: Sequence[Line]
    headings: Sequence[Heading]
    skipped: frozenset[int]
    page_starts: frozenset[int]


def find_cases(
    lines: Sequence[Line], headings: Sequence[Heading], skipped: frozenset[int], page_starts: Sequence[int]
) -> tuple[CaseStart, ...]:
    """Find the cases of a book.

    In a book that numbers its cases, one begins under every line that does: 案例一, 案例二. In any other, one begins
    where the heading that opened the first one comes back, or where the first heading's kind or any title already seen
    comes back under title lines.

    Args:
        lines: The lines of the book.
        headings: Its headings.
        skipped: Indices of lines that belong to tables or furniture.
        page_starts: Source offsets of page starts.

    Returns:
        The cases in reading order, none where the book has no heading.
    """
    book = _Book(lines, headings, skipped, frozenset(page_starts))
    inside = [index for index, heading in enumerate(headings) if heading.kind not in OUTSIDE]
    numbered = [index for index in inside if _is_numbered(book, _title_block(book, index, 0))]
    if len(numbered) > 1:
        blocks = [_title_block(book, index, number) for number, index in enumerate(numbered, start=1)]
        begun = zip(numbered, blocks, strict=True)
        return _named(book, _evened(book, [CaseStart(lines[block[0]].first, index, block) for index, block in begun]))
    first = _first_heading(headings)
    if first is None:
        return ()
    opener = headings[first]
    starts: list[CaseStart] = []
    titles: set[str] = set()
    kinds: set[SectionKind | None] = set()
    for index in range(first, len(headings)):
        heading = headings[index]
        folded = fold_title(heading.title)
        block = _title_block(book, index, len(starts) + 1)
        opens = folded == fold_title(opener.title) or _is_numbered(book, block)
        begins_anew = heading.kind is opener.kind and len(kinds) > 1
        returns = (folded in titles or begins_anew) and (_is_sure(book, block) or _is_entitled(book, block))
        if index == first or (heading.kind not in OUTSIDE and (opens or returns)):
            starts.append(CaseStart(lines[block[0]].first if block else heading.start, index, block))
            titles, kinds = set(), set()
        titles.add(folded)
        kinds.add(heading.kind)
    return _named(book, _evened(book, starts))


def _first_heading(headings: Sequence[Heading]) -> int | None:
    """Find the heading that opens the first case: the first known one, or the first that comes back."""
    counts = Counter(fold_title(heading.title) for heading in headings)
    inside = [index for index, heading in enumerate(headings) if heading.kind not in OUTSIDE]
    for index in inside:
        if headings[index].kind or counts[fold_title(headings[index].title)] > 1:
            return index
    return inside[0] if inside else None


def _title_block(book: _Book, heading: int, number: int) -> tuple[int, ...]:
    """Collect the title lines above a heading, from the last of them up."""
    floor = book.headings[heading - 1].line if heading else -1
    found: list[int] = []
    blanks = 0
    for index in range(book.headings[heading].line - 1, floor, -1):
        line = book.lines[index]
        if not line.text or index in book.skipped:
            blanks += 1
            continue
        if not _may_be_title(line.text, number) or (found and blanks and not _reaches(book, index, blanks, len(found))):
            break
        found.insert(0, index)
        blanks = 0
        if line.first in book.page_starts or case_number(unmarked(line.text)) or len(found) == _MOST_TITLE_LINES:
            break
    return tuple(found)


def _may_be_title(text: str, number: int) -> bool:
    """Say whether a line may be part of a title: no sentence, no list item but one numbered as the case is."""
    bare = unmarked(text)
    if bare.isdigit():
        return False  # the number of a page, or of a case that a designer set apart
    numbered = case_number(bare)
    if numbered and numbered[1] == len(bare):
        return True  # 案例 02, which ends as a line of the contents does
    if (
        width(text) > _WIDEST_TITLE
        or _FIGURE.search(text)
        or (is_ended(text) and text[-1] in "。；：;:")
        or _CONTENTS_LINE.search(text)
    ):
        return False
    marker = marker_of(text)
    return marker is None or marker.number == number or numbered is not None


def _reaches(book: _Book, index: int, blanks: int, count: int) -> bool:
    """Say whether a title line belongs to those below it over a blank line."""
    text = book.lines[index].text
    named = is_organisation(text) or case_number(unmarked(text)) is not None
    return blanks == 1 and count < _MOST_TITLE_LINES and (named or book.lines[index].first in book.page_starts)


def _is_numbered(book: _Book, block: tuple[int, ...]) -> bool:
    return any(case_number(unmarked(book.lines[index].text)) for index in block)


def _is_sure(book: _Book, block: tuple[int, ...]) -> bool:
    """Say whether title lines are told by more than their shape."""
    return any(
        book.lines[index].first in book.page_starts or is_organisation(book.lines[index].text) for index in block
    ) or _is_numbered(book, block)


def _is_entitled(book: _Book, block: tuple[int, ...]) -> bool:
    """Say whether title lines look like `某某纺织：把染缸里的热留下来`."""
    return any(_ENTITLED.fullmatch(book.lines[index].text) for index in block)


def _evened(book: _Book, starts: list[CaseStart]) -> list[CaseStart]:
    """Cut captions off title blocks: by the organisation that begins them, else by how many lines titles have here."""
    sure = Counter(len(start.lines) for start in starts if _is_sure(book, start.lines))
    counts = sure or Counter(len(start.lines) for start in starts if start.lines)
    usual = max(counts, key=counts.__getitem__, default=0)
    evened = []
    for start in starts:
        block = start.lines
        told = [
            position
            for position, index in enumerate(block)
            if case_number(unmarked(book.lines[index].text)) or book.lines[index].first in book.page_starts
        ]
        named = [position for position, index in enumerate(block) if is_organisation(book.lines[index].text)]
        if told:
            block = block[told[0] :]
        elif named and named[0] < len(block) - 1:
            block = block[named[0] :]
        elif len(block) > usual:
            block = block[len(block) - usual :]
        begin = book.lines[block[0]].first if block else start.start
        evened.append(replace(start, lines=block, start=begin))
    return evened


def _named(book: _Book, starts: list[CaseStart]) -> tuple[CaseStart, ...]:
    """Tell organisation and title apart in every title block."""
    pieces = [_without_number(book, start.lines, number) for number, start in enumerate(starts, start=1)]
    paired = sum(len(spans) > 1 for spans in pieces) * 2 > len(pieces)
    # 江海港务——岸电不打烊 tells how 华岳重工——让老厂房晒太阳 is to be read, though no ending tells whose name that is
    dashed = any(
        len(spans) == 1 and (match := _DASH.search(spans[0][1])) and is_organisation(spans[0][1][: match.start()])
        for spans in pieces
    )
    named = []
    for start, spans in zip(starts, pieces, strict=True):
        organisation, title = _organisation_and_title(spans, paired=paired, dashed=dashed)
        named.append(replace(start, organisation=organisation, title=title))
    return tuple(named)


def _without_number(book: _Book, block: tuple[int, ...], number: int) -> list[tuple[Span, str]]:
    """Give the title lines without marks and the number of the case."""
    pieces: list[tuple[Span, str]] = []
    for index in block:
        line = book.lines[index]
        text = line.text.strip("".join(marks()) + " ") or line.text
        begin = line.start + line.text.index(text)
        numbered = case_number(text)
        marker = marker_of(text)
        cut = numbered[1] if numbered else marker.end if marker and marker.number == number and not pieces else 0
        rest = _LABEL.sub("", text[cut:].lstrip("】〗] "))
        if rest:
            begin += text.index(rest, cut)
            pieces.append((Span(begin, begin + len(rest)), rest))
    return pieces


def _organisation_and_title(
    pieces: list[tuple[Span, str]], *, paired: bool, dashed: bool
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Split title lines: `某公司⏎标题`, `某公司：标题`, `标题⏎某公司`, a name or a title alone."""
    spans = tuple(span for span, _ in pieces)
    if not pieces:
        return (), ()
    (first, text), rest = pieces[0], spans[1:]
    for match in _SEPARATOR.finditer(text):
        sure = not rest and (_SURE_SEPARATOR.fullmatch(match[0]) or (dashed and _DASH.fullmatch(match[0])))
        if match.end() < len(text) and (is_organisation(text[: match.start()]) or sure) and match.start():
            left = Span(first.start, first.start + match.start())
            return (left,), (Span(first.start + match.end(), first.end), *rest)
    if not rest:
        return (spans, ()) if is_organisation(text) or paired else ((), spans)
    reversed_order = len(pieces) == 2 and is_organisation(pieces[1][1])  # noqa: PLR2004 - 标题⏎某公司
    if reversed_order and not is_organisation(text):
        return spans[1:], spans[:1]
    wrapped = len(pieces) > 2 and is_organisation(text + pieces[1][1])  # noqa: PLR2004 - 某某有限⏎公司⏎标题
    if wrapped and not is_organisation(text):
        return spans[:2], spans[2:]
    return spans[:1], spans[1:]
