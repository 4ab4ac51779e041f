"""Figures beside one another as designers set them: numbers, their units and their labels, on lines of their own."""

import pytest

from pipeline import explain
from pipeline.dataset.rows import build_tables

CARDS = [
    (
        "数说责任\n\n能源消耗量 女性比例 光伏发电 绿化面积\n21,096 32.5 2,157 67,238\n吨标准煤 % 兆瓦时 平方米",
        [
            ("能源消耗量", 21096.0, "t{sce}"),
            ("女性比例", 32.5, "%"),
            ("光伏发电", 2157.0, "MW.h"),
            ("绿化面积", 67238.0, "m2"),
        ],
    ),
    (
        "5,679.8 754.8\n万千瓦时 吨\n外购电力 危险废物\n3,957 362 6,299\n人 件 小时\n员工总数 授权专利 志愿服务",
        [
            ("外购电力", 56798000.0, "kW.h"),
            ("危险废物", 754.8, "t"),
            ("员工总数", 3957.0, "1"),
            ("授权专利", 362.0, "1"),
            ("志愿服务", 6299.0, "h"),
        ],
    ),
    (
        "本年度的主要表現如下：\n58.5 48,811 427\nHK$ 億元 公噸 HK$ 萬元\n總收入 回收物料 慈善捐款",
        [("總收入", 5.85e9, "HKD"), ("回收物料", 48811.0, "t"), ("慈善捐款", 4.27e6, "HKD")],
    ),
    (
        "486 12 7,320\n家 家\n营业网点 零碳网点 无纸化业务（万笔）",
        [("营业网点", 486.0, "1"), ("零碳网点", 12.0, "1"), ("无纸化业务（万笔）", 73200000.0, "1")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CARDS)
def test_each_number_has_the_label_and_unit_that_stand_in_its_place(
    text: str, expected: list[tuple[str, float, str]]
) -> None:
    claims = build_tables(explain(text))["claims"].to_pylist()
    assert [(claim["row_label"], claim["low"], claim["unit"]) for claim in claims] == expected


@pytest.mark.parametrize(
    "text",
    [
        "用电 用水\n35 28 14\n吨 度 千克",  # a label is missing
        "外购电力 危险废物 环保投入\n5,679.8 754.8 1,560\n吨 万元",  # a unit is missing
    ],
)
def test_what_does_not_fit_takes_no_unit_from_below(text: str) -> None:
    claims = build_tables(explain(text))["claims"].to_pylist()
    assert all(claim["confidence"] < 0.5 for claim in claims)
