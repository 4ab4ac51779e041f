"""Tables to bytes, and to a hash of what they say: the same rows always give the same of either."""

import hashlib
import json

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_PER_GROUP = 1 << 17  # one row group for any casebook there is


def parquet_bytes(table: pa.Table) -> bytes:
    """The table as a Parquet file, written with fixed options and without a word about who wrote it."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        row_group_size=ROWS_PER_GROUP,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=9,
        use_dictionary=True,
        write_statistics=True,
        store_schema=True,
    )
    content: bytes = sink.getvalue().to_pybytes()
    return content


def content_hash(table: pa.Table) -> str:
    """SHA-256 of the rows as JSON, so that any reader of any Parquet file can compute it again.

    The text hashed is `{"column":[value, ...], ...}` in UTF-8: columns in their order, values in row order, no white
    space, no escapes beyond JSON's own, floats in their shortest form that reads back as the same float64.

    >>> content_hash(pa.table({"quote": ["三千吨"], "low": [3000.0]}))[:12]
    'a766b0f37013'
    """
    text = json.dumps(table.to_pydict(), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
