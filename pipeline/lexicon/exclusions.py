"""Typed view of `exclusions.toml`: the patterns of numerals that are no claim, in order of precedence."""

from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon.loading import check_records, fill, read_macros, read_member
from pipeline.model import Reason

FILE = "exclusions.toml"


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """A pattern of numerals that are no claim.

    Attributes:
        id: Its id, which every exclusion it makes carries.
        reason: Why such a numeral is no claim.
        republic: Whether it holds only in a book that counts years by the republic.
        pattern: A pattern for the `regex` package, macros filled in.
        examples: Texts in which `«…»` marks what it takes.
        counterexamples: Texts of which it takes nothing.
    """

    id: str
    reason: Reason
    republic: bool
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@lru_cache(maxsize=1)
def exclusion_rules() -> tuple[ExclusionRule, ...]:
    """All rules, in order of precedence."""
    macros = read_macros(FILE)
    records = check_records(
        FILE,
        "exclusion",
        required={"id": str, "reason": str, "examples": list},
        optional={"pattern": str, "words": list, "note": str, "republic": bool, "counterexamples": list},
    )
    return tuple(
        ExclusionRule(
            record["id"],
            read_member(FILE, record, "reason", Reason),
            record.get("republic", False),
            fill(record.get("pattern") or _any_of(record["words"]), macros),
            tuple(record["examples"]),
            tuple(record.get("counterexamples", ())),
        )
        for record in records
    )


def exclusion_rule(rule_id: str) -> ExclusionRule:
    """The rule of an id."""
    return next(rule for rule in exclusion_rules() if rule.id == rule_id)


def _any_of(words: list[str]) -> str:
    """One pattern for any of some words, the longest first, sorted by their first characters so that it is quick."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word[1:])
    looking = [f"({rest}" for rest in by_first.pop("(", [])]
    return "|".join([f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items()] + looking)
