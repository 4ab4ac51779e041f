"""Whether a claim reports or announces."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.dates import Date, between, plan_years
from pipeline.interpret.intervals import is_plan
from pipeline.lexicon.compiled import compile_all
from pipeline.lexicon.cues import status_cues
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.sieve import Sieve
from pipeline.model import Candidate, Status

_TARGET_YEAR = phrasing("status.target_year")
_PLAN_END = phrasing("status.plan_end")
_PLAN_HEADING, _REPORT_HEADING = phrasing("status.plan_heading"), phrasing("status.report_heading")
_YEAR_HEADING = phrasing("status.year_heading")
_CONDITION, _SAYS = phrasing("status.condition"), phrasing("status.says")
_PAST = phrasing("status.past_year")
_THEN, _AMONG = phrasing("status.then"), phrasing("date.among")
_SENTENCE_ENDS = "。！？"
_GOALS_LEAD, _PAST_LEVEL = phrasing("status.goals_lead"), phrasing("status.past_level")
_DAY = len("2020-11-30")
_TABLES = ("planned", "actual", "compared")
_SENTENCE = 300  # characters that the sentence before may have
_ARRIVED = regex.compile(r"[至到]\s?$")
_ASIDE = regex.compile(r"\([^()]*\d[^()]*\)")
_QUOTED = regex.compile(r"[“「『《][^”」』》]{0,20}[”」』》]")


class Stand(NamedTuple):
    """Where a quantity stands among what announces.

    Attributes:
        context: Its neighbourhood.
        lead_in: Folded text of the heading or lead-in that introduces its block; empty for none.
        headings: Folded texts of the headings its block stands under, the nearest first, or its table's caption.
        dates: The dates of its block, in order.
        edition: Year of the casebook: a later year is a target; 0 where it is not known.
    """

    context: Context
    lead_in: str
    headings: tuple[str, ...]
    dates: tuple[Date, ...]
    edition: int


def status_candidates(stand: Stand) -> tuple[Candidate, ...]:
    """Both statuses, with what speaks for each."""
    before = _QUOTED.sub(_blank, stand.context.sentence_before)
    if "(" in before:  # 用电减少 5%（目标为 6%）；用水减少 12%
        before = _ASIDE.sub(_blank, before)
    cue, target = _last(before, "planned"), _target(stand, before)
    return (
        Candidate(Status.ACTUAL, ("actual", *_for_actual(stand, before, cue, target))),
        Candidate(Status.PLANNED, ("planned", *_for_planned(stand, cue, target))),
    )


def _blank(match: regex.Match[str]) -> str:
    """As many characters that tell nothing."""
    return "\0" * len(match[0])


def _for_actual(stand: Stand, before: str, cue: int, target: int) -> Iterator[str]:
    done = _last(before, "actual")
    if done > max(cue, target):
        yield "actual.done"
    if max(done, _last(before, "compared")) >= 0 or any(int(year) < stand.edition for year in _PAST.findall(before)):
        yield "actual.reports"  # under the heading of a plan: 目前, 2022 年
    if _CONDITION.match(stand.context.after):
        yield "actual.condition"  # 用电量 1 万度以上的企业
    clause = max(0, stand.context.clause.start - stand.context.sentence.start)
    says = cue >= 0 and _SAYS.fullmatch(before, cue, clause)  # 目标是，到 2018 年建成 24 所
    if cue <= clause and not says and any(int(year) < stand.edition for year in _PAST.findall(before[clause:])):
        yield "actual.own_year"  # 到 2030 年将减排 5 吨，2019 年为 8 吨
    level = _PAST_LEVEL.search(before)
    arrives = level and _ARRIVED.search(before, 0, level.start())  # 将从 2025 年的 10% 提升至 2026 年的
    if level and (level[1] is None or int(level[1]) < stand.edition + (not arrives)):
        yield "actual.past_level"


def _for_planned(stand: Stand, cue: int, target: int) -> Iterator[str]:
    """What announces a quantity: words of its sentence, else what it stands under."""
    context = stand.context
    if cue > 0:
        yield "planned.cue"
    if target > 0:
        yield "planned.year"
    if max(cue, target) < 0:
        if stand.lead_in and _last(stand.lead_in, "planned") > _last(stand.lead_in, "actual"):
            yield "planned.lead_in"
        if _heads_plan(stand.headings, stand.edition):
            yield "planned.heading"
        if 0 < _goals_from(context.text) <= context.sentence.start:
            yield "planned.goals"
        if _AMONG.match(context.text, context.sentence.start) and _goes_on(stand):
            yield "planned.among"
    if _THEN.match(context.sentence_after):
        yield "planned.then"
    if _announcing("planned", behind=True).match(context.clause_after):
        yield "planned.behind"


def _goes_on(stand: Stand) -> bool:
    """Whether the sentence before, which 其中 goes on with, announces: 到 2025 年达到 5000 万千瓦。其中，…."""
    text, start = stand.context.text, stand.context.sentence.start
    first = max(0, start - _SENTENCE)
    begun = 1 + max(text.rfind(mark, first, max(first, start - 1)) for mark in _SENTENCE_ENDS)
    begun = max(begun, first)
    before = text[begun:start]
    if _last(before, "actual") >= 0:
        return False
    ahead = (date.year > stand.edition > 0 for date in between(stand.dates, begun, start) if not date.compared)
    return _last(before, "planned") >= 0 or any(ahead)


@lru_cache(maxsize=64)  # asked for every quantity below them
def _heads_plan(headings: tuple[str, ...], edition: int) -> bool:
    """Whether the nearest heading that says which announces: 目标 below 回顾 does, 现状 below 规划 does not."""
    for heading in headings:
        year = _YEAR_HEADING.search(heading)
        if year and edition:
            return int(year[1]) >= edition and not _REPORT_HEADING.search(heading)
        if _PLAN_HEADING.search(heading):
            return True
        if _REPORT_HEADING.search(heading) or _is_over(heading, edition):
            return False
    return False


def _is_over(heading: str, edition: int) -> bool:
    """Whether a heading names no year but such as are over: 一、2018 年收支情况, in a book of 2019."""
    years = [int(year) for year in _PAST.findall(heading)]
    return bool(years) and max(years) < edition


@lru_cache(maxsize=16)  # asked for every quantity of a block
def _goals_from(text: str) -> int:
    """Where a block begins to list goals; -1 where it does not."""
    match = _GOALS_LEAD.search(text)
    return match.end() if match else -1


@lru_cache(maxsize=64)  # asked several times of one sentence
def _last(text: str, table: str) -> int:
    last = -1
    if _sieve().called(text, _rows(table)):  # hardly any sentence announces
        for match in _announcing(table).finditer(text):
            last = match.end()
    return last


@cache
def _cues_ahead() -> tuple[tuple[str, str], ...]:
    """Table and pattern of each cue that stands before what it announces."""
    return tuple((table, cue.pattern.pattern) for table in _TABLES for cue in status_cues(table) if not cue.behind)


@cache
def _sieve() -> Sieve:
    return Sieve.of("status", (pattern for _, pattern in _cues_ahead()))


@cache
def _rows(table: str) -> int:
    return _sieve().rows(number for number, (each, _) in enumerate(_cues_ahead()) if each == table)


@cache
def _announcing(table: str, *, behind: bool = False) -> regex.Pattern[str]:
    """All cues of one table that stand before what they announce, or behind it, in one pattern."""
    pattern = "|".join(f"(?:{cue.pattern.pattern})" for cue in status_cues(table) if cue.behind is behind)
    return compile_all(f"{table}-{'behind' if behind else 'ahead'}", [pattern])[pattern]


def _target(stand: Stand, before: str) -> int:
    """Where the last date ends, in the sentence up to a quantity, by which something is to be reached; -1 for none."""
    edition, start = stand.edition, stand.context.sentence.start
    ends = [match.end() for match in _PLAN_END.finditer(before) if plan_years(match[1])[1] > edition > 0]
    ends += [
        date.span.end - start
        for date in between(stand.dates, start, start + len(before))
        if date.year > edition > 0
        and len(date.end) < _DAY  # 2021 年 1 月 8 日发布: a day is told when it is over
        and not (date.compared or date.relative or is_plan(stand.context.text, date))
        and _TARGET_YEAR.search(before, 0, date.span.start - start)
    ]
    return max(ends, default=-1)
