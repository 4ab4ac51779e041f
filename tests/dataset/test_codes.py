"""Every code that stands in a table stands in the code lists, in words."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import load
from pipeline.audit import CHECKS
from pipeline.dataset.codes import FILE, code_table, standing
from pipeline.dataset.columns import Column
from pipeline.dataset.rows import build_tables
from pipeline.dataset.schema import CODES, TABLES
from pipeline.engine.stored import verify
from pipeline.engine.update import run_all
from pipeline.lexicon.loading import load_records
from pipeline.run import explain

# The contract, version 2.
COLUMNS = "list string, code string, label_zh string, label_en string, definition string, norm_unit string?, "
COLUMNS += "mapping list<string>"
LISTS = "unit quantity_kind substance topic indicator subject aggregation bound direction status section_kind "
LISTS += "exclusion_reason flag check relation rule"

TEXT = "2020 年，年减排二氧化碳约 1.2 万吨，节约用电 300 万千瓦时，每辆车每年节省 9 万元，室内 26 ℃。\n"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("codes")
    for year in ("2020", "2021"):
        (folder / "raw" / year).mkdir(parents=True)
        (folder / "raw" / year / "book.txt").write_text(TEXT, encoding="utf-8")
    run_all(folder / "raw", folder / "out")
    return folder / "out"


def test_columns_and_lists_are_those_of_the_contract() -> None:
    written = (f"{column.name} {column.type}{'?' if column.nullable else ''}" for column in CODES.columns)
    assert ", ".join(written).replace("element: ", "") == COLUMNS
    assert set(CODES.columns[0].codes) == set(LISTS.split())


CLOSED = [column for table in TABLES.values() for column in table.columns if column.code_list and column.codes]


@pytest.mark.parametrize("column", CLOSED, ids=lambda column: column.name)
def test_a_closed_list_has_a_record_for_each_code(column: Column) -> None:
    described = {record["code"] for record in load_records(FILE, "code") if record["list"] == column.code_list}
    assert described == set(column.codes)


def test_every_check_is_described() -> None:
    assert {r["code"] for r in load_records(FILE, "code") if r["list"] == "check"} == {check.id for check in CHECKS}


def test_codes_stand_once_and_sorted() -> None:
    rows = [(row["list"], row["code"]) for row in code_table([{"unit": ("t", "g")}, {"unit": ("t",)}]).to_pylist()]
    assert rows == sorted(set(rows))


@pytest.mark.parametrize(
    ("code", "chinese", "symbols", "norm_unit", "mapping"),
    [
        ("g{CO2}/a", "克CO2/年", "g CO2/a", "t{CO2}/a", ["UCUM g{CO2}/a"]),
        ("CNY", "元", "CNY", "CNY", ["ISO 4217 CNY"]),
        ("CNY/{车}/a", "元/车/年", "CNY/车/a", "CNY/{车}/a", []),
        ("[mu]", "亩", "[mu]", "m2", []),
        ("%", "百分之", "Per cent", "%", ["UCUM %"]),
        ("d", "天", "d", None, ["UCUM d"]),
    ],
)
def test_a_unit_in_words(code: str, chinese: str, symbols: str, norm_unit: str | None, mapping: list[str]) -> None:
    (row,) = (row for row in code_table([{"unit": (code,)}]).to_pylist() if row["code"] == code)
    assert (row["label_zh"], row["label_en"], row["norm_unit"], row["mapping"]) == (
        chinese,
        symbols,
        norm_unit,
        mapping,
    )


def test_a_rule_has_the_words_of_its_family_and_what_a_reviewer_made_up_its_own() -> None:
    rows = {
        row["code"]: row
        for row in code_table([{"rule": ("date.year", "low_high"), "indicator": ("mine",)}]).to_pylist()
    }
    assert rows["date.year"]["label_zh"] == "日期规则：year"
    assert rows["date.year"]["definition"].endswith("such as «2020 年»是")
    assert rows["low_high"]["definition"] == "low is not above high"
    assert rows["mine"]["label_zh"] == "mine"


def test_a_rule_that_the_code_names_has_a_family() -> None:
    families = {record["code"] for record in load_records(FILE, "code") if record["list"] == "rule"}
    rules = standing(build_tables(explain(TEXT)))["rule"]
    assert {rule.partition(".")[0] for rule in rules} <= families


def test_every_code_in_a_table_of_a_dataset_stands_in_its_lists(dataset: Path) -> None:
    listed = set(load(dataset, "codes")[["list", "code"]].itertuples(index=False, name=None))
    for name, table in TABLES.items():
        rows = load(dataset, name)
        for column in table.columns:
            if column.code_list is not None:
                values = rows[column.name].explode() if pa.types.is_list(column.type) else rows[column.name]
                assert {(column.code_list, code) for code in values.dropna().unique()} <= listed, column.name
    assert verify(dataset) == ()


def test_the_lists_stand_in_one_file_of_no_edition(dataset: Path) -> None:
    stored = pq.read_table(dataset / "codes" / "codes.parquet")
    assert stored.schema.metadata[b"table"] == b"codes"
    assert b"edition" not in stored.schema.metadata
    assert stored.num_rows == len(load(dataset, "codes"))


def test_lists_that_are_not_as_written_are_named_and_written_anew(dataset: Path) -> None:
    path = dataset / "codes" / "codes.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert [problem.place for problem in verify(dataset)] == ["codes/codes.parquet"]
    summary = run_all(dataset.parent / "raw", dataset)
    assert (summary.done, summary.written) == ((), True)
    assert path.read_bytes() == whole
    assert verify(dataset) == ()
