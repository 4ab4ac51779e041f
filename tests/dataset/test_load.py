from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.dataset.load import load
from pipeline.dataset.manifest import Manifest, file_sha256, to_json
from pipeline.dataset.naming import table_path
from pipeline.dataset.record import source_record
from pipeline.dataset.rows import build_tables
from pipeline.dataset.schema import TABLES
from pipeline.errors import InvalidDatasetError, MisuseError
from pipeline.model import Extraction


@pytest.fixture
def dataset(tmp_path: Path, extraction: Extraction) -> Path:
    records = []
    for edition, source in ((2021, "book.txt"), (2020, "b.txt"), (2020, "a/b.txt"), (2020, "a.txt")):
        document = replace(extraction.document, edition=edition, source=source)
        tables, hashes = build_tables(replace(extraction, document=document)), {}
        for name, table in tables.items():
            path = tmp_path / table_path(name, edition, source)
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(table, path)
            hashes[name] = file_sha256(path) or ""
        records.append(source_record(edition, tables, hashes, size=1, decisions=None, unknown_headings=()))
    manifest = Manifest("1.0", "f" * 64, {}, None, tuple(records))
    (tmp_path / "manifest.json").write_text(to_json(manifest), encoding="utf-8")
    return tmp_path


def test_rows_come_by_edition_source_and_reading_order(dataset: Path) -> None:
    claims = load(dataset, "claims")
    assert list(dict.fromkeys(zip(claims["edition"], claims["source"], strict=True))) == [
        (2020, "a.txt"),
        (2020, "a/b.txt"),
        (2020, "b.txt"),
        (2021, "book.txt"),
    ]
    assert list(claims["char_start"]) == [9, 45, 70, 87] * 4


def test_columns_are_arrow_backed_and_edition_is_int16(dataset: Path) -> None:
    claims = load(str(dataset), "claims")
    assert list(claims.columns) == [*TABLES["claims"].arrow().names, "edition"]
    assert claims["edition"].dtype == pd.ArrowDtype(pa.int16())
    assert all(isinstance(dtype, pd.ArrowDtype) for dtype in claims.dtypes)
    assert claims["low"].isna().tolist() == [False, False, False, True] * 4


@pytest.mark.parametrize("name", TABLES)
def test_every_table_can_be_loaded(dataset: Path, name: str) -> None:
    frame = load(dataset, name)
    assert len(frame) == sum(pq.read_metadata(path).num_rows for path in (dataset / name).rglob("*.parquet"))


def test_a_table_without_files_is_empty(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(to_json(Manifest("", "", {}, None, ())), encoding="utf-8")
    assert load(tmp_path, "findings").shape == (0, len(TABLES["findings"].columns) + 1)


CLAIMS = table_path("claims", 2020, "a/b.txt")


@pytest.mark.parametrize("content", [None, b"", b"PAR1", b"PAR1" * 3])
def test_a_damaged_file_is_named(dataset: Path, content: bytes | None) -> None:
    (dataset / CLAIMS).unlink() if content is None else (dataset / CLAIMS).write_bytes(content)
    with pytest.raises(InvalidDatasetError, match=rf"{CLAIMS}: .*; the next `casebook run` writes it anew"):
        load(dataset, "claims")
    assert len(load(dataset, "cases")) == 4


def test_what_is_in_no_manifest_is_not_read(dataset: Path) -> None:
    (dataset / "claims/edition=2020/stray.parquet").write_bytes((dataset / CLAIMS).read_bytes())
    assert len(load(dataset, "claims")) == 16


def test_a_table_nobody_knows_is_misuse(dataset: Path) -> None:
    with pytest.raises(MisuseError, match="no table 'claim'; the tables are documents, cases"):
        load(dataset, "claim")


def test_a_folder_that_is_none_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="is no folder"):
        load(tmp_path / "nowhere", "claims")


def test_a_folder_without_manifest_is_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(InvalidDatasetError, match="is no dataset"):
        load(tmp_path, "claims")
