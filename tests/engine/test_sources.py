"""Which files are casebooks, of which year, and what is passed over."""

import os
import sys
from pathlib import Path

import pytest

from pipeline.engine.sources import find_sources
from pipeline.errors import MisuseError
from pipeline.places import source_path


def touch(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("一", encoding="utf-8")
    return folder


def names(raw: Path, edition: int | None = None) -> list[tuple[int, str]]:
    return [(each.edition, each.source) for each in find_sources(raw, edition)[0]]


def ignored(raw: Path) -> dict[str, str]:
    return {each.path: each.why for each in find_sources(raw)[1]}


def lost(raw: Path) -> set[str]:
    return {each.path for each in find_sources(raw)[1] if each.lost}


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
    (raw / "2020" / "linked").symlink_to(tmp_path / "outside" / "folder")
    (raw / "2020" / "notes").symlink_to(tmp_path / "outside" / "secret.txt")
    assert ignored(raw) == {
        "loose.txt": "it stands in no folder named by year",
        "drafts/b.txt": "it stands in no folder named by year",
        "20/d.txt": "it stands in no folder named by year",
        "2020/c.docx": "it is no .txt or .pdf file",
        "2020/linked": "it is a link that leads out of the folder; put the file itself there",
        "2020/notes": "it is a link that leads out of the folder; put the file itself there",
    }
    assert lost(raw) == {"loose.txt", "drafts/b.txt", "20/d.txt", "2020/linked", "2020/notes"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_has_the_name_of_a_casebook_and_is_no_file_has_a_problem(tmp_path: Path) -> None:
    touch(tmp_path / "outside", "secret.txt", "folder/secret.txt")
    raw = touch(tmp_path / "raw", "2020/a.txt", "2020/folder.txt/inner.txt", "2020/real/b.txt")
    year = raw / "2020"
    (year / "out.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (year / "nowhere.txt").symlink_to(year / "gone.txt")
    (year / "self.txt").symlink_to("self.txt")
    (year / "to.txt").symlink_to("real")
    os.mkfifo(year / "pipe.txt")
    assert {each.source: each.problem for each in find_sources(raw)[0]} == {
        "a.txt": None,
        "folder.txt": "it is a folder with the name of a casebook; rename it",
        "folder.txt/inner.txt": None,
        "nowhere.txt": "it is a link that leads nowhere (No such file or directory)",
        "out.txt": "it is a link that leads out of the folder; put the file itself there",
        "pipe.txt": "it is no regular file",
        "real/b.txt": None,
        "self.txt": "it is a link that leads nowhere (Too many levels of symbolic links)",
        "to.txt": "it is a link to a folder, and those are not followed; put the folder itself there",
    }


def test_a_year_may_be_written_as_one_says_it(tmp_path: Path) -> None:
    touch(tmp_path, "2021年/a.txt", "2022 年度/b.txt", "2021年/x/c.txt")
    assert names(tmp_path) == [(2021, "a.txt"), (2021, "x/c.txt"), (2022, "b.txt")]
    assert names(tmp_path / "2021年") == names(tmp_path / "2021年")[:2] == [(2021, "a.txt"), (2021, "x/c.txt")]


def test_two_folders_of_one_year_are_one_edition_in_which_no_name_stands_twice(tmp_path: Path) -> None:
    touch(tmp_path, "2021/a.txt", "2021年/a.txt", "2021年/b.txt")
    assert [each.path.relative_to(tmp_path).as_posix() for each in find_sources(tmp_path)[0]] == [
        "2021/a.txt",
        "2021年/b.txt",
    ]
    assert ignored(tmp_path) == {"2021年/a.txt": "2021/a.txt has that name in 2021 already; rename one of them"}
    assert lost(tmp_path) == {"2021年/a.txt"}
    for source in find_sources(tmp_path)[0]:
        assert source_path(tmp_path, source.edition, source.source) == source.path


def test_a_link_within_the_folder_is_a_source(tmp_path: Path) -> None:
    touch(tmp_path, "2020/a.txt")
    (tmp_path / "2020" / "b.txt").symlink_to("a.txt")
    assert names(tmp_path) == [(2020, "a.txt"), (2020, "b.txt")]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_told_in_characters_that_are(tmp_path: Path) -> None:
    touch(tmp_path, "2020/a.txt", "2020/" + os.fsdecode(b"\xb0\xb8.txt"), "2020/" + os.fsdecode(b"\xb0/b.txt"))
    why = "its name is not UTF-8; rename it"
    assert ignored(tmp_path) == {r"2020/\xb0\xb8.txt": why, r"2020/\xb0/b.txt": why}
    assert lost(tmp_path) == set(ignored(tmp_path))
    with pytest.raises(MisuseError, match="not UTF-8"):
        find_sources(tmp_path / "2020" / os.fsdecode(b"\xb0\xb8.txt"))


@pytest.mark.skipif(sys.platform != "linux", reason="others have other limits")
def test_folders_too_deep_to_be_opened_are_told(tmp_path: Path) -> None:
    touch(tmp_path, "2020/a.txt", "2020/deep/b.txt")
    here = os.open(tmp_path / "2020" / "deep", os.O_RDONLY)
    for _ in range(30):
        os.mkdir("深" * 80, dir_fd=here)
        below = os.open("深" * 80, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    assert names(tmp_path) == [(2020, "a.txt"), (2020, "deep/b.txt")]
    (why,) = ignored(tmp_path).values()
    assert why == "this folder cannot be read (File name too long), so its casebooks are missing"


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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_neither_a_casebook_nor_a_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "book.txt")
    with pytest.raises(MisuseError, match=r"book\.txt is neither a file nor a folder"):
        find_sources(tmp_path / "book.txt", 2021)


def test_a_folder_that_cannot_be_read_is_not_taken_for_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "2020/a.txt", "2021/b.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("2021"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert names(tmp_path) == [(2020, "a.txt")]
    assert ignored(tmp_path) == {"2021": "this folder cannot be read (Permission denied), so its casebooks are missing"}
    assert lost(tmp_path) == {"2021"}
    with pytest.raises(PermissionError):
        find_sources(tmp_path / "2021")
