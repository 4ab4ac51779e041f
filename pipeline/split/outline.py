"""The headings of a book that is no casebook: numbered, marked up or coming back, under whatever title."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.lexicon.headings import fold_title, title_kind
from pipeline.lexicon.typography import (
    WIDEST_COLUMN,
    Line,
    Marker,
    has_comma,
    heading_markup,
    is_ended,
    is_open,
    marker_of,
    width,
)
from pipeline.split.headings import Heading, marked_headings
from pipeline.split.paragraphs import Paragraph, paragraphs_of
from pipeline.split.setting import setting_of

_LONGEST = 40
_MOST_LINES = 2
_LEAST_REPEATED = 2
_LETTER = re.compile(r"[^\W\d_]")
# 一、2025年目标 heads; （1）新增灶台46个 states
_COUNT = re.compile(r"\d(?!\s?(?:[\d年]|[-—–~至]\s?\d{4}\s?年))")
_SENTENCE = re.compile(r"[。；！？]")
_PAUSE = re.compile(r"[，：:]")
_BRACKETED = re.compile(r"[（(].*[)）]")
_RECURRING = re.compile(r"[\u3400-\u9fff]{3,12}")


def find_outline(lines: Sequence[Line], skipped: frozenset[int], tables: frozenset[int]) -> tuple[Heading, ...]:
    """Find the headings of a book whose titles say nothing of cases.

    A numbered line heads what follows where it stands alone, is no sentence, states no quantity, and is none of a list
    of its like: `3.2 节能降耗`, `（二）建设内容`, `第一章 总则`. A line in a heading's markup does too, and so do short
    lines without a number where several come back, those between paragraphs that are a line each, and lines behind a
    mark that stands before titles only.

    Args:
        lines: The lines of the book.
        skipped: Indices of lines that belong to tables or furniture.
        tables: Indices of those that belong to tables; a line without a number right above one is its caption.

    Returns:
        The headings in reading order, each under its number.
    """
    places = {line.start: index for index, line in enumerate(lines)}
    body = [line for index, line in enumerate(lines) if index not in skipped]
    paragraphs = paragraphs_of(body, setting_of(body))
    counts = Counter(_recurring(paragraph) for paragraph in paragraphs)
    returning = {title for title, count in counts.items() if title and count >= _LEAST_REPEATED}
    returning = returning if len(returning) >= _LEAST_REPEATED else set()
    found = {heading.line: heading for heading in marked_headings(lines, skipped)}
    for index, own in enumerate(paragraphs[:-1]):
        before, behind = paragraphs[index - 1] if index else None, paragraphs[index + 1]
        last = places[own.lines[-1].start]
        below = next((at for at in range(last + 1, len(lines)) if lines[at].text), last)
        caption = below in tables and _title(own)[1] is None
        if not caption and (
            _heads(own, before, behind) or _recurring(own) in returning or _stands_alone(own, before, behind)
        ):
            at = places[own.lines[0].start]
            found.setdefault(at, _heading(own, at))
    return tuple(found[at] for at in sorted(found))


def _recurring(paragraph: Paragraph) -> str | None:
    """The title of a short line without a number that would be a heading if it came back."""
    text = paragraph.lines[0].text
    plain = len(paragraph.lines) == 1 and paragraph.marker is None and not paragraph.listed
    return fold_title(text) if plain and _RECURRING.fullmatch(text) else None


def _heads(own: Paragraph, before: Paragraph | None, behind: Paragraph) -> bool:
    """Say whether a paragraph is a marked-up or numbered title of what follows it."""
    title, marker = _title(own)
    rest = title[marker.end :] if marker else title
    if len(own.lines) > _MOST_LINES or len(title) > _LONGEST or is_open(title) or not _LETTER.search(rest):
        return False
    # （7）更换风机，节能降噪项目 heads where it stands apart
    if _SENTENCE.search(title) or (has_comma(title) and not (own.gap and behind.gap)):
        return False
    if _COUNT.search(rest):
        return False
    if heading_markup(own.lines[0].text):
        return True
    if marker is None or marker.number is None or is_ended(title):
        return False
    style = behind.marker.style if behind.marker else None
    listed = before is not None and before.marker is not None and before.marker.style == marker.style
    last_of_list = listed and style is None and before is not None and not is_ended(before.lines[-1].text)
    return style != marker.style and not last_of_list


def _stands_alone(own: Paragraph, before: Paragraph | None, behind: Paragraph) -> bool:
    """Say whether a line without a number stands between paragraphs of which the one behind it was never wrapped."""
    text, following = own.lines[0].text, behind.lines[-1].text
    if before is None or len(own.lines) > 1 or own.marker or own.listed or len(text) > _LONGEST:
        return False
    if _SENTENCE.search(text) or _PAUSE.search(text) or _COUNT.search(text) or _BRACKETED.fullmatch(text):
        return False
    stands = is_ended(before.lines[-1].text) and is_ended(following) and width(following) > WIDEST_COLUMN
    return stands and _LETTER.search(text) is not None


def chapters(headings: Sequence[Heading]) -> tuple[tuple[str, ...], ...]:
    """The titles above each heading, the outermost first.

    A heading lies in the last one of another numbering that it does not come back to: `（一）` in `二、`. A title
    without a number heads the numbering that begins anew behind it.
    """
    found: list[tuple[str, ...]] = []
    open_ones: list[tuple[str, str]] = []
    for index, heading in enumerate(headings):
        styles = [style for style, _ in open_ones]
        style = heading.style
        behind = headings[index + 1] if index + 1 < len(headings) else None
        if not style and behind is not None and behind.number == 1 and behind.style in styles:
            style = behind.style
        if style in styles:
            open_ones = open_ones[: styles.index(style)]
        found.append(tuple(title for _, title in open_ones))
        open_ones.append((heading.style, heading.title))
    return tuple(found)


def _title(own: Paragraph) -> tuple[str, Marker | None]:
    """The title of a paragraph, its number included, and what numbers it."""
    first = own.lines[0].text
    markup = heading_markup(first)
    if markup:
        return markup, marker_of(markup)
    apart = " " if own.marker and own.marker.end == len(first) else ""  # 01⏎公司治理
    return apart.join((first, "".join(line.text for line in own.lines[1:]))).strip(), own.marker


def _heading(own: Paragraph, index: int) -> Heading:
    title, marker = _title(own)
    kind = title_kind(title[marker.end :].strip() if marker else title)
    style, number = (marker.style, marker.number) if marker else ("", None)
    return Heading(index, own.lines[0].first, own.lines[-1].end, title, kind, style, number)
