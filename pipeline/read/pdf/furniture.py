"""Running heads, feet and page numbers: what stands in the same place on page after page."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.lexicon.headings import title_kind
from pipeline.read.pdf.layout import BodyType
from pipeline.read.pdf.page import Line, Page

_SAME_PLACE = 4.0  # points
_FEW = 3  # pages on which something repeats before it is taken for a running head
_MOST = 0.5  # share of the pages on which a place is used before it is taken for one of running heads
_LONG = 50  # characters: no running head is longer

_MARK = re.compile(r"^\W+|\W+$")
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-–—•·|/\s]*(?:第\s?|P\.?|page\s)?\d{1,4}(?:\s?页|\s?/\s?\d{1,4})?[-–—•·|/\s]*|[-–—•·|]", re.IGNORECASE
)


def furniture_of(pages: Sequence[Page], body: BodyType) -> dict[int, set[Line]]:
    """Finds running heads, feet and page numbers.

    Args:
        pages: All pages of a document.
        body: The look of its text; a running head that changes from page to page looks otherwise.

    Returns:
        By page number, the lines that are furniture.
    """
    groups: dict[str, list[tuple[Page, Line]]] = defaultdict(list)
    found: dict[int, set[Line]] = defaultdict(set)
    for page in pages:
        for line in _margin_lines(page):
            if _PAGE_NUMBER.fullmatch(line.text):
                found[page.number].add(line)
            elif len(line.text) <= _LONG:
                groups["text " + _NUMBER.sub("#", line.text)].append((page, line))
                if (line.style, round(line.size, 1)) != (body.style, body.size):
                    groups[f"look {line.style} {line.size:.1f}"].append((page, line))
    read = sum(bool(page.blocks) for page in pages)
    for look, group in groups.items():
        least = min(_FEW, max(2, read)) if look.startswith("text") else max(_FEW, _MOST * read)
        for page, line in group:
            if len({other.number for other, mate in group if abs(mate.middle - line.middle) < _SAME_PLACE}) >= least:
                found[page.number].add(line)
    return found


def _margin_lines(page: Page) -> list[Line]:
    return [line for block in page.blocks if block.margin for line in block.lines if not _is_title(line.text)]


def _is_title(text: str) -> bool:
    """Whether a line is the heading of a section, which may stand at the top of many pages."""
    return title_kind(_MARK.sub("", text)) is not None
