"""Which lines of a casebook are headings: its own consistency decides what a mark means in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon.headings import case_number, fold_title, kind_by_ending, marks, title_kind, unmarked
from pipeline.lexicon.typography import Line, is_ended, marker_of
from pipeline.model import SectionKind

OUTSIDE = frozenset({SectionKind.FRONT_MATTER, SectionKind.BACK_MATTER})

_LONGEST_TITLE = 24
_HEADING_SHARE = 0.6
_BRACKETS = "【〖［〔[「『<＜"
_LEAST_REPEATED = 2
_OUTLINE = "#"
_CONTENTS_LINE = re.compile(r"[.．…·]{3,}|\s[0-9]{1,4}$")
_COLON = re.compile(r"[：:]")
_RECURRING = re.compile(r"[\u3400-\u9fff]{3,10}")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that heads a section, or looks as if it did.

    Attributes:
        line: Index of its line.
        start: Source offset of its line.
        body: Source offset at which what it heads begins.
        title: The title verbatim, without mark, number and colon.
        kind: What the title says the section is about; None for a title the lexicon does not know.
        style: The mark or the numbering; empty for a bare title.
        number: Its number where it is numbered.
        alone: True where nothing of the body follows on the line.
    """

    line: int
    start: int
    body: int
    title: str
    kind: SectionKind | None
    style: str
    number: int | None = None
    alone: bool = True


def find_headings(lines: Sequence[Line], skipped: frozenset[int]) -> tuple[Heading, ...]:
    """Find the headings of a casebook.

    A mark heads sections in a book where it stands before a known title and most of its lines look like headings;
    every such line is one then, its title known or not. Where a mark also begins list items, only its known titles
    are headings. Numbered titles and bare ones count where no mark explains more of the book; beside bare ones, titles
    nobody knows count that come back as often.

    Args:
        lines: The lines of the book.
        skipped: Indices of lines that belong to tables or furniture.

    Returns:
        The headings in reading order; none where the book's titles are not those of cases.
    """
    marked: list[Heading] = []
    numbered: list[Heading] = []
    bare: list[Heading] = []
    open_lines = _without(lines, skipped)
    for index, line in enumerate(open_lines):
        if not line.text or _CONTENTS_LINE.search(line.text):
            continue
        for family, found in (
            (marked, _marked(open_lines, index)),
            (numbered, _numbered(open_lines, index)),
            (bare, _bare(open_lines, index)),
        ):
            if found:
                family.append(found)
    families = (_consistent_marks(lines, marked), _consistent_numbers(numbered), tuple(bare))
    # `max` keeps the first of equals: a mark says more than a number, a number more than nothing.
    chosen = max(families, key=lambda family: len({heading.line for heading in family if heading.kind}))
    known = {heading.kind for heading in chosen if heading.kind}
    if not chosen or (known and known <= OUTSIDE):  # 免责声明 alone ends no book of cases
        return ()
    if chosen is not families[0]:
        like = numbered
    else:  # a report written with # has headings of all sorts: ## 环境绩效 among them opens no case
        like = [heading for heading in marked if heading.style.startswith(_OUTLINE)]
        like = like if sum(heading.kind is None for heading in like) * 2 > len(like) else []
    if (chosen is not families[0] or like) and not _tells_of_cases(lines, chosen, sum(map(_is_short, like))):
        return ()
    chosen = _with_recurring(lines, chosen, skipped) if chosen is families[2] else _with_lost_marks(lines, chosen, bare)
    return tuple(replace(heading, kind=heading.kind or kind_by_ending(heading.title)) for heading in _apart(chosen))


def marked_headings(lines: Sequence[Line], skipped: frozenset[int]) -> tuple[Heading, ...]:
    """Find the headings of a book by the use of their mark alone, under whatever title: ◎ 能源管理 … ◎ 水资源.

    Args:
        lines: The lines of the book.
        skipped: Indices of lines that belong to tables or furniture.

    Returns:
        Those of each mark that stands before several titles and before hardly anything else, in reading order.
    """
    open_lines = _without(lines, skipped)
    by_style: dict[str, list[Heading]] = defaultdict(list)
    for index, line in enumerate(open_lines):
        found = _marked(open_lines, index) if line.text else None
        if found and not found.style.startswith(_OUTLINE):
            by_style[found.style].append(found)
    kept: list[Heading] = []
    for group in by_style.values():
        looking = [heading for heading in group if _looks_like_heading(open_lines, heading)]
        if len(looking) >= max(_LEAST_REPEATED, _HEADING_SHARE * len(group)):
            kept += looking
    return tuple(sorted(kept, key=lambda heading: heading.start))


def _without(lines: Sequence[Line], skipped: frozenset[int]) -> list[Line]:
    """Lines, those left empty that no title goes on in: # 项目 above a table that begins with 亮点."""
    return [line._replace(text="") if index in skipped else line for index, line in enumerate(lines)]


def _tells_of_cases(lines: Sequence[Line], headings: Sequence[Heading], numbered: int) -> bool:
    """Say whether known titles without a mark are those of cases: （二）建设内容 alone in a plan opens none.

    They are where the book numbers its cases, where several titles come back, or where titles of several kinds are
    most of what the book numbers.
    """
    inside = [heading for heading in headings if heading.kind and heading.kind not in OUTSIDE]
    if sum(case_number(unmarked(line.text)) is not None for line in lines if line.text) > 1:
        return bool(inside)
    most = len(inside) * 2 >= numbered and any(heading.alone for heading in inside)
    return len({heading.kind for heading in inside}) > 1 and (most or _titles_come_back(inside))


def _apart(headings: Sequence[Heading]) -> Iterator[Heading]:
    """Leave out a heading whose line the one before has: the 实施 of 项目⏎实施."""
    body = 0
    for heading in headings:
        if heading.start >= body:
            yield heading
            body = max(heading.body, heading.start + 1)


def _marked(lines: Sequence[Line], index: int) -> Heading | None:
    """Read `◎ 案例概述`, `【案例概述】`, `## 案例概述`, `◎【案例概述】` and `【项目成果】全年节电……`."""
    line = lines[index]
    text, style, close = line.text, "", ""
    known_marks = marks()
    at = 0
    while at < len(text) and (mark := known_marks.get(text[at])):
        style, close, at = style + text[at], mark.close, at + 1
        while at < len(text) and (text[at].isspace() or (not close and text[at] == style[-1])):
            style, at = style if text[at].isspace() else style + text[at], at + 1
    text = text[at:]
    if not style or not text:
        return None
    if close:
        text, found, rest = text.partition(close)
        if not found:
            return None
        body = line.end - len(rest.lstrip(" ：:\u3000"))
        return _heading(lines, index, text.strip(), (style, None), body)
    return _title_then_body(lines, index, text.rstrip(style[-1] + " "), style)


def _numbered(lines: Sequence[Line], index: int) -> Heading | None:
    """Read `一、项目背景`, `1. 主要成效`, `1.2 项目背景`."""
    text = lines[index].text
    marker = marker_of(text)
    if marker is None or marker.number is None:
        return None
    return _title_then_body(lines, index, text[marker.end :].strip(), marker.style, marker.number)


def _bare(lines: Sequence[Line], index: int) -> Heading | None:
    """Read `案例概述` alone on a line, and `案例概述：全年……` where a colon sets it apart."""
    text = lines[index].text
    if len(text) > _LONGEST_TITLE and not _COLON.search(text[:_LONGEST_TITLE]):
        return None
    heading = _title_then_body(lines, index, text, "")
    return heading if heading and heading.kind else None


def _title_then_body(
    lines: Sequence[Line], index: int, text: str, style: str, number: int | None = None
) -> Heading | None:
    """Take a title that fills its line, or the known title before the colon of a line that goes on."""
    line = lines[index]
    title = _COLON.split(text, maxsplit=1)[0].strip()
    if title != text.rstrip("：: ") and title_kind(title):
        body = line.start + line.text.index(title) + len(title) + 1
        return _heading(lines, index, title, (style, number), body)
    return _heading(lines, index, text.rstrip("：: "), (style, number), line.end)


def _heading(lines: Sequence[Line], index: int, title: str, style: tuple[str, int | None], body: int) -> Heading | None:
    """Make a heading of a title; a title the line breaks in two is read over both lines."""
    line = lines[index]
    if not _LETTER.search(title):
        return None
    kind = title_kind(title)
    alone = body >= line.end
    if kind is None and alone and index + 1 < len(lines) and lines[index + 1].text:
        whole = title + lines[index + 1].text.rstrip("：: ")
        if title_kind(whole):
            return Heading(index, line.first, lines[index + 1].end, whole, title_kind(whole), *style)
    return Heading(index, line.first, body, title, kind, *style, alone)


def _consistent_marks(lines: Sequence[Line], found: Sequence[Heading]) -> tuple[Heading, ...]:
    """Keep what is a heading by the use its mark has in this book."""
    by_style: dict[str, list[Heading]] = defaultdict(list)
    for heading in found:
        by_style[heading.style].append(heading)
    kept: list[Heading] = []
    run_in: list[Heading] = []
    repeated: list[Heading] = []
    for group in by_style.values():
        looking = [heading for heading in group if _looks_like_heading(lines, heading)]
        consistent = len(looking) >= _HEADING_SHARE * len(group)
        known = [heading for heading in group if heading.kind]
        if any(heading.alone or heading.style[-1] in _BRACKETS for heading in known):
            looking_lines = {heading.line for heading in looking}
            kept += [heading for heading in group if heading.kind or (consistent and heading.line in looking_lines)]
        elif known:
            run_in += known
        elif consistent and _titles_come_back(looking):
            repeated += looking
    # ● 建设内容：…… is a list item in a book whose headings stand alone, and a heading in one where none does.
    return tuple(sorted(kept or run_in or repeated, key=lambda heading: heading.start))


def _looks_like_heading(lines: Sequence[Line], heading: Heading) -> bool:
    """Say whether a line stands as headings do: alone, short, no sentence, and not one of a list of its like."""
    if not heading.alone or len(heading.title) > _LONGEST_TITLE or is_ended(heading.title):
        return False
    if heading.kind:
        return True
    following = next((lines[at].text for at in range(heading.line + 1, len(lines)) if lines[at].text), "")
    return not following.startswith(heading.style) and not re.search(r"[0-9０-９，,]", heading.title)


def _titles_come_back(headings: Sequence[Heading]) -> bool:
    """Say whether titles that nobody knows are the same from case to case."""
    counts = Counter(fold_title(heading.title) for heading in headings)
    return sum(count >= _LEAST_REPEATED for count in counts.values()) >= _LEAST_REPEATED


def _consistent_numbers(found: Sequence[Heading]) -> tuple[Heading, ...]:
    """Keep known numbered titles, and unknown ones that count on beside them: 一、项目背景 二、我们的故事."""
    kept: list[Heading] = []
    for style in {heading.style for heading in found}:
        group = [heading for heading in found if heading.style == style]
        known = {position for position, heading in enumerate(group) if heading.kind}
        for position, heading in enumerate(group):
            beside = [group[other] for other in (position - 1, position + 1) if other in known]
            counts_on = any(abs((other.number or 0) - (heading.number or 0)) == 1 for other in beside)
            if position in known or (_is_short(heading) and counts_on):
                kept.append(heading)
    return tuple(sorted(kept, key=lambda heading: heading.start))


def _is_short(heading: Heading) -> bool:
    return heading.alone and len(heading.title) <= _LONGEST_TITLE and not is_ended(heading.title)


def _with_recurring(lines: Sequence[Line], chosen: tuple[Heading, ...], skipped: frozenset[int]) -> tuple[Heading, ...]:
    """Add the titles nobody knows that come back on lines of their own, in a book whose headings carry no mark."""
    taken = {heading.line for heading in chosen} | skipped
    alone = [
        Heading(index, line.first, line.end, line.text, None, "")
        for index, line in enumerate(lines)
        if index not in taken
        and _RECURRING.fullmatch(line.text)
        and 0 < index < len(lines) - 1
        and not lines[index - 1].text
    ]
    counts = Counter(heading.title for heading in (*alone, *chosen))
    usual = min((counts[heading.title] for heading in chosen), default=_LEAST_REPEATED)
    found = [heading for heading in alone if counts[heading.title] >= max(usual, _LEAST_REPEATED)]
    return tuple(sorted((*chosen, *found), key=lambda heading: heading.start))


def _with_lost_marks(lines: Sequence[Line], chosen: tuple[Heading, ...], bare: list[Heading]) -> tuple[Heading, ...]:
    """Add titles that stand alone without their mark, where the book uses the same title with a mark elsewhere."""
    titles = Counter(fold_title(heading.title) for heading in chosen)
    taken = {heading.line for heading in chosen}
    lost = [
        heading
        for heading in bare
        if heading.line not in taken
        and heading.alone
        and titles[fold_title(heading.title)] >= _LEAST_REPEATED
        and (heading.line == 0 or not lines[heading.line - 1].text)
    ]
    return tuple(sorted((*chosen, *lost), key=lambda heading: heading.start))
