"""Conversions of one case against each other: 10 公斤旧衣 = 1 棵树 = 10 平方米, but 666 平方米 for 250 棵."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from pipeline.audit.check import Check, Outcome, outcome, shown
from pipeline.audit.fact import Book, Fact
from pipeline.audit.interval import Interval
from pipeline.model import Severity

_CONVERTED = frozenset({"equivalent.conversion", "equivalent.brackets"})
_APART = 1.5  # times, which rounding and 左右 explain
_TREES = frozenset({"棵", "株"})
_Pair = tuple[str, str]
_Ratio = tuple[Interval, tuple[Fact, Fact]]


def _conversions(book: Book) -> Iterator[Outcome]:
    """Two conversions of one pair of measures in one case."""
    cases: dict[str | None, dict[_Pair, list[_Ratio]]] = defaultdict(lambda: defaultdict(list))
    for ratio in _ratios(book):
        (first, second), found = ratio
        cases[found[1][0]["case_id"]][first, second].append(found)
    for pairs in cases.values():
        for pair in sorted(pairs):
            for one, other in combinations(pairs[pair], 2):
                if set(one[1]).isdisjoint(other[1]):
                    yield _compared(one, other)


def _ratios(book: Book) -> Iterator[tuple[_Pair, _Ratio]]:
    """What each group of measures of one thing says of every two of them."""
    groups: dict[Fact, list[tuple[Fact, str]]] = defaultdict(list)
    causes: dict[Fact, int] = defaultdict(int)
    for cause, effect, rule in book.pairs("equivalent_to"):
        groups[cause].append((effect, rule))
        causes[effect] += 1
    for cause, effects in groups.items():
        alone = [(effect, rule) for effect, rule in effects if causes[effect] == 1]
        for (one, rule), (other, also) in combinations([(cause, alone[0][1] if alone else ""), *alone], 2):
            first, second = sorted((one, other), key=lambda fact: _kind(fact) or "")
            kinds = _kind(first), _kind(second)
            # a conversion means its numbers as they are: 1 棵 is not 0.5 to 1.5
            ratio = _exact(second).over(_exact(first)) if first.norm and second.norm else None
            if kinds[0] and kinds[1] and kinds[0] != kinds[1] and ratio and {rule, also} <= _CONVERTED:
                yield (kinds[0], kinds[1]), (ratio, (first, second))


def _exact(fact: Fact) -> Interval:
    return Interval(fact["norm_low"], fact["norm_high"])


def _kind(fact: Fact) -> str | None:
    """What it is a measure of: textile, CO2, trees, area; nothing for what many things are measured by."""
    if fact["quantity_kind"] == "Count":
        return "trees" if fact["unit_text"] in _TREES else None
    if fact["quantity_kind"] == "Area":
        return "area"
    return fact["substance"] if fact["quantity_kind"] == "Mass" else None


def _compared(one: _Ratio, other: _Ratio) -> Outcome:
    wide = Interval(one[0].low / _APART, one[0].high * _APART)
    holds = wide.meets(other[0])
    said = [" 对 ".join(fact.quote for fact in facts) for _, facts in (one, other)]
    values = [shown((ratio.low + ratio.high) / 2) for ratio, _ in (one, other)]
    message = (
        f"本案例两处换算{'一致' if holds else '不一致'}：{said[0]}（系数 {values[0]}），{said[1]}（系数 {values[1]}）"
    )
    return outcome(
        "factor.conversion",
        (*other[1], *one[1]),  # the later one deviates from the first
        message,
        holds=holds,
        severity=Severity.WARNING,
        expected=one[0],
        observed=(other[0].low + other[0].high) / 2,
    )


CHECKS = (
    Check(
        "factor.conversion",
        "按 10 公斤旧衣 = 1 棵树 = 10 平方米换算。\n\n可冠名 1 片公益林（666 平方米，可种树 250 棵左右）。",
        "按 10 公斤旧衣 = 1 棵树 = 10 平方米换算。\n\n可冠名 1 片公益林（666 平方米，可种树 66 棵左右）。",
        _conversions,
    ),
)
