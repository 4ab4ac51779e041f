"""What a check is, and what it says of the claims that it looked at."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.audit.fact import Book, Fact
from pipeline.audit.interval import Interval
from pipeline.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Outcome:
    """That a check looked at some claims, and whether what it expects of them holds."""

    finding: Finding
    holds: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold; `codes.toml` says why.

    Attributes:
        id: Stands in `findings.check`.
        finds: A text in which something does not hold.
        passes: One much like it in which all holds.
        run: Looks at a book.
    """

    id: str
    finds: str
    passes: str
    run: Callable[[Book], Iterable[Outcome]]


def outcome(  # noqa: PLR0913 - what a finding consists of
    check: str,
    facts: Sequence[Fact],
    message: str,
    *,
    holds: bool,
    severity: Severity = Severity.ERROR,
    expected: Interval | None = None,
    observed: float | None = None,
    unit: str | None = None,
) -> Outcome:
    """An outcome with its finding."""
    low, high = (_finite(expected.low), _finite(expected.high)) if expected else (None, None)
    finding = Finding(check, severity, tuple(fact.id for fact in facts), message, low, high, observed, unit)
    return Outcome(finding, holds)


def _finite(value: float) -> float | None:
    return value if abs(value) != float("inf") else None


def shown(value: float) -> str:
    """A number for a sentence: four significant digits, no exponent."""
    if abs(value) >= 1000:  # noqa: PLR2004 - whole numbers from here on
        return f"{value:,.0f}"
    return f"{value:.4g}"
