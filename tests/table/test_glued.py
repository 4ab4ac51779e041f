"""Cells between which a tool lost the space: a name and its first value, heads that are years."""

from .test_gapped import cells


def test_a_name_is_parted_from_the_first_of_its_values() -> None:
    text = (
        "单位：万元\n项目2020年末2021年末 较年初\n贷款余额118,640 196,350 77,710\n其中：农业贷款52,300 88,125 35,825\n"
    )
    assert cells(text)[:3] == [
        "1.1864e+09 CNY|../2020|贷款余额|2020年末",
        "1.9635e+09 CNY|../2021|贷款余额|2021年末",
        "7.771e+08 CNY|../2021|贷款余额|较年初",
    ]
    assert cells(text)[3].split("|")[2] == "其中：农业贷款"


def test_a_unit_behind_a_name_is_parted_as_well() -> None:
    text = "指标 单位2019年2021年 变化\n奶牛单产 公斤/头9,860 11,240 +14.0%\n取水量 立方米3.62 2.41 -33.4%\n"
    assert [cell.split("|")[2] for cell in cells(text)][::3] == ["奶牛单产", "取水量"]
    assert cells(text)[3] == "3.62 m3|2019|取水量|2019年"


def test_a_small_number_may_belong_to_the_name() -> None:
    text = "区域 2021年 2022年\n区域12 35 40\n区域13 27 31\n"
    assert [cell.split("|")[2] for cell in cells(text)][::2] == ["区域12", "区域13"]


def test_a_sentence_with_two_years_is_left_alone() -> None:
    assert cells("公司2020年2021年连续获评先进。\n") == []
