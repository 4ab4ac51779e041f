"""Tables to bytes, and to a hash of what they say: the same rows always give the same of either."""

import hashlib
import json
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dataset.manifest import CONTRACT_VERSION, SourceRecord, StoredFile
from pipeline.dataset.schema import TABLES
from pipeline.version import VERSION

ROWS_PER_GROUP = 1 << 17  # one row group for any casebook there is


def shared_facts(table: str) -> dict[str, str]:
    """What a Parquet file of the whole dataset says of itself in its key-value metadata.

    Args:
        table: Name of the table.
    """
    return {
        "contract_version": str(CONTRACT_VERSION),
        "pipeline_version": VERSION,
        "table": table,
    }


def file_facts(table: str, edition: int, source: str, sha256: str) -> dict[str, str]:
    """What the Parquet file of a source says of itself in its key-value metadata.

    Args:
        table: Name of the table.
        edition: Year of the casebook.
        source: Path of the source below `raw/<year>/`.
        sha256: Hash of the bytes of the source.
    """
    return {
        **shared_facts(table),
        "edition": str(edition),
        "source": source,
        "source_sha256": sha256,
    }


def parquet_bytes(table: pa.Table, facts: Mapping[str, str]) -> bytes:
    """The table as a Parquet file, written with fixed options.

    Args:
        table: The rows.
        facts: What the file says of itself, as `file_facts` gives it.
    """
    sink = pa.BufferOutputStream()
    pq.write_table(
        table.replace_schema_metadata(dict(facts)),
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


def empty_file(table: str, record: SourceRecord) -> tuple[bytes, StoredFile]:
    """A file of a source without a row, and what the manifest says of it."""
    rows = TABLES[table].arrow().empty_table()
    content = parquet_bytes(rows, file_facts(table, record.edition, record.source, record.sha256))
    return content, StoredFile(0, hashlib.sha256(content).hexdigest(), content_hash(rows))


def content_hash(table: pa.Table) -> str:
    """SHA-256 of the rows as JSON, so that any reader of any Parquet file can compute it again.

    The text hashed is `{"column":[value, ...], ...}` in UTF-8: columns in their order, values in row order, no white
    space, no escapes beyond JSON's own, floats in their shortest form that reads back as the same float64.

    >>> content_hash(pa.table({"quote": ["三千吨"], "low": [3000.0]}))[:12]
    'a766b0f37013'
    """
    text = json.dumps(table.to_pydict(), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
