"""The time a quantity belongs to, in EDTF, and the time it is compared with."""

from dataclasses import dataclass

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.dates import Date, between, parse_date
from pipeline.interpret.governing import governing_period
from pipeline.interpret.intervals import in_edtf, is_baseline
from pipeline.lexicon.characters import fold
from pipeline.model import Block, Exclusion, Mention, Reading, Reason, Section, Span, Status

_RELATIVE = {"去年": -1, "上年": -1, "上年度": -1, "前年": -2, "今年": 0, "本年度": 0, "本年": 0, "明年": 1}
_RELATIVE_PATTERN = regex.compile(
    rf"(?:{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})(?!度?的(?!\s?[\d一二三四五六七八九十百千]))"
)
_FORMULA = regex.compile(r"[=＝]")
_FOUNDING = regex.compile(r"成立|创立|上市|启动|签约")
_YEAR_START = regex.compile(r"(?:较|比)\s?(?:上?年初|上年末|上年底|年初)")
_YEAR_ON_YEAR = regex.compile(r"同比|(?:较|比)(?:上年|去年|上一年)(?:同期)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """The time of a quantity and the time it is compared with, both in EDTF; None for none."""

    period: str | None
    baseline: str | None


def block_dates(block: Block, exclusions: tuple[Exclusion, ...], year: int) -> tuple[Date, ...]:
    """All dates of a block, in order; a bare month takes the year named before it, else `year`.

    Args:
        block: The block.
        exclusions: Its exclusions; those with reason `date` are its dates.
        year: Year of the edition.
    """
    text = fold(block.text)
    found, current = [], year
    spans = [exclusion.span for exclusion in exclusions if exclusion.reason is Reason.DATE]
    for span in spans:
        date = parse_date(text[span.start : span.end], span, current)
        if date:
            found.append(date)
            current = date.year if date.year <= year or not year else current
    for match in _RELATIVE_PATTERN.finditer(text) if year else ():
        relative = str(year + _RELATIVE[match[0]])
        found.append(Date(Span(*match.span()), relative, relative))
    return tuple(sorted(found, key=lambda date: date.span.start))


def read_period(
    context: Context,
    mention: Mention,
    dates: tuple[Date, ...],
    block: Block,
    status: Status,
    inherited: str | None,
    year: int,
) -> Dated:
    """Read the period and baseline of a mention.

    Args:
        context: Where it stands.
        mention: The mention.
        dates: The dates of its block.
        block: Its block.
        status: Its status: a plan belongs to no past time.
        inherited: Period of the lead-in or heading that introduces the block, or None.
        year: Year of the edition.
    """
    period = None
    if not (context.bracketed and _FORMULA.search(_bracket(context))):  # （10KG 旧衣=1 棵梭梭树） holds at any time
        period = governing_period(context, mention, dates, block, inherited, year)
    if period and status is Status.PLANNED and _is_past(period, year) and period[:4] not in context.clause_before:
        period = None
    here = between(dates, context.sentence.start, mention.span.start)
    named = next((date.edtf for date in reversed(here) if is_baseline(context.text, date)), None)
    return Dated(period, named or _implied_baseline(context, period))


def _implied_baseline(context: Context, period: str | None) -> str | None:
    """The baseline of 同比 and 较年初, which name none but follow from the period."""
    last = period.rpartition("/")[2][:4] if period else ""
    if not last.isdigit():
        return None
    if _YEAR_START.search(context.clause_before):
        return f"{last}-01"
    return str(int(last) - 1) if _YEAR_ON_YEAR.search(context.clause_before) else None


def _is_past(period: str, year: int) -> bool:
    return "/" not in period and int(period[:4]) <= year


def _bracket(context: Context) -> str:
    return context.sentence_before.rpartition("(")[2] + context.sentence_after.partition(")")[0]


def lead_period(block: Block, dates: tuple[Date, ...], year: int) -> str | None:
    """The period that a heading, header or lead-in gives to what it introduces: `2018-2020 年…行动：`.

    Args:
        block: The block that introduces.
        dates: Its dates.
        year: Year of the edition.

    Returns:
        The one date of its last sentence in EDTF; None for none or several, or the date of a founding.
    """
    text = fold(block.text)
    last = block.sentences[-1].start if block.sentences else 0
    usable = [date for date in dates if date.span.start >= last and not is_baseline(text, date)]
    if len(usable) != 1 or _FOUNDING.search(text[usable[0].span.end : usable[0].span.end + 12]):
        return None
    return in_edtf(text, usable[0], year, len(text))


class SectionDates:
    """The dates of a section's blocks and the periods they give to what they introduce, each read once."""

    def __init__(self, section: Section, readings: tuple[Reading, ...], year: int) -> None:
        """Take the section, what was read in each of its blocks, and the year of the edition."""
        self._blocks = section.blocks
        self._readings = readings
        self._year = year
        self._dates: dict[int, tuple[Date, ...]] = {}
        self._periods: dict[int, str | None] = {}

    def of(self, index: int) -> tuple[Date, ...]:
        """All dates of a block, in order."""
        if index not in self._dates:
            self._dates[index] = block_dates(self._blocks[index], self._readings[index].exclusions, self._year)
        return self._dates[index]

    def lead(self, index: int) -> str | None:
        """The period that a block gives to what it introduces."""
        if index not in self._periods:
            self._periods[index] = lead_period(self._blocks[index], self.of(index), self._year)
        return self._periods[index]
