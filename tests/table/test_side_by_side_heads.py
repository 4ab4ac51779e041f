"""Heads a line below titles with a gap, heads that stand twice, titles between pipes, units that captions list."""

import pytest

from .test_gapped import cells

RETAIL = (
    "零售总额\n\n\n2022年6月\n\n\n指标\n\n本月\n\n比去年同月增长(%)\n\n1-本月\n\n比去年同期增长(%)\n\n\n"
    "零售总额(亿元)\n\n154.3\n\n-4.3\n\n759.9\n\n-16.1\n\n\n # 批发业\n\n146.4\n\n-1.6\n\n710.7\n\n-14.6\n\n\n"
    "   餐饮业\n\n7.9\n\n-37.1\n\n48.4\n\n-33.1\n\n\n"
)


def test_titles_above_a_gap_head_no_columns() -> None:
    assert cells(RETAIL)[4:8] == [
        "1.464e+10 CNY|2022-06|# 批发业|本月",
        "-1.6 %|2022-06|# 批发业|比去年同月增长(%)",
        "7.107e+10 CNY|2022-01/2022-06|# 批发业|1-本月",
        "-14.6 %|2022-01/2022-06|# 批发业|比去年同期增长(%)",
    ]


def test_a_heading_above_words_is_none_of_a_table() -> None:
    text = "# 批发业\n指标 2021年 2022年\n用水量(吨) 56 54\n废弃物(吨) 32 29\n"
    assert [cell.split("|")[2] for cell in cells(text)] == ["用水量(吨)"] * 2 + ["废弃物(吨)"] * 2


TWICE = (
    "年份\n总产量(万吨)\n#稻谷\n单产(公斤/亩)\n年份\n总产量(万吨)\n#稻谷\n单产(公斤/亩)\n"
    "1952\n37.2\n28.1\n128\n1991\n88.9\n72.5\n284\n1957\n44.4\n32.8\n138\n1992\n89.7\n73.2\n287\n"
)


def test_heads_that_stand_twice_are_of_one_row_after_the_other_and_parts_have_the_unit_before_them() -> None:
    assert cells(TWICE)[3:6] == [
        *["889000 t|1991|1991|总产量(万吨)", "725000 t|1991|1991|#稻谷", "284 kg/[mu]|1991|1991|单产(公斤/亩)"]
    ]


def test_a_title_between_pipes_above_heads_one_a_line_tells_the_period() -> None:
    text = (
        "表1 2016年粮食面积、单产及产量情况 | |||\n面积 (千公顷) |\n单产 (公斤/公顷) |\n产量 (万吨) |\n|\n"
        "全年粮食 | 1130.2 | 5452.1 | 616.9 |\n一、分季节 | |||\n"
        "1、夏粮 | 276.2 | 5037.7 | 139.4 |\n2、秋粮 | 797.6 | 5568.8 | 444.8 |\n"
    )
    assert cells(text)[3] == "276200 hm2|2016|一、分季节 / 1、夏粮|面积 (千公顷)"


HEADS = (
    "各地产量、人均产量及排序(2012)\n单位:万吨、千克\n省 粮食产量 油料产量\n"
    "总产量 人均产量 排序 总产量 人均产量 排序\n"
    "甲省 113.8 55.6 3 1.3 0.6 3\n乙省 161.8 116.8 2 2.6 0.8 2\n丙省 3246.6 446.9 1 142.8 19.6 1\n"
)


def test_what_is_produced_a_head_is_in_the_smaller_unit_and_order_is_no_value() -> None:
    found = [cell.split("|") for cell in cells(HEADS)]
    assert [cell[0] for cell in found[:4]] == ["1.138e+06 t", "55.6 kg", "13000 t", "0.6 kg"]
    assert {cell[1] for cell in found} == {"2012"}


@pytest.mark.parametrize(
    ("unit", "head", "code"), [("公噸", "回收數量", "t"), ("仟元", "回收數量", "1"), ("公噸", "參加人數量", "1")]
)
def test_a_quantity_is_of_what_the_caption_measures(unit: str, head: str, code: str) -> None:
    text = f"表1 處理情形 單位：{unit}\n地區 2021年{head} 2022年{head}\n甲區 7,332 7,410\n乙區 4,032 4,096\n"
    assert cells(text)[0].split("|")[0].split()[-1] == code
