"""Dates that stand together: years that share a day, lists of which some are compared, ends of one stretch."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pipeline.interpret.dates import Date
from pipeline.interpret.intervals import is_compared
from pipeline.interpret.pointed import shifted
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Span

_YEAR, _DAY = len("2020"), len("2020-11-30")
_ALONG = regex.compile(r"\s?(?:、|和|与|及|以及)\s?")
_PAUSE, _ALL_COMPARED = regex.compile(r"[，,]"), regex.compile(r"(?<![对相])[较比]\s?$")
_RUNNING_TO, _RUNS_FROM, _STRETCH = (phrasing(f"date.{name}") for name in ("running_to", "runs_from", "stretch"))
_LIST_COMPARED, _COMPARES_LIST = phrasing("date.list_compared"), phrasing("date.compares_list")
_ACCOUNTS, _LISTED = phrasing("date.accounts"), phrasing("series.listed")


def together(text: str, dates: Sequence[Date]) -> tuple[Date, ...]:
    """The dates of a block, in order, as those that stand together complete, part and join one another."""
    apart = [each for date in _completed(text, dates) for each in _compared_apart(text, date)]
    return tuple(_joined(text, _compared_along(text, apart)))


def _completed(text: str, dates: Sequence[Date]) -> list[Date]:
    """Give dates before one that ends a list what it alone says: 2022 年、2023 年及 2024 年 12 月 31 日止年度."""
    found: list[Date] = []
    for date in reversed(dates):
        last = (found[-1].parts or (found[-1],))[0] if found else None
        if last is None or not _LISTED.fullmatch(text, date.span.end, last.span.start):
            found.append(date)
            continue
        parts = [_as(text, part, last) for part in date.parts or (date,)]
        starts, ends = [part.start for part in parts], [part.end for part in parts]
        found.append(replace(date, start=min(starts), end=max(ends), parts=tuple(parts) if date.parts else ()))
    return found[::-1]


def _as(text: str, date: Date, last: Date) -> Date:
    """A date of a list as its last one is written: 2022 年 as a day of that year, or as what ended on it."""
    accounts = _ACCOUNTS.search(text, last.span.start, last.span.end)
    day = accounts or (last.start == last.end and len(last.end) == _DAY)
    whole = date.start == date.end and text[date.span.end - 1] not in "度末底"
    if not day or not whole or (len(date.end) != _YEAR and not (accounts and len(date.end) == _DAY)):
        return date
    by = date.year - last.year
    return replace(date, start=shifted(last.start, by), end=shifted(last.end, by))


def _compared_apart(text: str, date: Date) -> tuple[Date, ...]:
    """A list of years of which some are compared with others, as dates by themselves: 2015 年与 2010 年相比."""
    alone = (replace(date, compared=True) if is_compared(text, date) else date,)
    if not date.parts:
        return alone
    pause = _PAUSE.search(text, date.span.start, date.span.end)
    if _COMPARES_LIST.search(text[max(0, date.span.start - 4) : date.span.start]) and pause:
        return tuple(replace(part, compared=part.span.start < pause.start()) for part in date.parts)
    if not pause and _ALL_COMPARED.search(text[max(0, date.span.start - 3) : date.span.start]):
        return tuple(replace(part, compared=True) for part in date.parts)  # 较 2020 年和 2021 年分别下降
    if pause or not (_LIST_COMPARED.match(text, date.span.end) or alone[0].compared):
        return alone
    earliest = min(date.parts, key=lambda part: part.start)
    return tuple(replace(part, compared=part is earliest) for part in date.parts)


def _compared_along(text: str, dates: list[Date]) -> list[Date]:
    """Dates in order, with all of a list compared whose first one is."""
    found: list[Date] = []
    for date in dates:
        led = bool(found) and found[-1].compared and goes_along(text, found[-1], date)
        found.append(replace(date, compared=True) if led else date)
    return found


def goes_along(text: str, first: Date, date: Date) -> bool:
    """Whether a date goes on with the list of the one before it: 较一季度和 2024 年分别收窄 5 和 7 个基点."""
    return _ALONG.fullmatch(text, first.span.end, date.span.start) is not None


def _joined(text: str, dates: list[Date]) -> Iterator[Date]:
    """Dates in order, beginning and end of one stretch as one: 自 2011 年起至 2020 年, 2023 年下半年至 2024 年."""
    waiting: Date | None = None
    for date in dates:
        if waiting is not None and _runs_to(text, waiting, date):
            waiting = replace(waiting, span=Span(waiting.span.start, date.span.end), end=date.end)
            continue
        if waiting is not None:
            yield waiting
        waiting = date
    if waiting is not None:
        yield waiting


def _runs_to(text: str, first: Date, last: Date) -> bool:
    """Whether one date is the beginning and the next the end of a stretch."""
    start, stop = first.span.end, last.span.start
    if _STRETCH.fullmatch(text, start, stop):
        return not (first.compared or first.parts or last.parts) and first.end < last.start
    runs = _RUNNING_TO.fullmatch(text, start, stop)
    from_then = _RUNS_FROM.search(text[max(0, first.span.start - 3) : first.span.start])
    return runs is not None and (from_then is not None or runs["begun"] is not None)
