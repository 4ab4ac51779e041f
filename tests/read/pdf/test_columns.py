"""Columns that no rule parts: the names of groups in a shaded column, and nothing but level rules beside it."""

from pathlib import Path

from tests.read.pdf.sheets import Sheets
from tests.read.pdf.test_tables import grid, read

GROUPS = (
    (
        "绿色建材",
        (
            ("板材面积", "万平方米", "412.0", "535.5"),
            ("获奖项目", "个", "17", "23"),
            ("屋面装机", "千瓦", "4,860", "7,215"),
        ),
    ),
    ("运营用电", (("仓库用电", "万度", "5,120.3", "4,987.6"), ("门店用电", "万度", "8,744.1", "8,902.9"))),
)
HEADS = ("类别", "指标", "单位", "2021年", "2022年")
XS = (50.0, 134.0, 260.0, 370.0, 450.0)
PITCH = 44  # points from row to row


def test_cells_beside_a_shaded_column_of_groups_stand_in_columns_of_their_own(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.fill(45, 100, 530, 122, "#ccddee")
    for x, head in zip(XS, HEADS, strict=True):
        sheets.write(x, 105, head)
    top = 122
    for group, rows in GROUPS:
        bottom = top + PITCH * len(rows)
        sheets.fill(45, top, 125, bottom, "#eeeeff")
        sheets.write(XS[0], (top + bottom) / 2 - 6, group)
        for row in rows:
            for x, text in zip(XS[1:], row, strict=True):
                sheets.write(x, top + PITCH / 2 - 6, text)
            top += PITCH
            sheets.rule(125, top, 530, top)
        sheets.rule(45, top, 125, top)
    (table,) = (document := read(sheets)).tables
    named = [(group if not number else "", *row) for group, rows in GROUPS for number, row in enumerate(rows)]
    assert grid(document, table) == [list(HEADS), *map(list, named)]


def test_a_cell_with_text_beside_text_is_one(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    for y in (100, 144, 188, 232):
        sheets.rule(45, y, 530, y)
    for x in (45, 180, 530):
        sheets.rule(x, 100, x, 232)
    rows = (("措施", "说明"), ("巡检", "每日巡检 发现即修"), ("培训", "全年培训 覆盖全员"))
    for number, (name, told) in enumerate(rows):
        sheets.write(50, 115 + 44 * number, name)
        sheets.write(190, 115 + 44 * number, told)
    (table,) = (document := read(sheets)).tables
    assert grid(document, table) == [list(row) for row in rows]


def test_years_stand_over_heads_that_come_back_below_them(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = (140.0, 200.0, 260.0, 320.0, 380.0)
    for x, year in ((225, "2021年"), (345, "2022年")):
        sheets.write(x, 84, year)
    for x, head in zip(xs, ("", "男", "女", "男", "女"), strict=True):
        sheets.write(x, 108, head)
    rows = (
        ("生产", (("高级", 312, 188, 347, 201), ("初级", 2240, 1017, 2411, 1136))),
        ("后勤", (("高级", 146, 112, 149, 121),)),
    )
    top = 126.0
    for group, some in rows:
        bottom = top + 30 * len(some)
        sheets.fill(45, top, 130, bottom, "#eeeeff")
        sheets.write(50, (top + bottom) / 2 - 6, group)
        for name, *values in some:
            for x, text in zip(xs, (name, *map(str, values)), strict=True):
                sheets.write(x, top + 9, text)
            top += 30
            sheets.rule(130, top, 420, top)
        sheets.rule(45, top, 130, top)
    (table,) = (document := read(sheets)).tables
    assert grid(document, table)[:3] == [
        ["", "", "2021年", "", "2022年", ""],
        ["", "", "男", "女", "男", "女"],
        ["生产", "高级", "312", "188", "347", "201"],
    ]


def test_a_shaded_head_far_above_the_first_rule_heads_the_rows(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    xs = (50.0, 220.0, 330.0, 450.0)
    sheets.fill(45, 100, 540, 124, "#ccddee")
    sheets.fill(45, 124, 540, 146, "#eeeeff")
    rows = [("指标", "2021年", "2022年", "2022年占比（%）"), ("用能（吨标准煤）", "", "", "")]
    rows += [
        (name, str(value), str(value + 31), "43.7")
        for name, value in (("外购电力", 21340), ("天然气", 8764), ("柴油", 2984))
    ]
    for number, row in enumerate(rows):
        top = (104, 128, *(range(166, 400, 56)))[number]
        for x, text in zip(xs, row, strict=True):
            sheets.write(x, top, text)
        if number > 1:
            sheets.rule(45, top + 34, 540, top + 34)
    (table,) = (document := read(sheets)).tables
    assert grid(document, table) == [list(row) for row in rows]
