"""Typed view of `topics.toml`: what a claim is about."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.lexicon.loading import check_records, read_member
from pipeline.model import QuantityKind, Topic

TOPICS = "topics.toml"


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


def _pattern(pattern: str | None) -> regex.Pattern[str] | None:
    return regex.compile(pattern) if pattern else None
