"""`casebook validate` and `casebook schema`."""

import json
from pathlib import Path

import pytest

from pipeline.cli import main


@pytest.mark.usefixtures("books")
def test_validate(capsys: pytest.CaptureFixture[str]) -> None:
    main(["run"])
    capsys.readouterr()
    assert main(["validate", "extracted"]) == 0
    assert capsys.readouterr().out == "extracted: valid\n"
    assert main(["validate", "extracted", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"valid": True, "problems": [], "rejected": {}}
    Path("extracted/datapackage.json").unlink()
    assert main(["validate", "extracted"]) == 3
    assert "datapackage.json: sha256: it is missing" in capsys.readouterr().out
    assert main(["validate", "extracted", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["problems"][0]["place"] == "datapackage.json"


@pytest.mark.usefixtures("books")
def test_rejected_rows_are_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rejected = {"2020/book.txt": {"verbatim": 2}}
    main(["run"])
    monkeypatch.setattr("pipeline.engine.stored.rejected", lambda _: rejected)
    capsys.readouterr()
    assert main(["validate", "extracted"]) == 0
    assert capsys.readouterr().out == ("2020/book.txt: rows rejected: 2 by the rule verbatim\nextracted: valid\n")
    main(["validate", "extracted", "--json"])
    assert json.loads(capsys.readouterr().out)["rejected"] == rejected


def test_validate_what_is_no_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(tmp_path)]) == 3
    assert "casebook run" in capsys.readouterr().err


@pytest.mark.parametrize(("form", "part"), [("markdown", "| `char_start` |"), ("arrow", "char_start: int32 not null")])
def test_schema(form: str, part: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--format", form]) == 0
    assert part in capsys.readouterr().out


def test_schema_as_descriptor(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--format", "frictionless"]) == 0
    assert json.loads(capsys.readouterr().out)["resources"][0]["name"] == "documents"
