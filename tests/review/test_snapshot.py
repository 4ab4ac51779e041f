"""A side of a comparison is what a run wrote; a damaged file or manifest is named and ends the comparison."""

import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.errors import InvalidDatasetError
from pipeline.review.snapshot import read_folder, read_rows
from tests.review.casebooks import Book, store

CLAIMS = "claims/edition=2020/book.txt.parquet"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return store(tmp_path, Book([[("成果", "节电 500 度。")]]))


@pytest.mark.parametrize("place", [0, 4, 40, -9, -1])
def test_a_file_with_a_flipped_bit_is_named(dataset: Path, place: int) -> None:
    content = bytearray((dataset / CLAIMS).read_bytes())
    content[place] ^= 1
    (dataset / CLAIMS).write_bytes(content)
    with pytest.raises(InvalidDatasetError, match=f"{CLAIMS} is not as the run wrote it; run `casebook run` again"):
        read_folder(dataset)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<<<<<<< HEAD", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ('{"sources": 3}', "tells of no files"),
        ('{"sources": [{"files": []}]}', "tells of no files"),
        ('{"sources": [{"files": {"claims": {}}}]}', "tells of no files"),
        ('{"rules": ""}', "tells of no files"),
    ],
)
def test_a_manifest_that_is_none_is_named(dataset: Path, text: str, message: str) -> None:
    (dataset / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDatasetError, match=rf"manifest\.json {message}"):
        read_folder(dataset)


def test_an_entry_that_a_merge_has_lost_leaves_its_files_unknown(dataset: Path) -> None:
    (dataset / "manifest.json").write_text(json.dumps({"sources": [{"files": {}}]}), encoding="utf-8")
    with pytest.raises(InvalidDatasetError, match="is not as the run wrote it"):
        read_folder(dataset)


def test_tables_without_a_manifest_are_read_as_they_are(dataset: Path) -> None:
    (dataset / "manifest.json").unlink()
    assert len(read_folder(dataset).tables["claims"]) == 1


def test_a_confidence_of_version_1_is_read_in_whole_hundredths() -> None:
    sink = io.BytesIO()
    pq.write_table(pa.table({"confidence": pa.array([0.96, None], pa.float32())}), sink)
    assert read_rows("old", sink.getvalue()).to_pydict() == {"confidence": [0.96, None]}


def test_text_that_is_not_utf_8_is_no_text() -> None:
    sink = io.BytesIO()
    pq.write_table(pa.table({"quote": pa.array([b"\xff"]).view(pa.string())}), sink)
    with pytest.raises(InvalidDatasetError, match="no readable Parquet file"):
        read_rows("claims", sink.getvalue())
