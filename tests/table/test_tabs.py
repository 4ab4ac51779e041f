"""Rows of tabs: columns that no row fills, names of groups, parts of a whole, signs before the percent."""

from .test_cells import told

DOUBLED = (
    "2015年牧业\n指标名称\t指标值\t同比增长（±%）\n期末存栏\t\t\t\t\n大牲畜（万头）\t86.4\t\t7.1\t\n"
    "#驴\t22.5\t\t6.2\t\n骡\t51.3\t\t-4.8\t\n鸭（万只）\t142.6\t\t5.5\t\n"
)


def cells(text: str) -> list[str]:
    """Value with unit, row and column of each cell; what the text says of the time is not asked here."""
    rows = (line.split("|") for line in told(text) if line.split("|")[3])
    return ["|".join((said[1], *said[3:])) for said in rows]


def test_columns_that_no_row_fills_vanish_and_parts_have_the_unit_of_the_whole() -> None:
    assert cells(DOUBLED) == [
        "864000 1|期末存栏 / 大牲畜（万头）|指标值",
        "7.1 %|期末存栏 / 大牲畜（万头）|同比增长（±%）",
        "225000 1|期末存栏 / #驴|指标值",
        "6.2 %|期末存栏 / #驴|同比增长（±%）",
        "513000 1|期末存栏 / 骡|指标值",
        "-4.8 %|期末存栏 / 骡|同比增长（±%）",
        "1.426e+06 1|期末存栏 / 鸭（万只）|指标值",
        "5.5 %|期末存栏 / 鸭（万只）|同比增长（±%）",
    ]


def test_a_column_that_only_the_head_fills_stays() -> None:
    assert cells("项目\t2019年\t2020年\n煤（吨）\t31\t\n油（吨）\t27\t\n")[0] == "31 t|煤（吨）|2019年"


def test_a_difference_has_the_unit_of_the_caption() -> None:
    assert cells("单位：亿元\n指标\t6月末\t比年初增加额\n存款\t310.2\t41.7\n#活期\t120.4\t9.3\n")[1] == (
        "4.17e+09 CNY|存款|比年初增加额"
    )


def test_years_stand_over_heads_that_wrap() -> None:
    text = (
        "报告期内情况如下：\n\n单位：万件\n\n"
        "主要品种\n\n2021 年度 2020 年度\n\n产量 产销率\n\n（%）\n\n产量 产销率\n\n（%）\n\n"
        "甲类 1,569.68 102.03 1,485.27 84.25\n\n乙类 161.76 101.76 137.68 94.64\n\n合计 1,731.44 102.0 1,622.95 85.13\n"
    )
    assert cells(text)[:4] == [
        "1.56968e+07 1|甲类|2021 年度 / 产量",
        "102.03 %|甲类|2021 年度 / 产销率（%）",
        "1.48527e+07 1|甲类|2020 年度 / 产量",
        "84.25 %|甲类|2020 年度 / 产销率（%）",
    ]


def test_the_first_of_two_units_in_a_head_holds_for_its_numbers() -> None:
    text = "| 物质 | 浓度（毫克/立方米或毫克/升） |\n| --- | --- |\n| 颗粒物 | 4.5 |\n| 氨氮 | 7.25 |\n"
    assert cells(text) == [
        "4.5 mg/m3|颗粒物|浓度（毫克/立方米或毫克/升）",
        "7.25 mg/m3|氨氮|浓度（毫克/立方米或毫克/升）",
    ]


def test_heads_that_come_back_line_after_line_are_no_running_heads_of_pages() -> None:
    text = (
        "报告期各期费用情况如下：\n\n项目\n\n2021 年度 2020 年度 2019 年度\n\n"
        + "产量 产销率\n\n（%）\n\n" * 3
        + "甲类 1,569.68 102.03 1,485.27 84.25 1,301.15 91.30\n\n乙类 161.76 101.76 137.68 94.64 120.30 88.10\n"
    )
    assert cells(text)[1] == "102.03 %|甲类|2021 年度 / 产销率（%）"


def test_cells_that_stand_one_a_line_before_pipes_are_dealt_to_rows() -> None:
    text = (
        "分类 |\n单位面积电耗 (千瓦时/平方米) |\n人均用水 (立方米/人) |\n"
        "门诊楼 |\n41.5 |\n12.3 |\n住院楼 |\n52.8 |\n- |\n宿舍 |\n18.0 |\n30.9 |\n"
    )
    assert cells(text)[:3] == [
        "41.5 kW.h/m2|门诊楼|单位面积电耗 (千瓦时/平方米)",
        "12.3 m3/{人}|门诊楼|人均用水 (立方米/人)",
        "52.8 kW.h/m2|住院楼|单位面积电耗 (千瓦时/平方米)",
    ]


def test_heads_below_a_name_of_several_rows_are_set_in() -> None:
    text = "類別(單位:人) | 合計 | ||\n---|---|---|\n本地 | 外地 | 總數 |\n正式 | 51 | 22 | 73 |\n派遣 | 4 | 9 | 13 |\n"
    assert [cell.rpartition("|")[2] for cell in cells(text)[:3]] == ["合計 / 本地", "合計 / 外地", "合計 / 總數"]


def test_a_line_of_a_grid_goes_on_with_the_label_above() -> None:
    text = (
        "│指标│2023年│2022年│\n│每股收益│ 0.12│ 0.10│\n│(扣除后)(元)│ │ │\n"
        "│每股净资产(元)│ 3.40│ 3.31│\n│(一)其他│ │ │\n│合同负债(万元)│ 51│ 48│\n"
    )
    assert [cell.split("|")[1] for cell in cells(text)[::2]] == [
        "每股收益(扣除后)(元)",
        "每股净资产(元)",
        "(一)其他 / 合同负债(万元)",
    ]


def test_names_and_what_is_told_of_them_need_no_head() -> None:
    text = (
        "公司概况\n\n公司全称\t华北新能某某股份有限公司\n员工总数\t320 人\n总部所在地\t上海\n"
        "年产能\t12.5 万吨\n主要产品\t储能电池\n"
    )
    assert cells(text) == ["320 1|员工总数|", "125000 t/a|年产能|"]


def test_a_head_over_words_and_numbers_stays() -> None:
    text = "项目\t完成情况\n节水改造\t32 吨\n绿化\t已完成\n照明更换\t54 盏\n"
    assert cells(text) == ["32 t|节水改造|完成情况", "54 1|照明更换|完成情况"]


def test_letters_by_which_columns_are_computed_are_no_units_though_a_note_stands_behind() -> None:
    text = (
        "董事酬金\n\n姓名\t報酬(A)(註 2)\t退職金(B)\t占進貨比率〔%〕\n"
        "宋某\t1,200\t350\t6\n陳某\t900\t120\t3\n林某\t980\t110\t2\n"
    )
    assert cells(text)[:3] == [
        "1200 1|宋某|報酬(A)(註 2)",
        "350 1|宋某|退職金(B)",
        "6 %|宋某|占進貨比率〔%〕",
    ]
