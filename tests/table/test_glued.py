"""Cells between which a tool lost the space: a name and its first value, heads that are years."""

import pytest

from pipeline.table.glued import unglued

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


GLUED = (
    "利润表\n\n2024年中报2023年年报2023年中报\n一、营业总收入(元)535,920,202.82408,519,698.23137,644,360.65\n"
    "管理费用(元)11,703,601.7515,781,001.575,730,900.4\n投资收益(元)0182,378.28-94,705.69\n"
    "每股收益(元)0.550.730.34\n"
)


def test_amounts_without_a_space_between_them() -> None:
    assert [cell.rpartition("|")[0] for cell in cells(GLUED)] == [
        "5.3592e+08 CNY|2024-01/2024-06|一、营业总收入(元)",
        "4.0852e+08 CNY|2023|一、营业总收入(元)",
        "1.37644e+08 CNY|2023-01/2023-06|一、营业总收入(元)",
        "1.17036e+07 CNY|2024-01/2024-06|管理费用(元)",
        "1.5781e+07 CNY|2023|管理费用(元)",
        "5.7309e+06 CNY|2023-01/2023-06|管理费用(元)",
        "0 CNY|2024-01/2024-06|投资收益(元)",
        "182378 CNY|2023|投资收益(元)",
        "-94705.7 CNY|2023-01/2023-06|投资收益(元)",
        "0.55 CNY|2024-01/2024-06|每股收益(元)",
        "0.73 CNY|2023|每股收益(元)",
        "0.34 CNY|2023-01/2023-06|每股收益(元)",
    ]


@pytest.mark.parametrize("text", ["营业收入530.32.90", "地址192.168.10.1", "单价1,234.567", "版本2.10.30.4"])
def test_what_is_one_number_or_none_stays_whole(text: str) -> None:
    assert unglued(text, [(0, len(text))]) == [(0, len(text))]
