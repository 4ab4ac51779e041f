"""Whether a claim reports or announces."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.dates import plan_years
from pipeline.lexicon.cues import status_cues
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Candidate, Status

_TARGET_YEAR = phrasing("status.target_year")
_PLAN_END = phrasing("status.plan_end")
_PLAN_HEADING = phrasing("status.plan_heading")
_CONDITION = phrasing("status.condition")
_PAST = phrasing("status.past_year")
_GOALS_LEAD, _PAST_LEVEL = phrasing("status.goals_lead"), phrasing("status.past_level")
_QUOTED = regex.compile(r"[“「『《][^”」』》]{0,20}[”」』》]")


class Stand(NamedTuple):
    """Where a quantity stands among what announces.

    Attributes:
        context: Its neighbourhood.
        lead_in: Folded text of the heading or lead-in that introduces its block; empty for none.
        heading: Folded text of the heading its block stands under, or of its table's caption; empty for none.
        edition: Year of the casebook: a later year is a target; 0 where it is not known.
    """

    context: Context
    lead_in: str
    heading: str
    edition: int


def status_candidates(stand: Stand) -> tuple[Candidate, ...]:
    """Both statuses, with what speaks for each."""
    before = _QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), stand.context.sentence_before)
    return (
        Candidate(Status.ACTUAL, ("actual", *_for_actual(stand, before))),
        Candidate(Status.PLANNED, ("planned", *_for_planned(stand, before))),
    )


def _for_actual(stand: Stand, before: str) -> Iterator[str]:
    done = _last(before, "actual")
    if done > max(_last(before, "planned"), _target(before, stand.edition)):
        yield "actual.done"
    if done >= 0 or any(int(year) < stand.edition for year in _PAST.findall(before)):
        yield "actual.reports"  # under the heading of a plan: 目前, 2022 年
    if _CONDITION.match(stand.context.after):
        yield "actual.condition"  # 用电量 1 万度以上的企业
    clause = len(before) - len(stand.context.clause_before)
    if _last(before, "planned") <= clause and any(int(year) < stand.edition for year in _PAST.findall(before[clause:])):
        yield "actual.own_year"  # 到 2030 年将减排 5 吨，2019 年为 8 吨
    level = _PAST_LEVEL.search(before)
    if level and int(level[1]) <= stand.edition:
        yield "actual.past_level"


def _for_planned(stand: Stand, before: str) -> Iterator[str]:
    """What announces a quantity: words of its sentence, else what it stands under."""
    context = stand.context
    cue, target = _last(before, "planned"), _target(before, stand.edition)
    if cue > 0:
        yield "planned.cue"
    if target > 0:
        yield "planned.year"
    if max(cue, target) < 0:
        if stand.lead_in and _last(stand.lead_in, "planned") > _last(stand.lead_in, "actual"):
            yield "planned.lead_in"
        if stand.heading and _PLAN_HEADING.search(stand.heading):
            yield "planned.heading"
        if _GOALS_LEAD.search(context.text, 0, context.sentence.start):
            yield "planned.goals"
    if any(cue.behind and cue.pattern.match(context.clause_after) for cue in status_cues("planned")):
        yield "planned.behind"


@lru_cache(maxsize=64)  # asked several times of one sentence
def _last(text: str, table: str) -> int:
    last = -1
    for match in _announcing(table).finditer(text):
        last = match.end()
    return last


@cache
def _announcing(table: str) -> regex.Pattern[str]:
    """All cues of one table that stand before what they announce, in one pattern."""
    return regex.compile("|".join(f"(?:{cue.pattern.pattern})" for cue in status_cues(table) if not cue.behind))


@lru_cache(maxsize=64)
def _target(text: str, edition: int) -> int:
    plans = (match.end() for match in _PLAN_END.finditer(text) if plan_years(match[1])[1] > edition > 0)
    return max(*(match.end() for match in _TARGET_YEAR.finditer(text) if int(match[1]) > edition > 0), *plans, -1, -1)
