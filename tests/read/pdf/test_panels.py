"""Panels of designed reports: framed cards, lists with leaders, striped tables, boxes across columns, pies in rows."""

from pathlib import Path

from tests.read.pdf.sheets import BLOCKS, Sheets
from tests.read.pdf.test_asides import paragraphs
from tests.read.pdf.test_pies import COLOURS, angles
from tests.read.pdf.test_tables import PROSE, grid, read


def test_cards_in_rows_and_columns_are_no_table(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    cards = (
        ("应急演练", "1,275", "次"),
        ("公益捐赠", "2,310", "万元"),
        ("隐患整改率", "99.7", "%"),
        ("专利授权", "86", "件"),
    )
    for number, (label, value, unit) in enumerate(cards):
        x, top = 60 + 240 * (number % 2), 100 + 110 * (number // 2)
        sheets.frame(x, top, x + 220, top + 90)
        sheets.write(x + 80, top + 8, label, 10)
        sheets.write(x + 80, top + 24, value, 24)
        sheets.write(x + 80, top + 52, unit, 9)
        sheets.write(x + 80, top + 70, f"较上年 ▲ {number + 3}.5%", 8)
    document = read(sheets)
    assert not document.tables
    wanted = {f"{label} {value}{unit} 较上年 ▲ {n + 3}.5%" for n, (label, value, unit) in enumerate(cards)}
    assert set(paragraphs(document)) == wanted


def test_names_and_large_numbers_on_one_baseline_are_pairs(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    left = (("绿色贷款余额", "1,846.3"), ("涉农贷款余额", "912.5"), ("小微贷款余额", "723.7"))
    right = (("无纸化业务量", "968"), ("视频会议场次", "430"), ("节约用纸张数", "127"))
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        for x, (name, value) in ((60, one), (330, other)):
            sheets.write(x, 200 + 40 * number, name, 9)
            sheets.write(x + 230 - 11 * len(value), 200 + 40 * number - 13, value, 22)
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [
        [list(row) for row in left],
        [list(row) for row in right],
    ]


def test_rows_without_a_shade_are_rows_of_the_striped_table(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    xs = (60, 180, 260, 340, 420, 500)
    for x0, top, x1, bottom in ((60, 150, 180, 190), *((x, 150, x + 160, 170) for x in (180, 340))):
        sheets.fill(x0, top, x1, bottom, "#aa5500")
    for x in xs[1:-1]:
        sheets.fill(x, 170, x + 80, 190, "#aa5500")
    for x, top, text in ((70, 164, "指标"), (240, 154, "2022"), (400, 154, "2021")):
        sheets.write(x, top, text, 9, "#ffffff")
    for number, text in enumerate("男女男女"):
        sheets.write(215 + 80 * number, 174, text, 9, "#ffffff")
    rows = (
        ("员工总数", "861", "340", "835", "321"),
        ("管理人员", "64", "27", "63", "25"),
        ("技术人员", "98", "76", "95", "71"),
        ("生产人员", "425", "401", "397", "383"),
    )
    for number, row in enumerate(rows):
        top = 190 + 20 * number
        for x0, x1, text in zip(xs, xs[1:], row, strict=False):
            if number % 2 == 0:
                sheets.fill(x0, top, x1, top + 20, "#fbefe4")
            sheets.write(x0 + 10, top + 5, text, 9)
    sheets.write(60, 285, "注：不含劳务派遣人员。", 7)
    document = read(sheets)
    (table,) = document.tables
    assert [row for row in grid(document, table) if row[0] != "指标"][1:] == [list(row) for row in rows]
    assert "注" not in document.text[table.span.start : table.span.end]


def test_a_cell_goes_down_the_rows_that_no_rule_parts(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    xs = (60, 140, 240, 320, 400, 480)
    for x, text in zip(xs, ("类别", "排放源", "单位", "2021年", "2022年"), strict=False):
        sheets.write(x + 10, 155, text, 9)
    rows = (
        ("天然气", "28,104", "26,733"),
        ("公务车", "1,205", "1,118"),
        ("制冷剂", "386", "402"),
        ("外购电力", "96,540", "91,872"),
    )
    for number, row in enumerate(rows):
        top = 170 + 20 * number
        for x, text in zip((140, 320, 400), row, strict=True):
            sheets.write(x + 10, top + 5, text, 9)
        sheets.rule(140, top + 20, 240, top + 20)
        sheets.rule(320, top + 20, 480, top + 20)
    sheets.write(70, 195, "范围一", 9)
    sheets.write(70, 235, "范围二", 9)
    sheets.write(250, 206, "吨", 9)
    for line in ((60, 150, 480, 150), (60, 170, 480, 170), (60, 230, 140, 230), (60, 250, 320, 250)):
        sheets.rule(*line)
    document = read(sheets)
    (table,) = document.tables
    spans = {document.text[cell.span.start : cell.span.end]: cell.row_span for cell in table.cells}
    assert (spans["范围一"], spans["范围二"], spans["吨"], spans["天然气"]) == (3, 1, 4, 1)


def test_a_box_across_two_columns_parts_those_above_from_those_below(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for top, first, second in ((80, "甲", "乙"), (330, "丙", "丁")):
        sheets.flow(45, top, 240, first + PROSE)
        sheets.flow(310, top, 240, second + PROSE)
    sheets.fill(45, 200, 550, 310, "#fdf0ea")
    sheets.write(60, 206, "数说成效", 11)
    for number, (label, value) in enumerate((("援建学校", "146所"), ("资助学生", "235名"), ("义诊场次", "88场"))):
        sheets.write(80 + 160 * number, 230, value, 24)
        sheets.write(84 + 160 * number, 262, label, 9)
    found = [part[:1] for part in paragraphs(read(sheets))]
    assert found == ["甲", "乙", "数", "援", "资", "义", "丙", "丁"]


def test_legends_of_pies_in_a_row_are_no_bars_over_names(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    pies = (
        (("本科及以上", 46.1), ("大专", 32.7), ("其他", 21.2)),
        (("管理人员", 9.4), ("技术人员", 38.8), ("生产人员", 51.8)),
    )
    for x, shares in zip((110, 380), pies, strict=True):
        for number, ((name, share), (start, end)) in enumerate(zip(shares, angles(shares), strict=True)):
            sheets.slice(x, 220, 50, start, end, COLOURS[number] if x < 200 else f"#{number + 3}0{number + 4}0f0")
            colour = COLOURS[number] if x < 200 else f"#{number + 3}0{number + 4}0f0"
            sheets.fill(x + 62, 200 + 16 * number, x + 69, 207 + 16 * number, colour)
            sheets.write(x + 73, 199 + 16 * number, name, 8)
            sheets.write(x + 127, 199 + 16 * number, f"{share}%", 8)
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [
        [[name, f"{share}%"] for name, share in shares] for shares in pies
    ]


def test_figures_in_discs_have_their_labels_below(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    cards = (("安全培训", "7,260", "人次"), ("应急演练", "48", "场"), ("重大事故", "0", "起"))
    for number, (label, value, unit) in enumerate(cards):
        x = 60 + 150 * number
        sheets.disc(x, 150, x + 90, 240, "#0a4a6e")
        sheets.write(x + 30, 172, value, 20, "#ffffff")
        sheets.write(x + 34, 200, unit, 9, "#ffffff")
        sheets.write(x + 25, 248, label, 10)
    assert paragraphs(read(sheets))[1:] == [f"{label} {value}{unit}" for label, value, unit in cards]


def test_a_label_has_a_ground_of_its_own_beside_that_of_its_figure(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    cards = (
        ("工会活动", "156", "次"),
        ("慰问职工", "428", "人"),
        ("慰问金额", "96.5", "万元"),
        ("职工提案", "1,073", "条"),
    )
    for number, (label, value, unit) in enumerate(cards):
        x, top = 50 + 260 * (number % 2), 150 + 60 * (number // 2)
        sheets.fill(x, top, x + 100, top + 40, "#882233")
        sheets.fill(x + 100, top, x + 240, top + 40, "#f6ecef")
        sheets.write(x + 14, top + 14, label, 11, "#ffffff")
        end = sheets.write(x + 120, top + 9, value, 22)
        sheets.write(end + 6, top + 20, unit, 10)
    found = set(paragraphs(read(sheets))[1:])
    assert found == {f"{label} {value}{unit}" for label, value, unit in cards}


def test_a_title_with_a_unit_over_the_figures_of_its_ground_names_them(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    cards = (("综合能耗（吨）", "562.4", "538.1"), ("新水消耗（立方米）", "2.46", "2.11"))
    for number, (title, before, after) in enumerate(cards):
        x = 60 + 240 * number
        sheets.frame(x, 150, x + 200, 230)
        sheets.write(x + 40, 158, title, 10)
        for at, label, value in ((x + 20, "改造前", before), (x + 120, "改造后", after)):
            sheets.write(at, 180, label, 8)
            sheets.write(at, 194, value, 20)
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [
        [["", "改造前", "改造后"], [title, before, after]] for title, before, after in cards
    ]
    assert not document.flags


def test_level_bars_in_parts_are_a_table_of_their_colours(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    names = ("生产人员", "技术人员", "管理人员")
    sheets.write(60, 150, "岗位结构（%）", 10)
    for number, name in enumerate(names):
        sheets.fill(200 + 90 * number, 151, 208 + 90 * number, 159, COLOURS[number])
        sheets.write(212 + 90 * number, 150, name, 9)
    rows = (("2020年", "58.4", "32.1", "9.5"), ("2021年", "56.0", "34.3", "9.7"))
    for number, (year, *values) in enumerate(rows):
        x, top = 110.0, 180 + 40 * number
        sheets.write(60, top + 6, year, 9)
        for colour, value in zip(COLOURS, values, strict=False):
            width = 4 * float(value)
            sheets.fill(x, top, x + width, top + 22, colour)
            sheets.write(x + width / 2 - 8, top + 6, value, 9, "#ffffff")
            x += width
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [["", *names], *(list(row) for row in rows)]
    assert document.text[: table.span.start].rstrip().endswith("岗位结构（%）")


def test_the_first_row_over_the_rules_may_have_larger_numbers_than_names(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    rows = (("环保投入", "6,420 万元"), ("节约用水", "48.6 万吨"), ("植树造林", "3.2 万棵"))
    for number, (name, value) in enumerate(rows):
        sheets.write(70, 160 + 30 * number, name, 9)
        sheets.write(200, 157 + 30 * number, value, 13)
        sheets.rule(60, 180 + 30 * number, 300, 180 + 30 * number)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [list(row) for row in rows]
