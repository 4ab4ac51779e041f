"""Charts over one line: categories below it, series by their colours, and what must not be taken for one."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.model import Document, Span
from pipeline.read.pdf.document import Effort, read_pdf
from tests.read.pdf.sheets import BLOCKS, Sheets
from tests.read.pdf.test_tables import grid

PROSE = "公司坚持绿色发展理念，全年推进节能改造项目，带动上下游企业共同参与减排行动，取得良好成效。"
YEARS = ("2030", "2060", "2100")
COLOURS = {"热浪": "#cc2222", "暴雨": "#22aa44", "台风": "#2266cc"}
SHARES = {"热浪": ("1.20%", "1.31%", "1.48%"), "暴雨": ("0.40%", "0.52%", "0.61%"), "台风": ("0.05%", "0.05%", "0.07%")}


def read(sheets: Sheets) -> Document:
    return read_pdf(sheets.save(), "book.pdf", 2022, effort=Effort(readers=1))


def texts(document: Document, spans: Iterable[Span]) -> list[str]:
    return [document.text[span.start : span.end] for span in spans]


def stacked(sheets: Sheets, x: float, foot: float) -> None:
    """Narrow bars on top of one another, their values at the right in their colours, the sums in black over them."""
    for number, year in enumerate(YEARS):
        left, top = x + 60 * number, foot
        for name, values in SHARES.items():
            height = 30 * float(values[number][:-1]) + 2
            sheets.fill(left, top - height, left + 8, top, COLOURS[name])
            top -= height
        for place, (name, values) in enumerate(SHARES.items()):
            sheets.write(left + 11, foot - 14 - 11 * place, values[number], 7, COLOURS[name])
        total = sum(float(values[number][:-1]) for values in SHARES.values())
        sheets.write(left - 6, top - 24, f"{total:.2f}%", 8)
        sheets.write(left - 4, foot + 3, year, 7)
    sheets.rule(x - 10, foot, x + 180, foot)


def test_values_are_of_the_series_of_their_colour_and_of_the_year_below_them(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    for title, foot in (("甲类路径", 260), ("乙类路径", 420)):
        sheets.write(70, foot - 110, title)
        stacked(sheets, 110, foot)
    for number, (name, colour) in enumerate(COLOURS.items()):  # one legend for both
        sheets.fill(100 + 60 * number, 450, 107 + 60 * number, 457, colour)
        sheets.write(111 + 60 * number, 449, name, 8)
    document = read(sheets)
    sums = ("1.65%", "1.88%", "2.16%")
    rows = [[year, sums[n], *(SHARES[name][n] for name in COLOURS)] for n, year in enumerate(YEARS)]
    assert [grid(document, table) for table in document.tables] == [[["", "", *COLOURS], *rows]] * 2
    captions = [texts(document, (table.caption,))[0].strip() for table in document.tables if table.caption]
    assert captions == ["甲类路径", "乙类路径"]


def test_bars_that_hang_from_the_line_have_turned_names_and_values_that_touch(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    names = ("华东区域", "华南区域", "西北区域", "东北区域")
    for number, (name, value) in enumerate(zip(names, (4.1, 3.9, -0.2, -1.5), strict=True)):
        x, end = 100 + 19 * number, 200 - 12 * value
        sheets.fill(x, min(200, end), x + 7, max(200, end), "#224466")
        sheets.write(x - 6, end - 10 if value > 0 else end + 1, f"{value}%", 7)
        with sheets.turned(-90, x - 1, 264):
            sheets.write(0, 0, name, 7)
    for tick in (6, 4, 2, 0, -2):
        sheets.write(72, 196 - 12 * tick, f"{tick}%", 7)
    sheets.rule(90, 200, 180, 200)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [
        [name, value] for name, value in zip(names, ("4.1%", "3.9%", "-0.2%", "-1.5%"), strict=True)
    ]
    assert texts(document, document.scales) == ["6%", "4%", "2%", "0%", "-2%"]


def test_dots_over_a_line_are_points_of_a_curve(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    for number, (year, value) in enumerate((("2024e", "31.5"), ("2025e", "36.2"), ("2026e", "44.0"))):
        x = 120 + 50 * number
        sheets.fill(x, 260 - float(value), x + 4, 264 - float(value), "#cc2222")
        sheets.write(x - 6, 248 - float(value), value, 7)
        sheets.write(x - 8, 303, year, 7)
    sheets.rule(100, 300, 260, 300)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [["2024e", "31.5"], ["2025e", "36.2"], ["2026e", "44.0"]]


def test_figures_in_boxes_side_by_side_are_no_chart(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    for number, (name, value) in enumerate((("节电量", "320万千瓦时"), ("减排量", "1,850吨"), ("节水量", "96万吨"))):
        x = 60 + 150 * number
        sheets.fill(x, 150, x + 130, 210, "#ddeecc")
        sheets.write(x + 10, 160, name, 9)
        sheets.write(x + 10, 178, value, 14)
    sheets.flow(45, 240, 500, PROSE)
    document = read(sheets)
    assert not document.tables
    assert "节电量 320万千瓦时" in document.text
