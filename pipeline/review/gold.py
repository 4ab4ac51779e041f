"""Accepted and corrected claims as gold records, the form that `casebook evaluate` scores against."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipeline.review.change import Row
from pipeline.review.decisions import Decision, Verdict
from pipeline.review.snapshot import Snapshot
from pipeline.review.standing import State, standing


@dataclass(frozen=True, slots=True)
class Gold:
    """Gold records of one source.

    Attributes:
        source: The source.
        text: One JSON record per line, in reading order.
        undecided: For each case in `text` that has undecided claims, how many; such a case is no complete gold yet.
    """

    source: str
    text: str
    undecided: dict[int, int]


def to_gold(decisions: Iterable[Decision], dataset: Snapshot) -> tuple[Gold, ...]:
    """Turns decisions that hold for a dataset into gold records, by source.

    Args:
        decisions: Reviewers' decisions.
        dataset: The dataset in which they were replayed.
    """
    held = {
        (each.decision.edition, each.decision.source, each.decision.claim_id): each.decision
        for each in standing(decisions, dataset)
        if each.state is State.HOLDS and each.decision.verdict not in {Verdict.REJECTED, Verdict.ACKNOWLEDGED}
    }
    table = dataset.tables.get("claims")
    rows = sorted(table.to_pylist() if table is not None else [], key=lambda row: row["char_start"])
    found: list[Gold] = []
    for edition, source in sorted({key[:2] for key in held}):
        own = [row for row in rows if (row["edition"], row["source"]) == (edition, source)]
        decided = [row for row in own if (edition, source, row["claim_id"]) in held]
        cases = {row["case_no"] for row in decided}
        rest = Counter(row["case_no"] for row in own if (edition, source, row["claim_id"]) not in held)
        lines = "".join(json.dumps(_record(row), ensure_ascii=False) + "\n" for row in decided)
        found.append(Gold(source, lines, {case: count for case, count in sorted(rest.items()) if case in cases}))
    return tuple(found)


def _record(row: Row) -> dict[str, Any]:
    return {
        "case": row["case_no"],
        "line": row["line"],
        "quote": row["quote"],
        "low": _number(row["low"]),
        "high": _number(row["high"]),
        "unit": row["unit"],
        "unit_text": row["unit_text"] or "",
        "bound": row["bound"],
        "direction": row["direction"],
        "metric": row["metric"] or "",
        "topic": row["topic"],
        "period": row["period"] or "",
        "status": row["status"],
        "table": row["in_table"],
        "optional": False,
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value
