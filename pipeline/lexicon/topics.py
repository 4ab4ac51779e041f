"""Typed view of `topics.toml`: what a claim is about."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.lexicon.compiled import compile_all
from pipeline.lexicon.decisions import Condition
from pipeline.lexicon.loading import check_records, read_member
from pipeline.model import QuantityKind, Topic

TOPICS = "topics.toml"


@dataclass(frozen=True, slots=True)
class TopicRule:
    """What a claim must look like to have a topic; a part that is empty or None asks nothing.

    Attributes:
        topic: The topic.
        kinds: Kinds of quantity, of which it must be one.
        example: A sentence whose last quantity has the topic.
        worded: Whether words are asked for.
        conditions: What the words looked at (`words`) and the clause (`near`) must match, or must not.
        units: What the code of its unit must match.
        not_units: What it must not match.
        unit_text: What the unit as written must match.
    """

    topic: Topic
    kinds: frozenset[QuantityKind]
    example: str
    worded: bool
    conditions: tuple[Condition, ...]
    units: regex.Pattern[str] | None
    not_units: regex.Pattern[str] | None
    unit_text: regex.Pattern[str] | None

    def reach(self, text: str) -> int:
        """Where the words that are asked for end last in a text; 0 where they do not stand in it."""
        reached = 0
        if self.worded:
            for match in self.conditions[0].pattern.finditer(text):
                reached = match.end()
        return reached


@lru_cache(maxsize=1)
def topic_rules() -> tuple[TopicRule, ...]:
    """All topic rules, in order of precedence."""
    spoken = {
        "words": ("words", True),
        "not_words": ("words", False),
        "near": ("near", True),
        "not_near": ("near", False),
    }
    written = ("units", "not_units", "unit_text")
    records = check_records(
        TOPICS,
        "topic",
        required={"topic": str, "example": str},
        optional={"kinds": list, **dict.fromkeys((*spoken, *written), str)},
    )
    compiled = compile_all(
        "topics", (record[name] for record in records for name in (*spoken, *written) if name in record)
    )
    return tuple(
        TopicRule(
            read_member(TOPICS, record, "topic", Topic),
            frozenset(QuantityKind(kind) for kind in record.get("kinds", ())),
            record["example"],
            "words" in record,
            tuple(
                Condition(place, compiled[record[name]], wanted)
                for name, (place, wanted) in spoken.items()
                if name in record
            ),
            **{name: compiled.get(record.get(name, "")) for name in written},
        )
        for record in records
    )
