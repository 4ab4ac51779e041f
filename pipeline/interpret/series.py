"""Values in a row and the thing or year each belongs to: 氨氮、总磷排放量分别为 3、5 吨, 2024-2026 年 4/5/6 亿元."""

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.dates import Date, between
from pipeline.interpret.intervals import all_in_edtf
from pipeline.interpret.phrases import is_place, phrase_after, phrase_before
from pipeline.interpret.words import words
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Mention, QuantityKind

_GAP = phrasing("series.gap")
_RESPECTIVELY, _COLLECTIVE, _IN_ORDER = (
    phrasing(f"series.{name}") for name in ("respectively", "collective", "in_order")
)
_HOLDER, _SHARED, _PROPERTY = phrasing("series.holder"), phrasing("series.shared"), phrasing("phrase.property")
_AGAINST = phrasing("direction.against")
_SLASH, _PAUSE = regex.compile(r"\s*/\s*"), regex.compile(r"\s*(?:、|和)\s*")
_JOINS = (regex.compile(r"[、/]|和|与|及|以及"), regex.compile(r"、|和(?!其他)|与|及"), regex.compile(r"、"))
_DATED = phrasing("series.dated")
_YEAR, _YEAR_MONTH = len("2020"), len("2020-11")
_MONTHS, _QUARTER = 12, 3
_IN_QUARTERS = phrasing("series.quarters")
_MANY = 3  # so many values beside as many years belong to these, also where nobody says 分别
_NEAR = 160  # characters before a series that may be the list of its things
_CLAUSES = regex.compile(r"[，：:]|,(?!\d)")
_MEASURED = frozenset({QuantityKind.TIME, QuantityKind.CURRENCY})  # what no thing is in by itself
_LISTED = phrasing("series.listed")


class Ranked(NamedTuple):
    """A quantity, and the thing or the time that stands in its place in the list before it, if any does.

    Attributes:
        mention: The quantity.
        thing: The thing.
        last: The last thing of the list, which names what is measured of all: 城市、县城建成区面积分别为.
        time: The time, in EDTF.
    """

    mention: Mention
    thing: str | None = None
    last: str | None = None
    time: str | None = None


def pair_series(
    mentions: tuple[Mention, ...], contexts: tuple[Context, ...], dates: tuple[Date, ...]
) -> tuple[Ranked, ...]:
    """Give each value of a series the thing or the time that stands in its place before 分别, or before slashes.

    Args:
        mentions: The quantities of a block.
        contexts: The context of each.
        dates: The dates of the block.

    Returns:
        The quantities, with thing or time where the numbers of things, or times, and values agree.
    """
    paired: list[Ranked] = []
    start = 0
    while start < len(mentions):
        end = start + 1
        while end < len(mentions) and _joins(mentions[end - 1], mentions[end], contexts[end]):
            end += 1
        values = mentions[start:end]
        since = max(0, start - len(values))
        earlier = tuple(zip(paired[since:], contexts[since:start], strict=True))
        around = contexts[start:end]
        paired += _paired(values, around, dates, earlier) if len(values) > 1 else map(Ranked, values)
        start = end
    return tuple(paired)


def _joins(first: Mention, second: Mention, context: Context) -> bool:
    gap = context.text[first.span.end : second.span.start]
    return _GAP.fullmatch(gap) is not None and first.unit.code == second.unit.code


def _paired(
    values: tuple[Mention, ...],
    contexts: tuple[Context, ...],
    dates: tuple[Date, ...],
    earlier: tuple[tuple[Ranked, Context], ...],
) -> list[Ranked]:
    context = contexts[0]
    match = _list_before(context, values)
    slashed = _parted(values, context, _SLASH)
    if not (match or slashed or (len(values) >= _MANY and _parted(values, context, _PAUSE))):
        return [Ranked(value) for value in values]
    if match and match["limit"]:  # 比例分别不低于 50%、40% 和 30%
        values = tuple(replace(value, bound=values[0].bound) for value in values)
    told = match["subject"] if match else context.sentence_before
    clauses = _CLAUSES.split(told.rstrip("，, "))
    listed = _AGAINST.sub("", _DATED.sub("", clauses[-1]))
    things = _listed(listed, len(values))
    in_row = match is not None or slashed
    if not in_row and any(things):  # 2020—2022 年，甲、乙、丙产量为 3、4、5 吨
        return [Ranked(value) for value in values]
    times = _times(context, dates, values[0].span.start, things)
    if times:
        return [Ranked(value, time=time) for value, time in zip(values, times, strict=True)]
    if match:
        counted = phrase_after(contexts[-1].after) if values[0].unit.kind is QuantityKind.COUNT else None
        if counted:  # 三座变电站分别采用 9 套、5 套、5 套断路器
            return [Ranked(value, counted) for value in values]
        if things[0] is None:
            things = _listed_clauses(clauses, len(values)) or things
    if all(thing is None for thing in things) and phrase_before(listed) is None:
        things = _things_of(earlier, context, len(values)) or things
    if not in_row or all(thing is None or is_place(thing) for thing in things):
        return [Ranked(value) for value in values]
    measure = _shared_measure(listed, things, values[0].unit.kind) if match else None
    return [Ranked(value, measure or thing, things[-1]) for value, thing in zip(values, things, strict=True)]


def _list_before(context: Context, values: tuple[Mention, ...]) -> regex.Match[str] | None:
    """The list that values in a row belong to: before 分别, summed up, or as long as they are."""
    near = context.sentence_before[-_NEAR:]
    match = _COLLECTIVE.search(near) or _RESPECTIVELY.search(context.sentence_before)
    if match or values[0].unit.code != "%":
        return match
    in_order = _IN_ORDER.search(near)
    return in_order if in_order and None not in _listed(in_order["subject"], len(values)) else None


def _listed_clauses(clauses: list[str], count: int) -> list[str | None] | None:
    """The things of as many clauses: 制造业，建筑业，零售业销售额分别增长."""
    things = [phrase_before(clause) for clause in clauses[-count:]]
    held = len(things) == count and all(_HOLDER.fullmatch(thing or "") for thing in things[:-1])
    return things if held else None


def _listed(text: str, count: int) -> list[str | None]:
    """The things of a list of so many: 氨氮、总磷排放量; none for each where there is no such list."""
    named = [[phrase_before(thing) for thing in join.split(text)] for join in _JOINS]
    return next((each for each in named if len(each) == count), [None] * count)


def _shared_measure(text: str, things: list[str | None], kind: QuantityKind) -> str | None:
    """What is measured of all things of a list, where only the last one names it: 制造业、建筑业产值分别为."""
    last, others = things[-1] or "", things[:-1]
    if not last or any(thing is None or _PROPERTY.search(thing) for thing in others):
        return None
    held = _SHARED.search(last) or all(_HOLDER.fullmatch(thing or "") for thing in others)
    if kind not in _MEASURED and not held:
        return None  # 氨氮、总磷排放量: the substance tells more
    named = words(last)[-1]
    if len(named) > 1 and (_PROPERTY.search(named) or named.endswith("数")):
        return named
    return last if not text.endswith(f"、{last}") and not _HOLDER.fullmatch(last) else None


def _parted(values: tuple[Mention, ...], context: Context, mark: regex.Pattern[str]) -> bool:
    """Whether nothing but a mark stands between each two values."""
    pairs = pairwise(values)
    return all(mark.fullmatch(context.text, first.span.end, second.span.start) for first, second in pairs)


def _things_of(earlier: tuple[tuple[Ranked, Context], ...], context: Context, count: int) -> list[str | None] | None:
    """The things of as many quantities before: 汽车产值 80 亿元，家电产值 30 亿元，同比分别增长 6% 和 2%."""
    alike = len({ranked.mention.unit.code for ranked, _ in earlier}) == 1
    if not alike or len(earlier) != count or any(each.sentence != context.sentence for _, each in earlier):
        return None
    things = [ranked.thing or phrase_before(each.before) for ranked, each in earlier]
    return things if all(things) else None


def _times(context: Context, dates: tuple[Date, ...], stop: int, things: list[str | None]) -> list[str]:
    """As many times before an offset as there are things; 2019—2020 年，甲、乙产量分别为: each in both years."""
    listed = _listed_times(context, dates, stop, len(things))
    return listed or ([] if all(things) else _times_of_stretch(context, dates, stop, len(things)))


def _listed_times(context: Context, dates: tuple[Date, ...], stop: int, count: int) -> list[str]:
    """The nearest list of so many times before an offset: 2018 年、2019 年和 2020 年上半年."""
    here = [part for date in between(dates, context.sentence.start, stop) for part in date.parts or (date,)]
    nearest: list[Date] = []
    run: list[Date] = []
    mixed: list[Date] = []  # 2021 年至 2023 年及 2024 年 1-6 月
    for date in here:
        goes_on = run and _LISTED.fullmatch(context.text, run[-1].span.end, date.span.start)
        run = [*run, date] if goes_on else [date]
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


def _times_of_stretch(context: Context, dates: tuple[Date, ...], stop: int, count: int) -> list[str]:
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
