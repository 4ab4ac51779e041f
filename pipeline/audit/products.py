"""A factor times what it is per against the total beside it."""

from collections import defaultdict
from collections.abc import Iterator

import regex

from pipeline.audit.check import Check, Outcome, outcome, shown
from pipeline.audit.fact import Book, Fact
from pipeline.audit.interval import Interval
from pipeline.lexicon.characters import fold
from pipeline.model import Severity

_PER = regex.compile(r"/\{(\p{Han}+)\}")
_YEARS = {"a": 1.0, "mo": 1 / 12}
_PER_YEAR = {"a": 1.0, "mo": 12.0, "3.mo": 4.0}
_YIELD = regex.compile(r"效益|收益|节约|节省|节支|增收|降低")
_NEAR = 4  # claims before a payback time that tell of it
_TOLERANCE_OF_YEARS = 1.5  # times: running costs, and months of a season
_TOLERANCE, _GROSS = 1.1, 2.0  # times: what rounding explains, and what it never does


def _products(book: Book) -> Iterator[Outcome]:
    """One factor, one count of what it is per and one total in a paragraph."""
    blocks: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in book.facts:
        if not fact["in_table"] and fact.norm is not None:
            blocks[fact["section_id"], fact["sentence_start"]].append(fact)
    places = list(blocks.values())
    for number, place in enumerate(places):
        near = [*place, *(places[number + 1] if number + 1 < len(places) else ())]
        for factor in place:
            yield from _of_factor(factor, [fact for fact in near if fact["section_id"] == factor["section_id"]])


def _of_factor(factor: Fact, near: list[Fact]) -> Iterator[Outcome]:
    per = _base(factor)
    if not per or factor["indicator"] is None:
        return
    counts = [fact for fact in near if fact["aggregation"] != "factor" and _counted(fact, per)]
    unit = _PER.sub("", factor.unit)
    totals = [
        fact
        for fact in near
        if fact["aggregation"] in ("flow", "cumulative", "rate")
        and (fact["indicator"], fact.unit) == (factor["indicator"], unit)
    ]
    if len(counts) != 1 or len(totals) != 1:
        return
    count, total = counts[0], totals[0]
    if count.norm is None or total.norm is None or factor.norm is None or total.norm.high <= 0:
        return
    product = Interval(factor.norm.low * count.norm.low, factor.norm.high * count.norm.high)
    wide = Interval(product.low / _TOLERANCE, product.high * _TOLERANCE)
    holds = wide.meets(total.norm)
    gross = total.norm.low > product.high * _GROSS or total.norm.high * _GROSS < product.low
    message = (
        f"{factor.quote}（每{per}）乘以 {count.quote} 约为 {shown((product.low + product.high) / 2)}，"
        f"文中总数为 {total.quote}，{'相符' if holds else '不符'}"
    )
    yield outcome(
        "product.of_factor",
        (factor, count, total),
        message,
        holds=holds,
        severity=Severity.ERROR if gross else Severity.WARNING,
        expected=product,
        observed=total["norm_low"],
        unit=total["norm_unit"],
    )


def _base(factor: Fact) -> str:
    """What a factor is per, in words: of 92400 元/车/年 车."""
    if factor["aggregation"] != "factor":
        return ""
    named = _PER.search(factor["unit"])
    return named[1] if named else fold(factor["per"] or "")


def _counted(fact: Fact, per: str) -> bool:
    """Whether a count or an area is of what the factor is per: 次光盘打卡 and 打卡 3600 万次."""
    if fact["quantity_kind"] not in ("Count", "Area"):
        return False
    unit, metric = fold(fact["unit_text"] or ""), fold(fact["metric"] or "")
    rest = per.removeprefix(unit)
    named = (len(metric) > 1 and metric in per) or (len(rest) > 0 and rest in metric)
    return named and (per.startswith(unit) or unit in ("辆", "台") or fact["quantity_kind"] == "Area")


def _paybacks(book: Book) -> Iterator[Outcome]:
    """An investment over its yearly yield is the time after which it is earned back."""
    sections: dict[str, list[Fact]] = defaultdict(list)
    for fact in book.facts:
        if not fact["in_table"]:
            sections[fact["section_id"]].append(fact)
    for facts in sections.values():
        for number, time in enumerate(facts):
            if time["indicator"] != "payback.time" or time.stated is None or time["unit"] not in _YEARS:
                continue
            near = facts[max(0, number - _NEAR) : number]
            invested = [fact for fact in near if fact["indicator"] == "investment" and fact["item"] == time["item"]]
            yields = [fact for fact in near if _is_yield(fact) and fact["item"] == time["item"]]
            if len(invested) == len(yields) == 1:
                yield from _payback(time, invested[0], yields[0])


def _is_yield(fact: Fact) -> bool:
    """Whether it is money that comes in, or need not go out, again and again."""
    money = fact["quantity_kind"] == "Currency" and fact["aggregation"] == "rate" and fact["per_time"] in _PER_YEAR
    return money and _YIELD.search(fold(f"{fact['metric'] or ''}{fact['sentence']}")) is not None


def _payback(time: Fact, invested: Fact, earned: Fact) -> Iterator[Outcome]:
    if invested["per_time"] or invested["unit"] not in earned["unit"]:
        return
    if invested.stated is None or earned.span is None or time.stated is None:
        return
    yearly = earned.span.times(_PER_YEAR[earned["per_time"]])
    if yearly.low <= 0:
        return
    expected = Interval(invested.stated.low / yearly.high, invested.stated.high / yearly.low)
    observed = time.stated.times(_YEARS[time["unit"]])
    holds = Interval(expected.low / _TOLERANCE_OF_YEARS, expected.high * _TOLERANCE_OF_YEARS).meets(observed)
    message = (
        f"投入 {invested.quote}、收益 {earned.quote}，推算回收期不超过 {shown(expected.high * 12)} 个月，"
        f"文中写作 {time.quote}，{'相符' if holds else '不符'}"
    )
    yield outcome(
        "payback.time",
        (time, invested, earned),
        message,
        holds=holds,
        severity=Severity.INFO,
        expected=expected,
        observed=(observed.low + observed.high) / 2,
        unit="a",
    )


CHECKS = (
    Check(
        "product.of_factor",
        "每次光盘打卡减少碳排放 150 克，累计打卡 2000 万次，减少碳排放 9000 吨。",
        "每次光盘打卡减少碳排放 150 克，累计打卡 2000 万次，减少碳排放 3000 吨。",
        _products,
    ),
    Check(
        "payback.time",
        "改造后每季度带来经济效益 20 万元。\n\n项目投入 24 万元，运行 8 个月即可回收成本。",
        "改造后每季度带来经济效益 20 万元。\n\n项目投入 24 万元，运行 4 个月即可回收成本。",
        _paybacks,
    ),
)
