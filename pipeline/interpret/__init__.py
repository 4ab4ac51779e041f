"""Mentions to claims: what the sentence says of a quantity."""

from dataclasses import dataclass, replace
from itertools import takewhile

import regex

from pipeline.errors import guarded
from pipeline.interpret.confidence import Signs, confidence
from pipeline.interpret.context import REACH, Context, contexts
from pipeline.interpret.dates import Date, between
from pipeline.interpret.direction import read_direction
from pipeline.interpret.metric import earlier_phrase, is_share, lead_phrase, read_metric
from pipeline.interpret.period import SectionDates, read_period
from pipeline.interpret.rates import with_header_rate, with_rate
from pipeline.interpret.series import pair_series
from pipeline.interpret.status import read_status
from pipeline.interpret.tables import CellContext, SectionTables
from pipeline.interpret.topic import read_indicator, read_topic
from pipeline.interpret.wording import as_written
from pipeline.lexicon.characters import fold
from pipeline.model import (
    Block,
    BlockKind,
    Claim,
    Direction,
    Document,
    Exclusion,
    Flag,
    Mention,
    Period,
    QuantityKind,
    ReadBlock,
    Reading,
    Reason,
    Section,
    SectionKind,
    Status,
    UnitReading,
)

__all__ = ["interpret"]

_AROUND = dict.fromkeys(map(ord, "()*（） +-▲▼△"))  # what may stand around the number of a cell
_LEADS = 3  # how many lead-ins up a list looks
_JOINED = regex.compile(r"\s?[、/]\s?")
_CHANGE_UNITS = frozenset({"%", "{pp}", "{bp}", "{x}"})
_NAMES_OF_CHANGE = frozenset({"降幅", "增幅", "减幅", "涨幅", "跌幅", "升幅", "增速"})
_TELLS_NOTHING = frozenset({QuantityKind.DIMENSIONLESS_RATIO, QuantityKind.COUNT})


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What a block's mentions share: its dates, what introduces it, and how long a mention is that fills it."""

    block: Block
    dates: tuple[Date, ...]
    lead_in: str
    lead_period: str | None
    heading: str
    cell: CellContext | None
    source: str
    edition: int
    mentions: int
    filled: int


@dataclass(frozen=True, slots=True)
class _Part:
    """A section with what is looked up in it for every block.

    Attributes:
        section: The section.
        readings: What was read in each of its blocks.
        edition: Year of the casebook.
        dates: The dates of its blocks.
        tables: Its tables.
        headings: Text of the nearest heading line above each block; that of the section where none is.
    """

    section: Section
    readings: tuple[Reading, ...]
    edition: int
    dates: SectionDates
    tables: SectionTables
    headings: tuple[str, ...]

    @classmethod
    def of(cls, section: Section, readings: tuple[Reading, ...], document: Document) -> "_Part":
        dates = SectionDates(section, readings, document.edition)
        headings, above = [], section.heading or ""
        for block in section.blocks:
            headings.append(above)
            above = block.text if block.kind is BlockKind.HEADING else above
        return cls(section, readings, document.edition, dates, SectionTables(section, document, dates), tuple(headings))


def interpret(section: Section, readings: tuple[Reading, ...], document: Document) -> tuple[ReadBlock, ...]:
    """Understand every mention of a section.

    Args:
        section: The section.
        readings: What was read in each of its blocks, in order.
        document: The document: its edition resolves 去年, its tables give headers.

    Returns:
        Each block with its claims and exclusions, in order.
    """
    blocks = tuple(zip(section.blocks, readings, strict=True))
    return guarded(
        lambda: _all_understood(_Part.of(section, readings, document)),
        lambda trouble: tuple(_lost(block, reading, trouble) for block, reading in blocks),
    )


def _all_understood(part: _Part) -> tuple[ReadBlock, ...]:
    return tuple(_understood(index, part) for index in range(len(part.section.blocks)))


def _understood(index: int, part: _Part) -> ReadBlock:
    block, reading = part.section.blocks[index], part.readings[index]
    if part.section.kind is SectionKind.TITLE:
        # A title states nothing: its numbers belong to the name.
        return _unclaimed(block, reading, Reason.NAME, "name.title")
    trouble = block.trouble or reading.trouble
    return guarded(
        lambda: ReadBlock(block, _claims(index, part), reading.exclusions, trouble),
        lambda trouble: _lost(block, reading, trouble),
    )


def _lost(block: Block, reading: Reading, trouble: str) -> ReadBlock:
    return replace(_unclaimed(block, reading, Reason.OTHER, "other.unread"), trouble=trouble)


def _unclaimed(block: Block, reading: Reading, reason: Reason, rule: str) -> ReadBlock:
    left = (Exclusion(mention.span, reason, rule, mention.low, mention.high) for mention in reading.mentions)
    exclusions = sorted((*reading.exclusions, *left), key=lambda exclusion: exclusion.span.start)
    return ReadBlock(block, (), tuple(exclusions), block.trouble or reading.trouble)


def _claims(index: int, part: _Part) -> tuple[Claim, ...]:
    block, reading = part.section.blocks[index], part.readings[index]
    if not reading.mentions:
        return ()
    lead = _lead_in(index, part)
    cell = part.tables.context(block, lead)
    around = _Surroundings(
        block,
        part.dates.of(index),
        *lead,
        fold(part.headings[index]),
        cell,
        cell.written if cell else _around(part.section, block),
        part.edition,
        len(reading.mentions),
        len(block.text.translate(_AROUND)) - 1,
    )
    claims: list[Claim] = []
    seen: list[Context] = []
    for mention, context in zip(reading.mentions, contexts(block, reading), strict=True):
        claims.append(_claim(mention, context, claims, seen, around))
        seen.append(context)
    return pair_series(tuple(claims), tuple(seen))


def _around(section: Section, block: Block) -> str:
    """The text of the block that may name a block's metric: its lead-in."""
    return section.blocks[block.lead_in].text[-REACH:] if block.lead_in is not None else ""


def _lead_in(index: int, part: _Part) -> tuple[str, str | None]:
    """Folded text and period of the blocks that introduce one, the nearest with a date giving the period."""
    texts: list[str] = []
    period = None
    at = part.section.blocks[index].lead_in
    while at is not None and len(texts) < _LEADS:
        block = part.section.blocks[at]
        texts.append(fold(block.text[-REACH:]))
        period = period or part.dates.lead(at)
        at = block.lead_in if block.lead_in is None or block.lead_in < at else None
    return " ".join(reversed(texts)), period


def _claim(
    mention: Mention,
    context: Context,
    claims: list[Claim],
    seen: list[Context],
    around: _Surroundings,
) -> Claim:
    before = (claims[-1], seen[-1]) if claims else None
    in_cell = around.cell is not None and _fills(mention, around)
    lead_in = f"{around.lead_in} {around.cell.near if around.cell else ''}"
    status = read_status(context, lead_in, around.cell.caption if around.cell else around.heading, around.edition)
    if in_cell and around.cell and (around.cell.year or 0) > around.edition > 0:
        status = Status.PLANNED  # a column of 2025 in a book of 2021
    direction = _direction(mention, context, before, around if in_cell else None)
    unit = _unit(mention, context, before, around.cell if in_cell else None)
    metric, far = _metric(mention, context, claims, seen, around, in_cell=in_cell)
    inherited = around.cell.period if around.cell else around.lead_period
    dated = read_period(context, mention, around.dates, around.block, status, inherited, around.edition)
    period = dated.period
    if period and unit.per_time == "a" and ".." not in period and not in_cell:
        period = None  # 2019 年建成，每年可削峰填谷 150 万千瓦时: the rate is not of that year
    if status is Status.PLANNED and in_cell:
        period = dated.period or inherited
    period, baseline, flags = _real_times(period, dated.baseline, mention.flags)
    near = f"{context.clause_before} {context.after} {around.cell.near if around.cell else ''}"
    topic = read_topic(unit, metric, near)
    if far and claims and claims[-1].metric == metric and unit.kind in _TELLS_NOTHING:
        topic = claims[-1].topic  # 平均浓度 35 μg/m3，同比下降 10.3%
    indicator = read_indicator(topic, direction, unit, metric)
    clause = mention.span.start - len(context.clause_before)
    here = in_cell or bool(between(around.dates, clause, mention.span.start))
    signs = Signs(mention, flags, metric, topic, status, indicator is not None, period, here, around.mentions)
    return Claim(
        mention,
        unit,
        mention.bound,
        direction,
        status,
        topic,
        _as_written(metric, mention, around),
        indicator,
        period,
        baseline,
        confidence(signs),
        flags,
    )


def _real_times(
    period: str | None, baseline: str | None, flags: tuple[Flag, ...]
) -> tuple[str | None, str | None, tuple[Flag, ...]]:
    """Period and baseline where there are such times: 2021 年 2 月 30 日 is none, and says so by a flag."""
    real_period, real_baseline = (time if time and Period.parse(time) else None for time in (period, baseline))
    unreal = (real_period, real_baseline) != (period, baseline)
    return real_period, real_baseline, (*flags, Flag.INVALID_DATE) if unreal else flags


def _as_written(metric: str | None, mention: Mention, around: _Surroundings) -> str | None:
    """The metric in the characters of the place it was found in: the block, its headers or its lead-in."""
    before = min(mention.span.start, REACH)
    near = around.block.text[mention.span.start - before : mention.span.start + REACH]
    written = as_written(metric, near, before)
    if written != metric or around.source == "":
        return written
    return as_written(metric, around.source, 0)


def _fills(mention: Mention, around: _Surroundings) -> bool:
    """Whether a mention is all that its cell says."""
    return around.block.kind is BlockKind.CELL and mention.span.end - mention.span.start >= around.filled


def _direction(
    mention: Mention, context: Context, before: tuple[Claim, Context] | None, around: _Surroundings | None
) -> Direction:
    if around is not None and around.cell is not None:
        return around.cell.direction_of(mention)
    return read_direction(context, mention, (before[0].mention, before[0].direction, before[1]) if before else None)


def _unit(
    mention: Mention, context: Context, before: tuple[Claim, Context] | None, cell: CellContext | None
) -> UnitReading:
    if cell is not None:
        return with_header_rate(mention.unit, cell.names)
    return with_rate(mention, context, (before[0].mention, before[0].unit, before[1]) if before else None)


def _metric(
    mention: Mention,
    context: Context,
    claims: list[Claim],
    seen: list[Context],
    around: _Surroundings,
    *,
    in_cell: bool,
) -> tuple[str | None, bool]:
    """The metric, and whether it was found outside the clause."""
    if in_cell and around.cell is not None:
        return around.cell.metric, False
    metric = read_metric(context, mention, around.dates) or (around.cell.metric if around.cell else None)
    if metric and metric not in _NAMES_OF_CHANGE:
        return metric, False
    elsewhere = fold(_continued(mention, context, claims, seen) or "") or metric or earlier_phrase(context)
    return elsewhere or lead_phrase(around.lead_in), True


def _continued(mention: Mention, context: Context, claims: list[Claim], seen: list[Context]) -> str | None:
    """What an earlier quantity of the sentence measures, where this one goes on about it."""
    own = takewhile(
        lambda pair: pair[0].mention.span.start >= context.sentence.start,
        zip(reversed(claims), reversed(seen), strict=True),
    )
    earlier = [(claim, place) for claim, place in own if claim.metric]
    if not earlier:
        return None
    nearest = earlier[0][0]
    # 30 万千瓦/60 万千瓦时, 变压器 1200 台、45 万千伏安: one thing in two measures
    if _JOINED.fullmatch(context.text[nearest.mention.span.end : mention.span.start]):
        return nearest.metric
    if mention.unit.kind is QuantityKind.DIMENSIONLESS_RATIO or mention.unit.code in _CHANGE_UNITS:
        # 营业收入 86 亿元，同比增长 5.8%；净利润 11 亿元，同比增长 12.6%: the nearest level, which is no share
        return next((claim.metric for claim, place in earlier if not is_share(place)), None)
    # 收衣超过 3500KG 可冠名，未到达 3500KG，但超过 500KG 的; 326 家企业开展诊断，2023 年完成 120 家
    same = (
        claim.metric
        for claim, _ in earlier
        if claim.mention.unit.kind is mention.unit.kind
        and (mention.unit.kind is not QuantityKind.COUNT or claim.mention.unit.text == mention.unit.text)
    )
    return next(same, None)
