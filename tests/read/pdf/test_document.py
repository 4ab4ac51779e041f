"""A PDF as a document: its text, its places on paper, and what happens to files that are none."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from benchmarks.hostile_pdfs import raw_pdf, runaway_pdf
from pipeline.isolation.limits import Limits
from pipeline.model import Document, TextLine
from pipeline.read.pdf.document import Effort, read_pdf
from pipeline.read.pdf.ocr import is_installed
from pipeline.read.pdf.protocol import PASSWORD_VARIABLE, Refusal
from pipeline.status import DocumentStatus
from tests.read.pdf.sheets import Sheets

PROSE = "公司坚持绿色发展理念，全年推进节能改造项目，累计减少二氧化碳排放约1250吨，节约标准煤480吨，带动上下游企业。"
ONE = Effort(readers=1)


def book(path: Path, pages: int = 4, **how: object) -> Path:
    """A book of two columns with running heads, a paragraph of which goes on from page to page."""
    sheets = Sheets(path, **how)
    for page in range(1, pages + 1):
        sheets.write(45, 25, "2021企业气候行动案例集", 8)
        sheets.write(520, 25, "CBCA", 8)
        sheets.write(45, 60, "◎ 案例概述", 12, "#007744")
        sheets.flow(45, 80, 245, PROSE * 3)
        sheets.flow(310, 80, 245, PROSE * 2)
        sheets.write(290, 815, f"- {page} -", 9)
        if page < pages:
            sheets.next_page()
    return sheets.save()


def running_text(document: Document) -> str:
    """The text without furniture."""
    text, end = "", 0
    for span in document.furniture:
        text += document.text[end : span.start]
        end = span.end
    return text + document.text[end:]


def test_running_heads_are_furniture_and_headings_are_not(tmp_path: Path) -> None:
    document = read_pdf(book(tmp_path / "book.pdf"), "book.pdf", 2021, effort=ONE)
    text = running_text(document)
    assert document.status is DocumentStatus.OK
    assert "案例集" not in text
    assert "CBCA" not in text
    assert not re.search(r"- \d -", text)
    assert text.count("◎ 案例概述") == 4


@pytest.mark.parametrize("tail", ["1,265万元，较上年增加8.4%。", "社会责任报告"])
def test_a_sentence_beside_the_number_of_the_page_is_no_running_foot(tmp_path: Path, tail: str) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.flow(45, 60, 500, PROSE * 3)
    sheets.write(45, 782, "采购农产品317.8万元，支出合计")
    sheets.write(532, 782, "59")
    sheets.write(45, 800, tail)
    text = running_text(read_pdf(sheets.save(), "book.pdf", 2021, effort=ONE))
    assert ("采购农产品317.8万元，支出合计\n" + tail in text) is tail.endswith("。")
    assert "59" not in text


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    for page in range(3):
        sheets.write(45, 25, "2021企业气候行动案例集", 8)
        sheets.write(290, 815, f"{page + 1}", 9)
        for column, x in enumerate((45, 310)):
            words = f"第{page}页第{column}栏的这一段文字没有说完所以接着往下说" * 8
            sheets.flow(x, 60, 245, words, indent=page == column == 0)
            # a full last line without an end
            rows = 60 + 14 * 30
            sheets.write(x, rows, "这一行写满了整个栏宽但是句子还没有结束呢")
        if page < 2:
            sheets.next_page()
    document = read_pdf(sheets.save(), "book.pdf", 2021, effort=ONE)
    joined = running_text(document).replace("\n\n", "¶").replace("\n", "")
    assert "还没有结束呢第0页第1栏" in joined
    assert "还没有结束呢第1页第0栏" in joined


def test_every_character_has_its_place_on_paper(tmp_path: Path) -> None:
    document = read_pdf(book(tmp_path / "book.pdf"), "book.pdf", 2021, effort=ONE)
    assert len(document.pages.starts) == 4
    assert list(document.pages.starts) == sorted(document.pages.starts)
    assert all(one.span.end <= other.span.start for one, other in pairwise(document.lines))
    covered = {offset for line in document.lines for offset in range(line.span.start, line.span.end)}
    assert {offset for offset, character in enumerate(document.text) if not character.isspace()} <= covered
    for line in document.lines:
        assert len(line.edges) == line.span.end - line.span.start + 1
        starts = [start for start in document.pages.starts if start <= line.span.start]
        assert line.page == len(starts)
        assert 0 <= line.top < line.bottom <= 842


def test_the_number_of_readers_changes_nothing(tmp_path: Path) -> None:
    path = book(tmp_path / "book.pdf", 12)
    assert read_pdf(path, "book.pdf", 2021, effort=ONE) == read_pdf(path, "book.pdf", 2021, effort=Effort(readers=3))


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_alike(tmp_path: Path, turn: int) -> None:
    upright = read_pdf(book(tmp_path / "upright.pdf"), "book.pdf", 2021, effort=ONE)
    document = pdfium.PdfDocument(tmp_path / "upright.pdf")
    for page in document:
        page.set_rotation(turn)
    document.save(tmp_path / "turned.pdf")
    document.close()
    turned = read_pdf(tmp_path / "turned.pdf", "book.pdf", 2021, effort=ONE)
    assert turned.text == upright.text
    assert [upright_again(line, turn) for line in turned.lines] == list(upright.lines)


def upright_again(line: TextLine, turn: int) -> TextLine:
    """A line of a page that is shown turned, where it stands on the page as it was drawn."""
    top, bottom = (line.top, line.bottom) if turn == 270 else (842 - line.bottom, 842 - line.top)
    edges = line.edges if turn == 90 else tuple(595 - edge for edge in line.edges)
    assert line.sideways is (turn != 180)
    rounded = (round(edge, 1) for edge in edges)
    return replace(line, top=round(top, 1), bottom=round(bottom, 1), edges=tuple(rounded), sideways=False)


def test_an_owner_password_does_not_keep_anyone_from_reading(tmp_path: Path) -> None:
    document = read_pdf(book(tmp_path / "book.pdf", owner="owner"), "book.pdf", 2021, effort=ONE)
    assert document.status is DocumentStatus.OK


def test_passwords(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "book.pdf", user="geheim", owner="owner")
    monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
    missing = read_pdf(path, "book.pdf", 2021, effort=ONE)
    wrong, right = (read_pdf(path, "book.pdf", 2021, password=word, effort=ONE) for word in ("no", "geheim"))
    monkeypatch.setenv(PASSWORD_VARIABLE, "geheim")
    batch = read_pdf(path, "book.pdf", 2021, effort=ONE)
    assert (missing.status, wrong.status) == (DocumentStatus.FAILED, DocumentStatus.FAILED)
    assert "needs a password" in (missing.message or "")
    assert PASSWORD_VARIABLE in (missing.message or "")
    assert "the password is wrong" in (wrong.message or "")
    assert right.status is DocumentStatus.OK
    assert batch == right


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty (0 bytes)"),
        (b"<html><body>login expired</body></html>", "a web page"),
        (b"PK\x03\x04 a word file", "something else"),
        (b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\n", "cut off"),
        (b"%PDF-1.7\nnothing that a PDF has\n%%EOF\n", "damaged"),
    ],
)
def test_files_that_are_no_pdf(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(content)
    document = read_pdf(path, "book.pdf", 2021, effort=ONE)
    assert document.status is DocumentStatus.FAILED
    assert document.text == ""
    assert said in (document.message or "")


def test_a_truncated_file(tmp_path: Path) -> None:
    whole = book(tmp_path / "whole.pdf").read_bytes()
    path = tmp_path / "book.pdf"
    path.write_bytes(whole[: len(whole) // 2])
    document = read_pdf(path, "book.pdf", 2021, effort=ONE)
    assert document.status is not DocumentStatus.OK
    assert document.message


def test_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(raw_pdf(["<</Type/Pages/Kids[]/Count 0>>"]))
    document = read_pdf(path, "book.pdf", 2021, effort=ONE)
    assert document.status is DocumentStatus.FAILED
    assert document.message


def test_blank_pages_are_no_silent_success(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.next_page()
    sheets.fill(45, 100, 300, 300)
    document = read_pdf(sheets.save(), "book.pdf", 2021, effort=ONE)
    assert document.status is DocumentStatus.FAILED
    assert document.message


def test_a_page_that_never_ends_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(runaway_pdf())
    document = read_pdf(path, "book.pdf", 2021, effort=Effort(readers=1, page=Limits(seconds=1.5, memory=1 << 30)))
    assert document.status is DocumentStatus.PARTIAL
    assert "page 2 took longer than 1.5 seconds of processor time" in (document.message or "")
    assert "PAGE ONE" in document.text
    assert "PAGE THREE" in document.text
    assert len(document.pages.starts) == 3


@pytest.mark.parametrize("readers", [1, 3])
def test_what_is_given_up_does_not_depend_on_the_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readers: int
) -> None:
    monkeypatch.setattr("pipeline.read.pdf.workers._MOST_LOST", 2)
    path = tmp_path / "book.pdf"
    path.write_bytes(runaway_pdf(order=(1, 2, 2, 3, 2, 1)))
    effort = Effort(readers=readers, page=Limits(seconds=0.5, memory=1 << 30))
    document = read_pdf(path, "book.pdf", 2021, effort=effort)
    assert "pages 2-3 took longer than 0.5 seconds" in (document.message or "")
    assert "pages 4-6 were left out after too many others had been lost" in (document.message or "")
    assert document.text.strip() == "PAGE ONE HAS SOME TEXT ON IT"


def test_a_page_that_swells_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(runaway_pdf())
    effort = Effort(readers=1, page=Limits(seconds=600, memory=64 << 20))
    document = read_pdf(path, "book.pdf", 2021, effort=effort)
    assert document.status is DocumentStatus.PARTIAL
    assert "page 2 took more than 0.0625 GiB of memory each or brought the parser down" in (document.message or "")
    assert "PAGE THREE" in document.text


def test_a_file_whose_opening_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.read.pdf.document.read_pages", lambda *_: Refusal.LOST)
    document = read_pdf(book(tmp_path / "book.pdf"), "book.pdf", 2021, effort=ONE)
    assert document.status is DocumentStatus.FAILED
    assert "opening the file takes more than 60 seconds of processor time or 1.5 GiB" in (document.message or "")


def test_pictures_nobody_read_are_listed(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.flow(45, 80, 500, PROSE)
    sheets.next_page()
    sheets.flow(45, 80, 500, PROSE)
    sheets.fill(45, 300, 500, 500)
    document = read_pdf(sheets.save(), "book.pdf", 2021, effort=ONE)
    assert document.status is DocumentStatus.OK
    assert "page 2" in (document.message or "")


@pytest.mark.skipif(is_installed(), reason="casebook-pipeline[ocr] is installed, so the page is read")
def test_a_page_that_is_a_picture_names_the_extra(tmp_path: Path, picture_of_text: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.flow(45, 80, 500, PROSE)
    sheets.next_page()
    sheets.picture(picture_of_text, 0, 0, 595, 842)
    document = read_pdf(sheets.save(), "book.pdf", 2021, effort=ONE)
    assert document.status is DocumentStatus.PARTIAL
    assert "a picture of it is on page 2" in (document.message or "")
    assert "casebook-pipeline[ocr]" in (document.message or "")
