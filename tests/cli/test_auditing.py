"""`casebook audit`: what does not hold, by severity, with sentence and place; and what was checked and holds."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.command import casebook
from pipeline.engine.update import run_all

WRONG = "每月减少天然气消耗 2509 立方米，相当于减少二氧化碳排放 4767 吨。\n\n全年节水 530.32.90 万吨。\n"
RIGHT = "节约标准煤 6 万吨，减少二氧化碳排放 15 万吨。\n"


@pytest.fixture(scope="module")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("audited")
    found = {}
    for name, text in (("wrong", WRONG), ("right", RIGHT)):
        source = folder / name / "2020" / "book.txt"
        source.parent.mkdir(parents=True)
        source.write_text(text, encoding="utf-8")
        run_all(folder / name, folder / f"{name}-dataset")
        found[name] = folder / f"{name}-dataset"
    return found


def audit(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(casebook, ["audit", *map(str, arguments)], standalone_mode=False)
    return result.return_value, result.output


def test_open_errors_end_with_1_and_stand_with_place_and_sentence(datasets: dict[str, Path]) -> None:
    code, output = audit(datasets["wrong"])
    assert code == 1
    assert "2020/book.txt:1: error: factor.band: 2509立方米 对应 4767吨" in output
    assert "    每月减少天然气消耗 2509 立方米" in output
    assert "2020/book.txt:3: error: number.malformed" in output


def test_a_finding_is_acknowledged_by_the_note_of_an_accepted_claim(datasets: dict[str, Path], tmp_path: Path) -> None:
    _, output = audit(datasets["wrong"], "--format", "json")
    lines = [
        json.dumps(
            {
                "edition": 2020,
                "source": "book.txt",
                "claim_id": finding["claim_ids"][0],
                "verdict": "accepted",
                "reading": {},
                "correction": {},
                "reviewer": "r",
                "time": "2021-03-01T00:00:00Z",
                "evidence": {
                    "case_id": None,
                    "heading": None,
                    "sentence": "",
                    "quote": "1",
                    "before": 0,
                    "occurrence": 0,
                },
                "note": "as printed; the company was asked",
            }
        )
        for finding in json.loads(output)
    ]
    (tmp_path / "2020").mkdir()
    (tmp_path / "2020" / "book.txt.decisions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, output = audit(datasets["wrong"], "--raw", tmp_path)
    assert code == 0
    assert "acknowledged: as printed; the company was asked" in output


def test_what_holds_ends_with_0_and_is_listed_when_asked(datasets: dict[str, Path]) -> None:
    assert audit(datasets["right"])[0] == 0
    code, output = audit(datasets["right"], "--passed")
    assert code == 0
    assert "holds: factor.band: 6万吨 对应 15万吨" in output


def test_json_is_complete(datasets: dict[str, Path]) -> None:
    _, output = audit(datasets["wrong"], "--format", "json")
    first = json.loads(output)[0]
    assert (first["severity"], first["holds"], first["source"], first["edition"]) == ("error", False, "book.txt", 2020)


def test_markdown_is_a_table_in_which_nothing_of_the_text_is_markup(datasets: dict[str, Path]) -> None:
    _, output = audit(datasets["wrong"], "--format", "markdown")
    assert output.startswith("| 程度 | 位置 |")
    assert "factor.band" in output


def test_findings_of_a_run_are_those_of_the_audit(datasets: dict[str, Path]) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - it takes time to load

    stored = pq.read_table(datasets["wrong"] / "findings" / "edition=2020" / "book.txt.parquet").to_pylist()
    _, output = audit(datasets["wrong"], "--format", "json")
    assert [row["message"] for row in stored] == [each["message"] for each in json.loads(output)]
