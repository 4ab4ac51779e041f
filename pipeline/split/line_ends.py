"""A line that ends in digits and one that begins with them: one number that a full line broke, or two."""

from collections.abc import Sequence
from enum import StrEnum

import regex

from pipeline.lexicon.characters import fold
from pipeline.lexicon.segmentation import parts_word
from pipeline.lexicon.typography import width

_LEFT = regex.compile(r"(?<![\d.,])(?:\d[\d,]*+(?:\.\d*+)?|\.?\d+),?$")
_RIGHT = regex.compile(r"\.?\d[\d,]*+(?:\.\d++)?")
_WHOLE = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DANGLING = regex.compile(r"[.,]$")
_FIGURES = regex.compile(r"[\d\s.,%()+\-*/|]+")
_DATE_BEHIND = regex.compile(r"\s?(?P<sign>[年月日])")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_BROKEN_YEAR = regex.compile(r"[12]\d{0,2}")
_LARGEST = {"月": 12, "日": 31}
_WINDOW = 40  # characters of a line that may belong to its last number
_RAGGED = 4  # columns by which a full line may fall short
PROSE = 24  # columns below which a line says nothing about its column

_NUMBER_ENDS = regex.compile(r"[\d.,%百千万萬亿億]$")
_VALUES = regex.compile(r"(?:^|\s)[-+]?[\d.,]*\d%?\s+[-+]?[\d.,]*\d%?$")  # 用电 412 398: a row
_NUMBER_BEGINS = regex.compile(r"(?!\d{1,4}\s?[年月日])(?:约|近|超过?)?\s?\.?\d")
_MEASURED = regex.compile(r"[\d%]|[一二两三四五六七八九十百千][个家台座项户人次万亿吨成倍种处名]")
# 容量为⏎340立方米, 投入超过⏎2.5亿元: what the line is to say comes on the next
_WANTING = ("达到", "超过", "以及", "共计", "合计", "总计", "包括", "包含", "其中")
_WANTING_ALONE = frozenset("为是约近达超过至到于的和与及或以将把被由从在对向比较共含")


# 供应商总数 454 家, 客户投诉解决率 100%: a label and its figure, all of them
_FIGURE = regex.compile(
    r"[^\d，。；：、,;:]{2,24}?\d[\d,.]*\s?(?:[%‰]|[万亿]{0,2}\s?\p{Han}{1,6}(?:\s?/\s?\p{Han}{1,4})?|[A-Za-z]{1,4}(?:/[A-Za-z]{1,4})?)?。?"
)


class LineEnd(StrEnum):
    """What a line end between digits is."""

    INSIDE = "inside"  # of one number
    BETWEEN = "between"  # two numbers
    DOUBTFUL = "doubtful"  # more likely inside one


def line_end(lines: Sequence[str], index: int) -> LineEnd | None:
    """Say what the break behind a line is, where digits stand on both sides of it.

    What both halves would be decides first: `12,345.67⏎22,345.60` makes no number, and `1,23` of `1,23⏎4,567` none
    alone. Where both readings make numbers, a line broken because it was full holds one, a row of figures two.

    Args:
        lines: The lines of a paragraph or cell, without white space around them.
        index: Number of the line before the break.

    Returns:
        What the break is; None where it does not stand between digits.
    """
    before, behind = fold(lines[index][-_WINDOW:]), fold(lines[index + 1][:_WINDOW])
    right = _RIGHT.match(behind)
    if right is None:
        return None
    left = _LEFT.search(before)
    if left is None:  # 增长 12 %.⏎46 家
        return LineEnd.BETWEEN if _DANGLING.search(before) else None
    joined = left[0] + right[0]
    if not _WHOLE.fullmatch(joined):
        return LineEnd.BETWEEN
    dated = _dated(left[0], right[0], behind[right.end() :])
    if dated:
        return dated
    if left[0].endswith(".") and not _long(lines, index):  # 占比 98.⏎12 台: a sentence ends
        return LineEnd.BETWEEN
    if not _WHOLE.fullmatch(left[0]) or not _WHOLE.fullmatch(right[0]) or right[0][:2] == "00":
        return LineEnd.INSIDE if not _DANGLING.search(left[0]) or _long(lines, index) else LineEnd.DOUBTFUL
    if _FIGURES.fullmatch(lines[index]) or _FIGURES.fullmatch(lines[index + 1]) or not _full(lines, index):
        return LineEnd.BETWEEN
    return LineEnd.INSIDE if len(lines) > 2 and _long(lines, index) else LineEnd.DOUBTFUL  # noqa: PLR2004 - a pair


def are_figures(before: str, behind: str) -> bool:
    """Say whether two lines are a label and its figure each, as the key figures of a report stand.

    >>> are_figures("供应商总数454家", "客户投诉解决率100%"), are_figures("节约用电量达到412万", "千瓦时")
    (True, False)
    """
    return all(_FIGURE.fullmatch(fold(line)) for line in (before, behind))


def goes_on(before: str, behind: str, *, listed: bool) -> bool:
    """Say whether what stands on both sides of a line end says that it stands inside a number, a word or a clause.

    Args:
        before: The line before it.
        behind: The line behind it.
        listed: Whether nothing but their ends parts these lines; a number at the head of one belongs to the line above
            then, where that has none: 实现减排⏎52吨.

    >>> broken = [("用电4.6万", "千瓦时"), ("库房容量为", "340立方米"), ("实现减排", "52吨"), ("污水减", "排 5 吨")]
    >>> [goes_on(*pair, listed=True) for pair in broken]
    [True, True, True, True]
    >>> [goes_on(*pair, listed=True) for pair in [("路灯280盏", "3个图书室"), ("节能降耗", "车间有电机")]]
    [False, False]
    """
    before, behind = fold(before[-_WINDOW:]), fold(behind[:_WINDOW])
    if before.rstrip("%")[-1:].isdigit() and _VALUES.search(before):
        return False
    if _NUMBER_ENDS.search(before) and not behind[0].isdigit() and not (listed and before[-1] == "%"):
        return True  # 用电4.6万⏎千瓦时; of a list 能耗下降 6%⏎园区节水 3 吨 are two
    if listed and _NUMBER_BEGINS.match(behind) and _MEASURED.search(before) is None:
        return True
    wants = before.endswith(_WANTING) or (before[-1:] in _WANTING_ALONE and not parts_word(before[:-1], before[-1:]))
    return wants or parts_word(before, behind)


def _dated(left: str, right: str, behind: str) -> LineEnd | None:
    """Decide by the date that one or both halves make: 202⏎0 年, 12⏎月 stays with what reads as a date."""
    sign = _DATE_BEHIND.match(behind)
    if sign is None or not (left + right).isdigit():
        return None
    if sign["sign"] == "年":
        if _YEAR.fullmatch(left + right) and _BROKEN_YEAR.fullmatch(left):
            return LineEnd.INSIDE
        return LineEnd.BETWEEN if _YEAR.fullmatch(right) else None
    return LineEnd.BETWEEN if int(left + right) > _LARGEST[sign["sign"]] else None


def _long(lines: Sequence[str], index: int) -> bool:
    return width(lines[index]) >= PROSE


def _full(lines: Sequence[str], index: int) -> bool:
    """Whether a line has no place for the number that the next begins with."""
    own = width(lines[index])
    others = [width(line) for line in (*lines[max(0, index - 3) : index], *lines[index + 1 : index + 4])]
    return own >= PROSE and own + _RAGGED >= max(others)
