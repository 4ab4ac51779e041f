"""What is announced, and what became of what was there before."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import RelationKind, Status, Subject
from pipeline.tally.book import Book, Claim


@dataclass(frozen=True, slots=True)
class Pair:
    """One measure at two times.

    Attributes:
        before: The earlier level.
        after: The later one.
    """

    before: Claim
    after: Claim

    @property
    def change(self) -> float | None:
        """The change as a share of what was before, in per cent; None where that was nothing or is not known."""
        before, after = self.before.norm_low, self.after.norm_low
        if not before or after is None or self.before.norm_unit != self.after.norm_unit:
            return None
        return (after - before) / before * 100


def targets(book: Book) -> tuple[Claim, ...]:
    """What organisations announce of themselves, each once, by the year in which it is to be; the undated last."""
    again = {relation.claim_a for relation in book.relations if relation.kind == RelationKind.SAME_AS}
    announced = [
        claim
        for claim in book.claims.values()
        if claim.status == Status.PLANNED and claim.subject == Subject.OWN and claim.claim_id not in again
    ]
    return tuple(sorted(announced, key=lambda claim: (claim.last_year is None, claim.last_year or 0)))


def pairs(book: Book) -> tuple[Pair, ...]:
    """What was before and after, as the text says it, in reading order."""
    return tuple(_pairs(book))


def _pairs(book: Book) -> Iterator[Pair]:
    for relation in book.relations:
        if relation.kind == RelationKind.FROM_TO:
            before, after = book.claims.get(relation.claim_a), book.claims.get(relation.claim_b)
            if before is not None and after is not None:
                yield Pair(before, after)
