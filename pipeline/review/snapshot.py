"""One side of a comparison: a dataset's tables as they were stored, from a folder or from memory."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import InvalidDatasetError
from pipeline.review.files import Files, Source, folder_files, parts


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A dataset at one moment.

    Attributes:
        name: What it is called in reports: a folder, a git revision.
        manifest: Its manifest; empty where it has none.
        tables: The tables it has, by name, each with the column `edition` (int16) added.
        left_out: Sources that were not read, the other side having the same.
        claims_left_out: How many claims they have, as far as somebody counts them.
    """

    name: str
    manifest: Mapping[str, Any]
    tables: Mapping[str, pa.Table]
    left_out: frozenset[Source] = frozenset()
    claims_left_out: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether it is a dataset of nothing."""
        return not self.tables and not self.left_out

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
    return snapshot(folder_files(folder))


def snapshot(files: Files, without: frozenset[Source] = frozenset()) -> Snapshot:
    """Reads the files of a dataset.

    Args:
        files: The files.
        without: Sources to leave out.

    Raises:
        InvalidDatasetError: There is no table among them, or one cannot be read or is none that the manifest knows.
    """
    if not files.hashes:
        message = (
            f"{files.name}: no dataset is there (no claims/edition=<year>/<file>.parquet); `casebook run` makes one"
        )
        raise InvalidDatasetError(message)
    pieces: dict[str, list[pa.Table]] = {}
    for path, content in files.contents(sorted(path for path in files.hashes if parts(path)[1:] not in without)):
        table, year, _ = parts(path)
        rows = read_rows(f"{files.name}: {path}", content)
        edition = pa.array([year] * len(rows), pa.int16())
        pieces.setdefault(table, []).append(rows.append_column("edition", edition))
    tables = {table: pa.concat_tables(some, promote_options="permissive") for table, some in pieces.items()}
    return Snapshot(files.name, files.manifest, tables, without)


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
