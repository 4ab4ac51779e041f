"""Lines to paragraphs: which line breaks are soft, over blank lines and page breaks too."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.lexicon.furniture import credits_picture
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
from pipeline.split.line_ends import PROSE, are_figures, goes_on
from pipeline.split.setting import RAGGED, WIDEST_HEADING, Setting

# Columns by which a wrapped line may stick out of its column by its bullet.
_HANGING = 6
_LOOSE = 3
_TIGHT = 2
_LABEL = re.compile(r"[^\s，。；：、0-9]{2,12}\s*[：:]\s*\S")
_NOTE = re.compile(r"(?:计量|計量|金[额額])?[单單]位\s*[：:]|[注註]\s*[：:]|(?:[数數]据|[资資]料)?[来來]源\s*[：:]")
_PAUSE = re.compile(r"[，。；！？,;!?：:](?!\d)")
_STOP = re.compile(r"[。；！？;!?：:](?!\d)")
_COUNTED = re.compile(r"\s*(?!\d{4}\s?年)\d")
_SAME = 2  # columns of text by which lines of one width differ
_NEAR = 4  # lines each way that tell of a column
_FAR_SHORT = 0.7  # share of the one column of a text that no wrapped line falls short of
_STRANDED = re.compile(r"[A-Za-zμΩ℃°][A-Za-z0-9/·²³]{0,9}\s?[，。、；,;)）]")  # a unit and what follows its number
_CONTINUING = "，。；、）】》”’！？,.;)%％/／℃°‰+×~～=＝&"
_FIRST_TOKEN = re.compile(r"[A-Za-z0-9.,%/+:@_-]+|.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together.

    Attributes:
        lines: The lines.
        marker: What begins it as a list item, or None.
        gap: True where a blank line stands before it.
        listed: True where it is one of several lines that nothing but their ends part: a list without marks.
    """

    lines: tuple[Line, ...]
    marker: Marker | None
    gap: bool
    listed: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a section with what is asked of them around every break.

    Attributes:
        lines: The lines.
        markers: What begins each as a list item.
        widths: How wide each is.
        pauses: Whether each holds a mark at which a sentence pauses.
        stops: Whether each holds one at which more than a clause ends.
        setting: How the lines of the text are set.
    """

    lines: Sequence[Line]
    markers: tuple[Marker | None, ...]
    widths: tuple[int, ...]
    pauses: tuple[bool, ...]
    stops: tuple[bool, ...]
    setting: Setting

    @classmethod
    def of(cls, lines: Sequence[Line], setting: Setting) -> "_Page":
        texts = [line.text for line in lines]
        return cls(
            lines,
            tuple(marker_of(text) if text else None for text in texts),
            tuple(width(text) for text in texts),
            tuple(_PAUSE.search(text) is not None for text in texts),
            tuple(_STOP.search(text) is not None for text in texts),
            setting,
        )

    def is_bulleted(self, index: int) -> bool:
        """Whether another line near begins with the same soft bullet: a wrap puts no two hyphens there."""
        own = self.markers[index]
        near = range(max(0, index - _NEAR), min(len(self.lines), index + _NEAR + 1))
        return any(own and (other := self.markers[at]) and other.style == own.style for at in near if at != index)

    def beside(self, index: int) -> int:
        """How wide the nearest items before and after one are that begin as it does; 0 where there are none."""
        own = self.markers[index]
        if own is None:
            return 0
        alike = [at for at, other in enumerate(self.markers) if other and other.style == own.style]
        place = bisect_left(alike, index)
        return max((self.widths[at] for at in (*alike[:place][-1:], *alike[place + 1 :][:1])), default=0)

    def around(self, index: int) -> range:
        """The lines around the break before a line, a few each way, up to a blank one or an item."""
        start, stop = index - 1, index + 1
        while start > max(0, index - _NEAR) and self.widths[start - 1] and not self.markers[start]:
            start -= 1
        while stop < min(len(self.lines), index + _NEAR) and self.widths[stop] and not self.markers[stop]:
            stop += 1
        return range(start, stop)


@dataclass(slots=True)
class _Draft:
    """A paragraph that may go on."""

    lines: list[Line]
    marker: Marker | None
    gap: bool
    listed: bool = False


def paragraphs_of(lines: Sequence[Line], setting: Setting) -> tuple[Paragraph, ...]:
    """Group lines into paragraphs and list items.

    Args:
        lines: Lines of one section, blank ones included, without furniture and tables.
        setting: How the lines of the text are set.

    Returns:
        The paragraphs in order; every line that is not blank is in exactly one.
    """
    page = _Page.of(lines, setting)
    paragraphs: list[_Draft] = []
    last_numbers: dict[str, int] = {}
    column: int | None = None
    gap = False
    for index, line in enumerate(lines):
        if not line.text:
            gap = True
            continue
        current = paragraphs[-1] if paragraphs else None
        marker = _item_marker(page, index, current, last_numbers, gap=gap)
        if marker and marker.number is not None:
            last_numbers[marker.style] = marker.number
        if current and marker is None and _continues(current, column, page, index, gap=gap):
            current.lines.append(line)
        else:
            if current and len(current.lines) > 1:
                column = width(current.lines[0].text)
            paragraphs.append(_Draft([line], marker, gap))
            if current and not current.marker and not marker and not gap and _only_lines_part(page, index):
                current.listed = paragraphs[-1].listed = True
        gap = False
    return tuple(Paragraph(tuple(draft.lines), draft.marker, draft.gap, draft.listed) for draft in paragraphs)


def _item_marker(
    page: _Page, index: int, current: _Draft | None, last_numbers: dict[str, int], *, gap: bool
) -> Marker | None:
    """Take the marker of a line that begins a list item, not of one that a wrap put a number at the start of."""
    line, marker = page.lines[index], page.markers[index]
    if marker is None or (marker.number is None and not marker.soft):
        return marker
    before = current.lines[-1].text if current else ""
    settled = not before or is_ended(before) or bool(heading_markup(before)) or (gap and not is_open(before))
    if marker.soft:
        bulleted = (
            not is_open(before) and not _COUNTED.match(line.text, marker.end) and page.is_bulleted(index)
        )  # 发行概况⏎- 股票种类⏎- 发行股数
        goes_on = current and current.marker and current.marker.style == marker.style
        return marker if settled or goes_on or bulleted else None
    counts_on = marker.number in (1, last_numbers.get(marker.style, 0) + 1)
    marked = current.marker if current else None
    sibling = marked is not None and marked.style == marker.style
    beneath = marked is not None and marked.number is not None and current is not None and len(current.lines) == 1
    # 分别为⏎3、5、8 吨 and 有⏎12 个合作伙伴 begin no items; one counts on from the one before it, or stands apart. No
    # quantity begins with a nought: 03 环境篇
    counts = (marker.style == "1 " and line.text[0] != "0") or _COUNTED.match(line.text, marker.end) is not None
    sure = sibling or not (counts or (marker.style == "1.1" and not beneath))
    if settled:
        return marker if counts_on or not counts else None
    return marker if counts_on and sure and not is_open(before) else None


def _continues(current: _Draft, column: int | None, page: _Page, index: int, *, gap: bool) -> bool:
    """Say whether a line goes on where the paragraph above it stopped; `column`: that of the last one before it."""
    line, above = page.lines[index], current.lines[-1].text
    stranded = not gap and above[-1].isdigit() and _STRANDED.match(line.text)
    if stranded or (line.text[0] in _CONTINUING and not line.text.startswith("...")):
        return True
    if any(heading_markup(text) or credits_picture(text) for text in (above, line.text)):
        return False
    if are_figures(above, line.text):
        return False
    return _continues_over_gap(current, column, page.lines, index) if gap else not _breaks_hard(current, page, index)


def _continues_over_gap(current: _Draft, column: int | None, lines: Sequence[Line], index: int) -> bool:
    """Say whether a paragraph goes on behind a blank line: a page or column broke it in mid-sentence.

    `选取浙北最大的水上公共服务区——嘉兴⏎⏎芦花荡水上服务区` does: its last line is as wide as its column. A caption or a
    heading is narrower than its column, or stands in one of another width.
    """
    last = current.lines[-1].text
    if current.listed or is_ended(last):
        return False
    if is_open(last):
        return True
    if current.marker and current.marker.number is not None and len(current.lines) == 1:
        return False
    own = [width(line.text) for line in current.lines[-4:-1]]
    if own:
        return width(last) >= max(own) - RAGGED
    column = _column(column, lines, index)
    beyond = _HANGING if current.marker else _LOOSE
    return column is not None and column >= PROSE and -RAGGED <= width(last) - column <= beyond


def _column(before: int | None, lines: Sequence[Line], index: int) -> int | None:
    """Measure the column of a single line: by the wrapped lines that follow, else by those of a paragraph before it."""
    following = (lines[at].text for at in range(index, len(lines)))
    run = [width(text) for text in takewhile(bool, following)]
    if len(run) > 1:
        return max(run[:-1])
    return before


def _breaks_hard(current: _Draft, page: _Page, index: int) -> bool:
    """Say whether the break between two lines without a blank line between them ends a paragraph.

    A line is wrapped because the next character had no place on it. A line that ends a sentence well short of its
    column, or a first line that is short and says something whole, was ended on purpose; and so was each line of a
    list that only its lines part: `路灯280盏⏎步道长度3.8公里`. A line wider than any column was never wrapped: it and
    the one above it are paragraphs, and so is each line of a page of such lines.
    """
    line, before = page.lines[index], current.lines[-1]
    own = width(before.text)
    token = _FIRST_TOKEN.match(line.text)
    needed = width(token[0]) if token else 0
    first = len(current.lines) == 1 + _is_bare_number(current)
    unwrapped = not page.setting.wrapped or max(own, page.widths[index]) > WIDEST_COLUMN
    if is_ended(before.text):
        column = max(page.widths[index], 0 if first else width(current.lines[-2].text))
        return unwrapped or own + needed < column - RAGGED or _stands_short(page, index)
    if is_open(before.text):
        return False
    listed = _only_lines_part(page, index)
    short = first and own + needed < page.beside(index - 1) - RAGGED
    labelled = _NOTE.match(line.text) or (_LABEL.match(before.text) and _LABEL.match(line.text))
    # 2021年产值：3 亿元⏎2022年产值：4 亿元, where lines have place for twice as much
    far_short = page.setting.column is not None and own + needed < _FAR_SHORT * page.setting.column
    if unwrapped or short or far_short or (first and labelled and own <= WIDEST_HEADING):
        return True
    if own > WIDEST_HEADING and not listed:
        return False
    if listed or goes_on(before.text, line.text, listed=False):
        return listed and not goes_on(before.text, line.text, listed=True)
    numbered = current.marker is not None and current.marker.number is not None
    pauses = has_comma(before.text)
    # behind a comma, what is as wide as the line below it stands in a narrow column beside a wide one
    narrow = pauses and (abs(page.widths[index] - own) <= _SAME or (not current.marker and _COUNTED.match(line.text)))
    if not first or narrow:
        return False
    if numbered and not pauses and own < PROSE:
        return True
    # 坚守绿色底色，推进节能降碳 heads, where its column has place for much more
    room = _TIGHT if numbered and not pauses else RAGGED if current.marker or not pauses else 2 * RAGGED
    return own + needed <= max(page.widths[near] for near in page.around(index)) - room


def _stands_short(page: _Page, index: int) -> bool:
    """Say whether a line behind a sentence is a title: it says no end, and is short of the lines on both its sides."""
    beside = page.widths[index - 1], page.widths[index + 1] if index + 1 < len(page.widths) else 0
    text = page.lines[index].text
    return page.widths[index] < min(beside) - RAGGED and not (is_ended(text) or is_open(text))


def _is_bare_number(current: _Draft) -> bool:
    """Say whether a paragraph begins with a line that holds its number alone: 01⏎公司治理, 附件1：⏎清单."""
    return current.marker is not None and current.marker.end == len(current.lines[0].text.rstrip("：: "))


def _only_lines_part(page: _Page, index: int) -> bool:
    """Say whether the lines around a break are a list without marks: no comma in them, and no column that they fill.

    Lines with commas are one where no sentence ends in them and most fall short of the widest:
    `我们推行绿色运营，能耗下降 6%⏎屋顶光伏装机 12 兆瓦⏎推行无纸化办公，节约用纸 3 吨`.
    """
    run = page.around(index)
    widths = [page.widths[near] for near in run]
    column = max(widths)
    if any(page.pauses[near] for near in run):
        short = sum(each < column - RAGGED for each in widths[:-1])
        return len(run) > _TIGHT and 2 * short >= len(run) - 1 and not any(page.stops[near] for near in run)
    return column < PROSE or (column <= WIDEST_HEADING and min(widths[:-1]) < column - RAGGED)
