"""One Parquet file for each table, all editions in it: for warehouses, which like few large files."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dataset.encode import ROWS_PER_GROUP


def write_folder(path: Path, tables: Mapping[str, pa.Table], _language: str | None) -> int:
    """Write a folder of tables, dictionary-encoded and with the description and unit of each column."""
    path.mkdir()
    for name, table in tables.items():
        pq.write_table(
            table,
            path / f"{name}.parquet",
            row_group_size=ROWS_PER_GROUP,
            compression="zstd",
            use_dictionary=True,
            version="2.6",
        )
    return 0
