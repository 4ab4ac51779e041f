"""Lines that print around a text wherever they stand: lists of contents, bylines, copyright lines."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from pipeline.lexicon.furniture import opens_contents, prints_around
from pipeline.lexicon.typography import Line, is_ended, width

_WIDEST_ENTRY = 90
_LEAST_ENTRIES = 2
_LEAST_WITH_LEADERS = 3  # where no title says that contents follow
_FIRST_YEAR = 1900  # what a line may end in beside the number of a page
_MOST_TITLES = 3  # lines without a page number between two entries
_ROMAN = "ivxlcIVXLC"
_PAGE = rf"(?P<page>[0-9０-９]{{1,4}}|[{_ROMAN}]{{1,6}})"
_LEADERS = re.compile(rf"[^\W_].*?(?:…+|[.．·・‥_]{{3,}}|(?:\s[.．·・…]){{3,}})[\s.．·・…]*(?:[Pp]\.?\s?)?{_PAGE}$")
_BEHIND = re.compile(rf"[^\W\d_].*?(?:[\s/|｜]+(?:[Pp]\.?\s?|第\s?)?|[(（]){_PAGE}(?:\s?[页頁]|[)）])?$")
_BEFORE = re.compile(rf"(?:[Pp]\.?\s?)?{_PAGE}[\s/|｜]+[^\W\d_].*")
_ALONE = re.compile(rf"(?:[Pp]\.?\s?)?{_PAGE}")
_SENTENCE = re.compile(r"[，。；,;]")


def printed_around(lines: Sequence[Line]) -> frozenset[int]:
    """Find the lines of lists of contents, bylines, copyright lines and the like.

    Args:
        lines: The lines of a text.

    Returns:
        The source offsets at which they start.
    """
    filled = [line for line in lines if line.text]
    found = {line.start for line in filled if prints_around(line.text)}
    rest = [line for line in filled if line.start not in found]
    return frozenset(found.union(line.start for line in (*_under_titles(rest), *_with_leaders(rest))))


def _under_titles(filled: Sequence[Line]) -> Iterator[Line]:
    """Find the entries under 目录, up to the first line that is none."""
    titles = [index for index, line in enumerate(filled) if opens_contents(line.text)]
    counts = Counter(line.text for line in filled) if titles else Counter()
    repeated = frozenset(text for text in counts if counts[text] > 1)
    for index in titles:
        yield from _entries(islice(filled, index + 1, None), repeated)


def _entries(following: Iterator[Line], repeated: frozenset[str]) -> Iterable[Line]:
    """Take the lines that name a page no earlier than the last; where none does, those that come back in the text."""
    kept: list[Line] = []
    seen: set[str] = set()
    pending: list[Line] = []
    entries = last = 0
    paged = False
    for line in following:
        page = _page_of(line.text)
        named = page is not None and (page >= last or _ALONE.fullmatch(line.text) is not None)
        if not named and (line.text in seen or len(pending) == _MOST_TITLES or not _may_be_title(line.text)):
            break
        pending.append(line)
        if named or (not paged and line.text in repeated):
            entries += len(pending) > 1 or not _ALONE.fullmatch(line.text)
            paged, last = paged or named, max(page or 0, last)
            kept += pending
            seen.update(title.text for title in pending)
            pending = []
    return kept if entries >= _LEAST_ENTRIES else ()


def _page_of(text: str) -> int | None:
    """The page that an entry names; 0 for one in Roman numerals, None where it names none."""
    if width(text) > _WIDEST_ENTRY or _SENTENCE.search(text):
        return None
    found = _LEADERS.search(text) or _BEHIND.search(text) or _BEFORE.fullmatch(text) or _ALONE.fullmatch(text)
    if found is None:
        return None
    page = found["page"]
    if not page.isdecimal():
        return 0
    return int(page) if int(page) < _FIRST_YEAR else None


def _may_be_title(text: str) -> bool:
    return width(text) <= _WIDEST_ENTRY and not is_ended(text) and not _SENTENCE.search(text)


def _with_leaders(filled: Sequence[Line]) -> Iterator[Line]:
    """Find lists of contents that no title opens, by the leaders to their page numbers."""
    run: list[Line] = []
    last = 0
    for line in (*filled, None):
        ends = line is not None and (line.text[-1].isdigit() or line.text[-1] in _ROMAN)
        found = _LEADERS.search(line.text) if line and ends and width(line.text) <= _WIDEST_ENTRY else None
        page = int(found["page"]) if found and found["page"].isdecimal() else 0
        if line and found and page >= last:
            run.append(line)
        else:
            yield from run if len(run) >= _LEAST_WITH_LEADERS else ()
            run = [line] if line and found else []
        last = page
