"""Whether a claim reports or announces."""

from functools import cache

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.dates import plan_years
from pipeline.lexicon.cues import status_cues
from pipeline.model import Status

_TARGET_YEAR = regex.compile(
    r"(?:到|至|在|于|截至|截止|最晚|最迟|不晚于|，|^|。)\s?((?:20|21)\d{2})(?>\s?年?(?:度|底|末|初|前|之前|以前)*)(?!\s?[\d~-])"
)
# “十四五”末 is a target while the plan runs
_PLAN_END = regex.compile(r"十([一二三四五六])五[”\"]?\s?(?:规划)?(?:期)?末")
# 二、主要目标; 目标任务分解表; not 目标完成情况
_PLAN_HEADING = regex.compile(
    r"(?:目标|任务|打算|规划|下一步计划|重点工作)(?:与|和|及|、|任务|目标|举措|措施|安排|设定|分解|表)*\s*$|下一步|\d{4}\s?年?\S{0,6}(?:目标|任务)(?!完成|达成)"
)
_CONDITION = regex.compile(r"\s?(?:\(含\)|含|及)?(?:以[上下内])?的(?:\p{Han}|，|$)")
_PAST = regex.compile(r"(?<![较比与以自从])(?<![较比与以自从]\s)((?:19|20)\d{2})\s?年(?!\s?(?:相比|基础|水平|同期))")
_QUOTED = regex.compile(r"[“「『《][^”」』》]{0,20}[”」』》]")


def read_status(context: Context, lead_in: str, heading: str, edition: int) -> Status:
    """Read the status of a mention.

    Args:
        context: Where it stands.
        lead_in: Folded text of the heading or lead-in that introduces its block; empty for none.
        heading: Folded text of the heading its block stands under, or of its table's caption; empty for none.
        edition: Year of the casebook: a later year is a target; 0 where it is not known.
    """
    before = _QUOTED.sub(lambda quoted: "\0" * len(quoted[0]), context.sentence_before)
    announced = max(_last(before, "planned"), _target(before, edition))
    if announced > 0 and announced > _last(before, "actual"):
        return Status.PLANNED
    if announced < 0 and lead_in and _last(lead_in, "planned") > _last(lead_in, "actual"):
        return Status.PLANNED
    if announced < 0 and heading and _PLAN_HEADING.search(heading) and not _reports(context, before, edition):
        return Status.PLANNED
    behind = any(cue.behind and cue.pattern.match(context.after) for cue in status_cues("planned"))
    return Status.PLANNED if behind else Status.ACTUAL


def _reports(context: Context, before: str, edition: int) -> bool:
    """Whether a sentence under the heading of a plan still says what is: 目前, 2022 年, 用电量 1 万度以上的企业."""
    past = any(int(year) < edition for year in _PAST.findall(before))
    return past or _last(before, "actual") >= 0 or _CONDITION.match(context.after) is not None


def _last(text: str, table: str) -> int:
    last = -1
    for match in _announcing(table).finditer(text):
        last = match.end()
    return last


@cache
def _announcing(table: str) -> regex.Pattern[str]:
    """All cues of one table that stand before what they announce, in one pattern."""
    return regex.compile("|".join(f"(?:{cue.pattern.pattern})" for cue in status_cues(table) if not cue.behind))


def _target(text: str, edition: int) -> int:
    plans = (match.end() for match in _PLAN_END.finditer(text) if plan_years(match[1])[1] > edition > 0)
    return max(*(match.end() for match in _TARGET_YEAR.finditer(text) if int(match[1]) > edition > 0), *plans, -1, -1)
