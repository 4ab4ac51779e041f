"""The times of a list of values: 2018 年、2019 年和 2020 年上半年, 2018—2020 年, 24Q1-25Q1."""

from dataclasses import replace

from pipeline.interpret.context import Context
from pipeline.interpret.dates import Date, between
from pipeline.interpret.intervals import all_in_edtf
from pipeline.lexicon.patterns import phrasing

_LISTED = phrasing("series.listed")
_YEAR, _YEAR_MONTH = len("2020"), len("2020-11")
_MONTHS, _QUARTER = 12, 3
_IN_QUARTERS = phrasing("series.quarters")


def listed_times(context: Context, dates: tuple[Date, ...], stop: int, count: int) -> list[str]:
    """The nearest list of so many times before an offset: 2018 年、2019 年和 2020 年上半年."""
    nearest: list[Date] = []
    run: list[Date] = []
    mixed: list[Date] = []  # 2021 年至 2023 年及 2024 年 1-6 月
    for date in between(dates, context.sentence.start, stop):
        if date.compared:
            continue
        goes_on = run and _LISTED.fullmatch(context.text, run[-1].span.end, date.span.start)
        run = [*(run if goes_on else []), *(date.parts or (date,))]
        nearest = run if len(run) == count else nearest
        each_year = [year for date in run for year in _years(date)] if len(run) > 1 else []
        mixed = each_year if len(each_year) == count else mixed
    return all_in_edtf(context.text, nearest or mixed)


def _years(date: Date) -> list[Date]:
    """The years of a stretch of them; a date that is none as it is."""
    if len(date.start) > _YEAR or date.start == date.end:
        return [date]
    years = map(str, range(int(date.start), int(date.end) + 1))
    return [replace(date, start=year, end=year) for year in years]


def times_of_stretch(context: Context, dates: tuple[Date, ...], stop: int, count: int) -> list[str]:
    """The years or quarters of the nearest stretch of so many: 2018—2020 年, 24Q1-25Q1."""
    for date in reversed(between(dates, context.sentence.start, stop)):
        first, last = (_MONTHS * int(each[:_YEAR]) for each in (date.start, date.end))
        if date.start != date.end and len(date.start) == _YEAR:
            months = range(first, last + 1, _MONTHS)
            return [str(each // _MONTHS) for each in months] if len(months) == count else []
        if _IN_QUARTERS.search(context.text, date.span.start, date.span.end) and len(date.end) == _YEAR_MONTH:
            months = range(first + int(date.start[-2:]) - 1, last + int(date.end[-2:]), _QUARTER)
            quarters = [f"{_month(each)}/{_month(each + _QUARTER - 1)}" for each in months]
            return quarters if len(quarters) == count else []
    return []


def _month(number: int) -> str:
    """The month of a number that counts from the year 0."""
    return f"{number // _MONTHS}-{number % _MONTHS + 1:02d}"
