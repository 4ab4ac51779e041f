"""Tables in all their manners of ruling, as drawn."""

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.model import Document, Role, Table
from pipeline.read.pdf.document import Effort, read_pdf
from tests.read.pdf.sheets import BLOCKS, Sheets

PROSE = "公司坚持绿色发展理念，全年推进节能改造项目，累计减少二氧化碳排放，带动上下游企业共同参与减排行动。" * 3
ROWS = [
    ["指标", "2019年", "2020年"],
    ["节电量（万度）", "120.5", "180.2"],
    ["减排量（吨）", "980", "1,250"],
    ["节水量（万吨）", "3.2", "4.1"],
]
XS = [45.0, 150.0, 220.0, 290.0]


def read(sheets: Sheets) -> Document:
    return read_pdf(sheets.save(), "book.pdf", 2021, effort=Effort(readers=1))


def grid(document: Document, table: Table) -> list[list[str]]:
    """The texts of a table by row and column; a merged cell stands where it begins."""
    rows = 1 + max(cell.row for cell in table.cells)
    columns = max(cell.column + cell.column_span for cell in table.cells)
    texts = [[""] * columns for _ in range(rows)]
    for cell in table.cells:
        texts[cell.row][cell.column] = document.text[cell.span.start : cell.span.end]
    return texts


@pytest.mark.parametrize(
    ("upright", "level"),
    [
        pytest.param(True, range(5), id="ruled"),
        pytest.param(False, range(5), id="ruled between rows"),
        pytest.param(False, (0, 1, 4), id="three rules"),
        pytest.param(False, (), id="unruled"),
    ],
)
@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside a column of text"])
def test_a_table_by_its_ruling(tmp_path: Path, *, upright: bool, level: range, beside: bool) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    after = sheets.flow(45, 80, 245, PROSE)
    bottom = sheets.table(XS, after + 4, ROWS, upright=upright, level=level)
    sheets.flow(45, bottom + 6, 245, PROSE)
    if beside:
        sheets.flow(310, 80, 245, PROSE * 4)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == ROWS
    assert (table.header_rows, table.label_columns) == (1, 1)
    assert document.text.index("节电量") > document.text.index("公司坚持")


def test_merged_cells_of_a_ruled_table(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs, ys = [45.0, 165.0, 230.0, 295.0], [100.0, 118.0, 136.0, 154.0]
    for y in (100.0, 136.0, 154.0):
        sheets.rule(45, y, 295, y)
    sheets.rule(165, 118, 295, 118)
    for x in (45.0, 165.0, 295.0):
        sheets.rule(x, 100, x, 154)
    sheets.rule(230, 118, 230, 154)
    for x, top, text in (
        (50, 110, "运营场所"),
        (170, ys[0] + 3, "排放量（吨/年）"),
        (170, ys[1] + 3, "实施前"),
        (235, ys[1] + 3, "实施后"),
        (50, ys[2] + 3, "苏州工厂"),
        (170, ys[2] + 3, "2094"),
        (235, ys[2] + 3, "0"),
    ):
        sheets.write(x, top, text)
    document = read(sheets)
    (table,) = document.tables
    spans = {document.text[c.span.start : c.span.end]: (c.row_span, c.column_span) for c in table.cells}
    assert spans["运营场所"] == (2, 1)
    assert spans["排放量（吨/年）"] == (1, 2)
    assert grid(document, table)[2] == ["苏州工厂", "2094", "0"]
    assert (table.header_rows, table.label_columns) == (2, 1)
    assert len(xs) == 4


def test_a_head_of_two_rows_without_upright_lines(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    for top, x0 in ((100, 45), (118, 150), (136, 45), (190, 45)):
        sheets.rule(x0, top, 550, top)
    sheets.write(60, 112, "项目")
    sheets.write(225, 103, "改造前")
    sheets.write(425, 103, "改造后")
    for x, text in ((180, "2018"), (280, "2019"), (380, "2020"), (480, "2021")):
        sheets.write(x, 121, text)
    rows = [["二氧化硫", "12.5", "11.8", "6.2", "5.1"], ["氮氧化物", "33.1", "30.4", "—", "17.9"]]
    for number, row in enumerate(rows):
        for x, text in zip((60, 180, 280, 380, 480), row, strict=True):
            sheets.write(x, 142 + 24 * number, text)
    document = read(sheets)
    (table,) = document.tables
    spans = {
        document.text[c.span.start : c.span.end]: (c.row, c.row_span, c.column, c.column_span) for c in table.cells
    }
    assert spans["改造前"] == (0, 1, 1, 2)
    assert spans["改造后"] == (0, 1, 3, 2)
    assert spans["项目"] == (0, 2, 0, 1)
    assert grid(document, table)[2:] == rows
    assert table.header_rows == 2


@pytest.mark.parametrize("foot", ["", "法定代表人：王某　会计机构负责人：李某"])
def test_pages_that_a_table_fills_hold_one_table_below_their_running_heads(tmp_path: Path, foot: str) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.write(240, 100, "合并资产负债表")
    sheets.write(480, 116, "单位：万元")
    for page, name in enumerate("甲乙丙丁", start=1):
        sheets.write(200, 50, "某某股份有限公司年度报告全文", 9)
        rows = [[f"{name}项{number}", f"1{number},250.50", f"2{number},310.20"] for number in range(10, 44)]
        head = [["项目", "2020年", "2019年"]] if page == 1 else []
        rows = [*head, *rows[: 30 if page == 1 else None]]
        bottom = sheets.table(XS, 136 if page == 1 else 76, rows, upright=True, level=range(len(rows) + 1))
        if page == 3:
            sheets.write(45, bottom + 20, foot)
        sheets.write(290, 790, str(page), 9)
        sheets.next_page()
    document = read(sheets)
    assert [len(grid(document, table)) for table in document.tables] == ([133] if not foot else [99, 34])


def test_a_table_goes_on_over_the_page_and_its_head_is_not_read_twice(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.write(45, 80, "表1 减排明细")
    sheets.table(XS, 700, ROWS, upright=True, level=range(5))
    sheets.next_page()
    more = [["绿电量（万度）", "50", "75"], ["植树（棵）", "300", "420"]]
    sheets.table(XS, 60, [ROWS[0], *more], upright=True, level=range(4))
    sheets.flow(45, 140, 500, PROSE)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [*ROWS, *more]
    assert any("2019年" in document.text[span.start : span.end] for span in document.furniture)


def test_a_column_that_is_empty_on_the_next_page_is_one_all_the_same(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.write(45, 80, "单位：万元")
    upper = [["项目", "2018年", "2019年", "调整数"], ["货币资金", "350.2", "340.1", "-10.1"]]
    sheets.table([*XS, 360.0], 700, upper, upright=True, level=range(3))
    sheets.next_page()
    lower = [["应付薪酬", "45.2", "45.2", ""], ["应交税费", "18.3", "18.3", ""]]
    sheets.table([*XS, 360.0], 60, lower, upright=True, level=range(3))
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [*upper, *lower]


def test_rows_are_numbered_by_a_label_column(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    rows = [
        ["序号", "楼宇", "面积（m2）"],
        ["1", "申亚大厦", "23697.3"],
        ["2", "文广大厦", "42229"],
        ["3", "仲盛", "37000"],
    ]
    sheets.table(XS, 100, rows, upright=True, level=range(5))
    (table,) = read(sheets).tables
    assert (table.header_rows, table.label_columns) == (1, 2)


@pytest.mark.parametrize("caption", ["表1 主要指标（单位：吨）", "近两年减排数据如下：", "节能减排情况一览"])
def test_the_caption_of_a_table(tmp_path: Path, caption: str) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    after = sheets.flow(45, 80, 500, PROSE)
    sheets.write(45, after + 4, caption)
    sheets.table(XS, after + 24, ROWS, upright=True, level=range(5))
    document = read(sheets)
    (table,) = document.tables
    assert table.caption is not None
    assert document.text[table.caption.start : table.caption.end].strip() == caption


def test_a_time_stands_in_the_caption_of_a_table_between_its_name_and_its_part(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    lines = ("表 3-2 发电量", "110 年度", "(1) 毛发电量")
    for number, text in enumerate(lines):
        sheets.write(45 + 180 * (number < 2), 80 + 30 * number, text, 16 - 3 * number)
    sheets.table(XS, 162, ROWS, upright=True, level=range(5))
    document = read(sheets)
    (table,) = document.tables
    assert table.caption is not None
    assert document.text[table.caption.start : table.caption.end].split("\n") == [*lines[:2], "", lines[2], ""]


def test_columns_of_text_are_no_table(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.rule(45, 70, 555, 70)
    sheets.flow(45, 80, 245, PROSE * 2)
    sheets.flow(310, 80, 245, PROSE * 2)
    sheets.rule(45, 400, 555, 400)
    sheets.rule(45, 780, 555, 780)
    assert read(sheets).tables == ()


def test_a_box_around_text_is_no_table(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    for x in (40.0, 300.0):
        sheets.rule(x, 75, x, 300)
    for top in (75.0, 300.0):
        sheets.rule(40, top, 300, top)
    sheets.flow(45, 80, 245, PROSE)
    assert read(sheets).tables == ()


def test_a_list_of_figures_is_no_table(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    for number in range(5):
        sheets.write(45, 100 + 16 * number, f"{number + 1}. 节约用电{number + 3}万度，减少排放{number}吨；")
    assert read(sheets).tables == ()


def test_numbers_in_a_chart_carry_a_flag(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    after = sheets.flow(45, 80, 500, PROSE)
    for number, (height, value) in enumerate(((30, "120"), (55, "210"), (80, "305"))):
        x = 80 + 60 * number
        sheets.fill(x, after + 120 - height, x + 30, after + 120)
        sheets.write(x + 3, after + 108 - height, value, 8)
        sheets.write(x, after + 122, f"{2018 + number}年", 8)
    sheets.flow(45, after + 150, 500, PROSE)
    document = read(sheets)
    ((span, flag),) = document.flags
    assert flag == "chart"
    (table,) = document.tables
    assert span.start <= table.span.start <= table.span.end <= span.end
    assert grid(document, table) == [["2018年", "120"], ["2019年", "210"], ["2020年", "305"]]


def test_a_figure_with_a_unit_per_unit_is_a_row_of_its_own(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    rows = [
        ["资产总额", "862.5 亿元"],
        ["纳税总额", "21.4 亿元"],
        ["社会贡献值", "2.86 元/股"],
        ["新增就业", "1,036 人"],
    ]
    for number, (name, value) in enumerate(rows):
        sheets.write(60, 100 + 22 * number, name)
        sheets.write(260, 100 + 22 * number, value)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == rows


def piecewise(sheets: Sheets, xs: list[float], top: float) -> None:
    """Draws a rule cell by cell, as programs do that give each cell a lower border."""
    for left, right in pairwise(xs):
        sheets.rule(left, top, right, top)


def cells(sheets: Sheets, top: float, *texts: tuple[float, str]) -> None:
    for x, text in texts:
        sheets.write(x, top, text)


def test_rules_drawn_cell_by_cell_show_the_columns(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = [45.0, 200.0, 270.0, 340.0, 430.0]
    for left, right in pairwise(xs):
        sheets.fill(left, 100, right, 122, "#115577")
    cells(sheets, 105, (100, "指标"), (215, "2021年"), (285, "2022年"), (370, "单位"))
    sheets.fill(45, 122, 430, 140, "#ddeeee")
    sheets.write(50, 125, "环境绩效")
    for top in (122, 140, 160, 180):
        piecewise(sheets, xs, top)
    cells(sheets, 145, (50, "用水量"), (230, "412"), (300, "398"), (375, "吨"))
    cells(sheets, 165, (50, "用电量"), (225, "1,204"), (295, "1,187"), (375, "度"))
    (table,) = (document := read(sheets)).tables
    assert grid(document, table) == [
        ["指标", "2021年", "2022年", "单位"],
        ["环境绩效", "", "", ""],
        ["用水量", "412", "398", "吨"],
        ["用电量", "1,204", "1,187", "度"],
    ]


def test_a_head_of_two_rows_over_rules_drawn_cell_by_cell(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = [45.0, 145.0, 205.0, 265.0, 325.0, 385.0]
    piecewise(sheets, [45.0, 145.0, 265.0, 385.0], 100)
    piecewise(sheets, [145.0, 265.0, 385.0], 120)
    cells(sheets, 104, (185, "2021年"), (305, "2022年"))
    sheets.write(75, 114, "产品")
    cells(sheets, 124, (160, "上半年"), (220, "下半年"), (280, "上半年"), (340, "下半年"))
    for top in (140, 158, 176):
        piecewise(sheets, xs, top)
    cells(sheets, 144, (75, "熟料"), (165, "312.4"), (225, "328.9"), (285, "305.7"), (345, "331.6"))
    cells(sheets, 162, (75, "骨料"), (165, "96.2"), (225, "104.7"), (285, "118.5"), (345, "126.3"))
    (table,) = (document := read(sheets)).tables
    spans = {document.text[c.span.start : c.span.end]: (c.row_span, c.column_span) for c in table.cells}
    assert (spans["产品"], spans["2021年"], spans["2022年"]) == ((2, 1), (1, 2), (1, 2))
    assert grid(document, table)[2:] == [
        ["熟料", "312.4", "328.9", "305.7", "331.6"],
        ["骨料", "96.2", "104.7", "118.5", "126.3"],
    ]


@pytest.mark.parametrize("height", [18, 38])
def test_a_row_over_the_first_rule_is_one_of_the_table(tmp_path: Path, height: int) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = [45.0, 145.0, 245.0, 345.0]
    sheets.write(45, 40, "二〇二二年年报", 6)
    for number, row in enumerate(
        (("水泵", "12 台", "长河泵业"), ("风机", "7 台", "青山风机"), ("锅炉", "3 台", "北岭锅炉"))
    ):
        middle = 100 + number * height
        cells(sheets, middle - 5, *zip((50, 150, 250), row, strict=True))
        piecewise(sheets, xs, middle + height / 2)
    (table,) = (document := read(sheets)).tables
    assert grid(document, table)[0] == ["水泵", "12 台", "长河泵业"]


def test_cells_that_say_it_again_in_english_are_read_once(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    for top, text in ((94, "單位"), (107, "Unit")):
        sheets.write(279, top, text, 9)
    for x, text in ((430, "2022年"), (513, "2021年")):
        sheets.write(x, 100.5, text, 9)
    rows = (
        ("溫室氣體總量", "Total emissions", "噸二氧化碳當量", "tonnes CO2e", "8,426", "7,905"),
        ("用電量", "Electricity", "兆瓦時", "MWh", "4,310", "2,874"),
        ("耗水量", "Water used", "立方米", "m³", "6,520", "3,177"),
        ("受訓僱員", "Trained", "%", "%", "87.4", "91.6"),
    )
    for number, (name, again, unit, second, *values) in enumerate(rows):
        top = 125 + 34 * number
        cells(sheets, top, (52, name), (279, unit))
        cells(sheets, top + 13, (52, again), (279, second))
        cells(sheets, top + 6.5, *zip((430, 513), values, strict=True))
    document = read(sheets)
    (table,) = document.tables
    assert [column.role for column in table.columns] == [Role.LABEL, Role.UNIT, Role.VALUE, Role.VALUE]
    assert [row[2:] for row in grid(document, table)] == [["2022年", "2021年"], *(list(row[4:]) for row in rows)]
    cut = "".join(document.text[span.start : span.end] for span in document.furniture)
    assert "Water used" in cut
    assert "耗水量" not in cut


def test_a_table_is_named_by_the_line_below_a_sentence(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.write(45, 80, "公司按级别管理，年内淘汰不合格供应商。")
    sheets.write(45, 94, "供应商审核一览表和费用")
    sheets.table(XS, 112, ROWS, upright=True, level=range(5))
    document = read(sheets)
    (table,) = document.tables
    assert table.caption is not None
    assert document.text[table.caption.start : table.caption.end] == "供应商审核一览表和费用\n"


def test_pairs_under_titles_of_their_own_are_two_tables(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    upper = [["资本", "5.8 亿元", "员工", "1,932 人"], ["面积", "26.4 万平方米", "绿化率", "31.5%"]]
    lower = [["电力（万度）", "3,420", "天然气（吨）", "516"], ["蒸汽（吨）", "8.7", "柴油（吨）", "42"]]
    for top, xs, rows in ((100, [50.0, 130, 280, 370, 520], upper), (200, [50.0, 200, 280, 450, 520], lower)):
        for number, row in enumerate(rows):
            cells(sheets, top + 4 + 24 * number, *zip((x + 5 for x in xs), row, strict=False))
            piecewise(sheets, xs, top + 24 * (number + 1))
    piecewise(sheets, [50.0, 130, 280, 370, 520], 100)
    for x in (50, 130, 280, 370, 520):
        sheets.rule(x, 100, x, 148)
    sheets.write(50, 175, "能耗概览", 14)
    document = read(sheets)
    wanted = [[row[at : at + 2] for row in rows] for rows in (upper, lower) for at in (0, 2)]
    assert [grid(document, table) for table in document.tables] in (
        wanted,
        [wanted[0] + wanted[1], wanted[2] + wanted[3]],
    )


def test_names_said_twice_on_one_line_are_read_once(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    rows = (
        ("指標 Indicator", "單位 Unit", "2023", "2022"),
        ("用水 Water consumption", "m³", "41,208", "39,775"),
        ("廢物 Hazardous waste", "公噸", "318.4", "305.9"),
        ("義工服務 Volunteer hours", "小時", "6,120", "7,433"),
        ("捐款 Donation", "港元", "1,250,000", "1,480,000"),
    )
    for number, row in enumerate(rows):
        cells(sheets, 100 + 22 * number, *zip((52, 300, 420, 500), row, strict=True))
    document = read(sheets)
    (table,) = document.tables
    assert [column.role for column in table.columns] == [Role.LABEL, Role.UNIT, Role.VALUE, Role.VALUE]
    cut = [document.text[span.start : span.end].strip() for span in document.furniture]
    assert "Volunteer hours" in cut
    assert not any("義工" in text for text in cut)


def test_one_name_with_a_word_of_english_is_read_whole(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    rows = [["项目", "2020年", "2021年"], ["灯具 Philips", "12", "13"], ["风机", "5", "6"], ["水泵", "7", "8"]]
    sheets.table(XS, 100, rows, upright=True, level=range(5))
    assert not read(sheets).furniture


def test_units_half_way_down_their_rows_are_cells_of_their_own(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = [50.0, 170, 260, 360, 460]
    rows = (("营业收入", "412.5", "455.8"), ("利润", "38.2", "41.9"), ("产量", "812", "866"), ("销量", "340", "415"))
    for x0, x1 in pairwise(xs):
        sheets.fill(x0, 80, x1, 104, "#dddddd")
    cells(sheets, 86, *zip((x + 6 for x in xs), ("指标", "单位", "2021年", "2022年"), strict=False))
    for number, (name, *values) in enumerate(rows):
        top = 104 + 24 * number
        for x0, x1 in ((50, 170), (260, 360), (360, 460)):
            sheets.fill(x0, top, x1, top + 24, "#eeeeee" if number % 2 else "#ffffff")
        cells(sheets, top + 6, (56, name), (266, values[0]), (366, values[1]))
    cells(sheets, 122, (176, "万元"))
    cells(sheets, 170, (176, "万吨"))
    document = read(sheets)
    (table,) = document.tables
    spans = {document.text[cell.span.start : cell.span.end]: (cell.row, cell.row_span) for cell in table.cells}
    assert (spans["万元"], spans["万吨"]) == ((1, 2), (3, 2))
