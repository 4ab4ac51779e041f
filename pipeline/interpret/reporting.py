"""What 报告期 means in a document: the times that it is defined to be."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache

import regex

from pipeline.interpret.dates import Date
from pipeline.interpret.period import as_heading, block_dates
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.sieve import sifted
from pipeline.recognise import recognise

_DEFINED, _DEFINING, _LEADING = (phrasing(f"date.reporting_{name}") for name in ("ahead", "behind", "lead"))
_LISTED = phrasing("series.listed")
_REACH = 80  # characters that the dates of a definition take
_DAY = len("2020-11-30")
_LAST_DAY = regex.compile(r"-(?:(?:0[13578]|1[02])-31|(?:0[469]|11)-30|02-2[89])$")
_WHOLE_YEARS = regex.compile(r"(\d{4})-01/(\d{4})-12")


@lru_cache(maxsize=8)  # each section of a document asks
def reporting_of(text: str, year: int) -> tuple[Date, ...]:
    """The times that a document defines as those it reports on, in order; none where it does not.

    >>> [date.edtf for date in reporting_of("报告期 指 2019 年度、2020 年度及 2021 年 1-6 月", 2021)]
    ['2019', '2020', '2021-01/2021-06']
    >>> [date.edtf for date in reporting_of("2019 年度和 2020 年度（以下简称“报告期”），", 2021)]
    ['2019', '2020']
    >>> [date.edtf for date in reporting_of("时间范围：2020 年 1 月 1 日至 2020 年 12 月 31 日。", 2021)]
    ['2020']
    """
    for folded in fold(text).split("\n"):
        if not _may_define()(folded):
            continue
        ahead = _DEFINED.search(folded)
        if ahead and (found := _listed(folded[ahead.end() : ahead.end() + _REACH], year)):
            return found
        behind = _DEFINING.search(folded)
        if behind and (found := _listed(folded[: behind.start()][-_REACH:], year, last=True)):
            return found
    return ()


@cache
def _may_define() -> Callable[[str], list["regex.Pattern[str]"]]:
    return sifted("reporting", (_DEFINED, _DEFINING), lambda words: words.pattern)


def _listed(text: str, year: int, *, last: bool = False) -> tuple[Date, ...]:
    """The list of dates that a text begins with, or the one that it ends with."""
    dates = block_dates(as_heading(text), recognise(text).exclusions, year, year)
    runs: list[list[Date]] = []
    for part in (part for date in dates for part in date.parts or (date,)):
        if runs and _LISTED.fullmatch(text, runs[-1][-1].span.end, part.span.start):
            runs[-1].append(part)
        else:
            runs.append([part])
    if not runs:
        return ()
    run = runs[-1] if last else runs[0]
    rest = text[run[-1].span.end :] if last else text[: run[0].span.start]
    return tuple(map(_whole, run)) if _LEADING.fullmatch(rest) else ()


def _whole(date: Date) -> Date:
    """A stretch from the first day of a month to the last of one in months, and one of whole years in years."""
    if len(date.start) == len(date.end) == _DAY and date.start.endswith("-01") and _LAST_DAY.search(date.end):
        date = replace(date, start=date.start[:-3], end=date.end[:-3])
    years = _WHOLE_YEARS.fullmatch(date.edtf)
    return replace(date, start=years[1], end=years[2]) if years else date
