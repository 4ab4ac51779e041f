"""Stored files to tables. Nothing is decoded whose hash is not the one that the manifest says."""

import hashlib
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dataset.manifest import StoredFile
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
