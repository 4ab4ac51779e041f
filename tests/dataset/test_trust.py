"""What of a manifest is believed: all that a run wrote, and nothing that anything else made of it."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dataset.manifest import TABLES, Manifest, SourceRecord, StoredFile, manifest_seal, record_seal, to_json
from pipeline.dataset.trust import Trusted, read_manifest, trust
from pipeline.errors import InvalidDatasetError
from pipeline.status import DocumentStatus

FILES = {table: StoredFile(number, f"{number}" * 64, "c" * 64) for number, table in enumerate(TABLES)}
BOOK = SourceRecord(
    edition=2020,
    source="能源/案例.txt",
    sha256="a" * 64,
    size=12,
    decisions=None,
    status=DocumentStatus.PARTIAL,
    message="第 2 页缺失",
    pages=29,
    headed_sections=82,
    doubtful=2,
    exclusions={"date": 3, "word": 1},
    rejects={"law": 1},
    unknown_headings=("案例简介",),
    unknown_units=("炉",),
    codes={"rule": ("quantity",), "unit": ("1", "t")},
    files=FILES,
)
FAILED = replace(
    BOOK, source="非.pdf", status=DocumentStatus.FAILED, pages=None, files={"documents": FILES["documents"]}
)
CODES = StoredFile(405, "1" * 64, "2" * 64)
MANIFEST = Manifest("0.1.0", "f" * 64, {"datapackage.json": "0" * 64}, CODES, (BOOK, FAILED))

Whole = dict[str, Any]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    (tmp_path / "manifest.json").write_text(to_json(MANIFEST), encoding="utf-8")
    return tmp_path


def edited(dataset: Path, edit: Callable[[Whole], object]) -> Trusted:
    whole = json.loads(to_json(MANIFEST))
    edit(whole)
    text = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    (dataset / "manifest.json").write_bytes(text.encode(errors="backslashreplace"))
    return trust(dataset)


def rules(trusted: Trusted) -> list[str]:
    return [problem.rule for problem in trusted.problems]


def test_reads_back_as_written(dataset: Path) -> None:
    assert trust(dataset) == Trusted(MANIFEST, frozenset(), ())
    assert read_manifest(dataset) == MANIFEST
    assert to_json(read_manifest(dataset)) == to_json(MANIFEST)


def test_counts_rows_and_sums_up_contents() -> None:
    whole = json.loads(to_json(MANIFEST))
    assert list(whole["tables"]) == list(TABLES)
    assert whole["tables"]["claims"]["rows"] == MANIFEST.rows("claims") == FILES["claims"].rows
    assert whole["tables"]["claims"]["content"] != whole["tables"]["documents"]["content"]


def test_sources_are_in_order_whatever_order_they_came_in() -> None:
    early = replace(BOOK, edition=2019)
    forward, backward = (Manifest("0.1.0", "", {}, None, records) for records in ((early, BOOK), (BOOK, early)))
    assert to_json(forward) == to_json(backward)


@pytest.mark.parametrize("field", [*asdict(BOOK), "seal"])
@pytest.mark.parametrize("value", [None, True, -1, 1.5, "x", "\ud800", [], ["x", 1], {}, {"x": "y"}, {"x": -1}])
def test_a_field_with_another_value_takes_its_entry_along(dataset: Path, field: str, value: object) -> None:
    trusted = edited(dataset, lambda whole: whole["sources"][0].update({field: value}))
    if field == "decisions" and value is None:
        assert trusted.problems == ()
    else:
        assert "entry" in rules(trusted)
        assert trusted.manifest.sources == (FAILED,)


@pytest.mark.parametrize("field", [*asdict(BOOK), "seal"])
def test_a_field_that_is_lost_takes_its_entry_along(dataset: Path, field: str) -> None:
    trusted = edited(dataset, lambda whole: whole["sources"][0].pop(field))
    assert trusted.manifest.sources == (FAILED,)


def test_what_is_wrong_is_said(dataset: Path) -> None:
    trusted = edited(dataset, lambda whole: whole["sources"][0]["files"]["claims"].update(rows="7"))
    assert trusted.problems[0].message == (
        "entry 1 (2020/能源/案例.txt) of its sources: files: claims: rows: '7' is no int; "
        "the next run reads the source again"
    )
    assert trusted.listed == {(2020, "能源/案例.txt"), (2020, "非.pdf")}
    with pytest.raises(InvalidDatasetError, match=r"manifest\.json: entry 1 .* rows: '7' is no int"):
        read_manifest(dataset)


def test_an_entry_read_under_other_rules_is_not_believed(dataset: Path) -> None:
    other = json.loads(to_json(replace(MANIFEST, rules="e" * 64)))
    trusted = edited(dataset, lambda whole: whole["sources"].__setitem__(0, other["sources"][0]))
    assert trusted.manifest.sources == (FAILED,)
    assert "read under other rules" in trusted.problems[0].message


def test_an_entry_that_is_there_twice_is_not_believed(dataset: Path) -> None:
    trusted = edited(dataset, lambda whole: whole["sources"].append(whole["sources"][0]))
    assert trusted.manifest.sources == (FAILED,)
    assert rules(trusted) == ["entry", "entry", "seal"]


def test_an_entry_that_is_lost_is_missed(dataset: Path) -> None:
    trusted = edited(dataset, lambda whole: whole["sources"].pop(0))
    assert rules(trusted) == ["seal"]
    with pytest.raises(InvalidDatasetError, match="lost or added"):
        read_manifest(dataset)


@pytest.mark.parametrize("field", ["package_version", "rules", "seal"])
def test_what_is_said_of_the_whole_is_sealed(dataset: Path, field: str) -> None:
    assert "seal" in rules(edited(dataset, lambda whole: whole.update({field: "1" * 64})))


@pytest.mark.parametrize(("field", "inside"), [("descriptors", "datapackage.json"), ("about", "license")])
def test_what_is_said_about_the_dataset_is_sealed(dataset: Path, field: str, inside: str) -> None:
    assert "seal" in rules(edited(dataset, lambda whole: whole[field].update({inside: "1" * 64})))


@pytest.mark.parametrize("field", ["package_version", "rules", "descriptors", "about", "tables", "seal", "sources"])
@pytest.mark.parametrize("value", [None, 1, {}, {"claims": 1}, [1]])
def test_the_whole_has_its_types(dataset: Path, field: str, value: object) -> None:
    trusted = edited(dataset, lambda whole: whole.update({field: value}))
    assert trusted.problems


@pytest.mark.parametrize(
    "edit",
    [
        lambda whole: whole["sources"].reverse(),
        lambda whole: whole["tables"]["claims"].update(rows=8),
        lambda whole: whole["tables"].pop("claims"),
    ],
)
def test_order_and_summary_are_as_written_or_said(dataset: Path, edit: Callable[[Whole], object]) -> None:
    trusted = edited(dataset, edit)
    assert trusted.problems
    assert trusted.manifest.sources == MANIFEST.sources


def test_other_line_ends_are_said_and_take_nothing(dataset: Path) -> None:
    text = to_json(MANIFEST).replace("\n", "\r\n")
    (dataset / "manifest.json").write_bytes(text.encode())
    assert rules(trust(dataset)) == ["as_written"]
    assert read_manifest(dataset) == MANIFEST


@pytest.mark.parametrize(
    "text", ["", "<<<<<<< HEAD\n{}", "[" * 100_000, '{"contract_version": 1' + "0" * 5000 + "}", "\0"]
)
def test_what_is_no_json_holds_nothing(dataset: Path, text: str) -> None:
    (dataset / "manifest.json").write_text(text, encoding="utf-8")
    assert rules(trust(dataset)) == ["json"]


@pytest.mark.parametrize("text", ["[]", "{}", "null", "3", '"x"', "NaN", '{"sources": 3}', '{"sources": [3, {}]}'])
def test_what_is_no_manifest_holds_nothing(dataset: Path, text: str) -> None:
    (dataset / "manifest.json").write_text(text, encoding="utf-8")
    assert rules(trust(dataset)) == ["schema"]


def test_another_version_is_named_and_its_sources_are_known(dataset: Path) -> None:
    trusted = edited(dataset, lambda whole: whole.update(contract_version=99))
    assert rules(trusted) == ["contract_version"]
    assert "contract version 99" in trusted.problems[0].message
    assert trusted.manifest.sources == ()
    assert trusted.listed == {(2020, "能源/案例.txt"), (2020, "非.pdf")}


def resealed(record: SourceRecord) -> Callable[[Whole], object]:
    def edit(whole: Whole) -> None:
        whole["sources"][0] = asdict(record) | {"seal": record_seal(record, MANIFEST)}
        whole["seal"] = manifest_seal(MANIFEST, [entry["seal"] for entry in whole["sources"]])

    return edit


@pytest.mark.parametrize(
    "change",
    [
        {"files": {}},
        {"files": {**FILES, "more": FILES["claims"]}},
        {"files": {"documents": FILES["documents"]}},
        {"files": {**FILES, "claims": replace(FILES["claims"], sha256="")}},
        {"files": {**FILES, "claims": replace(FILES["claims"], rows=-1)}},
        {"status": DocumentStatus.FAILED},
        {"edition": 20},
        {"source": ""},
        {"source": "../案例.txt"},
        {"source": "/案例.txt"},
        {"source": "a//b.txt"},
        {"source": "a\0.txt"},
        {"sha256": "A" * 64},
        {"decisions": "none"},
        {"size": -1},
        {"pages": -1},
        {"exclusions": {"date": -3}},
    ],
)
def test_what_no_run_says_is_not_believed_under_any_seal(dataset: Path, change: dict[str, Any]) -> None:
    trusted = edited(dataset, resealed(replace(BOOK, **change)))
    assert rules(trusted) == ["entry"]
    assert trusted.manifest.sources == (FAILED,)


def test_a_folder_without_manifest_is_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(InvalidDatasetError, match="casebook run"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(InvalidDatasetError, match="cannot be read"):
        read_manifest(tmp_path)


@settings(deadline=None)
@given(st.data())
def test_one_character_changed_is_never_believed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    text = to_json(MANIFEST)
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + data.draw(st.characters(exclude_categories=["Cs"])) + text[place + 1 :]
    dataset = tmp_path_factory.getbasetemp()
    (dataset / "manifest.json").write_bytes(changed.encode())
    assert (trust(dataset).problems == ()) == (changed == text)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)
    )
)
def test_any_json_is_weighed_without_an_error(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    dataset = tmp_path_factory.getbasetemp()
    for whole in (
        value,
        json.loads(to_json(MANIFEST)) | {"sources": value},
        {"contract_version": 1, "sources": [value]},
    ):
        (dataset / "manifest.json").write_text(json.dumps(whole))
        assert trust(dataset).problems
