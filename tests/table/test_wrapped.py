"""Cells that a layout parts: heads over several lines, labels around their values, values cut at the end of a line."""

from pipeline.dataset.rows import build_tables
from pipeline.read.text import read_text
from pipeline.run import understand

from .test_gapped import cells

INCOME = (
    "单位：千元 币种：人民币\n分类情况\n分产品\n营业\n收入\n营业\n成本\n毛利率\n（%）\n营业收\n入比上年增\n"
    "减（%）\n营业成\n"
    "本比上年增\n减（%）\n毛利率比上\n年增减（%）\n甲品 580,241 425,072 26.7 16.6 12.0 增加 3.2 个\n百分点\n"
)
RATIOS = (
    "项目 2023年 2022年\n本期比上年同\n期增减(%)\n营业收入（万元） 1,210.5 1,100.2 10.0\n"
    "归属于公司股东的扣除非经\n312.7 255.3 22.5\n常性损益的净利润（万元）\n经营活动产生的现金流\n"
    "88.1 91.4 -3.6\n量净额（万元）\n"
    "总资产（万元） 5,120.0 4,980.0 2.8\n"
)


def test_a_word_that_stands_uncut_elsewhere_goes_on_over_a_line_end() -> None:
    assert [cell.split("|")[-1] for cell in cells(INCOME)] == [
        *["营业收入", "营业成本", "毛利率（%）", "营业收入比上年增减（%）", "营业成本比上年增减（%）"],
        "毛利率比上年增减（%）",
    ]


def test_the_first_row_goes_on_below_it_too() -> None:
    assert cells(INCOME)[0].startswith("5.80241e+08 CNY|")
    assert cells(INCOME)[-1].startswith("3.2 {pp}|")


def test_tables_with_the_same_heads_have_the_unit_of_the_first() -> None:
    again = INCOME.removeprefix("单位：千元 币种：人民币\n").replace("分产品", "分地区").replace("甲品", "境内")
    assert cells(INCOME + again)[6] == "5.80241e+08 CNY||境内|营业收入"


def test_a_label_stands_above_and_below_the_values_of_its_row() -> None:
    assert [cell.split("|")[2] for cell in cells(RATIOS)[3::3]] == [
        "归属于公司股东的扣除非经常性损益的净利润（万元）",
        "经营活动产生的现金流量净额（万元）",
        "总资产（万元）",
    ]


def test_a_head_that_counts_wants_what_it_counts() -> None:
    text = (
        "年度 类别 工时 死亡\n人数\n失能\n件数\n轻伤\n件数\n就诊件数\n109 员工 21,801 1 3 18 17\n"
        "外包 25,417 2 8 18 13\n110 员工 20,921 3 3 9 11\n外包 22,690 1 8 13 12\n"
    )
    said = [cell.split("|") for cell in cells(text)]
    assert [each[3] for each in said[:5]] == ["工时", "死亡人数", "失能件数", "轻伤件数", "就诊件数"]
    assert [each[2] for each in said[::5]] == ["109 / 员工", "109 / 外包", "110 / 员工", "110 / 外包"]


def test_lines_of_heads_hold_pieces_of_several_columns() -> None:
    text = (
        "分区 人均 万元产值 亩均灌溉\n用水量 用水量 用水量\n/m3 /m3 /m3\n"
        "北区 419 51.8 355\n南区 848 166.4 441\n西区 344 56.0 204\n"
    )
    assert cells(text)[:3] == [
        "419 m3||北区|人均用水量/m3",
        "51.8 m3||北区|万元产值用水量/m3",
        "355 m3||北区|亩均灌溉用水量/m3",
    ]


def test_units_of_a_caption_are_for_what_stands_in_brackets_before_them() -> None:
    text = (
        "单位:(实物量)万千瓦时、(标准量)吨标准煤\n指标 2019 2020\n(实物量) (标准量) (实物量) (标准量)\n"
        "一、可供量 54.91 169.47 62.12 190.49\n二、消费量 50.11 150.10 60.02 180.33\n"
    )
    assert cells(text)[:2] == [
        "549100 kW.h|2019|一、可供量|2019 / (实物量)",
        "169.47 t{sce}|2019|一、可供量|2019 / (标准量)",
    ]


def test_bars_on_lines_of_their_own_part_cells_and_a_value_may_look_like_a_year() -> None:
    said = ["指标", "单位", "2020", "2021", "用水量", "万吨", "31.2", "1998", "废水量", "万吨", "12.1", "11.8"]
    assert cells("\n|\n".join(said) + "\n|\n") == [
        "312000 t|2020|用水量|2020",
        "1.998e+07 t|2021|用水量|2021",
        "121000 t|2020|废水量|2020",
        "118000 t|2021|废水量|2021",
    ]


def test_a_sum_that_lost_its_empty_cells_stands_in_the_last_column() -> None:
    text = (
        "能源類別 |\n單位 | 2022年用量 | 熱量(GJ) |\n--- | --- | --- | --- |\n"
        "外購電力 | 度 | 2,301,400 | 8,285.04 |\n"
        "柴油 | 公升 | 310.5 | 10.93 |\n合計 | 8,295.97 | | |\n"
    )
    assert cells(text) == [
        "2.3014e+06 kW.h|2022|外購電力|2022年用量",
        "8285.04 GJ||外購電力|熱量(GJ)",
        "310.5 L|2022|柴油|2022年用量",
        "10.93 GJ||柴油|熱量(GJ)",
        "8295.97 GJ||合計|熱量(GJ)",
    ]


def test_numbers_of_accounts_are_no_part_of_their_names_and_a_grand_total_is_of_no_part() -> None:
    text = (
        "民國一一○年三月三十一日 單位：新台幣千元\n110.3.31 109.12.31\n資　　產 金　　額 ％ 金　　額 ％\n流動資產：\n"
        "1100 現金 $ 1,291 52 1,301 52\n1150 應收票據 46 2 47 2\n1310 存貨 92 4 98 4\n非流動資產：\n"
        "1600 設備 544 22 545 21\n"
        "1780 無形資產 19 1 20 1\n資產總計 $ 1,992 100 2,011 100\n"
    )
    assert cells(text)[0] == "1.291e+06 TWD|2021-03-31|流動資產： / 現金|110.3.31 / 金 額"
    assert cells(text)[-1] == "100 %|2020-12-31|資產總計|109.12.31 / ％"


def test_a_caption_tells_the_month_of_its_table() -> None:
    text = (
        "表1  2019年5月各市空气质量\n城市 PM2.5浓度（微克/立方米） 综合指数\n甲市 39 3.61\n乙市 30 2.93\n丙市 24 2.38\n"
    )
    assert [cell.split("|")[1] for cell in cells(text)[:2]] == ["2019-05", "2019-05"]


def test_numbers_that_add_up_to_a_hundred_in_all_columns_are_shares() -> None:
    text = (
        "学历 2018年 2019年\n职工平均年龄 41.3 42.1\n硕士以上 12.02 12.25\n本科 20.61 20.42\n专科 15.11 15.11\n"
        "中专以下 52.26 52.22\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)] == [
        *["41.3 1", "42.1 1", "12.02 %", "12.25 %", "20.61 %", "20.42 %", "15.11 %", "15.11 %", "52.26 %", "52.22 %"]
    ]


def test_values_that_go_on_below_the_first_of_every_row_are_of_it() -> None:
    text = (
        "主要财务数据\n单位：万元\n2024年 2023年 本年比上年增减(%)\n营业收入 8,120.55\n7,310.20 11.08\n"
        "利润总额 915.40\n802.71 14.04\n净资产 6,402.18\n5,977.36 7.11\n"
    )
    said = [cell.split("|") for cell in cells(text)]
    assert [each[2] for each in said[::3]] == ["营业收入", "利润总额", "净资产"]
    assert [each[3] for each in said[:3]] == ["2024年", "2023年", "本年比上年增减(%)"]


def test_a_row_without_a_note_keeps_its_label() -> None:
    text = (
        "项目 附注 2024年末 2023年末\n货币资金 六、1 512.40 498.77\n存货 六、2 88.15 91.02\n"
        "预付款项 12.31 14.90\n应收账款 六、4 203.66 187.45\n"
    )
    assert [cell.split("|")[2] for cell in cells(text)[::2]] == ["货币资金", "存货", "预付款项", "应收账款"]


def test_a_change_goes_on_on_the_line_below_where_each_cell_has_one() -> None:
    text = (
        "单位：元\n分产品\n营业收入\n毛利率\n（%）\n毛利率比上年增减\n甲系列\n145,928\n94.06\n减少0.06\n个百分点\n"
        "其他系列\n酒\n24,683\n79.87\n增加0.11\n个百分点\n"
    )
    said = [cell.split("|") for cell in cells(text)]
    assert [each[0] for each in said[2::3]] == ["0.06 {pp}", "0.11 {pp}"]
    assert [each[2] for each in said[::3]] == ["甲系列", "其他系列酒"]
    assert [each[3] for each in said[:3]] == ["营业收入", "毛利率（%）", "毛利率比上年增减"]


def test_units_of_a_caption_are_for_what_lasts_and_for_cash() -> None:
    text = "单位：人；年；%\n项目 2021年 2022年\n职员 17 16\n平 均 年 资 11.2 10.6\n大专 33.4 33.9\n"
    assert cells(text)[2] == "11.2 a|2021|平 均 年 资|2021年"
    text = "（人民币百万元，百分比除外）\n项目 2021年 2022年\n优质资产 6,237 6,148\n现金净流出量 4,957 5,119\n"
    assert cells(text)[2].startswith("4.957e+09 CNY|")


def test_a_label_goes_on_below_its_values() -> None:
    text = (
        "项目 2023年 2022年\n归属于母公司所有者 12.5 11.8\n的净利润（亿元）\n归属于母公司所有者的扣除 11.0 10.2\n"
        "非经常性损益的净利润（亿元）\n基本每股收益（元） 0.52 0.61\n"
    )
    assert cells(text)[::2] == [
        "1.25e+09 CNY|2023|归属于母公司所有者的净利润（亿元）|2023年",
        "1.1e+09 CNY|2023|归属于母公司所有者的扣除非经常性损益的净利润（亿元）|2023年",
        "0.52 CNY|2023|基本每股收益（元）|2023年",
    ]


def test_names_of_parts_stand_between_rows_and_are_no_rest_of_a_label() -> None:
    text = "项目 2023年 2022年\n营业收入 12 11\n其他业务\n租赁 3 2\n咨询 1 1\n（二）境外\n贸易 4 5\n"
    assert [cell.split("|")[2] for cell in cells(text)[::2]] == [
        "营业收入",
        "其他业务 / 租赁",
        "其他业务 / 咨询",
        "（二）境外 / 贸易",
    ]


def test_heads_of_many_columns_over_two_lines_each() -> None:
    text = (
        "单位：万元\n被投资\n单位\n期初余\n额\n追加投\n资\n减少投\n资\n期末余\n额\n减值准\n备\n"
        "甲公司 1,200 30 40 1,190 0\n乙公司 900 10 0 910 15\n丙公司 450 5 20 435 0\n"
    )
    assert [cell.split("|")[-1] for cell in cells(text)[:5]] == [
        "期初余额",
        "追加投资",
        "减少投资",
        "期末余额",
        "减值准备",
    ]


def test_a_line_with_a_head_more_than_columns_is_a_guess() -> None:
    text = "单位：万元\n项目 期末余额 期初余额 变动额\n存款 1,200 1,100\n现金 30 25\n合计 1,230 1,125\n"
    read = build_tables(understand(read_text(text.encode(), "book.txt", 2024)))["claims"].to_pylist()
    assert [claim["row_label"] for claim in read[::2]] == ["存款", "现金", "合计"]
    assert {claim["column_label"] for claim in read} == {"期末余额", "期初余额"}
    assert all("ambiguous_table" in claim["flags"] and claim["confidence"] < 0.5 for claim in read)
