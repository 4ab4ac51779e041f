"""Claims and relations of one stored document, as the checks look at them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import regex

from pipeline.audit.interval import Interval, printed
from pipeline.lexicon.characters import fold

Row = Mapping[str, Any]
_SUBSTANCE = regex.compile(r"\{(?:CO2e?|sce|oe)\}")


@dataclass(frozen=True)
class Fact:
    """One claim.

    Attributes:
        row: Its row.
    """

    row: Row

    def __hash__(self) -> int:
        """Of its id."""
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        """Whether it is the same claim."""
        return isinstance(other, Fact) and other.id == self.id

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.row["claim_id"])

    def __getitem__(self, column: str) -> Any:
        """Value of a column."""
        return self.row[column]

    @cached_property
    def quote(self) -> str:
        """The number as printed, without white space."""
        return "".join(str(self.row["quote"]).split())

    @cached_property
    def span(self) -> Interval | None:
        """What the printed number can stand for, in the claim's own unit."""
        if self.row["low"] is None:
            return None
        return printed(self.row["low"], self.row["high"], fold(self.row["value_text"]), self.row["bound"])

    @cached_property
    def stated(self) -> Interval | None:
        """The same without regard to 约, 超过: what is printed, to its last digit."""
        if self.row["low"] is None:
            return None
        bound = "approx" if self.row["bound"] == "approx" else "exact"
        return printed(self.row["low"], self.row["high"], fold(self.row["value_text"]), bound)

    @cached_property
    def norm(self) -> Interval | None:
        """`stated` in the reporting unit."""
        return self._scaled(self.stated)

    @cached_property
    def open_norm(self) -> Interval | None:
        """`span` in the reporting unit."""
        return self._scaled(self.span)

    def _scaled(self, interval: Interval | None) -> Interval | None:
        low, norm = self.row["low"], self.row["norm_low"]
        if interval is None or norm is None:
            return None
        return interval.times(norm / low) if low and norm / low > 0 else interval

    @cached_property
    def unit(self) -> str:
        """The reporting unit without substance and the year of a rate, so that amounts of one kind can be compared."""
        return _SUBSTANCE.sub("", str(self.row["norm_unit"] or self.row["unit"])).removesuffix("/a")


def before(fact: Fact) -> str:
    """The sentence of a claim up to its number, folded."""
    sentence, quote = fold(fact["sentence"]), fold("".join(fact["quote"].split("\n")))
    return sentence[: max(sentence.find(quote), 0)]


@dataclass(frozen=True)
class Book:
    """All claims of a document and how they hang together.

    Attributes:
        facts: The claims in reading order.
        related: For each kind of relation, pairs of claims with the rule that found them.
        sections: Rows of its sections.
        edition: Year of the casebook; 0 where there is none.
    """

    facts: tuple[Fact, ...]
    related: Mapping[str, tuple[tuple[Fact, Fact, str], ...]]
    sections: tuple[Row, ...] = ()
    edition: int = 0
    known: Mapping[str, Fact] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Row], relations: Iterable[Row], sections: Iterable[Row], edition: int) -> "Book":
        """The book of some rows."""
        facts = tuple(Fact(row) for row in claims)
        known = {fact.id: fact for fact in facts}
        related: dict[str, list[tuple[Fact, Fact, str]]] = defaultdict(list)
        for row in relations:
            if row["claim_a"] in known and row["claim_b"] in known:
                related[row["kind"]].append((known[row["claim_a"]], known[row["claim_b"]], row["rule"]))
        return cls(facts, {kind: tuple(found) for kind, found in related.items()}, tuple(sections), edition, known)

    def pairs(self, kind: str) -> tuple[tuple[Fact, Fact, str], ...]:
        """The relations of one kind."""
        return self.related.get(kind, ())
