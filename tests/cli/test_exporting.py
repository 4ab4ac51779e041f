"""`casebook export`."""

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.cli.exporting import FORMS
from pipeline.export import Form


def test_the_forms_are_those_there_are() -> None:
    assert list(Form) == list(FORMS)


@pytest.mark.usefixtures("books")
def test_export(capsys: pytest.CaptureFixture[str]) -> None:
    main(["run"])
    capsys.readouterr()
    assert main(["export", "extracted", "--to", "csv"]) == 0
    assert capsys.readouterr().out == "claims.csv: 0 claims\n"
    assert main(["export", "extracted", "--to", "parquet", "--table", "cases", "--table", "sections"]) == 0
    assert capsys.readouterr().out == "casebook-parquet: 0 cases, 3 sections\n"
    assert Path("casebook-parquet/sections.parquet").is_file()


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "none", "--to", "csv"]) == 2
    assert main(["export", str(tmp_path), "--to", "csv"]) == 3
    assert main(["export", str(tmp_path), "--to", "doc"]) == 2
    assert "casebook run" in capsys.readouterr().err
