"""Heads staggered over three lines, labels that go on below their values, losses with their unit, quarters, dashes."""

import pytest

from pipeline.table.fields import is_value

from .test_gapped import cells

HALF_YEAR = (
    "单位:元\n本报告期 本报告期比上年同期增\n上年同期\n(1-6月) 减(%)\n"
    "经营活动产生的现 1,638,535.50 893,032.38 83.48\n金流量净额\n"
    "营业收入 6,367,254.60 8,526,044.45 -25.32\n归属于公司股东的 1,391,147.59 929,280.26 49.70\n净利润\n"
    "归属于公司股东的 1,244,439.19 755,591.10 64.70\n扣除非经常性损益\n后净利\n"
    "加权平均净资产收 6.90 5.60 增加1.30个百分点\n益率(%)\n"
    "基本每股收益(元/ 0.52 0.38 36.84\n股)\n"
)


def test_a_head_between_two_of_two_lines_stands_in_the_order_of_time() -> None:
    assert [cell.split("|")[3] for cell in cells(HALF_YEAR)[:3]] == [
        *["本报告期(1-6月)", "上年同期", "本报告期比上年同期增减(%)"]
    ]


def test_labels_go_on_below_their_values_as_far_as_they_fill_their_column() -> None:
    assert list(dict.fromkeys(cell.split("|")[2] for cell in cells(HALF_YEAR))) == [
        "经营活动产生的现金流量净额",
        "营业收入",
        "归属于公司股东的净利润",
        "归属于公司股东的扣除非经常性损益后净利",
        "加权平均净资产收益率(%)",
        "基本每股收益(元/股)",
    ]


def test_a_bracket_that_a_line_leaves_open_holds_no_values() -> None:
    assert [cell.split("|")[0] for cell in cells(HALF_YEAR)[-3:]] == ["0.52 CNY/{股}", "0.38 CNY/{股}", "36.84 %"]


FIVE = (
    "2023\nHK$'000\n2022\nHK$'000\n收益 312,875 342,183\n股東應佔虧損 (10,629) (56,044)\n"
    "每股虧損\n– 基本 (0.65)港仙 (3.58)港仙\n"
    "– 攤薄 (0.65)港仙 (3.58)港仙\n流動資產總值 4,340,220 4,580,561\n資本負債比率 7.6% 10.0%\n"
)


def test_a_year_over_its_unit_heads_each_column() -> None:
    assert cells(FIVE)[:2] == ["3.12875e+08 HKD|2023|收益|2023HK$'000", "3.42183e+08 HKD|2022|收益|2022HK$'000"]


def test_a_loss_has_its_unit_behind_its_brackets_and_a_name_ends_with_the_dashes_below_it() -> None:
    assert [cell.split("|")[::2] for cell in cells(FIVE)[4:10:2]] == [
        ["-0.0065 HKD", "每股虧損 / – 基本"],
        ["-0.0065 HKD", "每股虧損 / – 攤薄"],
        ["4.34022e+09 HKD", "流動資產總值"],
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [("(3.2)%", True), ("(0.65)港仙", True), ("(1)水", False), ("(12)人", False), ("(1,023)千元", True)],
)
def test_brackets_around_a_value_are_no_marker_of_a_list(text: str, *, told: bool) -> None:
    assert is_value(text) is told


QUARTERS = (
    "营收(万元)\n|\n(2022) |\n(2021) |\n0331 |\n1943 |\n1903 |\n0630 |\n4888 |\n4875 |\n1231 |\n-- |\n11296 |\n"
    "每股收益(元)\n|\n(2022) |\n(2021) |\n0331 |\n0.17 |\n0.13 |\n0630 |\n0.36 |\n0.38 |\n"
)


def test_years_in_brackets_head_quarters_told_by_their_last_day_cell_by_cell() -> None:
    assert cells(QUARTERS)[:2] == ["1.943e+07 CNY|2022-03-31|0331|(2022)", "1.903e+07 CNY|2021-03-31|0331|(2021)"]
    assert cells(QUARTERS)[4:7] == [
        "1.1296e+08 CNY|2021-12-31|1231|(2021)",
        "0.17 CNY|2022-03-31|0331|(2022)",
        "0.13 CNY|2021-03-31|0331|(2021)",
    ]


def test_the_name_of_a_part_stands_between_heads_and_rows_cell_by_cell() -> None:
    text = (
        "报告期 |\n2022-12-31\n|\n同比变化 |\n2022-09-30\n|\n财务指标 |\n每股净资产 |\n6.65\n|\n7.40%\n|\n6.48\n|\n"
        "净资产收益率 |\n10.88\n|\n-12.87%\n|\n8.83\n|\n速动比率 |\n0.77\n|\n4.50%\n|\n0.73\n|\n"
        "经营业绩(万元) |\n管理费用 |\n651\n|\n6.28%\n|\n441\n|\n"
    )
    assert cells(text)[3:6] == [
        "10.88 %|2022-12-31|财务指标 / 净资产收益率|2022-12-31",
        "-12.87 %|2022-12-31|财务指标 / 净资产收益率|同比变化",
        "8.83 %|2022-09-30|财务指标 / 净资产收益率|2022-09-30",
    ]
    assert cells(text)[6].startswith("0.77 1|")
    assert cells(text)[-1] == "4.41e+06 CNY|2022-09-30|经营业绩(万元) / 管理费用|2022-09-30"


STAFF = (
    "指标 单位 2021 年 2022 年\n员工总数 人 2,310 2,298\n按性别划分的 男性 人 1,500 1,480\n员工人数 女性 人 810 818\n"
    "按地区划分的 境内 人 1,900 1,880\n员工人数 境外 人 410 418\n培训时数 小时 18.2 19.4\n"
)


def test_names_go_on_from_row_to_row_beside_those_of_the_rows() -> None:
    assert [cell.split("|")[2] for cell in cells(STAFF)[::2]] == [
        "员工总数",
        "按性别划分的员工人数 / 男性",
        "按性别划分的员工人数 / 女性",
        "按地区划分的员工人数 / 境内",
        "按地区划分的员工人数 / 境外",
        "培训时数",
    ]


def test_names_beside_rows_that_do_not_go_on_are_several() -> None:
    rows = (
        "直接排放 范围一 吨 310 298\n间接排放 范围二 吨 500 480\n废气排放 氮氧化物 吨 81 88\n废水排放 氨氮 吨 19 18\n"
    )
    assert [cell.split("|")[2] for cell in cells(f"类别 指标 单位 2021 年 2022 年\n{rows}")[::2]] == [
        *["直接排放 / 范围一", "间接排放 / 范围二", "废气排放 / 氮氧化物", "废水排放 / 氨氮"]
    ]
