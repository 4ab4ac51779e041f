"""Lines in reading order to paragraphs: where the layout ends one, and where a sentence runs on over a break."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.body_type import BodyType
from pipeline.read.pdf.items import ink
from pipeline.read.pdf.page import Box, Line
from pipeline.table.fields import is_led

_INDENT = 0.8  # ems
_SHORT = 1.2  # ems left free at the end of a line, beyond the width of the word that did not fit
_LOOSE = 1.35  # times the usual leading: more is a gap between paragraphs
_LONGEST_HEADING = 40  # characters, of a numbered heading set like the text
_TITLE = 15  # characters: a shorter line without a comma may be a title
_FAR = 3.0  # ems: lines further apart do not follow one another
_TIGHT_HEADING = 1.6  # ems from line to line within one heading

_BULLET = re.compile(r"[•·●○◆◇■□▪▫▶►➢➤✓✔◎⚫★☆※]")
_LABEL = re.compile(
    r"(?:[（(]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[)）]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[.．、)）]))(?!\d)|[①-⑳]"
)
_ENDED = re.compile(r"[。！？；：…!?;:][”’」』）)\]】]*$|\.[”’\"')]*$")
_BEGUN = re.compile(r"[，。；,]")
_NEVER_FIRST = "，。、；：！？）》」』】〕’”…％%℃‰/,.;:!?)]}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the page and the column it stands in, and whether its block follows a break of the column."""

    line: Line
    page: int
    column: Box


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: the look of its text and the usual distance from line to line."""

    body: BodyType
    leading: float


def usual_leading(lines: Iterable[Placed], body: BodyType) -> float:
    """The usual distance between lines of body type that follow one another in a column."""
    distances = [
        lower.line.middle - upper.line.middle
        for upper, lower in pairwise(lines)
        if upper.page == lower.page
        and upper.column == lower.column
        and lower.line.style == body.style
        and 0 < lower.line.middle - upper.line.middle < _FAR * body.size
    ]
    return median(distances) if distances else 1.5 * body.size


def paragraphs(lines: Sequence[Placed], setting: Setting) -> list[list[Placed]]:
    """Groups lines in reading order into paragraphs, list items and headings.

    Args:
        lines: Lines in reading order, tables and charts left out between them.
        setting: How the document is set.
    """
    grouped: list[list[Placed]] = []
    for line in lines:
        if grouped and not _breaks(grouped[-1], line, setting):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return grouped


def runs_on(lines: Sequence[Placed]) -> bool:
    """Whether a sentence goes on behind the last of some lines, past what is set apart there: no title, and no end."""
    last, before = lines[-1].line, lines[-2] if len(lines) > 1 else None
    if _ENDED.search(last.text):
        return False
    wrapped = before is not None and before.column == lines[-1].column and before.line.style == last.style
    inside = wrapped and before is not None and _ENDED.search(before.line.text) is None
    return inside or _BEGUN.search(last.text) is not None or len(last.text) > _TITLE


def is_heading(placed: Placed, setting: Setting) -> bool:
    """Whether a line looks like a heading."""
    return setting.body.heads(placed.line) and not _ENDED.search(placed.line.text)


def _breaks(paragraph: Sequence[Placed], following: Placed, setting: Setting) -> bool:
    before = paragraph[-1]
    heads = is_heading(before, setting), is_heading(following, setting)
    if any(heads):
        return not (all(heads) and _same_heading(before, following))
    if following.line.text[0] in _NEVER_FIRST:
        return False
    if _BULLET.match(following.line.text) or (is_led(before.line.text) and is_led(following.line.text)):
        return True
    text = "".join(placed.line.text for placed in paragraph)
    ended = _ENDED.search(text) is not None
    if ended and before.line.style != following.line.style:
        return True  # the name of a table in bold type, right below a sentence
    headed = _LABEL.match(text) is not None and len(text) <= _LONGEST_HEADING  # 一、试点先行，探索方法
    if not ended and (text[-1] in "，、" or (not headed and (len(paragraph) > 1 or _BEGUN.search(text)))):
        # 认 | 证体系: the sentence runs on, whatever the layout makes of it
        return _LABEL.match(following.line.text) is not None and _is_short(before, following)
    if _LABEL.match(following.line.text) and (ended or _is_short(before, following)):
        return True
    return _is_short(before, following) or _is_set_apart(paragraph, following, setting)


def _same_heading(before: Placed, following: Placed) -> bool:
    """Whether two heading lines are one heading: of one look, close together, the first one filling its line."""
    one, other = before.line, following.line
    return (
        one.style == other.style
        and abs(one.size - other.size) < 1
        and before.column == following.column
        and 0 < other.middle - one.middle < _TIGHT_HEADING * one.size
        and not _is_short(before, following)
        and not _BULLET.match(other.text)
    )


def _is_short(before: Placed, following: Placed) -> bool:
    """Whether a line ends early: the first word of the next one would have fitted."""
    line = following.line
    length = re.match(r"[!-~]+|.", line.text)
    word = line.edges[length.end()] - line.edges[0] if length else 0.0
    return before.column.x1 - ink(before.line)[1] > word + _SHORT * before.line.size


def _is_set_apart(paragraph: Sequence[Placed], following: Placed, setting: Setting) -> bool:
    """Whether a line begins a paragraph by its distance or its indent."""
    before, line = paragraph[-1], following.line
    same_column = before.page == following.page and before.column == following.column
    if same_column and line.middle - before.line.middle > _LOOSE * setting.leading:
        return True
    left = ink(line)[0]
    indented = left - following.column.x0 > _INDENT * line.size
    if not same_column:
        return indented and not _hangs(paragraph)
    shift = left - ink(before.line)[0]
    if _hangs(paragraph):  # • text
        return shift < -_INDENT * line.size and len(paragraph) > 1  #   text
    return indented and shift > _INDENT * line.size


def _hangs(paragraph: Sequence[Placed]) -> bool:
    """Whether a paragraph is a list item, whose further lines are indented."""
    text = paragraph[0].line.text
    return _BULLET.match(text) is not None or _LABEL.match(text) is not None
