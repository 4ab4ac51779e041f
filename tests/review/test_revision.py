import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import InvalidDatasetError, MisuseError
from pipeline.review.diff import compare
from pipeline.review.revision import read_side, read_sides
from tests.review.casebooks import Book, store

BOOK = Book([[("成果", "节电 500 度。")]])
LATER = replace(BOOK, cases=[[("成果", "节电 500 度。减排 20 吨。")]])
LATEST = replace(BOOK, cases=[[("成果", "节电 500 度。减排 20 吨。植树 7 亩。")]])


def git(folder: Path, *arguments: str) -> str:
    """What git prints, whatever this machine has set for it; what it complains of is what a test fails with."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull}
    command = ["git", *identity, *arguments]
    ended = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, env=environment)  # noqa: S603 - the tests' own commands
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """One claim committed, a second committed after it, a third only in the working tree."""
    folder = tmp_path / "repository" / "extracted"
    git(tmp_path, "init", "-q", "-b", "main", "repository")
    for book in (BOOK, LATER):
        store(folder, book)
        git(folder.parent, "add", "-A")
        git(folder.parent, "commit", "-qm", "a dataset")
    return store(folder, LATEST)


@pytest.mark.parametrize(
    ("old", "new", "quotes"),
    [
        (None, None, ["7 亩"]),
        ("HEAD~1", None, ["20 吨", "7 亩"]),
        ("HEAD~1", "HEAD", ["20 吨"]),
        ("HEAD~1..", None, ["20 吨"]),
        ("HEAD~1..HEAD", None, ["20 吨"]),
        ("HEAD~1...main", None, ["20 吨"]),
    ],
)
def test_revisions_of_a_dataset_are_compared(
    dataset: Path, old: str | None, new: str | None, quotes: list[str]
) -> None:
    comparison = compare(*read_sides(old, new, dataset))
    assert [change.row["quote"] for change in comparison.changes] == quotes


def test_a_folder_and_a_revision_are_compared(dataset: Path) -> None:
    comparison = compare(*read_sides("HEAD", str(dataset), dataset))
    assert [change.row["quote"] for change in comparison.changes] == ["7 亩"]


def test_reading_a_revision_leaves_the_working_tree_alone(dataset: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in dataset.parent.rglob("*") if ".git" not in path.parts}
    read_side("HEAD~1", dataset)
    assert before == {path: path.stat().st_mtime_ns for path in dataset.parent.rglob("*") if ".git" not in path.parts}


@pytest.mark.parametrize("name", ["no-such-thing", "--output=x", "HEAD~99", "-h", "$(id)"])
def test_what_is_neither_folder_nor_revision_is_misuse(dataset: Path, name: str) -> None:
    with pytest.raises(MisuseError, match="neither a folder nor a git revision"):
        read_sides(name, None, dataset)


def test_a_folder_outside_git_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="not a git repository"):
        read_sides(None, None, store(tmp_path / "extracted", BOOK))


def test_a_folder_without_a_dataset_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidDatasetError, match="no dataset is there"):
        read_sides(str(tmp_path), str(tmp_path), tmp_path)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    folder = store(tmp_path / "extracted", BOOK)
    (folder / "claims" / "edition=2020" / "book.txt.parquet").write_bytes(b"no parquet")
    with pytest.raises(InvalidDatasetError, match=r"claims/edition=2020/book\.txt\.parquet"):
        read_sides(str(folder), str(folder), folder)
