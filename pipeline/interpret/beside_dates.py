"""What the words on either side of a date say of it as the time of a quantity behind it, for it and against it."""

from collections.abc import Iterator

import regex

from pipeline.interpret.context import REACH
from pipeline.interpret.dates import Date
from pipeline.interpret.intervals import is_plan, is_since, opens
from pipeline.lexicon.patterns import phrasing

_EVENT, _FOUNDED, _OPENED = phrasing("date.event"), phrasing("date.founded"), phrasing("date.opened")
_EVENT_BEFORE, _EVENT_OF = phrasing("date.event_before"), phrasing("date.event_of")
_ATTRIBUTE, _SIGNED, _BYLINE = phrasing("date.attribute"), phrasing("date.signed"), phrasing("date.byline")
_BYLINE_BEFORE = phrasing("date.byline_before")
_OF_BASE, _AS_BASE = phrasing("date.of_base"), phrasing("date.as_base")
_AT, _BARE, _DURING = phrasing("date.event_at"), phrasing("date.bare"), phrasing("date.during")
_NOW, _WHOLE_YEAR = phrasing("date.now"), phrasing("date.whole_year")
_OWN, _LEVEL_OF, _STARTING = phrasing("date.own"), phrasing("date.level_of"), phrasing("date.starting")
_RECORD_SINCE, _CHANGING = phrasing("date.record_since"), phrasing("date.changing")
_PUBLISHED, _OF_REPORT = phrasing("date.published"), phrasing("date.of_report")
_LABEL, _PLAN_TERM = phrasing("date.label"), phrasing("date.plan_term")
_PLAN_DRAWN = phrasing("date.plan_drawn")
_NEAR = 16  # characters before the name of a plan in which it is said what is done with it
_PLAN_LASTS = 4  # years from the first to the last of a five-year plan
_YEAR, _DAY = len("2020"), len("2020-11-30")
_NUMBER = regex.compile(r"\d|[一二两三四五六七八九十百千万]{2,}")
_DIGIT = regex.compile(r"\d")
_CLAUSE_END = regex.compile(r"[，。；：！？;!?]|,(?!\d)")
_OPENING = "“「『《"
_QUOTES = regex.compile(rf"[{_OPENING}][^”」』》]*[”」』》]")
_SEMICOLON = regex.compile(r"[；;]")
# neither 4、 nor [3] nor what stands in brackets is a figure
_ASIDE = regex.compile(r"\([^()]*\)|\[\d{1,3}\]|^[\s*]*\d{1,2}[、.)]")


def style(text: str, date: Date, gap: str) -> Iterator[str]:
    """What a date and the words on either side of it look like."""
    end = _CLAUSE_END.search(gap)
    own = gap[: end.start()] if end else gap
    if len(date.end) == _DAY:
        yield "before.day"
    if (
        not text[max(0, date.span.start - REACH) : date.span.start].strip(" •·●-")
        or text[date.span.start - 1] in "。；"
    ):
        yield "before.at_head"
    if names_plan(text, date):
        yield "before.plan_name"
    if _LABEL.match(gap):
        yield "before.label"
    if _NUMBER.search(gap):
        yield "before.past_number"
    if end and _EVENT.search(own):
        yield "before.with_event"


def is_aside(text: str, date: Date, near: tuple[Date, ...], gap: str, sentence: int) -> bool:
    """Whether a date tells only of a clause before the semicolon: 余额 4.8 亿元，一季度增加 3 亿元；其他余额 2 亿元.

    One of another year than those before it goes on: 2023 年产量 5 吨，2022 年 4 吨，其中…；销量 3 吨.
    """
    if not _SEMICOLON.search(gap) or _LABEL.match(gap):
        return False
    if any(other.year != date.year and not other.compared and other.span.start < date.span.start for other in near):
        return False
    ahead = text[sentence : date.span.start]
    for other in near:  # 2025 年第三季度收入 5 亿元；利润 2 亿元: the digits of a date are no figure
        ahead = ahead.replace(text[other.span.start : other.span.end], "")
    return _DIGIT.search(_ASIDE.sub("", ahead)) is not None


def names_plan(text: str, date: Date) -> bool:
    """Whether a five-year plan is named and not its years: “十三五”管网改造."""
    some = int(date.end[:_YEAR]) - int(date.start[:_YEAR]) < _PLAN_LASTS  # “十二五”前三年
    return is_plan(text, date) and not some and not _PLAN_TERM.match(text, date.span.end)


def doubts_of(text: str, date: Date, gap: str) -> Iterator[str]:
    """What says that a date belongs to something else."""
    start, end = date.span.start, date.span.end
    if date.compared or _RECORD_SINCE.match(gap):
        yield "before.compared"
    first = max(0, start - REACH)
    if (
        any(text.find(mark, first, start) >= 0 for mark in _OPENING)
        and not _OF_REPORT.match(gap)
        and any(
            match.start() < start and end < match.end() - 1 <= end + len(gap)
            for match in _QUOTES.finditer(text, first, end + len(gap) + 1)
        )
    ):
        yield "before.quoted"
    level_of = (_STARTING.search(text[max(0, start - 3) : start]) and _OWN.match(gap)) or _LEVEL_OF.match(gap)
    if level_of and not _CHANGING.fullmatch(gap):
        yield "before.of_a_level"
    of_part = len(date.end) > _YEAR and _WHOLE_YEAR.search(gap)
    if of_part or (_NOW.search(gap) and not is_since(gap)):
        yield "before.now"
    if (
        (len(date.end) == _DAY and _PUBLISHED.match(gap))
        or _BYLINE.match(gap)
        or _BYLINE_BEFORE.search(text[max(0, start - 8) : start])
    ):
        yield "before.byline"


def governs(text: str, date: Date, gap: str) -> bool:
    """Whether a date says when the quantity was, and not when something else in the sentence happened."""
    if _OF_REPORT.match(gap):
        return True
    ahead = text[max(0, date.span.start - 6) : date.span.start]
    # 编制“十四五”规划，员工达 300 人
    drawn = names_plan(text, date) and _PLAN_DRAWN.search(text, max(0, date.span.start - _NEAR), date.span.start)
    if drawn or _EVENT_BEFORE.search(ahead) or (_OF_BASE.search(ahead) and _AS_BASE.search(gap)):
        return False
    end = _CLAUSE_END.search(gap)
    if end is None:
        return not _EVENT_OF.search(gap)
    own = gap[: end.start()]
    if _BARE.fullmatch(own) or opens(text, date) or is_since(own) or _DURING.search(own):
        return True
    # 于 2019 年 9 月受邀负责…，改造了: the date of the invitation; 2010 年发起的行动: of the action
    invited = _AT.search(text[max(0, date.span.start - 3) : date.span.start]) and not _DIGIT.search(own)
    if invited or _ATTRIBUTE.match(own):
        return False
    if _SIGNED.match(own):
        return False
    if _NUMBER.search(own):
        return not _FOUNDED.search(own)
    at_head = not text[max(0, date.span.start - REACH) : date.span.start].strip(" •·●-")
    at_head = at_head or text[date.span.start - 1] in "。；"
    return not (_OPENED if at_head else _EVENT).search(own)
