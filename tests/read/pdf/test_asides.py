"""Figures on show, boxes, notes and page numbers: what stands among the text without being part of its sentences."""

from pathlib import Path

import pytest

from pipeline.model import Document
from pipeline.read.pdf.document import Effort, read_pdf
from tests.read.pdf.sheets import BLOCKS, Sheets
from tests.read.pdf.test_document import running_text
from tests.read.pdf.test_tables import ROWS, XS, grid

PROSE = "公司坚持绿色发展理念，全年推进节能改造项目，带动上下游企业共同参与减排行动，取得良好成效。"
FIGURES = [("外购电力", "5,679.8", "万千瓦时"), ("危险废物", "754.8", "吨"), ("环保投入", "1,560", "万元")]


def read(sheets: Sheets) -> Document:
    return read_pdf(sheets.save(), "book.pdf", 2021, effort=Effort(readers=1))


def paragraphs(document: Document) -> list[str]:
    return [part.replace("\n", "") for part in running_text(document).strip().split("\n\n")]


@pytest.mark.parametrize("boxed", [True, False], ids=["boxed", "free"])
@pytest.mark.parametrize("over", [True, False], ids=["label over number", "label under number"])
def test_figures_on_show_keep_their_labels_and_units(tmp_path: Path, *, over: bool, boxed: bool) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    after = sheets.flow(45, 80, 500, PROSE)
    for row in range(2):
        for number, (label, value, unit) in enumerate(FIGURES):
            x, top = 60 + 170 * number, after + 10 + 70 * row
            if boxed:
                sheets.fill(x - 10, top, x + 140, top + 56, "#e8f4ec")
            end = sheets.write(x, top + (22 if over else 6), f"{row}{value}" if row else value, 18)
            sheets.write(end + 3, top + (28 if over else 12), unit, 9)
            sheets.write(x, top + (6 if over else 32), label, 9)
    sheets.flow(45, after + 160, 500, PROSE)
    found = paragraphs(read(sheets))
    assert found[0] == found[-1] == PROSE
    assert set(found[1:-1]) == {f"{label} {zero}{value}{unit}" for label, value, unit in FIGURES for zero in ("", "1")}


def test_a_label_that_ends_in_a_digit_joins_no_number(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for number in (1, 2):
        sheets.write(60 * 3 * number, 100, f"范围{number}", 9)
        sheets.write(60 * 3 * number, 114, f"32{number}吨", 18)
    assert paragraphs(read(sheets)) == ["321吨 范围1", "322吨 范围2"]


def test_the_last_line_of_a_paragraph_is_no_figure_on_show(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.write(45, 80, "公司全年推进节能改造项目，累计减少二氧化碳排放达到")
    sheets.write(45, 94, "1250吨")
    sheets.flow(45, 130, 500, PROSE)
    assert paragraphs(read(sheets))[0].startswith("公司全年推进节能改造项目，累计减少二氧化碳排放达到1250吨")


def test_a_box_does_not_interrupt_a_sentence(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.write(45, 80, "公司全年推进多项节能改造，累计节约标准煤4,78")
    sheets.fill(45, 100, 280, 130, "#e8f4ec")
    sheets.write(50, 108, "小贴士：六成电力用于电机。")
    sheets.write(45, 140, "5吨，完成全年目标。")
    assert paragraphs(read(sheets)) == [
        "小贴士：六成电力用于电机。",
        "公司全年推进多项节能改造，累计节约标准煤4,785吨，完成全年目标。",
    ]


def test_notes_and_page_numbers_do_not_interrupt_a_sentence(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for page in (0, 1):
        top = 60.0
        while top < 740:
            top = sheets.flow(45, top, 500, PROSE) if page == 0 or top > 70 else top + 14
        if page:
            sheets.write(45, 60, "万立方米，相当于一座水库。")
        else:
            sheets.write(45, top, "在上述各项措施的作用下，补水量持续下降，全年节约新鲜水852.4")
            sheets.write(45, top + 20, "2 补水量以流量计为准。", 8)
        sheets.write(290, 790 if page else top + 34, f"{18 + page} / 96", 9)
        sheets.next_page()
    found = paragraphs(read(sheets))
    assert "补水量持续下降，全年节约新鲜水852.4万立方米，相当于一座水库。" in "".join(found)
    assert "2 补水量以流量计为准。" in found
    assert not any("96" in text for text in found)


def test_a_table_goes_on_over_page_numbers_close_to_it(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for page in range(3):
        rows = [ROWS[0], *ROWS[1:]] if page == 0 else ROWS[1:]
        bottom = sheets.table(XS, 740, rows, upright=True, level=range(len(rows) + 1)) if page == 0 else 0
        if page:
            sheets.table(XS, 60, rows, upright=True, level=range(len(rows) + 1))
            for number in range(18):
                sheets.write(45, 130 + 36 * number, "本页其余说明文字。")
        sheets.write(290, bottom + 4 if page == 0 else 800, str(56 + page), 9)
        sheets.next_page()
    document = read(sheets)
    assert grid(document, document.tables[0]) == [*ROWS, *ROWS[1:]]


@pytest.mark.parametrize("leader", ["…………", " ......... ", ""])
def test_a_table_of_contents_is_no_text(tmp_path: Path, leader: str) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.write(45, 60, "目录", 16)
    for number, (name, page) in enumerate((("关于本报告", 1), ("绿色运营", 13), ("员工关怀", 28), ("指标索引", 47))):
        end = sheets.write(45, 120 + 20 * number, f"{name}{leader}{page:02}" if leader else name)
        if not leader:
            sheets.write(end + 80, 120 + 20 * number, f"{page:02}")
    after = sheets.flow(45, 300, 500, PROSE)
    sheets.flow(45, after, 500, "共有13家企业参加。")
    found = paragraphs(read(sheets))
    assert "绿色运营" not in "".join(found)
    assert found[-1].endswith("共有13家企业参加。")


def test_numbered_headings_and_years_are_no_figures_on_show(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    texts = (
        "□适用 √不适用",
        "2. 持续经营",
        "□适用 √不适用",
        "3.2.3 投资状况",
        "合并利润表",
        "2025年度",
        "租赁的分拆",
        "42.1 本集团",
        "租赁的分拆",
        "42.2 本集团",
    )
    for number, text in enumerate(texts):
        sheets.write(45, 100 + 16 * number, text)
    assert read(sheets).text.split() == " ".join(texts).split()


def test_a_running_head_on_a_band_of_colour_is_furniture(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for _ in range(4):
        sheets.fill(0, 20, 595, 50, "#cfe3f0")
        sheets.write(45, 30, "绿色银行 2025 年年度报告")
        sheets.flow(45, 100, 500, PROSE * 3)
        sheets.next_page()
    document = read(sheets)
    assert "年度报告" not in running_text(document)


def test_a_paragraph_that_begins_with_a_mark_is_no_note(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.write(45, 500, "行业发展", 14)
    for number, mark in enumerate("①②"):
        sheets.flow(45, 640 + 40 * number, 500, f"{mark}行业高速发展，带来成长空间与机遇。")
    document = read(sheets)
    assert document.text.index("①") < document.text.index("②")


def test_a_box_shaded_line_by_line_is_one_box(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for number, text in enumerate(("2025年9月，在案例评选中，本行荣获最佳奖项，", "成为行业典型。")):
        sheets.fill(40, 100 + 20 * number, 500, 120 + 20 * number, "#e8f4ec")
        sheets.write(45, 105 + 20 * number, text)
    assert paragraphs(read(sheets)) == ["2025年9月，在案例评选中，本行荣获最佳奖项，成为行业典型。"]


@pytest.mark.parametrize("round_", [True, False], ids=["round", "square"])
def test_a_card_is_all_that_stands_on_its_ground(tmp_path: Path, *, round_: bool) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    after = sheets.flow(45, 60, 500, PROSE)
    cards = (("员工总数", "9,720", "人", "较上年 ↑3.1%"), ("培训时长", "31.4", "万小时", "较上年 ↓2.6%"))
    for number, (label, value, unit, change) in enumerate(cards):
        x = 60 + 200 * number
        draw = sheets.disc if round_ else sheets.fill
        draw(x - 20, after, x + 110, after + 130, "#e8f4ec")
        sheets.write(x, after + 20, label, 9)
        sheets.write(x, after + 40, value, 20)
        sheets.write(x, after + 66, unit, 9)  # nearer to the number than its label is
        sheets.write(x, after + 84, change, 8)
    found = paragraphs(read(sheets))
    assert found[1:] == ["员工总数 9,720人 较上年 ↑3.1%", "培训时长 31.4万小时 较上年 ↓2.6%"]


def test_a_label_may_stand_beside_a_tall_figure_below_its_unit(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for number, (label, value, unit) in enumerate((("志愿服务", "7,315", "小时"), ("满意度", "94.6", "分"))):
        end = sheets.write(60 + 200 * number, 100, value, 28)
        sheets.write(end + 8, 102, unit, 9)
        sheets.write(end + 8, 117, label, 9)
    assert paragraphs(read(sheets)) == ["志愿服务 7,315小时", "满意度 94.6分"]


def test_numbers_that_count_and_years_in_large_type_are_no_figures_on_show(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for number, name in enumerate(("提升能效", "绿色电力", "绿色出行")):
        sheets.write(60, 100 + 60 * number, f"0{number + 1}", 26)
        sheets.write(60, 132 + 60 * number, name, 10)
        sheets.write(300, 100 + 60 * number, str(number + 1), 26)
        sheets.write(300, 132 + 60 * number, name, 10)
    sheets.write(60, 400, "2019", 20)
    sheets.write(60, 424, "投产首座电站", 10)
    assert not any(" " in text for text in paragraphs(read(sheets)))


def test_a_running_foot_below_notes_is_none_of_them(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE * 3)
    sheets.write(45, 770, "4 含线上培训。", 7.5)
    sheets.write(45, 800, "环境篇", 8)
    sheets.write(500, 800, "28", 8)
    assert paragraphs(read(sheets))[1] == "4 含线上培训。"


def test_what_stands_in_a_row_with_the_number_of_a_page_is_no_text(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE * 3)
    sheets.write(45, 800, "环境篇", 8)
    sheets.write(500, 800, "28", 8)
    assert "环境篇" not in running_text(read(sheets))


def test_a_card_may_have_its_label_before_its_figure(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    cards = (("风电装机", "1,460兆瓦"), ("供热面积", "2,180万平方米"), ("减排量", "395万吨"), ("供应商", "1,704家"))
    for number, (label, value) in enumerate(cards):
        x, top = 60 + 240 * (number % 2), 100 + 60 * (number // 2)
        sheets.fill(x, top, x + 220, top + 50, "#f3e5f5")
        sheets.write(x + 10, top + 22, label, 9)
        sheets.write(x + 90, top + 14, value, 18)
    assert sorted(paragraphs(read(sheets))) == sorted(" ".join(card) for card in cards)


def test_what_is_told_of_a_figure_below_it_does_not_name_it(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.write(200, 100, "累计发电量", 12)
    sheets.write(190, 126, "1,130亿千瓦时", 30)
    sheets.write(195, 160, "相当于减排920万吨", 10)
    assert paragraphs(read(sheets))[0].startswith("累计发电量 1,130亿千瓦时")
