"""`verify` finds what does not hold in a stored dataset; the seeded faults are each found by their rule."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.dataset.encode import content_hash, file_facts, parquet_bytes
from pipeline.dataset.load import load
from pipeline.dataset.manifest import TABLES, file_sha256, seal
from pipeline.dataset.store import beside
from pipeline.engine.stored import claims_and_text, verify
from pipeline.engine.update import run_all
from pipeline.errors import InvalidDatasetError, MisuseError

pytestmark = pytest.mark.usefixtures("plain_stages")

SECTIONS = "sections/edition=2020/甲.txt.parquet"


@pytest.fixture
def dataset(raw: Path, tmp_path: Path) -> Path:
    run_all(raw, tmp_path / "extracted")
    return tmp_path / "extracted"


def rewrite(dataset: Path) -> None:
    table = pq.ParquetFile(dataset / SECTIONS).read()
    pq.write_table(table, dataset / SECTIONS, compression="none")


def lose(dataset: Path) -> None:
    (dataset / SECTIONS).unlink()


def add(dataset: Path) -> None:
    (dataset / "claims/edition=2020/stray.parquet").write_bytes((dataset / SECTIONS).read_bytes())


def rename(dataset: Path) -> None:
    for path in dataset.glob("*/edition=2020/甲.txt.parquet"):
        path.rename(path.with_name("丁.txt.parquet"))


def note(dataset: Path) -> None:
    (dataset / "notes.txt").write_text("?", encoding="utf-8")


def merge(dataset: Path) -> None:
    text = (dataset / "manifest.json").read_text(encoding="utf-8")
    (dataset / "manifest.json").write_text(f"<<<<<<< ours\n{text}", encoding="utf-8")


def empty(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest["sources"][1].update(files={}))


def forget(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest["sources"].pop(1))


def miscount(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest["sources"][1]["files"]["sections"].update(rows=7))


def outdate(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest.update(contract_version=9))


def reformat(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest.update(note="mine"))


def redescribe(dataset: Path) -> None:
    (dataset / "datapackage.json").write_text("{}", encoding="utf-8")


def edit_manifest(dataset: Path, edit: Callable[[dict[str, Any]], object], *, sealed: bool = False) -> None:
    manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    edit(manifest)
    if sealed:
        read_under = [manifest[field] for field in ("contract_version", "package_version", "rules")]
        for entry in manifest["sources"]:
            del entry["seal"]
            entry["seal"] = seal(*read_under, entry)
        seals = [entry["seal"] for entry in manifest["sources"]]
        manifest["seal"] = seal(*read_under, manifest["descriptors"], manifest["about"], manifest["codes"], seals)
    (dataset / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def test_a_dataset_as_written_holds(dataset: Path) -> None:
    assert verify(dataset) == ()


@pytest.mark.parametrize(
    ("fault", "place", "rule"),
    [
        (rewrite, SECTIONS, "sha256"),
        (lose, SECTIONS, "sha256"),
        (add, "claims/edition=2020/stray.parquet", "no_source"),
        (rename, "sections/edition=2020/丁.txt.parquet", "no_source"),
        (rename, SECTIONS, "sha256"),
        (note, "notes.txt", "layout"),
        (merge, "manifest.json", "json"),
        (empty, "manifest.json", "entry"),
        (miscount, "manifest.json", "entry"),
        (forget, "manifest.json", "seal"),
        (forget, SECTIONS, "no_source"),
        (outdate, "manifest.json", "contract_version"),
        (reformat, "manifest.json", "schema"),
        (redescribe, "datapackage.json", "sha256"),
    ],
)
def test_a_fault_is_found(dataset: Path, fault: Callable[[Path], None], place: str, rule: str) -> None:
    fault(dataset)
    assert (place, rule) in {(problem.place, problem.rule) for problem in verify(dataset)}


LIES: list[tuple[dict[str, Any], str, str]] = [
    ({"status": "partial"}, "manifest.json", "status"),
    ({"message": "alles gut"}, "manifest.json", "message"),
    ({"sha256": "0" * 64}, "manifest.json", "sha256"),
    ({"pages": 3}, "manifest.json", "pages"),
    ({"headed_sections": 3}, "manifest.json", "headed_sections"),
    ({"doubtful": 1}, "manifest.json", "doubtful"),
    ({"codes": {"unit": ["t"]}}, "manifest.json", "codes"),
    ({"exclusions": {"date": 3}}, "manifest.json", "exclusions"),
    ({"rejects": {"law": 3}}, "manifest.json", "rejects"),
    ({"unknown_units": ["炉"]}, "manifest.json", "unknown_units"),
    ({"unknown_headings": ["缘起"]}, "manifest.json", "unknown_headings"),
    ({"source": "丁.txt"}, "documents/edition=2020/丁.txt.parquet", "sha256"),
    ({"edition": 2022}, "documents/edition=2022/甲.txt.parquet", "sha256"),
    ({"files": {}}, "manifest.json", "entry"),
]


@pytest.mark.parametrize(("lie", "place", "rule"), LIES)
def test_a_lie_under_a_seal_is_found_by_the_tables(dataset: Path, lie: dict[str, Any], place: str, rule: str) -> None:
    edit_manifest(dataset, lambda manifest: manifest["sources"][1].update(lie), sealed=True)
    assert (place, rule) in {(problem.place, problem.rule) for problem in verify(dataset)}


@pytest.mark.parametrize(("field", "lie", "rule"), [("rows", 7, "rows"), ("content", "0" * 64, "content")])
def test_a_lie_about_a_file_is_found_by_the_file(dataset: Path, field: str, lie: object, rule: str) -> None:
    edit_manifest(
        dataset, lambda manifest: manifest["sources"][1]["files"]["sections"].update({field: lie}), sealed=True
    )
    assert (SECTIONS, rule) in {(problem.place, problem.rule) for problem in verify(dataset)}


def test_a_descriptor_of_other_tables_is_found_under_its_hash(dataset: Path) -> None:
    redescribe(dataset)
    sha256 = file_sha256(dataset / "datapackage.json")
    edit_manifest(dataset, lambda manifest: manifest["descriptors"].update({"datapackage.json": sha256}), sealed=True)
    assert [(problem.place, problem.rule) for problem in verify(dataset)] == [("datapackage.json", "content")]


def test_code_lists_of_other_tables_are_found_under_their_hash(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest["codes"].update(content="0" * 64), sealed=True)
    assert [(problem.place, problem.rule) for problem in verify(dataset)] == [("codes/codes.parquet", "content")]


def replaced(dataset: Path, table: str, content: bytes) -> set[tuple[str, str]]:
    """What is found where the file of a table holds something else and the manifest says that it should."""
    path = f"{table}/edition=2020/甲.txt.parquet"
    (dataset / path).write_bytes(content)
    hashes = {"sha256": file_sha256(dataset / path)}
    edit_manifest(dataset, lambda manifest: manifest["sources"][1]["files"][table].update(hashes), sealed=True)
    return {(problem.place.partition(":")[0], problem.rule) for problem in verify(dataset)}


def encoded(name: str, table: pa.Table) -> bytes:
    sha256 = hashlib.sha256("节电。\n".encode()).hexdigest()
    return parquet_bytes(table, file_facts(name, 2020, "甲.txt", sha256))


def test_a_file_that_names_another_source_is_found(dataset: Path) -> None:
    content = parquet_bytes(stored(dataset, "sections"), file_facts("sections", 2020, "乙.txt", "0" * 64))
    assert replaced(dataset, "sections", content) == {(SECTIONS, "metadata")}


def stored(dataset: Path, table: str) -> pa.Table:
    return pq.ParquetFile(dataset / f"{table}/edition=2020/甲.txt.parquet").read()


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1", b"PAR1" + b"\x15\x00" * 9 + b"\x12\x00\x00\x00PAR1"]
)
def test_what_is_no_parquet_is_named_under_its_hash(dataset: Path, content: bytes) -> None:
    assert (SECTIONS, "sha256") in replaced(dataset, "sections", content)


def test_text_that_is_not_utf_8_is_named_under_its_hash(dataset: Path) -> None:
    table = stored(dataset, "sections")
    broken = pa.array([b"\xff"] * table.num_rows).view(pa.string())
    table = table.set_column(table.schema.get_field_index("text"), table.schema.field("text"), broken)
    content = encoded("sections", table)
    assert (SECTIONS, "sha256") in replaced(dataset, "sections", content)


def test_other_types_and_descriptions_are_found(dataset: Path) -> None:
    bare = pa.schema([(field.name, field.type) for field in stored(dataset, "sections").schema])
    content = encoded("sections", stored(dataset, "sections").cast(bare))
    assert (SECTIONS, "schema") in replaced(dataset, "sections", content)


def test_a_document_is_one_row(dataset: Path) -> None:
    content = encoded("documents", stored(dataset, "documents").slice(0, 0))
    assert ("documents/edition=2020/甲.txt.parquet", "rows") in replaced(dataset, "documents", content)


def test_a_bad_row_is_found(dataset: Path) -> None:
    table = stored(dataset, "sections")
    table = pa.Table.from_pylist([row | {"kind": "dull"} for row in table.to_pylist()], schema=table.schema)
    edit_manifest(
        dataset,
        lambda manifest: manifest["sources"][1]["files"]["sections"].update(content=content_hash(table)),
    )
    assert ("2020/甲.txt", "kind.code") in replaced(dataset, "sections", encoded("sections", table))


@pytest.mark.parametrize("table", TABLES)
def test_no_file_with_a_flipped_bit_is_decoded(dataset: Path, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = dataset / f"{table}/edition=2020/乙__丙.txt.parquet"
    content = bytearray(path.read_bytes())
    content[-9] ^= 1
    path.write_bytes(content)

    def decode(_: object) -> None:
        raise AssertionError("decoded")

    monkeypatch.setattr("pipeline.dataset.decode.pq.ParquetFile", decode)
    with pytest.raises(
        InvalidDatasetError, match=f"{table}/edition=2020/乙__丙.txt.parquet: it is not as the run wrote it"
    ):
        load(dataset, table)


def test_claims_come_from_no_damaged_file(dataset: Path) -> None:
    path = dataset / "documents/edition=2020/乙__丙.txt.parquet"
    path.write_bytes(path.read_bytes().replace("节水".encode(), "节电".encode()))
    with pytest.raises(InvalidDatasetError, match=r"乙__丙.txt.parquet: it is not as the run wrote it"):
        claims_and_text(dataset, "丙.txt")


def test_an_older_dataset_is_said_to_be_one(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest.update(contract_version=0))
    (problem,) = verify(dataset)
    assert problem.message.startswith("it follows contract version 0, this program knows ")
    with pytest.raises(InvalidDatasetError, match="contract version 0"):
        claims_and_text(dataset)


def test_what_a_dead_run_left_is_finished_first(dataset: Path) -> None:
    dataset.rename(beside(dataset) / "next")
    assert verify(dataset) == ()
    assert dataset.is_dir()


def test_no_folder_and_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="is no folder"):
        verify(tmp_path / "none")
    with pytest.raises(InvalidDatasetError, match="is no dataset"):
        verify(tmp_path)


def test_the_claims_of_one_source_and_their_text(dataset: Path) -> None:
    assert claims_and_text(dataset, "2020/乙/丙.txt") == ([], "节水。\n")


@pytest.mark.parametrize("source", [None, "甲.txt", "丁.txt"])
def test_which_source_is_meant_must_be_clear(dataset: Path, source: str | None) -> None:
    there = r"2020/乙/丙.txt, 2020/甲.txt, 2021/甲.txt"
    with pytest.raises(MisuseError, match=rf"which source .* --source \(there are: {there}\)"):
        claims_and_text(dataset, source)
