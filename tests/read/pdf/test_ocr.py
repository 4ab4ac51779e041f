"""Pages without text of their own, read from their picture where the extra is installed."""

from pathlib import Path

import pytest

from pipeline.model import Flag
from pipeline.read.pdf.document import Effort, read_pdf
from pipeline.read.pdf.legibility import is_legible
from pipeline.read.pdf.ocr import is_installed
from pipeline.status import DocumentStatus
from tests.read.pdf.sheets import Sheets

PROSE = "公司坚持绿色发展理念，全年推进节能改造项目，累计减少二氧化碳排放约1250吨。"


@pytest.mark.parametrize(
    "text",
    [
        PROSE * 5,
        "公司堅持綠色發展理念，全年推進節能改造項目，累計減少二氧化碳排放約1250噸。" * 5,
        "Energy saved in 2020: 1,250 kWh",
        "◎ 案例概述\n• 节电 12.5% ①",
        "",
    ],
)
def test_text_that_can_be_believed(text: str) -> None:
    assert is_legible(text)


@pytest.mark.parametrize(
    "text",
    [
        "".join(chr(ord(character) % 0x400 + 1) for character in PROSE * 5),  # codes of glyphs taken for characters
        "".join(chr(0xE000 + ord(character) % 0x800) for character in PROSE * 5),  # private characters
        "".join(chr(0x4E00 + (ord(character) * 7) % 0x5000) for character in PROSE * 8),  # other Chinese characters
        "\ufffd" * 40,
    ],
)
def test_text_that_cannot_be_believed(text: str) -> None:
    assert not is_legible(text)


@pytest.mark.skipif(not is_installed(), reason="casebook-pipeline[ocr] is not installed")
def test_a_page_is_read_from_its_picture(tmp_path: Path, picture_of_text: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.flow(45, 80, 500, PROSE)
    sheets.next_page()
    sheets.picture(picture_of_text, 0, 0, 595, 842)
    document = read_pdf(sheets.save(), "book.pdf", 2021, effort=Effort(readers=1))
    assert document.status is DocumentStatus.OK
    ((span, flag),) = document.flags
    assert flag is Flag.OCR
    assert span.start == document.pages.starts[1]
    assert "120" in document.text[span.start : span.end]
