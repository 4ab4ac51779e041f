"""`casebook evaluate`."""

import json
from pathlib import Path

import pytest

from pipeline.cli import main


@pytest.mark.usefixtures("books")
def test_evaluate(capsys: pytest.CaptureFixture[str]) -> None:
    main(["run"])
    Path("gold.jsonl").write_text(GOLD, encoding="utf-8")
    capsys.readouterr()
    assert main(["evaluate", "extracted", "gold.jsonl", "--source", "丙.txt", "--errors"]) == 0
    missed, told = capsys.readouterr().out.splitlines()
    assert missed == "missed    case 0 line 1 '节水' (1..1 1)"
    assert told.startswith("gold 1  claims 0  matched 0  precision 0.000  recall 0.000  f1 0.000  span 0.000")
    assert main(["evaluate", "extracted", "gold.jsonl", "--source", "丙.txt", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["gold"] == 1
    assert main(["evaluate", "extracted", "gold.jsonl"]) == 2
    assert "which source of extracted?" in capsys.readouterr().err
    assert main(["evaluate", "extracted", "gold.jsonl", "--source", "甲.txt"]) == 2
    assert "2020/甲.txt, 2021/甲.txt" in capsys.readouterr().err
    assert main(["evaluate", "extracted", "gold.jsonl", "--source", "2020/乙/丙.txt"]) == 0


GOLD = (
    '{"case": 0, "line": 1, "quote": "节水", "low": 1, "high": 1, "unit": "1", "unit_text": "", "bound": "exact", '
    '"direction": "none", "metric": "", "topic": "water", "period": "", "status": "actual", "optional": false}\n'
)
