"""Narrow a comparison to what a reviewer asks for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.errors import MisuseError
from pipeline.model import Topic
from pipeline.review.change import CauseKind, Change, Comparison
from pipeline.review.columns import CLAIMS, OTHERS
from pipeline.review.decisions import Decision
from pipeline.review.snapshot import Snapshot
from pipeline.review.standing import State, standing
from pipeline.review.wording import cause_in_words


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep; an empty tuple keeps all, and of several tests each must hold.

    Attributes:
        cases: Numbers of cases; 0 is the matter outside them.
        topics: Topics of claims, before or now.
        causes: Sorts of cause (`rule`, `source` …) or a part of one in words (`quantity.range`).
        fields: Columns or aspects that differ (`norm_low`, `value` …).
    """

    cases: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def narrowed(comparison: Comparison, wanted: Filter) -> Comparison:
    """The comparison with only the changes that the filter keeps; the count of unchanged claims stays."""
    return replace(
        comparison,
        changes=tuple(change for change in comparison.changes if _is_kept(change, wanted)),
        others=tuple(change for change in comparison.others if _is_kept(change, wanted)),
    )


def refuse_unknown(comparison: Comparison, wanted: Filter, old: Snapshot, new: Snapshot) -> None:
    """Tells a mistyped filter, which keeps nothing, from one that finds nothing to review.

    Args:
        comparison: What differs.
        wanted: The filter.
        old: The dataset before.
        new: The dataset now.

    Raises:
        MisuseError: The filter names a case or rule that is in neither dataset, or no topic, cause or column at all.
    """
    rules = {name for table in ("claims", "exclusions") for name in _values(table, "rule", old, new)}
    causes = {*CauseKind, *rules}
    words = {word for change in comparison.changes if change.cause for word in cause_in_words(change.cause).split()}
    cases = {0, *(number for table in ("cases", "claims") for number in _values(table, "case_no", old, new))}
    columns = [column for table in (CLAIMS, *OTHERS) for column in table.columns]
    fields = {name for column in columns for name in (column.name, column.aspect)}
    for option, names, known, also in (
        ("--case", wanted.cases, cases, set()),
        ("--topic", wanted.topics, set(Topic), set()),
        ("--cause", wanted.causes, causes, words),
        ("--field", wanted.fields, fields, set()),
    ):
        unknown = [name for name in names if name not in known and name not in also]
        if unknown:
            there_is = ", ".join(map(str, sorted(known, key=lambda name: (isinstance(name, str), name))))
            raise MisuseError(f"{option} {unknown[0]} names nothing; there is: {there_is}")


def _values(table: str, column: str, *datasets: Snapshot) -> Iterator[Any]:
    for tables in (dataset.tables for dataset in datasets):
        if table in tables and column in tables[table].column_names:
            yield from tables[table][column].unique().to_pylist()


def _is_kept(change: Change, wanted: Filter) -> bool:
    rows = [row for row in (change.old, change.new) if row is not None]
    fields = {name for field in change.fields for name in (field.column, field.aspect)}
    return (
        (not wanted.cases or any(row.get("case_no") in wanted.cases for row in rows))
        and (not wanted.topics or any(row.get("topic") in wanted.topics for row in rows))
        and (not wanted.causes or _has_cause(change, wanted.causes))
        and (not wanted.fields or not fields.isdisjoint(wanted.fields))
    )


def _has_cause(change: Change, causes: tuple[str, ...]) -> bool:
    if change.cause is None:
        return False
    words = cause_in_words(change.cause)
    return any(cause == change.cause.kind or cause in words.split() for cause in causes)


def undecided(comparison: Comparison, decisions: Iterable[Decision], dataset: Snapshot) -> Comparison:
    """The changes of claims that no decision covers; a decision that does not hold covers nothing.

    Args:
        comparison: What differs.
        decisions: What reviewers decided.
        dataset: The new dataset.
    """
    waits_or_holds = {State.HOLDS, State.WAITS}
    covered = {each.decision.claim_id for each in standing(decisions, dataset) if each.state in waits_or_holds}
    return replace(
        comparison, changes=tuple(change for change in comparison.changes if change.key not in covered), others=()
    )
