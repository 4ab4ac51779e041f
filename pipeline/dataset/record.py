"""What the manifest says of a source, made from the tables that are stored of it: the same for writing and checking."""

from collections import Counter
from collections.abc import Mapping

import pyarrow as pa

from pipeline.dataset.codes import standing
from pipeline.dataset.encode import content_hash
from pipeline.dataset.manifest import SourceRecord, StoredFile
from pipeline.model import Flag
from pipeline.status import DocumentStatus

_LOOK = (
    0.7  # confidence below which a claim wants a look: a quarter of the claims of the gold, over half of the wrong ones
)


def source_record(
    edition: int,
    tables: Mapping[str, pa.Table],
    hashes: Mapping[str, str],
    *,
    size: int,
    decisions: str | None,
    unknown_headings: tuple[str, ...],
) -> SourceRecord:
    """The entry of a source.

    Args:
        edition: Year of the casebook.
        tables: The tables that are stored of it, `documents` with its one row.
        hashes: SHA-256 of the file of each table.
        size: Number of the source's bytes.
        decisions: Hash of the reviewers' decisions beside it; None without any.
        unknown_headings: Headings the lexicon does not know, in reading order.
    """
    (document,) = tables["documents"].drop_columns(["text", "page_starts"]).to_pylist()
    headings = _column(tables, "sections", "heading")
    return SourceRecord(
        edition=edition,
        source=document["source"],
        sha256=document["sha256"],
        size=size,
        decisions=decisions,
        status=DocumentStatus(document["status"]),
        message=document["message"],
        pages=document["pages"],
        headed_sections=sum(heading is not None for heading in headings),
        doubtful=_doubtful(tables),
        exclusions=_counts(_column(tables, "exclusions", "reason")),
        rejects=_counts(_column(tables, "rejects", "rule")),
        unknown_headings=unknown_headings,
        unknown_units=_unknown_units(tables),
        codes=standing(tables),
        files={name: StoredFile(table.num_rows, hashes[name], content_hash(table)) for name, table in tables.items()},
    )


def _column(tables: Mapping[str, pa.Table], table: str, column: str) -> list[str | None]:
    """The values of a column; none where the source has not that table."""
    values: list[str | None] = tables[table][column].to_pylist() if table in tables else []
    return values


def _counts(names: list[str | None]) -> dict[str, int]:
    return dict(sorted(Counter(filter(None, names)).items()))


def _doubtful(tables: Mapping[str, pa.Table]) -> int:
    sure = tables["claims"]["confidence"].to_pylist() if "claims" in tables else []
    return sum(confidence < _LOOK for confidence in sure)


def _unknown_units(tables: Mapping[str, pa.Table]) -> tuple[str, ...]:
    written = _column(tables, "claims", "unit_text")
    flags = tables["claims"]["flags"].to_pylist() if "claims" in tables else []
    return tuple(
        sorted({unit for unit, flagged in zip(written, flags, strict=True) if unit and Flag.UNKNOWN_UNIT in flagged})
    )
