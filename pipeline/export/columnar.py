"""One Parquet file for each table, all editions in it: for warehouses, which like few large files."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dataset.encode import ROWS_PER_GROUP

_BYTES_PER_GROUP = 64 * 1024 * 1024  # of rows in memory: a book's whole text is one row of `documents`


def write_folder(path: Path, tables: Mapping[str, pa.RecordBatchReader], _language: str | None) -> int:
    """Write a folder of tables, dictionary-encoded and with the description and unit of each column."""
    path.mkdir()
    for name, rows in tables.items():
        with pq.ParquetWriter(
            path / f"{name}.parquet", rows.schema, compression="zstd", use_dictionary=True, version="2.6"
        ) as writer:
            for group in groups(rows):
                writer.write_table(group, row_group_size=ROWS_PER_GROUP)
    return 0


def groups(rows: pa.RecordBatchReader) -> Iterator[pa.Table]:
    """The rows of many sources together, as many as a form takes well at once and memory holds easily."""
    waiting: list[pa.RecordBatch] = []
    count = size = 0
    for batch in rows:
        waiting.append(batch)
        count, size = count + batch.num_rows, size + batch.nbytes
        if count >= ROWS_PER_GROUP or size >= _BYTES_PER_GROUP:
            yield pa.Table.from_batches(waiting)
            waiting, count, size = [], 0, 0
    if waiting:
        yield pa.Table.from_batches(waiting)
