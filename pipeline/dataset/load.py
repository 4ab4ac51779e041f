"""A stored table of all editions, as a pandas DataFrame or an Arrow table."""

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.dataset.decode import read_table, read_tables
from pipeline.dataset.manifest import CODES as CODES_PATH
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
    if table not in {*TABLES, CODES.name}:
        raise MisuseError(f"there is no table {table!r}; the tables are {', '.join(TABLES)}, {CODES.name}")
    folder = Path(folder)
    if not folder.is_dir():
        raise MisuseError(f"{folder} is no folder; name that of a dataset, such as `extracted`")
    manifest = read_manifest(folder)
    if table == CODES.name:
        return read_table(folder, CODES_PATH, manifest.codes) if manifest.codes else CODES.arrow().empty_table()
    parts = [TABLES[table].arrow().append(EDITION).empty_table()]
    for record in manifest.sources:
        if table in record.files:
            rows = read_tables(folder, record, (table,))[table]
            parts.append(rows.append_column(EDITION, pa.array([record.edition] * rows.num_rows, EDITION.type)))
    return pa.concat_tables(parts)
