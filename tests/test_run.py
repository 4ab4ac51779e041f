"""The whole flow for one document, and the public functions that stand on it."""

import gc
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline import explain, extract, run
from pipeline.errors import MisuseError
from pipeline.model import Document, Extraction, Reason
from pipeline.status import DocumentStatus

CASEBOOK = Path(__file__).parent.parent / "raw" / "2020" / "cbca-casebook-2020.txt"


def test_the_casebook_of_2020() -> None:
    extraction = extract(CASEBOOK)
    assert extraction.document.status is DocumentStatus.OK
    assert (extraction.document.edition, extraction.document.source) == (2020, "cbca-casebook-2020.txt")
    assert len(extraction.document.pages.starts) == 29
    assert len(extraction.cases) == 14
    assert sum(section.heading is not None for section in extraction.sections) == 82
    assert [len(section.blocks) for section in extraction.sections] == [len(read) for read in extraction.blocks]


def test_explain_reads_a_sentence_by_itself() -> None:
    text = "2020 年节电 3 万千瓦时。"
    ((read,),) = explain(text).blocks
    (claim,) = read.claims
    assert (claim.mention.low, claim.unit.code) == (30000, "kW.h")
    assert [exclusion.reason for exclusion in read.exclusions] == ["date"]


def test_what_is_read_holds_no_circles() -> None:
    text = "表 1 用电量（万千瓦时）\n2019 年 2020 年\n甲厂 30 28\n2020 年节电 3 万千瓦时，同比增长 5%。" * 3
    explain(text)
    gc.collect()
    gc.disable()
    try:
        explain(text)
        assert not gc.isenabled()
        assert gc.collect() == 0
    finally:
        gc.enable()
    explain(text)
    assert gc.isenabled()


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_explain_of_nothing_is_nothing(text: str) -> None:
    assert not any(block.claims for section in explain(text).blocks for block in section)


@pytest.mark.parametrize(
    ("path", "arguments", "expected"),
    [
        ("2020/a.txt", {}, (2020, "a.txt")),
        ("2020/x/a.txt", {}, (2020, "x/a.txt")),
        ("2020/a.txt", {"edition": 2021}, (2021, "a.txt")),
        ("a.txt", {"edition": 2021}, (2021, "a.txt")),
        ("a.txt", {"edition": 2021, "source": "book.txt"}, (2021, "book.txt")),
    ],
)
def test_edition_and_source(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    arguments: dict[str, object],
    expected: tuple[int, str],
) -> None:
    monkeypatch.setattr(run, "extract_document", lambda _, source, edition: (edition, source))
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).touch()
    assert extract(tmp_path / path, **arguments) == expected
    assert extract(str(tmp_path / path), **arguments) == expected


def test_a_file_that_says_no_year(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(MisuseError, match="edition="):
        extract(tmp_path / "a.txt")


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="is no file"):
        extract(tmp_path / "a.txt", edition=2020)


def book(monkeypatch: pytest.MonkeyPatch, text: str, **fields: object) -> Extraction:
    """What `extract_document` gives of a document with this text and these fields."""
    document = Document("a.txt", 2020, "", "text/plain", text, **fields)
    monkeypatch.setattr(run.read, "read_document", lambda *_: document)
    return run.extract_document(Path("a.txt"), "a.txt", 2020)


def test_a_document_with_a_heading_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    document = book(monkeypatch, "◎ 项目成果\n节电。\n").document
    assert (document.status, document.message) == (DocumentStatus.OK, None)


@pytest.mark.parametrize(("message", "beginning"), [(None, "no heading found"), ("一图未读", "一图未读; no heading")])
def test_a_document_without_heading_is_whole_and_says_so(
    monkeypatch: pytest.MonkeyPatch, message: str | None, beginning: str
) -> None:
    extraction = book(monkeypatch, "节电。", message=message)
    assert extraction.document.status is DocumentStatus.OK
    assert extraction.document.message is not None
    assert extraction.document.message.startswith(beginning)
    assert len(extraction.sections) == 1


def test_a_document_that_failed_has_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    extraction = book(monkeypatch, "", status=DocumentStatus.FAILED, message="leer")
    assert (extraction.sections, extraction.blocks, extraction.document.message) == ((), (), "leer")


@pytest.mark.parametrize("stage", ["recognise.recognise", "interpret.contexts"])
def test_what_goes_wrong_in_one_block_costs_that_block(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    module, _, name = f"pipeline.{stage}".rpartition(".")
    whole = getattr(importlib.import_module(module), name)

    def fails(subject: object, *arguments: object, **options: object) -> object:
        if "坏" in str(subject):
            raise ZeroDivisionError("坏了")
        return whole(subject, *arguments, **options)

    monkeypatch.setattr(f"{module}.{name}", fails)
    extraction = book(monkeypatch, "◎ 项目成果\n节电 5 度。\n\n坏事：节水 1,200.5 吨，3 人。\n\n减排 7 吨。\n")
    read = [block for section in extraction.blocks for block in section]
    assert [len(block.claims) for block in read] == [1, 0, 1]
    assert {exclusion.reason for exclusion in read[1].exclusions} == {Reason.OTHER}
    assert sum(exclusion.span.end - exclusion.span.start for exclusion in read[1].exclusions) >= len("1,200.53")
    assert extraction.document.status is DocumentStatus.PARTIAL
    assert "line 4: ZeroDivisionError: 坏了" in (extraction.document.message or "")


@pytest.mark.parametrize("stage", ["split.document.find_headings", "split.document.build_blocks"])
def test_a_book_that_cannot_be_split_keeps_its_claims(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    def fails(*_: object) -> object:
        raise IndexError("坏了")

    monkeypatch.setattr(f"pipeline.{stage}", fails)
    extraction = book(monkeypatch, "某公司\n\n◎ 项目成果\n节电 5 度。\n\n减排 7 吨。\n")
    assert sum(len(block.claims) for section in extraction.blocks for block in section) == 2
    assert extraction.document.status is DocumentStatus.PARTIAL
    assert extraction.sections[0].span.start == 0
    assert extraction.sections[-1].span.end == len(extraction.document.text)


@pytest.mark.parametrize(("stage", "told"), [("find_pages", "its pages"), ("find_tables", "its tables")])
def test_a_text_whose_pages_or_tables_nobody_can_tell_keeps_its_claims(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, stage: str, told: str
) -> None:
    def fails(*_: object) -> object:
        raise IndexError("坏了")

    monkeypatch.setattr(f"pipeline.read.text.{stage}", fails)
    (tmp_path / "a.txt").write_text("◎ 项目成果\n节电 5 度。\n", encoding="utf-8")
    extraction = extract(tmp_path / "a.txt", edition=2020)
    assert sum(len(block.claims) for section in extraction.blocks for block in section) == 1
    assert extraction.document.status is DocumentStatus.PARTIAL
    assert told in (extraction.document.message or "")


def test_an_empty_file_fails_with_a_message(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    extraction = extract(tmp_path / "a.txt", edition=2020)
    assert extraction.document.status is DocumentStatus.FAILED
    assert extraction.document.message


def test_the_public_names_are_there_and_no_others() -> None:
    assert {"extract", "explain", "load"} == set(pipeline.__all__) <= set(dir(pipeline))
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        _ = pipeline.extrakt


def test_the_import_is_cheap() -> None:
    check = "import sys, pipeline; sys.exit(str({'pandas', 'pyarrow', 'jieba', 'polars'} & set(sys.modules) or ''))"
    ended = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)  # noqa: S603 - a command of our own
    assert ended.stderr.strip() == ""
