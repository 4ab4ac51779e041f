"""One side of a comparison: a dataset's tables as they were stored, from a folder or from memory."""

import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import InvalidDatasetError, MisuseError

MANIFEST = "manifest.json"
TABLES = ("documents", "cases", "sections", "claims", "exclusions", "relations", "findings", "rejects")

_FILE = re.compile(rf"(?P<table>{'|'.join(TABLES)})/edition=(?P<edition>\d{{1,4}})/[^/]+\.parquet")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A dataset at one moment.

    Attributes:
        name: What it is called in reports: a folder, a git revision.
        manifest: Its manifest; empty where it has none.
        tables: The tables it has, by name, each with the column `edition` (int16) added.
    """

    name: str
    manifest: Mapping[str, Any]
    tables: Mapping[str, pa.Table]

    def texts(self) -> dict[tuple[int, str], str]:
        """The text of every document, by edition and source."""
        documents = self.tables.get("documents")
        if documents is None:
            return {}
        columns = (documents[name].to_pylist() for name in ("edition", "source", "text"))
        return {(edition, source): text for edition, source, text in zip(*columns, strict=True)}


def empty(name: str) -> Snapshot:
    """A dataset without any table, to read a first extraction against."""
    return Snapshot(name, {}, {})


def read_folder(folder: Path) -> Snapshot:
    """Reads a dataset folder.

    Raises:
        MisuseError: The folder does not exist.
        InvalidDatasetError: It holds no dataset, or a file of it cannot be read.
    """
    if not folder.is_dir():
        raise MisuseError(f"{folder}: no such folder; name a dataset folder such as extracted, or a git revision")
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path for path in paths}
    wanted = {name: path.read_bytes() for name, path in files.items() if is_part(name)}
    return from_files(str(folder), wanted)


def is_part(path: str) -> bool:
    """Tells whether a path below a dataset folder is one that a comparison reads."""
    return path == MANIFEST or _FILE.fullmatch(path) is not None


def from_files(name: str, files: Mapping[str, bytes]) -> Snapshot:
    """Builds a snapshot from the bytes of a dataset's files, by their path below its folder.

    Raises:
        InvalidDatasetError: There is no table among them, or one cannot be read or is none that the manifest knows.
    """
    manifest = _manifest(name, files.get(MANIFEST))
    known = _hashes(name, manifest) if manifest else None
    parts: dict[str, list[pa.Table]] = {}
    for path, content in sorted(files.items()):
        if match := _FILE.fullmatch(path):
            if known is not None and hashlib.sha256(content).hexdigest() not in known:
                raise InvalidDatasetError(f"{name}: {path} is not as the run wrote it; run `casebook run` again")
            table = read_rows(f"{name}: {path}", content)
            edition = pa.array([int(match["edition"])] * len(table), pa.int16())
            parts.setdefault(match["table"], []).append(table.append_column("edition", edition))
    if not parts:
        message = f"{name}: no dataset is there (no claims/edition=<year>/<file>.parquet); `casebook run` makes one"
        raise InvalidDatasetError(message)
    tables = {table: pa.concat_tables(pieces, promote_options="permissive") for table, pieces in parts.items()}
    return Snapshot(name, manifest, tables)


def read_rows(where: str, content: bytes) -> pa.Table:
    """The rows of a Parquet file.

    Raises:
        InvalidDatasetError: It is none, or a damaged one.
    """
    try:
        table = pq.ParquetFile(io.BytesIO(content)).read()
        table.validate(full=True)
    except Exception as error:  # a damaged file makes Arrow raise anything: OSError, OverflowError, MemoryError
        raise InvalidDatasetError(f"{where} is no readable Parquet file ({error}); run `casebook run` again") from error
    for index, field in enumerate(table.schema):
        if field.type == pa.float32():  # the confidence of a dataset of version 1: 0.96 as 0.9599999785
            exact = pc.round(table.column(index).cast(pa.float64()), ndigits=2)
            table = table.set_column(index, field.with_type(pa.float64()), exact)
    return table


def _hashes(name: str, manifest: Mapping[str, Any]) -> frozenset[str]:
    """SHA-256 of every file that a manifest of any version tells of."""
    try:
        return frozenset(file["sha256"] for source in manifest["sources"] for file in source["files"].values())
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidDatasetError(f"{name}: {MANIFEST} tells of no files; run `casebook run` again") from error


def _manifest(name: str, content: bytes | None) -> Mapping[str, Any]:
    if content is None:
        return {}
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidDatasetError(f"{name}: {MANIFEST} is no JSON ({error}); run `casebook run` again") from error
    return manifest if isinstance(manifest, dict) else {}
