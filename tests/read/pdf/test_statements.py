"""Statements side by side, numbers wrapped in narrow cells, letters beyond the first plane."""

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.read.pdf import characters
from tests.read.pdf.sheets import SIZE, Sheets
from tests.read.pdf.test_tables import PROSE, grid, read

YEARS = ("2023A", "2024A", "2025E")
LEFT = ("资产负债表(百万元)", ("现金及现金等价物", "应收款项", "存货净额", "固定资产", "资产总计"))
RIGHT = ("利润表(百万元)", ("营业收入", "营业成本", "销售费用", "研发费用", "利润总额", "净利润"))


def row(sheets: Sheets, x: float, top: float, name: str, values: tuple[str, ...]) -> None:
    """Writes a name and what stands at the right of it, flush right, 45 points for each."""
    sheets.write(x, top, name)
    for number, value in enumerate(values, start=1):
        sheets.write(x + 105 + 45 * number - SIZE / 2 * len(value), top, value)


def statement(sheets: Sheets, x: float, top: float, title: str, names: tuple[str, ...], by: int) -> list[list[str]]:
    rows = [(title, YEARS), *((name, tuple(f"{by + 7 * n},{y}50" for y in (1, 2, 3))) for n, name in enumerate(names))]
    for number, (name, values) in enumerate(rows):
        row(sheets, x, top + 18 * number, name, values)
    sheets.rule(x, top + 15, x + 240, top + 15)
    sheets.rule(x, top + 18 * len(rows), x + 240, top + 18 * len(rows))
    return [[name, *values] for name, values in rows]


@pytest.mark.parametrize("gap", [3.0, 30.0])
def test_statements_abreast_are_tables_of_their_own(tmp_path: Path, gap: float) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    left = statement(sheets, 45, 100, *LEFT, 11)
    right = statement(sheets, 285 + gap, 100, *RIGHT, 42)
    sheets.flow(45, 300, 500, PROSE)
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [left, right]


def test_one_statement_below_another_stands_abreast_of_a_third(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    left = statement(sheets, 45, 100, *LEFT, 11)
    below = statement(sheets, 45, 260, "现金流量表", ("净利润", "折旧摊销", "现金净变动"), 61)
    right = statement(sheets, 300, 100, RIGHT[0], RIGHT[1] * 2, 42)
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [left, below, right]


def test_years_that_return_over_columns_of_one_table_part_nothing(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = [45.0, 150.0, 220.0, 290.0, 360.0, 430.0]
    rows = [["项目", "2023年", "2024年", "2023年", "2024年"]]
    rows += [[f"{name}厂", "120", "135", "4,210", "5,330"] for name in "甲乙丙丁"]
    sheets.table(xs, 100, rows, upright=True, level=range(len(rows) + 1))
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == rows


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("35,53", "4,574.", "55"), "35,534,574.55"),
        (("2,084,", "780.14"), "2,084,780.14"),
        (("100.0", "0%"), "100.00%"),
        (("94.13", "%"), "94.13%"),
        # two numbers in one cell
        (("4,210", "5,330"), "4,210\n5,330"),
        (("12345", "12346"), "12345\n12346"),
    ],
)
def test_a_number_too_long_for_its_cell_is_one(tmp_path: Path, lines: tuple[str, ...], text: str) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = [45.0, 150.0, 190.0, 290.0]
    for x in xs:
        sheets.rule(x, 100, x, 200)
    for top in (100, 120, 200):
        sheets.rule(xs[0], top, xs[-1], top)
    for x, head in zip(xs, ("类别", "金额", "备注"), strict=False):
        sheets.write(x + 4, 104, head)
    sheets.write(49, 130, "按组合计提")
    for number, line in enumerate(lines):
        sheets.write(186 - SIZE / 2 * len(line), 124 + 14 * number, line)
    sheets.write(194, 130, "应收账款")
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table)[1] == ["按组合计提", text, "应收账款"]


def test_a_letter_that_comes_as_two_halves_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [0x31, 0xD835, 0xDC50, 0x6D, 0xDC50]  # a half alone is no letter
    monkeypatch.setattr(characters.pdf, "FPDFText_GetUnicode", lambda _, index: codes[index])
    assert list(characters.characters_of(None, len(codes))) == [(0, 0x31), (1, 0x1D450), (3, 0x6D)]


def test_rows_without_shade_have_the_columns_of_those_that_have_one(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = [45.0, 165.0, 215.0, 265.0]  # the last one ends the table
    rows = [["指标", *YEARS[:2]], *([name, f"{n}2,150", f"{n}3,480"] for n, name in enumerate(LEFT[1], start=1))]
    rows += [["主要比率", "", ""], ["指标", *YEARS[:2]], ["毛利率", "18.6%", "19.2%"], ["净利率", "6.4%", "8.0%"]]
    for number, row_ in enumerate(rows):
        top = 100 + 18 * number
        for (x0, x1), text in zip(pairwise(xs), row_, strict=True):
            if number % 2 == 0:
                sheets.fill(x0, top, x1, top + 18, "#eeece1")
            sheets.write(x0 + 4, top + 3, text)
    document = read(sheets)
    upper, lower = (grid(document, table) for table in document.tables)
    assert (upper, lower[-3:]) == (rows[:6], rows[7:])


ACCOUNTS = (
    ("4000 營業收入(附註六及七)", ("269,420", "100", "365,067", "100")),
    ("5000 營業成本(附註六及七)", ("146,559", "54", "165,237", "45")),
    ("", ("122,861", "46", "199,830", "55")),
    ("6000 營業費用(附註六及七)", ("96,063", "73", "117,291", "60")),
    ("6100 推銷費用(附註六及七)", ("66,063", "43", "87,291", "40")),
    ("6200 管理費用(附註六及七)", ("30,000", "30", "30,000", "20")),
)


def test_a_first_row_close_below_its_heads_and_a_sum_without_a_name(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    ends = (350, 390, 460, 500)
    sheets.write(320, 100, "113年度", 9)
    sheets.write(430, 100, "112年度", 9)
    for number, end in enumerate(ends):
        sheets.write(end - (18 if number % 2 == 0 else 9), 111, "％" if number % 2 else "金額", 9)
        for top in (121, 148, 163):
            sheets.rule(end - 32 + 12 * (number % 2), top, end, top)
    for number, (name, values) in enumerate(ACCOUNTS):
        sheets.write(120, 122 + 15 * number, name, 9)
        for end, value in zip(ends, values, strict=True):
            sheets.write(end - 4.5 * len(value), 122 + 15 * number, value, 9)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table)[1:] == [[name, *values] for name, values in ACCOUNTS]
    assert table.header_rows == 1
    assert [bool(row.path) for row in table.rows[1:]] == [bool(name) for name, _ in ACCOUNTS]


def test_a_head_of_two_lines_beside_heads_of_one_is_one(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = (160, 240, 320, 400, 480)
    for x, head in zip(xs, ("土地", "房屋", "機器", "待驗設備", "合計"), strict=True):
        sheets.write(x - SIZE / 2 * len(head), 114, head)
        for top in (128, 190, 192):
            sheets.rule(x - 30, top, x + 30, top)
    sheets.write(400 - 2 * SIZE, 100, "在建工程")
    for row, name in enumerate(("113年1月1日", "成本", "累計折舊", "重估增值")):
        sheets.write(60, 131 + 15 * row, name)
        for column, x in enumerate(xs if row else ()):
            sheets.write(x - 18, 131 + 15 * row, f"{row}{column}7,810")
    document = read(sheets)
    (table,) = document.tables
    found = grid(document, table)
    assert [head.replace("\n", "") for head in found[0]] == ["", "土地", "房屋", "機器", "在建工程待驗設備", "合計"]
    texts = [document.text[cell.span.start : cell.span.end] for cell in table.cells]
    assert [texts[at] for at in table.rows[-1].path] == ["113年1月1日", "重估增值"]
