"""Charts: their values by category and series, their scales, and what neighbours they must not take."""

from pathlib import Path

from pipeline.model import Document
from pipeline.read.pdf.document import Effort, read_pdf
from tests.read.pdf.sheets import BLOCKS, Sheets
from tests.read.pdf.test_tables import grid

PROSE = "公司坚持绿色发展理念，全年推进节能改造项目，带动上下游企业共同参与减排行动，取得良好成效。"
NAMES = ("废水", "废气", "固废")
VALUES = ((200, 221), (188, 111), (145, 183))


def read(sheets: Sheets) -> Document:
    return read_pdf(sheets.save(), "book.pdf", 2021, effort=Effort(readers=1))


def texts(document: Document, spans: tuple) -> list[str]:
    return [document.text[span.start : span.end] for span in spans]


def bars(sheets: Sheets, x: float, foot: float) -> None:
    """Upright bars in pairs, with a scale at the left and a legend below."""
    for tick in (0, 100, 200, 300):
        sheets.write(x - 24, foot - tick / 2 - 4, str(tick), 8)
    sheets.rule(x, foot - 150, x, foot)
    sheets.rule(x, foot, x + 200, foot)
    for number, (name, pair) in enumerate(zip(NAMES, VALUES, strict=True)):
        left = x + 15 + 60 * number
        sheets.write(left + 8, foot + 4, name, 8)
        for place, value in enumerate(pair):
            at = left + 20 * place
            sheets.fill(at, foot - value / 2, at + 17, foot, "#224466" if place else "#88aacc")
            sheets.write(at, foot - value / 2 - 10, str(value), 8)
    for number, name in enumerate(("2021年", "2022年")):
        sheets.fill(x + 40 + 60 * number, foot + 22, x + 46 + 60 * number, foot + 28)
        sheets.write(x + 50 + 60 * number, foot + 20, name, 8)


def test_bars_in_pairs_are_a_table_of_categories_and_series(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    after = sheets.flow(45, 60, 500, PROSE)
    sheets.write(120, after + 10, "环保投入构成（单位：万元）")
    bars(sheets, 100, after + 190)
    sheets.flow(45, after + 250, 500, PROSE)
    document = read(sheets)
    (table,) = document.tables
    rows = [[name, *map(str, pair)] for name, pair in zip(NAMES, VALUES, strict=True)]
    assert grid(document, table) == [["", "2021年", "2022年"], *rows]
    assert table.caption is not None
    assert texts(document, (table.caption,))[0].strip() == "环保投入构成（单位：万元）"
    assert texts(document, document.scales) == ["300", "200", "100", "0"]


def test_level_bars_side_by_side_keep_their_own_names_and_titles(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    charts = (("员工结构（人）", (539, 413, 243)), ("固废处置（吨）", (369, 275, 496)))
    for x, (title, values) in zip((60, 340), charts, strict=True):
        sheets.write(x + 50, 150, title)
        for number, value in enumerate(values):
            top = 185 + 20 * number
            sheets.write(x, top, f"第{title[0]}{'甲乙丙'[number]}类", 8)
            sheets.fill(x + 50, top, x + 50 + value / 5, top + 10)
            sheets.write(x + 54 + value / 5, top + 1, str(value), 8)
    document = read(sheets)
    assert [[row[1] for row in grid(document, table)] for table in document.tables] == [
        ["539", "413", "243"],
        ["369", "275", "496"],
    ]
    captions = [texts(document, (table.caption,))[0].strip() for table in document.tables if table.caption]
    assert captions == [title for title, _ in charts]


def test_months_under_a_curve_name_its_values(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    values = (830, 902, 617, 662)
    for number, value in enumerate(values):
        x = 100 + 40 * number
        sheets.fill(x, 300 - value / 10, x + 5, 305 - value / 10)
        sheets.write(x - 4, 288 - value / 10, str(value), 7)
        sheets.write(x - 4, 330, f"{number + 1}月", 7)
    sheets.rule(90, 325, 250, 325)
    for tick in (0, 400, 800):
        sheets.write(62, 320 - tick / 10, f"{tick:,}", 7)
    sheets.rule(88, 200, 88, 325)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [[f"{number}月", str(value)] for number, value in enumerate(values, start=1)]
    assert sorted(texts(document, document.scales)) == ["0", "400", "800"]


def test_a_curve_over_the_lines_of_its_chart_is_no_table(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    x = 90
    for number, tick in enumerate(range(300, -1, -50)):
        sheets.write(x - 24, 150 + 25 * number - 4, str(tick), 8)
        sheets.rule(x, 150 + 25 * number, x + 400, 150 + 25 * number)
    for number in range(8):  # a curve in steps
        at, top = x + 50 * number, 290 - 15 * number
        sheets.rule(at, top, at + 50, top)
        sheets.rule(at + 50, top, at + 50, top - 15)
        sheets.write(at, 306, f"0{number % 4 * 3 + 1}/2{number // 4}"[-5:], 8)
    sheets.write(x + 60, 255, "72.4", 8)
    sheets.flow(45, 340, 500, PROSE)
    document = read(sheets)
    assert not document.tables
    assert "72.4" in texts(document, document.scales)
    assert {"300", "0"} <= set(texts(document, document.scales))
