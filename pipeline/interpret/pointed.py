"""Words that point to a time told elsewhere: 去年, 半年报, 期内, 上年同期."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from pipeline.interpret.dates import Date, parse_date
from pipeline.interpret.intervals import is_compared
from pipeline.lexicon.characters import fold
from pipeline.lexicon.compiled import compile_all
from pipeline.lexicon.dates import any_year_word, pointing_pattern, year_words
from pipeline.lexicon.exclusions import exclusion_rule
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Span

ITS_YEAR = regex.compile(rf"{any_year_word()}度?的?\s?$")  # 今年 before 1 月
_SAME_PART, _LED = phrasing("date.same_part"), phrasing("date.base_before")
_YEAR, _DAY = len("2020"), len("2020-11-30")
_MONTHS, _LAST_MONTH = slice(5, 7), "06"  # reports of a year come out until June
_OF_YEAR, _QUARTER = 12, 3
_YEAR_MONTH = len("2020-11")


class Told(NamedTuple):
    """What the words of a place point to.

    Attributes:
        book: The year of the book, or of the chapter that names one.
        current: The year told of last; at first that of what the text reports on.
        about: What the text around reports on, in EDTF, or None.
        earlier: The dates before it in its block.
        defined: The times that the document says it reports on, in order.
    """

    book: int
    current: int
    about: str | None
    earlier: Sequence[Date]
    defined: tuple[Date, ...] = ()


def pointing(text: str) -> dict[Span, "regex.Match[str]"]:
    """The words of a text that point to a time, by their places."""
    return {Span(*match.span()): match for match in pointing_pattern().finditer(text)}


def pointed(match: "regex.Match[str]", told: Told) -> Date | None:
    """The date of a word that names no year: 去年, 半年报, 至年底, 期内."""
    return _READERS[match.lastgroup or ""](match, told)


def _relative_year(match: "regex.Match[str]", told: Told) -> Date:
    year = str(year_from(match[0], told.book, told.current))
    return Date(Span(*match.span()), year, year, relative=True)


def year_from(word: str, book: int, told: int) -> int:
    """The year that a word means in a book of one year where another was told of last."""
    found = year_words()[word]
    return (book if found.of_book else told) + found.years


def _half_year(match: "regex.Match[str]", told: Told) -> Date:
    return Date(Span(*match.span()), f"{told.current}-01", f"{told.current}-06")


def _annual_report(match: "regex.Match[str]", told: Told) -> Date | None:
    """4 月 28 日，公司发布年报: of the year before."""
    last = told.earlier[-1] if told.earlier else None
    early = last is not None and len(last.end) == _DAY and last.end[_MONTHS] <= _LAST_MONTH
    return Date(Span(*match.span()), str(told.current - 1), str(told.current - 1)) if early else None


def _year_end(match: "regex.Match[str]", told: Told) -> Date:
    return Date(Span(*match.span()), str(told.current), str(told.current))


def _first_quarter(match: "regex.Match[str]", told: Told) -> Date:
    return Date(Span(*match.span()), f"{told.current}-01", f"{told.current}-03")


def _next_quarter(match: "regex.Match[str]", told: Told) -> Date:
    """次季 behind 首季: the second one."""
    return Date(Span(*match.span()), f"{told.current}-04", f"{told.current}-06")


def _this_and_next_year(match: "regex.Match[str]", told: Told) -> Date:
    start, end = match.span()
    this, following = str(told.book), str(told.book + 1)
    parts = Date(Span(start, start + 1), this, this), Date(Span(start + 1, end), following, following)
    return Date(Span(start, end), this, following, parts)


def _reporting(match: "regex.Match[str]", told: Told) -> Date | None:
    if told.defined:
        return _each_reporting(match, told)
    if told.about is None:
        return None
    start, _, end = told.about.partition("/")
    return Date(Span(*match.span()), start, end or start)


def _each_reporting(match: "regex.Match[str]", told: Told) -> Date | None:
    if not told.defined:
        return None
    span = Span(*match.span())
    parts = tuple(replace(date, span=span) for date in told.defined)
    first, last = min(date.start for date in parts), max(date.end for date in parts)
    return Date(span, first, last, parts if len(parts) > 1 else ())


def _this_period(match: "regex.Match[str]", told: Told) -> Date | None:
    """What the text reports on, or else what its block told last: 2020 年上半年收入上升。期内，溢利下降."""
    if told.about is not None:
        return _reporting(match, told)
    last = _told_last(match, told)
    return replace(last, span=Span(*match.span()), parts=()) if last and len(last.end) < _DAY else None


def _that_year(match: "regex.Match[str]", told: Told) -> Date | None:
    """2017 年收入上升。该年度，新增 5 台."""
    last = _told_last(match, told)
    if last is None:
        return _reporting_year(match, told)
    return Date(Span(*match.span()), last.end[:_YEAR], last.end[:_YEAR])


def _that_part(match: "regex.Match[str]", told: Told) -> Date | None:
    """2023 年 9 月投产。该月产量 5 吨: the month, or the quarter, told last."""
    last = _told_last(match, told)
    if last is None or len(last.end) == _YEAR:
        return None
    span = Span(*match.span())
    if "季" in match[0]:
        return replace(last, span=span, parts=()) if _months(last) == _QUARTER else None
    return Date(span, last.end[:_YEAR_MONTH], last.end[:_YEAR_MONTH])


def _reporting_year(match: "regex.Match[str]", told: Told) -> Date | None:
    date = _this_period(match, told)
    fiscal = date is not None and int(date.end[:_YEAR]) - int(date.start[:_YEAR]) == 1
    return date if date and (_months(date) == _OF_YEAR or fiscal) else None


def _same_time(match: "regex.Match[str]", told: Told) -> Date | None:
    """2020 年节水 2 吨，同期增产 3%."""
    last = _told_last(match, told)
    return replace(last, span=Span(*match.span()), parts=()) if last else _reporting(match, told)


def _whole_year(match: "regex.Match[str]", told: Told) -> Date | None:
    """三季度节水 2 吨，全年节水 9 吨."""
    last = _told_last(match, told)
    if last and "。" not in match.string[last.span.end : match.start()]:
        return Date(Span(*match.span()), last.end[:_YEAR], last.end[:_YEAR])
    return _reporting_year(match, told)


def _told_last(match: "regex.Match[str]", told: Told) -> Date | None:
    return next((date for date in reversed(told.earlier) if not is_compared(match.string, date)), None)


_READERS: dict[str, Callable[["regex.Match[str]", Told], Date | None]] = {
    "relative_year": _relative_year,
    "half_year_report": _half_year,
    "annual_report": _annual_report,
    "year_end": _year_end,
    "first_quarter": _first_quarter,
    "next_quarter": _next_quarter,
    "this_and_next_year": _this_and_next_year,
    "reporting": _reporting,
    "each_reporting": _each_reporting,
    "this_period": _this_period,
    "that_year": _that_year,
    "that_part": _that_part,
    "reporting_year": _reporting_year,
    "whole_year": _whole_year,
    "same_time": _same_time,
}


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
    word = year_words().get(text[date.span.start : date.span.end])
    # 较去年同期, in a book of the year after the one that it tells of
    shift = -1 if word and word.years < 0 else date.year - told.year
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
