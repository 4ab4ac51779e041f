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


CHECKS = (
    Check(
        "product.of_factor",
        "每次光盘打卡减少碳排放 150 克，累计打卡 2000 万次，减少碳排放 9000 吨。",
        "每次光盘打卡减少碳排放 150 克，累计打卡 2000 万次，减少碳排放 3000 吨。",
        _products,
    ),
)
