"""The same rows give the same bytes and the same hash; other rows give others."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.dataset.encode import content_hash, file_facts, parquet_bytes
from pipeline.dataset.schema import TABLES

ROWS = pa.table({"quote": ["三千吨", None], "low": [3000.0, 0.1], "flags": [["ocr"], []]})
FACTS = file_facts("claims", 2020, "能源/book.txt", "0" * 64)


def test_reads_back_as_written() -> None:
    assert pq.read_table(io.BytesIO(parquet_bytes(ROWS, FACTS))).to_pylist() == ROWS.to_pylist()


@pytest.mark.parametrize("name", TABLES)
def test_every_column_keeps_its_description(name: str) -> None:
    schema = TABLES[name].arrow()
    stored = pq.ParquetFile(io.BytesIO(parquet_bytes(schema.empty_table(), FACTS))).schema_arrow
    assert stored.remove_metadata().equals(schema, check_metadata=True)


def test_a_file_names_what_it_is_of() -> None:
    told = pq.ParquetFile(io.BytesIO(parquet_bytes(ROWS, FACTS))).schema_arrow.metadata
    assert told[b"contract_version"] == b"2"
    assert (told[b"table"], told[b"edition"], told[b"source"].decode()) == (b"claims", b"2020", "能源/book.txt")
    assert set(told) == {name.encode() for name in FACTS}


def test_how_the_rows_lie_in_memory_shows_nowhere() -> None:
    pieces = pa.concat_tables([ROWS.slice(0, 1), ROWS.slice(1, 1)])
    assert content_hash(pieces) == content_hash(ROWS)
    assert parquet_bytes(pieces.combine_chunks(), FACTS) == parquet_bytes(ROWS, FACTS)


def test_one_row_group_of_zstd() -> None:
    metadata = pq.ParquetFile(io.BytesIO(parquet_bytes(ROWS, FACTS))).metadata
    assert metadata.num_row_groups == 1
    assert metadata.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize(
    "other",
    [
        ROWS.slice(0, 1),
        ROWS.take([1, 0]),
        ROWS.rename_columns(["text", "low", "flags"]),
        ROWS.set_column(1, "low", [[3000.0, 0.2]]),
        ROWS.set_column(0, "quote", [["三千吨", ""]]),
    ],
)
def test_other_rows_have_another_hash(other: pa.Table) -> None:
    assert content_hash(other) != content_hash(ROWS)


def test_what_is_no_number_has_no_hash() -> None:
    with pytest.raises(ValueError, match="Out of range float"):
        content_hash(pa.table({"low": [float("nan")]}))
