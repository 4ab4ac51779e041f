"""The time a quantity belongs to, in EDTF, and the time it is compared with."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.dates import BEFORE_REPUBLIC, Date, between, parse_date
from pipeline.interpret.intervals import compares_all, in_edtf, is_compared
from pipeline.interpret.pointed import ITS_YEAR, Told, accounts_of, pointed, pointing, same_part, shifted, year_from
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Block, BlockKind, Document, Exclusion, Mention, Reading, Reason, Section, Span
from pipeline.recognise import recognise

# 98 年度 in a book that counts by the republic
_REPUBLICAN = regex.compile(r"(?<![\d国])(?<!国\s)(?:[5-9]\d|1[0-2]\d)(?!\d)(?=\)?\s?(?:年|[、和及与至到~-]))")
_NAMED = r"民国\g<0>"
_YEAR = len("2020")
_FIRST_YEAR = 1900  # what is less counts from the republic
_FOUNDED, _RECORD_SINCE = phrasing("date.founded"), phrasing("date.record_since")
_PAUSE, _SEMICOLON = regex.compile(r"[，,]"), regex.compile(r"[；;]")
_NAMED_YEAR = regex.compile(r"(?<!\d)(?:(?:19|20)\d{2}|1[0-2]\d)(?=\s?年)")
_OF_REPORT = phrasing("date.report_title")
_AMONG = phrasing("date.among")
_YEAR_START, _YEAR_ON_YEAR = phrasing("date.year_start"), phrasing("date.year_on_year")
_RUNNING_TO, _RUNS_FROM = phrasing("date.running_to"), phrasing("date.runs_from")
_STRETCH, _RESULTS = phrasing("date.stretch"), phrasing("date.results_heading")
_LIST_COMPARED, _COMPARES_LIST = phrasing("date.list_compared"), phrasing("date.compares_list")


def block_dates(
    block: Block, exclusions: tuple[Exclusion, ...], year: int, current: int, about: str | None = None
) -> tuple[Date, ...]:
    """All dates of a block, in order; a bare month takes the year named before it, else `current`.

    Args:
        block: The block.
        exclusions: Its exclusions; those with reason `date` are its dates.
        year: Year of the edition.
        current: Year that the block is about.
        about: The time that it reports on, in EDTF, where that is told above it.
    """
    text = fold(block.text)
    found: list[Date] = []
    book = current
    told_of = int(about.rpartition("/")[2][:_YEAR]) if about else current
    written = {exclusion.span for exclusion in exclusions if exclusion.reason is Reason.DATE}
    words = pointing(text) if year else {}
    for span in sorted({*written, *words}, key=lambda span: (span.start, span.end)):
        if span in words:
            date = pointed(words[span], Told(book, told_of, about, found))
            if date and found and found[-1].span.end >= date.span.start:  # 二零二五年中期业绩
                date = replace(date, span=Span(found.pop().span.start, date.span.end))
            found += [same_part(text, date, found, about)] if date else []
            continue
        its_year = ITS_YEAR.search(text, max(0, span.start - 6), span.start)
        told = year_from(its_year[0].strip("度的 "), book, book) if year and its_year else current
        surface = text[span.start : span.end]
        date = parse_date(_REPUBLICAN.sub(_NAMED, surface) if block.republic else surface, span, told)
        if date:
            found.append(same_part(text, date, found, about))
            # 相较 2023 年上半年增长 33%，其中一季度 40 万台; 创 2020 年 12 月以来新低，7 月 4%: of neither year
            passing = is_compared(text, date) or _RECORD_SINCE.match(text, date.span.end)
            goes_on = (date.year <= year or not year) and not passing
            current, told_of = (date.year, date.year) if goes_on else (current, told_of)
    apart = [each for date in found for each in _compared_apart(text, date)]
    return tuple(_joined(text, apart))


def _compared_apart(text: str, date: Date) -> tuple[Date, ...]:
    """A list of years of which some are compared with others, as dates by themselves: 2015 年与 2010 年相比."""
    alone = (replace(date, compared=True) if is_compared(text, date) else date,)
    if not date.parts:
        return alone
    pause = _PAUSE.search(text, date.span.start, date.span.end)
    if _COMPARES_LIST.search(text[max(0, date.span.start - 4) : date.span.start]) and pause:
        return tuple(replace(part, compared=part.span.start < pause.start()) for part in date.parts)
    if pause or not (_LIST_COMPARED.match(text, date.span.end) or alone[0].compared):
        return alone
    earliest = min(date.parts, key=lambda part: part.start)
    return tuple(replace(part, compared=part is earliest) for part in date.parts)


def _joined(text: str, dates: list[Date]) -> Iterator[Date]:
    """Dates in order, beginning and end of one stretch as one: 自 2011 年起至 2020 年, 2023 年下半年至 2024 年."""
    waiting: Date | None = None
    for date in dates:
        if waiting is not None and _runs_to(text, waiting, date):
            waiting = replace(waiting, span=Span(waiting.span.start, date.span.end), end=date.end)
            continue
        if waiting is not None:
            yield waiting
        waiting = date
    if waiting is not None:
        yield waiting


def _runs_to(text: str, first: Date, last: Date) -> bool:
    """Whether one date is the beginning and the next the end of a stretch."""
    start, stop = first.span.end, last.span.start
    if _STRETCH.fullmatch(text, start, stop):
        return not (first.compared or first.parts or last.parts) and first.end < last.start
    from_then = _RUNS_FROM.search(text[max(0, first.span.start - 3) : first.span.start])
    return from_then is not None and _RUNNING_TO.fullmatch(text, start, stop) is not None


def read_baseline(context: Context, mention: Mention, dates: tuple[Date, ...], period: str | None) -> str | None:
    """Read the time that a quantity is compared with.

    Args:
        context: Where it stands.
        mention: The quantity.
        dates: The dates of its block.
        period: Its period, from which 同比 tells the time before.
    """
    here = between(dates, context.sentence.start, mention.span.start)
    text, clause = context.text, context.clause.start
    named = next((date for date in reversed(here) if date.compared and not date.relative), None)
    parted = named is not None and _SEMICOLON.search(text, named.span.end, clause)
    again = _YEAR_ON_YEAR.search(context.clause_before)
    if named and named.span.start < clause and (parted or again) and not compares_all(text, named):
        named = None  # 比上半年加快 2.5 个百分点；7 月同比增长 25.7%
    if any(date.compared and date.edtf == period for date in here):
        return None  # 较去年同期的 5 吨: the level that something else is compared with
    told = in_edtf(text, named, 0, 0).removeprefix("../") if named else _implied_baseline(context, period)
    return told if told != period else None


def _implied_baseline(context: Context, period: str | None) -> str | None:
    """The baseline of 同比 and 较年初, which name none but follow from the period."""
    last = period.rpartition("/")[2] if period else ""
    if period is None or not last[:_YEAR].isdigit():
        return None
    if _YEAR_START.search(context.clause_before):
        return f"{last[:_YEAR]}-01"
    return shifted(period.removeprefix("../"), -1) if _YEAR_ON_YEAR.search(context.clause_before) else None


def lead_period(block: Block, dates: tuple[Date, ...], year: int) -> str | None:
    """The period that a heading, header or lead-in gives to what it introduces: `2018-2020 年…行动：`.

    Args:
        block: The block that introduces.
        dates: Its dates.
        year: Year of the edition.

    Returns:
        The one date of its last sentence in EDTF, or the one that the others lie in: 2022 年概况（基准日：2022 年 12 月
        31 日）; None for none or several, or the date of a founding.
    """
    text = fold(block.text)
    last = block.sentences[-1].start if block.sentences else 0
    usable = [date for date in dates if date.span.start >= last and not date.compared]
    widest = min(usable, key=lambda date: len(date.edtf), default=None)
    if widest is None or not all(_lies_in(date, widest) for date in usable):
        return None
    if _FOUNDED.search(text[widest.span.end : widest.span.end + 12]):
        return None
    return in_edtf(text, widest, year, len(text))


def _lies_in(date: Date, other: Date) -> bool:
    return all(day.startswith(other.edtf) for day in date.edtf.split("/")) or date.edtf == other.edtf


@lru_cache(maxsize=256)  # a heading stands above many blocks
def _year_named(title: str) -> int | None:
    """The one year that a heading names: 二、2022 年工作, 111 年度用電."""
    years = {int(match[0]) for match in _NAMED_YEAR.finditer(fold(title))}
    year = years.pop() if len(years) == 1 else 0
    return (year if year >= _FIRST_YEAR else year + BEFORE_REPUBLIC) if year else None


@lru_cache(maxsize=256)  # the title of a book stands above all of its blocks
def _results_of(title: str, year: int, about: str | None) -> str | None:
    """The period of which a title announces the results: 2024 年前三季度业绩预增公告, 上年同期业绩."""
    text = fold(title)
    if not _RESULTS.search(text):
        return None
    block = _heading(text)
    return lead_period(block, block_dates(block, recognise(text).exclusions, year, year, about), year)


@lru_cache(maxsize=256)
def _reported_in(title: str, year: int) -> str | None:
    """The time that a title names as that of a report: 2023 年半年度报告."""
    text = fold(title)
    if not _OF_REPORT.search(text):
        return None
    dates = block_dates(_heading(text), recognise(text).exclusions, year, year)
    return dates[-1].edtf if len({date.year for date in dates}) == 1 else None


def _heading(text: str) -> Block:
    return Block(BlockKind.HEADING, text, tuple(range(len(text))), (Span(0, len(text)),))


class SectionDates:
    """The dates of a section's blocks and the periods they give to what they introduce, each read once."""

    def __init__(self, section: Section, readings: tuple[Reading, ...], document: Document) -> None:
        """Take the section, what was read in each of its blocks, and the document with the year of the edition."""
        self._section = section
        self._readings = readings
        self._document = document
        self._year = document.edition
        self._dates: dict[int, tuple[Date, ...]] = {}
        self._periods: dict[int, str | None] = {}

    def of(self, index: int) -> tuple[Date, ...]:
        """All dates of a block, in order."""
        if index not in self._dates:
            self._dates[index] = block_dates(
                self._section.blocks[index],
                self._readings[index].exclusions,
                self._year,
                self._current(index),
                self._about(index),
            )
        return self._dates[index]

    def _about(self, index: int) -> str | None:
        """The time that a block reports on: that of its lead-in, of the document's accounts or of a title above it."""
        block = self._section.blocks[index]
        leading = self.lead(block.lead_in) if block.lead_in is not None and block.lead_in < index else None
        if leading and ".." not in leading:
            return leading
        return self.over(index) or self._reported(index)

    def _reported(self, index: int) -> str | None:
        """The time that the accounts of the document or a title above a block are of."""
        told = accounts_of(self._document.text, self._year)
        titles = self._section.titles_over(self._section.blocks[index])
        return told or next((period for title in titles if (period := _reported_in(title, self._year))), None)

    def _current(self, index: int) -> int:
        """The year that the nearest heading above a block names, if it names one that is over; else the edition's."""
        titles = self._section.titles_over(self._section.blocks[index])
        named = next((year for title in titles if (year := _year_named(title))), self._year)
        return min(named, self._year)

    def lead(self, index: int) -> str | None:
        """The period that a block gives to what it introduces."""
        if index not in self._periods:
            self._periods[index] = lead_period(self._section.blocks[index], self.of(index), self._year)
        return self._periods[index]

    def handed_on(self, index: int) -> str | None:
        """The period that the paragraph before hands on to a block that begins with 其中."""
        before = self._section.blocks[index - 1] if index else None
        if not before or before.kind is not BlockKind.PARAGRAPH:
            return None
        if not _AMONG.match(fold(self._section.blocks[index].text)):
            return None
        told = next((date for date in reversed(self.of(index - 1)) if not date.compared), None)
        text = fold(before.text)
        return in_edtf(text, told, self._year, len(text)) if told else None

    def over(self, index: int) -> str | None:
        """The period of which the nearest heading that names one tells the results: 2024 年第四季度业绩摘要."""
        titles, about = self._section.titles_over(self._section.blocks[index]), self._reported(index)
        return next((period for title in titles if (period := _results_of(title, self._year, about))), None)
