"""Cells between pipes, wherever the lines end, and rows that have slipped because their empty cells were lost."""

from pipeline.model import Span
from pipeline.table.fields import Field
from pipeline.table.folded import unfolded

from .test_cells import told
from .test_gapped import cells as timed
from .test_tabs import cells


def heads(text: str) -> list[str]:
    return [cell.rpartition("|")[2] for cell in cells(text)]


def test_heads_that_lost_their_corner_stand_over_the_values() -> None:
    text = (
        "2021年 | 2022年 | 同比(%) | |\n---|---|---|---|\n电(度) | 530 | 520 | -1.9 |\n柴油(吨) | 12 | 10 | -16.7 |\n"
    )
    assert heads(text)[:3] == ["2021年", "2022年", "同比(%)"]


def test_heads_stand_behind_a_column_of_numbers_that_has_none() -> None:
    text = (
        "| 省份 | 装机(万千瓦) | 发电(亿度) | |\n|---|---|---|---|\n| 1 | 甘肃 | 42 | 3.1 |\n| 2 | 青海 | 8 | 1.2 |\n"
    )
    assert cells(text)[1] == "3.1e+08 kW.h|甘肃|发电(亿度)"


def test_a_row_below_a_merged_name_has_its_cells_in_their_columns() -> None:
    text = (
        "| 类别 | 指标 | 单位 | 2022 | 2023 |\n| --- | --- | --- | --- | --- |\n"
        "| 水 | 用水量 | 吨 | 5,300 | 4,800 |\n| 循环水量 | 吨 | 1,300 | 1,450 | |\n"
        "| 电 | 用电量 | 度 | 88 | 91 |\n| 光伏发电 | 度 | 7 | 12 | |\n"
    )
    assert [cells(text)[at] for at in (2, 3, 7)] == [
        "1300 t|水 / 循环水量|2022",
        "1450 t|水 / 循环水量|2023",
        "12 kW.h|电 / 光伏发电|2023",
    ]


def test_groups_that_lost_their_empty_cells_stand_over_heads_that_return() -> None:
    text = (
        "类别 | 2023年 | 2022年 | |||\n---|---|---|---|---|---|\n产生量(吨) | 占比(%) | 产生量(吨) | 占比(%) | ||\n"
        "一般固废 | 320 | 80.0 | 300 | 75.0 |\n危险废物 | 80 | 20.0 | 100 | 25.0 |\n"
    )
    assert cells(text)[:4] == [
        "320 t|一般固废|2023年 / 产生量(吨)",
        "80 %|一般固废|2023年 / 占比(%)",
        "300 t|一般固废|2022年 / 产生量(吨)",
        "75 %|一般固废|2022年 / 占比(%)",
    ]


def test_cells_one_a_line_with_groups_of_heads_and_names_of_rows() -> None:
    text = (
        "民國112年第3季 |\n單位：新台幣仟元 |\n會計項目 |\n112年第3季 |\n111年第3季 |\n|\n金額 |\n% |\n金額 |\n% |\n"
        "營業收入 |\n|\n|\n|\n|\n營業收入合計 |\n50,210 |\n100.00 |\n41,880 |\n100.00 |\n"
        "營業毛利 |\n9,100 |\n18.12 |\n7,730 |\n18.46 |\n"
    )
    assert cells(text) == [
        "5.021e+07 TWD|營業收入 / 營業收入合計|112年第3季 / 金額",
        "100 %|營業收入 / 營業收入合計|112年第3季 / %",
        "4.188e+07 TWD|營業收入 / 營業收入合計|111年第3季 / 金額",
        "100 %|營業收入 / 營業收入合計|111年第3季 / %",
        "9.1e+06 TWD|營業毛利|112年第3季 / 金額",
        "18.12 %|營業毛利|112年第3季 / %",
        "7.73e+06 TWD|營業毛利|111年第3季 / 金額",
        "18.46 %|營業毛利|111年第3季 / %",
    ]


def test_rows_that_run_on_in_one_line_of_pipes() -> None:
    text = (
        "| 111年度 | | 單位：新台幣千元 | | 項目 | 111年 | 110年 | | 收入 | 5,312 | 5,098 | | 毛利 | 1,020 | 1,036 | "
        "| 費用 | (300) | - | | 淨利 | 140 | 51 |\n"
    )
    assert [cells(text)[at] for at in (0, 3, 4, 5)] == [
        "5.312e+06 TWD|收入|111年",
        "1.036e+06 TWD|毛利|110年",
        "-300000 TWD|費用|111年",
        "140000 TWD|淨利|111年",
    ]


def test_line_ends_within_a_cell_and_between_the_cells_of_a_row() -> None:
    text = (
        "截至六月三十日止年度 | |||\n---|---|---|---|\n二零二三年 人民币千元 |\n"
        "二零二二年 人民币千元 |\n二零二一年 人民币千元 |\n|\n"
        "业绩 | |||\n收入 | 811 | 720 | 655 |\n毛利 | 210 | 190 | (12) |\n"
    )
    assert cells(text)[1:4] == [
        "720000 CNY|业绩 / 收入|二零二二年 人民币千元",
        "655000 CNY|业绩 / 收入|二零二一年 人民币千元",
        "210000 CNY|业绩 / 毛利|二零二三年 人民币千元",
    ]


def test_heads_in_mid_table_begin_another_one_with_the_same_unit() -> None:
    text = (
        "单位：元\n本报告期末 | 上年度末 | 增减(%) | |\n总资产 | 6,912,814.37 | 7,106,136.55 | -2.72 |\n"
        "净资产 | 3,377,905.82 | 3,288,240.71 | 2.73 |\n年初至报告期末 | 上年同期 | 比上年同期增减(%) | |\n"
        "营业收入 | 2,874,321.71 | 3,306,539.75 | -13.07 |\n"
    )
    assert cells(text)[-3:] == [
        "2.87432e+06 CNY|营业收入|年初至报告期末",
        "3.30654e+06 CNY|营业收入|上年同期",
        "-13.07 %|营业收入|比上年同期增减(%)",
    ]


def test_the_corner_tells_the_unit_of_all() -> None:
    text = "| 以人民幣千元列示 | 2022年度 | 2021年度 |\n| 營業額 | 6,195 | 6,530 |\n| 毛利 | 680 | 661 |\n"
    assert told(text)[0].split("|")[1] == "6.195e+06 CNY"


def test_a_sum_that_is_called_as_its_part_ends_it() -> None:
    text = "| 项目 | 2023年 |\n| --- | --- |\n| 成本 | |\n| 材料 | 51 |\n| 成本合计 | 51 |\n| 毛利 | 9 |\n"
    assert [cell.split("|")[1] for cell in cells(text)] == ["成本 / 材料", "成本 / 成本合计", "毛利"]


def test_units_that_lost_their_empty_cells_go_to_the_heads_that_they_are_for() -> None:
    text = (
        "地区 | 发电量 | 用电量 | 线损率 | 人均用电量 |\n(亿千瓦时) | (%) | (千瓦时/人) | ||\n"
        "甲市 | 31.5 | 28.2 | 5.2 | 4,100 |\n乙市 | 8.1 | 9.4 | 6.1 | 3,350 |\n"
    )
    assert cells(text)[:4] == [
        "3.15e+09 kW.h|甲市|发电量 / (亿千瓦时)",
        "2.82e+09 kW.h|甲市|用电量 / (亿千瓦时)",
        "5.2 %|甲市|线损率 / (%)",
        "4100 kW.h/{人}|甲市|人均用电量 / (千瓦时/人)",
    ]


def test_types_name_rows() -> None:
    text = "| 设备型号 | 功率(kW) | 流量(m3/h) |\n| --- | --- | --- |\n| WQ-15 泵 | 15 | 40 |\n| WQ-22 泵 | 22 | 65 |\n"
    assert cells(text)[0] == "15 kW|WQ-15 泵|功率(kW)"


def test_heads_stand_over_the_letters_of_their_columns() -> None:
    text = (
        "項 目\n本月數 累計數\n實績數 去年同期 差異 實績數 去年同期 差異\n(A) (B) (A-B) (C) (D) (C-D)\n"
        "收入 4,803 310 4,493 9,608 512 9,096\n支出 2,116 0 2,116 2,591 0 2,591\n"
    )
    assert cells(text)[2] == "4493 1|收入|本月數 / 差異 / (A-B)"


def test_a_year_before_is_that_before_the_one_beside_it() -> None:
    text = (
        "| 项目 | 2023年1-6月 | 上年同期 |\n| --- | --- | --- |\n| 收入（万元） | 51 | 48 |\n| 成本（万元） | 9 | 8 |\n"
    )
    assert [line.split("|")[2] for line in told(text)[:2]] == ["2023-01/2023-06", "2022-01/2022-06"]


def test_titles_within_the_grid_name_the_table_and_tell_its_unit() -> None:
    text = (
        "| 3-9 各类蔬菜产量 | ||||\n| output of vegetables | ||||\n| 单位:万吨 | (10000 tons) | |||\n"
        "| 项 目 | item | 2021 | 2022 | |\n| 合 计 | total | 70.5 | 63.9 | |\n| 叶菜 | leaf | 4.5 | 3.9 | |\n"
    )
    assert cells(text) == [
        "705000 t|合 计|2021",
        "639000 t|合 计|2022",
        "45000 t|叶菜|2021",
        "39000 t|叶菜|2022",
    ]


def test_cells_one_a_line_may_be_cut_over_lines_before_their_pipe() -> None:
    text = (
        "三年摘要 |\n2021 |\n2020\n(經重列)\n(附註) |\n2019 |\n|\n|\n收入(百萬港元) |\n45.4 |\n73.0 |\n22.6 |\n"
        "本公司股東應佔溢利/(虧損)\n(百萬港元) |\n5.5 |\n7.5 |\n(2.4) |\n每股盈利\n(港仙) |\n0.2 |\n0.8 |\n(0.1) |\n"
    )
    assert [cells(text)[at] for at in (1, 5, 6)] == [
        "7.3e+07 HKD|收入(百萬港元)|2020(經重列)(附註)",
        "-2.4e+06 HKD|本公司股東應佔溢利/(虧損)(百萬港元)|2019",
        "0.002 HKD|每股盈利(港仙)|2021",
    ]


def test_a_row_over_three_lines_has_the_cells_of_its_head() -> None:
    rows = "".join(f"| {at} |\n{name}\n| {at}0,154 | 1,516 | {at}.57 |\n" for at, name in CLASSES)
    said = cells(f"| 序 | 持股分级 | 人数 | 股数 | 占比(%) |\n{rows}| 合 计 | 120,462 | 4,548 | 100 |\n")
    assert said[0] == "10154 1|1-999|人数"
    assert said[5] == "2.57 %|1,000-5,000|占比(%)"
    assert said[9] == "120462 1|合 计|人数"


CLASSES = ((1, "1-999"), (2, "1,000-5,000"), (3, "5,001-10,000"))


def test_line_ends_between_two_pipes_are_empty_cells() -> None:
    text = (
        "单位:万元\n单位名称 | 预算收入 | 税收比重% | 预算支出 | ||||||\n"
        "当月 | 累计 | 为预算的% | 增幅% | 当月 | 累计 | 为预算的% | 增幅% | ||\n"
        "甲市 | 73795 | 234267 |\n| -10.9 | 70.9 | 380990 | 744234 |\n| -4.1 |\n"
        "乙区 | 14070 | 54065 |\n| -22.8 | 61.4 | 59373 | 129558 |\n| -27.6 |\n"
        "丙区 | 59725 | 180202 |\n| -6.6 | 73.8 | 321617 | 614676 |\n| 3.0 |\n"
    )
    assert cells(text)[2:7] == [
        "-10.9 %|甲市|预算收入 / 增幅%",
        "70.9 %|甲市|税收比重%",
        "3.8099e+09 CNY|甲市|预算支出 / 当月",
        "7.44234e+09 CNY|甲市|预算支出 / 累计",
        "-4.1 %|甲市|预算支出 / 增幅%",
    ]


def test_pipes_on_lines_of_their_own_end_the_cells_above_them() -> None:
    rows = "".join(f"{name} |\n{low}\n|\n-{low}%\n|\n" for name, low in READINGS)
    assert cells(f"报告期 |\n2022-12-31\n|\n同比变化 |\n{rows}")[:2] == [
        "0.75 CNY|每股收益(元)|2022-12-31",
        "-0.75 %|每股收益(元)|同比变化",
    ]


READINGS = (("每股收益(元)", 0.75), ("净利润(元)", 6.65), ("总资产(元)", 7.15))


def test_units_in_english() -> None:
    text = (
        "指标 | Unit | 2021 | 2022 | Report Pages |\n---|---|---|---|---|\n氮氧化物 | 10000 tons | 9.3 | 6.4 | 46 |\n"
        "粉尘 | Kilogram | 28 | 21 | 46 |\n"
    )
    assert cells(text) == ["93000 t|氮氧化物|2021", "64000 t|氮氧化物|2022", "28 kg|粉尘|2021", "21 kg|粉尘|2022"]


def test_the_name_of_a_row_may_begin_with_a_mark() -> None:
    text = "指标 | 增长(%) | 产销率(%) |\n纸业 | -7.8 | 95.4 |\n#纸浆 | -6.0 | 96.2 |\n纸板 | 8.5 | 95.1 |\n"
    assert cells(text)[2:4] == ["-6 %|#纸浆|增长(%)", "96.2 %|#纸浆|产销率(%)"]


def test_a_unit_alone_in_the_row_above_the_heads_is_that_of_the_table() -> None:
    text = "|null|null|货币单位：人民币百万元|\n|---|---|---|\n|项目|2021年|2020年|\n|利息|38|45|\n|汇兑|(7)|31|\n"
    assert cells(text)[1:3] == ["4.5e+07 CNY|利息|2020年", "-7e+06 CNY|汇兑|2021年"]


def test_a_column_without_cells_has_its_head() -> None:
    text = (
        "截止日期 |\n2021/12 |\n2022/12 |\n2023/12 |\n圖表\n|\n償債\n|\n流動比率 (倍)\n|\n1.30 |\n1.57 |\n1.44 |\n|\n"
        "速動比率 (倍)\n|\n1.27 |\n1.54 |\n1.41 |\n|\n收益\n|\n純利率 (%)\n|\n3.20 |\n2.11 |\n4.05 |\n|\n"
        "營運\n|\n存貨周轉率 (倍)\n|\n7.20 |\n6.11 |\n5.05 |\n|\n"
    )
    assert cells(text)[:4] == [
        "1.3 {x}|償債 / 流動比率 (倍)|2021/12",
        "1.57 {x}|償債 / 流動比率 (倍)|2022/12",
        "1.44 {x}|償債 / 流動比率 (倍)|2023/12",
        "1.27 {x}|償債 / 速動比率 (倍)|2021/12",
    ]


def test_a_sum_below_the_head_of_a_budget_has_the_unit_of_its_parts() -> None:
    text = "單位:萬元\n项 目 |\n预 算 数 |\n合 计 |\n31.40 |\n因公出国费 |\n0 |\n接待费 |\n31.40 |\n"
    assert cells(text) == ["314000 CNY|合 计|预 算 数", "0 CNY|因公出国费|预 算 数", "314000 CNY|接待费|预 算 数"]


def test_a_table_goes_on_over_the_number_of_a_page() -> None:
    text = (
        "| 指标 | 单位 | 2022年 |\n| --- | --- | --- |\n| 用电量 | 万千瓦时 | 930 |\n\n— 12 —\n\n"
        "| 废水 | 吨 | 1,204 |\n| 危废 | 吨 | 12 |\n"
    )
    assert cells(text)[1:] == ["1204 t|废水|2022年", "12 t|危废|2022年"]


def test_other_heads_behind_the_number_of_a_page_begin_another_table() -> None:
    text = (
        "| 指标 | 单位 | 2022年 |\n| --- | --- | --- |\n| 用电量 | 万千瓦时 | 930 |\n\n— 12 —\n\n"
        "| 厂区 | 单位 | 面积 |\n| --- | --- | --- |\n| 东厂 | 公顷 | 12 |\n| 西厂 | 公顷 | 9 |\n"
    )
    assert cells(text)[1:] == ["12 hm2|东厂|面积", "9 hm2|西厂|面积"]


def test_a_unit_with_its_scale_in_brackets() -> None:
    text = (
        "| 2024/09 - 中期 港元(千$) | 比較 | 2024/03 港元(千$) | |\n| 收益 | 3,448 | -1.8% | 7,925 |\n"
        "| 毛利 | 550 | -5.9% | 1,126 |\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)] == [
        *["3.448e+06 HKD", "-1.8 %", "7.925e+06 HKD"],
        *["550000 HKD", "-5.9 %", "1.126e+06 HKD"],
    ]


def test_a_caption_among_the_heads_is_none_of_them() -> None:
    text = (
        "部门三公经费统计表 | ||\n? | 单位:万元 | |\n项 目 | 本年预算数 | 上年预算数 |\n合 计 | 34.3 | 31.2 |\n"
        "接待费 | 1.7 | 1.9 |\n"
    )
    assert cells(text)[::2] == ["343000 CNY|合 计|本年预算数", "17000 CNY|接待费|本年预算数"]


def test_the_second_half_of_a_head_that_lost_its_corner_stands_over_the_last_column() -> None:
    text = (
        "| 1、工业产销 | |||\n| 4月 | 1-4月累计 | 累计 | |\n| 增长% | |||\n| 产值(亿元) | 14.3 | 48.0 | -9.8 |\n"
        "| #出口(亿元) | 4.1 | 13.2 | 6.7 |\n"
    )
    assert heads(text) == ["4月", "1-4月累计", "累计 / 增长%"] * 2
    assert [cell.split("|")[0] for cell in cells(text)][::2] == ["1.43e+09 CNY", "-9.8 %", "1.32e+09 CNY"]


def test_a_change_below_full_heads_names_the_rows_below_it() -> None:
    text = "| 指标 | 4月 | 5月 |\n| --- | --- | --- |\n| 增长% | | |\n| 工业 | 2.5 | 3.1 |\n| 农业 | 1.2 | 1.4 |\n"
    assert cells(text)[0] == "2.5 %|增长% / 工业|4月"


def test_words_told_of_each_time_head_nothing() -> None:
    text = (
        "2024年中报 | 2023年年报 | |\n---|---|---|\n截止日期 | 2024-06-30 | 2023-12-31 |\n报表类型 | 合并 | 合并 |\n"
        "收入(元) | 231,205.00 | 392,689.00 |\n币种 | 人民币 | 人民币 |\n成本(元) | 96,287.00 | 84,033.00 |\n"
    )
    assert cells(text) == [
        *["231205 CNY|收入(元)|2024年中报", "392689 CNY|收入(元)|2023年年报"],
        *["96287 CNY|成本(元)|2024年中报", "84033 CNY|成本(元)|2023年年报"],
    ]


def test_an_amount_with_its_share_in_brackets_is_a_value() -> None:
    text = (
        "年度 | 2022年 | 2023年 |\n---|---|---|\n范围一(吨) | 153.32 (11.4%) | 162.26 (8.4%) |\n"
        "范围二(吨) | 1,186.9 (88.6%) | 9,234.7 (91.6%) |\n"
    )
    assert cells(text)[:3] == ["153.32 t|范围一(吨)|2022年", "11.4 %|范围一(吨)|2022年", "162.26 t|范围一(吨)|2023年"]


def test_the_lower_half_of_a_head_and_the_names_of_further_tables() -> None:
    text = (
        "1、产值 | |||\n8月 | 1-8月累计 | 累计 | |\n增长% | |||\n"
        "总产值(亿元) | —— | 527.5 | 11.5 |\n轻工业(亿元) | 7.1 | 59.4 | 5.6 |\n"
        "注:按现价计算。 | |||\n2、投资 | |||\n"
        "8月 | 1-8月累计 | 累计 | |\n增长% | |||\n投资额(亿元) | 9.2 | 112.2 | 38.1 |\n"
    )
    assert cells(text) == [
        "5.275e+10 CNY|总产值(亿元)|1-8月累计",
        "11.5 %|总产值(亿元)|累计 / 增长%",
        "7.1e+08 CNY|轻工业(亿元)|8月",
        "5.94e+09 CNY|轻工业(亿元)|1-8月累计",
        "5.6 %|轻工业(亿元)|累计 / 增长%",
        "9.2e+08 CNY|投资额(亿元)|8月",
        "1.122e+10 CNY|投资额(亿元)|1-8月累计",
        "38.1 %|投资额(亿元)|累计 / 增长%",
    ]


def test_a_change_alone_below_whole_heads_names_rows() -> None:
    text = "指标 | 1月 | 2月 |\n增长% | | |\n甲县 | 4.1 | 5.2 |\n乙县 | 3.1 | 2.2 |\n"
    assert [cell.partition("|")[2] for cell in cells(text)][:2] == ["增长% / 甲县|1月", "增长% / 甲县|2月"]


def test_groups_stand_where_heads_that_return_are_over_values_written_alike() -> None:
    text = (
        "某市2019年5月收入表 | ||||||||\n项 目 | 年度预算 | 累计 | 当月 | ||||||\n"
        "本期 | 同期 | 增减额 | 增减率% | 本期 | 同期 | 增减额 | 增减率% | ||\n"
        "税收(万元) | 139,615 | 105,222 | 109,149 | -3,927 | -3.6 | 14,255 | 8,573 | 5,682 | 66.3 |\n"
        "其他(万元) | 106,337 | 73,514 | 89,279 | -15,765 | -17.7 | 7,879 | 6,959 | 920 | 13.2 |\n"
    )
    assert heads(text)[:9] == [
        *["年度预算", "累计 / 本期", "累计 / 同期", "累计 / 增减额", "累计 / 增减率%"],
        *["当月 / 本期", "当月 / 同期", "当月 / 增减额", "当月 / 增减率%"],
    ]
    assert [cell.split("|")[1] for cell in timed(text)[:9]] == [
        *["2019", "2019-01/2019-05", "2018-01/2018-05", "2019-01/2019-05", "2019-01/2019-05"],
        *["2019-05", "2018-05", "2019-05", "2019-05"],
    ]


def test_the_head_of_a_table_may_stand_on_lines_that_are_none_by_themselves() -> None:
    text = (
        "| 项目 | 单位 |\n1-4月 累计 |\n比上年增长(%) | 结构(%) |\n| 税收合计 | 万元 | 17257 | -3.9 | 100 |\n"
        "| 其他 | 万元 | 5241 | 17.1 | 30 |\n"
    )
    assert heads(text)[:3] == ["1-4月 累计", "比上年增长(%)", "结构(%)"]


def test_a_budget_of_a_year_is_money_as_its_caption_says() -> None:
    text = "单位：万元\n项目 | 2019年预算数 | 上年完成数 |\n教育附加 | 1104 | 986 |\n上年结转 | 144 | 145 |\n"
    assert [cell.split("|")[0] for cell in cells(text)] == [
        "1.104e+07 CNY",
        "9.86e+06 CNY",
        "1.44e+06 CNY",
        "1.45e+06 CNY",
    ]


def test_rows_stand_several_on_a_line_below_heads_that_return() -> None:
    text = (
        "| 指标名称 | 数值 | 计量单位 | 指标名称 | 数值 | 计量单位 |\n| --- | --- | --- | --- | --- | --- |\n"
        "| 用电量 | 3,204 | 万千瓦时 | 用水量 | 85.2 | 万吨 |\n| 天然气 | 52.1 | 万立方米 | 柴油 | 12.5 | 吨 |\n"
        "| 汽油 | 5.1 | 吨 | | | |\n"
    )
    assert cells(text) == [
        *["3.204e+07 kW.h|用电量|数值", "852000 t|用水量|数值", "521000 m3|天然气|数值"],
        *["12.5 t|柴油|数值", "5.1 t|汽油|数值"],
    ]


def test_heads_that_return_over_values_alone_are_columns() -> None:
    rows = [[Field(Span(0, 0), text, n) for n, text in enumerate(row)] for row in (["数量", "金额"] * 2, list("3546"))]
    assert unfolded(rows, 1) == (rows, 1)


def test_a_year_that_says_whether_it_is_told_or_forecast_heads_a_column() -> None:
    text = "| 指标 | 2023(实际) | 2024(预测) |\n|---|\n| 净利润(万元) | 422.5 | 466.1 |\n| 毛利率(%) | 30.6 | 29.5 |\n"
    assert heads(text)[:2] == ["2023(实际)", "2024(预测)"]
    assert [cell.split("|")[1] for cell in timed(text)[:2]] == ["2023", "2024"]


def test_a_unit_behind_the_time_above_a_table_is_that_of_its_budgets() -> None:
    text = (
        "     109年度    單位:新台幣百萬元\n項目│本次預算數│上年度預算數│比較\n歲入合計│3,160│2,503│657\n"
        "稅課收入│2,053│1,400│653\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)[:3]] == ["3.16e+09 TWD", "2.503e+09 TWD", "6.57e+08 TWD"]


def test_months_run_on_from_the_year_that_is_told_last() -> None:
    text = "| 月份 | 产量(吨) |\n|---|---|\n| 2018年11月 | 5 |\n| 12月 | 6 |\n| 1月 | 7 |\n| 2019年2月 | 8 |\n| 3月 | 9"
    told = [cell.split("|")[1] for cell in timed(text)]
    assert told == ["2018-11", "2018-12", "2019-01", "2019-02", "2019-03"]


def test_a_row_tells_the_currency_of_the_columns() -> None:
    text = (
        "项目 | 2023年 | 2022年 |\n报表类型 | 合并 | 合并 |\n原始币种 | 港元 | 美元 |\n存货(元) | 31 | 28 |\n"
        "商誉(元) | 5 | 4 |\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)] == ["31 HKD", "28 USD", "5 HKD", "4 USD"]


def test_heads_that_stand_one_a_line_above_rows_on_one_line_are_no_titles() -> None:
    text = (
        "损益表 |\n|\n2024/12 RMB($) |\n变动 |\n2023/12 RMB($) |\n营业额 | 174,224 | 8.9% | 159,929 | "
        "税项 | (1,426) | -- | (1,436) | 折旧 | 283 | 4.3% | 271 | 酬金 | 27 | -- | 26 | 溢利 | 1,769 | -3.1% | "
        "4,140 | |\n|\n财务比率 |\n|\n2024/12 RMB($) |\n变动 |\n2023/12 RMB($) |\n"
        "边际利润率(%) | 1.186% | -- | 0.111% | 资产回报率(%) | (0.553)% | -- | (1.332)% | |\n|\n"
    )
    assert timed(text)[:3] == [
        "174224 CNY|2024-12|营业额|2024/12 RMB($)",
        "8.9 %|2024-12|营业额|变动",
        "159929 CNY|2023-12|营业额|2023/12 RMB($)",
    ]
    assert timed(text)[-2:] == [
        "-0.553 %|2024-12|资产回报率(%)|2024/12 RMB($)",
        "-1.332 %|2023-12|资产回报率(%)|2023/12 RMB($)",
    ]
