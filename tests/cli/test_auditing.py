"""`casebook audit`: what does not hold, by severity, with sentence and place; and what was checked and holds."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.command import casebook
from pipeline.engine.update import run_all
from pipeline.review.decisions import read
from pipeline.review.snapshot import read_folder
from pipeline.review.standing import standing

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


def test_findings_are_acknowledged_with_a_reason(datasets: dict[str, Path], tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(datasets["wrong"].parent / "wrong", raw)
    _, output = audit(datasets["wrong"], "--format", "json", "--raw", raw)
    for finding in json.loads(output):
        arguments = ("--raw", raw, "--acknowledge", finding["finding_id"], "--reviewer", "r")
        assert audit(datasets["wrong"], *arguments, "--reason", "as printed; the company was asked")[0] == 0
    code, output = audit(datasets["wrong"], "--raw", raw)
    assert code == 0
    assert "acknowledged: as printed; the company was asked" in output
    (decisions,) = raw.rglob("*.decisions.jsonl")
    assert {each.verdict for each in read(decisions)} == {"acknowledged"}
    run_all(raw, tmp_path / "again")
    assert {each.state for each in standing(read(decisions), read_folder(tmp_path / "again"))} == {"holds"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--acknowledge", "f" * 16, "--reason", "so", "--reviewer", "r"), "there is no finding"),
        (("--acknowledge", "f" * 16, "--reviewer", "r"), "with --reason"),
    ],
)
def test_what_cannot_be_acknowledged_says_why(datasets: dict[str, Path], arguments: tuple[str, ...], said: str) -> None:
    result = CliRunner().invoke(casebook, ["audit", str(datasets["wrong"]), *arguments], standalone_mode=False)
    assert said in str(result.exception or result.output)


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
