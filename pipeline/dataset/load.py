"""A stored table as a pandas DataFrame."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as pads

from pipeline.dataset.schema import TABLES
from pipeline.errors import MisuseError

EDITION = pa.field("edition", pa.int16(), nullable=False, metadata={"description": "Year of the casebook."})


def load(folder: str | Path, table: str) -> pd.DataFrame:
    """One table of a stored dataset, all editions and sources.

    Args:
        folder: The dataset, such as `extracted`.
        table: Name of the table, such as `claims`.

    Returns:
        Its rows by edition, source and reading order. Columns have Arrow-backed types; the last one, `edition`, is
        int16.

    Raises:
        MisuseError: There is no such table in the contract, or no dataset in that folder.
    """
    if table not in TABLES:
        raise MisuseError(f"there is no table {table!r}; the tables are {', '.join(TABLES)}")
    path = Path(folder) / table
    if not path.is_dir():
        raise MisuseError(f"{folder} is no dataset: it has no folder {table}; `casebook run --out {folder}` makes one")
    partitioning = pads.partitioning(pa.schema([EDITION]), flavor="hive")
    schema = TABLES[table].arrow().append(EDITION)
    files = sorted(str(file) for file in path.glob("edition=*/*.parquet"))
    stored = pads.dataset(files, schema=schema, partitioning=partitioning, partition_base_dir=str(path))
    # file names sort as sources nearly always do, but `a/b.txt` is stored as `a__b.txt`; the sort is stable
    rows = stored.to_table().sort_by([("edition", "ascending"), ("source", "ascending")])
    frame: pd.DataFrame = rows.to_pandas(types_mapper=pd.ArrowDtype)
    return frame
