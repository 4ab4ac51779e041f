"""The time a quantity belongs to, in EDTF, and the time it is compared with."""

from dataclasses import replace

import regex

from pipeline.interpret.context import Context
from pipeline.interpret.dates import Date, between, parse_date, part_of_plan
from pipeline.interpret.intervals import compares_all, in_edtf, is_compared, is_plan
from pipeline.interpret.pointed import ITS_YEAR, Told, pointed, pointing, same_part, shifted, year_from
from pipeline.interpret.together import goes_along, together
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Block, BlockKind, Exclusion, Mention, Reason, Span

# 98 年度 in a book that counts by the republic
_REPUBLICAN = regex.compile(r"(?<![\d国])(?<!国\s)(?:[5-9]\d|1[0-2]\d)(?!\d)(?=\)?\s?(?:年|[、和及与至到~-]))")
_NAMED = r"民国\g<0>"
_YEAR = len("2020")
_FOUNDED, _RECORD_SINCE = phrasing("date.founded"), phrasing("date.record_since")
_PLAN_PART = phrasing("date.plan_part")
_SEMICOLON = regex.compile(r"[；;]")
_YEAR_START, _YEAR_ON_YEAR = phrasing("date.year_start"), phrasing("date.year_on_year")


def block_dates(
    block: Block,
    exclusions: tuple[Exclusion, ...],
    year: int,
    current: int,
    about: str | None = None,
    defined: tuple[Date, ...] = (),
) -> tuple[Date, ...]:
    """All dates of a block, in order; a bare month takes the year named before it, else `current`.

    Args:
        block: The block.
        exclusions: Its exclusions; those with reason `date` are its dates.
        year: Year of the edition.
        current: Year that the block is about.
        about: The time that it reports on, in EDTF, where that is told above it.
        defined: The times that the document says it reports on.
    """
    text = fold(block.text)
    found: list[Date] = []
    book = current
    told_of = int(about.rpartition("/")[2][:_YEAR]) if about else current
    written = {exclusion.span for exclusion in exclusions if exclusion.reason is Reason.DATE}
    words = pointing(text) if year else {}
    for span in sorted({*written, *words}, key=lambda span: (span.start, span.end)):
        if span in words:
            date = pointed(words[span], Told(book, told_of, about, found, defined))
            if date and found and found[-1].span.end >= date.span.start:  # 二零二五年中期业绩
                date = replace(date, span=Span(found.pop().span.start, date.span.end))
            found += [same_part(text, date, found, about)] if date else []
            continue
        surface = text[span.start : span.end]
        its_year = ITS_YEAR.search(text, max(0, span.start - 6), span.start)
        told = year_from(its_year[0].strip("度的 "), book, book) if year and its_year else current
        date = parse_date(_REPUBLICAN.sub(_NAMED, surface) if block.republic else surface, span, told)
        if date:
            if its_year and found and found[-1].span.start == its_year.start():  # 相比去年一季度: one date
                date = replace(date, span=Span(found.pop().span.start, date.span.end))
            some = _PLAN_PART.match(text, date.span.end) if is_plan(text, date) else None
            found.append(part_of_plan(date, some) if some else same_part(text, date, found, about))
            # 相较 2023 年上半年增长 33%，其中一季度 40 万台; 创 2020 年 12 月以来新低，7 月 4%: of neither year
            along = len(found) > 1 and goes_along(text, found[-2], date) and is_compared(text, found[-2])
            passing = along or is_compared(text, date) or _RECORD_SINCE.match(text, date.span.end)
            goes_on = (date.year <= year or not year) and not passing
            current, told_of = (date.year, date.year) if goes_on else (current, told_of)
    return together(text, found)


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
    return told if told != (period or "").removeprefix("../") else None


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


def as_heading(text: str) -> Block:
    """A text as a block of its own."""
    return Block(BlockKind.HEADING, text, tuple(range(len(text))), (Span(0, len(text)),))
