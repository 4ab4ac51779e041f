"""Values in a row and the thing or year each belongs to: 氨氮、总磷排放量分别为 3、5 吨."""

from dataclasses import replace

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.dates import Date, between
from pipeline.interpret.phrases import phrase_before
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Claim

_GAP = phrasing("series.gap")
_RESPECTIVELY = phrasing("series.respectively")
_JOINED = regex.compile(r"[、/]|和|与|及|以及")
_YEAR = len("2020")
_LISTED = regex.compile(r"\s*(?:[、，,/]|和|与|及|以及)\s*")


def pair_series(claims: tuple[Claim, ...], contexts: tuple[Context, ...], dates: tuple[Date, ...]) -> tuple[Claim, ...]:
    """Give each value of a series the thing or the year that stands in its place before 分别.

    Args:
        claims: The claims of a block.
        contexts: The context of each.
        dates: The dates of the block.

    Returns:
        The claims, with metric or period of a series set where the numbers of things, or years, and values agree.
    """
    paired = list(claims)
    start = 0
    while start < len(paired):
        end = start + 1
        while end < len(paired) and _joins(paired[end - 1], paired[end], contexts[end]):
            end += 1
        if end - start > 1:
            paired[start:end] = _paired(paired[start:end], contexts[start], dates)
        start = end
    return tuple(paired)


def _joins(first: Claim, second: Claim, context: Context) -> bool:
    gap = context.text[first.mention.span.end : second.mention.span.start]
    return _GAP.fullmatch(gap) is not None and first.unit.code == second.unit.code


def _paired(claims: list[Claim], context: Context, dates: tuple[Date, ...]) -> list[Claim]:
    match = _RESPECTIVELY.search(context.sentence_before)
    if match is None:
        return claims
    if match["limit"]:  # 比例分别不低于 50%、40% 和 30%
        bound = claims[0].bound
        claims = [replace(claim, bound=bound, mention=replace(claim.mention, bound=bound)) for claim in claims]
    subject = match["subject"]
    times = _listed_times(context, dates, claims[0].mention.span.start, len(claims))
    if len(times) == len(claims):
        return [replace(claim, period=time) for claim, time in zip(claims, times, strict=True)]
    things = [phrase_before(thing) for thing in _JOINED.split(regex.split(r"[，：:]", subject)[-1])]
    if len(things) == len(claims) and all(things):
        return [replace(claim, metric=thing) for claim, thing in zip(claims, things, strict=True)]
    return claims


def _listed_times(context: Context, dates: tuple[Date, ...], stop: int, count: int) -> list[str]:
    """The nearest list of so many times before an offset: 2018 年、2019 年和 2020 年上半年, 2018—2020 年."""
    here = [part for date in between(dates, context.sentence.start, stop) for part in date.parts or (date,)]
    nearest: list[Date] = []
    run: list[Date] = []
    for date in here:
        goes_on = run and _LISTED.fullmatch(context.text, run[-1].span.end, date.span.start)
        run = [*run, date] if goes_on else [date]
        nearest = run if len(run) == count else nearest
    if nearest:
        return [date.edtf for date in nearest]
    stretch = next((date for date in reversed(here) if date.start != date.end and len(date.start) == _YEAR), None)
    return [str(year) for year in range(int(stretch.start), int(stretch.end[:_YEAR]) + 1)] if stretch else []
