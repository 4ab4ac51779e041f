"""The topic of a claim and the indicator it counts for."""

from functools import cache

import regex

from pipeline.lexicon.topics import IndicatorRule, TopicRule, indicator_rules, topic_rules
from pipeline.model import Direction, QuantityKind, Topic, UnitReading


def read_topic(unit: UnitReading, metric: str | None, near: str) -> Topic:
    """Find the topic of a claim.

    Args:
        unit: Its unit.
        metric: What it measures, folded; None for nothing.
        near: The clause around it, folded.

    Returns:
        The topic of the first rule that fits the metric; where only the last resort would fit, of the first rule that
        fits the clause.
    """
    topic = _first(unit, metric or near, near)
    return _first(unit, near, near) if topic is Topic.OTHER else topic


def read_indicator(topic: Topic, direction: Direction, unit: UnitReading, metric: str | None) -> str | None:
    """Find the canonical name of what a claim measures, or None."""
    return next((rule.id for rule in indicator_rules() if _measures(rule, topic, direction, unit, metric or "")), None)


@cache
def _rules_for(kind: QuantityKind) -> tuple[TopicRule, ...]:
    return tuple(rule for rule in topic_rules() if not rule.kinds or kind in rule.kinds)


def _first(unit: UnitReading, words: str, near: str) -> Topic:
    return next(rule.topic for rule in _rules_for(unit.kind) if _fits(rule, unit, words, near))


def _fits(rule: TopicRule, unit: UnitReading, words: str, near: str) -> bool:
    return (
        _agrees(rule.units, unit.code, wanted=True)
        and _agrees(rule.not_units, unit.code, wanted=False)
        and _agrees(rule.unit_text, unit.text, wanted=True)
        and _agrees(rule.words, words, wanted=True)
        and _agrees(rule.not_words, words, wanted=False)
        and _agrees(rule.near, near, wanted=True)
        and _agrees(rule.not_near, near, wanted=False)
    )


def _agrees(pattern: regex.Pattern[str] | None, text: str, *, wanted: bool) -> bool:
    return pattern is None or (pattern.search(text) is not None) is wanted


def _measures(rule: IndicatorRule, topic: Topic, direction: Direction, unit: UnitReading, metric: str) -> bool:
    return (
        (not rule.topics or topic in rule.topics)
        and (not rule.directions or direction in rule.directions)
        and (not rule.kinds or unit.kind in rule.kinds)
        and (rule.words is None or bool(rule.words.search(metric)))
        and (rule.units is None or bool(rule.units.search(unit.code)))
    )
