"""When the blocks of a section were: their dates, and the times that lead-ins, titles and the document give them."""

from functools import lru_cache

import regex

from pipeline.interpret.dates import BEFORE_REPUBLIC, Date
from pipeline.interpret.intervals import in_edtf
from pipeline.interpret.period import as_heading, block_dates, lead_period
from pipeline.interpret.pointed import accounts_of
from pipeline.interpret.reporting import reporting_of
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.model import BlockKind, Document, Reading, Section
from pipeline.recognise import recognise

_FIRST_YEAR = 1900  # what is less counts from the republic
_NAMED_YEAR = regex.compile(r"(?<!\d)(?:(?:19|20)\d{2}|1[0-2]\d)(?=\s?年)")
_OF_REPORT, _RESULTS, _AMONG = (phrasing(f"date.{name}") for name in ("report_title", "results_heading", "among"))


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
    block = as_heading(text)
    return lead_period(block, block_dates(block, recognise(text).exclusions, year, year, about), year)


@lru_cache(maxsize=256)
def _reported_in(title: str, year: int) -> str | None:
    """The time that a title names as that of a report: 2023 年半年度报告."""
    text = fold(title)
    if not _OF_REPORT.search(text):
        return None
    dates = block_dates(as_heading(text), recognise(text).exclusions, year, year)
    return dates[-1].edtf if len({date.year for date in dates}) == 1 else None


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
                reporting_of(self._document.text, self._year),
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
        defined = reporting_of(self._document.text, self._year)
        told = defined[0].edtf if len(defined) == 1 else accounts_of(self._document.text, self._year)
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
