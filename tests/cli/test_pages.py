"""`casebook show` and `casebook layout`."""

from pathlib import Path

import pytest
from PIL import Image

from pipeline import load
from pipeline.cli import main
from tests.read.pdf.sheets import Sheets


@pytest.fixture
def claim_id() -> str:
    Path("raw/2021").mkdir(parents=True)
    sheets = Sheets(Path("raw/2021/book.pdf"))
    sheets.write(45, 60, "青禾乳业有限公司", 16)
    sheets.write(45, 90, "◎ 案例概述", 12, "#007744")
    sheets.flow(45, 110, 500, "2020年公司节约用电120万千瓦时。")
    sheets.save()
    assert main(["run"]) == 0
    claims = load("extracted", "claims")
    return str(claims["claim_id"].iloc[0])


def test_show_says_where_a_claim_stands(claim_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["show", claim_id, "--page-image", "claim.png"]) == 0
    said = capsys.readouterr().out
    assert "120 万千瓦时" in said or "120万千瓦时" in said
    assert "1200000 kW.h" in said
    assert "2021/book.pdf" in said
    with Image.open("claim.png") as picture:
        assert picture.size == (1190, 1684)


def test_show_of_no_claim(claim_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", claim_id + "0"]) == 2
    assert "has no claim" in capsys.readouterr().err


@pytest.mark.usefixtures("claim_id")
def test_layout_draws_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["layout", "raw/2021/book.pdf", "--page", "1", "--image", "layout.png"]) == 0
    assert Path("layout.png").stat().st_size > 0
    assert main(["layout", "raw/2021/book.pdf", "--page", "2", "--image", "layout.png"]) == 2
    assert "no page 2" in capsys.readouterr().err


def test_what_is_no_pdf_cannot_be_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    Path("book.txt").write_text("减排 5 吨。", encoding="utf-8")
    assert main(["layout", "book.txt", "--page", "1", "--image", "page.png"]) == 2
    assert "book.txt is no PDF" in capsys.readouterr().err


def test_a_page_whose_source_is_gone_cannot_be_drawn(claim_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", claim_id, "--raw", "elsewhere", "--page-image", "claim.png"]) == 2
    assert "name the folder of the casebooks with --raw" in capsys.readouterr().err
    assert not Path("claim.png").exists()
