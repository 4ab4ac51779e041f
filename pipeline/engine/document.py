"""One source to the files that are stored of it, whatever becomes of it: no document ends a run."""

import hashlib
import traceback
from collections import Counter

import pyarrow as pa

from pipeline.dataset.encode import content_hash, parquet_bytes
from pipeline.dataset.manifest import NOTHING_READ, SourceRecord, StoredFile, file_sha256
from pipeline.dataset.naming import table_path
from pipeline.dataset.rows import build_tables
from pipeline.dataset.validate import check
from pipeline.engine.reading import Outcome, Task
from pipeline.engine.sources import SourceFile
from pipeline.errors import UnusableSourceError
from pipeline.model import Document, DocumentStatus, Extraction, Flag
from pipeline.review.decisions import Decision
from pipeline.review.decisions import read as read_decisions
from pipeline.review.replay import replay
from pipeline.run import extract_document

MEDIA_TYPES = {".txt": "text/plain", ".pdf": "application/pdf"}


def answer(task: Task) -> Outcome:
    """Does in a worker what `pipeline.engine.reading` asks of it."""
    if task.lost is None:
        return read_source(task.source)
    return Outcome(*_encode(task.source, _failed(task.source, task.lost)), error=None)


def read_source(source: SourceFile) -> Outcome:
    """Extract, check and encode one source. Whatever fails in it becomes the status and message of its document.

    Raises:
        MisuseError: The reviewers' decisions beside it cannot be meant; they are a person's to correct.
        MemoryError: It takes too much; what holds the process together is not sure any more.
    """
    error = None
    decisions = read_decisions(source.decisions)
    try:
        extraction = extract_document(source.path, source.source, source.edition)
        record, files = _encode(source, extraction, decisions)
    except UnusableSourceError as unusable:
        record, files = _encode(source, _failed(source, str(unusable)))
    except OSError as unreadable:
        # only the reason: the whole message holds the path on this machine
        record, files = _encode(source, _failed(source, f"it cannot be read: {unreadable.strerror}"))
    except MemoryError:
        raise
    except Exception as unforeseen:  # noqa: BLE001 - the other documents go on; the report has the traceback
        error = traceback.format_exc()
        message = f"an error nobody foresaw ({type(unforeseen).__name__}: {unforeseen}); please report it"
        record, files = _encode(source, _failed(source, message))
    return Outcome(record, files, error)


def _failed(source: SourceFile, message: str) -> Extraction:
    document = Document(
        source=source.source,
        edition=source.edition,
        sha256=file_sha256(source.path) or NOTHING_READ,
        media_type=MEDIA_TYPES[source.path.suffix.lower()],
        text="",
        status=DocumentStatus.FAILED,
        message=message,
    )
    return Extraction(document, cases=(), sections=(), blocks=())


def _encode(
    source: SourceFile, extraction: Extraction, decisions: tuple[Decision, ...] = ()
) -> tuple[SourceRecord, dict[str, bytes]]:
    document = extraction.document
    tables = _checked(extraction, decisions)
    encoded = {table: parquet_bytes(rows) for table, rows in tables.items()}
    stored = {
        table: StoredFile(rows.num_rows, hashlib.sha256(encoded[table]).hexdigest(), content_hash(rows))
        for table, rows in tables.items()
    }
    record = SourceRecord(
        edition=document.edition,
        source=document.source,
        sha256=document.sha256,
        size=source.path.stat().st_size,
        decisions=file_sha256(source.decisions),
        status=document.status,
        message=document.message,
        pages=len(document.page_starts) or None,
        headed_sections=sum(section.heading is not None for section in extraction.sections),
        exclusions=_counts(tables, "exclusions", "reason"),
        rejects=_counts(tables, "rejects", "rule"),
        unknown_headings=tuple(s.heading for s in extraction.sections if s.heading is not None and not s.known),
        unknown_units=_unknown_units(extraction),
        files=stored,
    )
    paths = {table_path(table, document.edition, document.source): encoded[table] for table in tables}
    return record, paths


def _checked(extraction: Extraction, decisions: tuple[Decision, ...]) -> dict[str, pa.Table]:
    """The tables to store, as decided and in the order of the contract; of a failed document its own row alone."""
    tables, rejects = check(replay(build_tables(extraction), decisions))
    if extraction.document.status is DocumentStatus.FAILED:
        return {"documents": tables["documents"]}
    return {**tables, "rejects": rejects}


def _counts(tables: dict[str, pa.Table], table: str, column: str) -> dict[str, int]:
    return dict(sorted(Counter(tables[table][column].to_pylist()).items())) if table in tables else {}


def _unknown_units(extraction: Extraction) -> tuple[str, ...]:
    claims = (claim for section in extraction.blocks for block in section for claim in block.claims)
    return tuple(sorted({claim.unit.text for claim in claims if Flag.UNKNOWN_UNIT in claim.flags}))
