"""The times that the heads, labels and the caption of a table name."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import regex

from pipeline.interpret.full_years import BEFORE_REPUBLIC, NEAR, PLAIN_YEAR, years_in_full
from pipeline.interpret.period import block_dates, lead_period
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.model import MEASURES, Axis, Block, BlockKind, Cell, Role, Span, Table
from pipeline.recognise import recognise
from pipeline.table import TableLabels, bare_of_key, is_year, republican

_YEAR = regex.compile(r"(?:19|20)\d{2}(?=\s?年)|(?<=\()(?:19|20)\d{2}(?=\))")
_YEARS = regex.compile(r"((?:19|20)\d{2})\s?年?\s?(?:[-~—]{1,2}|至)\s?((?:19|20)\d{2})(?=\s?年)")
_MONTHS = regex.compile(r"年\s?(1[0-2]|[1-9])\s?(?:[-~—至]\s?(1[0-2]|[1-9])\s?)?月(?!\s?\d)")
_SPAN = regex.compile(r"\d{4}/\d{4}")
_DIGIT = regex.compile(r"[\d一二三四]|[上下]半年")
_TO_DATE = phrasing("table.to_date")
_REPORT = phrasing("table.report")
_REPUBLICAN_YEAR = phrasing("table.republican_year")
_REPUBLICAN_DIGITS = (2, 3)
_EXPECTED = phrasing("table.expected_year")
_ANY = 2000  # the year in which a part of whatever year is told
_QUARTERS, _MONTHLY = phrasing("table.quarters"), phrasing("table.months")
_YEAR_BEFORE, _THIS_YEAR = phrasing("table.year_before"), phrasing("table.this_year")
_SAME_PART, _WHOLE_YEAR = phrasing("table.same_part"), phrasing("table.whole_year")
_THIS_TERM, _TERM_BEFORE = phrasing("table.this_term"), phrasing("table.term_before")
_END_OF_TERM, _BEGIN_OF_TERM = phrasing("table.end_of_term"), phrasing("table.begin_of_term")
_SAME_TIME, _SCOPE = phrasing("table.same_time"), phrasing("table.scope")
_PARTS_OF_YEAR = regex.compile(r"(?P<first>(?P<year>\d{4})-\d\d)(?:/(?P<last>\d{4}-\d\d))?")
_ANY_YEAR = regex.compile(r"\d{4}")
_ONE_YEAR, _ONE_MONTH = regex.compile(r"\d{4}"), regex.compile(r"(\d{4})-(\d\d)")
_SAME_MONTH = regex.compile(r"(\d{4}-\d\d)/\1")


def times_of(table: Table, row: Axis) -> list[Cell]:
    """The cells that name a row and stand in a column of times: 109 below 年度."""
    cells = (table.cells[index] for index in row.path)
    return [cell for cell in cells if table.columns[cell.column].role is Role.TIME]


def rows_in_full(table: Table, labels: TableLabels, year: int) -> list[tuple[str, ...]]:
    """What names each row, with its time spelled out: 6 below 月份 is 6月, 91 above 109 below 年度 is 2002年.

    Args:
        table: The table.
        labels: Its labels.
        year: The year near which the last of those of the republic lies.
    """
    parts = {
        column: form
        for column, words in enumerate(labels.columns)
        for pattern, form in ((_MONTHLY, "{}月"), (_QUARTERS, "第{}季度"))
        if any(pattern.fullmatch(fold(word)) for word in words)
    }
    timed = [{cell.column for cell in times_of(table, row)} for row in table.rows]
    last: dict[int, int] = {}
    for columns, words in zip(timed, labels.rows, strict=True):
        counted = [int(word) for word in words if word.isdecimal() and len(word) in _REPUBLICAN_DIGITS]
        last.update({column: max(last.get(column, 0), *counted) for column in columns - set(parts) if counted})
    republican = {column for column, latest in last.items() if abs(latest + BEFORE_REPUBLIC - year) <= NEAR}
    if not (parts or republican):
        return labels.rows
    rows: list[tuple[str, ...]] = []
    for columns, words in zip(timed, labels.rows, strict=True):
        form = next((parts[column] for column in columns if column in parts), None)
        if form is None and columns & republican:
            rows.append(tuple(f"{int(word) + BEFORE_REPUBLIC}年" if word.isdecimal() else word for word in words))
        else:
            rows.append(tuple(form.format(word) if form and word.isdecimal() else word for word in words))
    return rows


def column_periods(table: Table, labels: TableLabels, caption: str | None, year: int) -> tuple[str | None, ...]:
    """The period of every column of values: from its heads together, years over months; of a change the latest.

    Args:
        table: The table.
        labels: Its heads and labels.
        caption: The year or month that its caption names alone.
        year: The year that it is about: that of the caption or the edition.
    """
    corner = [fold(word) for words in labels.corner for word in words]
    quarters = any(map(_QUARTERS.fullmatch, corner))  # 季度 | 一 | 二 | 三 | 四
    heads = [
        tuple(f"{word}季" if quarters and not is_year(word) else republican(word) for word in words)
        for words in labels.columns
    ]
    named = [
        period_of(words, year) if axis.role in MEASURES else None
        for axis, words in zip(table.columns, heads, strict=True)
    ]
    periods = list(named)
    for column, words in enumerate(labels.columns):
        period = periods[column]
        if period and _ONE_YEAR.fullmatch(period) and any(map(_TO_DATE.search, words)):
            months = [m[2] for other in periods if other and (m := _ONE_MONTH.fullmatch(other)) and m[1] == period]
            periods[column] = f"{period}-01/{period}-{max(months)}" if months else period
    for column, (axis, words) in enumerate(zip(table.columns, labels.columns, strict=True)):
        if axis.role is Role.VALUE:
            periods[column] = _relative([fold(word) for word in words], periods, column, caption, year)
    for column, (axis, words) in enumerate(zip(table.columns, labels.columns, strict=True)):
        found = named[column]
        told = any(PLAIN_YEAR.search(word) or is_year(word) for word in words)
        own = found and (told or _SPAN.fullmatch(found))  # “十三五”年均增速
        if axis.role in {Role.CHANGE, Role.SHARE} and not own:
            if (level := level_of(table, labels.columns, column)) is not None:
                periods[column] = periods[level]
                continue
            before = [(period.split("/")[-1], at, period) for at, period in enumerate(periods[:column]) if period]
            held = [each for each in before if not any(map(_EXPECTED.fullmatch, map(fold, labels.columns[each[1]])))]
            before = held or before  # no 2030 年目标
            # 增减 / 5月 is of 2023年 / 5月, and of 6月 and 1-6月 the nearest
            alike = [each for each in before if words[1:] and labels.columns[each[1]][-1:] == words[-1:]]
            periods[column] = max(alike or before, default=("", 0, None))[2]
    return tuple(periods)


def level_of(table: Table, heads: Sequence[Sequence[str]], column: int) -> int | None:
    """Which column a change is of: the first of its group, or that whose head begins with the same time.

    当月 / 增减额 beside 当月 / 本期, 当月同比 beside 当月产量 and 累计产量.
    """
    *over, own = heads[column] or ("",)
    scope = _SCOPE.match(own)
    levels = [at for at in range(column) if table.columns[at].role is Role.VALUE and heads[at]]
    grouped = [at for at in levels if over and list(heads[at][:-1]) == over]
    return next(iter(grouped or [at for at in levels if scope and heads[at][-1].startswith(scope[0])]), None)


def _relative(
    heads: Sequence[str], periods: Sequence[str | None], column: int, caption: str | None, year: int
) -> str | None:
    """The period of a column told by that of others: 本期累计 beside 113年第2季, 上年度 below 2021年度."""
    own, same = periods[column], any(map(_SAME_PART.fullmatch, heads))  # 同期 beside 本期
    before = same or any(map(_YEAR_BEFORE.match, heads))
    if not own and any(map(_TO_DATE.search, heads)):
        told = (found for each in (*periods, caption) if each and (found := _PARTS_OF_YEAR.fullmatch(each)))
        latest = max(told, default=None, key=_end)
        own = f"{latest['year']}-01/{_end(latest)}" if latest else None
        own = own and _SAME_MONTH.sub(r"\1", own)  # in January nothing has come together yet
    elif not own and before:
        # what 上年同期 is compared with may be a quarter, which no edition tells
        year_told = str(year) if year and not (same or any(map(_SAME_TIME.match, heads))) else None
        own = (periods[column - 1] if column else None) or caption or year_told
    elif not own and caption and (term := _of_report(heads, caption)):
        own = term
    elif not own and year and any(map(_WHOLE_YEAR.match, heads)):
        own = str(year)
    elif not own and year and any(map(_THIS_YEAR.match, heads)):
        own = caption or str(year)
    return _ANY_YEAR.sub(_one_before, own) if own and before else own


def _of_report(heads: Sequence[str], time: str) -> str | None:
    """The time of a head that tells it by that of its report: 本期, 上期, 期末, 期初; None for others."""
    if any(map(_END_OF_TERM.match, heads)):
        return f"../{time.rpartition('/')[2]}"
    if any(map(_BEGIN_OF_TERM.match, heads)):
        return f"../{int(time[:4]) - 1}"
    if any(map(_THIS_TERM.match, heads)):
        return time
    if any(map(_TERM_BEFORE.match, heads)) and not _ONE_MONTH.fullmatch(time):
        return _ANY_YEAR.sub(_one_before, time)
    return None


def _one_before(year: "regex.Match[str]") -> str:
    return str(int(year[0]) - 1)


def _end(months: "regex.Match[str]") -> str:
    return months["last"] or months["first"]


def period_of(words: Sequence[str], year: int) -> str | None:
    """The period that the heads of a column name together: 2021年 over 6月份."""
    heads = [fold(bare_of_key(word)) for word in words]
    dated = years_in_full([head for head in heads if _DIGIT.search(head) or is_year(head)], year)
    if not dated:
        return None
    if len(dated) > 1 and all(map(is_year, dated)):  # 2020 above 二零二零年 says it twice
        told = {period_of((word,), year) for word in dated}
        return told.pop() if len(told) == 1 else None
    text = "".join(dated)
    block = Block(BlockKind.CELL, text, tuple(range(len(text))), (Span(0, len(text)),))
    joint = lead_period(block, block_dates(block, recognise(text, cell=True).exclusions, year, year), year)
    if len(dated) > 1 and (joint is None or _ONE_YEAR.fullmatch(joint)):
        # 2022年分月用水量 above 1月 is no date that goes on
        return crossed(period_of(words[:-1], year), part_of(words[-1:])) or joint
    return joint


def part_of(words: Sequence[str]) -> str | None:
    """The part of a year that the innermost dated of some words tells, of whatever year; None where it has its own.

    >>> part_of(("用电量", "一季度")), part_of(("0630",)), part_of(("2022年1月",)), part_of(("1月", "2022年"))
    ('2000-01/2000-03', '2000-06-30', None, None)
    """
    told = next(((word, told) for word in reversed(words) if (told := period_of((word,), _ANY))), None)
    return told[1] if told and told[1] != period_of((told[0],), _ANY + 1) else None


def crossed(year: str | None, part: str | None) -> str | None:
    """The time that a year and a part of it tell together, as a column 2022年 and its row 1月 do; None for others.

    >>> crossed("2022", "2000-01/2000-03"), crossed("2022-05", "2000-01"), crossed("2022", None)
    ('2022-01/2022-03', None, None)
    """
    return part.replace(str(_ANY), year) if year and part and _ONE_YEAR.fullmatch(year) else None


def _in_full_year(year: "regex.Match[str]", edition: int) -> str:
    counted = int(year[1]) + BEFORE_REPUBLIC
    return str(counted) if abs(counted - edition) <= NEAR else year[0]


@lru_cache(maxsize=8)  # each table of a document asks
def _reports(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Where lines name the report that they stand in, and the time of each."""
    found = list(_REPORT.finditer(fold(text)))
    return tuple(match.start() for match in found), tuple(map(_reported, found))


def _reported(report: "regex.Match[str]") -> str:
    year = int(report["year"])
    year += BEFORE_REPUBLIC if year < BEFORE_REPUBLIC else 0
    last = "06" if report["half"] else {"一": "03", "三": "09"}.get(report["quarter"])
    return f"{year}-01/{year}-{last}" if last else str(year)


def report_time(text: str, place: int) -> str | None:
    """The time of the report that the last line before a place names as the one it stands in.

    >>> report_time("某某股份有限公司2024年年度报告摘要", 20), report_time("某某公司2024年半年度报告", 20)
    ('2024', '2024-01/2024-06')
    """
    starts, times = _reports(text)
    before = bisect_right(starts, place)
    return times[before - 1] if before else None


def caption_year(caption: str, edition: int) -> str | None:
    """The year that a caption names alone, 2017; with its month where it names one: 2017-08.

    Args:
        caption: The caption, folded.
        edition: The year near which those of the republic lie: 113年12月.
    """
    caption = _REPUBLICAN_YEAR.sub(lambda year: _in_full_year(year, edition), caption)
    if years := _YEARS.search(caption):
        return "/".join(years.groups())
    found = _YEAR.findall(caption)
    if len(found) != 1:
        return None
    months = _MONTHS.search(caption)
    first, last = (f"{found[0]}-{int(months[n]):02}" if months and months[n] else "" for n in (1, 2))
    return f"{first}/{last}" if last else first or found[0]
