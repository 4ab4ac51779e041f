"""What the characters of a Chinese page do: lines, widths, ends of sentences, brackets, bullets and item numbers."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.lexicon.characters import beside_chinese
from pipeline.lexicon.markup import printed

ENDINGS = "。！？；：!?;:…"
CLOSINGS = "”’」』）)】》〉〗］]\"'"
CONTINUATIONS = "，、,（(《〈“‘「『【[—-–~～/+×"
BRACKETS = {"（": "）", "(": ")", "《": "》", "【": "】", "“": "”", "「": "」", "『": "』", "[": "]", "〈": "〉"}

# What parts clauses, half-width beside Chinese characters: 累计筛选 14 个项目,参与面积 78 万平方米
COMMA, SEMICOLON = f"(?:，|{beside_chinese(',')})", f"(?:；|{beside_chinese(';')})"
_COMMA = re.compile(COMMA)

# Twice the longest sentence of any book seen; a longer stretch without a full stop is cut where it pauses.
LONGEST_SENTENCE = 500

# How a text is told in which every line stands apart.
_LEAST_LINES = 8
_NEARLY_ALL = 0.95
_MOST_RUNS = 0.8  # of blank lines; fewer stand where a page ends
_LONG = 40  # columns
WIDEST_COLUMN = 120

# Characters that take no place on the page: control characters, soft hyphens, zero-width marks.
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")

# Spaces of a fixed width, or that do not break, part cells as any other: 118,640\u00a0\u00a0196,350
_ODD_SPACE = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f]")
_OPENING = re.compile(f"[{re.escape(''.join(BRACKETS))}]")
_WIDE = re.compile(r"[\u2010-\uffff]")
_SEAM = re.compile(r"(?<=[\u2010-\uffff]) | (?=[\u2010-\uffff])")
_BULLET = re.compile(r"[•●■◆▪▸►▶➢➤□○◇◎★☆✓✔√◦‣⁃∙·●■](?!\d)")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FORMAL = ("壹贰叁肆伍陆柒捌玖拾", "壹貳參肆伍陸柒捌玖拾")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKER_START = re.compile(
    rf"[^\w\s“”‘’《「『]|[0-9０-９一二三四五六七八九十第专專附①-⒛㈠-㈩Ⅰ-ⅫA-Z{_STEMS}{''.join(_FORMAL)}]"
)
# ## 能源 and **能源**, as Markdown marks a heading
_MARKUP = re.compile(r"(?:#{1,6}\s+|\*\*(?=.+\*\*$))(?P<title>.+)")
# A hyphen or an asterisk is a bullet only with white space behind it, a dash also right before its text, and all only
# where no line is being continued.
_SOFT_BULLET = re.compile(r"[-–—*＊+](?=\s+\S)|[—–]{2}\s?(?=[^\W\d_])")
_HAN = "一二三四五六七八九"
# 一 to 九十九; 三五 and 二一 count no items
_HAN_NUMBER = rf"[{_HAN}]?十[{_HAN}]?|[{_HAN}]"
# 3.5 万吨, 2.4 个百分点 and 1.2 人次 measure; 3.5 个人信息 and 1.2 人力资源 are titles
_MEASURED = (
    "[十百千万萬亿億余餘元吨噸米倍折户戶亩畝辆輛套%]|[个個](?![人体體性])|公[里斤顷頃升吨噸]|人(?:次|民[币幣]|[，。、]|$)|多(?![元方层層])"
    "|家(?![庭园園])|年(?![度报報])|月(?!度)|[天座](?![然谈談])|成(?![本果效就])|度(?!量)|台(?![账帳])|升(?![级級])|克(?!服)"
    "|[分小](?=[钟鐘时時])|[平立]方|[美港欧歐日]元|千瓦|兆瓦"
)
_A_YEAR = r"(?:19|20)\d\d\s?年"
_ANY_NUMBER = rf"({_HAN_NUMBER}|[0-9０-９]{{1,2}})"
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("（1）", re.compile(r"[（(]\s*([0-9０-９]{1,2})\s*[)）]")),
    ("（一）", re.compile(rf"[（(]\s*({_HAN_NUMBER})\s*[)）]")),
    ("1）", re.compile(r"([0-9０-９]{1,2})\s*[)）]")),
    ("1、", re.compile(r"([0-9０-９]{1,2})\s*、")),
    ("1.1.1", re.compile(rf"(?:[0-9０-９]{{1,2}}[.．]){{2,4}}([0-9０-９]{{1,2}})(?![\d.．])\s*(?=[^\W\d_]|{_A_YEAR})")),
    ("1.1", re.compile(rf"[0-9０-９]{{1,2}}[.．]([0-9０-９]{{1,2}})\s*(?=[^\W\d_]|{_A_YEAR})(?!{_MEASURED})")),
    ("1.", re.compile(r"([0-9０-９]{1,2})\s*[.．](?!\d)")),
    ("01", re.compile(r"(0[1-9])$")),  # a number that a designer set above its title
    ("1 ", re.compile(r"(0[1-9](?=\s+[^\W\d_]{2,}\s*$)|[1-9]\d?(?=\s+[^\W\d_]{4,}\s*$))\s+")),
    ("一、", re.compile(rf"({_HAN_NUMBER})\s*[、.．]")),
    ("甲、", re.compile(rf"([{_STEMS}])\s*[、.．](?![{_STEMS}])(?=\s*(?:[^\W\d_]|{_A_YEAR}))")),
    ("壹、", re.compile(rf"([{''.join(_FORMAL)}])\s*[、.．](?=\s*(?:[^\W\d_]|{_A_YEAR}))")),
    ("A.", re.compile(rf"([A-Z])\s*[、.．)）]\s*(?=[\u3400-\u9fff]|{_A_YEAR})")),
    ("①", re.compile(r"([①-⑳])")),
    ("⑴", re.compile(r"([⑴-⒇])")),
    ("⒈", re.compile(r"([⒈-⒛])")),
    ("㈠", re.compile(r"([㈠-㈩])")),
    ("Ⅰ.", re.compile(rf"([Ⅰ-Ⅻ])\s*[、.．]?(?=\s*(?:[^\W\d_]|{_A_YEAR}))")),
    ("第一", re.compile(rf"第({_HAN_NUMBER})[，,、：:]")),
    # 第三章 总则, 第二节　市场; 第一节课 counts lessons
    ("一是", re.compile(rf"({_HAN_NUMBER})[是要](?=[^\W\d_])")),  # 一是节水，…… 二要绿化，……
    ("第一章", re.compile(rf"第\s?{_ANY_NUMBER}\s?[章编編篇](?![程者])")),
    ("第一部分", re.compile(rf"第\s?{_ANY_NUMBER}\s?部分?(?=\s|$)")),
    ("第一节", re.compile(rf"第\s?{_ANY_NUMBER}\s?[节節](?=\s|$)")),
    ("第一条", re.compile(rf"第\s?{_ANY_NUMBER}\s?[条條](?=\s|$)")),
    ("专栏1", re.compile(rf"(?:专栏|專欄)\s?{_ANY_NUMBER}(?=[\s：:、.．]|$)")),
    ("附件1", re.compile(rf"附(?:件|表|[录錄])\s?{_ANY_NUMBER}(?=[\s：:、.．]|$)")),
)
# the characters that are numbers by their place in a row
_COUNTING = (_STEMS, *_FORMAL, _LETTERS, *("".join(map(chr, range(ord(first), ord(first) + 20))) for first in "①⑴⒈㈠Ⅰ"))


class Line(NamedTuple):
    """A line of the source without the white space around it.

    Attributes:
        first: Source offset at which the line starts, its white space included.
        start: Source offset of its first character that is no white space.
        end: Source offset behind its last such character; equal to `start` for a blank line.
        text: What stands between `start` and `end`.
    """

    first: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Marker:
    """What begins a list item.

    Attributes:
        style: The bullet, or a sample of the numbering: `1、`, `（一）`.
        number: The item's number from 1; None for a bullet.
        end: Offset behind the marker in its line.
        soft: True for a character that is a bullet only by its place (`-`, `*`).
    """

    style: str
    number: int | None
    end: int
    soft: bool = False


def has_comma(text: str) -> bool:
    """Whether a comma parts a text into clauses, of whichever width.

    >>> has_comma("更换风机,节能降噪"), has_comma("节电 3,000 度")
    (True, False)
    """
    return _COMMA.search(text) is not None


def lines_of(text: str, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    r"""Cut a stretch of text into lines.

    Args:
        text: The text.
        start: Source offset to start at.
        end: Source offset to stop at; None for the end of the text.

    Returns:
        The lines; every line break of Unicode ends one, the form feed included.

    >>> [(line.start, line.text) for line in lines_of(" ◎ 案例概述\n每年")]
    [(1, '◎ 案例概述'), (8, '每年')]
    """
    lines = []
    first = start
    for raw in text[start:end].splitlines(keepends=True):
        body = _ODD_SPACE.sub(" ", raw.strip())
        begin = first + (len(raw) - len(raw.lstrip())) if body else first
        lines.append(Line(first, begin, begin + len(body), body))
        first += len(raw)
    return tuple(lines)


def single_spaced(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give the lines of a text without the blank ones that stand behind each, where a text is set so throughout.

    Line ends that were converted twice do that: a blank line says nothing then, and one of each run of them is left
    out. Such a text breaks most of its long lines in mid-sentence; one whose paragraphs are a line each does not. Where
    two blank lines or more part all that is parted, one of them would do.

    Args:
        lines: The lines of a text, in order.
    """
    filled = [index for index, line in enumerate(lines) if line.text]
    blanks = [below - above - 1 for above, below in pairwise(filled)]
    surplus = _surplus(blanks)
    if not surplus and len(blanks) >= _LEAST_LINES and blanks.count(0) <= (1 - _NEARLY_ALL) * len(blanks):
        # a blank line behind each makes one of none and three of one
        doubled = max(blanks) > 1 and all(count % 2 for count in blanks)
        within = [index for index, count in zip(filled, blanks, strict=False) if not doubled or count == 1]
        long = [line for index in within if width((line := lines[index]).text) >= _LONG]
        broken = sum(not is_ended(line.text) for line in long)
        narrow = all(width(line.text) <= WIDEST_COLUMN for line in long)
        surplus = int(broken * 2 >= len(long) and (doubled or narrow))
        surplus += surplus and _surplus([count - surplus for count in blanks])
    left_out = {index + count for index in filled for count in range(1, surplus + 1)}
    return tuple(line for index, line in enumerate(lines) if index not in left_out or line.text)


def _surplus(blanks: Sequence[int]) -> int:
    """How many blank lines stand in most runs of them beside the one that parts paragraphs."""
    runs = sorted(count for count in blanks if count)
    return runs[int((1 - _MOST_RUNS) * len(runs))] - 1 if len(runs) >= _LEAST_LINES else 0


def lines_within(lines: Sequence[Line], start: int, end: int) -> range:
    r"""Find the lines that share a character with a stretch of text.

    Args:
        lines: The lines of a text, in order.
        start: Source offset of the stretch.
        end: Source offset behind it.

    Returns:
        The indices of the lines.

    >>> lines_within(lines_of("一\n二\n三"), 2, 4)
    range(1, 2)
    """
    return range(bisect_right(lines, start, key=_end), bisect_left(lines, end, key=_start))


def _start(line: Line) -> int:
    return line.start


def _end(line: Line) -> int:
    return line.end


@lru_cache(maxsize=4096)  # asked of a line by all who look at its neighbours
def width(text: str) -> int:
    """Measure a text in columns: two for a Chinese character, one for a Latin one, none for space between and markup.

    >>> width("减排 5 吨")
    7
    """
    bare = _SEAM.sub("", printed(text))
    return len(bare) + len(_WIDE.findall(bare))


def is_ended(text: str) -> bool:
    """Say whether a line ends a clause or announces one: behind `。；：` and the brackets and quotes that close them.

    >>> is_ended("创意设计奖”。"), is_ended("减少碳排"), is_ended("“减少碳排。”")
    (True, False, True)
    """
    bare = printed(text).rstrip(CLOSINGS + " ")
    return bool(bare) and bare[-1] in ENDINGS


def is_open(text: str) -> bool:
    """Say whether a line must go on: it ends in a comma or leaves a bracket open.

    >>> is_open("土壤改良试点项目（春泥"), is_open("垃圾再造工作坊拼图")
    (True, False)
    """
    if text and text[-1] in CONTINUATIONS:
        return True
    return _OPENING.search(text) is not None and any(
        text.count(left) > text.count(right) for left, right in BRACKETS.items()
    )


def heading_markup(text: str) -> str | None:
    """The title in a line that is marked up as a heading.

    >>> heading_markup("## 能源"), heading_markup("**能源**"), heading_markup("#1 机组")
    ('能源', '能源', None)
    """
    found = _MARKUP.fullmatch(text)
    return found["title"].strip("* ") if found else None


@lru_cache(maxsize=4096)  # as above
def marker_of(text: str) -> Marker | None:
    """Read what begins a list item.

    Args:
        text: A line without white space around it.

    Returns:
        The marker, or None.

    >>> marker_of("• 节约电能"), marker_of("二、由点及面").number, marker_of("2.5 万吨") is None
    (Marker(style='•', number=None, end=1, soft=False), 2, True)
    """
    if not _MARKER_START.match(text):
        return None
    bullet = _BULLET.match(text)
    if bullet:
        return Marker(bullet[0], None, bullet.end())
    soft = _SOFT_BULLET.match(text)
    if soft:
        return Marker(soft[0], None, soft.end(), soft=True)
    for style, pattern in _NUMBERS:
        match = pattern.match(text)
        if match:
            return Marker(style, _number(match[1]), match.end())
    return None


def _number(written: str) -> int:
    """Read the number of a list item.

    >>> _number("12"), _number("十二"), _number("二十"), _number("③"), _number("⒈"), _number("Ⅳ")
    (12, 12, 20, 3, 1, 4)
    """
    if written.isdecimal():
        return int(written)
    for signs in _COUNTING:
        if written in signs:
            return signs.index(written) + 1
    tens, ten, ones = written.rpartition("十")
    value = _HAN.index(ones) + 1 if ones else 0
    return value + ((_HAN.index(tens[0]) + 1 if tens else 1) * 10 if ten else 0)
