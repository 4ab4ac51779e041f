"""Text that stands sideways, from top to bottom or at an angle, and text that nobody sees."""

from pathlib import Path

import pytest

from pipeline.model import Document
from pipeline.read.pdf.document import Effort, read_pdf
from tests.read.pdf.sheets import BLOCKS, HEIGHT, WIDTH, Sheets
from tests.read.pdf.test_document import running_text
from tests.read.pdf.test_tables import ROWS, XS, grid

PROSE = "公司全年推进节能改造项目，累计减少二氧化碳排放2345吨，节约标准煤867吨，带动上下游企业共同参与减排行动。"
AROUND = {90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}
"""Where the upper left corner of a sheet goes that is turned as a whole."""


def read(sheets: Sheets) -> Document:
    return read_pdf(sheets.save(), "book.pdf", 2021, effort=Effort(readers=1))


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_of_turned_text_reads_as_an_upright_one(tmp_path: Path, degrees: int) -> None:
    upright, turned = Sheets(tmp_path / "upright.pdf", font=BLOCKS), Sheets(tmp_path / "turned.pdf", font=BLOCKS)
    for sheets in (upright, turned):
        with sheets.turned(degrees if sheets is turned else 0, *(AROUND[degrees] if sheets is turned else (0, 0))):
            sheets.flow(45, 80, 245, PROSE)
            sheets.table(XS, 300, ROWS, upright=True, level=range(5))
    wanted, found = read(upright), read(turned)
    assert "2345吨" in found.text.replace("\n", "")
    assert found.text == wanted.text
    assert [grid(found, table) for table in found.tables] == [ROWS]


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_turned_table_on_an_upright_page(tmp_path: Path, degrees: int) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 80, 500, PROSE * 4)
    with sheets.turned(degrees, *((420, 250) if degrees == 90 else (150, 650))):
        sheets.table(XS, 20, ROWS, upright=True, level=range(5))
    after = sheets.flow(45, 680, 500, PROSE)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == ROWS
    (cell,) = [line for line in document.lines if document.text[line.span.start : line.span.end] == "1,250"]
    assert 250 < cell.top < cell.bottom < after
    assert cell.bottom - cell.top > cell.edges[-1] - cell.edges[0]  # the box stands as the type does


def test_the_label_of_an_axis_turns_no_page_and_joins_no_line(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 80, 500, PROSE)
    with sheets.turned(270, 60, 400):
        sheets.write(0, 0, "减排量（吨）")
    sheets.flow(45, 420, 500, PROSE)
    text = read(sheets).text
    assert text.endswith("减排量（吨）\n")
    assert "2345吨" in text.replace("\n", "")


def test_lines_from_top_to_bottom_follow_one_another_to_the_left(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for number, text in enumerate(("二〇二一年公司减少碳排放", "一千二百五十吨，种树三千棵，", "员工参加志愿服务")):
        sheets.hang(500 - 30 * number, 80, text, 14)
    joined = read(sheets).text.replace("\n", "")
    assert joined == "二〇二一年公司减少碳排放一千二百五十吨，种树三千棵，员工参加志愿服务"


def test_a_title_from_top_to_bottom_beside_lines_is_one_line(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.hang(45, 80, "绿色发展", 20)
    sheets.flow(100, 80, 400, PROSE)
    document = read(sheets)
    assert "绿色发展" in document.text
    assert "2345吨" in document.text.replace("\n", "")


def test_letter_spaced_numbers_are_no_digits_apart(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.spaced(45, 80, "2022年，公司减少排放1,582吨，下降14.1%。", 4)
    sheets.spaced(45, 110, "65,101", 5)
    sheets.write(45, 140, "节约用电 120 万度，用水 3 万吨。")
    assert read(sheets).text.split("\n")[:-1] == [
        "2022年，公司减少排放1,582吨，下降14.1%。",
        "65,101",
        "节约用电 120 万度，用水 3 万吨。",
    ]


def test_what_nobody_sees_is_not_read(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 80, 500, PROSE)
    sheets.write(45, 200, "样稿共计7531人次", colour="#ffffff")
    sheets.write(700, 300, "裁切线外投资5432万元")
    sheets.write(45, -40, "页边之外减排9876吨")
    sheets.unseen(45, 250, "隐藏文字3579吨")
    sheets.fill(40, 300, 300, 330)
    sheets.write(45, 305, "光伏装机38兆瓦", colour="#ffffff")
    text = read(sheets).text
    assert not any(number in text for number in ("7531", "5432", "9876", "3579"))
    assert "光伏装机38兆瓦" in text


@pytest.mark.parametrize("shift", [0.0, 0.4, 1.2])
def test_bold_type_made_by_printing_twice_is_read_once(tmp_path: Path, shift: float) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for offset in (0.0, shift, 2 * shift):
        sheets.write(45 + offset, 80, "全年投入环保资金783万元，覆盖厂厂区区59个。")
    assert running_text(read(sheets)).strip() == "全年投入环保资金783万元，覆盖厂厂区区59个。"


@pytest.mark.parametrize("degrees", [90, 270])
def test_heads_that_stand_sideways_name_the_columns_of_an_upright_table(tmp_path: Path, degrees: int) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    xs = [60, 160, 240, 320]
    for x in xs:
        sheets.rule(x, 200, x, 356)
    for top in (200, 302, 320, 338, 356):
        sheets.rule(xs[0], top, xs[-1], top)
    sheets.write(70, 285, "厂区")
    for x, head in zip(xs[1:], ("取水量（万吨）", "危险废物（吨）"), strict=False):
        with sheets.turned(degrees, *((x + 45, 215) if degrees == 90 else (x + 30, 298))):
            sheets.write(0, 0, head)
    for number, row in enumerate((("东厂", "1,204", "36.8"), ("西厂", "873", "41.5"), ("北厂", "652", "22.9"))):
        for x, text in zip(xs, row, strict=False):
            sheets.write(x + 10, 305 + 18 * number, text)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table)[0] == ["厂区", "取水量（万吨）", "危险废物（吨）"]
    assert document.text.count("取水量") == 1
