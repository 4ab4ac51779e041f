"""A folder of casebooks behind a URL is read as if it stood here."""

from typing import Any

import pytest

from pipeline.cli import main
from pipeline.errors import MisuseError
from pipeline.remote.far import Far
from pipeline.remote.mirror import sources
from tests.remote.conftest import RAW


def test_all_files_are_brought_but_hidden_ones(far: Any) -> None:
    far.pipe_file("/books/raw/.git/config", b"x")
    far.pipe_file("/books/raw/2020/.hidden.txt", b"x")
    with sources(RAW) as folder:
        assert folder.name == "raw"
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"2020/甲.txt", "2020/乙/丙.txt", "2021/甲.txt"}


@pytest.mark.usefixtures("plain_stages")
def test_the_folder_of_one_year_says_its_year(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", f"{RAW}/2020", "--out", "extracted"]) == 0
    assert "2 read" in capsys.readouterr().out


def test_what_has_changed_here_is_brought_again() -> None:
    with sources(RAW) as folder:
        (folder / "2020/甲.txt").write_text("damaged", encoding="utf-8")
        (folder / "2021/甲.txt").unlink()
    with sources(RAW) as folder:
        assert (folder / "2020/甲.txt").read_text(encoding="utf-8") == "节电。\n"
        assert (folder / "2021/甲.txt").exists()


@pytest.mark.parametrize("name", ["../x.txt", "2020//x.txt", "2020/a\0b.txt"])
def test_a_name_that_no_folder_can_hold_is_refused(name: str, far: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(far), "find", lambda *_, **__: {f"/books/raw/{name}": {"created": 1}})
    with pytest.raises(MisuseError, match="no folder can hold"), sources(RAW):
        pass


def test_nothing_there_is_misuse() -> None:
    with pytest.raises(MisuseError, match="there is no file"), sources("memory://books/none"):
        pass


def test_a_kind_of_url_that_nobody_knows_says_what_to_install() -> None:
    with pytest.raises(MisuseError, match="this kind of URL needs more"):
        Far("unheard://x/y")


def test_a_password_in_a_url_is_not_repeated() -> None:
    with pytest.raises(MisuseError) as caught:
        Far("unheard://me:secret@x/y")
    assert "secret" not in str(caught.value)
    assert "unheard://me:…@x/y" in str(caught.value)
