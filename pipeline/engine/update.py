"""Bring a dataset up to date with its sources: do what has changed, keep the rest, replace the whole at once."""

import hashlib
import json
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.dataset import journal
from pipeline.dataset.manifest import (
    CODES,
    CROISSANT,
    DATAPACKAGE,
    MANIFEST,
    TABLES,
    Manifest,
    SourceRecord,
    StoredFile,
    to_json,
    with_rows,
)
from pipeline.dataset.naming import table_path
from pipeline.dataset.store import Staging, discard, exclusive, staging
from pipeline.engine.about import read_about
from pipeline.engine.plan import Plan, plan, sources_for
from pipeline.engine.sources import Ignored, SourceFile
from pipeline.errors import CasebookError
from pipeline.status import DocumentStatus

if TYPE_CHECKING:
    from pipeline.engine.reading import Read


@dataclass(frozen=True, slots=True)
class Done:
    """What was done about one source in this run.

    Attributes:
        record: What the dataset holds of it.
        seconds: How long it took.
        processor_seconds: How much processor time its reader took.
        memory: The most bytes that its reader held.
        error: Traceback of an error nobody foresaw; None without one.
    """

    record: SourceRecord
    seconds: float
    processor_seconds: float
    memory: int
    error: str | None

    @property
    def source(self) -> str:
        """Edition and source, joined by `/`."""
        return f"{self.record.edition}/{self.record.source}"


@dataclass(frozen=True, slots=True)
class Effort:
    """How a run reads.

    Attributes:
        workers: How many sources are read at once on this machine; None for as many as there are processors.
        scheduler: Address of the Dask scheduler whose cluster reads them instead; None for this machine.
        fail_fast: Whether the first document that is not read in full ends the run.
    """

    workers: int | None = None
    scheduler: str | None = None
    fail_fast: bool = False


class StoppedError(CasebookError):
    """A document was not read in full where that ends the run."""

    exit_code = 3


Progress = Callable[[int, int, Done | None], None]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run found and did.

    Attributes:
        manifest: The dataset as it is now.
        done: The sources that were read in this run; the others had not changed.
        resumed: How many sources an unfinished run had read that this one went on with.
        removed: Sources, as edition and source, that are gone and their files with them.
        written: Whether the dataset was replaced.
        ignored: Files below the sources' folder that are none.
    """

    manifest: Manifest
    done: tuple[Done, ...]
    removed: tuple[str, ...]
    written: bool
    ignored: tuple[Ignored, ...]
    resumed: int = 0

    @property
    def complete(self) -> bool:
        """Whether nothing that may be a casebook was passed over, every document is `ok` and no row was rejected."""
        return (
            not any(each.lost for each in self.ignored)
            and not self.manifest.rows("rejects")
            and all(record.status is DocumentStatus.OK for record in self.manifest.sources)
        )


def silent(_count: int, _total: int, _last: Done | None) -> None:
    """Show no progress."""


def run_all(
    raw: Path,
    out: Path,
    *,
    edition: int | None = None,
    force: bool = False,
    effort: Effort = Effort(),
    progress: Progress = silent,
) -> RunSummary:
    """Make `out` the dataset of the casebooks at `raw`, and of nothing else.

    Args:
        raw: A folder of folders named by year, a folder of one year, or one casebook.
        out: Folder of the dataset; made where it does not exist.
        edition: Year of a `raw` whose path does not say it.
        force: Read every source again, changed or not.
        effort: How it is read; what comes of it is the same.
        progress: Called before the first source is read and behind each, with how many are done, how many there are
            to do, and the last one.

    Raises:
        MisuseError: There is nothing to read, or `out` cannot be used.
        StoppedError: A document is not read in full, and that is to stop the run.
    """
    about = read_about(raw)
    out = out.resolve()
    sources = sources_for(raw, out, edition)
    with exclusive(out):
        todo = plan(sources.files, out, about, force=force)
        if todo.nothing:
            discard(out)
            return RunSummary(todo.old, (), (), written=False, ignored=sources.ignored)
        with staging(out, {path for record in todo.resumed.values() for path in record.paths()}) as stage:
            kept = {source: with_rows(record) for source, record in todo.kept.items()}
            for record in kept.values():
                for path in record.paths():
                    stage.keep(path)
            done = _read(stage, todo, effort, progress)
            records = {**kept, **todo.resumed, **{source: each.record for source, each in done.items()}}
            in_order = _complete(stage, [records[each] for each in sources.files])
            manifest = _describe(stage, replace(todo.head, sources=in_order))
            stage.commit()
    return RunSummary(
        manifest,
        tuple(done[source] for source in todo.changed),
        todo.removed,
        written=True,
        ignored=sources.ignored,
        resumed=len(todo.resumed),
    )


def foresee(raw: Path, out: Path, *, edition: int | None = None, force: bool = False) -> Plan:
    """What `run_all` would do; nothing is changed.

    Raises:
        MisuseError: There is nothing to read, or one folder lies in the other.
    """
    about, out = read_about(raw), out.resolve()
    return plan(sources_for(raw, out, edition).files, out, about, force=force)


def _read(stage: Staging, todo: Plan, effort: Effort, progress: Progress) -> dict[SourceFile, Done]:
    """Read sources, stage their files and note that they are done."""
    if not todo.changed:
        return {}
    done: dict[SourceFile, Done] = {}
    progress(0, len(todo.changed), None)
    with closing(_readers(todo.changed, effort)) as found:
        for read in found:
            record, files, error = read.outcome.record, read.outcome.files, read.outcome.error
            for path, content in files.items():
                stage.write(path, content)
            journal.note(stage.journal, record, todo.head)
            each = done[read.source] = Done(record, read.seconds, read.taken.seconds, read.taken.memory, error)
            progress(len(done), len(todo.changed), each)
            if effort.fail_fast and record.status is not DocumentStatus.OK:
                message = f"{each.source} is {record.status} ({record.message}); nothing was changed, and the next run"
                raise StoppedError(f"{message} does not read again what this one has read")
    return done


def _readers(sources: Sequence[SourceFile], effort: Effort) -> "Generator[Read, None, None]":
    """Who reads the sources; both give the same bytes, in the order in which they are done."""
    # only now: a run that finds nothing changed must not wait for what starts and watches workers
    if effort.scheduler is not None:
        from pipeline.engine import cluster  # noqa: PLC0415 - only where a cluster is

        return cluster.read_all(sources, effort.scheduler)
    from pipeline.engine import reading  # noqa: PLC0415 - as above

    return reading.read_all(sources, effort.workers or reading.cores())


def _complete(stage: Staging, records: Sequence[SourceRecord]) -> tuple[SourceRecord, ...]:
    """The sources with an empty file, of the first that was read, for each table that has no rows at all."""
    from pipeline.dataset.encode import empty_file  # noqa: PLC0415 - as above

    there = {table for record in records for table in record.files}
    first = next((number for number, each in enumerate(records) if each.status is not DocumentStatus.FAILED), None)
    if first is None:
        return tuple(records)
    record = records[first]
    files = dict(record.files)
    for table in (table for table in TABLES if table not in there):
        content, files[table] = empty_file(table, record)
        stage.write(table_path(table, record.edition, record.source), content)
    whole = replace(record, files={table: files[table] for table in TABLES if table in files})
    return (*records[:first], whole, *records[first + 1 :])


def _describe(stage: Staging, bare: Manifest) -> Manifest:
    """Stage the manifest, the code lists and the descriptors."""
    undescribed = replace(bare, codes=_listed(stage, bare.sources))
    contents = described(undescribed)
    manifest = replace(
        undescribed, descriptors={name: hashlib.sha256(text).hexdigest() for name, text in contents.items()}
    )
    for name, content in contents.items():
        stage.write(name, content)
    stage.write(MANIFEST, to_json(manifest).encode())
    return manifest


def _listed(stage: Staging, records: tuple[SourceRecord, ...]) -> StoredFile:
    from pipeline.dataset.codes import code_table  # noqa: PLC0415 - as above
    from pipeline.dataset.encode import content_hash, parquet_bytes, shared_facts  # noqa: PLC0415 - as above

    table = code_table(record.codes for record in records)
    content = parquet_bytes(table, shared_facts("codes"))
    stage.write(CODES, content)
    return StoredFile(table.num_rows, hashlib.sha256(content).hexdigest(), content_hash(table))


def described(manifest: Manifest) -> dict[str, bytes]:
    """The descriptors of a dataset by name, as they are stored: they follow from what its manifest says."""
    from pipeline.dataset.croissant import croissant  # noqa: PLC0415 - as above
    from pipeline.dataset.datapackage import datapackage  # noqa: PLC0415 - as above

    descriptors = {DATAPACKAGE: datapackage(manifest), CROISSANT: croissant(manifest)}
    return {
        name: (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
        for name, content in descriptors.items()
    }
