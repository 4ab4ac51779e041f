"""Words that point to a time told elsewhere: 去年, 半年报, 期内, 上年同期."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from pipeline.interpret.dates import Date, parse_date
from pipeline.interpret.intervals import is_compared
from pipeline.lexicon.characters import fold
from pipeline.lexicon.compiled import compile_all
from pipeline.lexicon.exclusions import exclusion_rule
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Span

_POINTED = {"去年": -1, "前年": -2, "今年": 0, "明年": 1}  # from the time of the book
RELATIVE = _POINTED | {"上年": -1, "上年度": -1, "本年度": 0, "本年": 0}  # the last four from the year told of
_RELATIVE_WORDS = rf"(?:{'|'.join(sorted(RELATIVE, key=len, reverse=True))})"
_CURRENCY = phrasing("date.currency").pattern
_PATTERN = regex.compile(
    # 高于去年的水平 is no time of its own; 去年的总日照高出 19%, 去年的人民币 5 亿元 are; 本年度的案例集 not
    rf"(?P<year>{_RELATIVE_WORDS}(?:(?!度?的(?!\s?(?:{_CURRENCY})?\s?[\d一二三四五六七八九十百千]|\p{{Han}}{{0,8}}(?:目标|任务)))"
    r"|(?<=(?:^|[，。；：])\s?\p{Han}{2})(?=的\p{Han})|(?<=(?<![于比较])(?:今年|明年|本年度?))(?!度?的\p{Han}{0,6}(?:集|报告|手册|白皮书))))"
    rf"|{phrasing('date.untold_year').pattern}|{phrasing('date.reporting').pattern}|{phrasing('date.told_again').pattern}"
)
ITS_YEAR = regex.compile(rf"{_RELATIVE_WORDS}度?的?\s?$")  # 今年 before 1 月
_SAME_PART, _LED = phrasing("date.same_part"), phrasing("date.base_before")
_YEAR, _DAY = len("2020"), len("2020-11-30")
_MONTHS, _LAST_MONTH = slice(5, 7), "06"  # reports of a year come out until June
_OF_YEAR = 12


class Told(NamedTuple):
    """What the words of a place point to.

    Attributes:
        book: The year of the book, or of the chapter that names one.
        current: The year told of last.
        about: What the text around reports on, in EDTF, or None.
        earlier: The dates before it in its block.
    """

    book: int
    current: int
    about: str | None
    earlier: Sequence[Date]


def pointing(text: str) -> dict[Span, "regex.Match[str]"]:
    """The words of a text that point to a time, by their places."""
    return {Span(*match.span()): match for match in _PATTERN.finditer(text)}


def pointed(match: "regex.Match[str]", told: Told) -> Date | None:
    """The date of a word that names no year: 去年, 半年报, 至年底, 期内."""
    span, current = Span(*match.span()), told.current
    if match["year"]:
        year = str((told.book if match[0] in _POINTED else current) + RELATIVE[match[0]])
        return Date(span, year, year, relative=True)
    if match["reporting"] or match["reporting_year"]:
        return _reported(span, told.about, whole_year=match["reporting"] is None)
    if match["whole"] or match["same"]:
        return _told_again(match, told)
    if match["this_and_next"]:
        this, following = str(told.book), str(told.book + 1)
        halves = Span(span.start, span.start + 1), Span(span.start + 1, span.end)
        return Date(span, this, following, (Date(halves[0], this, this), Date(halves[1], following, following)))
    if match["first_quarter"]:
        return Date(span, f"{current}-01", f"{current}-03")
    if match["half"]:
        return Date(span, f"{current}-01", f"{current}-06")
    if match["annual"]:  # 4 月 28 日，公司发布年报: of the year before
        last = told.earlier[-1] if told.earlier else None
        early = last is not None and len(last.end) == _DAY and last.end[_MONTHS] <= _LAST_MONTH
        return Date(span, str(current - 1), str(current - 1)) if early else None
    return Date(span, str(current), str(current))


def _told_again(match: "regex.Match[str]", told: Told) -> Date | None:
    """The time told last, or the whole of its year: 三季度节水 2 吨，全年节水 9 吨; 2020 年节水 2 吨，同期增产 3%."""
    span, text = Span(*match.span()), match.string
    last = next((date for date in reversed(told.earlier) if not is_compared(text, date)), None)
    if last and match["same"]:
        return replace(last, span=span, parts=())
    if last and "。" not in text[last.span.end : span.start]:
        return Date(span, last.end[:_YEAR], last.end[:_YEAR])
    return _reported(span, told.about, whole_year=match["same"] is None)


def _reported(span: Span, about: str | None, *, whole_year: bool) -> Date | None:
    """The time that is reported on; 年内 only where that is a year."""
    if about is None:
        return None
    start, _, end = about.partition("/")
    date = Date(span, start, end or start)
    return date if not whole_year or _months(date) == _OF_YEAR else None


def same_part(text: str, date: Date, before: Sequence[Date], about: str | None) -> Date:
    """A year behind which 同期 stands as that part of it that is told of: 上半年用水 9 吨，2018 年同期 8 吨."""
    if len(date.edtf) != _YEAR or not _SAME_PART.match(text, date.span.end):
        return date
    told = _told_of(text, date, before)
    if told is None and about is not None:
        start, _, end = about.partition("/")
        told = Date(date.span, start, end or start)
    if told is None or _months(told) > _OF_YEAR:
        return date
    shift = date.year - told.year
    return replace(date, start=shifted(told.start, shift), end=shifted(told.end, shift))


def _told_of(text: str, date: Date, before: Sequence[Date]) -> Date | None:
    """The date that a later 同期 is the same part as: of those of its sentence the last in time, else the one before.

    第3季 in 第3季 5 吨，较第2季 4 吨增加，比去年同期 3 吨增加.
    """
    told = [
        each
        for each in before
        if len(each.end) < _DAY and not _LED.search(text[max(0, each.span.start - 4) : each.span.start])
    ]
    here = [each for each in told if "。" not in text[each.span.end : date.span.start]]
    return max(reversed(here), key=lambda each: each.end, default=told[-1] if told else None)


def shifted(edtf: str, years: int) -> str:
    """A time some years later, or earlier where their number is negative.

    >>> shifted("2020-01/2020-06", -1)
    '2019-01/2019-06'
    """
    return "/".join(f"{int(each[:_YEAR]) + years}{each[_YEAR:]}" for each in edtf.split("/"))


def _months(date: Date) -> int:
    """How many months a date lasts, a day as one."""
    if len(date.end) == _YEAR:
        return _OF_YEAR * (int(date.end) - int(date.start[:_YEAR]) + 1)
    years = int(date.end[:_YEAR]) - int(date.start[:_YEAR])
    return _OF_YEAR * years + int(date.end[_MONTHS]) - int(date.start[_MONTHS] or "1") + 1


@lru_cache(maxsize=8)  # each section of a document asks
def accounts_of(text: str, year: int) -> str | None:
    """The last time up to a year that accounts of a document are for.

    >>> accounts_of("截至二零二三年六月三十日止六個月，收入上升（截至2022年6月30日止六個月：下降）", 2023)
    '2023-01/2023-06'
    """
    found = [date for date in _accounts(text) if date.year <= year]
    last = max(found, key=lambda date: (date.end, _months(date)), default=None)
    return last.edtf if last else None


def _accounts(text: str) -> Iterator[Date]:
    for line in text.split("\n") if "止" in text else ():
        for match in _accounting().finditer(fold(line)) if "止" in line else ():
            date = parse_date(match[0], Span(*match.span()), 0)
            if date:
                yield date


@cache
def _accounting() -> regex.Pattern[str]:
    pattern = exclusion_rule("date.accounting").pattern
    return compile_all("accounting", [pattern])[pattern]
