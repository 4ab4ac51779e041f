"""What is exported reads back as it was, and runs nothing in a spreadsheet."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.dataset.load import load_arrow
from pipeline.dataset.manifest import EVERY_TABLE as TABLES
from pipeline.dataset.schema import CODES
from pipeline.dataset.schema import TABLES as DEFINITIONS
from pipeline.engine.update import run_all
from pipeline.errors import InvalidDatasetError, MisuseError
from pipeline.export import Form, columnar, export
from pipeline.export.cells import safe
from pipeline.export.columnar import groups
from pipeline.export.sheets import CUT, LONGEST

FORMULA = "=HYPERLINK(\"https://example.org\")\n第二行，“引”, 'x'\n"


@pytest.fixture
def dataset(raw: Path, tmp_path: Path, plain_stages: None) -> Path:  # noqa: ARG001 - the fixture's effect is wanted
    (raw / "2021/丁.txt").write_text(FORMULA, encoding="utf-8")
    (raw / "2021/长.txt").write_text("电" * (LONGEST + 1), encoding="utf-8")
    run_all(raw, tmp_path / "out")
    return tmp_path / "out"


def rows(dataset: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load_arrow(dataset, table).to_pylist()
    return found


def test_csv_keeps_line_breaks_and_runs_nothing(dataset: Path, tmp_path: Path) -> None:
    done = export(dataset, Form.CSV, tmp_path / "sections.csv", ["sections"])
    content = (tmp_path / "sections.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["text"] for row in read] == [safe(row["text"]) for row in rows(dataset, "sections")]
    assert any(row["text"].startswith("'=HYPERLINK") and "\n" in row["text"] for row in read)
    assert [row["heading"] for row in read] == [""] * len(read)
    assert done.rows == {"sections": 5}


@pytest.mark.parametrize("text", ["=1", "+1", "-5%", "@x", "\t1", "\n=1", "＝1", "'=1", "''-1"])
def test_an_apostrophe_that_is_taken_off_gives_the_text_back(text: str) -> None:
    assert safe(text) == f"'{text}"
    assert re.sub(r"^'('*[=+\-@\t\r\n＝＋－＠])", r"\1", safe(text)) == text


@pytest.mark.parametrize("text", ["", "5%", "'tis", "减少 -5%", "1=1"])
def test_what_runs_nothing_stays(text: str) -> None:
    assert safe(text) == text


def test_json_lines(dataset: Path, tmp_path: Path) -> None:
    export(dataset, Form.JSONL, tmp_path / "x.jsonl", ["documents"])
    lines = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows(dataset, "documents")


def test_duckdb_with_comments(dataset: Path, tmp_path: Path) -> None:
    export(dataset, Form.DUCKDB, tmp_path / "x.duckdb")
    with duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True) as database:
        assert {name for (name,) in database.sql("SELECT table_name FROM duckdb_tables()").fetchall()} == set(TABLES)
        for name in TABLES:
            assert database.table(name).to_arrow_table().to_pylist() == rows(dataset, name)
        comments = database.sql(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'claims' AND column_name = 'norm_low'"
        )
        assert comments.fetchall() == [("`low` in the reporting unit. [as in `norm_unit`]",)]


def test_sqlite_tells_of_its_columns(dataset: Path, tmp_path: Path) -> None:
    export(dataset, Form.SQLITE, tmp_path / "x.sqlite")
    database = sqlite3.connect(tmp_path / "x.sqlite")
    read = [json.loads(row[0]) for row in database.execute("SELECT page_starts FROM documents")]
    assert read == [row["page_starts"] for row in rows(dataset, "documents")]
    assert [row[0] for row in database.execute("SELECT text FROM sections")] == [
        row["text"] for row in rows(dataset, "sections")
    ]
    told = database.execute("SELECT unit FROM columns WHERE table_name = 'claims' AND column_name = 'char_start'")
    assert told.fetchall() == [("code points",)]
    database.close()


def test_parquet_is_one_file_a_table_that_keeps_descriptions(dataset: Path, tmp_path: Path) -> None:
    export(dataset, Form.PARQUET, tmp_path / "lake")
    assert sorted(path.stem for path in (tmp_path / "lake").iterdir()) == sorted(TABLES)
    for name in TABLES:
        read = pq.read_table(tmp_path / f"lake/{name}.parquet")
        assert read.equals(load_arrow(dataset, name), check_metadata=True)
    column = pq.ParquetFile(tmp_path / "lake/sections.parquet").metadata.row_group(0).column(0)
    assert any("DICTIONARY" in encoding for encoding in column.encodings)


def sheet(path: Path, name: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))


def test_a_workbook_holds_texts_as_texts_and_tells_what_it_cut(dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    done = export(dataset, Form.XLSX, path)
    head, *read = sheet(path, "documents")
    texts = [row[head.index("text")] for row in read]
    whole = [row["text"] for row in rows(dataset, "documents")]
    assert [text for text in texts if not text.endswith(CUT)] == [text for text in whole if len(text) <= LONGEST]
    assert done.cut == 2  # the text of the document and that of its one section
    cells = [cell for row in openpyxl.load_workbook(path)["documents"].iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    before = path.read_bytes()
    export(dataset, Form.XLSX, path)
    assert path.read_bytes() == before


def test_chinese_labels(dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    export(dataset, Form.XLSX, path, language="zh")
    head, *_ = sheet(path, "数据")
    assert (head[0], head[1]) == ("来源文件", "案例编号")
    assert "折算下限" in head
    assert ("数据", "起点", "Where it starts in `documents.text`.", "code points") in sheet(path, "列说明")


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_a_label_of_its_own(dataset: Path, tmp_path: Path, name: str) -> None:
    export(dataset, Form.PARQUET, tmp_path / "zh", [name], "zh")
    names = pq.read_schema(tmp_path / f"zh/{name}.parquet").names
    definition = {**DEFINITIONS, CODES.name: CODES}[name]
    assert len(set(names)) == len(names) == len(definition.columns) + (name != "codes")


def test_codes_have_their_labels(dataset: Path, tmp_path: Path) -> None:
    export(dataset, Form.JSONL, tmp_path / "x.jsonl", ["sections"], "zh")
    labels = {row["code"]: row["label_zh"] for row in rows(dataset, "codes") if row["list"] == "section_kind"}
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["章节类别"] for line in lines} == {labels["front_matter"]}


def test_one_file_is_the_old_or_the_new(dataset: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("old", encoding="utf-8")
    export(dataset, Form.JSONL, path)
    assert path.read_text(encoding="utf-8") != "old"
    assert not [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")]


@pytest.mark.parametrize("form", Form)
def test_what_is_damaged_is_named_in_every_form_and_leaves_nothing(dataset: Path, tmp_path: Path, form: Form) -> None:
    damaged = next((dataset / "sections").rglob("*.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    with pytest.raises(InvalidDatasetError, match=re.escape(damaged.name)):
        export(dataset, form, tmp_path / "x", ["sections"])
    assert not (tmp_path / "x").exists()
    assert not (tmp_path / ".x.part").exists()


def test_rows_of_many_sources_share_a_group_and_a_group_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    batches = [pa.RecordBatch.from_pydict({"n": [n] * 3}) for n in range(5)]

    def sizes() -> list[int]:
        return [len(group) for group in groups(pa.RecordBatchReader.from_batches(batches[0].schema, batches))]

    assert sizes() == [15]
    monkeypatch.setattr(columnar, "ROWS_PER_GROUP", 5)
    assert sizes() == [6, 6, 3]
    monkeypatch.setattr(columnar, "_BYTES_PER_GROUP", 1)
    assert sizes() == [3] * 5


def test_misuse(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="one table"):
        export(dataset, Form.CSV, tmp_path / "x.csv", ["claims", "cases"])
    with pytest.raises(MisuseError, match="is a folder"):
        export(dataset, Form.XLSX, tmp_path)
    with pytest.raises(MisuseError, match="is no folder"):
        export(tmp_path / "none", Form.CSV, tmp_path / "x.csv")
    with pytest.raises(InvalidDatasetError, match="is no dataset"):
        export(tmp_path, Form.CSV, tmp_path / "x.csv")
