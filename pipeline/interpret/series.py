"""Values in a row and the thing or year each belongs to: 氨氮、总磷排放量分别为 3、5 吨, 2024-2026 年 4/5/6 亿元."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise, zip_longest
from typing import NamedTuple

import regex

from pipeline.interpret.context import Context, flat
from pipeline.interpret.dates import Date, between
from pipeline.interpret.phrases import is_place, parted_place, phrase_after, phrase_before
from pipeline.interpret.series_times import listed_times, times_of_stretch
from pipeline.interpret.words import words
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Mention, QuantityKind

_GAP = phrasing("series.gap")
_RESPECTIVELY, _COLLECTIVE, _IN_ORDER = (
    phrasing(f"series.{name}") for name in ("respectively", "collective", "in_order")
)
_SUMMED, _COMPARED = phrasing("series.summed"), phrasing("phrase.compared")
_HOLDER, _SHARED, _PROPERTY = phrasing("series.holder"), phrasing("series.shared"), phrasing("phrase.property")
_MONEY = phrasing("money.measure")
_AGAINST, _NAME_OF_CHANGE = phrasing("direction.against"), phrasing("phrase.name_of_change")
_SLASH, _PAUSE = regex.compile(r"\s*/\s*"), regex.compile(r"\s*(?:、|和)\s*")
_CHANGES = frozenset({"%", "{x}"})  # 分别增长 1.2 倍和 54%
_JOINS = tuple(
    map(regex.compile, (r"[、/]|和|与|及|以及", r"、|和(?!其他)|与|及", r"、|和(?!其他)", r"和(?!其他)|以及", r"、"))
)
_DATED = phrasing("series.dated")
_QUANTITY = regex.compile(r"(?<![A-Za-z\d.])[\d.]+\s?\p{Han}")  # 1 个省级, but PM2.5
_TRAILING = regex.compile(r"[\W_]+$")
_MANY = 3  # so many values beside as many years belong to these, also where nobody says 分别
_ASIDE, _PRAISE = phrasing("phrase.aside"), phrasing("phrase.praise")
_NEAR = 160  # characters before a series that may be the list of its things
_CLAUSES = regex.compile(r"[，：:]|,(?!\d)")
_MEASURED = frozenset({QuantityKind.TIME, QuantityKind.CURRENCY})  # what no thing is in by itself
_TOGETHER = phrasing("series.together")


class Ranked(NamedTuple):
    """A quantity, and the thing or the time that stands in its place in the list before it, if any does.

    Attributes:
        mention: The quantity.
        thing: The thing.
        last: The last thing of the list, which names what is measured of all: 城市、县城建成区面积分别为.
        time: The time, in EDTF.
        holder: The place or the sector in its place of the list, where all have one measure: 江苏、安徽用电量分别增长.
    """

    mention: Mention
    thing: str | None = None
    last: str | None = None
    time: str | None = None
    holder: str | None = None


def pair_series(
    mentions: tuple[Mention, ...], contexts: tuple[Context, ...], dates: tuple[Date, ...]
) -> tuple[Ranked, ...]:
    """Give each value of a series the thing or the time that stands in its place before 分别, or before slashes.

    Args:
        mentions: The quantities of a block.
        contexts: The context of each.
        dates: The dates of the block.

    Returns:
        The quantities, with thing or time where the numbers of things, or times, and values agree.
    """
    paired: list[Ranked] = []
    before: list[tuple[Ranked, Context]] = []  # those of them that are no mere sum: 三项数据
    start = 0
    while start < len(mentions):
        end = start + 1
        while end < len(mentions) and _joins(
            mentions[end - 1], mentions[end], contexts[end], contexts[start], before[-2:]
        ):
            end += 1
        values = mentions[start:end]
        around, earlier = contexts[start:end], tuple(before[-len(values) :])
        if len(values) == 1:
            found = [Ranked(values[0])]
        else:
            found = _paired_again(values, around[0], earlier) or _paired(values, around, dates, earlier)
        paired += found
        before += [each for each in zip(found, around, strict=True) if not _SUMMED.match(each[1].after)]
        start = end
    return tuple(paired)


def _joins(
    first: Mention, second: Mention, context: Context, begun: Context, before: Sequence[tuple[Ranked, Context]]
) -> bool:
    if _SUMMED.match(context.after) or _GAP.fullmatch(context.text, first.span.end, second.span.start) is None:
        return False
    if first.unit.code == second.unit.code or {first.unit.code, second.unit.code} <= _CHANGES:
        return True
    # 业务量和收入分别为 8 亿件和 95 亿元; 客运量、货运量分别增 5%、6%，至 30 万人次、2 万吨
    return _RESPECTIVELY.search(flat(begun.sentence_before)) is not None or _are_paired(before, begun)


def _paired(
    values: tuple[Mention, ...],
    contexts: tuple[Context, ...],
    dates: tuple[Date, ...],
    earlier: tuple[tuple[Ranked, Context], ...],
) -> list[Ranked]:
    context = contexts[0]
    match = _list_before(context, values)
    slashed = _parted(values, context, _SLASH)
    if not (match or slashed or (len(values) >= _MANY and _parted(values, context, _PAUSE))):
        times = _times_of_each(context, dates, values)
        return [Ranked(value, time=time) for value, time in zip_longest(values, times)]
    if match and match["limit"]:  # 比例分别不低于 50%、40% 和 30%
        values = tuple(replace(value, bound=values[0].bound) for value in values)
    told = match["subject"] if match else flat(context.sentence_before)
    clauses = [clause for clause in _CLAUSES.split(told.rstrip("，, ")) if not _ASIDE.fullmatch(clause)] or [told]
    listed = _PRAISE.sub("", _AGAINST.sub("", _DATED.sub("", clauses[-1])))
    things = _listed(listed, len(values))
    in_row = match is not None or slashed
    if not in_row and any(things):  # 2020—2022 年，甲、乙、丙产量为 3、4、5 吨
        return [Ranked(value) for value in values]
    times = _times(context, dates, values[0].span.start, things)
    if times:
        return [Ranked(value, time=time) for value, time in zip(values, times, strict=True)]
    counts = match and values[0].unit.kind is QuantityKind.COUNT
    if counts and (counted := phrase_after(contexts[-1].after)):  # 三座变电站分别采用 9 套、5 套、5 套断路器
        return [Ranked(value, counted) for value in values]
    if match and things[0] is None:
        things = _listed_clauses(clauses, len(values)) or things
    # 总收入 23 亿元，其中地方收入 15 亿元，分别增长 10% 和 12%: a clause with a figure of its own names none of them
    named = None if any(map(str.isdigit, listed)) else phrase_before(listed)
    unnamed = all(thing is None for thing in things) and _is_nameless(named)
    if unnamed and (before := _ranked_before(earlier, context, len(values))):
        return [ranked._replace(mention=value) for ranked, value in zip(before, values, strict=True)]
    if unnamed and len(clauses) > 1:  # 流程为电炉、转炉和平炉，比例分别为 18%、55% 和 26%
        things = _listed(clauses[-2], len(values))
    if not in_row:
        return [Ranked(value) for value in values]
    return _shared_out(values, things, listed, match)


def _shared_out(
    values: tuple[Mention, ...], things: list[str | None], listed: str, match: regex.Match[str] | None
) -> list[Ranked]:
    """Give each value its thing of a list, or, where all things have one measure, that and the thing that has it."""
    if match and all(things) and (done := phrase_before(match.groupdict().get("measure") or "")):
        # 甲公司、乙公司分别实现保费收入 3 亿元、2 亿元
        return [Ranked(value, done, done, holder=holder) for value, holder in zip(values, things, strict=True)]
    if match and None in things[:-1] and things[-1] and f"的{things[-1]}" in listed:
        return [Ranked(value, things[-1], things[-1]) for value in values]  # 设计、制造、封测的产业比重
    place, there = parted_place(things[-1] or "")
    if all(thing is None or is_place(thing) for thing in things[:-1]) and (place or things[-1] is None):
        named = None if _is_nameless(there) else there
        held = zip(values, (*things[:-1], place), strict=True)
        return [Ranked(value, named, named, holder=holder) for value, holder in held]
    measure = _shared_measure(listed, things, values[0].unit.kind) if match else None
    if measure is None:
        each = (*things[:-1], _before_others(listed) or things[-1])  # 氨氮、有机物等重点工程减排量
        last = things[-1] and phrase_before(listed)
        return [Ranked(value, thing, last) for value, thing in zip(values, each, strict=True)]
    if any(map(str.isdigit, listed)):  # 隔夜、7 天利率: no names
        return [Ranked(value, measure, things[-1]) for value in values]
    holders = zip(values, (*things[:-1], _last_holder(listed, measure)), strict=True)
    return [Ranked(value, measure, things[-1], holder=holder) for value, holder in holders]


def _list_before(context: Context, values: tuple[Mention, ...]) -> regex.Match[str] | None:
    """The list that values in a row belong to: before 分别, summed up, or as long as they are."""
    told = flat(context.sentence_before)  # 甲醇、乙二醇产量（折纯）分别为
    near = told[-_NEAR:]
    match = _COLLECTIVE.search(near) or _RESPECTIVELY.search(told)
    if match or values[0].unit.code != "%":
        return match
    in_order = _IN_ORDER.search(near)
    return in_order if in_order and None not in _listed(in_order["subject"], len(values)) else None


def _listed_clauses(clauses: list[str], count: int) -> list[str | None] | None:
    """The things of as many clauses: 制造业，建筑业，零售业销售额分别增长."""
    things = [None if any(map(str.isdigit, clause)) else phrase_before(clause) for clause in clauses[-count:]]
    held = len(things) == count and all(_HOLDER.fullmatch(thing or "") for thing in things[:-1])
    return things if held else None


def _listed(text: str, count: int) -> list[str | None]:
    """The things of a list of so many: 氨氮、总磷排放量; none for each where there is no such list."""
    parts = next((parts for join in _JOINS if len(parts := join.split(text)) == count), [])
    things = [_thing(part) for part in parts]
    # 投向具有直接和间接减排效益项目的贷款: what is joined inside an attribute is no list, nor are quantities
    listed = all(_ends(part, thing) for part, thing in zip(parts[:-1], things, strict=False))
    listed = listed and not any(_QUANTITY.search(part) for part in parts)
    return things if parts and listed else [None] * count


def _thing(part: str) -> str | None:
    """What a part of a list names, the name of its change aside: 拨备前利润同比增速."""
    thing = phrase_before(part)
    if thing is None or not _NAME_OF_CHANGE.fullmatch(thing):
        return thing
    return phrase_before(part[: part.rfind(thing)]) or thing


def _ends(part: str, thing: str | None) -> bool:
    """Whether a part of a list ends in the thing it names."""
    return thing is None or _TRAILING.sub("", part).endswith(thing[-1])


def _shared_measure(text: str, things: list[str | None], kind: QuantityKind) -> str | None:
    """What is measured of all things of a list, where only the last one names it: 制造业、建筑业产值分别为."""
    last, others = things[-1] or "", things[:-1]
    if not last or any(thing is None or _PROPERTY.search(thing) or _MONEY.search(thing) for thing in others):
        return None
    placed = all(is_place(thing or "") for thing in others)  # 对拉美、非洲、中亚等新兴市场出口
    held = placed or _SHARED.search(last) or all(_HOLDER.fullmatch(thing or "") for thing in others)
    if kind not in _MEASURED and not held:
        return None  # 氨氮、总磷排放量: the substance tells more
    heads = reversed(tuple(accumulate(words(last)))) if held and not placed else ()
    holder = next((head for head in heads if len(head) > 1 and _HOLDER.fullmatch(head) and head != last), None)
    if holder:  # 股份行、城商行净利润增速
        return last.removeprefix(holder)
    if held and not placed and f"的{last}" in text:  # 甲银行和乙银行的绿色信贷余额
        return last
    named = words(last)[-1]
    if len(named) > 1 and (placed or _PROPERTY.search(named) or named.endswith("数")):
        return named
    return last if not text.endswith(f"、{last}") and not _HOLDER.fullmatch(last) else None


def _last_holder(text: str, measure: str) -> str | None:
    """Who has the last value of a list: 建筑业 of 制造业、建筑业产值, 医药 of 食品、医药等产业增加值."""
    return _before_others(text) or phrase_before(_JOINS[0].split(text.rpartition(measure)[0].rstrip("总"))[-1])


def _before_others(text: str) -> str | None:
    """The last thing of a list before the class that it names: 医药 of 食品、医药等产业增加值."""
    named, more, _ = _JOINS[0].split(text)[-1].rpartition("等")
    return phrase_before(named) if more else None


def _parted(values: tuple[Mention, ...], context: Context, mark: regex.Pattern[str]) -> bool:
    """Whether nothing but a mark stands between each two values."""
    pairs = pairwise(values)
    return all(mark.fullmatch(context.text, first.span.end, second.span.start) for first, second in pairs)


def _is_nameless(phrase: str | None) -> bool:
    """Whether what stands before values names nothing that is measured: 增速比上月分别加快, 双创新高，分别增长."""
    return phrase is None or len(phrase) == 1 or bool(_NAME_OF_CHANGE.fullmatch(phrase) or _SUMMED.search(phrase))


def _ranked_before(earlier: tuple[tuple[Ranked, Context], ...], context: Context, count: int) -> list[Ranked] | None:
    """As many quantities before, with their things: 汽车产值 80 亿元，家电产值 30 亿元，同比分别增长 6% 和 2%."""
    if len(earlier) != count or any(each.sentence != context.sentence for _, each in earlier):
        return None
    before = [
        ranked if ranked.thing else ranked._replace(thing=phrase_before(_DATED.sub("", each.before)))
        for ranked, each in earlier
    ]
    return before if all(ranked.thing for ranked in before) else None


def _are_paired(earlier: Sequence[tuple[Ranked, Context]], context: Context) -> bool:
    """Whether quantities of the sentence before one stand in a list with their things, 分别 before them."""
    same = all(each.sentence == context.sentence for _, each in earlier)
    return len(earlier) > 1 and same and all(ranked.thing or ranked.holder for ranked, _ in earlier)


def _paired_again(
    values: tuple[Mention, ...], context: Context, earlier: Sequence[tuple[Ranked, Context]]
) -> list[Ranked]:
    """Values of the same things as those before, though nobody says 分别 again; empty for others."""
    if not (_are_paired(earlier, context) and _is_bare(context)) or _list_before(context, values):
        return []
    again = _ranked_before(tuple(earlier), context, len(values)) or []
    return [ranked._replace(mention=value) for ranked, value in zip(again, values, strict=False)]


def _is_bare(context: Context) -> bool:
    """Whether nothing but a change is named before values: 较 2024 年下降 35 和 47 个基点."""
    named = phrase_before(_PRAISE.sub("", _AGAINST.sub("", _DATED.sub("", context.before))))
    return _is_nameless(named) or _COMPARED.match(context.before) is not None


def _times(context: Context, dates: tuple[Date, ...], stop: int, things: list[str | None]) -> list[str]:
    """As many times before an offset as there are things; 2019—2020 年，甲、乙产量分别为: each in both years."""
    listed = listed_times(context, dates, stop, len(things))
    parted = any(len(join.split(flat(context.sentence_before))) == len(things) for join in _JOINS[1:])  # no slashes
    return listed or ([] if all(things) or parted else times_of_stretch(context, dates, stop, len(things)))


def _times_of_each(context: Context, dates: tuple[Date, ...], values: tuple[Mention, ...]) -> list[str]:
    """The times of a list right before as many values: 2018 年和 2019 年利润 3 元和 4 元，同比增长 5% 和 6%."""
    start = values[0].span.start
    here = between(dates, context.sentence.start, start)
    named = _listed(_DATED.sub("", context.clause_before), len(values))
    if not here or all(named) or _TOGETHER.search(context.clause_before):
        return []
    times = listed_times(context, dates, start, len(values))
    return times if times and times[-1].endswith((here[-1].parts or here)[-1].end) else []
