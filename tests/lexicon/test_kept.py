"""What is kept is what was asked for, whatever lies where it is kept."""

import sys
from pathlib import Path

import pytest
import regex

from pipeline.lexicon import compiled
from pipeline.lexicon import kept as keeping
from pipeline.lexicon.sieve import Sieve


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(keeping, "_KEPT", tmp_path / "kept.pyc")
    return tmp_path


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_was_compiled_is_not_compiled_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.compile_all("example", [r"(?<=约)\d+", "年"])
    monkeypatch.delattr(regex, "compile")
    found = compiled.compile_all("example", ["年", r"(?<=约)\d+"])
    assert found[r"(?<=约)\d+"].search("1 约20 年").span() == (3, 5)
    assert only_file(kept).stat().st_size


def test_only_what_is_asked_for_is_given(kept: Path) -> None:
    compiled.compile_all("example", ["年", "月"])
    assert compiled.compile_all("example", ["日", "月"]).keys() == {"日", "月"}
    assert compiled.compile_all("example", ["日", "月"]).keys() == {"日", "月"}
    only_file(kept)


@pytest.mark.parametrize("content", [b"", b"\x80\x05", b"no pickle at all"])
def test_what_is_damaged_is_made_anew(kept: Path, content: bytes) -> None:
    compiled.compile_all("example", ["年"])
    only_file(kept).write_bytes(content)
    assert compiled.compile_all("example", ["年"])["年"].search("2020 年")
    assert only_file(kept).read_bytes() != content


def test_a_folder_that_cannot_be_written_is_left_alone(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_KEPT", kept / "not there" / "kept.pyc")
    assert compiled.compile_all("example", ["年"])["年"].search("2020 年")
    assert not list(kept.iterdir())


def test_nothing_is_kept_where_python_keeps_nothing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled.compile_all("example", ["年"])
    assert not list(kept.iterdir())


def test_what_is_made_of_something_else_is_made_anew(kept: Path) -> None:
    assert keeping.kept("words", b"one", lambda: 1) == 1
    assert keeping.kept("words", b"two", lambda: 2) == 2
    assert keeping.kept("words", b"two", lambda: 3) == 2
    only_file(kept)


def test_a_sieve_that_is_kept_calls_the_same(kept: Path) -> None:
    patterns = ["节约", "", r"\d+年"]
    assert [Sieve.of("example", patterns).called("节约 3 年") for _ in range(2)] == [[0, 1, 2]] * 2
    assert Sieve.of("example", patterns[:1]).called("节水") == []
    only_file(kept)
