"""A stored table of all editions: as a pandas DataFrame, as an Arrow table, or source by source."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.dataset.decode import read_table, read_tables
from pipeline.dataset.manifest import CODES as CODES_PATH
from pipeline.dataset.manifest import SourceRecord
from pipeline.dataset.schema import CODES, TABLES
from pipeline.dataset.trust import read_manifest
from pipeline.errors import MisuseError

if TYPE_CHECKING:
    import pandas as pd

EDITION = pa.field("edition", pa.int16(), nullable=False, metadata={"description": "Year of the casebook."})


def load(folder: str | Path, table: str) -> "pd.DataFrame":
    """One table of a stored dataset, all editions and sources.

    Args:
        folder: The dataset, such as `extracted`.
        table: Name of the table, such as `claims`.

    Returns:
        Its rows by edition, source and reading order. Columns have Arrow-backed types; the last one, `edition`, is
        int16. `codes` is of all editions and has no such column.

    Raises:
        MisuseError: There is no such table in the contract, or no such folder.
        InvalidDatasetError: There is no dataset in the folder, or something of it is not as the run wrote it.
    """
    import pandas as pd  # noqa: PLC0415 - the Arrow table needs none

    frame: pd.DataFrame = load_arrow(folder, table).to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def load_arrow(folder: str | Path, table: str) -> pa.Table:
    """The same as an Arrow table, its fields with description and unit.

    Args:
        folder: The dataset, such as `extracted`.
        table: Name of the table, such as `claims`.
    """
    return stream_arrow(folder, table).read_all()


def stream_arrow(folder: str | Path, table: str) -> pa.RecordBatchReader:
    """The same, source by source: no more of the dataset is in memory than who reads it keeps.

    Args:
        folder: The dataset, such as `extracted`.
        table: Name of the table, such as `claims`.

    Raises:
        MisuseError: There is no such table in the contract, or no such folder.
        InvalidDatasetError: There is no dataset in the folder; while reading: a file of it is not as the run wrote it.
    """
    if table not in {*TABLES, CODES.name}:
        raise MisuseError(f"there is no table {table!r}; the tables are {', '.join(TABLES)}, {CODES.name}")
    folder = Path(folder)
    if not folder.is_dir():
        raise MisuseError(f"{folder} is no folder; name that of a dataset, such as `extracted`")
    manifest = read_manifest(folder)
    if table == CODES.name:
        codes = read_table(folder, CODES_PATH, manifest.codes) if manifest.codes else CODES.arrow().empty_table()
        return codes.to_reader()
    schema = TABLES[table].arrow().append(EDITION)
    return pa.RecordBatchReader.from_batches(schema, _batches(folder, table, manifest.sources, schema))


def _batches(folder: Path, table: str, sources: Iterable[SourceRecord], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for record in sources:
        if table in record.files:
            for rows in read_tables(folder, record, (table,))[table].to_batches():
                editions = pa.array([record.edition] * rows.num_rows, EDITION.type)
                yield pa.RecordBatch.from_arrays([*rows.columns, editions], schema=schema)
