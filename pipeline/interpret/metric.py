"""What is measured or counted: the phrases in reach of a number, each with what speaks for it."""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

import regex

from pipeline.interpret.context import REACH, Context
from pipeline.interpret.dates import Date, between
from pipeline.interpret.phrases import (
    earlier_phrase,
    is_governed,
    is_place,
    last_phrase,
    lead_phrase,
    names_measure,
    phrase_after,
    phrase_before,
    trim,
)
from pipeline.interpret.words import without_fillers, words
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.segmentation import is_verb_word
from pipeline.model import Candidate, Mention, QuantityKind

_SHARE, _NAMELESS = phrasing("phrase.share"), phrasing("phrase.nameless")
_COMPARED, _LATELY, _BARE_VERB = (phrasing(f"phrase.{name}") for name in ("compared", "lately", "bare_verb"))
_USED, _PROPERTY, _SUBSTANCE = phrasing("phrase.used"), phrasing("phrase.property"), phrasing("phrase.substance")
_GIVEN_AS, _EVENT = phrasing("phrase.given_as"), phrasing("phrase.event")
_ATTRIBUTED, _APPLIED, _SETS_OFF = (phrasing(f"phrase.{name}") for name in ("attributed", "applied", "sets_off"))
_NAME_OF_CHANGE, _HELD = phrasing("phrase.name_of_change"), phrasing("phrase.held")
_GOAL, _YEARLY_DEED, _ROW = (phrasing(f"phrase.{name}") for name in ("goal", "yearly_deed", "row"))
_FROM, _LABEL = phrasing("phrase.from"), phrasing("phrase.label")
_DONE_BY, _DONE_FOR, _TITLED = (phrasing(f"phrase.{name}") for name in ("done_by", "done_for", "titled"))
_MULTIPLE, _TIMES, _PRAISE, _FLOW = (phrasing(f"phrase.{name}") for name in ("multiple", "times", "praise", "flow"))
_ONE_CHARACTER, _SAVING = phrasing("phrase.one_character"), phrasing("phrase.saving")
_DATE_EDGE = phrasing("date.edge")
_DIGIT = regex.compile(r"(?<![A-Za-z][\dA-Za-z.-]{0,8})\d")  # no digit of PM2.5 or A321
_JOINED = regex.compile(
    r"\s?(?:[、/(]|和|与|及|以及)?\s?|[，,]?\s?[至到]\s?|\s?[(，,]\s?(?:约合?|折合|合|即|相当于|等于|约为|约等于)\s?"
)
_RATINGS = frozenset({QuantityKind.VOLTAGE, QuantityKind.POWER, QuantityKind.APPARENT_POWER})
_CHANGE_UNITS = frozenset({"%", "{pp}", "{bp}", "{x}"})
_SHARE_UNITS = frozenset({"%", "1", "{pp}"})
_FLAWS = frozenset(
    {
        "one_character",
        "place",
        "has_digit",
        "name_of_change",
        "verb.ahead",
        "ends_in_verb",
        "whole.nameless",
        "ahead.placed",
    }
)
_LIST_MARKS = frozenset("、，,和与及")
_PERSONS = frozenset({"人", "人次"})
_SHORT = 2  # characters of a measure that says little without the word before it: 产生 量, 成本
_FEW = 2  # characters that may stand before a quantity that has a bracket to itself


class Told(NamedTuple):
    """An earlier quantity of the block and what it was found to measure."""

    mention: Mention
    context: Context
    metric: str | None


class Asked(NamedTuple):
    """A quantity whose metric is asked for.

    Attributes:
        mention: The quantity.
        context: Where it stands.
        dates: The dates of its block, which are no part of a phrase.
        told: The quantities before it in its block, in order.
        cell: What headers and label say of its cell; None in prose.
        lead_in: Folded text of what introduces its block.
        ranked: The thing in its place of a list before 分别; None for none.
    """

    mention: Mention
    context: Context
    dates: tuple[Date, ...]
    told: tuple[Told, ...]
    cell: str | None
    lead_in: str
    ranked: str | None


def metric_candidates(asked: Asked) -> tuple[Candidate, ...]:
    """Every phrase that a quantity may measure or count, folded and without white space, and none."""
    kind = _kind(asked.mention)
    found = [_described(each, kind) for each in (*_own_clause(asked), *_gone_on(asked)) if each[0]]
    if all(_FLAWS.intersection(each.evidence) for each in found):  # else nothing from farther away could win
        found += [_described(each, kind) for each in _above(asked) if each[0]]
    return (*found, Candidate(None, ("none",)))


_Found = tuple[str | None, str, tuple[str, ...]]  # phrase, where it comes from, what speaks for it there


def _described(found: _Found, kind: str) -> Candidate:
    phrase, source, evidence = found
    return Candidate(phrase, (source, f"{source}.{kind}", *evidence, *_quality(phrase or "", source)))


def _naming(asked: Asked) -> tuple[str, regex.Match[str] | None]:
    """What stands before a quantity without what it is compared with, and the whole that it is a share of, if any."""
    context, unit = asked.context, asked.mention.unit
    before = _without_dates(asked, context.before, asked.mention.span.start - len(context.before))
    clause = _without_dates(asked, context.clause_before, asked.mention.span.start - len(context.clause_before))
    if begun := _FROM.search(clause):
        before = before[: max(0, begun.start() - len(clause))] or clause[: begun.start()]
    divided = unit.code in _SHARE_UNITS and not unit.classifier and _SHARE.search(before)
    if not divided and unit.kind is QuantityKind.DIMENSIONLESS_RATIO:
        multiple = (_TIMES if unit.code == "{x}" else _MULTIPLE).search(before)
        before = before[: multiple.start()] if multiple else before
    before = _LATELY.sub("", _PRAISE.sub("", before))
    before = _measured_there(before) + _COMPARED.sub("", before)
    before = _BARE_VERB.sub("", before)
    return before, _SHARE.search(before) if divided else None


def _measured_there(before: str) -> str:
    """The measure at the end of what a clause begins to compare with: 较传统热风干燥综合能耗 降低 28%."""
    stretch = _COMPARED.search(before)
    named = without_fillers(words(stretch[0])) if stretch else ()
    if stretch is None or not named or not _PROPERTY.search(named[-1]):
        return ""
    if phrase_before(before[: stretch.start()]) or phrase_before(before[stretch.end() :]):
        return ""
    return "".join(named[-1:] if len(named[-1]) > _SHORT else named[-2:])


def _of_share(before: str, share: regex.Match[str]) -> Iterator[_Found]:
    """The whole that a quantity is a share of, and what has the share."""
    nameless = _NAMELESS.fullmatch(share["whole"]) is not None
    whole = last_phrase(words(share["whole"])) or trim(share["whole"])
    yield whole, "whole", ("whole.nameless",) if nameless else ()
    part = phrase_before(before[: share.start()])
    measured = part is not None and (_PROPERTY.search(part) or _FLOW.search(part))
    held = whole is not None and _FLOW.search(whole) and not measured
    yield part, "part", ("part.of_nameless",) if nameless else ("part.of_flow",) if held else ()


def _own_clause(asked: Asked) -> Iterator[_Found]:
    """The phrases of the clause of a quantity."""
    context, unit = asked.context, asked.mention.unit
    yield asked.ranked, "ranked", ()
    before, share = _naming(asked)
    ahead_of_it = context.sentence_before.rstrip()
    if ahead_of_it.endswith((":", "：")) and (label := _LABEL.search(ahead_of_it)):
        yield label["label"], "label", ()
    if share:
        yield from _of_share(before, share)
    if unit.kind is QuantityKind.TIME and (event := _EVENT.match(context.after)):
        yield event[1], "event", ()
    if unit.kind is QuantityKind.TIME and context.before.rstrip().endswith("连续"):
        deed = _YEARLY_DEED.match(context.after)
        yield phrase_after(deed["object"]) if deed else None, "event", ()
    if unit.kind is QuantityKind.CURRENCY and (given := _GIVEN_AS.match(context.after)):
        yield given["gift"], "gift", ()
    if not context.sentence_before.strip() and (titled := _TITLED.fullmatch(context.sentence_after)):
        yield titled["title"], "titled", ()
    if unit.text in _PERSONS and (deed := _DONE_BY.match(context.after) or _DONE_FOR.search(before)):
        yield deed["deed"], "deed", ()
    governed = is_governed(before)
    counted = unit.kind is QuantityKind.COUNT
    behind = phrase_after(context.after)
    held = _HELD.fullmatch(behind) if behind and counted else None
    yield held["holder"] if held else behind, "behind", tuple(_for_behind(asked, before, governed=governed))
    ahead = phrase_before(before, counted=counted)
    rowed = context.bracketed and _ROW.fullmatch(context.before.strip()) is not None
    placed = ahead is not None and ahead == before.strip() and asked.told and _is_among_places(asked.told[-1], asked)
    attributed = ahead and _ATTRIBUTED.match(context.after) and _PROPERTY.search(ahead)
    saved = ahead and unit.code == "%" and _SAVING.search(ahead)
    taken = ahead is not None and asked.told and _is_behind(ahead, asked.told[-1], asked)
    how = (
        "condition"
        if attributed
        else "in_share"
        if share
        else "saving"
        if saved
        else "taken"
        if taken
        else "placed"
        if placed or rowed
        else ""
    )
    yield ahead, "ahead", (f"ahead.{how}",) if how else ()
    substance = _SUBSTANCE.search(unit.text)
    if substance:
        used = ahead is not None and _USED.search(ahead)
        fused = unit.substance == "sce" and governed and not used
        yield substance[0], "substance", ("substance.governed",) if fused else ()
    if context.bracketed and (rowed or len(context.before.strip()) <= _FEW):
        opening = context.text.rfind("(", context.sentence.start, asked.mention.span.start)
        ends = [told.mention.span.end for told in asked.told if told.mention.span.end <= opening]
        outside = max(context.sentence.start, opening - REACH, *ends[-1:])
        yield phrase_before(_without_dates(asked, context.text[outside:opening], outside)), "bracketed", ()


def _is_behind(phrase: str, told: Told, asked: Asked) -> bool:
    """Whether a phrase before a quantity is that of the one before it: 新增 5 个示范区、3 个基地, 6 亩梨 3 亩茶."""
    between_both = "".join(asked.context.text[told.mention.span.end : asked.mention.span.start].split())
    if fold(told.metric or "") != phrase:
        return False
    return between_both == phrase or (between_both[-1:] in _LIST_MARKS and phrase in between_both)


def _is_among_places(told: Told, asked: Asked) -> bool:
    """Whether the quantity before is that of a place, so that a bare name is one as well: 安定门 4 台，亦庄 8 台."""
    place = told.context.before.strip()
    return told.mention.unit.code == asked.mention.unit.code and place != "" and is_place(place)


def _for_behind(asked: Asked, before: str, *, governed: bool) -> Iterator[str]:
    """What says that the thing of a quantity stands behind it."""
    context, unit = asked.context, asked.mention.unit
    if _ATTRIBUTED.match(context.after):
        yield "behind.goal" if _GOAL.match(context.after) else "behind.attributed"
    if "/" in unit.code and not unit.per_time:
        yield "behind.denominator"  # 取水强度 0.2 升/吨水泥
    if unit.kind is QuantityKind.TIME or unit.kind is QuantityKind.COUNT:
        return
    if governed:
        yield "behind.governed"  # 提供近 50% 高品质组件
    elif _SETS_OFF.search(before):
        yield "behind.set_off"
    elif unit.code == "%" and _APPLIED.match(context.after):
        yield "behind.applied"


def _gone_on(asked: Asked) -> Iterator[_Found]:
    """What the earlier quantities of the sentence measure, where this one may go on about it."""
    own = takewhile(lambda told: told.mention.span.start >= asked.context.sentence.start, reversed(asked.told))
    # 良率 64% (AQI≦100) 较去年提升 3%: what stands in brackets goes on there alone
    inside = asked.context.bracketed
    earlier = [told for told in own if told.metric and (inside or not told.context.bracketed)]
    if not earlier:
        return
    mention, nearest = asked.mention, earlier[0]
    # 30 万千瓦/60 万千瓦时, 变压器 1200 台、45 万千伏安, 5 万户 16 万人, 3 万度(108 吉焦): one thing in two measures
    if _JOINED.fullmatch(asked.context.text[nearest.mention.span.end : mention.span.start]):
        yield fold(nearest.metric or ""), "joined", ()
    elif mention.unit.kind is QuantityKind.DIMENSIONLESS_RATIO or mention.unit.code in _CHANGE_UNITS:
        # 营业收入 86 亿元，同比增长 5.8%；净利润 11 亿元，同比增长 12.6%: the nearest level, which is no share
        level = next((told.metric for told in earlier if not _SHARE.search(told.context.before)), None)
        yield fold(level or ""), "changed", ()
    else:
        # 收衣超过 3500KG 可冠名，未到达 3500KG，但超过 500KG 的; 326 家企业开展诊断，2023 年完成 120 家
        same = (
            told.metric
            for told in earlier
            if told.mention.unit.kind is mention.unit.kind
            and (mention.unit.kind is not QuantityKind.COUNT or told.mention.unit.text == mention.unit.text)
        )
        yield fold(next(same, None) or ""), "same_kind", ()
        if nearest.context.clause is asked.context.clause:  # 股指跌 0.5% 报 2704 点
            yield fold(nearest.metric or ""), "same_clause", ()


def _above(asked: Asked) -> Iterator[_Found]:
    """The phrases of what stands above the clause."""
    yield asked.cell, "cell", ()
    context = asked.context
    sentence = context.sentence_before[: len(context.sentence_before) - len(context.clause_before)]
    yield earlier_phrase(_without_dates(asked, sentence, context.sentence.start)), "earlier_clause", ()
    goes_on = asked.mention.unit.kind is QuantityKind.DIMENSIONLESS_RATIO or _COMPARED.match(context.sentence_before)
    if asked.told and goes_on:
        # 国内生产总值 34 万亿元。分季度看，一季度增长 6.7%; 净利润 22 亿元。与上年同期相比，增加 7 亿元
        yield fold(asked.told[-1].metric or ""), "earlier_sentence", ()
    yield lead_phrase(asked.lead_in), "lead_in", ()


def _kind(mention: Mention) -> str:
    """The kind of a quantity, as far as it matters to where its thing stands."""
    unit = mention.unit
    if unit.kind is QuantityKind.COUNT:
        return "count"
    if unit.kind is QuantityKind.TIME:
        return "duration"
    if unit.kind is QuantityKind.CURRENCY:
        return "money"
    if unit.kind is QuantityKind.DIMENSIONLESS_RATIO or unit.code in _CHANGE_UNITS:
        return "ratio"
    return "rating" if unit.kind in _RATINGS else "amount"


def _quality(phrase: str, source: str) -> Iterator[str]:
    """How far a phrase looks like the name of a measure or of a thing."""
    if len(phrase) == 1 and not _ONE_CHARACTER.fullmatch(phrase):
        yield "one_character"
    last = words(phrase)[-1]
    if is_verb_word(last) and len(last) > 1 and not _PROPERTY.search(phrase) and not names_measure(last):
        yield "ends_in_verb" if last != phrase else f"verb.{source}"
    if source in {"ahead", "bracketed", "label"} and is_place(phrase):
        yield "place"
    if _DIGIT.search(phrase):
        yield "has_digit"
    if _NAME_OF_CHANGE.fullmatch(phrase):
        yield "name_of_change"
    elif _PROPERTY.search(phrase):
        yield "property"


def _without_dates(asked: Asked, text: str, start: int) -> str:
    """A stretch of the block that begins at some offset, with white space for its dates."""
    for date in between(asked.dates, start - REACH, start + len(text)):
        first, last = max(date.span.start - start, 0), date.span.end - start
        if 0 <= first < last <= len(text):
            edge = _DATE_EDGE.match(text, last)  # 11 月末存款余额
            last = edge.end() if edge else last
            text = text[:first] + " " * (last - first) + text[last:]
    return text
