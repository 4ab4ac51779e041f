"""Stored files to tables. Nothing is decoded whose hash is not the one that the manifest says."""

import hashlib
import io
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dataset.manifest import SourceRecord, StoredFile
from pipeline.dataset.naming import table_path
from pipeline.dataset.schema import TABLES
from pipeline.errors import InvalidDatasetError
from pipeline.places import open_file

ANEW = "the next `casebook run` writes it anew"
LYING = "`casebook run --force` reads the source again"  # the manifest says it is right


def read_table(dataset: Path, path: str, file: StoredFile) -> pa.Table:
    """The rows of a file of the dataset, exactly as the run wrote them.

    Args:
        dataset: Folder of the dataset.
        path: Where the file stands in it.
        file: What the manifest says of it.

    Raises:
        InvalidDatasetError: It is missing, damaged or no Parquet file.
    """
    place = dataset / path
    try:
        with open_file(place) as stream:
            content = stream.read()
    except OSError as error:
        raise InvalidDatasetError(f"{place}: it cannot be read ({error.strerror}); {ANEW}") from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise InvalidDatasetError(f"{place}: it is not as the run wrote it; {ANEW}")
    try:
        # `read_table` of pyarrow would take `edition` from the path for a column
        table = pq.ParquetFile(io.BytesIO(content)).read()
        table.validate(full=True)
    except Exception as error:  # what no run wrote makes Arrow raise anything: OSError, OverflowError, MemoryError
        message = f"{place}: it cannot be read ({type(error).__name__}: {error}); {LYING}"
        raise InvalidDatasetError(message) from error
    return table


def read_tables(dataset: Path, record: SourceRecord, names: Iterable[str]) -> dict[str, pa.Table]:
    """Tables of a source, without rows where it has no file of one.

    Args:
        dataset: Folder of the dataset.
        record: What the manifest says of the source.
        names: Names of the tables.

    Raises:
        InvalidDatasetError: One is missing, damaged or no Parquet file.
    """
    return {
        name: read_table(dataset, table_path(name, record.edition, record.source), record.files[name])
        if name in record.files
        else TABLES[name].arrow().empty_table()
        for name in names
    }
