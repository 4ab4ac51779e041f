"""A run in figures: what is in the dataset now, what was done, and what a person should look at."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.dataset.manifest import TABLES, SourceRecord
from pipeline.engine.update import RunSummary
from pipeline.status import DocumentStatus


def figures(summary: RunSummary) -> dict[str, Any]:
    """The run as plain values that JSON can hold, everything but what it took."""
    records = summary.manifest.sources
    statuses = Counter(record.status for record in records)
    return {
        "complete": summary.complete,
        "written": summary.written,
        "documents": {status.value: statuses[status] for status in DocumentStatus},
        "pages": sum(record.pages or 0 for record in records),
        "headed_sections": sum(record.headed_sections for record in records),
        "doubtful": sum(record.doubtful for record in records),
        "rows": {table: summary.manifest.rows(table) for table in TABLES},
        "exclusions": _total(record.exclusions for record in records),
        "rejects": _total(record.rejects for record in records),
        "unknown_headings": _distinct(heading for record in records for heading in record.unknown_headings),
        "unknown_units": _distinct(unit for record in records for unit in record.unknown_units),
        "problems": [
            {"edition": record.edition, "source": record.source, "status": record.status, "message": record.message}
            for record in records
            if record.status is not DocumentStatus.OK
        ],
        "read": [done.source for done in summary.done],
        "resumed": summary.resumed,
        "removed": list(summary.removed),
        "passed_over": [{"path": each.path, "why": each.why} for each in summary.ignored if each.lost],
        "ignored": [{"path": each.path, "why": each.why} for each in summary.ignored if not each.lost],
        "same": _same(records),
    }


def _same(records: Iterable[SourceRecord]) -> list[list[str]]:
    """Sources with the same bytes, links and copies alike: what they claim is counted as often as they are there."""
    by_content: dict[str, list[str]] = {}
    for record in records:
        if record.status is not DocumentStatus.FAILED:
            by_content.setdefault(record.sha256, []).append(f"{record.edition}/{record.source}")
    return [sorted(sources) for sources in by_content.values() if len(sources) > 1]


def _total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))


def _distinct(names: Iterable[str]) -> list[str]:
    return sorted(set(names))
