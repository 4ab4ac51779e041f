"""Claims and relations to findings: what does not hold among them. It flags and never corrects."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from pipeline.audit import changes, conversions, factors, numbers, products, restated, sums
from pipeline.audit.check import Check, Outcome
from pipeline.audit.fact import Book
from pipeline.errors import guarded
from pipeline.model import Severity

__all__ = ["CHECKS", "Check", "Outcome", "audit"]

CHECKS: tuple[Check, ...] = (
    *numbers.CHECKS,
    *sums.CHECKS,
    *changes.CHECKS,
    *factors.CHECKS,
    *conversions.CHECKS,
    *products.CHECKS,
    *restated.CHECKS,
)
_BY_WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class Rows(Protocol):
    """A table that gives its rows, as an Arrow table does."""

    def to_pylist(self) -> list[dict[str, Any]]:
        """The rows."""


def audit(tables: Mapping[str, Rows], edition: int) -> tuple[Outcome, ...]:
    """Look at the claims of one document and at how they hang together.

    Args:
        tables: Its `claims`, `relations` and `sections`.
        edition: Year of the casebook.

    Returns:
        What was looked at, the gravest first, each with its finding and whether it holds; one for each check and set
        of claims.
    """
    claims, relations, sections = (tables[name].to_pylist() for name in ("claims", "relations", "sections"))
    book = Book.of(claims, relations, sections, edition)
    found: dict[tuple[str, frozenset[str], str], Outcome] = {}
    for check in CHECKS:
        for each in _looked(check, book):
            about = each.finding.message if not each.finding.claim_ids else ""
            found.setdefault((check.id, frozenset(each.finding.claim_ids), about), each)
    return tuple(sorted(found.values(), key=lambda each: _BY_WEIGHT.index(each.finding.severity)))


def _looked(check: Check, book: Book) -> Iterable[Outcome]:
    """What a check says; one that nobody foresaw to fail costs its own findings and no document."""
    return guarded(lambda: tuple(check.run(book)), lambda _: ())
