"""Dates opened to intervals by the words around them: 截至, 年底, 以来; and dates that others are compared with."""

from pipeline.interpret.dates import Date
from pipeline.lexicon.patterns import phrasing

_UNTIL, _BY, _FROM, _SINCE = (phrasing(f"date.{name}") for name in ("until", "by", "from", "since"))
_END_OF, _ENDS_WITH_END = phrasing("date.end_of"), phrasing("date.ends_with_end")
_PLAN, _PLAN_END = phrasing("date.plan"), phrasing("date.plan_end")
_SAME_YEAR = phrasing("date.same_year")
_COMPARED_BEFORE = phrasing("date.compared_before")
_BASE, _BASE_OF_ALL = phrasing("date.base"), phrasing("date.base_of_all")
_STARTS_BEFORE, _STARTS_AFTER = phrasing("date.starting"), phrasing("date.starting_level")
_NEAR = 3  # characters before a date that may say what it is of the rest
_ACCOUNTS = phrasing("date.accounts")
_ASIDE_BEFORE, _ASIDE = phrasing("date.aside_before"), phrasing("date.aside")
_LEVEL_COMPARED = phrasing("date.level_compared")
_LEVEL_BEFORE, _LEVEL_AFTER = phrasing("date.level_before"), phrasing("date.level_after")
_BASE_WITH, _BASE_FAR = phrasing("date.base_with"), phrasing("date.base_far")
_BASE_BEFORE, _BASE_AFTER = phrasing("date.base_before"), phrasing("date.base_after")


def is_since(behind: str) -> bool:
    """Whether what stands behind a date says that it began then: 以来, 起."""
    return _SINCE.match(behind) is not None


def opens(text: str, date: Date) -> bool:
    """Whether the words before a date open its interval: 截至, 自."""
    before = text[max(0, date.span.start - 12) : date.span.start]
    return bool(_UNTIL.search(before) or _FROM.search(before))


def is_until(text: str, date: Date) -> bool:
    """Whether something is to be so by a date, which is then that of the plan itself: 到 2010 年将达到."""
    return _BY.search(text, max(0, date.span.start - _NEAR), date.span.start) is not None


def is_plan(text: str, date: Date) -> bool:
    """Whether a date is the name of a five-year plan: “十三五”管网改造."""
    return _PLAN.search(text, date.span.start, date.span.end) is not None


def is_compared(text: str, date: Date) -> bool:
    """Whether something is compared with a date, so that nothing belongs to it."""
    before, after = text[max(0, date.span.start - 16) : date.span.start], text[date.span.end : date.span.end + 20]
    if _BASE.match(after) or _COMPARED_BEFORE.search(before):
        return True
    if _STARTS_BEFORE.search(before) and _STARTS_AFTER.match(text, date.span.end):
        return True
    if _ASIDE_BEFORE.search(before) and _ASIDE.match(text, date.span.end):
        return True  # 9 亿元（2007 年：6 亿元），增加 48%
    if _LEVEL_BEFORE.search(before) and _LEVEL_AFTER.match(after):
        return True
    if _LEVEL_COMPARED.match(text, date.span.end):
        return True
    if _BASE_WITH.search(before) and _BASE_FAR.match(after):
        return True  # 2022 年同 2018 年改造前相比
    return bool(_BASE_BEFORE.search(before) and _BASE_AFTER.match(after))


def compares_all(text: str, date: Date) -> bool:
    """Whether all of a sentence is compared with a date, and not a clause alone: 与 2020 年相比, 在 2005 年基础上."""
    return _BASE_OF_ALL.match(text, date.span.end) is not None


def at_end(text: str, date: Date) -> str:
    """Write the date of a level in EDTF, opened where it stood at the end of a year: 由 2017 年底的 5.89 亿平方米."""
    ends = _END_OF.match(text, date.span.end) or _ENDS_WITH_END.search(text, date.span.start, date.span.end)
    return f"../{date.end}" if ends and date.start[:4] == date.end[:4] else date.edtf


def all_in_edtf(text: str, dates: list[Date]) -> list[str]:
    """Write the dates of a list in EDTF; what opens one opens all: 截至 2018 年及 2020 年末; but 止年度 none."""
    if any(_ACCOUNTS.search(text, date.span.start, date.span.end) for date in dates):
        return [date.edtf for date in dates]
    written = [in_edtf(text, date, 0, 0) for date in dates]
    if not any(each.startswith("../") for each in written):
        return written
    return [each if each.startswith("../") else f"../{date.end}" for each, date in zip(written, dates, strict=True)]


def in_edtf(text: str, date: Date, year: int, stop: int, *, planned: bool = False) -> str:
    """Write a date in EDTF, opened where the words around it open it.

    Args:
        text: Folded text of the block.
        date: A date of it.
        year: Year of the edition; a date up to it with 到 is an end, a later one a target.
        stop: Offset of the quantity: 当年 in between makes the year of a day.
        planned: Whether the quantity was a plan, so that 到 makes a target of any year.
    """
    before, after = text[max(0, date.span.start - 12) : date.span.start], text[date.span.end : date.span.end + 16]
    surface = text[date.span.start : date.span.end]
    if date.start[:4] == date.end[:4] and _SAME_YEAR.search(text, date.span.end, stop):
        return date.end[:4]
    if _ACCOUNTS.search(surface):
        return date.edtf
    if is_since(after):
        return f"{date.start}/.."
    if date.start != date.end:
        if _PLAN.search(surface) and _PLAN_END.match(after):
            return date.end
        # 一季度末, 上半年末: the end of a part of a year, at which a balance stands
        return f"../{date.end}" if _END_OF.match(after) and date.start[:4] == date.end[:4] else date.edtf
    if _FROM.search(before):
        return f"{date.start}/.."
    reached = date.year <= year and not planned and _BY.search(before)
    ends = _END_OF.match(after) or _ENDS_WITH_END.search(surface) or reached
    return f"../{date.edtf}" if ends or _UNTIL.search(before) else date.edtf
