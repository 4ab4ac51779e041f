"""What a quantity goes on about: the things of earlier quantities and clauses, and of what stands above."""

from collections.abc import Iterator
from itertools import takewhile

import regex

from pipeline.interpret.asked import Asked, Found, Told
from pipeline.interpret.earlier import earlier_doer, earlier_measure, earlier_phrase, lead_phrase
from pipeline.interpret.phrases import names_measure
from pipeline.interpret.words import is_verb, without_fillers, words
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.segmentation import is_verb_word
from pipeline.model import QuantityKind

_SHARE, _COMPARED, _CHANGING = (phrasing(f"phrase.{name}") for name in ("share", "compared", "changing"))
_COMPARED_LEVEL = phrasing("direction.compared_level")
_MONEY, _POINTED_BACK = phrasing("money.measure"), phrasing("phrase.pointed_back")
_JOINED = regex.compile(
    r"\s?(?:[、/(]|和|与|及|以及)?\s?|[，,]?\s?[至到]\s?|\s?[(，,]\s?(?:约合?|折合|合|即|相当于|等于|约为|约等于)\s?"
)
CHANGE_UNITS = frozenset({"%", "{pp}", "{bp}", "{x}"})
_POINTS = frozenset({"{pp}", "{bp}"})
_COUNTS_PERSONS = phrasing("phrase.counts_persons")
_PHYSICAL = frozenset(
    {
        QuantityKind.MASS,
        QuantityKind.ENERGY,
        QuantityKind.POWER,
        QuantityKind.VOLUME,
        QuantityKind.AREA,
        QuantityKind.LENGTH,
    }
)


def _measures(told: str | None, asked: Asked) -> str:
    """What was found, unless nothing of the kind of a quantity can be in it."""
    unlike = asked.mention.unit.kind in _PHYSICAL and _MONEY.search(told or "")
    return "" if unlike else fold(told or "")


def _counts_changing(told: Told) -> bool:
    """Whether a quantity only counts those of which something rose or fell: 8 个省份增速提高，江西提高 2 个百分点."""
    if _COMPARED_LEVEL.search(told.context.clause_before):
        return False  # 周转次数较 2020 年的 9.5 次提高
    return told.mention.unit.kind is QuantityKind.COUNT and _CHANGING.match(told.context.after) is not None


def _levels(asked: Asked) -> Iterator[Told]:
    """The earlier quantities that one may go on about, the nearest first."""
    # 千家公司中，有 126 家: a count goes on about a count
    counts = asked.mention.unit.kind is QuantityKind.COUNT
    return (told for told in reversed(asked.told) if counts or not _counts_changing(told))


def gone_on(asked: Asked) -> Iterator[Found]:
    """What the earlier quantities of the sentence measure, where this one may go on about it."""
    own = takewhile(lambda told: told.mention.span.start >= asked.context.sentence.start, _levels(asked))
    # 良率 64% (AQI≦100) 较去年提升 3%: what stands in brackets goes on there alone
    inside = asked.context.bracketed
    earlier = [told for told in own if told.metric and (inside or not told.context.bracketed)]
    if not earlier:
        return
    mention, nearest = asked.mention, earlier[0]
    # 30 万千瓦/60 万千瓦时, 变压器 1200 台、45 万千伏安, 5 万户 16 万人, 3 万度(108 吉焦): one thing in two measures
    if _JOINED.fullmatch(asked.context.text[nearest.mention.span.end : mention.span.start]):
        yield _measures(nearest.metric, asked), "joined", ()
    elif mention.unit.kind is QuantityKind.DIMENSIONLESS_RATIO or mention.unit.code in CHANGE_UNITS:
        # 营业收入 86 亿元，同比增长 5.8%；净利润 11 亿元，同比增长 12.6%: the nearest level, and a share only where it
        # moves by points, 研发投入占营业收入的 5.6%，提升 0.4 个百分点
        moved = (told.metric for told in earlier if mention.unit.code in _POINTS and told.mention.unit.code == "%")
        level = next(moved, None) or next(
            (told.metric for told in earlier if not _SHARE.search(told.context.before)), None
        )
        yield _measures(level, asked), "changed", ()
    else:
        # 收衣超过 3500KG 可冠名，未到达 3500KG，但超过 500KG 的; 326 家企业开展诊断，2023 年完成 120 家
        same = (
            told.metric
            for told in earlier
            if told.mention.unit.kind is mention.unit.kind
            and (mention.unit.kind is not QuantityKind.COUNT or told.mention.unit.text == mention.unit.text)
        )
        yield _measures(next(same, None), asked), "same_kind", ()
        if nearest.context.clause is asked.context.clause:  # 股指跌 0.5% 报 2704 点
            yield _measures(nearest.metric, asked), "same_clause", ()


def pointed_back(asked: Asked) -> Iterator[Found]:
    """What the quantity before measures, where a clause only points back to it: 这一比例已升至 16%."""
    done = _done_again(asked)
    if done:
        yield fold(done.metric or ""), "pointed", ()
    begun = asked.undated(asked.context.sentence.start, asked.mention.span.start) if asked.told else ""
    if _POINTED_BACK.search(begun):
        yield fold(asked.told[-1].metric or ""), "pointed", ()


def _done_again(asked: Asked) -> Told | None:
    """The quantity before of what is done again, and not named again: 日回收冷凝水 45 吨，年回收 1.6 万吨."""
    tail = without_fillers(words(asked.undated(asked.context.since, asked.mention.span.start)))
    unit = asked.mention.unit
    if not tail or not (names_measure(tail[-1]) or is_verb(tail[-1]) or is_verb_word(tail[-1])):
        return None
    alike = (told for told in reversed(asked.told) if told.metric and told.mention.unit.text == unit.text)
    told = next(alike, None)
    if told is None:
        return None
    named = "".join(without_fillers(words(told.context.before)))
    return told if named.endswith(f"{tail[-1]}{fold(told.metric or '')}") else None


def above(asked: Asked) -> Iterator[Found]:
    """The phrases of what stands above the clause."""
    yield asked.cell, "cell", ()
    context = asked.context
    begun = asked.undated(context.sentence.start, context.clause.start)
    if _COUNTS_PERSONS.fullmatch(fold(asked.mention.unit.text)) and not without_fillers(words(context.before)):
        # 保洁员来自周边村落，共计 214 人: those of whom something has been told are summed up
        yield earlier_doer(begun), "subject", ("subject.earlier",)
    yield _measures(earlier_measure(begun), asked), "subject", ("subject.earlier",)
    yield _measures(earlier_phrase(begun), asked), "earlier_clause", ()
    goes_on = asked.mention.unit.kind is QuantityKind.DIMENSIONLESS_RATIO or _COMPARED.match(context.sentence_before)
    if goes_on and (told := next(_levels(asked), None)):
        # 国内生产总值 34 万亿元。分季度看，一季度增长 6.7%; 净利润 22 亿元。与上年同期相比，增加 7 亿元
        yield _measures(told.metric, asked), "earlier_sentence", ()
    yield _measures(lead_phrase(asked.lead_in), asked), "lead_in", ()
