"""A stored dataset read back: the claims of one source, and whether all that is stored still holds."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa

from pipeline.dataset.codes import code_table
from pipeline.dataset.decode import ANEW, LYING, read_table, read_tables
from pipeline.dataset.encode import content_hash, file_facts, shared_facts
from pipeline.dataset.manifest import CODES, DESCRIPTORS, MANIFEST, TABLES, Manifest, SourceRecord, file_sha256
from pipeline.dataset.naming import table_path
from pipeline.dataset.problem import Problem
from pipeline.dataset.record import source_record
from pipeline.dataset.schema import TABLES as DEFINITIONS
from pipeline.dataset.store import exclusive, foreign_files, is_settled, table_files
from pipeline.dataset.trust import Trusted, read_manifest, trust
from pipeline.dataset.validate import check_tables
from pipeline.engine.update import described
from pipeline.errors import InvalidDatasetError, MisuseError
from pipeline.status import DocumentStatus


def verify(dataset: Path) -> tuple[Problem, ...]:
    """Everything in a stored dataset that breaks the contract, after finishing what a dead run left.

    The manifest comes first; what it says of the files then, and what these say of each other last. What does not hold
    at one of these is not looked into any further.

    Raises:
        MisuseError: There is no such folder, or a run is writing it just now.
        InvalidDatasetError: It has no manifest that can be opened.
    """
    _finish(dataset)
    stored = trust(dataset)
    problems = [*stored.problems, *_foreigners(dataset)]
    if problems and not stored.manifest.sources:
        return tuple(problems)
    problems += _strays(dataset, stored)
    problems += _descriptor_problems(dataset, stored.manifest)
    problems += _code_problems(dataset, stored.manifest)
    broken = check_tables(_holding(dataset, stored.manifest, problems))
    return (*problems, *broken)


def rejected(dataset: Path) -> dict[str, dict[str, int]]:
    """How many rows of each source were rejected, by rule; of the entries of the manifest that hold.

    Raises:
        InvalidDatasetError: There is no manifest that can be opened.
    """
    sources = trust(dataset).manifest.sources
    return {f"{record.edition}/{record.source}": dict(record.rejects) for record in sources if record.rejects}


def claims_and_text(dataset: Path, source: str | None = None) -> tuple[list[dict[str, Any]], str]:
    """The claims of one source as rows, and the text in which their offsets count.

    Args:
        dataset: Folder of the dataset.
        source: File name of the source, or its edition and name (`2020/book.txt`) where several are called the same;
            may be left out where the dataset has only one.

    Raises:
        MisuseError: No source, or more than one, has that name.
        InvalidDatasetError: It is no dataset, or what is needed of it is not as the run wrote it.
    """
    _finish(dataset)
    usable = [record for record in read_manifest(dataset).sources if record.status is not DocumentStatus.FAILED]
    chosen = [record for record in usable if source is None or source in _called(record)]
    if len(chosen) != 1:
        named = sorted(f"{record.edition}/{record.source}" for record in usable)
        choice = ", ".join(named) or "none that could be read"
        raise MisuseError(f"which source of {dataset}? Name one with --source (there are: {choice})")
    tables = read_tables(dataset, chosen[0], ("documents", "claims"))
    return tables["claims"].to_pylist(), tables["documents"]["text"][0].as_py()


def _called(record: SourceRecord) -> tuple[str, ...]:
    """How a source may be named."""
    return record.source, PurePath(record.source).name, f"{record.edition}/{record.source}"


def _finish(dataset: Path) -> None:
    """Leave nothing of a dead run."""
    whole = dataset.resolve()
    if not is_settled(whole):
        with exclusive(whole):
            pass
    if not whole.is_dir():
        raise MisuseError(f"{dataset} is no folder; name that of a dataset")


def _foreigners(dataset: Path) -> Iterator[Problem]:
    for path in sorted(foreign_files(dataset)):
        yield Problem(path, "layout", "this file is no part of a dataset")


def _strays(dataset: Path, stored: Trusted) -> Iterator[Problem]:
    owned = {CODES, *stored.manifest.paths()}
    owned.update(table_path(table, *source) for table in TABLES for source in stored.doubted)
    for path in sorted(table_files(dataset) - owned):
        yield Problem(path, "no_source", "it belongs to no source; the next run takes it away")


def _descriptor_problems(dataset: Path, manifest: Manifest) -> Iterator[Problem]:
    true = described(manifest)
    for name in DESCRIPTORS:
        said = manifest.descriptors.get(name)
        if file_sha256(dataset / name) != said:
            yield Problem(name, "sha256", f"it is missing or not as the run wrote it; {ANEW}")
        elif hashlib.sha256(true[name]).hexdigest() != said:
            yield Problem(name, "content", f"it does not describe these tables; {LYING}")


def _code_problems(dataset: Path, manifest: Manifest) -> Iterator[Problem]:
    """Where the code lists are not those of the entries of the sources, which `_lies` holds against their tables."""
    if manifest.codes is None:
        yield Problem(MANIFEST, "codes", f"it tells of no code lists; {ANEW}")
        return
    try:
        stored = read_table(dataset, CODES, manifest.codes)
    except InvalidDatasetError as error:
        yield Problem(CODES, "sha256", str(error).removeprefix(f"{dataset / CODES}: "))
        return
    true = code_table(record.codes for record in manifest.sources)
    said = (manifest.codes.rows, manifest.codes.content)
    if stored.schema.metadata != _as_stored(shared_facts("codes") | {"pipeline_version": manifest.package_version}):
        yield Problem(CODES, "metadata", f"its metadata does not name what it is of; {LYING}")
    if not stored.equals(true) or said != (true.num_rows, content_hash(true)):
        yield Problem(CODES, "content", f"it does not list the codes of these tables; {LYING}")


def _holding(dataset: Path, manifest: Manifest, problems: list[Problem]) -> Iterator[tuple[str, dict[str, pa.Table]]]:
    """The tables of each source that are as the manifest says, one source at a time; of the others the problems."""
    for record in manifest.sources:
        tables, found = {}, []
        for table, file in record.files.items():
            path = table_path(table, record.edition, record.source)
            try:
                tables[table] = read_table(dataset, path, file)
            except InvalidDatasetError as error:
                found.append(Problem(path, "sha256", str(error).removeprefix(f"{dataset / path}: ")))
                continue
            schema = tables[table].schema
            if not schema.remove_metadata().equals(DEFINITIONS[table].arrow(), check_metadata=True):
                message = "the columns, their types or their descriptions are not those of the schema"
                found.append(Problem(path, "schema", message))
        found += () if found else _lies(record, tables, manifest.package_version)
        problems += found
        if not found:
            empty = {name: definition.arrow().empty_table() for name, definition in DEFINITIONS.items()}
            yield f"{record.edition}/{record.source}", empty | tables


def _as_stored(facts: dict[str, str]) -> dict[bytes, bytes]:
    return {name.encode(): value.encode() for name, value in facts.items()}


def _lies(record: SourceRecord, tables: dict[str, pa.Table], version: str) -> Iterator[Problem]:
    """Where the tables of a source say something else than its entry, whose seal holds all the same."""
    if tables["documents"].num_rows != 1:
        path = table_path("documents", record.edition, record.source)
        yield Problem(path, "rows", f"it has {tables['documents'].num_rows} rows; a document is one; {LYING}")
        return
    true = source_record(
        record.edition,
        tables,
        {table: file.sha256 for table, file in record.files.items()},
        size=record.size,
        decisions=record.decisions,
        unknown_headings=record.unknown_headings,
    )
    headings = tables["sections"]["heading"].to_pylist() if "sections" in tables else []
    if not set(record.unknown_headings) <= set(headings):
        yield Problem(MANIFEST, "unknown_headings", f"{record.source}: they head none of its sections; {LYING}")
    for name in (field.name for field in fields(SourceRecord) if field.name != "files"):
        said, is_so = getattr(record, name), getattr(true, name)
        if said != is_so:
            message = f"{record.edition}/{record.source}: it says {said!r}, the tables say {is_so!r}; {LYING}"
            yield Problem(MANIFEST, name, message)
    for table, file in record.files.items():
        path = table_path(table, record.edition, record.source)
        if file.rows != true.files[table].rows:
            yield Problem(path, "rows", f"it has {true.files[table].rows} rows, the manifest says {file.rows}; {LYING}")
        if file.content != true.files[table].content:
            yield Problem(path, "content", f"its rows are not those whose hash is in the manifest; {LYING}")
        facts = file_facts(table, true.edition, true.source, true.sha256) | {"pipeline_version": version}
        if tables[table].schema.metadata != _as_stored(facts):
            yield Problem(path, "metadata", f"its metadata does not name what it is of; {LYING}")
