"""Lines to pages and furniture: form feeds, page numbers, running heads, or the space a page break left behind."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipeline.lexicon.headings import marks
from pipeline.lexicon.typography import Line
from pipeline.model import Span
from pipeline.read.furniture import printed_around
from pipeline.read.page_numbers import in_order, page_numbers
from pipeline.read.running_heads import running_heads

_TITLE_LINES = 4


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
    decorated, bare = page_numbers(filled, feeds)
    numbers = in_order((*decorated, *bare))
    if feeds:
        starts = feeds
    elif numbers:
        starts = _starts_at_numbers(filled, decorated or bare)
    else:
        starts = _indented_starts(lines)
    heads = running_heads(filled, numbers, starts)
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
