"""How a number adds up."""

import regex

from pipeline.meaning.deciding import decide
from pipeline.meaning.view import View
from pipeline.model import Aggregation, QuantityKind

LIST = "aggregations.toml"
_TIME = r"\(?(?:[1-9]\d*\.)?(?:a|mo|wk|d|h|min|s)\)?"
_PER_TIME = regex.compile(rf"/{_TIME}(?=/|$)")
_PRICE = regex.compile(r"价|成本(?!节|减|降)|费率|电费")


def aggregation(seen: View, per: str | None) -> Aggregation:
    """Tell how a number adds up: as a factor, then a rate, then a change, then by what the decision list says.

    Args:
        seen: The claim and what stands around it.
        per: What the number is per; None for nothing.
    """
    unit = seen.claim.unit
    # 单位能耗下降 5%: a share of something per something is no longer per it
    if per is not None and unit.kind not in (QuantityKind.TIME, QuantityKind.DIMENSIONLESS_RATIO):
        return Aggregation.FACTOR
    if "/" in _PER_TIME.sub("", unit.code) and unit.kind is not QuantityKind.CONCENTRATION:
        price = unit.kind is QuantityKind.CURRENCY and seen.claim.direction == "none" and _PRICE.search(seen.near)
        return Aggregation.LEVEL if price or unit.kind is QuantityKind.SPEED else Aggregation.FACTOR
    if unit.per_time:
        return Aggregation.RATE
    return Aggregation(decide(LIST, "aggregation", seen) or Aggregation.LEVEL)
