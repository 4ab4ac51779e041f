"""One source to the files that are stored of it, whatever becomes of it: no document ends a run."""

import hashlib
import traceback
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from pipeline.audit import audit
from pipeline.dataset.encode import file_facts, parquet_bytes
from pipeline.dataset.findings import finding_table
from pipeline.dataset.manifest import NOTHING_READ, SourceRecord, file_sha256
from pipeline.dataset.naming import table_path
from pipeline.dataset.record import source_record
from pipeline.dataset.rows import build_tables
from pipeline.dataset.validate import check
from pipeline.engine.reading import Outcome, Task
from pipeline.engine.sources import SourceFile
from pipeline.errors import MisuseError, UnusableSourceError, in_words
from pipeline.model import Document, Extraction
from pipeline.review.decisions import Decision
from pipeline.review.decisions import read as read_decisions
from pipeline.review.replay import replay
from pipeline.run import extract_document
from pipeline.status import DocumentStatus

MEDIA_TYPES = {".txt": "text/plain", ".pdf": "application/pdf"}


def answer(task: Task) -> Outcome:
    """Does in a worker what `pipeline.engine.reading` asks of it."""
    if task.lost is None:
        return read_source(task.source)
    # the file is not touched again: it may be what held the reader up
    lost = replace(task.source, problem=task.lost)
    return Outcome(*_encode(lost, None, _failed(lost, task.lost)), error=None)


def read_source(source: SourceFile) -> Outcome:
    """Extract, check and encode one source. Whatever fails in it becomes the status and message of its document.

    Raises:
        MemoryError: It takes too much; what holds the process together is not sure any more.
    """
    error = None
    stamp = None  # of the decisions before they are read, so that the next run sees what is decided meanwhile
    try:
        stamp = file_sha256(source.decisions)
        record, files = _encode(source, stamp, *_extracted(source))
    except UnusableSourceError as unusable:
        record, files = _encode(source, stamp, _failed(source, str(unusable)))
    except OSError as unreadable:
        # only the reason: the whole message holds the path on this machine
        reason = unreadable.strerror or type(unreadable).__name__
        record, files = _encode(source, stamp, _failed(source, f"it cannot be read: {reason}"))
    except MemoryError:
        raise
    except Exception as unforeseen:  # noqa: BLE001 - the other documents go on; the report has the traceback
        error = traceback.format_exc()
        message = f"an error nobody foresaw ({in_words(unforeseen)}); please report it"
        record, files = _encode(source, stamp, _failed(source, message))
    return Outcome(record, files, error)


def _extracted(source: SourceFile) -> tuple[Extraction, tuple[Decision, ...]]:
    if source.problem is not None:
        raise UnusableSourceError(f"{source.source}: {source.problem}")
    return extract_document(source.path, source.source, source.edition), _decided(source)


def _decided(source: SourceFile) -> tuple[Decision, ...]:
    try:
        return read_decisions(source.decisions)
    except MisuseError as error:  # a line that cannot be meant is a person's to correct, and costs this book alone
        said = str(error).removeprefix(f"{source.decisions.parent}/")
        raise UnusableSourceError(f"{said}; correct it, and run again") from error


def _failed(source: SourceFile, message: str) -> Extraction:
    document = Document(
        source=source.source,
        edition=source.edition,
        sha256=(None if source.problem else file_sha256(source.path)) or NOTHING_READ,
        media_type=MEDIA_TYPES[source.path.suffix.lower()],
        text="",
        status=DocumentStatus.FAILED,
        message=message,
    )
    return Extraction(document, cases=(), sections=(), blocks=())


def _encode(
    source: SourceFile, stamp: str | None, extraction: Extraction, decisions: tuple[Decision, ...] = ()
) -> tuple[SourceRecord, dict[str, bytes]]:
    document = extraction.document
    tables = _checked(extraction, decisions)
    facts = (document.edition, document.source, document.sha256)
    encoded = {table: parquet_bytes(rows, file_facts(table, *facts)) for table, rows in tables.items()}
    record = source_record(
        document.edition,
        tables,
        {table: hashlib.sha256(content).hexdigest() for table, content in encoded.items()},
        size=0 if document.sha256 == NOTHING_READ else _size(source.path),
        decisions=stamp,
        unknown_headings=tuple(s.heading for s in extraction.sections if s.heading is not None and not s.known),
    )
    paths = {table_path(table, document.edition, document.source): encoded[table] for table in tables}
    return record, paths


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it was there when it was read
        return 0


def _checked(extraction: Extraction, decisions: tuple[Decision, ...]) -> dict[str, pa.Table]:
    """The tables to store, as decided and in the order of the contract: those that have rows."""
    document = extraction.document
    decided = replay(build_tables(extraction), decisions)
    found = [outcome.finding for outcome in audit(decided, document.edition) if not outcome.holds]
    tables, rejects = check({**decided, "findings": finding_table(found, document.edition, document.source)})
    if extraction.document.status is DocumentStatus.FAILED:
        return {"documents": tables["documents"]}
    return {name: table for name, table in {**tables, "rejects": rejects}.items() if table.num_rows}
