"""`casebook diff`, `review` and `decisions`."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.review.decisions import Verdict, path_of, read, write
from tests.review.casebooks import Book, store
from tests.review.test_replay import BOOK, decision
from tests.review.test_revision import git

LATER = replace(BOOK, claims={"20 吨": {"unit": "kg", "rule": "test.other"}})


@pytest.fixture
def extracted(tmp_path: Path) -> Path:
    """A repository whose last commit has one dataset and whose working tree has another."""
    git(tmp_path, "init", "-q", "-b", "main")
    store(tmp_path / "extracted", BOOK)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "a dataset")
    return store(tmp_path / "extracted", LATER)


def sources(book: Book) -> None:
    """The source of a book, so that decisions on it have a place."""
    path = Path("raw") / "2020" / book.source
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("节电", encoding="utf-8")


@pytest.mark.usefixtures("extracted")
def test_diff_compares_the_last_commit_with_the_working_tree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff"]) == 1
    assert "rule test.other fires instead of test.unit: 1 changed" in capsys.readouterr().out


@pytest.mark.usefixtures("extracted")
@pytest.mark.parametrize(
    "arguments", [["HEAD", "HEAD"], ["extracted", "extracted"], ["--case", "0"], ["--field", "bound"]]
)
def test_diff_ends_with_0_when_nothing_is_to_review(arguments: list[str]) -> None:
    assert main(["diff", *arguments]) == 0


@pytest.mark.usefixtures("extracted")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--topic", "nosuch"], "--topic nosuch names nothing; there is: activity, "),
        (["--case", "99"], "--case 99 names nothing; there is: 0, 1"),
        (["--cause", "x"], "--cause x names nothing; there is: interpretation, "),
        (["--field", "x"], "--field x names nothing; there is: "),
    ],
)
def test_a_mistyped_filter_is_told_from_one_that_finds_nothing(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["diff", *arguments], ["review", *arguments, "--static", "page.html"]):
        assert main(command) == 2
        assert said in capsys.readouterr().err


@pytest.mark.usefixtures("extracted")
@pytest.mark.parametrize(
    "command", [["decisions"], ["decisions", "--raw", "nosuch"], ["diff", "--raw", "nosuch"], ["review", "--raw", "x"]]
)
def test_a_folder_of_sources_that_is_not_there_is_told(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 2
    assert "is no folder" in capsys.readouterr().err


@pytest.mark.usefixtures("extracted")
@pytest.mark.parametrize(
    ("form", "beginning"),
    [("text", "HEAD → extracted"), ("markdown", "### Claims"), ("json", "{"), ("html", "<!doctype html>")],
)
def test_diff_has_four_formats(form: str, beginning: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--format", form]) == 1
    assert capsys.readouterr().out.startswith(beginning)


@pytest.mark.usefixtures("extracted")
def test_diff_passes_once_every_change_is_decided() -> None:
    assert main(["diff", "--undecided"]) == 1
    write(path_of(Path("raw"), 2020, "book.txt"), [decision(LATER, "20 吨", Verdict.ACCEPTED)])
    assert main(["diff", "--undecided"]) == 0
    assert main(["diff"]) == 1


@pytest.mark.usefixtures("extracted")
@pytest.mark.parametrize(
    ("arguments", "code"), [(["HEAD~9"], 2), (["nowhere", "extracted"], 2), (["raw", "extracted"], 3)]
)
def test_diff_says_what_it_cannot_read(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    Path("raw").mkdir()
    assert main(["diff", *arguments]) == code
    assert capsys.readouterr().err


def test_diff_is_a_textconv_for_git(extracted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--textconv", str(extracted / "claims" / "edition=2020" / "book.txt.parquet")]) == 0
    assert capsys.readouterr().out.startswith("case 01  500 度  =  500 kW.h 节电")


@pytest.mark.usefixtures("extracted")
@pytest.mark.parametrize(("arguments", "count"), [([], 1), (["extracted"], 2), (["--topic", "ghg"], 0)])
def test_review_writes_one_file(arguments: list[str], count: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", *arguments, "--static", "review.html"]) == 0
    assert capsys.readouterr().out == f"review.html: {count} claims to review\n"
    assert Path("review.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.usefixtures("extracted")
def test_decisions_are_listed_and_checked(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        path_of(Path("raw"), 2020, "book.txt"),
        [decision(BOOK, "20 吨", Verdict.ACCEPTED), decision(BOOK, "500 度", Verdict.ACCEPTED)],
    )
    assert main(["decisions"]) == 0
    assert capsys.readouterr().out.endswith(
        "1 holds, 0 waits, 1 open, 2 accepted, 0 rejected, 0 corrected, 0 claimed, 0 acknowledged\n"
    )
    assert main(["decisions", "--check"]) == 1
    out = capsys.readouterr().out
    assert "unit is kg and was accepted as t" in out
    assert "500 度" not in out


def test_two_reviewers_are_merged_unless_they_differ(capsys: pytest.CaptureFixture[str]) -> None:
    sources(BOOK)
    own = path_of(Path("raw"), 2020, "book.txt")
    write(own, [decision(BOOK, "20 吨", Verdict.ACCEPTED)])
    theirs = replace(decision(BOOK, "20 吨", Verdict.REJECTED), reviewer="王")
    write(Path("theirs.jsonl"), [theirs, decision(BOOK, "500 度", Verdict.ACCEPTED)])
    before = own.read_bytes()
    assert main(["decisions", "--merge", "theirs.jsonl"]) == 1
    assert "20 吨: 林 accepted but 王 rejected" in capsys.readouterr().err
    assert own.read_bytes() == before
    assert main(["decisions", "--merge", "theirs.jsonl", "--prefer", "王"]) == 0
    assert {found.verdict for found in read(own)} == {Verdict.ACCEPTED, Verdict.REJECTED}


def test_a_merge_makes_no_file_beside_a_source_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("theirs.jsonl"), [decision(BOOK, "20 吨", Verdict.ACCEPTED)])
    assert main(["decisions", "--merge", "theirs.jsonl"]) == 2
    assert "no such source" in capsys.readouterr().err
    assert not Path("raw").exists()


@pytest.mark.usefixtures("extracted")
def test_gold_is_printed_and_what_is_missing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    write(path_of(Path("raw"), 2020, "book.txt"), [decision(BOOK, "500 度", Verdict.ACCEPTED)])
    assert main(["decisions", "--to-gold"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["quote"] == "500 度"
    assert "case 1 has 1 claims that nobody decided" in captured.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["review", "extracted", "--static", "page.html"],
        ["diff", "extracted", "extracted"],
        ["diff", "extracted", "extracted", "--format", "html"],
        ["diff", "extracted", "extracted", "--undecided"],
        ["decisions"],
        ["decisions", "--to-gold"],
    ],
)
def test_a_dataset_of_failed_documents_is_reviewed_as_any_other(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    sources(BOOK)
    Path("raw/2020/book.txt").write_bytes(b"\xff" * 40)
    assert main(["run"]) == 3
    assert main(arguments) == 0
    assert "casebook:" not in capsys.readouterr().err
    assert main(["show", "a" * 16]) == 2
