"""Running heads, feet and page numbers: what stands in the same place on page after page."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.lexicon.headings import title_kind
from pipeline.lexicon.typography import is_ended
from pipeline.read.pdf.alignment import is_level
from pipeline.read.pdf.body_type import BodyType
from pipeline.read.pdf.page import Line, Page

_SAME_PLACE = 4.0  # points
_FEW = 3  # pages on which something repeats before it is taken for a running head
_MOST = 0.5  # share of the pages on which a place is used before it is taken for one of running heads
_LONG = 50  # characters: no running head is longer
_ENTRIES = 3  # lines that lead to a page make a table of contents
_EDGE = 0.12  # share of the page's height at either end in which page numbers stand
_COUNTED = 2  # pages whose numbers count on before numbers close to the text are taken for page numbers

_CONTENTS = re.compile(r"目\s*[录錄次]\W*(?:contents)?|contents", re.IGNORECASE)
_LEADER = re.compile(r".*?\D\s?[.．…⋯·・]{3,}\s?\d{1,3}")  # 绿色运营 …… 13
_ENTRY = re.compile(r"(?:.*\D\s)?\d{1,3}")  # 绿色运营 13, or the number alone
_MARK = re.compile(r"^\W+|\W+$")
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-–—•·|/\s.…⋯]*(?:第\s?|P\.?|page\s)?\d(?:\s?\d){0,3}(?:\s?[页頁](?:[，,\s]?[共/]\s?\d{1,4}\s?[页頁])?|\s?/\s?\d{1,4})?[-–—•·|/\s]*|[-–—•·|]",
    re.IGNORECASE,
)


def furniture_of(pages: Sequence[Page], body: BodyType) -> dict[int, set[Line]]:
    """Finds running heads, feet and page numbers.

    Args:
        pages: All pages of a document.
        body: The look of its text; a running head that changes from page to page looks otherwise.

    Returns:
        By page number, the lines that are furniture.
    """
    found: dict[int, set[Line]] = defaultdict(set)
    for page in pages:
        found[page.number].update(contents_of([line for block in page.blocks for line in block.lines]))
        numbers = [line for line in _margin_lines(page) if _PAGE_NUMBER.fullmatch(line.text)]
        found[page.number].update(numbers)
        found[page.number].update(_beside_numbers(page, [line for line in numbers if _NUMBER.search(line.text)]))
    for page, line in (*_counting(pages), *_repeated(pages, body)):
        found[page.number].add(line)
    return found


def _beside_numbers(page: Page, numbers: Sequence[Line]) -> Iterator[Line]:
    """What stands in a row with the number of a page at its edge, and in no sentence: 环境篇 … 27."""
    lines = _margin_lines(page)
    for line in lines:
        edge = min(line.middle, page.height - line.middle) < _EDGE * page.height
        if edge and any(is_level(line, number) and len(line.text) <= _LONG for number in numbers):
            below = (one for one in lines if one.style == line.style and 0 <= one.top - line.bottom < line.size)
            ends = any(is_ended(one.text) for one in (line, *below) if abs(one.edges[0] - line.edges[0]) < _SAME_PLACE)
            if not ends:
                yield line


def _repeated(pages: Sequence[Page], body: BodyType) -> Iterator[tuple[Page, Line]]:
    """Lines at the edges of pages that say or look the same in the same place on page after page."""
    groups: dict[str, list[tuple[Page, Line]]] = defaultdict(list)
    for page in pages:
        for line in _margin_lines(page):
            if len(line.text) <= _LONG:
                groups["text " + _NUMBER.sub("#", line.text)].append((page, line))
                if (line.style, round(line.size, 1)) != (body.style, body.size):
                    groups[f"look {line.style} {line.size:.1f}"].append((page, line))
    read = sum(bool(page.blocks) for page in pages)
    for look, group in groups.items():
        least = min(_FEW, max(2, read)) if look.startswith("text") else max(_FEW, _MOST * read)
        for page, line in group:
            if len({other.number for other, mate in group if abs(mate.middle - line.middle) < _SAME_PLACE}) >= least:
                yield page, line


def contents_of(lines: Sequence[Line]) -> list[Line]:
    """The entries of a table of contents: lines with leaders, or under its title any that end in a page, with names."""
    titled = any(_CONTENTS.fullmatch(line.text) and not _has_neighbour(line, lines) for line in lines)
    entries = [line for line in lines if _LEADER.fullmatch(line.text) or (titled and _ENTRY.fullmatch(line.text))]
    numbers = [int(re.findall(r"\d+", line.text)[-1]) for line in sorted(entries, key=lambda line: line.middle)]
    if len(entries) < _ENTRIES or (titled and sum(a <= b for a, b in pairwise(numbers)) < len(numbers) / 2):
        return []
    return [
        line
        for line in lines
        if any(abs(line.middle - entry.middle) < entry.size / 2 for entry in entries) and not _CONTENTS.match(line.text)
    ]


def _has_neighbour(title: Line, lines: Sequence[Line]) -> bool:
    """Whether a title stands in a row with others: 目录 | 关于我们 | 附录 over a page lead there, and list nothing."""
    level = [line for line in lines if abs(line.middle - title.middle) < title.size / 2]
    return any(not _CONTENTS.fullmatch(line.text) and not _NUMBER.search(line.text) for line in level)


def page_numbers(lines: Iterable[Line], height: float) -> list[Line]:
    """The lines of a page that stand alone at its upper or lower end and may be its number: `- 13 -`, `75 / 195`."""
    ordered = sorted(lines, key=lambda line: line.middle)
    found = []
    for line, inner in ((ordered[:1], ordered[1:2]), (ordered[-1:], ordered[-2:-1])):
        for one in line:
            edge = min(one.middle, height - one.middle) < _EDGE * height
            alone = not any(abs(one.middle - other.middle) < one.size / 2 for other in inner)
            if edge and alone and _PAGE_NUMBER.fullmatch(one.text) and re.search(r"\d", one.text):
                found.append(one)
    return found


def _counting(pages: Sequence[Page]) -> Iterator[tuple[Page, Line]]:
    """Numbers at the ends of pages that count on from page to page, by one, or by two where each shows a spread."""
    groups: dict[tuple[int, int], list[tuple[Page, Line]]] = defaultdict(list)
    for page in pages:
        for line in page_numbers((line for block in page.blocks for line in block.lines), page.height):
            number = int(re.sub(r"\D", "", re.split("[/共]", line.text)[0]))  # 2 5 in spaced type, 75 / 195
            for step in (1, 2):
                groups[step, number - step * page.number].append((page, line))
    for group in groups.values():
        if len({page.number for page, _ in group}) >= _COUNTED:
            yield from group


def _margin_lines(page: Page) -> list[Line]:
    return [line for block in page.blocks if block.margin for line in block.lines if not _is_title(line.text)]


def _is_title(text: str) -> bool:
    """Whether a line is the heading of a section, which may stand at the top of many pages."""
    return title_kind(_MARK.sub("", text)) is not None
