"""The topic of a claim and the indicator it counts for."""

from functools import lru_cache

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
    rules = _indicators_for(topic, direction, unit.kind, unit.code)
    return next((rule.id for rule in rules if _agrees(rule.words, metric or "", wanted=True)), None)


def _first(unit: UnitReading, words: str, near: str) -> Topic:
    rules = _topics_for(unit.kind, unit.code, unit.text)
    return next(rule.topic for rule in rules if _fits(rule, words, near))


# What a unit rules out is asked once a unit: a casebook repeats a few dozen of them.
@lru_cache(maxsize=1024)
def _topics_for(kind: QuantityKind, code: str, text: str) -> tuple[TopicRule, ...]:
    return tuple(
        rule
        for rule in topic_rules()
        if (not rule.kinds or kind in rule.kinds)
        and _agrees(rule.units, code, wanted=True)
        and _agrees(rule.not_units, code, wanted=False)
        and _agrees(rule.unit_text, text, wanted=True)
    )


@lru_cache(maxsize=1024)
def _indicators_for(topic: Topic, direction: Direction, kind: QuantityKind, code: str) -> tuple[IndicatorRule, ...]:
    return tuple(
        rule
        for rule in indicator_rules()
        if (not rule.topics or topic in rule.topics)
        and (not rule.directions or direction in rule.directions)
        and (not rule.kinds or kind in rule.kinds)
        and _agrees(rule.units, code, wanted=True)
    )


def _fits(rule: TopicRule, words: str, near: str) -> bool:
    return (
        _agrees(rule.words, words, wanted=True)
        and _agrees(rule.not_words, words, wanted=False)
        and _agrees(rule.near, near, wanted=True)
        and _agrees(rule.not_near, near, wanted=False)
    )


def _agrees(pattern: regex.Pattern[str] | None, text: str, *, wanted: bool) -> bool:
    return pattern is None or (pattern.search(text) is not None) is wanted
