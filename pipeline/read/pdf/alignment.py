"""What a line holds as a cell, and how it stands to others: level with them, or at the same edge."""

import re
from collections.abc import Iterable

from pipeline.read.pdf.page import Line

_CURRENCY = r"(?:[A-Z]{0,3}[$＄¥￥]|RMB|CNY|HKD|USD|NTD|TWD|EUR|JPY|GBP|MOP|SGD)?"  # and no RCP 2.6
_NUMBER = re.compile(
    rf"(?![(（]\d{{1,2}}[)）]$)[(（]?\s?{_CURRENCY}\s?[(（]?\s?"
    r"[-−+~～约≈<>≤≥]?\d[\d,，.]*(?:\s?[-~～—]\s?\d[\d,.]*)?\s?[%％‰]?\s?[^\W\d]{0,5}\s?[)）]?"
    rf"|{_CURRENCY}\s?[-—–－/]{{1,2}}|N/?A",
    re.IGNORECASE,
)  # 1,234.5 or ($ 8,633) or 10-20% or 300 万千瓦时 or —
_YEAR = re.compile(r"(?:FY)?(?:19[5-9]\d|20\d\d|2100)\s?(?:年?度?末?|[AEFe])")  # 2025年 or 2025E, which is expected
_DATE = re.compile(r"(?:民[国國])?\s?\d{2,4}\s?年(?:度|\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?")
_LONGEST_FIGURE = 20  # characters of a number with its unit
_EDGE = 2.5  # points by which edges of one column may differ
_BASE = 0.2  # ems of the smaller type by which the feet of lines on one baseline may differ

Row = list[Line]
"""Lines of one height, from left to right."""


def is_number(text: str) -> bool:
    """Whether a text is a number alone, with a sign or a short unit, or the dash of an empty cell."""
    return _NUMBER.fullmatch(text) is not None


def is_value(text: str) -> bool:
    """Whether a cell's text is a number and no year: 113年度."""
    return is_number(text) and not is_date(text)


def is_figure(text: str) -> bool:
    """Whether a text is a number, or one with its unit behind: 21 万千瓦时."""
    return is_number(text) or (text[:1].isdigit() and len(text) <= _LONGEST_FIGURE)


def is_date(text: str) -> bool:
    """Whether a text is a year or a date alone."""
    return _DATE.fullmatch(text) is not None or _YEAR.fullmatch(text) is not None


def ems(line: Line) -> float:
    """How long a line is in ems: as many as it has Chinese characters, and half as many as letters of others."""
    return (line.edges[-1] - line.edges[0]) / line.size


def is_level(one: Line, other: Line) -> bool:
    """Whether two lines stand beside each other: on one height, or a large number and its name on one baseline."""
    size = min(one.size, other.size)
    return abs(one.middle - other.middle) < size / 2 or abs(one.bottom - other.bottom) < _BASE * size


def same_edge(one: Line, other: Line) -> bool:
    """Whether two lines are left, right or centre aligned."""
    left, right = one.edges[0] - other.edges[0], one.edges[-1] - other.edges[-1]
    return abs(left) < _EDGE or abs(right) < _EDGE or abs(left + right) < _EDGE


def number_edge(line: Line) -> float:
    """Right edge of a number's digits: a closing bracket or a per cent sign hangs over the edge of its column."""
    end = len(line.text)
    while end > 1 and line.text[end - 1] in " )）%％":
        end -= 1
    return line.edges[end]


def levels_of(lines: Iterable[Line]) -> list[Row]:
    """Lines by their height on the page, from top to bottom, each from left to right."""
    levels: list[Row] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if levels and is_level(levels[-1][0], line):
            levels[-1].append(line)
        else:
            levels.append([line])
    return [sorted(level, key=lambda line: line.edges[0]) for level in levels]
