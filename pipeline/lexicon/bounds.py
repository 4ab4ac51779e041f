"""Typed view of `bounds.toml`: the words that limit a number."""

from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon.loading import check_records, read_member
from pipeline.model import Bound

FILE = "bounds.toml"


@dataclass(frozen=True, slots=True)
class BoundWords:
    """The words for one bound, by where they stand.

    Attributes:
        bound: What they say.
        before: Words directly before the number.
        guarded: Patterns of words directly before the number that are part of other words as well (过 of 通过).
        clause: Words anywhere before the number in its clause.
        after: Words directly behind the unit.
        sign: Symbols before the digits.
        sign_behind: Symbols behind the unit, before what is bounded.
        example: A text in which one of them does.
    """

    bound: Bound
    before: tuple[str, ...]
    guarded: tuple[str, ...]
    clause: tuple[str, ...]
    after: tuple[str, ...]
    sign: tuple[str, ...]
    sign_behind: tuple[str, ...]
    example: str


@lru_cache(maxsize=1)
def bound_words() -> tuple[BoundWords, ...]:
    """All bounds, the stricter ones first: where two apply, the first wins."""
    return tuple(
        BoundWords(
            read_member(FILE, record, "bound", Bound),
            tuple(record["before"]),
            tuple(record.get("guarded", ())),
            tuple(record.get("clause", ())),
            tuple(record["after"]),
            tuple(record["sign"]),
            tuple(record.get("sign_behind", ())),
            record["example"],
        )
        for record in check_records(
            FILE,
            "bound",
            required={"bound": str, "before": list, "after": list, "sign": list, "example": str},
            optional={"clause": list, "guarded": list, "sign_behind": list},
        )
    )
