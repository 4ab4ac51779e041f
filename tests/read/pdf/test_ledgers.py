"""Ledgers: amounts in columns without rules, their sums underlined, and rows that no rule parts."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.read.pdf.plots import is_scale
from tests.read.pdf.sheets import SIZE, Sheets
from tests.read.pdf.test_layout import line
from tests.read.pdf.test_tables import PROSE, grid, read

HEADS = ("2022年", "2021年")
AMOUNTS = (
    ("出售原料及包裝材料所得之收入淨額", "377,871", "258,242"),
    ("減：投資環境保護設備之現金支出", "(13,513)", "(4,896)"),
    ("利息", "(45,727)", "56,342"),
    ("已付環境保護稅及土地使用稅之總額", "99,077", "73,717"),
    ("合計", "417,708", "383,405"),
)
RIGHT = (420.0, 520.0)


def to_the_left(sheets: Sheets, right: float, top: float, text: str) -> None:
    """Writes an amount whose digits end at a place; a bracket hangs over it."""
    digits = text.rstrip(")")
    sheets.write(right - SIZE / 2 * len(digits), top, text)


def ledger(sheets: Sheets, top: float, heads: tuple[str, ...] = HEADS) -> float:
    for right, head in zip(RIGHT, heads, strict=True):
        sheets.write(right - SIZE / 2 * 4 - SIZE, top, head)
    for number, (name, *amounts) in enumerate(AMOUNTS):
        at = top + 34 + 18 * number  # a gap below the heads
        sheets.write(60, at, name)
        for right, amount in zip(RIGHT, amounts, strict=True):
            to_the_left(sheets, right, at, amount)
    for right in RIGHT:  # a sum is underlined in each column for itself
        for rule in (top + 31 + 18 * 4, top + 33 + 18 * 5, top + 35 + 18 * 5):
            sheets.rule(right - 62, rule, right + 2, rule)
    return top + 40 + 18 * len(AMOUNTS)


def test_underlined_sums_part_no_ledger_and_its_names_may_be_long(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    after = sheets.flow(45, 80, 500, PROSE)
    sheets.flow(45, ledger(sheets, after + 10) + 20, 500, PROSE)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [["", *HEADS], *map(list, AMOUNTS)]


def test_dates_over_the_columns_begin_another_ledger(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    ledger(sheets, ledger(sheets, 80), ("2020年", "2019年"))
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [
        [["", *HEADS], *map(list, AMOUNTS)],
        [["", "2020年", "2019年"], *map(list, AMOUNTS)],
    ]


@pytest.mark.parametrize("sign", ["(", "$", "HK$"])
def test_the_sign_at_the_edge_of_a_column_belongs_to_its_amount(tmp_path: Path, sign: str) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    close = ")" if sign == "(" else ""
    rows = [(name, "1,360", "257") for name in ("廢水處理", "廢氣處理", "固廢處理", "合計")]
    for number, (name, *amounts) in enumerate(rows):
        sheets.write(60, 80 + 18 * number, name)
        for x, amount in zip((300.0, 420.0), amounts, strict=True):
            sheets.write(x, 80 + 18 * number, sign)
            to_the_left(sheets, x + 90, 80 + 18 * number, amount + close)
    document = read(sheets)
    (table,) = document.tables
    assert ["".join(text.split()) for row in grid(document, table) for text in row[1:]] == [
        f"{sign}{amount}{close}" for _, *amounts in rows for amount in amounts
    ]


def test_mirrored_brackets_are_the_right_way_round(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.write(60, 80, "）未經審核（")
    sheets.write(60, 120, "租賃負債（附註17（")
    sheets.write(60, 160, "環保支出)及其他(見附註")  # one closes what the line above opened
    assert read(sheets).text.split() == ["（未經審核）", "租賃負債（附註17）", "環保支出)及其他(見附註"]


def test_rows_between_upright_rules_are_parted_by_their_values(tmp_path: Path) -> None:
    rows = [[f"{name}廠", f"{number}1,250", f"{number}.5"] for number, name in enumerate("甲乙丙丁", start=1)]
    xs = [45.0, 150.0, 230.0, 300.0]
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.table(xs, 80, [["工廠", "用電量", "降幅"], *rows], upright=True, level=(0, 1, 5))
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [["工廠", "用電量", "降幅"], *rows]


def test_a_number_wrapped_in_its_cell_stays_one_cell(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = [45.0, 150.0, 230.0]
    for number, text in enumerate(("12,345,6", "78,901,2", "34.50")):
        sheets.write(154, 100 + 14 * number, text)
    sheets.write(49, 100, "資產總額")
    sheets.write(49, 83, "項目")
    sheets.write(154, 83, "金額")
    for top in (80, 97, 145):
        sheets.rule(xs[0], top, xs[-1], top)
    for x in xs:
        sheets.rule(x, 80, x, 145)
    document = read(sheets)
    (table,) = document.tables
    assert [len(row) for row in grid(document, table)] == [2, 2]


def test_the_unit_of_a_row_may_stand_in_brackets_below_its_name(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    rows = (
        ("用電量", "1,360", "257"),
        ("歸屬母公司之減排量", "1,250", "980"),
        ("節水量", "320", "415"),
        ("植樹", "36", "41"),
    )
    for number, (name, *amounts) in enumerate((("指標", "2021年", "2022年"), *rows)):
        sheets.write(60, 80 + 18 * number, name)
        for right, amount in zip(RIGHT, amounts, strict=True):
            to_the_left(sheets, right, 80 + 18 * number, amount)
    sheets.write(60, 80 + 18 * 2 + 14, "(萬噸)", 9)
    (table,) = (document := read(sheets)).tables
    names = [row[0].replace("\n", "") for row in grid(document, table)]
    assert names == ["指標", "用電量", "歸屬母公司之減排量(萬噸)", "節水量", "植樹"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("300", "250", "200", "150", "100"), True),
        (("1", "2", "3", "4", "5"), False),
        (("2024", "2023", "2022", "2021"), False),
        (("300", "250", "215", "150", "100"), False),
    ],
    ids=["an axis", "numbers of rows", "years", "values"],
)
def test_a_scale_falls_evenly(numbers: tuple[str, ...], expected: bool) -> None:  # noqa: FBT001 - a row of the table
    stack = [line(text, 45, 65, 100 + 20 * number) for number, text in enumerate(numbers)]
    assert is_scale(stack) is expected


def statement(sheets: Sheets, x: float, top: float, rows: Sequence[tuple[str, str, str]]) -> None:
    for level, row in enumerate(rows):
        for shift, text in zip((0, 110, 165), row, strict=True):
            sheets.write(x + shift, top + 18 * level, text)


def test_two_statements_in_one_frame_each_under_heads_of_its_own_are_two_tables(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    assets = ("资产表（万元）", "2021", "2022"), ("存货", "1,200", "1,310"), ("设备", "870", "905")
    profits = ("利润表（万元）", "2021", "2022"), ("收入", "4,410", "4,730"), ("成本", "3,020", "3,115")
    statement(sheets, 60, 100, assets)
    statement(sheets, 300, 100, profits)
    for top in (116, 134, 152):  # no rule above the heads
        sheets.rule(55, top, 520, top)
    for x in (55, 160, 215, 290, 400, 455, 520):
        sheets.rule(x, 116, x, 152)
    document = read(sheets)
    assert [grid(document, table) for table in document.tables] == [list(map(list, assets)), list(map(list, profits))]


def test_a_thick_rule_that_stands_out_beyond_the_corner_draws_no_column(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    assets = ("项目", "2021", "2022"), ("存货", "1,200", "1,310"), ("设备", "870", "905")
    statement(sheets, 60, 100, assets)
    for top in (98, 116, 134, 152):
        out = 4 * (top == 116)
        sheets.rule(55 - out, top, 260 + out, top)
    for x in (55, 160, 215, 260):
        sheets.rule(x, 98, x, 152)
    assert [len(table.columns) for table in read(sheets).tables] == [3]


def test_names_and_values_side_by_side_are_two_tables_though_their_titles_leave_a_head_empty(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    own = ("环境", "", ""), ("外购电力", "21.3 万千瓦时", ""), ("天然气", "16 万立方米", ""), ("取水量", "51 万吨", "")
    other = ("员工", "", ""), ("员工总数", "93 人", ""), ("公益捐赠", "18 万元", ""), ("志愿服务", "480 小时", "")
    statement(sheets, 60, 100, own)
    statement(sheets, 300, 100, other)
    document = read(sheets)
    assert [grid(document, table)[1][:2] for table in document.tables] == [
        ["外购电力", "21.3 万千瓦时"],
        ["员工总数", "93 人"],
    ]


def test_rows_that_stand_far_apart_are_of_the_table_that_their_values_stand_under(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    after = sheets.flow(45, 60, 500, PROSE)
    rows = [("租金收入", "967,340"), ("员工成本", "604,815"), ("所得税开支", "118,029"), ("其他", "98,204")]
    sheets.rule(45, after, 545, after)
    sheets.write(60, after + 5, "项目")
    to_the_left(sheets, 520, after + 5, "2022年".replace("年", "  "))
    sheets.rule(45, after + 25, 545, after + 25)
    for number, (name, amount) in enumerate(rows):
        sheets.write(60, after + 40 + 32 * number, name)
        to_the_left(sheets, 520, after + 40 + 32 * number, amount)
    sheets.flow(45, after + 190, 500, PROSE)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table)[1:] == [list(row) for row in rows]
