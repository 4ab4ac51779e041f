"""Dates opened to intervals by the words around them: 截至, 年底, 以来; and dates that others are compared with."""

import regex

from pipeline.interpret.dates import Date

# 截至 2020 年底, 累计至 11 月末; 自 2015 年以来
_UNTIL = regex.compile(r"(?:截至|截止至?|截止到|累计至|截至目前|止于)\s?$")
_BY = regex.compile(r"(?:到|至)\s?$")
_FROM = regex.compile(r"自从?\s?$")
_SINCE = regex.compile(
    r"\s?(?:\p{Han}{0,12}?)(?:以来|至今|(?<![发一建引兴])起(?=[，,的至]|\s|$|又|开始|全新|陆续)|始(?=[，,\s]|$)|之后至今|迄今)"
)
_END_OF = regex.compile(r"\s?(?:底|末|年底|年末|月底|月末)")
_ENDS_WITH_END = regex.compile(r"[底末]$")
_PLAN_END = regex.compile(r"[”\"]?期?末")
_SAME_YEAR = regex.compile(r"当年|同年")
# 与 2019 年相比, 较 2019 年末, 以 2015 年为基准年, 在 2005 年基础上
_COMPARED_BEFORE = regex.compile(r"(?:较|比|相比于?|相较于?|高于|低于)\s?$")
_BASE_BEFORE = regex.compile(r"(?:与|较|比|相比于?|对比|同|相较于?|以|基于|优于|高于|低于|超过)\s?$")
_BASE_AFTER = regex.compile(
    r"\s?(?:\p{Han}{0,4})(?:的?同期|水平|相较|比较|末?增加|末?增长|末?减少|末?下降|末?上升|末?提高|年?末?降低|末?净增)"
)
_BASE = regex.compile(
    r"\s?(?:年|月)?[底末初]?(?:\p{Han}{0,4})(?:相比|基础上|为基准年?|为基期|为基数|相较|作为基准|为基础)"
)


def is_since(behind: str) -> bool:
    """Whether what stands behind a date says that it began then: 以来, 起."""
    return _SINCE.match(behind) is not None


def opens(text: str, date: Date) -> bool:
    """Whether the words before a date open its interval: 截至, 自."""
    before = text[max(0, date.span.start - 8) : date.span.start]
    return bool(_UNTIL.search(before) or _FROM.search(before))


def is_baseline(text: str, date: Date) -> bool:
    """Whether something is compared with a date, so that nothing belongs to it."""
    before, after = text[max(0, date.span.start - 6) : date.span.start], text[date.span.end : date.span.end + 14]
    if _BASE.match(after) or _COMPARED_BEFORE.search(before):
        return True
    return bool(_BASE_BEFORE.search(before) and _BASE_AFTER.match(after))


def in_edtf(text: str, date: Date, year: int, stop: int) -> str:
    """Write a date in EDTF, opened where the words around it open it.

    Args:
        text: Folded text of the block.
        date: A date of it.
        year: Year of the edition; a date up to it with 到 is an end, a later one a target.
        stop: Offset of the quantity: 当年 in between makes the year of a day.
    """
    before, after = text[max(0, date.span.start - 5) : date.span.start], text[date.span.end : date.span.end + 16]
    surface = text[date.span.start : date.span.end]
    if _SAME_YEAR.search(text, date.span.end, stop):
        return date.end[:4]
    if is_since(after) or _FROM.search(before):
        return f"{date.start}/.."
    if date.start != date.end:
        return date.end if "五" in surface and _PLAN_END.match(after) else date.edtf
    ends = _END_OF.match(after) or _ENDS_WITH_END.search(surface) or (date.year <= year and _BY.search(before))
    return f"../{date.edtf}" if ends or _UNTIL.search(before) else date.edtf
