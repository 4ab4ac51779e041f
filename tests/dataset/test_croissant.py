"""`croissant.json` is true: the library of its makers accepts it, and reads the tables by it."""

import json
from pathlib import Path

import mlcroissant
import pytest

from pipeline.engine.update import run_all

pytestmark = [
    pytest.mark.usefixtures("plain_stages"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of the library's own dependencies
]


@pytest.fixture
def dataset(raw: Path, tmp_path: Path) -> Path:
    (raw / "dataset.toml").write_text(
        'license = "MIT"\npublisher = "秘书处"\ndate = "2021"\ncitation = "案例集"\nurl = "https://example.org"\n',
        encoding="utf-8",
    )
    run_all(raw, tmp_path / "out")
    return tmp_path / "out"


def test_it_holds_and_reads_a_table_with_its_edition(dataset: Path) -> None:
    described = mlcroissant.Dataset(jsonld=dataset / "croissant.json")
    assert not described.metadata.ctx.issues.errors
    assert not described.metadata.ctx.issues.warnings
    rows = list(described.records("documents"))
    assert sorted((row["documents/edition"], row["documents/source"].decode()) for row in rows) == [
        (2020, "乙/丙.txt"),
        (2020, "甲.txt"),
        (2021, "甲.txt"),
    ]


def test_references_name_keys(dataset: Path) -> None:
    sets = {each["name"]: each for each in json.loads((dataset / "croissant.json").read_bytes())["recordSet"]}
    fields = {field["name"]: field for field in sets["relations"]["field"]}
    assert sets["claims"]["key"] == [{"@id": "claims/claim_id"}]
    assert fields["claim_a"]["references"] == {"field": {"@id": "claims/claim_id"}}
