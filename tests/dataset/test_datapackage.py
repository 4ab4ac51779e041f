"""`datapackage.json` is true: its own validator accepts it, over every table, with keys and references."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from frictionless import Package

from pipeline.dataset.datapackage import datapackage
from pipeline.dataset.manifest import About, Manifest, SourceRecord, StoredFile, Work
from pipeline.engine.update import run_all
from pipeline.status import DocumentStatus
from tests.dataset.test_trust import BOOK

ABOUT = About(
    title="案例集",
    publisher="秘书处",
    date="2021-03",
    license="MIT",
    citation="秘书处：案例集",
    works=(Work("2020/能源/案例.txt", "能源案例", rights="未说明"),),
)
MANIFEST = Manifest("0.1.0", "f" * 64, {}, None, (BOOK,), ABOUT)


def test_the_schema_alone_is_a_valid_package() -> None:
    package = datapackage()
    assert list(Package.metadata_validate(package)) == []
    assert json.dumps(package, allow_nan=False) == json.dumps(datapackage())


def test_a_field_has_type_unit_and_constraints() -> None:
    resources = {resource["name"]: resource for resource in datapackage()["resources"]}
    schema = resources["claims"]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert resources["claims"]["path"] == "claims"
    assert resources["claims"]["partitionedBy"] == ["edition"]
    assert "rows" not in resources["claims"]
    assert [field["name"] for field in schema["fields"]][-1] == "edition"
    assert fields["bound"]["constraints"]["enum"] == ["exact", "approx", "at_least", "at_most"]
    assert fields["confidence"]["constraints"] == {"required": True, "minimum": 0, "maximum": 1}
    assert (fields["boxes"]["type"], fields["boxes"]["itemType"]) == ("any", "list of number")
    assert "corrected" in fields["flags"]["itemEnum"]
    assert (fields["flags"]["codes"], fields["norm_unit"]["codes"]) == ("flag", "unit")
    assert fields["char_start"]["unit"] == "code points"


def test_keys_lead_from_table_to_table() -> None:
    schemas = {resource["name"]: resource["schema"] for resource in datapackage()["resources"]}
    assert schemas["documents"]["primaryKey"] == ["edition", "source"]
    assert schemas["claims"]["primaryKey"] == ["claim_id"]
    assert {tuple(key["fields"]): key["reference"] for key in schemas["relations"]["foreignKeys"]} == {
        ("edition", "source"): {"resource": "documents", "fields": ["edition", "source"]},
        ("case_id",): {"resource": "cases", "fields": ["case_id"]},
        ("claim_a",): {"resource": "claims", "fields": ["claim_id"]},
        ("claim_b",): {"resource": "claims", "fields": ["claim_id"]},
        ("kind",): {"resource": "codes", "fields": ["code"]},
        ("rule",): {"resource": "codes", "fields": ["code"]},
    }


def test_it_says_whose_it_is_and_what_it_is_made_of() -> None:
    package = datapackage(MANIFEST)
    assert list(Package.metadata_validate(package)) == []
    assert package["title"] == "案例集"
    assert package["licenses"] == [{"name": "MIT"}]
    assert package["contributors"] == [{"title": "秘书处", "role": "publisher"}]
    (source,) = package["sources"]
    assert source == {
        "title": "能源案例",
        "edition": 2020,
        "file": "2020/能源/案例.txt",
        "sha256": "a" * 64,
        "rights": "未说明",
    }


def test_a_table_without_files_is_no_resource() -> None:
    failed: SourceRecord = replace(
        BOOK, status=DocumentStatus.FAILED, files={"documents": StoredFile(1, "0" * 64, "0" * 64)}
    )
    package = datapackage(replace(MANIFEST, sources=(failed,)))
    assert [resource["name"] for resource in package["resources"]] == ["documents", "codes"]
    assert "foreignKeys" not in package["resources"][0]["schema"]


@pytest.mark.usefixtures("plain_stages")
def test_a_dataset_of_two_editions_is_valid(raw: Path, tmp_path: Path) -> None:
    run_all(raw, tmp_path / "out")
    report = Package(str(tmp_path / "out/datapackage.json")).validate()
    assert report.valid, report.flatten()
    assert {task.name: task.stats.get("rows") for task in report.tasks}["documents"] == 3
