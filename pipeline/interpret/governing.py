"""Which of the dates in reach a quantity belongs to: each a candidate, with what speaks for it and against it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.interpret.beside_dates import doubts_of, governs, is_aside, names_plan, style
from pipeline.interpret.context import REACH, Context, converts
from pipeline.interpret.dates import Date, between
from pipeline.interpret.intervals import at_end, in_edtf, is_plan, is_until, opens
from pipeline.interpret.scope import steps
from pipeline.lexicon.dates import year_words
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Block, BlockKind, Candidate, Mention, QuantityKind, Status, UnitReading

_CLOSED = regex.compile(r"\([^()]*\)")  # 2015 年（当年排放 48 万吨）定为基准年: what is said in brackets stays there
_NOW, _SAME_YEAR, _AMONG = phrasing("date.now"), phrasing("date.same_year"), phrasing("date.among")
_OWN, _LEVEL_OF, _STARTING = phrasing("date.own"), phrasing("date.level_of"), phrasing("date.starting")
_OWN_OF_COMPARED, _ITEM_HEAD = phrasing("date.own_of_compared"), phrasing("date.item_head")
_YEAR, _DAY = len("2020"), len("2020-11-30")
_ARRIVES, _ARRIVED = regex.compile(r"\s?[至到]\s?"), regex.compile(r"[至到]\s?$")
_BRACKET, _CLOSES = phrasing("date.bracket"), phrasing("date.closes")
_RATIO, _REACHING, _SAME_PART = (phrasing(f"date.{name}") for name in ("ratio", "reaching", "same_part"))
_RATIOS = frozenset({"{x}", "%", "1"})
_COLON = regex.compile(r"[:：]")
_LEADS_LEVELS, _OWN_LEVELS = phrasing("date.leads_levels"), phrasing("date.own_levels")
_EXPECTED, _VALUE_BEFORE = phrasing("date.expected"), phrasing("date.value_before")
_THAT_YEAR = phrasing("date.that_year")
_FORECAST, _EACH_YEAR = phrasing("date.forecast"), phrasing("date.each_year")
_GLUED = phrasing("date.glued")
_MEASURE_OF_COMPARED, _CHANGES_BEHIND = phrasing("date.measure_of_compared"), phrasing("date.changes_behind")
_STARTS_AT, _TO_LEVEL = phrasing("direction.starting"), phrasing("direction.to_level")
_ARRIVES_AT, _AFTER = phrasing("date.arriving_level"), phrasing("date.after")
_MOST = 8  # dates before a quantity in its sentence that are looked at
_BORDERS = (1, 2, 3, 5)  # how many clause borders in between make a difference
_SIZES = frozenset({QuantityKind.LENGTH, QuantityKind.VOLTAGE, QuantityKind.TEMPERATURE, QuantityKind.POWER})


class Place(NamedTuple):
    """Where a quantity stands among the dates.

    Attributes:
        context: Its neighbourhood.
        mention: The quantity.
        unit: Its unit, with its rate.
        dates: The dates of its block, in order.
        block: Its block.
        status: Whether it is planned: a plan belongs to no past time.
        above: Whether nothing in its sentence says so, but what it stands under, so that a time of it is the plan's.
        inherited: Period of what introduces the block, or None.
        heading: Period that the nearest dated heading above the block names, or None.
        year: Year of the edition.
        ranked: The time in its place of a list before 分别; None for none.
    """

    context: Context
    mention: Mention
    unit: UnitReading
    dates: tuple[Date, ...]
    block: Block
    status: Status
    above: bool
    inherited: str | None
    heading: str | None
    year: int
    ranked: str | None

    @property
    def planned(self) -> bool:
        """Whether the quantity is planned."""
        return self.status is Status.PLANNED

    def edtf(self, date: Date) -> str:
        """A date as the words around it open it, or that end of a stretch at which a level stands."""
        text, start = self.context.text, self.mention.span.start
        written = in_edtf(text, date, self.year, start, planned=self.planned)
        first, _, last = written.partition("/")
        fiscal = "/" in text[date.span.start : date.span.end]  # 2023/2024 年度 is one year
        if fiscal or not last or first[:_YEAR] == last[:_YEAR] or first == "..":
            return written
        if _STARTS_AT.search(self.context.clause_before) and _TO_LEVEL.match(self.context.sentence_after):
            # “十三五”期间由 225 万千瓦增至 1145 万千瓦: from the level before the plan
            return str(int(first) - 1) if is_plan(text, date) else first
        arrives = last != ".." and _ARRIVES_AT.search(text, max(date.span.end, self.context.clause.start), start)
        return last if arrives else written


def period_candidates(place: Place) -> tuple[Candidate, ...]:
    """Every period that a quantity may belong to.

    The dates before it in its sentence, the nearest first; one in brackets behind it; the one that the sentence before
    hands on through 其中; the one at the head of its list item; what its lead-in or heading says; and none.
    """
    if place.ranked:  # 2019 年和 2020 年分别为 5 吨、3 吨
        return (Candidate(place.ranked, ("ranked",)),)
    found = [*_before(place), *_behind(place), *_handed_on(place)]
    if not found:
        return (Candidate(None, ("none",)),)
    weakened = [Candidate(each.value, (*each.evidence, *_against(place, each))) for each in found]
    return (*weakened, Candidate(None, ("none", *_for_none(place))))


def _before(place: Place) -> Iterator[Candidate]:
    context, text, start = place.context, place.context.text, place.mention.span.start
    first, later = True, start
    near = between(place.dates, context.sentence.start, start)[-_MOST:]
    for date in reversed(near):
        gap = text[date.span.end : start]
        far = steps(context.scopes.at(date.span.start), context.clause)
        evidence = [
            "before",
            *(f"before.over_{border}" for border in _BORDERS if far >= border),
            *style(text, date, gap),
            *(("forecast",) if _is_forecast(text, date) else ()),
            *(("before.past_semicolon",) if is_aside(text, date, near, gap, context.sentence.start) else ()),
        ]
        if _is_own(place, date, gap):
            yield Candidate(at_end(text, date), (*evidence, "before.own"))
        elif date.start[:_YEAR] == date.end[:_YEAR] and _SAME_YEAR.search(_CLOSED.sub("", text[date.span.end : later])):
            yield Candidate(date.end[:_YEAR], (*evidence, "before.same_year"))
        else:
            doubts = list(doubts_of(text, date, gap))
            if not doubts and governs(text, date, gap):
                evidence += ["before.governs", *(("before.first",) if first else ())]
                first = False
            elif not doubts:
                doubts.append("before.event")
            if date.start != date.end and _EACH_YEAR.match(gap):
                evidence.append("before.each_year")
            if _THAT_YEAR.fullmatch(gap):
                evidence.append("before.that_year")  # 2018 年，两厂年排放量为 2094 吨
            opened = ["before.opened"] if opens(text, date) else []
            opened += ["before.until"] if is_until(text, date) else []
            yield Candidate(place.edtf(date), (*evidence, *opened, *doubts))
        later = date.span.start
    started = _started_with(place, near)
    if started:
        yield Candidate(started, ("before", "before.own"))


def _started_with(place: Place, near: tuple[Date, ...]) -> str | None:
    """When a change began that names no time: 收入由 2023 年的 6 元增至 2025 年的 9 元，净利润由 1 元增至 2 元."""
    context, text = place.context, place.context.text
    if not (_STARTS_AT.search(context.clause_before) and _TO_LEVEL.match(context.sentence_after)):
        return None
    stretches = [
        (first, last)
        for first, last in pairwise(near)
        if last.span.end <= context.clause.start
        and _STARTING.search(text[max(0, first.span.start - 3) : first.span.start])
        and _ARRIVED.search(text[max(0, last.span.start - 3) : last.span.start])
    ]
    here = between(near, context.clause.start, place.mention.span.start)
    if stretches:
        return at_end(text, stretches[-1][0]) if all(date.edtf == stretches[-1][1].edtf for date in here) else None
    # 2020 年与 2001 年相比，投资由 169 亿元增加到 749 亿元: from the level that it is compared with
    base = near[-1] if near else None
    if base is None or here or any(map(str.isdigit, text[base.span.end : context.clause.start])):
        return None
    compared = next((part for part in base.parts if part.compared), base)
    return at_end(text, compared) if compared.compared else None


def _is_own(place: Place, date: Date, gap: str) -> bool:
    """Whether a date is that of the very number: 较 2018 年的 1.62, 较 2023 年上半年 87GWh."""
    text = place.context.text
    if date.compared and place.unit.code in _RATIOS and not _COLON.search(gap):
        # 为 2018 年的 1.3 倍, 恢复至 2019 年同期的 112%, but 1.3 倍（2018 年：1.5 倍）, 较 2018 年的 12%
        before = text[max(0, date.span.start - 6) : date.span.start]
        reaches = _REACHING.search(before) and _SAME_PART.match(text, date.span.end)
        if place.unit.code == "{x}" or _RATIO.search(before) or reaches:
            return False
    if _OWN.fullmatch(text, date.span.end, place.context.listed_from):
        return True
    if _LEADS_LEVELS.search(text[max(0, date.span.start - 3) : date.span.start]) and _OWN_LEVELS.fullmatch(gap):
        return True
    if date.compared and _OWN_OF_COMPARED.fullmatch(gap):
        return True
    measured = date.compared and _MEASURE_OF_COMPARED.fullmatch(gap)
    if measured and _CHANGES_BEHIND.match(text, place.mention.span.end):
        return True
    against = date.compared or _STARTING.search(text[max(0, date.span.start - 3) : date.span.start])
    return bool(against) and _GLUED.fullmatch(gap) is not None


def _behind(place: Place) -> Iterator[Candidate]:
    """A date right behind the quantity: 300 万吨(2020 年), 上升 8% 至 2020 年的 5 吨."""
    text = place.context.text
    arrives = _ARRIVES.match(text, place.mention.span.end)
    reached = between(place.dates, arrives.end(), arrives.end() + 1) if arrives else ()
    if reached and _LEVEL_OF.match(text, reached[0].span.end):
        yield Candidate(reached[0].edtf, ("arrives",))
    bracket = _BRACKET.match(text, place.mention.span.end)
    following = between(place.dates, bracket.end(), bracket.end() + 1) if bracket else ()
    if following and _CLOSES.match(text, following[0].span.end):
        yield Candidate(place.edtf(following[0]), ("bracket",))


def _handed_on(place: Place) -> Iterator[Candidate]:
    """What stands above the sentence: the sentence before, the head of the item, the lead-in."""
    text, sentence = place.context.text, place.context.sentence.start
    earlier = between(place.dates, sentence - REACH, sentence)
    now = ("above.now",) if _NOW.search(text, sentence, place.mention.span.start) else ()
    if earlier and (_AMONG.match(text, sentence) or _compares_alone(place)):
        handed = _told_last(text, [date for date in earlier if not date.compared])
        if handed:
            yield Candidate(place.edtf(handed), ("among", *now))
    leading = _leading(text, place.dates, place.block, earlier, sentence)
    if leading:
        forecast = ("forecast",) if _is_forecast(text, leading) else ()
        yield Candidate(place.edtf(leading), ("item", *forecast, *now))
    if place.inherited:
        yield Candidate(place.inherited, ("lead_in", *now))
    if place.heading:
        yield Candidate(place.heading, ("heading", *now))


def _told_last(text: str, dates: list[Date]) -> Date | None:
    """The last of some dates, but none looked back to beside another: 上半年利润下降，系去年同期、2022 年同期有补贴."""
    if not dates:
        return None
    here = [date for date in dates if "。" not in text[date.span.end : dates[-1].span.start]]
    back = [word for word, year in year_words().items() if year.years < 0]
    ahead = (date for date in reversed(here) if text[date.span.start : date.span.end] not in back)
    return next((date for date in ahead if not _SAME_PART.match(text, date.span.end)), dates[-1])


def _is_forecast(text: str, date: Date) -> bool:
    """Whether a date is that of a forecast and no day on which one was told: 预计 2023 年度, in a book of 2024."""
    return _FORECAST.search(text[max(0, date.span.start - 8) : date.span.start]) is not None


def _compares_alone(place: Place) -> bool:
    """Whether a sentence names only times that it compares with: 由 2017 年底的 5 吨降至 4 吨 goes on with its time."""
    context = place.context
    here = between(place.dates, context.sentence.start, place.mention.span.start)
    ahead = [context.text[max(0, date.span.start - 3) : date.span.start] for date in here]
    if any(_AFTER.search(words) for words in ahead):
        return False  # 继去年首次低于 60% 之后: the level is of that time
    return bool(here) and all(date.compared or _STARTING.search(words) for date, words in zip(here, ahead, strict=True))


def _leading(text: str, dates: tuple[Date, ...], block: Block, earlier: tuple[Date, ...], sentence: int) -> Date | None:
    """The date at the head of a list item, or else the only one of its earlier sentences, which the item is about.

    An item is about the date of its first sentence, or of the sentence right before; a long one tells of many things.
    """
    if block.kind is BlockKind.PARAGRAPH or not earlier:
        return None
    if dates[0].span.start <= REACH and _ITEM_HEAD.fullmatch(text, 0, dates[0].span.start):
        return dates[0]
    others = [date for date in earlier if not date.compared]
    near = [each.start for each in block.sentences if each.start < sentence][-1:]
    governing = [
        date
        for date in others
        if governs(text, date, text[date.span.end : sentence])
        and not names_plan(text, date)
        and (date.span.start < block.sentences[0].end or near[0] <= date.span.start)
    ]
    return governing[-1] if len({date.edtf for date in others}) == 1 and governing else None


def _is_past(period: str, year: int) -> bool:
    """Whether a time is over for a book: a day of its own year is when a plan was told, 今年 is the plan's own."""
    own = int(period[:4])
    return own < year or (own == year and not period.isdecimal())


def _against(place: Place, candidate: Candidate) -> Iterator[str]:
    """What speaks against a period wherever it stands."""
    period = candidate.value or ""
    if {"before.label", "before.at_head"}.issubset(candidate.evidence):
        return  # 2018 节能目标：年节电量 5 万度
    if _VALUE_BEFORE.search(place.context.clause_before):
        yield "value_before"  # 同比升 2.6%，前值升 2.6%: of the time before
    own = place.above and candidate.evidence[0] == "before"  # below 目标: 2024 年度，离职率不高于 30%
    expected = _EXPECTED.fullmatch(place.context.clause_before.strip())  # 同比升 2.6%，预期升 2.7%: of the same time
    if {"forecast", "heading", "before.until"}.isdisjoint(candidate.evidence) and (
        not (expected or own) and place.planned and "/" not in period and _is_past(period, place.year)
    ):
        # 预计 11 月产量 5 吨, in a book of that year; 8 月 22 日公告: the day on which a plan was told
        here = not candidate.evidence[0].startswith("before") or "before.over_1" in candidate.evidence
        told_here = period[:4] in place.context.clause_before or not (here or len(period) == _DAY)
        yield "past_in_clause" if told_here else "past_of_plan"
    elif place.planned and "before.plan_name" in candidate.evidence and 0 < int(period[-4:]) < place.year:
        yield "past_of_plan"  # 今年全面开工“十四五”大基地 6 个, in a book of 2026
    dated = not {"before.own", "before.each_year", "before.that_year"}.isdisjoint(candidate.evidence)
    if place.unit.per_time == "a" and ".." not in period and not dated:
        # 2019 年建成，每年可削峰填谷 150 万千瓦时: the rate is not of that year; 到 2030 年每年减排 5 万吨: it is
        ahead = "/" not in period and (int(period[:4]) > place.year or "before.until" in candidate.evidence)
        yield "yearly_goal" if place.planned and ahead else "yearly"


def _for_none(place: Place) -> Iterator[str]:
    """What a quantity without a time looks like."""
    context, kind = place.context, place.mention.unit.kind
    if converts(context):
        yield "none.formula"
    if kind is QuantityKind.TIME:
        yield "none.duration"
    elif kind in _SIZES:
        yield "none.size"
    if "/" in place.unit.code and not place.unit.per_time:
        yield "none.factor"
