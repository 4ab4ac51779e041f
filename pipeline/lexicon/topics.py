"""Typed view of `topics.toml` and `indicators.toml`: what a claim is about and what it measures."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.lexicon.loading import check_records, read_member
from pipeline.model import Direction, QuantityKind, Topic

TOPICS = "topics.toml"
INDICATORS = "indicators.toml"


@dataclass(frozen=True, slots=True)
class TopicRule:
    """What a claim must look like to have a topic; a part that is None asks nothing."""

    topic: Topic
    kinds: frozenset[QuantityKind]
    example: str
    words: regex.Pattern[str] | None
    not_words: regex.Pattern[str] | None
    near: regex.Pattern[str] | None
    not_near: regex.Pattern[str] | None
    units: regex.Pattern[str] | None
    not_units: regex.Pattern[str] | None
    unit_text: regex.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """What a claim must look like to count for an indicator; an empty or None part asks nothing."""

    id: str
    topics: frozenset[Topic]
    directions: frozenset[Direction]
    kinds: frozenset[QuantityKind]
    words: regex.Pattern[str] | None
    units: regex.Pattern[str] | None
    example: str


@lru_cache(maxsize=1)
def topic_rules() -> tuple[TopicRule, ...]:
    """All topic rules, in order of precedence."""
    patterns = ("words", "not_words", "near", "not_near", "units", "not_units", "unit_text")
    return tuple(
        TopicRule(
            read_member(TOPICS, record, "topic", Topic),
            frozenset(QuantityKind(kind) for kind in record.get("kinds", ())),
            record["example"],
            **{name: _pattern(record.get(name)) for name in patterns},
        )
        for record in check_records(
            TOPICS,
            "topic",
            required={"topic": str, "example": str},
            optional={"kinds": list, **dict.fromkeys(patterns, str)},
        )
    )


@lru_cache(maxsize=1)
def indicator_rules() -> tuple[IndicatorRule, ...]:
    """All indicator rules, in order of precedence."""
    return tuple(
        IndicatorRule(
            record["id"],
            frozenset(Topic(topic) for topic in record.get("topics", ())),
            frozenset(Direction(direction) for direction in record.get("directions", ())),
            frozenset(QuantityKind(kind) for kind in record.get("kinds", ())),
            _pattern(record.get("words")),
            _pattern(record.get("units")),
            record["example"],
        )
        for record in check_records(
            INDICATORS,
            "indicator",
            required={"id": str, "example": str},
            optional={"topics": list, "directions": list, "kinds": list, "words": str, "units": str},
        )
    )


def _pattern(pattern: str | None) -> regex.Pattern[str] | None:
    return regex.compile(pattern) if pattern else None
