"""Dates as written to EDTF: 2020 年 1-11 月, 二〇二〇年, “十四五”期间, 上半年, 去年."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from pipeline.lexicon.dates import DateForm, date_forms_in, listed_dates
from pipeline.model import Span

_SHORT_YEAR = 2  # 2018-20
_SHORT_YEARS, _CENTURY = 100, 2000
_CN = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "0": 0}
_REPUBLIC = "民国"  # its year 1 is 1912
BEFORE_REPUBLIC = 1911
_MINGUO_FIRST, _MINGUO_END = 100, 130  # 109 年 6 月: three digits are a year of the republic
_QUARTER_MONTHS, _HALF_MONTHS, _YEAR_MONTHS = 3, 6, 12
_CODED_MONTHS = {"H": _HALF_MONTHS, "Q": _QUARTER_MONTHS, "M": 1}
_LETTER_SPACED = regex.compile(r"(?<=\d) (?=\d)")
_KNOWN = regex.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Date:
    """A date or interval of the text.

    Attributes:
        span: Where it stands in the block.
        start: EDTF of its beginning: `2020`, `2020-11` or `2020-11-30`.
        end: EDTF of its end; as `start` for a single date.
        parts: The dates of a list (`2019 年和 2020 年`), in order; empty for one date.
        compared: Whether something is compared with it, so that nothing belongs to it.
        relative: Whether it is a word that points to a year: 去年.
    """

    span: Span
    start: str
    end: str
    parts: tuple["Date", ...] = ()
    compared: bool = False
    relative: bool = False

    @property
    def edtf(self) -> str:
        """The date in EDTF."""
        return self.start if self.start == self.end else f"{self.start}/{self.end}"

    @property
    def year(self) -> int:
        """The year it ends in."""
        return int(self.end[:4])


def between(dates: tuple[Date, ...], start: int, stop: int) -> tuple[Date, ...]:
    """Those of some dates in order that begin at or behind one offset and before another."""
    if not dates:  # most blocks have none
        return dates
    return dates[bisect_left(dates, start, key=_start) : bisect_left(dates, stop, key=_start)]


def _start(date: Date) -> int:
    return date.span.start


def parse_date(surface: str, span: Span, year: int) -> Date | None:
    """Read a date.

    Args:
        surface: The date as written, folded.
        span: Where it stands.
        year: Year of a date that names none; 0 where it is not known.

    Returns:
        The date; None for centuries, decades and other dates that are no period.

    >>> parse_date("2020 年 1-11 月", Span(0, 11), 2020).edtf
    '2020-01/2020-11'
    """
    ends = _ends(surface, year)
    return Date(span, *ends, _parts(surface, span, year)) if ends else None


def _parts(surface: str, span: Span, year: int) -> tuple[Date, ...]:
    """The dates of a list, each of the year of the one before where it names none."""
    form = _form_of(surface)
    listed = listed_dates().get(form[0].id) if form else None
    if listed is None:
        return ()
    found: list[Date] = []
    for each in listed.pattern.finditer(surface):
        ends = _READERS[listed.reader](each, found[-1].year if found else year)
        found.append(Date(Span(span.start + each.start(), span.start + each.end()), *ends))
    return tuple(found) if len(found) > 1 else ()


def _ends(surface: str, year: int) -> tuple[str, str] | None:
    found = _form_of(_LETTER_SPACED.sub("", surface))
    read = _READERS.get(found[0].reader) if found else None
    if found is None or read is None:
        return None
    start, end = read(found[1], year)
    return (start, end) if _KNOWN.match(start) else None


@lru_cache(maxsize=1024)  # a casebook writes few dates, each many times
def _form_of(surface: str) -> tuple[DateForm, "regex.Match[str]"] | None:
    """The first form that is found in a date as written."""
    tried = ((form, form.pattern.search(surface)) for form in date_forms_in(surface))
    return next(((form, match) for form, match in tried if match), None)


def plan_years(ordinal: str) -> tuple[int, int]:
    """First and last year of a Chinese five-year plan: 十四五 is 2021 to 2025."""
    last = 2025 + 5 * (_CN[ordinal] - 4)
    return last - 4, last


def part_of_plan(plan: Date, match: "regex.Match[str]") -> Date:
    """Some of the years of a five-year plan, by what stands behind its name: 十四五 with 前三年."""
    years, (first, last) = _number(match["years"]), (int(plan.start), int(plan.end))
    first, last = (first, first + years - 1) if match["first"] else (last - years + 1, last)
    return replace(plan, span=Span(plan.span.start, match.end()), start=str(first), end=str(last))


def _number(numeral: str) -> int:
    if numeral.startswith(_REPUBLIC):
        value = _number(numeral.removeprefix(_REPUBLIC).strip())
        return value if value > BEFORE_REPUBLIC else value + BEFORE_REPUBLIC
    if "百" in numeral:  # 一百零八 after 民国 or before 年度, which only the republic counts
        hundreds, _, rest = numeral.partition("百")
        value = _CN[hundreds] * _MINGUO_FIRST + (_number(rest.lstrip("〇零")) if rest else 0)
        return value + BEFORE_REPUBLIC
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return (_CN[tens] if tens else 1) * 10 + (_CN[ones] if ones else 0)
    digits = (str(2 if character == "两" else _CN.get(character, character)) for character in numeral)
    value = int("".join(digits))
    return value + BEFORE_REPUBLIC if _MINGUO_FIRST <= value < _MINGUO_END else value


def _year(match: "regex.Match[str]", year: int, group: str = "y") -> int:
    written = match.groupdict().get(group)
    value = _number(written) if written else year
    return value + _CENTURY if 0 < value < _SHORT_YEARS else value  # 18 年二季度


def _month(year: int, month: int) -> str:
    return f"{year}-{month:02d}"


def _first_days(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    """The first days of a month: 7 月前 15 日."""
    _, last = _full(match, year)
    return f"{last[:-2]}01", last


def _full(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    date = f"{_month(_year(match, year), _number(match['m']))}-{_number(match['d']):02d}"
    return date, date


def _accounting(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    """The months that accounts up to a day are for: 2023 年 6 月 30 日止六个月; a calendar year is the year."""
    last, month = _year(match, year), _number(match["m"])
    named = _number(match["n"]) if match["n"] else None
    months = named or (_QUARTER_MONTHS if match["quarter"] else _HALF_MONTHS if match["half"] else _YEAR_MONTHS)
    if months == _YEAR_MONTHS == month:
        return str(last), str(last)
    before = last * _YEAR_MONTHS + month - months
    return _month(before // _YEAR_MONTHS, before % _YEAR_MONTHS + 1), _month(last, month)


def _days(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    first, _ = _full(match, year)
    last = _number(match["y2"]) if match["y2"] else int(first[:4])
    month = _number(match["m2"] or match["m"])
    return first, f"{_month(last, month)}-{_number(match['d2']):02d}"


def _months(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    first = _year(match, year)
    last = _number(match["y2"]) if match["y2"] else first
    return _month(first, _number(match["m"])), _month(last, _number(match["m2"]))


def _single_month(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    date = _month(_year(match, year), _number(match["m"]))
    return date, date


def _quarter(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    year = _year(match, year)
    last = _number(match["q2"] or match["q"])
    first = 1 if match["first"] or match["report"] else _number(match["q"]) if match["q2"] else last
    return _month(year, (first - 1) * _QUARTER_MONTHS + 1), _month(year, last * _QUARTER_MONTHS)


def _coded(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    """24Q1-Q3 and 9M24: a part of a year, or all of it up to one."""
    year, months = _year(match, year), _CODED_MONTHS[match["part"]]
    first, last = int(match["n"]), int(match["n2"] or match["n"])
    return _month(year, 1 if months == 1 else first * months - months + 1), _month(year, last * months)


def _half(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    year = _year(match, year)
    return (_month(year, 1), _month(year, 6)) if match["half"] == "上" else (_month(year, 7), _month(year, 12))


def _first_months(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    return _month(year, 1), _month(year, _number(match["n"]))


def _years(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    first, last = _year(match, year), match["y2"]
    last = str(first)[:2] + last if len(last) == _SHORT_YEAR else str(_number(last))
    return min(str(first), last), max(str(first), last)  # 113 及 112 年度


def _plan(match: "regex.Match[str]", _: int) -> tuple[str, str]:
    first, last = plan_years(match["plan"])
    return str(first), str(last)


def _year_only(match: "regex.Match[str]", year: int) -> tuple[str, str]:
    date = f"20{match['fy']}" if match["fy"] else str(_year(match, year))
    return date, date


_READERS: dict[str, Callable[["regex.Match[str]", int], tuple[str, str]]] = {
    "plan": _plan,
    "coded": _coded,
    "accounting": _accounting,
    "first_days": _first_days,
    "days": _days,
    "quarter": _quarter,
    "half": _half,
    "first_months": _first_months,
    "months": _months,
    "day": _full,
    "month": _single_month,
    "years": _years,
    "year": _year_only,
}
