"""The command line: documented, and no one meets a traceback."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline.cli import main
from pipeline.cli.command import casebook

README = Path(__file__).parent.parent.parent / "README.md"
COMMANDS = sorted(casebook.commands.items())


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_is_in_the_readme(name: str, command: click.Command) -> None:
    assert command.help
    assert f"casebook {name}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_option_has_help(name: str, command: click.Command) -> None:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([name, "-h"] for name, _ in COMMANDS)])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert "casebook" in capsys.readouterr().out


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nowhere"], "nowhere does not exist"),
        (["run", "raw", "--edition", "2022"], "leave out --edition"),
        (["run", "raw", "--edition", "22"], "22 is not in the range"),
        (["run", "raw", "--out", "."], "lie one in the other"),
        (["run", "raw", "--out", "raw/2020/甲.txt/x"], "lie one in the other"),
        (["run", "raw", "--report", "no/where.json"], "No such file or directory"),
        (["run", "--workers", "2", "--scheduler", "tcp://x"], "--workers is for this machine"),
        (["run", "--out", "unheard://x"], "this kind of URL needs more"),
        (["run", "--nonsense"], "No such option"),
        (["validate", "nowhere"], "is no folder"),
        (["evaluate", "raw"], "Missing argument"),
        (["schema", "--format", "latin"], "is not one of"),
        (["unknown"], "No such command"),
    ],
)
def test_misuse_ends_with_2_and_a_message(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert said in " ".join(captured.err.split())
    assert captured.out == ""


@pytest.mark.usefixtures("books")
def test_an_error_nobody_foresaw(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("噗")

    monkeypatch.setattr("pipeline.engine.update.run_all", fail)
    assert main(["run"]) == 70
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "RuntimeError: 噗" in said
    monkeypatch.setenv("CASEBOOK_DEBUG", "1")
    assert main(["run"]) == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise")
def test_a_reader_that_goes_away_is_no_news() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 141


def test_the_package_is_the_command() -> None:
    said = subprocess.run([sys.executable, "-m", "pipeline", "--version"], check=True, capture_output=True, text=True)
    assert said.stdout.startswith("casebook ")


def test_a_shell_completes_commands(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("_CASEBOOK_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "casebook re")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert main([]) == 0
    assert capsys.readouterr().out == "plain,report\nplain,review\n"
