"""One claim: what its sentence, or the headers of its cell, say of a quantity, field by field."""

from typing import NamedTuple

from pipeline.interpret.asked import Asked, Told
from pipeline.interpret.confidence import Signs, confidence, likelihood
from pipeline.interpret.context import REACH, Context
from pipeline.interpret.dates import Date, between
from pipeline.interpret.direction import Before, direction_candidates
from pipeline.interpret.governing import Place, period_candidates
from pipeline.interpret.metric import metric_candidates
from pipeline.interpret.money import with_currency
from pipeline.interpret.period import read_baseline
from pipeline.interpret.phrases import parted_place
from pipeline.interpret.ranking import choose
from pipeline.interpret.rates import with_header_rate, with_rate
from pipeline.interpret.series import Ranked
from pipeline.interpret.status import Stand, status_candidates
from pipeline.interpret.tables import LEAST_FIT, CellContext
from pipeline.interpret.topic import Heard, is_share, topic_candidates
from pipeline.interpret.wording import as_written
from pipeline.lexicon.characters import fold
from pipeline.model import (
    Block,
    BlockKind,
    Candidate,
    Choice,
    Claim,
    Direction,
    Flag,
    Mention,
    Period,
    QuantityKind,
    Status,
    Topic,
    UnitReading,
)

_YEAR = len("2020")
LOOKED_BACK = 12  # quantities before one whose things it may go on about
_ELSEWHERE = frozenset(
    {"pointed", "joined", "changed", "same_kind", "same_clause", "earlier_clause", "earlier_sentence", "lead_in"}
)
_ANNOUNCED = frozenset({"planned.cue", "planned.year", "planned.behind", "planned.then"})
_TELLS_NOTHING = frozenset({QuantityKind.DIMENSIONLESS_RATIO, QuantityKind.COUNT})


class Surroundings(NamedTuple):
    """What a block's mentions share: its dates, what introduces it, and how long a mention is that fills it."""

    block: Block
    dates: tuple[Date, ...]
    lead_in: str
    lead_period: str | None
    heading_period: str | None
    heading: str
    headings: tuple[str, ...]
    cell: CellContext | None
    source: str
    edition: int
    mentions: int
    filled: int


class _Fields(NamedTuple):
    """What a sentence, or the headers of a cell, say of a quantity."""

    unit: UnitReading
    direction: Direction
    status: Status
    metric: str | None
    period: str | None
    dated_here: bool
    choices: tuple[Choice, ...]


def claim_of(
    ranked: Ranked, context: Context, claims: list[Claim], seen: tuple[Context, ...], around: Surroundings
) -> Claim:
    """Understand a quantity.

    Args:
        ranked: Its mention, and its place in a list before 分别.
        context: What stands around it.
        claims: The claims before it in its block.
        seen: What stands around the last of these, at most `LOOKED_BACK`.
        around: What it shares with them.
    """
    mention, cell = ranked.mention, around.cell
    if cell is not None and _fills(mention, around):
        fields = _told_by_headers(mention, context, cell, around)
    else:
        fields = _told_by_sentence(ranked, context, claims, seen, around)
    baseline = read_baseline(context, mention, around.dates, fields.period)
    period, baseline, flags = _real_times(fields.period, baseline, mention.flags)
    if cell is not None and cell.fit < LEAST_FIT:
        flags = (*flags, Flag.AMBIGUOUS_TABLE)
    told = _told_topic(fields, context, claims)
    about = choose("topic", topic_candidates(fields.unit, _heard(context, fields, ranked.last, told, around)))
    topic = Topic(about.value or Topic.OTHER)
    choices = (*fields.choices, about)
    signs = Signs(
        mention,
        fields.unit,
        flags,
        fields.metric,
        topic,
        period,
        fields.dated_here,
        len(context.sentence_before),
        around.mentions,
        choices,
        *((cell.fit, cell.named) if cell else ()),
    )
    sure = confidence(signs)
    return Claim(
        mention,
        fields.unit,
        mention.bound,
        fields.direction,
        fields.status,
        topic,
        _as_written(fields.metric, mention, around),
        period,
        baseline,
        likelihood(sure, signs),
        flags,
        (*choices, sure),
        item=_as_written(ranked.holder or _place_before(choices), mention, around),
    )


def _place_before(choices: tuple[Choice, ...]) -> str | None:
    """The place before a quantity that goes on about what an earlier one measures: 回收率 15%，荷兰 52%."""
    named = next((each for each in choices if each.field == "metric"), None)
    if named is None or named.candidates[0].evidence[0] not in _ELSEWHERE:
        return None
    placed = next((each.value for each in named.candidates if "place" in each.evidence), None)
    return parted_place(placed)[0] if placed and "、" not in placed else None


def _heard(context: Context, fields: _Fields, shared: str | None, told: Topic | None, around: Surroundings) -> Heard:
    cell = around.cell
    clause = f"{context.clause_before} {context.after} {cell.near if cell else ''}"
    above = f"{around.lead_in} {around.heading}".strip()
    named = next((each for each in fields.choices if each.field == "metric"), None)
    candidates = named.candidates if named else ()
    whole = next((each.value for each in candidates if each.evidence[0] == "whole"), None)
    return Heard(told, fields.metric, whole, shared, clause, context.sentence_before[-REACH:], above)


def _told_by_headers(mention: Mention, context: Context, cell: CellContext, around: Surroundings) -> _Fields:
    """The fields of a cell that a quantity fills."""
    standing = _status(context, around)
    # a column of 2025 in a book of 2021; one of 2022-03-31 tells what was so when the book was made
    ahead = cell.expected or (cell.year is not None and cell.year > around.edition > 0 and not _is_day(cell.period))
    return _Fields(
        with_header_rate(mention.unit, cell.names),
        cell.direction_of(mention),
        Status.PLANNED if ahead else Status(standing.value or Status.ACTUAL),
        cell.metric,
        cell.period,
        dated_here=True,
        choices=(standing,),
    )


def _told_by_sentence(
    ranked: Ranked, context: Context, claims: list[Claim], seen: tuple[Context, ...], around: Surroundings
) -> _Fields:
    """The fields of a quantity in running text, each the best of its candidates."""
    mention = ranked.mention
    before = Before(claims[-1].mention, claims[-1].direction, seen[-1]) if claims else None
    standing = _status(context, around)
    status = Status(standing.value or Status.ACTUAL)
    cell = around.cell
    named_by_cell = cell.metric if cell else None
    asked = Asked(mention, context, around.dates, _told(claims, seen), named_by_cell, around.lead_in, ranked.thing)
    named = choose("metric", metric_candidates(asked))
    goes_on = before is not None and before.mention.span.start >= context.sentence.start
    mention = with_currency(mention, named.value, claims[-1] if goes_on else None, around.block.currency)
    unit = with_rate(mention, context, (before.mention, claims[-1].unit, before.context) if before else None)
    elsewhere = not _ELSEWHERE.isdisjoint(named.candidates[0].evidence)
    measure = ranked.last or (named.value if elsewhere else None)
    went = choose("direction", direction_candidates(context, mention, before, measure))
    inherited = cell.period if cell else around.lead_period
    over = None if cell else around.heading_period
    place = Place(
        context,
        mention,
        unit,
        around.dates,
        around.block,
        status,
        _ANNOUNCED.isdisjoint(standing.candidates[0].evidence),
        inherited,
        over,
        around.edition,
        ranked.time,
    )
    dated = choose("period", period_candidates(place))
    if _lies_ahead(dated.value, around.edition):  # 到 2025 年…。单位能耗比 2020 年下降 13%, in a book of 2021
        standing = choose("status", (Candidate(Status.PLANNED, ("planned.ahead",)),))
    return _Fields(
        unit,
        Direction(went.value or Direction.NONE),
        Status(standing.value or Status.ACTUAL),
        named.value,
        dated.value,
        dated_here=bool(between(around.dates, context.clause.start, mention.span.start)),
        choices=(named, dated, went, standing),
    )


def _lies_ahead(period: str | None, edition: int) -> bool:
    """Whether a time begins after the year of a book; a day is told when it is over."""
    first = (period or "").removeprefix("../")
    return first[:_YEAR].isdecimal() and int(first[:_YEAR]) > edition > 0 and not _is_day(period)


def _is_day(period: str | None) -> bool:
    return period is not None and len(period.rpartition("/")[2]) == len("2022-03-31")


def _status(context: Context, around: Surroundings) -> Choice:
    cell = around.cell
    lead_in = f"{around.lead_in} {cell.near if cell else ''}"
    headings = (cell.caption,) if cell else around.headings
    if cell and cell.reported:  # 2024 beside 2025E below 财务预测
        lead_in, headings = cell.names, ()
    return choose("status", status_candidates(Stand(context, lead_in, headings, around.dates, around.edition)))


def _told_topic(fields: _Fields, context: Context, claims: list[Claim]) -> Topic | None:
    """What the quantity before is about of which a share or count is said, and whose unit tells what it is."""
    named = next((choice for choice in fields.choices if choice.field == "metric"), None)
    if named is None or fields.unit.kind not in _TELLS_NOTHING:
        return None
    # 光伏装机 6 年增长 7 倍 goes on about no time
    here = [claim for claim in reversed(claims) if claim.mention.unit.kind is not QuantityKind.TIME]
    if _ELSEWHERE.isdisjoint(named.candidates[0].evidence):
        shared = fields.unit.kind is QuantityKind.DIMENSIONLESS_RATIO and is_share(fields.metric)
        here = [claim for claim in here[:1] if shared and claim.mention.span.start >= context.sentence.start]
    else:
        here = [claim for claim in here if fold(claim.metric or "") == fields.metric]
    before = next(iter(here), None)
    if before is None or (fields.unit.kind is QuantityKind.COUNT and fields.unit.text != before.unit.text):
        return None
    return before.topic


def _real_times(
    period: str | None, baseline: str | None, flags: tuple[Flag, ...]
) -> tuple[str | None, str | None, tuple[Flag, ...]]:
    """Period and baseline where there are such times: 2021 年 2 月 30 日 is none, and says so by a flag."""
    real_period, real_baseline = (time if time and Period.parse(time) else None for time in (period, baseline))
    unreal = (real_period, real_baseline) != (period, baseline)
    return real_period, real_baseline, (*flags, Flag.INVALID_DATE) if unreal else flags


def _as_written(metric: str | None, mention: Mention, around: Surroundings) -> str | None:
    """The metric in the characters of the place it was found in: the block, its headers or its lead-in."""
    before = min(mention.span.start, REACH)
    near = around.block.text[mention.span.start - before : mention.span.start + REACH]
    written = as_written(metric, near, before)
    if written != metric or around.source == "":
        return written
    return as_written(metric, around.source, 0)


def _fills(mention: Mention, around: Surroundings) -> bool:
    """Whether a mention is all that its cell says."""
    return around.block.kind is BlockKind.CELL and mention.span.end - mention.span.start >= around.filled


def _told(claims: list[Claim], seen: tuple[Context, ...]) -> tuple[Told, ...]:
    """The quantities before one in its block, and what each measures."""
    pairs = zip(claims[-LOOKED_BACK:], seen[-LOOKED_BACK:], strict=True)
    return tuple(Told(claim.mention, context, claim.metric) for claim, context in pairs)
