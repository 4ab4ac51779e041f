"""The same fact stated twice, with another value or unit."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import regex

from pipeline.audit.check import Check, Outcome, outcome
from pipeline.audit.fact import Book, Fact
from pipeline.audit.interval import misprinted
from pipeline.lexicon.characters import fold
from pipeline.model import Severity

_DIGITS = 3  # significant digits that no two facts share by chance
_TELLING = 3  # significant digits below which a value is too round to be told from another
_ROUNDED = 2  # times, which rounding takes a value apart at most; a power of ten is more
_ROW = regex.compile(r"分别|依次|\d\s?(?:%|\p{Han}{1,3})?\s?[、/]\s?[-+]?\d")
_MOST = 6


def _unit_differs(book: Book) -> Iterator[Outcome]:
    """The same digits of the same measure in units that are apart by a power of ten."""
    found: dict[tuple[str | None, str, str], list[Fact]] = defaultdict(list)
    for fact in book.facts:
        digits = _significant(fact)
        if len(digits) >= _DIGITS and fact["indicator"] and fact.norm is not None and not fact["in_table"]:
            found[fact["case_id"], fact["indicator"], digits].append(fact)
    for facts in found.values():
        for one, other in combinations(facts[:_MOST], 2):
            if one.unit != other.unit or not one["norm_low"] or one["sentence_start"] == other["sentence_start"]:
                continue
            ratio = other["norm_low"] / one["norm_low"]
            holds = 1 / _ROUNDED < ratio < _ROUNDED
            message = f"同一数字两处单位不同：{one.quote} 与 {other.quote}" if not holds else f"{one.quote} 两处一致"
            yield outcome("same.unit", (one, other), message, holds=holds)


def _significant(fact: Fact) -> str:
    return "".join(character for character in fold(fact["value_text"]) if character.isdigit()).strip("0")


def _value_differs(book: Book) -> Iterator[Outcome]:
    """One measure of one item and time with two values that are close, in two sections."""
    related = {frozenset((a.id, b.id)) for pairs in book.related.values() for a, b, _ in pairs}
    found: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in book.facts:
        if fact["period"] and fact["indicator"] and fact["metric"] and not fact["in_table"] and fact.norm is not None:
            key = tuple(fact[column] for column in _SAME)
            found[key].append(fact)
    for facts in found.values():
        for one, other in combinations(facts[:_MOST], 2):
            if one["section_id"] == other["section_id"] or frozenset((one.id, other.id)) in related:
                continue
            if one.norm is None or other.norm is None or len(_significant(one)) < _TELLING:
                continue
            holds = one.norm.meets(other.norm)
            if holds or (misprinted(one["norm_low"], other["norm_low"]) and not (_listed(one) or _listed(other))):
                message = f"同一指标两处数值不同：{one.quote} 与 {other.quote}"
                yield outcome("same.value", (one, other), message, holds=holds, severity=Severity.WARNING)


def _listed(fact: Fact) -> bool:
    """Whether it is one of several values in a row: 2024-2026 年分别为 58.9、67.6、78.1 亿元."""
    return _ROW.search(fold(fact["sentence"])) is not None


_SAME = (
    *("case_id", "indicator", "metric", "item", "period", "aggregation", "direction", "subject", "status"),
    *("norm_unit", "bound", "per"),
)

CHECKS = (
    Check(
        "same.unit",
        "项目累计减少二氧化碳排放 842.63 吨。\n\n三年来共减少二氧化碳排放 842.63 万吨。",
        "项目累计减少二氧化碳排放 842.63 吨。\n\n三年来共减少二氧化碳排放 842630 千克。",
        _unit_differs,
    ),
    Check(
        "same.value",
        "◎ 案例概述\n2020 年减少二氧化碳排放 414.9 吨。\n\n◎ 项目成果\n2020 年减少二氧化碳排放 441.9 吨。",
        "◎ 案例概述\n2020 年减少二氧化碳排放 414.9 吨。\n\n◎ 项目成果\n2020 年减少二氧化碳排放 415 吨。",
        _value_differs,
    ),
)
