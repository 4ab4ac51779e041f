"""Pages that designers made: tall typefaces, running heads of two lines, charts on grids, shaded heads."""

from pathlib import Path

from pipeline.model import Document
from pipeline.read.pdf.document import Effort, read_pdf
from tests.read.pdf.sheets import BLOCKS, TALL, Sheets
from tests.read.pdf.test_tables import grid

PROSE = "公司坚持绿色发展理念，全年推进节能改造项目，带动上下游企业共同参与减排行动，取得良好成效。"


def read(sheets: Sheets) -> Document:
    return read_pdf(sheets.save(), "book.pdf", 2021, effort=Effort(readers=1))


def test_lines_of_a_tall_typeface_do_not_reach_into_one_another(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=TALL)
    for number, (name, value) in enumerate((("水泥", "412"), ("钢铁", "388"), ("造纸", "97"))):
        sheets.write(60, 80 + 12 * number, name, 8)
        sheets.write(84, 86 + 12 * number, value, 8)  # half a line lower, and no part of it
    lines = read(sheets).text.splitlines()
    assert sorted(filter(None, lines)) == sorted(["水泥", "412", "钢铁", "388", "造纸", "97"])


def texts(document: Document, spans: tuple) -> list[str]:
    return [document.text[span.start : span.end] for span in spans]


def gridded(sheets: Sheets, left: float, foot: float, ticks: tuple[str, ...], names: tuple[str, ...]) -> None:
    """The lines of a grid with its scale at the left and names at its foot."""
    for number, tick in enumerate(ticks):
        sheets.write(left - 24, foot - 30 * number - 4, f"{tick:>4}", 8)
        sheets.rule(left, foot - 30 * number, left + 200, foot - 30 * number)
    for number, name in enumerate(names):
        sheets.write(left + 30 + 80 * number, foot + 6, name, 8)


def test_a_chart_on_a_grid_is_no_table_of_its_lines(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    for title, foot, values in (("甲厂单耗", 260, ("12.5", "7.25")), ("乙厂单耗", 420, ("9.75", "4.50"))):
        sheets.write(150, foot - 118, title)
        sheets.write(260, foot - 108, "单位：%", 7)
        gridded(sheets, 90, foot, ("0", "5", "10", "15"), ("RCP 2.6", "RCP 8.5"))
        for number, value in enumerate(values):
            top = foot - 6 * float(value)
            sheets.fill(120 + 80 * number, top, 150 + 80 * number, foot)
            sheets.write(122 + 80 * number, top - 9, value, 7)
    sheets.flow(45, 470, 500, PROSE)
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [
        [["RCP 2.6", "12.5"], ["RCP 8.5", "7.25"]],
        [["RCP 2.6", "9.75"], ["RCP 8.5", "4.50"]],
    ]
    assert texts(document, document.scales) == ["15", "10", "5", "0"] * 2
    assert "甲厂单耗\n\n单位：%\n\nRCP 2.6" in document.text


def test_bars_on_top_of_one_another_rise_from_the_first_name_of_their_legend(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    gridded(sheets, 90, 260, ("0", "100", "200", "300"), ("东厂", "西厂"))
    for number, (low, high) in enumerate((("88(40%)", "132(60%)"), ("57(30%)", "133(70%)"))):
        sheets.fill(120 + 80 * number, 230, 160 + 80 * number, 260, "#aa4444")
        sheets.fill(120 + 80 * number, 190, 160 + 80 * number, 230, "#44aa44")
        sheets.write(122 + 80 * number, 240, low, 7)
        sheets.write(122 + 80 * number, 205, high, 7)
    for number, name in enumerate(("高风险（Level4 以上）", "其他")):
        sheets.fill(110 + 120 * number, 280, 116 + 120 * number, 286)
        sheets.write(119 + 120 * number, 279, name, 8)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [
        ["", "其他", "高风险（Level4 以上）"],
        ["东厂", "132(60%)", "88(40%)"],
        ["西厂", "133(70%)", "57(30%)"],
    ]


def test_years_in_a_row_are_names_and_a_scale_may_pass_through_one(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    gridded(sheets, 90, 260, ("1500", "2000", "2500", "3000"), ("2020", "2021"))
    for number, value in enumerate(("1,720", "2,260")):
        sheets.fill(120 + 80 * number, 240 - 20 * number, 150 + 80 * number, 260)
        sheets.write(122 + 80 * number, 230 - 20 * number, value, 7)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [["2020", "1,720"], ["2021", "2,260"]]
    assert texts(document, document.scales) == ["3000", "2500", "2000", "1500"]


def test_a_shade_parts_the_head_from_the_rows(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.flow(45, 60, 500, PROSE)
    sheets.fill(60, 150, 360, 172)
    for x in (60, 200, 280, 360):
        sheets.rule(x, 150, x, 230)
    for y in (150, 205, 230):
        sheets.rule(60, y, 360, y)
    for top, row in (
        (155, ("", "短期", "中期")),
        (183, ("占总损失比例", "81.2%", "84.6%")),
        (212, ("占总放款", "9%", "8%")),
    ):
        for x, text in zip((64, 204, 284), row, strict=True):
            sheets.write(x, top, text)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [["", "短期", "中期"], ["占总损失比例", "81.2%", "84.6%"], ["占总放款", "9%", "8%"]]


def test_titles_across_a_ruled_table_name_it_and_notes_across_it_are_text(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.flow(45, 60, 500, PROSE)
    rows = (("项目/年度", "2021", "2020"), ("直接排放量", "812.31", "153.32"), ("间接排放量", "9,134.73", "1,186.99"))
    sheets.write(150, 153, "近两年温室气体排放量")
    sheets.write(280, 171, "单位：吨")
    sheets.table((60, 200, 280, 360), 186, rows, upright=True, level=range(4))
    sheets.write(64, 243, "注1：范围为公司全部营运据点。")
    for y in (150, 168, 258):
        sheets.rule(60, y, 360, y)
    for x in (60, 360):
        sheets.rule(x, 150, x, 258)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [list(row) for row in rows]
    assert table.caption is not None
    assert "单位：吨" in texts(document, (table.caption,))[0]


def test_a_list_beside_a_table_that_has_names_is_none_of_it(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.flow(45, 60, 500, PROSE)
    rows = (("来源", "排放量（吨）"), ("采购商品", "2,129.72"), ("商务差旅", "10.35"))
    sheets.table((300, 420, 520), 186, rows, upright=True, level=range(4))
    for number, text in enumerate(("支持采购节能商品", "定期审查能源设备", "落实能源管理系统")):
        sheets.write(120, 189 + 18 * number, text)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [list(row) for row in rows]


def test_a_running_head_of_two_lines_with_a_page_number_in_spaced_type(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    for number in range(3):
        sheets.write(200, 30, "2022", 9)
        sheets.write(200, 41, "TCFD Report", 9)
        sheets.write(300, 33, "前言｜治理｜策略｜附录", 9)
        sheets.flow(45, 100, 500, PROSE[number:] * 4)
        sheets.spaced(540, 800, f"2{number + 5}", 3, 9)
        sheets.next_page()
    document = read(sheets)
    body = document.text
    for span in reversed(document.furniture):
        body = body[: span.start] + body[span.end :]
    assert "2022" not in body
    assert "Report" not in body
    assert not any(character.isdigit() for character in body)


def test_numbers_in_dots_are_marks_in_a_list_and_on_a_map_of_risks(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    for number, name in enumerate(("碳费造成成本上升", "监理要求日趋严格", "低碳商品取代产品", "原物料价格上涨")):
        sheets.fill(60, 150 + 20 * number, 72, 162 + 20 * number, "#888888")
        sheets.write(64, 152 + 20 * number, str(number + 1), 7, "#ffffff")
        sheets.write(110, 151 + 20 * number, name, 9)
        x, y = 330 + 31 * number, 180 + 17 * (number % 3)
        sheets.fill(x, y, x + 14, y + 14, "#888888")
        sheets.write(x + 5, y + 3, str(number + 1), 8, "#ffffff")
    for tick in range(1, 5):
        sheets.write(298, 266 - 24 * tick, str(tick), 8)
        for dash in range(16):
            sheets.rule(310 + 10 * dash, 270 - 24 * tick, 316 + 10 * dash, 270 - 24 * tick)
        sheets.write(310 + 36 * tick, 274, str(tick), 8)
    document = read(sheets)
    assert not document.tables
    told = {span.start for span in (*document.superscripts, *document.scales)}
    assert all(place in told for place, character in enumerate(document.text) if character.isdigit())


def test_a_chart_with_a_scale_of_ticks_at_either_side(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    for number in range(5):
        top = 300 - 30 * number
        sheets.write(70, top - 3, f"{2 * number}%", 8)
        sheets.rule(88, top, 93, top)
        sheets.write(306, top - 5, "100%" if number == 4 else f"{25 * number}%", 8)
        sheets.rule(297, top, 302, top)
    sheets.rule(93, 300, 297, 300)
    for number, name in enumerate(("有序", "无序", "无政策")):
        sheets.fill(110 + 60 * number, 200 + 20 * number, 140 + 60 * number, 300)
        sheets.write(112 + 60 * number, 306, name, 8)
    document = read(sheets)
    assert not document.tables
    assert sorted(texts(document, document.scales)) == sorted(
        ["0%", "2%", "4%", "6%", "8%", "0%", "25%", "50%", "75%", "100%"]
    )


def test_white_type_is_seen_on_any_dark_ground(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.flow(45, 60, 500, PROSE)
    sheets.rule(45, 210, 300, 210, thick=40)  # no area that is filled, yet dark
    sheets.write(60, 205, "植树12.6万棵", colour="#ffffff")
    sheets.write(60, 305, "修复湿地380公顷", colour="#ffffff")
    assert "植树12.6万棵" in (text := read(sheets).text)
    assert "湿地" not in text


def test_a_mark_hardly_smaller_than_its_word_is_raised_all_the_same(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.flow(45, 60, 500, PROSE)
    right = sheets.write(45, 200, "开展环保培训", 10)
    right = sheets.write(right, 198, "4", 8.3)
    sheets.write(right, 200, "126场。", 10)
    document = read(sheets)
    assert texts(document, document.superscripts) == ["4"]


def test_a_unit_over_a_chart_on_a_grid_is_that_of_its_values(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    sheets.write(66, 125, "单位：吨", 8)  # further off than names and values
    gridded(sheets, 90, 260, ("0", "10", "20", "30"), ("2020", "2021"))
    for number, value in enumerate(("12.5", "7.25")):
        top = 260 - 3 * float(value)
        sheets.fill(120 + 80 * number, top, 150 + 80 * number, 260)
        sheets.write(122 + 80 * number, top - 9, value, 7)
    document = read(sheets)
    (table,) = document.tables
    assert document.text[: table.span.start].rstrip().endswith("单位：吨")
