"""The whole flow for one document, and the public functions that stand on it."""

import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline import explain, extract, run
from pipeline.errors import MisuseError
from pipeline.model import Document, DocumentStatus, Extraction, Section, SectionKind, Span

CASEBOOK = Path(__file__).parent.parent / "raw" / "2020" / "cbca-casebook-2020.txt"


def test_the_casebook_of_2020() -> None:
    extraction = extract(CASEBOOK)
    assert extraction.document.status is DocumentStatus.OK
    assert (extraction.document.edition, extraction.document.source) == (2020, "cbca-casebook-2020.txt")
    assert len(extraction.document.page_starts) == 29
    assert len(extraction.cases) == 14
    assert sum(section.heading is not None for section in extraction.sections) == 82
    assert [len(section.blocks) for section in extraction.sections] == [len(read) for read in extraction.blocks]


def test_explain_reads_a_sentence_by_itself() -> None:
    text = "2020 年节电 3 万千瓦时。"
    ((read,),) = explain(text).blocks
    (claim,) = read.claims
    assert (claim.mention.low, claim.unit.code) == (30000, "kW.h")
    assert [exclusion.reason for exclusion in read.exclusions] == ["date"]


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


def book(monkeypatch: pytest.MonkeyPatch, heading: str | None, **fields: object) -> Extraction:
    """What `extract_document` gives of a document with one section and these fields."""
    document = Document("a.txt", 2020, "", "text/plain", "节电。", **fields)
    kind = SectionKind.OTHER if heading else SectionKind.FRONT_MATTER
    section = Section(0, 0, heading, kind, Span(0, 3), "节电。", ())
    monkeypatch.setattr(run.read, "read_document", lambda *_: document)
    monkeypatch.setattr(run, "understand", lambda document: Extraction(document, (), (section,), ((),)))
    return run.extract_document(Path("a.txt"), "a.txt", 2020)


def test_a_document_with_a_heading_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    document = book(monkeypatch, "项目成果").document
    assert (document.status, document.message) == (DocumentStatus.OK, None)


@pytest.mark.parametrize(("message", "beginning"), [(None, "no heading found"), ("一页缺失", "一页缺失; no heading")])
def test_a_document_without_heading_is_kept_and_told(
    monkeypatch: pytest.MonkeyPatch, message: str | None, beginning: str
) -> None:
    extraction = book(monkeypatch, None, message=message)
    assert extraction.document.status is DocumentStatus.PARTIAL
    assert extraction.document.message is not None
    assert extraction.document.message.startswith(beginning)
    assert len(extraction.sections) == 1


def test_a_document_that_failed_has_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    extraction = book(monkeypatch, None, status=DocumentStatus.FAILED, message="leer")
    assert (extraction.sections, extraction.blocks, extraction.document.message) == ((), (), "leer")


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
    ended = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)  # noqa: S603
    assert ended.stderr.strip() == ""
