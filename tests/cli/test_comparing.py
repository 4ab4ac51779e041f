"""`casebook report` and `casebook compare`."""

import json
from pathlib import Path

import pytest

from pipeline.cli import main

BOOKS = Path(__file__).parents[1] / "compare" / "books"


@pytest.fixture
def dataset(tmp_path: Path) -> str:
    main(["run", str(BOOKS), "--out", str(tmp_path / "extracted")])
    return str(tmp_path / "extracted")


def test_compare_and_report(dataset: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["compare", "2020", "2021", "--dataset", dataset]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 organisation in more than one of 2020, 2021\n")
    assert "青川港务集团 (2020 青川港务集团有限公司; 2021 青川港务（集团）有限公司)" in said
    assert "electricity.used, flow, kW.h: 2020 1,200,000, 2021 2,150,000 (+79 %)" in said
    assert "2021/港区.txt:12 “215万千瓦时”" in said
    assert "2020 plans 二氧化碳排放量 30 %, decrease, 2025, 2020/港区.txt:18 “30%”" in said
    assert "nothing of it is reported later" in said
    assert main(["compare", "--dataset", dataset, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["editions"] == [2020, 2021]
    assert len(found["targets"][0]["later"]) == 1
    assert main(["compare", "2020", "2019", "--dataset", dataset]) == 2
    assert main(["report", dataset, "--out", "pages/report.html", "--language", "zh"]) == 0
    page = Path("pages/report.html").read_text(encoding="utf-8")
    assert "跨年度" in page
    assert "后来未见报告" in page


@pytest.mark.parametrize("command", [["report"], ["compare", "2020", "2021", "--dataset"]])
def test_exit_codes(command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "none"]) == 2
    assert main([*command, str(tmp_path)]) == 3
    assert "casebook run" in capsys.readouterr().err
