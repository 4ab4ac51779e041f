"""What a cell stands for: the words at the head of its row and column, and what it is of."""

import pytest

from pipeline.model import Role, Span
from pipeline.table import Field, Labels, TableLabels, make_table

OWN = (
    ["序号", "项目", "单位", "2019年", "2020年"],
    ["1", "用电量", "万千瓦时", "12", "11"],
    ["二、水"],
    ["2", "取水量", "吨", "300", "280"],
)


def labels_of(
    rows: tuple[list[str], ...], spans: dict[tuple[int, int], tuple[int, int]] | None = None
) -> dict[str, Labels]:
    """The labels of the values of a table, by their text; `spans` names cells that cover several rows and columns."""
    fields, at = [], 0
    for row, texts in enumerate(rows):
        fields.append([])
        column = 0
        for text in texts:
            down, right = (spans or {}).get((row, column), (1, 1))
            fields[-1].append(Field(Span(at, at + len(text)), text, column, right, down))
            at, column = at + len(text) + 1, column + right
    table = make_table(fields, None)
    said = dict(zip(table.cells, filter(None, (t for row in rows for t in row)), strict=True))
    labels = TableLabels(table, said)
    return {text: labels.of(cell) for cell, text in said.items() if table.is_value(cell)}


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [("12", "用电量", "2019年"), ("11", "用电量", "2020年"), ("300", "二、水 / 取水量", "2019年")],
)
def test_ordinals_and_units_label_nothing_and_section_rows_head_what_is_below(text: str, row: str, column: str) -> None:
    assert labels_of(OWN)[text] == Labels(row, column)


def test_nested_heads_are_told_from_the_outside_in() -> None:
    found = labels_of((["楼宇", "电量"], ["", "2019", "2020"], ["甲座", "5", "6"]), {(0, 1): (1, 2)})
    assert found["6"] == Labels("甲座", "电量 / 2020")


def test_a_merged_label_heads_all_its_rows() -> None:
    found = labels_of((["楼宇", "用途", "面积"], ["甲座", "办公", "5"], ["", "仓储", "6"]), {(1, 0): (2, 1)})
    assert found["6"] == Labels("甲座 / 仓储", "面积", "仓储")


def test_a_table_without_heads_has_no_labels() -> None:
    assert labels_of((["5", "6"],))["6"] == Labels()


@pytest.mark.parametrize(
    ("rows", "text", "item"),
    [
        ((["楼宇", "建筑面积（m2）"], ["甲座", "500"], ["合计", "900"]), "500", "甲座"),
        ((["楼宇", "建筑面积（m2）"], ["甲座", "500"], ["合计", "900"]), "900", None),
        ((["指标", "2020年", "2021年"], ["用电量（度）", "5", "6"], ["用水量（吨）", "7", "8"]), "5", None),
        ((["项目", "金额"], ["营业收入", "5"], ["净利润", "6"]), "5", None),
    ],
)
def test_rows_that_name_things_are_items_and_rows_that_name_measures_are_none(
    rows: tuple[list[str], ...], text: str, item: str | None
) -> None:
    assert labels_of(rows)[text].item == item


ROLES = {
    "an ordinal and a note": (
        ["序号", "指标", "2020年", "备注"],
        ["9", "用电", "5", "估算"],
        ["10", "用水", "6", "实测"],
    ),
    "a change and a share": (["项目", "金额", "占比", "同比增减"], ["水务", "5", "50", "-3"], ["固废", "5", "50", "4"]),
    "years down the side": (["年度", "用电量"], ["2019", "500"], ["2020", "510"]),
    "numbers that name rows": (["过去迟付", "占比"], ["没有", "52"], ["1", "30"], ["2", "12"], ["3", "6"]),
    "a rank and a code": (["公司", "排名", "股票代码", "营收"], ["甲", "3", "600001", "7"], ["乙", "8", "600002", "5"]),
}
FOUND = {
    "an ordinal and a note": [Role.ORDINAL, Role.LABEL, Role.VALUE, Role.NOTE],
    "a change and a share": [Role.LABEL, Role.VALUE, Role.SHARE, Role.CHANGE],
    "years down the side": [Role.TIME, Role.VALUE],
    "numbers that name rows": [Role.LABEL, Role.SHARE],
    "a rank and a code": [Role.LABEL, Role.RANK, Role.CODE, Role.VALUE],
}


@pytest.mark.parametrize("name", ROLES)
def test_head_and_cells_tell_together_what_a_column_is_for(name: str) -> None:
    rows, at = [], 0
    for texts in ROLES[name]:
        rows.append([Field(Span(at + 10 * n, at + 10 * n + len(text)), text, n) for n, text in enumerate(texts)])
        at += 100
    assert [column.role for column in make_table(rows, None).columns] == FOUND[name]


@pytest.mark.parametrize(
    ("rows", "item"),
    [
        ((["年度", "产生量（吨）"], ["2019", "50"], ["2020", "52"]), None),
        ((["月份", "产生量（吨）"], ["1月", "50"], ["2月", "52"]), None),
        ((["县市", "产生量（吨）"], ["111年甲县", "50"], ["乙县", "52"]), "甲县"),
    ],
)
def test_a_time_is_no_item_nor_a_part_of_one(rows: tuple[list[str], ...], item: str | None) -> None:
    assert labels_of(rows)["50"].item == item


PARTED = (
    ["指标", "单位", "2020年"],
    ["社会"],
    ["按性别划分的雇员人数"],
    ["男", "人", "321"],
    ["流失率（按年龄划分）"],
    ["三十岁以下", "%", "11"],
    ["受训时数", "小时", "12"],
)


@pytest.mark.parametrize(
    ("text", "row", "item"),
    [
        ("321", "社会 / 按性别划分的雇员人数 / 男", "男"),
        ("11", "社会 / 流失率（按年龄划分） / 三十岁以下", "三十岁以下"),
        ("12", "社会 / 受训时数", None),
    ],
)
def test_what_is_parted_stands_within_its_section_up_to_another_unit(text: str, row: str, item: str | None) -> None:
    label = labels_of(PARTED)[text]
    assert (label.row, label.item) == (row, item)


NUMBERED = (
    ["项目", "2023年"],
    ["一、收入"],
    ["（一）主营"],
    ["1.销售", "12"],
    ["（二）其他"],
    ["1.租金", "3"],
    ["2.利息", "4"],
    ["二、车辆"],
    ["1.购置"],
    ["2.维护", "5"],
    ["三、结余", "9"],
    ["环境"],
    ["1.用电", "8"],
    ["社会"],
    ["1.员工", "7"],
    ["2.培训", "6"],
)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("12", "一、收入 / （一）主营 / 1.销售"),
        ("3", "一、收入 / （二）其他 / 1.租金"),
        ("4", "一、收入 / （二）其他 / 2.利息"),
        ("5", "二、车辆 / 2.维护"),
        ("9", "三、结余"),
        ("8", "环境 / 1.用电"),
        ("7", "社会 / 1.员工"),
        ("6", "社会 / 2.培训"),
    ],
)
def test_a_numbered_name_holds_up_to_the_next_number_of_its_kind(text: str, row: str) -> None:
    assert labels_of(NUMBERED)[text].row == row


def test_numbers_of_accounts_name_no_rows() -> None:
    rows = (
        ["科目编码", "科目名称", "预算数"],
        ["201", "公共服务", "12"],
        ["20101", "人大事务", "5"],
        ["205", "教育", "7"],
    )
    assert labels_of(rows)["5"].row == "人大事务"


def test_a_sum_below_numbers_of_rows_names_its_row() -> None:
    rows = (["序号", "项目", "投资"], ["1", "照明", "12"], ["2", "空压机", "5"], ["合计", "", "17"])
    assert labels_of(rows)["17"].row == "合计"
