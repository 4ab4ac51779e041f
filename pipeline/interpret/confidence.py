"""How sure a claim is: what a reviewer should see first.

A claim starts at the share of the gold that its rule gets wholly right and loses for every sign that a reading was a
last resort. `benchmarks/confidence.py` prints how well the figures hold on the gold.
"""

from pipeline.model import Flag, Mention

_RULES = {
    "quantity": 0.97,
    "quantity.range": 0.95,
    "quantity.product": 0.85,
    "quantity.compound": 0.9,
    "quantity.shared_unit": 0.8,
    "quantity.unknown_unit": 0.4,
    "quantity.table": 0.95,
    "ratio.tenth": 0.93,
    "ratio.half": 0.8,
    "number.half": 0.9,
    "number.bare": 0.7,
    "number.range": 0.7,
    "number.malformed": 0.4,
}
_FLAGS = {Flag.UNIT_FROM_HEADER: 0.02, Flag.SCALE_SHARED: 0.1, Flag.OCR: 0.15, Flag.CHART: 0.3}
_NO_METRIC, _FAR_METRIC, _INHERITED, _LONG_SENTENCE = 0.25, 0.2, 0.08, 0.1
_MANY = 6  # quantities in one block


def confidence(
    mention: Mention, flags: tuple[Flag, ...], *, metric: str | None, far_metric: bool, inherited: bool, numbers: int
) -> float:
    """Estimate how likely every field of a claim is right.

    Args:
        mention: The mention.
        flags: Its flags.
        metric: Its metric.
        far_metric: Whether the metric was taken from another clause.
        inherited: Whether period or rate came from outside its sentence.
        numbers: How many quantities share its sentence.

    Returns:
        A share between 0 and 1.
    """
    value = _RULES.get(mention.rule, 0.85)
    value -= sum(_FLAGS.get(flag, 0) for flag in flags)
    value -= _NO_METRIC if metric is None else _FAR_METRIC if far_metric else 0
    value -= _INHERITED if inherited else 0
    value -= _LONG_SENTENCE if numbers > _MANY else 0
    return round(min(max(value, 0.05), 0.99), 2)
