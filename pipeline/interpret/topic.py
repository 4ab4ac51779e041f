"""The topic of a claim."""

from functools import lru_cache

import regex

from pipeline.lexicon.topics import TopicRule, topic_rules
from pipeline.model import QuantityKind, Topic, UnitReading


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


def _fits(rule: TopicRule, words: str, near: str) -> bool:
    return (
        _agrees(rule.words, words, wanted=True)
        and _agrees(rule.not_words, words, wanted=False)
        and _agrees(rule.near, near, wanted=True)
        and _agrees(rule.not_near, near, wanted=False)
    )


def _agrees(pattern: regex.Pattern[str] | None, text: str, *, wanted: bool) -> bool:
    return pattern is None or (pattern.search(text) is not None) is wanted
