"""Which files are casebooks, of which year, and what is passed over."""

import os
import sys
from pathlib import Path

import pytest

from pipeline.engine.sources import find_sources
from pipeline.errors import MisuseError


def touch(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("一", encoding="utf-8")
    return folder


def names(raw: Path, edition: int | None = None) -> list[tuple[int, str]]:
    return [(each.edition, each.source) for each in find_sources(raw, edition)[0]]


def ignored(raw: Path) -> dict[str, str]:
    return {each.path: each.why for each in find_sources(raw)[1]}


def test_folders_named_by_year_and_all_below_them(tmp_path: Path) -> None:
    touch(tmp_path, "2021/b.pdf", "2020/x/y/a.txt", "2020/-rf 案例 “一”.TXT", "2020/it's.txt")
    assert names(tmp_path) == [(2020, "-rf 案例 “一”.TXT"), (2020, "it's.txt"), (2020, "x/y/a.txt"), (2021, "b.pdf")]


def test_one_year_and_one_file_say_their_year_by_the_folder(tmp_path: Path) -> None:
    touch(tmp_path, "2020/x/a.txt")
    assert names(tmp_path / "2020") == names(tmp_path / "2020/x/a.txt") == names(tmp_path) == [(2020, "x/a.txt")]


def test_the_option_says_it_where_the_path_does_not(tmp_path: Path) -> None:
    touch(tmp_path, "books/x/a.txt")
    assert names(tmp_path / "books", 2022) == [(2022, "x/a.txt")]
    assert names(tmp_path / "books/x/a.txt", 2022) == [(2022, "a.txt")]


def test_what_is_not_worth_a_word(tmp_path: Path) -> None:
    touch(tmp_path, "2020/a.txt", "README.md", "2020/README.txt", "2020/.DS_Store", "2020/.git/a.txt")
    touch(tmp_path, "2020/a.txt.decisions.jsonl")
    assert names(tmp_path) == [(2020, "a.txt")]
    assert ignored(tmp_path) == {}


def test_what_is_passed_over_and_told(tmp_path: Path) -> None:
    touch(tmp_path / "outside", "secret.txt", "folder/secret.txt")
    raw = touch(tmp_path / "raw", "2020/a.txt", "loose.txt", "drafts/b.txt", "2020/c.docx", "20/d.txt")
    (raw / "2020" / "link.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (raw / "2020" / "linked").symlink_to(tmp_path / "outside" / "folder")
    (raw / "2020" / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    assert ignored(raw) == {
        "loose.txt": "it stands in no folder named by year",
        "drafts/b.txt": "it stands in no folder named by year",
        "20/d.txt": "it stands in no folder named by year",
        "2020/c.docx": "it is no .txt or .pdf file",
        "2020/link.txt": "it is a link that leads out of the folder",
        "2020/linked": "it is no .txt or .pdf file",
        "2020/dangling.txt": "it is a link that leads out of the folder",
    }


def test_a_link_within_the_folder_is_a_source(tmp_path: Path) -> None:
    touch(tmp_path, "2020/a.txt")
    (tmp_path / "2020" / "b.txt").symlink_to("a.txt")
    assert names(tmp_path) == [(2020, "a.txt"), (2020, "b.txt")]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_pipe_and_a_name_that_is_no_text_are_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, "2020/a.txt")
    os.mkfifo(tmp_path / "2020" / "pipe.txt")
    (tmp_path / "2020" / os.fsdecode(b"\xb0\xb8.txt")).write_bytes(b"")
    assert sorted(ignored(tmp_path).values()) == ["it is no regular file", "its name is not UTF-8; rename it"]


@pytest.mark.parametrize(
    ("files", "raw", "edition", "said"),
    [
        ((), "raw", None, "does not exist"),
        (("raw/README.md",), "raw", None, r"nothing to read .* --edition"),
        (("raw/a.txt",), "raw", None, r"nothing to read .*a\.txt: it stands in no folder named by year"),
        (("raw/a.txt",), "raw/a.txt", None, "of which year is"),
        (("raw/2020/a.docx",), "raw/2020/a.docx", None, "is no .txt or .pdf file"),
        (("raw/2020/a.txt",), "raw", 2021, "leave out --edition"),
    ],
)
def test_what_cannot_work(tmp_path: Path, files: tuple[str, ...], raw: str, edition: int | None, said: str) -> None:
    touch(tmp_path, *files)
    with pytest.raises(MisuseError, match=said):
        find_sources(tmp_path / raw, edition)


def test_a_folder_that_cannot_be_read_is_not_taken_for_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "2020/a.txt", "2021/b.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("2021"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        find_sources(tmp_path)
