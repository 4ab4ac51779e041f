"""One decision list, read from its top for one claim."""

from functools import lru_cache

from pipeline.lexicon.decisions import Decision, decisions
from pipeline.meaning.view import View


def decide(file_name: str, table: str, seen: View, *, aggregation: str = "", organisation: str = "") -> str | None:
    """The value of the first record that fits a claim, or None.

    Args:
        file_name: The file of the list.
        table: Its name in the file.
        seen: The claim and what stands around it.
        aggregation: How the claim adds up, where that is known.
        organisation: What kind of organisation the case is of, where that is known.
    """
    claim = seen.claim
    names = (claim.topic, claim.unit.kind, claim.direction, aggregation, organisation)
    fitting = (record for record in _by_name(file_name, table, names) if _fits(record, seen))
    return next((record.value for record in fitting), None)


# What topic, dimension and direction rule out is asked once for each set of them: a book has a few dozen.
@lru_cache(maxsize=4096)
def _by_name(file_name: str, table: str, names: tuple[str, ...]) -> tuple[Decision, ...]:
    known = dict(zip(("topics", "kinds", "directions", "aggregations", "organisations"), names, strict=True))
    return tuple(
        record
        for record in decisions(file_name, table)
        if all(known[name] in allowed for name, allowed in record.names.items())
    )


def _fits(record: Decision, seen: View) -> bool:
    for condition in record.conditions:  # a loop: this is asked some thirty times of every claim
        if (condition.pattern.search(getattr(seen, condition.place)) is None) is condition.wanted:
            return False
    return True
