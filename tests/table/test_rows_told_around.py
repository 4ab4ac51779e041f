"""Rows told by what stands around them: a year above, a name beside them all, a remark behind their values."""

from tests.interpret.reading import claims

from .test_gapped import cells

YEARS = (
    "乡镇 清运量(吨) 回收率(%)\n111年东丰乡 2,345 48.9\n西林乡 6,435 55.5\n南竹乡 2,199 56.0\n"
    "112年东丰乡 2,292 52.0\n西林乡 6,426 56.7\n南竹乡 2,206 56.8\n"
)
MIDDLE = (
    "▼某学院 2020 年度按年龄组别及性别划分新进员工总数及比例统计\n男 性 女 性 小 計\n主要類別 次要類別\n"
    "人 數 百分比(%) 人 數 百分比(%) 人 數 百分比(%)\n21~30 歲 1 50.00 4 28.00 5 3.12\n31~40 歲 1 16.00 2 4.44 3 5.26\n"
    "新進員工\n41~50 歲 0 0.00 4 7.54 4 4.25\n51 歲以上 0 0.00 1 1.25 1 0.42\n新進員工小計 2 0.95 11 5.72 13 3.24\n"
)
TWO_NAMES = (
    "2022 年人员流动比例\n\n\n"
    "              年龄        30 岁以下              30-50 岁\n"
    "   项目\n"
    "              性别       女        男          女        男\n\n"
    "              人数       3        0          5        10\n"
    "   新进人员\n"
    "              比例     2.22%    0.00%      3.70%     7.40%\n"
)
REMARKED = (
    "                            单位:亿度\n"
    "      项目          本期方案(A)       112年实绩(B)        差异(A)-(B)\n"
    "      水力            617.48          639.59           -22.11       一号机大修,\n"
    "      风力            109.05          171.54           -62.49       故发电量减少。\n"
)


def test_a_year_before_the_name_of_a_row_holds_for_those_below_it() -> None:
    assert [cell.split("|")[1] for cell in cells(YEARS)] == ["2022"] * 6 + ["2023"] * 6
    assert len(claims(YEARS)) == len(cells(YEARS))  # the years themselves claim nothing


def test_a_year_holds_for_no_other_rows_where_names_do_not_return() -> None:
    text = "项目 金额(万元)\n111年汛期抢修 2,345\n设备 6,435\n112年汛期抢修 2,292\n人工 1,206\n"
    assert [cell.split("|")[1] for cell in cells(text)] == ["2022", "", "2023", ""]


def test_the_only_name_beside_rows_is_for_as_many_above_it_as_below() -> None:
    said = cells(MIDDLE)
    assert said[:2] == ["1 1|2020|新進員工 / 21~30 歲|男 性 / 人 數", "50 %|2020|新進員工 / 21~30 歲|男 性 / 百分比(%)"]
    assert said[-1] == "3.24 %|2020|新進員工小計|小 計 / 百分比(%)"


def test_ages_over_sexes_are_heads_with_a_name_each() -> None:
    said = cells(TWO_NAMES)
    assert said[0] == "3 1|2022|新进人员 / 人数|30 岁以下 / 女"
    assert said[-1] == "7.4 %|2022|新进人员 / 比例|30-50 岁 / 男"


def test_a_remark_that_ends_as_a_sentence_stands_behind_the_values_of_its_row() -> None:
    assert cells(REMARKED)[3:] == [
        "1.0905e+10 kW.h||风力|本期方案(A)",
        "1.7154e+10 kW.h|2023|风力|112年实绩(B)",
        "-6.249e+09 kW.h|2023|风力|差异(A)-(B)",
    ]


def test_a_small_number_in_brackets_below_losses_is_one_beside_a_dash() -> None:
    text = (
        "|项目|2024年|2023年|\n|---|---|---|\n|利息支出（万元）|(28,212)|(26,577)|\n|终止确认收益（万元）|-|(1)|\n"
        "|投资收益（万元）|470|330|\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)][2] == "-10000 CNY"


def test_a_year_is_no_part_of_the_name_that_the_number_of_a_row_stands_before() -> None:
    text = "序号 指标 单位 2021年 2026年\n1 开放场馆 家 18 30\n2 免费率 % 72 90\n3 年接待游客 万人次 410 680\n"
    assert cells(text)[-1] == "6.8e+06 1/a|2026|年接待游客|2026年"


def test_a_unit_declared_with_a_slip_is_one() -> None:
    text = (
        "全面收益表\n截至2013年3月31日止年度\n(以港币千元位列示)\n\n附注\n2013\n2012\n营业额\n3\n439,251\n371,362\n"
        "运作成本\n4\n(374,862)\n(274,169)\n"
    )
    assert cells(text)[0].startswith("4.39251e+08 HKD")


def test_a_stretched_word_names_the_rows_below_it() -> None:
    text = "項目別 2020年 2021年\n總 計 100.0 42.7\n性 別\n男 100.0 59.1\n女 100.0 36.8\n年 齡\n15 ~ 24 歲 100.0 74.5\n"
    assert list(dict.fromkeys(cell.split("|")[2] for cell in cells(text))) == [
        *["總 計", "性 別 / 男", "性 別 / 女", "年 齡 / 15 ~ 24 歲"]
    ]


def test_heads_that_stand_beside_their_columns_are_those_of_columns_in_order() -> None:
    text = (
        "            3年~        6年~          平均離職        母體數\n"
        "     項目別\n"
        "           未滿6年    未滿9年          時間           (人)\n\n\n"
        "     總       計             4.27           1.31          2.98        70,751\n"
        "            男               4.54           0.15          2.03        21,579\n"
        "   25  ~   34  歲            1.35           0.44          1.89        13,910\n"
    )
    assert [cell.split("|")[2:] for cell in cells(text)[8:]] == [
        ["25 ~ 34 歲", "3年~未滿6年"],
        ["25 ~ 34 歲", "6年~未滿9年"],
        ["25 ~ 34 歲", "平均離職 / 時間"],
        ["25 ~ 34 歲", "母體數(人)"],
    ]


def test_some_rows_in_a_row_may_have_fewer_values() -> None:
    text = (
        "单位:千吨\n1980年\n1985年\n1990年\n合计\n262\n284\n305\n甲国\n191\n272\n368\n乙国\n39\n38\n丙国\n9\n4\n丁国\n33\n13\n"
        "戊国\n676\n983\n139\n己国\n236\n309\n409\n"
    )
    assert cells(text)[-1] == "409000 t|1990|己国|1990年"


def test_the_end_of_a_name_after_a_day_is_no_unit() -> None:
    text = "单位:千吨\n国别 2020年 2021年\n日 本 39 38\n韩 国 19 27\n"
    assert cells(text)[0] == "39000 t|2020|日 本|2020年"


def test_another_table_begins_where_heads_stand_before_rows_of_other_width() -> None:
    text = (
        "收入成长(万元)\n|\n(2022) |\n(2021) |\n0331 |\n1943 |\n1903 |\n0630 |\n4888 |\n4875 |\n1231 |\n11880 |\n"
        "11296 |\n报告期 |\n2022-12-31\n|\n同比变化 |\n2022-09-30\n|\n2022-06-30\n|\n财务指标 |\n资产负债率 |\n"
        "71.32\n|\n-3.49%\n|\n72.72\n|\n72.32\n|\n净资产收益率 |\n9.1\n|\n-1.2%\n|\n8.1\n|\n8.2\n|\n净利润率 |\n"
        "6.77\n|\n-11.11%\n|\n8.51\n|\n7.81\n|\n"
    )
    said = cells(text)
    assert said[0] == "1.943e+07 CNY|2022-03-31|0331|(2022)"
    assert said[-1] == "7.81 %|2022-06-30|财务指标 / 净利润率|2022-06-30"


def test_a_column_of_values_without_a_head_makes_the_table_ambiguous() -> None:
    text = "|指标|单位|2022年|2023年||\n|---|---|---|---|---|\n|用电|万度|12|13|15|\n|用水|万吨|22|23|25|\n"
    assert {"ambiguous_table" in claim.flags for claim in claims(text)} == {True}


def test_a_factor_has_not_the_unit_of_its_row() -> None:
    text = (
        "能源项目 | 单位 | 2024年耗用量 | 转换系数 |\n---|---|---|---|\n外购电力 | 度 | 1,155 | 0.0036 |\n"
        "柴油 | 公升 | 542 | 0.0351 |\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)] == ["1155 kW.h", "0.0036 1", "542 L", "0.0351 1"]


def test_an_aim_is_planned_in_whatever_book() -> None:
    text = "指标 2018(实绩) 2018(目标) 短期目标(2019)\n回收率(%) 86 83 84\n符合率(%) 100 99 98\n"
    assert [claim.status for claim in claims(text)][:3] == ["actual", "planned", "planned"]
