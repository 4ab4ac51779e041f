"""How sure a claim is: what a reviewer should see first.

The odds that some field of a claim is wrong begin at those of all claims and are multiplied by a factor for every sign
that stands out among the wrong ones of the gold and of the invented texts: a metric of one character, an upper
bound, a date from another clause. `benchmarks/confidence.py` prints how well the figures hold.
"""

from dataclasses import dataclass

from pipeline.model import Bound, Flag, Mention, QuantityKind, Status, Topic

_ODDS = 0.045
_RULES = {
    "quantity.table": 0.15,
    "ratio.tenth": 0.7,
    "ratio.half": 2.0,
    "quantity.range": 2.0,
    "quantity.product": 2.0,
    "quantity.shared_unit": 2.0,
    "number.bare": 4.0,
    "number.range": 6.0,
    "quantity.unknown_unit": 25.0,
    "number.malformed": 25.0,
}
_FLAGS = {
    Flag.SCALE_SHARED: 2.0,
    Flag.OCR: 3.0,
    Flag.CHART: 8.0,
    Flag.AMBIGUOUS_NUMBER: 8.0,
    Flag.NO_UNIT: 8.0,
    Flag.AMBIGUOUS_TABLE: 12.0,
}
_SUSPICIOUS = frozenset({Flag.NO_UNIT, Flag.AMBIGUOUS_TABLE})
_MOST_OF_SUSPICIOUS, _MOST_OF_UNNAMED = 0.45, 0.89
_BOUNDS = {Bound.AT_MOST: 3.5, Bound.APPROX: 0.8}
_KINDS = {QuantityKind.TIME: 2.0, QuantityKind.CONCENTRATION: 1.5, QuantityKind.ENERGY: 1.5}
_NO_METRIC, _ONE_CHARACTER = 8.0, 7.0
_OTHER_TOPIC, _PLANNED, _CROWDED = 1.6, 1.8, 1.5
_DATED_HERE, _DATED_ELSEWHERE = 0.6, 1.6
_MANY = 5  # quantities in one block


@dataclass(frozen=True, slots=True)
class Signs:
    """What a claim's confidence depends on.

    Attributes:
        mention: The mention.
        flags: Its flags.
        metric: Its metric.
        topic: Its topic.
        status: Its status.
        period: Its period.
        dated: Whether its own clause holds a date.
        quantities: How many quantities share its block.
        fit: How well its table fits the source; 1 outside tables.
        named: Whether its row and column have names; True outside tables.
    """

    mention: Mention
    flags: tuple[Flag, ...]
    metric: str | None
    topic: Topic
    status: Status
    period: str | None
    dated: bool
    quantities: int
    fit: float = 1.0
    named: bool = True


def confidence(signs: Signs) -> float:
    """Estimate how likely every field of a claim is right.

    Args:
        signs: What is known of it.

    Returns:
        A share between 0 and 1, to two places.
    """
    odds = _ODDS * _RULES.get(signs.mention.rule, 1.0) * _BOUNDS.get(signs.mention.bound, 1.0)
    odds *= _KINDS.get(signs.mention.unit.kind, 1.0)
    for flag in signs.flags:
        odds *= _FLAGS.get(flag, 1.0)
    odds *= _metric(signs.metric)
    odds *= _OTHER_TOPIC if signs.topic is Topic.OTHER else 1.0
    odds *= _PLANNED if signs.status is Status.PLANNED else 1.0
    odds *= _CROWDED if signs.quantities > _MANY else 1.0
    if signs.period:
        odds *= _DATED_HERE if signs.dated else _DATED_ELSEWHERE
    most = 0.99
    if not _SUSPICIOUS.isdisjoint(signs.flags):
        most = _MOST_OF_SUSPICIOUS
    elif not signs.named or signs.fit < 1:
        most = _MOST_OF_UNNAMED
    return round(min(signs.fit / (1 + odds), most), 2)


def _metric(metric: str | None) -> float:
    if metric is None:
        return _NO_METRIC
    return _ONE_CHARACTER if len(metric) == 1 else 1.0
