"""The same fact stated again in another sentence, rounded or in another unit too."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import regex

from pipeline.model import Aggregation, QuantityKind, Relation, RelationKind
from pipeline.relate.statement import Statement

_DIGITS = 3  # significant digits that two roundings of one number share
_ROUGH = frozenset({QuantityKind.DIMENSIONLESS_RATIO, QuantityKind.COUNT, QuantityKind.TIME})
_NUMERAL = regex.compile(r"\d[\d,]*(?:\.\d+)?")


def relate_same(case: tuple[Statement, ...]) -> Iterator[Relation]:
    """Pairs of a later statement and the first one of the same fact."""
    first: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for each in case:
        if each.value is None or each.claim.unit.kind is QuantityKind.TIME:
            continue
        keys = _keys(each)
        candidates = [earlier for key in keys for earlier in first[key]]
        found = next((earlier for earlier in candidates if _same(earlier, each)), None)
        if found is None:
            bucket = first[keys[0]]
            if len(bucket) < 8:  # noqa: PLR2004 - what repeats one value that often is no fact stated again
                bucket.append(each)
        else:
            yield Relation(RelationKind.SAME_AS, each.start, found.start, "same.value", 0.9)


def _keys(each: Statement) -> tuple[tuple[str, str], ...]:
    """Unit and value to a few digits; a second one where the value lies at the edge of a rounding."""
    low, _, unit = each.value or (Decimal(0), Decimal(0), "")
    exact = _rounded(low)
    near = {_rounded(low * Decimal("1.002")), _rounded(low * Decimal("0.998"))}
    return ((unit, exact), *((unit, other) for other in sorted(near) if other != exact))


def _rounded(value: Decimal) -> str:
    return f"{value:.{_DIGITS - 1}e}"


def _same(first: Statement, again: Statement) -> bool:
    one, other = first.claim, again.claim
    if (first.section, first.block) == (again.section, again.block) and one.bound is not other.bound:
        return False
    if first.place == again.place or (first.table is not None and first.table == again.table):
        return False
    whose = one.subject is other.subject or one.aggregation is other.aggregation is Aggregation.FACTOR
    if one.direction is not other.direction or not whose:
        return False
    if one.aggregation is not other.aggregation:
        near = {one.aggregation, other.aggregation} <= {Aggregation.FLOW, Aggregation.CUMULATIVE, Aggregation.LEVEL}
        if not near or first.table is not None or again.table is not None:
            return False
    if one.aggregation is Aggregation.FACTOR and (one.per or other.per) and not _alike(one.per or "", other.per or ""):
        return False
    return _equal(first, again) and _times(one.period, other.period) and _one_thing(first, again)


def _equal(first: Statement, again: Statement) -> bool:
    """Whether both values are one, as far as the coarser of them is printed."""
    if first.value is None or again.value is None:
        return False
    tolerance = max(_step(first), _step(again)) / 2
    lows, highs = first.value[0] - again.value[0], first.value[1] - again.value[1]
    return abs(lows) <= tolerance and abs(highs) <= tolerance


def _step(each: Statement) -> Decimal:
    """One unit of the last printed digit, in the reporting unit."""
    value = each.claim.mention.value
    numeral = _NUMERAL.search(each.text, value.start, value.end)
    low = each.claim.mention.low
    if numeral is None or not low or each.value is None:
        return Decimal(0)
    digits = Decimal(numeral[0].replace(",", ""))
    decimals = len(numeral[0].partition(".")[2])
    return abs(each.value[0] / digits) * Decimal(10) ** -decimals if digits and decimals else Decimal(0)


def _times(one: str | None, other: str | None) -> bool:
    """Whether two periods may be one: one is missing, both are the same, or they end in the same year."""
    return one is None or other is None or one == other or _end(one) == _end(other)


def _end(period: str) -> str:
    return period.rpartition("/")[2].replace("..", period.partition("/")[0])[:4]


def _one_thing(first: Statement, again: Statement) -> bool:
    one, other = first.claim, again.claim
    if one.unit.kind is QuantityKind.COUNT and one.unit.text != other.unit.text:
        return False
    common = _is_common(first)
    apart = one.item and other.item and not _alike(one.item, other.item)
    if apart and one.unit.kind in _ROUGH and (common or first.metric != again.metric):
        return False
    if common and one.unit.kind is QuantityKind.COUNT:
        return bool(first.metric) and first.metric == again.metric  # 真空泵 3 台, 风机 3 台
    if one.indicator is not None and one.indicator == other.indicator:
        return True
    if one.aggregation is Aggregation.FACTOR and one.per is None and other.per is None:
        return not first.metric or not again.metric or _alike(first.metric, again.metric)
    if common:
        return bool(first.metric) and first.metric == again.metric
    return _alike(first.metric, again.metric)


def _is_common(each: Statement) -> bool:
    """Whether its value stands for many things: 2 个, 100%."""
    low = each.claim.mention.low or Decimal(0)
    return each.claim.unit.kind in _ROUGH and (low < 10 or (low == 100 and each.is_share))  # noqa: PLR2004 - what is said of anything


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    common = sum(min(one.count(character), other.count(character)) for character in set(one))
    return one in other or other in one or 2 * common >= 0.6 * (len(one) + len(other))
