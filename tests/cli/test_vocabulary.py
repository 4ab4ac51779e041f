"""`--lexicon`: an installed user teaches words without editing the package."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BASKET = """
[[unit]]
code = "kg"
kind = "Mass"
surfaces = ["筐重"]
example = "1,500 筐重"
"""


def casebook(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "pipeline", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")  # noqa: S603 - a command of our own


def test_a_word_of_ones_own_is_known(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/units.toml").write_text(BASKET, encoding="utf-8")
    (tmp_path / "raw/2021").mkdir(parents=True)
    (tmp_path / "raw/2021/book.txt").write_text("◎ 项目成果\n共运出 1,500 筐重。\n", encoding="utf-8")
    told = casebook("explain", "--lexicon", str(tmp_path / "own"), "--json", "共运出 1,500 筐重。")
    assert json.loads(told.stdout)["mentions"][0]["unit"] == "kg"
    run = ("run", str(tmp_path / "raw"), "--out", str(tmp_path / "out"))
    rules = []
    for arguments in (run, (*run, "--lexicon", str(tmp_path / "own"))):
        assert casebook(*arguments).returncode == 0
        rules.append(json.loads((tmp_path / "out/manifest.json").read_bytes())["rules"])
    assert rules[0] != rules[1]
    assert "nothing changed" in casebook(*run, "--lexicon", str(tmp_path / "own")).stdout


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("units.toml", "x = ", "units.toml cannot be read"),
        ("units.toml", '[[unit]]\ncode = "kg"\nkind = "Mass"\n', "example, surfaces missing"),
        ("unit.toml", BASKET, "has a name that says nothing"),
    ],
)
def test_words_that_cannot_be_read_are_named(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    told = casebook("explain", "--lexicon", str(tmp_path), "减排 5 吨。")
    assert told.returncode == 2
    assert said in told.stderr
    assert told.stderr.count("\n") == 1
