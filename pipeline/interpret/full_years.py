"""Times at the heads of tables with their year written out: 98 年度, 2025E, 1-3月 over 2024年."""

from collections.abc import Sequence

import regex

from pipeline.lexicon.patterns import phrasing
from pipeline.recognise import recognise
from pipeline.table import is_quarter, year_and_unit

BEFORE_REPUBLIC, NEAR = 1911, 8
_TOLD_AS = phrasing("table.told_as")
_HALF, _QUARTER = phrasing("table.half_year_report"), phrasing("table.quarter")
PLAIN_YEAR = regex.compile(r"(?:19|20)\d\d|2100")
_RATED_YEAR = regex.compile(
    r"(?:(?P<century>19|20)|(?=\d\d[A-Z]))(?P<year>\d\d)\s?[AEFe]"
)  # 2024A, 25E: reported, estimated
_REPUBLICAN = regex.compile(
    r"(?P<year>[6-9]\d|1[0-2]\d|[六七八九]十[一二三四五六七八九]?|一百(?:零?[一二三四五六七八九]|[一二]?十[一二三四五六七八九]?)?)"
    rf"\s?年(?P<rest>\s?度|[度底]?(?:{_TOLD_AS.pattern})\p{{Han}}{{0,2}}|.*\d.*)?"
)
_BRACKETED = regex.compile(r"\s?\([^()\d]*\)$")
_REPUBLICAN_DAY = regex.compile(r"([6-9]\d|1[0-2]\d)[./](\d{1,2})[./](\d{1,2})")  # 110.3.31
_AND_TERM = regex.compile(r"(?<=[末底])\s?/\s?\S+$")  # 2023年3月末/1-3月, 2022年末/度
_UP_TO_DAY = regex.compile(r"(\d{4}\s?年)\s?度?\s?(截[至止])\s?(?=\d{1,2}\s?月)")  # 2025 年度截至 3 月 31 日
# 截至6月30日止六个月 over 2024年, 1-3月 2025年: a part of a year ahead of it
_PART = regex.compile(r"(?:\d{1,2}\s?[-~至]\s?)?[一二三四五六七八九十\d]{1,3}\s?月|[上下]半年|第?[一二三四1-4]\s?季")
_PART_AND_YEAR = regex.compile(
    r"(?P<part>[^\s年]*(?:[月日季度]|半年|止\S+))\s+(?P<year>(?:19|20)\d\d\s?年?(?:\s?\([^()]*\))?)"
)
_YEAR_ALONE = regex.compile(r"(?P<year>(?:\d{4}|[二〇零○一三四五六七八九]{4})\s?年)\s?度?(?:\s?\([^()]*\))?")
_OVER_TWO_YEARS = regex.compile(r"(?:FY\s?)?(?P<first>(?:19|20)\d\d)\s?[/-]\s?(?:20)?(?P<last>\d\d)(?:\s?财?年度?)?")


def years_in_full(words: Sequence[str], year: int) -> list[str]:
    """Times with their years written out, each year with the part of it that stands above or before it.

    Args:
        words: The words that tell them, folded, from the outside in.
        year: The year that the table is about.

    >>> years_in_full(["截至6月30日止六个月", "2024年"], 2024), years_in_full(["1-3月 2025"], 2025)
    (['截至2024年6月30日止六个月'], ['2025年1-3月'])
    """
    split = [_PART_AND_YEAR.fullmatch(word) for word in words]
    parts = [part for word, both in zip(words, split, strict=True) for part in (both.groups() if both else (word,))]
    return _joined([_in_full(part, year) for part in parts])


def _joined(dated: Sequence[str]) -> list[str]:
    """Times of which the year stands below a part of it as one: 截至6月30日止六个月 over 2024年."""
    for at, word in enumerate(dated[1:], 1):
        part = _PART.search(dated[at - 1])
        alone = _YEAR_ALONE.fullmatch(word)
        if alone and part and "年" not in dated[at - 1][: part.start()]:
            own = dated[at - 1]
            return [*dated[: at - 1], f"{own[: part.start()]}{alone['year']}{own[part.start() :]}", *dated[at + 1 :]]
    return list(dated)


def _in_full(word: str, year: int) -> str:
    """A head with its year written out: 2019, 2025E, 98 年度, 2022年中报."""
    word = _AND_TERM.sub("", _HALF.sub("年上半年", word))
    if is_quarter(word):
        return f"{word[:2]}月{word[2:]}日"
    quarter = _QUARTER.fullmatch(word)
    if quarter:
        word = f"{_in_full(quarter['year'], year) if quarter['year'] else ''}第{quarter['quarter']}季度"
    if told := year_and_unit(word):
        word = told[0]
    if PLAIN_YEAR.fullmatch(bare := word.strip("()")):  # (2021)
        return f"{bare}年"
    if (both := _OVER_TWO_YEARS.fullmatch(word)) and (int(both["first"]) + 1) % 100 == int(both["last"]):
        return f"{both['first']}/{both['last']}年度"
    rated = _RATED_YEAR.fullmatch(word)
    if rated:
        return f"{rated['century'] or 20}{rated['year']}年"
    day = _REPUBLICAN_DAY.fullmatch(word)
    if day and abs(int(day[1]) + BEFORE_REPUBLIC - year) <= NEAR:
        return f"{int(day[1]) + BEFORE_REPUBLIC}年{day[2]}月{day[3]}日"
    republican = _REPUBLICAN.fullmatch(_BRACKETED.sub("", word))  # 112年(度)
    counted = _worth(republican["year"]) if republican else 0
    if republican and abs(counted + BEFORE_REPUBLIC - year) <= NEAR:
        word = f"{counted + BEFORE_REPUBLIC}年{(republican['rest'] or '').strip('度 ')}"
    return _UP_TO_DAY.sub(r"\2\1", word)


def _worth(number: str) -> int:
    reading = recognise(number, cell=True)
    worth = [*(mention.low for mention in reading.mentions), *(exclusion.low for exclusion in reading.exclusions)]
    return next((int(low) for low in worth if low is not None), 0)
