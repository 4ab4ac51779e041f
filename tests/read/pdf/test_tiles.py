"""Tables whose cells are filled and have no rules, and neighbours that are none."""

from pathlib import Path

from pipeline.model import Document
from pipeline.read.pdf.document import Effort, read_pdf
from tests.read.pdf.sheets import BLOCKS, Sheets
from tests.read.pdf.test_tables import grid

PROSE = "公司坚持绿色发展理念，全年推进节能改造项目，带动上下游企业共同参与减排行动，取得良好成效。"


def read(sheets: Sheets) -> Document:
    return read_pdf(sheets.save(), "book.pdf", 2022, effort=Effort(readers=1))


def tiled(sheets: Sheets, x: float, top: float) -> None:
    """A head, groups of rows that one name stands beside, and classes that they count."""
    xs = (x, x + 60, x + 150, x + 210)
    body = (("高", "90~61", "3"), ("中", "60~31", "12"), ("", "30~11", "45"), ("低", "10以下", "208"))
    for column, head in enumerate(("等级", "风险分值", "据点数")):
        sheets.fill(xs[column], top, xs[column + 1], top + 22, "#226688")
        sheets.write(xs[column] + 6, top + 6, head, 9, "#ffffff")
    for number, row in enumerate(body):
        upper = top + 22 + 16 * number
        for column, text in enumerate(row):
            lower = upper + (32 if column == 0 and number == 2 else 16)
            if column > 0 or number < 3:
                sheets.fill(xs[column], upper, xs[column + 1], lower, "#cfe3ee" if number % 2 else "#b4d2e2")
            if column > 0 or number < 2:
                sheets.write(xs[column] + 6, upper + 3, text, 9)
    sheets.write(x + 6, top + 22 + 43, "低", 9)


def test_filled_cells_that_adjoin_are_a_table_beside_a_panel_of_text(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    sheets.fill(50, 150, 200, 236, "#eeeedd")
    sheets.flow(55, 155, 130, PROSE[:42], indent=False)
    tiled(sheets, 200, 150)
    sheets.flow(45, 300, 500, PROSE)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [
        ["等级", "风险分值", "据点数"],
        ["高", "90~61", "3"],
        ["中", "60~31", "12"],
        ["低", "30~11", "45"],
        ["", "10以下", "208"],
    ]
    labels = [axis.role.value for axis in table.columns]
    assert labels == ["label", "label", "value"]


def test_a_filled_head_over_a_ruled_table_has_an_empty_corner(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    xs = (60, 150, 230, 310, 420)
    rows = (("用电量（度）", "1,820", "1,760", "减少 3%"), ("废弃物（吨）", "64", "61", "减少 2%"))
    for column, head in enumerate(("2021", "2022", "2022目标"), start=1):
        sheets.fill(xs[column], 150, xs[column + 1], 170, "#2255cc")
        sheets.write(xs[column] + 8, 154, head, 9, "#ffffff")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            top = 170 + 20 * number
            sheets.fill(xs[column], top, xs[column + 1], top + 20, "#eef2ff")
            sheets.write(xs[column] + 8, top + 4, text, 9)
    for x in xs:
        sheets.rule(x, 170, x, 210)
    for top in (170, 190, 210):
        sheets.rule(60, top, 420, top)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [["", "2021", "2022", "2022目标"], *map(list, rows)]
    assert [axis.role.value for axis in table.rows] == ["header", "value", "value"]


def test_bars_that_touch_are_no_filled_cells(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    for number, (name, pair) in enumerate((("东厂", (120, 95)), ("西厂", (88, 64)), ("北厂", (70, 51)))):
        for place, value in enumerate(pair):
            x = 100 + 70 * number + 20 * place
            sheets.fill(x, 300 - value, x + 20, 300, ("#224466", "#88aacc")[place])
            sheets.write(x + 3, 288 - value, str(value), 7)
        sheets.write(100 + 70 * number + 12, 304, name, 8)
    for number, (name, colour) in enumerate((("2021年", "#224466"), ("2022年", "#88aacc"))):
        sheets.fill(120 + 60 * number, 324, 126 + 60 * number, 330, colour)
        sheets.write(130 + 60 * number, 322, name, 8)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [
        ["", "2021年", "2022年"],
        ["东厂", "120", "95"],
        ["西厂", "88", "64"],
        ["北厂", "70", "51"],
    ]


def test_a_title_among_the_tabs_of_a_page_opens_no_list_of_contents(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for number, tab in enumerate(("目录", "关于本报告", "气候治理", "附录")):
        sheets.write(60 + 110 * number, 30, tab, 9)
    sheets.flow(45, 60, 500, PROSE)
    rows = (("风险等级", "低", "高"), ("甲情境", "78", "2"), ("乙情境", "75", "5"), ("丙情境", "71", "9"))
    sheets.table((60, 160, 240, 320), 150, rows, upright=True, level=(0, 1, 2, 3, 4))
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [list(row) for row in rows]


def test_shades_of_the_lines_inside_a_shaded_cell_draw_no_rows(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    xs = (60, 160, 250, 330)
    for upper, lower in ((150, 182), (182, 230)):  # a head of two lines, a name of two rows
        for column in range(3):
            if upper == 150 or column == 0:
                sheets.fill(xs[column], upper, xs[column + 1], lower, "#e2eedd")
                for number in (0, 1):
                    top = upper + 1 + number * (lower - upper) / 2
                    sheets.fill(xs[column] + 1, top, xs[column + 1] - 1, top + (lower - upper) / 2 - 1, "#e2eedd")
    for column, head in enumerate(("项目", "用电量", "减排量")):
        sheets.write(xs[column] + 6, 152, head, 9)
        sheets.write(xs[column] + 6, 168, ("名称", "（度）", "（吨）")[column], 9)
    sheets.write(66, 186, "东部园区", 9)
    sheets.write(66, 210, "（两期）", 9)
    for number, row in enumerate((("1,204", "8.5"), ("2,310", "16.4"))):
        for column, text in enumerate(row, start=1):
            sheets.write(xs[column] + 6, 188 + 24 * number, text, 9)
    for x in xs:
        sheets.rule(x, 150, x, 230)
    for left, top in ((60, 150), (60, 182), (160, 206), (60, 230)):
        sheets.rule(left, top, 330, top)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [
        ["项目\n名称", "用电量\n（度）", "减排量\n（吨）"],
        ["东部园区\n（两期）", "1,204", "8.5"],
        ["", "2,310", "16.4"],
    ]
