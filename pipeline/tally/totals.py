"""Sums in which nothing is counted twice, with what went into each and what was left out and why.

Only what an organisation says of itself is added up, and only amounts that add up: of one indicator, in one reporting
unit, of one edition, and of one way in which they add up, so that a yearly rate never meets a total, nor a plan a fact.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.model import Aggregation, Bound, QuantityKind, RelationKind, Status, Subject
from pipeline.tally.book import Book, Claim, Relation

_ADDITIVE = frozenset(
    {
        QuantityKind.MASS,
        QuantityKind.ENERGY,
        QuantityKind.POWER,
        QuantityKind.APPARENT_POWER,
        QuantityKind.AREA,
        QuantityKind.VOLUME,
        QuantityKind.COUNT,
        QuantityKind.CURRENCY,
    }
)
_SUMMED = (Aggregation.FLOW, Aggregation.CUMULATIVE, Aggregation.RATE, Aggregation.LEVEL)
_STANDING = (Aggregation.CUMULATIVE, Aggregation.RATE, Aggregation.LEVEL)  # a later one takes the place of an earlier


class Why(StrEnum):
    """Why a claim is not in the sum."""

    REPEATED = "repeated"
    PART = "part"
    EARLIER = "earlier"
    ITEM = "item"
    EQUIVALENT = "equivalent"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What is summed apart."""

    edition: int
    indicator: str
    measure: str
    aggregation: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that is not in the sum, though it is of its kind.

    Attributes:
        claim: The claim.
        why: Why it is not.
        instead: The claim that is there instead, where there is one.
    """

    claim: Claim
    why: Why
    instead: Claim | None


@dataclass(frozen=True, slots=True)
class Sum:
    """Claims of one kind, added up.

    Attributes:
        counted: The claims, in reading order.
    """

    counted: tuple[Claim, ...]

    @property
    def low(self) -> float:
        """The smallest that it can be, as stated."""
        return sum(claim.norm_low or 0 for claim in self.counted)

    @property
    def high(self) -> float:
        """The largest."""
        return sum(claim.norm_high or 0 for claim in self.counted)

    @property
    def bound(self) -> Bound:
        """How it limits the true one: as its numbers do, where all that limit it do it alike, and else about."""
        bounds = {Bound(claim.bound) for claim in self.counted} - {Bound.EXACT}
        if not bounds:
            return Bound.EXACT
        return bounds.pop() if len(bounds) == 1 else Bound.APPROX


@dataclass(frozen=True, slots=True)
class Total(Sum):
    """The sum of an edition.

    Attributes:
        key: What it is of.
        left_out: The claims of its kind that are not counted.
    """

    key: Key
    left_out: tuple[LeftOut, ...]


def totals(book: Book) -> tuple[Total, ...]:
    """The sums of a dataset, by edition, indicator, unit and way of adding up."""
    groups: dict[Key, list[Claim]] = {}
    for claim in book.claims.values():
        if _adds_up(claim):
            key = Key(claim.edition, str(claim.indicator), str(claim.measure), claim.aggregation)
            groups.setdefault(key, []).append(claim)
    links = _links(book.relations)
    return tuple(_total(key, groups[key], links) for key in sorted(groups))


def _adds_up(claim: Claim) -> bool:
    return (
        claim.indicator is not None
        and claim.norm_low is not None
        and (claim.last_year or 0) <= claim.edition + 1  # a book appears the year after; what is later is hoped for
        and claim.subject == Subject.OWN
        and claim.status == Status.ACTUAL
        and claim.aggregation in _SUMMED
        and claim.quantity_kind in _ADDITIVE
    )


Links = Mapping[str, Mapping[str, Sequence[str]]]  # kind, claim, what it is that to


def _links(relations: Iterable[Relation]) -> Links:
    links: dict[str, dict[str, list[str]]] = {}
    for relation in relations:
        links.setdefault(relation.kind, {}).setdefault(relation.claim_a, []).append(relation.claim_b)
    return links


@dataclass(slots=True)
class _Sorting:
    """The claims of a group while they are sorted into what counts and what does not."""

    counted: dict[str, Claim]
    left_out: list[LeftOut] = field(default_factory=list)

    def leave(self, claim: Claim, why: Why, instead: Claim | None) -> None:
        if self.counted.pop(claim.claim_id, None) is not None:
            self.left_out.append(LeftOut(claim, why, instead))


def _total(key: Key, claims: Sequence[Claim], links: Links) -> Total:
    """Leave out what is counted already: restatements, parts, then what a later or wider number takes the place of."""
    sorting = _Sorting({claim.claim_id: claim for claim in claims})
    for claim, other in _linked(claims, links, RelationKind.SAME_AS):
        sorting.leave(claim, Why.REPEATED, other)
    for claim, other in _linked(claims, links, RelationKind.PART_OF):
        sorting.leave(claim, Why.PART, other)
    for claim, other in _linked(claims, links, RelationKind.EQUIVALENT_TO):
        sorting.leave(other, Why.EQUIVALENT, claim)
    if key.aggregation in _STANDING:
        for claim, other in _linked(claims, links, RelationKind.FROM_TO):
            sorting.leave(claim, Why.EARLIER, other)
        _keep_latest(sorting)
    _keep_wholes(sorting)
    order = {claim.claim_id: number for number, claim in enumerate(claims)}
    left_out = sorted(sorting.left_out, key=lambda each: order[each.claim.claim_id])
    return Total(tuple(sorting.counted.values()), key, tuple(left_out))


def _linked(claims: Sequence[Claim], links: Links, kind: RelationKind) -> Iterator[tuple[Claim, Claim]]:
    """The pairs within a group that are related."""
    of_group = {claim.claim_id: claim for claim in claims}
    for claim in claims:
        for other in links.get(kind, {}).get(claim.claim_id, ()):
            if other in of_group:
                yield claim, of_group[other]


def _keep_latest(sorting: _Sorting) -> None:
    """Of one thing measured at several times, only the last: 截至 2019 年累计 A，截至 2020 年累计 B."""
    latest: dict[tuple[str | None, str | None, str | None], Claim] = {}
    for claim in list(sorting.counted.values()):
        if claim.last_year is None or claim.metric is None:
            continue
        thing = (claim.case_id, claim.item, claim.metric)
        known = latest.setdefault(thing, claim)
        if known is claim or known.last_year == claim.last_year:
            continue
        earlier, later = sorted((known, claim), key=lambda each: each.last_year or 0)
        sorting.leave(earlier, Why.EARLIER, later)
        latest[thing] = later


def _keep_wholes(sorting: _Sorting) -> None:
    """Where an organisation gives the number of the whole, those of its projects are in it."""
    whole: dict[str | None, Claim] = {}
    for claim in sorting.counted.values():
        if claim.item is None:
            whole.setdefault(claim.case_id, claim)
    for claim in list(sorting.counted.values()):
        if claim.item is not None and claim.case_id in whole:
            sorting.leave(claim, Why.ITEM, whole[claim.case_id])
