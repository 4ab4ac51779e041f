"""Pages of which a text export made one line."""

import pytest

from pipeline.lexicon.typography import lines_of
from pipeline.table import unrun

from .test_gapped import cells

PROSE = (
    "報告期內,本集團遵守有關環境的法例,並無接獲任何投訴,各項資源的使用情況載列如下 "
    "During the period the Group complied with the laws. "
)
ENGLISH_FIRST = (
    PROSE + "Figure 3 Amount 數量 2022 2021 Resources 資源 二零二二年 二零二一年 "
    "Petrol used by vehicles (litres) 車輛汽油用量(升) "
    "21,430 19,875 Electricity purchased by plants (kWh) 廠房外購電力(千瓦時) 88,120 90,455 "
    "Travel by rail (km) 鐵路差旅(公里) 6,300 5,120 Paper consumed (tonnes) 用紙量(噸) 12 14 其後各項措施繼續推行"
)
CHINESE_FIRST = (
    PROSE + "表4 指标 Indicator 2023 2022 2021 用水量(吨) Water use (tonnes) 5,210 5,480 5,905 "
    "柴油消耗(升) Diesel (litres) 1,020 980 1,115 差旅(公里) Travel (km) 7,700 6,400 3,050"
)
CHINESE_ONLY = (
    PROSE * 2 + "项目 2023 2022 天然气(立方米) 300 280 汽油(升) 1,500 1,720 外购蒸汽(吨) 46 51 固体废物(吨) 8.5 9.1"
)


def test_rows_of_a_page_in_one_line_are_lines() -> None:
    assert cells(ENGLISH_FIRST)[-8:] == [
        "21430 L|2022|車輛汽油用量(升)|2022 / 二零二二年",
        "19875 L|2021|車輛汽油用量(升)|2021 / 二零二一年",
        "88120 kW.h|2022|廠房外購電力(千瓦時)|2022 / 二零二二年",
        "90455 kW.h|2021|廠房外購電力(千瓦時)|2021 / 二零二一年",
        "6300 km|2022|鐵路差旅(公里)|2022 / 二零二二年",
        "5120 km|2021|鐵路差旅(公里)|2021 / 二零二一年",
        "12 t|2022|用紙量(噸)|2022 / 二零二二年",
        "14 t|2021|用紙量(噸)|2021 / 二零二一年",
    ]


def test_the_order_of_the_languages_does_not_matter() -> None:
    said = [cell.split("|") for cell in cells(CHINESE_FIRST)[-9:]]
    assert [each[0] for each in said] == [
        *["5210 t", "5480 t", "5905 t", "1020 L", "980 L", "1115 L", "7700 km", "6400 km", "3050 km"]
    ]
    assert [each[1] for each in said] == ["2023", "2022", "2021"] * 3
    assert [each[2] for each in said[::3]] == ["用水量(吨)", "柴油消耗(升)", "差旅(公里)"]


def test_one_language_is_cut_as_well() -> None:
    assert [cell.split("|")[0] for cell in cells(CHINESE_ONLY)[-8:]] == [
        *["300 m3", "280 m3", "1500 L", "1720 L", "46 t", "51 t", "8.5 t", "9.1 t"]
    ]


def test_a_statement_in_one_line_has_its_unit_heads_on_two_levels_and_numbers_in_brackets() -> None:
    text = (
        "某某公司及子公司 綜 合 損 益 表 民國111年及110年1月1日至12月31日 單位:新臺幣仟元 111 年 度 110 年 度 變 動 "
        "項 目 附 註 金 額 % 金 額 % 百分比% 利息收入 六(七)及十一 $ 164,223 124 $ 958,533 88 68 "
        "減:利息費用 六(七)及十一 ( 306,775 ) ( 56 ) ( 684,792 ) ( 21 ) 213 利息淨收益 857,448 68 273,741 67 22 "
        "手續費淨收益 六(八)及十一 842,717 13 750,764 - 1"
    )
    assert cells(text)[-19:-8] == [
        "1.64223e+08 TWD|2022|利息收入|111 年 度 / 金 額",
        "124 %|2022|利息收入|111 年 度 / %",
        "9.58533e+08 TWD|2021|利息收入|110 年 度 / 金 額",
        "88 %|2021|利息收入|110 年 度 / %",
        "68 %|2022|利息收入|變 動 / 百分比%",
        "-3.06775e+08 TWD|2022|減:利息費用|111 年 度 / 金 額",
        "-56 %|2022|減:利息費用|111 年 度 / %",
        "-6.84792e+08 TWD|2021|減:利息費用|110 年 度 / 金 額",
        "-21 %|2021|減:利息費用|110 年 度 / %",
        "213 %|2022|減:利息費用|變 動 / 百分比%",
        "8.57448e+08 TWD|2022|利息淨收益|111 年 度 / 金 額",
    ]


def test_prose_is_left_in_its_line() -> None:
    text = PROSE * 2 + "本年度用水 300 280 立方米。其後 2020 2019 兩年並無變動;用電 12 13 度,用紙 4 5 噸。"
    assert [line.text for line in unrun(lines_of(text))] == [text.strip()]


def test_a_short_line_and_one_with_the_numbers_of_notes() -> None:
    assert cells("单位：万吨 指标 2020年 2021年 石英砂 120 115 玻璃 56 54 陶瓷 88 92\n")[2:4] == [
        "560000 t|2020|玻璃|2020年",
        "540000 t|2021|玻璃|2021年",
    ]
    statement = (
        "綜合損益表 截至2021年12月31日止年度 附註 2021年 2020年 千港元 千港元 收入 4 35,620 28,450 "
        "銷售成本 5 (20,350) (18,220) 毛利 15,270 10,230 行政開支 6 (3,120) (2,980)\n"
    )
    assert cells(statement)[2:6] == [
        "-2.035e+07 HKD|2021|銷售成本|2021年 / 千港元",
        "-1.822e+07 HKD|2020|銷售成本|2020年 / 千港元",
        "1.527e+07 HKD|2021|毛利|2021年 / 千港元",
        "1.023e+07 HKD|2020|毛利|2020年 / 千港元",
    ]


ROWS = "收入 3 35,620 28,450 銷售成本 (20,350) (18,220) 毛利 15,270 10,230 其他收入 4 120 98 行政開支 (3,120) (2,980)"


@pytest.mark.parametrize(
    "heads",
    [
        "綜合收益表 截至2021年6月30日止年度 2021年 2020年 附註 千港元 千港元",
        "截至2021年6月30日止年度 附註 2021年 千港元 （經審核） 2020年 千港元 （經審核）",
    ],
)
def test_rows_with_and_without_a_note_on_one_line(heads: str) -> None:
    assert [cell.split("|")[:3] for cell in cells(f"{heads} {ROWS}\n")][1:4] == [
        ["2.845e+07 HKD", "2020", "收入"],
        ["-2.035e+07 HKD", "2021", "銷售成本"],
        ["-1.822e+07 HKD", "2020", "銷售成本"],
    ]


def test_a_sentence_with_years_and_numbers_is_no_table() -> None:
    text = "厂区在 2020 2021 两年里招工 120 人，植树 56 株，节水 88 吨，节电 92 度，新增 12 台水泵。\n"
    assert [line.text for line in unrun(lines_of(text))] == [text.strip()]


def test_rows_that_begin_with_a_time_on_one_line() -> None:
    text = "分月指数 单位:% 产出 新单 库存 2021年6月 50.1 52.5 47.2 2021年7月 49.9 52.1 47.3 2021年8月 50.4 52.6 47\n"
    assert cells(text)[3:5] == ["49.9 %|2021-07|2021年7月|产出", "52.1 %|2021-07|2021年7月|新单"]
    prose = "2021年6月 改造水泵 12 台，2021年7月 改造 15 台，2021年8月 改造 9 台并节水 3 吨，共改造 36 台。\n"
    assert [line.text for line in unrun(lines_of(prose))] == [prose.strip()]


def test_heads_in_two_languages_and_sums_without_a_name() -> None:
    text = (
        "22 INVENTORIES As at 31 December 於十二月三十一日 2022 2021 二零二二年 二零二一年 HK$’000 HK$’000 "
        "港幣千元 港幣千元 Yarn 紗線 152,790 147,535 Cloth 布匹 77,068 90,682 229,858 238,217 "
        "Less: provision 減:撥備 (17,117) (13,482) 212,741 224,735 The cost of inventories was charged.\n"
    )
    assert [cell.rpartition("|")[0] for cell in cells(text)] == [
        "1.5279e+08 HKD|2022|紗線",
        "1.47535e+08 HKD|2021|紗線",
        "7.7068e+07 HKD|2022|布匹",
        "9.0682e+07 HKD|2021|布匹",
        "-1.7117e+07 HKD|2022|減:撥備",
        "-1.3482e+07 HKD|2021|減:撥備",
    ]


def test_a_column_of_notes_beside_heads_in_two_languages() -> None:
    text = (
        "INCOME STATEMENT 收益表 截至十二月三十一日止年度 2022 2021 二零二二年 二零二一年 Notes HK$’000 HK$’000 "
        "附註 港幣千元 港幣千元 Revenue 營業額 5 2,464 2,694 Cost 成本 9 (2,133) (2,280) Profit 毛利 331 414 "
        "Tax 稅項 12 (98) (88)\n"
    )
    assert cells(text)[:4] == [
        "2.464e+06 HKD|2022|營業額|2022 / 二零二二年 / HK$’000 / 港幣千元",
        "2.694e+06 HKD|2021|營業額|2021 / 二零二一年 / HK$’000 / 港幣千元",
        "-2.133e+06 HKD|2022|成本|2022 / 二零二二年 / HK$’000 / 港幣千元",
        "-2.28e+06 HKD|2021|成本|2021 / 二零二一年 / HK$’000 / 港幣千元",
    ]


def test_dashes_before_numbers_and_names_of_parts_ahead_of_the_rows() -> None:
    statement = (
        "(b) 本公司之財務狀況表 二零二二年 二零二一年 港幣千元 港幣千元 非流動資產 於聯營公司的權益 3,120 3,008 "
        "應收聯營公司款項 – 1,470 3,120 4,478 流動資產 其他應收款 806 412 無形資產 – – "
        "銀行結餘 – 95 流動負債 應付款項 66 –\n"
    )
    assert cells(statement)[2:] == [
        "1.47e+06 HKD|2021|非流動資產 / 應收聯營公司款項|二零二一年 / 港幣千元",
        "3.12e+06 HKD|2022|非流動資產|二零二二年 / 港幣千元",
        "4.478e+06 HKD|2021|非流動資產|二零二一年 / 港幣千元",
        "806000 HKD|2022|流動資產 / 其他應收款|二零二二年 / 港幣千元",
        "412000 HKD|2021|流動資產 / 其他應收款|二零二一年 / 港幣千元",
        "95000 HKD|2021|流動資產 / 銀行結餘|二零二一年 / 港幣千元",
        "66000 HKD|2022|流動負債 / 應付款項|二零二二年 / 港幣千元",
    ]


def test_names_that_begin_like_an_absent_value_begin_rows() -> None:
    statement = (
        "附注 2023年 2022年 存货 3 51,200 48,900 无形资产 4 7,300 7,900 未分配利润 22,150 - 合计 80,650 56,800\n"
    )
    assert [cell.split("|")[2] for cell in cells(statement)] == [
        *["存货"] * 2,
        *["无形资产"] * 2,
        "未分配利润",
        *["合计"] * 2,
    ]


def test_a_second_table_on_the_line_has_heads_of_its_own() -> None:
    text = (
        "甲 用量 2023 2022 用水(吨) 5,210 5,480 用煤(吨) 1,020 980 用纸(吨) 70 30 "
        "乙 排放 2021 2020 废水(吨) 4,100 4,300 灰渣(吨) 210 198 废纸(吨) 20 19\n"
    )
    assert [cell.split("|")[1] for cell in cells(text)] == ["2023", "2022"] * 3 + ["2021", "2020"] * 3


def test_heads_below_the_end_of_another_table_and_a_row_with_one_amount() -> None:
    text = (
        "资产减值准备 160,465.88 91,661.55 补充资料 本期金额 上期金额 使用权资产折旧 814,915.39 844,222.41 "
        "处置固定资产的损失 -27,583.49 无形资产摊销 17,732.16 16,730.20 财务费用 103,338.75 145,504.02 "
        "投资损失 -67,374.45 -6,355.53 2.现金及现金等价物净变动情况: 现金的期末余额 3,810,953.70 1,806,487.91\n"
    )
    assert [cell.split("|", 2)[2] for cell in cells(text)][:5] == [
        *["使用权资产折旧|本期金额", "使用权资产折旧|上期金额"],
        "处置固定资产的损失|",
        *["无形资产摊销|本期金额", "无形资产摊销|上期金额"],
    ]


def test_names_of_parts_in_two_languages_and_a_title_with_its_time_twice() -> None:
    text = (
        "甲乙控股有限公司 BALANCE SHEET OF 截至二零二三年三月三十一日止年度 FOR ALL COMPANIES OF THE GROUP 财务表 "
        "截至三月三十一日止年度 2023 2022 二零二三年 二零二二年 Notes HK$’000 HK$’000 附註 港幣千元 港幣千元 "
        "Assets 資產 Fixed assets 固定資產 Buildings and land 樓宇及土地 12 8,310 7,905 Plant 廠房 13 644 – "
        "Current assets 流動資產 Stocks of goods 貨品 377 402 Other losses, net 其他虧損,淨額 15(a) (26) (31) "
        "Cash 現金 905 811\n"
    )
    assert [cell.rpartition("|")[0] for cell in cells(text)] == [
        "8.31e+06 HKD|2023|資產 / 固定資產 / 樓宇及土地",
        "7.905e+06 HKD|2022|資產 / 固定資產 / 樓宇及土地",
        "644000 HKD|2023|資產 / 固定資產 / 廠房",
        "377000 HKD|2023|流動資產 / 貨品",
        "402000 HKD|2022|流動資產 / 貨品",
        "-26000 HKD|2023|流動資產 / 其他虧損,淨額",
        "-31000 HKD|2022|流動資產 / 其他虧損,淨額",
        "905000 HKD|2023|流動資產 / 現金",
        "811000 HKD|2022|流動資產 / 現金",
    ]


def test_a_comma_before_the_net_amount_ends_no_clause() -> None:
    net = "项目 2023年 2022年\n财务成本,净额 31 28\n其他收益 5 4\n"
    assert [cell.split("|")[2] for cell in cells(net)][::2] == ["财务成本,净额", "其他收益"]
    assert cells("去年,全厂用电 31 28\n今年,全厂用电 5 4\n") == []


def test_groups_behind_the_unit_stand_over_years_that_begin_anew() -> None:
    text = (
        "主要指标 单位:人民币千元 本集团 本银行 项目 2021年2021年2020年2019年 存款总额 850.6 826.1 733.1 639.4 "
        "其中:活期存款 170.2 168.5 162.3 110.4 贷款总额 491.3 492.7 471.5 418.9 正常类贷款 439.6 398.0 324.5 288.8\n"
    )
    assert [cell.rpartition("|")[::2] for cell in cells(text)[:4]] == [
        ("850600 CNY|2021|存款总额", "本集团 / 2021年"),
        ("826100 CNY|2021|存款总额", "本银行 / 2021年"),
        ("733100 CNY|2020|存款总额", "本银行 / 2020年"),
        ("639400 CNY|2019|存款总额", "本银行 / 2019年"),
    ]
    limits = (
        "补充指标 单位:% 本集团 本银行 项目 标准值 2021年2021年2020年 资本充足率 ≥8% 16.4 15.7 15.1 "
        "流动性比率 ≥25% 31.0 30.7 46.8 存贷比 ≤75% 67.0 66.8 60.3 杠杆率 ≥4% 7.6 7.3 7.1\n"
    )
    assert [cell.split("|")[3] for cell in cells(limits)[:4]] == [
        *["标准值", "本集团 / 2021年", "本银行 / 2021年", "本银行 / 2020年"]
    ]


def test_heads_behind_the_unit_on_its_line() -> None:
    assert cells("单位：万元 2023年 2022年\n营业收入 31 28\n营业成本 5 4\n")[:2] == [
        "310000 CNY|2023|营业收入|2023年",
        "280000 CNY|2022|营业收入|2022年",
    ]


def test_changes_stand_beside_years_and_their_units_below_both() -> None:
    text = (
        "HIGHLIGHTS 概要 截至十二月三十一日止年度 2018 2017 % 二零一八年 二零一七年 Change HK$’000 HK$’000 % "
        "港幣千元 港幣千元 變動 Operations 業務營運 Revenue 營業額 2,170 2,113 +2.7 Gross profit 毛利 264 196 +34.7 "
        "Loss 虧損 (81) (68) +19.1 Loss of shares (HK cents) 每股虧損(港仙) (0.45) (0.36) +25.0\n"
    )
    assert cells(text)[:3] == [
        "2.17e+06 HKD|2018|業務營運 / 營業額|2018 / 二零一八年 / HK$’000 / 港幣千元",
        "2.113e+06 HKD|2017|業務營運 / 營業額|2017 / 二零一七年 / HK$’000 / 港幣千元",
        "2.7 %|2018|業務營運 / 營業額|% / Change / 變動",
    ]
    apart = (
        "摘要 2008 年 2007 年 变化 全年 港币千元 港币千元 +/(-)% 净收入 1,044 1,171 -10.8 经营溢利 702 801 -12.3 "
        "除税前溢利 707 884 -20.0 年度溢利 612 752 -18.6\n"
    )
    assert cells(apart)[:3] == [
        "1.044e+06 HKD|2008|净收入|2008 年 / 港币千元",
        "1.171e+06 HKD|2007|净收入|2007 年 / 港币千元",
        "-10.8 %|2008|净收入|变化 / +/(-)%",
    ]


def test_heads_above_units_are_as_many_and_a_year_names_the_rows_behind_it() -> None:
    text = (
        "分部资料 Segment information 截至二零二二年三月三十一日止年度 "
        "供水 排水 设备销售 总计 千港元 千港元 千港元 千港元 "
        "外部收入 1,230 845 96 2,171 分部间收入 – 12 8 20 折旧 (88) (45) (1) (134) 资本开支 512 310 2 824 "
        "二零二一年 外部收入 1,102 760 90 1,952 折旧 (80) (41) (2) (123)\n"
    )
    told = [cell.split("|") for cell in cells(text)]
    assert [cell[3] for cell in told[:4]] == ["供水 / 千港元", "排水 / 千港元", "设备销售 / 千港元", "总计 / 千港元"]
    assert told[4][2:] == ["分部间收入", "排水 / 千港元"]
    assert [cell[:3] for cell in told[-8:]][::4] == [
        ["1.102e+06 HKD", "2021", "二零二一年 / 外部收入"],
        ["-80000 HKD", "2021", "二零二一年 / 折旧"],
    ]


def test_numbers_of_rows_are_none_of_the_values_before_them() -> None:
    text = (
        "序号 指标 单位 2019年 2020年 1 用水量 万吨 78.5 541 2 环保投入 万元 480 991 3 绿色采购占比 % 56 23.5 "
        "4 绿化面积 平方米 67,868 66.5\n"
    )
    assert [cell.split("|")[2] for cell in cells(text)][::2] == ["用水量", "环保投入", "绿色采购占比", "绿化面积"]
    assert [cell.split("|")[0] for cell in cells(text)][:3] == ["785000 t", "5.41e+06 t", "4.8e+06 CNY"]
    plain = (
        "指标 单位 2019年 2020年 2021年 能耗 吨 62.5 13,429 69.5 环保投入 万元 17,359 80,060 193 外购电力 度 31 7 12\n"
    )
    assert [cell.split("|")[0] for cell in cells(plain)][-4:] == ["1.93e+06 CNY", "31 kW.h", "7 kW.h", "12 kW.h"]
