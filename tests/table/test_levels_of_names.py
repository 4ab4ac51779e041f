"""Names on several levels of which the outer stand once, units behind values, heads around which others stand."""

import pytest

from .test_gapped import cells as timed
from .test_tabs import cells

STAFF = (
    "年度 2022年 2023年\n类别 人数 占比 人数 占比\n正式员工 男性 416 82.9% 407 82.1%\n女性 67 13.3% 66 13.3%\n"
    "短期员工 男性 16 3.2% 22 4.4%\n女性 3 0.6% 1 0.2%\n合计(人数) 502 496\n"
)


def test_outer_names_hold_for_inner_ones_that_return() -> None:
    assert cells(STAFF)[4] == "67 1|正式员工 / 女性|2022年 / 人数"
    assert cells(STAFF)[13:16] == ["0.6 %|短期员工 / 女性|2022年 / 占比", *cells(STAFF)[14:16]]
    assert cells(STAFF)[-1].split("|")[1] == "合计(人数)"


@pytest.mark.parametrize("under", ["未满 30 岁", "未滿 30 歲", "30 岁以下", "不满30岁"])
def test_classes_of_ages_are_names(under: str) -> None:
    text = (
        f"112 年员工职级统计单位：人\n项目/性别 年龄 人数\n主管 男性 {under} 4\n30 - 50 岁 50\n超过 50 岁 45\n"
        f"女性 {under} 0\n30 - 50 岁 5\n超过 50 岁 6\n职员 男性 {under} 20\n30 - 50 岁 135\n超过 50 岁 18\n"
        f"女性 {under} 28\n30 - 50 岁 150\n超过 50 岁 31\n"
    )
    assert cells(text)[1] == "50 1|主管 / 男性 / 30 - 50 岁|人数"
    assert cells(text)[5] == "6 1|主管 / 女性 / 超过 50 岁|人数"
    assert cells(text)[7] == "135 1|职员 / 男性 / 30 - 50 岁|人数"


def test_a_unit_behind_the_values_holds_for_the_rows_below_it() -> None:
    text = (
        "序号 污染物 平均时间 浓度限值 单位\n一级 二级\n1 二氧化硫 年平均 20 60 μg/m³\n24小时平均 50 150\n"
        "2 一氧化碳 24小时平均 4 4 mg/m³\n1小时平均 10 10\n3 臭氧 8小时平均 100 160 μg/m³\n1小时平均 160 200\n"
    )
    assert cells(text)[3] == "150 ug/m3|二氧化硫 / 24小时平均|浓度限值 / 二级"
    assert cells(text)[7] == "10 mg/m3|一氧化碳 / 1小时平均|浓度限值 / 二级"
    assert cells(text)[10] == "160 ug/m3|臭氧 / 1小时平均|浓度限值 / 一级"


@pytest.mark.parametrize(
    "codes", [("4100", "5100", "6100"), ("41000", "51000", "61000"), ("410001", "510001", "610001")]
)
def test_numbers_of_accounts_name_nothing(codes: tuple[str, ...]) -> None:
    rows = "".join(f"{code} {name} 1,200 1,100\n" for code, name in zip(codes, ("收入", "费用", "收益"), strict=True))
    assert cells(f"单位：千元\n项目 2022年 2021年\n{rows}")[0] == "1.2e+06 CNY|收入|2022年"


def test_years_name_rows_of_numbers() -> None:
    assert timed("年份 产量(万吨) 面积(公顷)\n2003 5320.4 17.1\n2004 5547.8 16.8\n2005 5633.0 16.9\n")[2] == (
        "5.5478e+07 t|2004|2004|产量(万吨)"
    )
    assert timed("年底别 总计 男 女\n93年 2004 386,950 195,542 191,408\n94年 2005 390,692 196,806 193,886\n")[3] == (
        "390692 1|2005|94年 2005|总计"
    )


def test_years_of_the_republic_name_rows_of_cells_one_a_line() -> None:
    rows = "".join(f"{year}\n{year * 9},000\n{year * 5},000\n55.{year % 9}%\n" for year in range(102, 107))
    said = timed(f"表 1 废弃物产生量概况 单位：公吨\n年度\n产生量\n回收量\n占比\n{rows}")
    assert said[0] == "918000 t|2013|102|产生量"
    assert said[-1] == "55.7 %|2017|106|占比"


def test_heads_stand_in_the_middle_of_two_lines_of_others() -> None:
    grouped = (
        "单位：元\n2016 年末 2015 年末\n比重增减 重大变动说明\n金额 占总资产比例 金额 占总资产比例\n"
        "货币资金 119,653 5.85% 113,584 13.01% -7.16%\n存货 6,420 0.31% 5,060 0.58% -0.27%\n"
        "固定资产 627,056 30.68% 563,504 64.56% -33.88% 资产总额增加\n"
    )
    assert cells(grouped)[3:5] == ["13.01 %|货币资金|2015 年末 / 占总资产比例", "-7.16 %|货币资金|比重增减"]
    wrapped = (
        "本年末比上年末\n2024年末 2023年末 2022年末\n增减\n总资产（千元） 604,351 486,038 24.34% 422,555\n"
        "净资产（千元） 216,750 162,878 33.07% 142,935\n"
    )
    assert cells(wrapped)[2:4] == [
        "24.34 %|总资产（千元）|本年末比上年末增减",
        "4.22555e+08 CNY|总资产（千元）|2022年末",
    ]


def test_a_line_above_every_row_begins_its_label() -> None:
    text = (
        "单位：万元\n项目 投入 产出\n已上市药品\n扩展研究 1,716.54 1,174.37\n人工菌粉\n拓展研究 236.69 184.48\n"
        "工艺质量\n标准提升 117.89 100.02\n"
    )
    assert cells(text)[2] == "2.3669e+06 CNY|人工菌粉拓展研究|投入"


def test_heads_of_unknown_words_below_a_note_head_the_rows_below_them() -> None:
    text = (
        "年份 2020年 2021年 2022年\n用电(度) 229 251 204\n用油(升) 27 25 23\n註1:2020 年用電提高,係因增加1 輛車\n\n"
        "2022 年统计项目 甲厂 乙厂 丙厂\n用电(度) 10 109 85\n用油(升) 3 9 11\n"
    )
    assert timed(text)[6:8] == ["10 kW.h|2022|用电(度)|甲厂", "109 kW.h|2022|用电(度)|乙厂"]


def test_the_year_of_the_report_is_that_of_tables_without_one() -> None:
    report = (
        "云溪重工股份有限公司2021年年度报告\n收入情况\n单位：千元\n"
        "分行业 营业收入 营业成本\n机械 75,831 55,640\n泵 14,368 11,420\n"
    )
    assert timed(report)[0] == "7.5831e+07 CNY|2021|机械|营业收入"
    half = report.replace("年度报告", "半年度报告")
    assert timed(half)[0].split("|")[1] != "2021"


def test_the_republican_date_of_a_caption_and_a_share_beside_people() -> None:
    text = (
        "表 2 职灾情形\n110年12月 单位：%、人\n项目别 总计 有 没有 总人数(人)\n农业 100.00 2.67 97.33 18,768\n"
        "矿业 100.00 1.76 98.24 1,363\n制造业 100.00 1.11 98.89 40,822\n"
    )
    assert timed(text)[1] == "2.67 %|2021-12|农业|有"
    assert timed(text)[3] == "18768 1|2021-12|农业|总人数(人)"


def test_no_people_are_counted_in_decimals_below_a_share() -> None:
    text = "岗位结构（%）\n年份\t基层员工\t技术人员\n2020年\t58.4\t41.6\n2021年\t56.0\t44.0\n"
    assert [cell.split("|")[0] for cell in cells(text)] == ["58.4 %", "41.6 %", "56 %", "44 %"]
    counts = "岗位结构（%）\n年份\t基层员工\t占比\n2020年\t584\t41.6\n2021年\t560\t44.0\n"
    assert [cell.split("|")[0] for cell in cells(counts)] == ["584 1", "41.6 %", "560 1", "44 %"]


def test_a_unit_alone_below_the_name_of_a_part_is_that_of_its_rows() -> None:
    text = (
        "分析項目 111年 112年\n財務結構\n%\n負債比率 38.1 35.2\n長期資金比率 210.3 220.1\n償債能力\n%\n"
        "流動比率 185.2 190.4\n利息保障倍數 25.3 28.1\n經營能力\n週轉率（次） 5.1 5.3\n平均收現日數 71 69\n"
    )
    assert cells(text)[::2] == [
        "38.1 %|財務結構 / 負債比率|111年",
        "210.3 %|財務結構 / 長期資金比率|111年",
        "185.2 %|償債能力 / 流動比率|111年",
        "25.3 {x}|償債能力 / 利息保障倍數|111年",
        "5.1 1|經營能力 / 週轉率（次）|111年",
        "71 d|經營能力 / 平均收現日數|111年",
    ]


def test_the_name_of_a_part_may_stand_before_that_of_its_first_row() -> None:
    text = (
        "分析項目 111年 112年\n財務結構（%） 負債比率 38.1 35.2\n長期資金比率 210.3 220.1\n"
        "償債能力（%） 流動比率 185.2 190.4\n速動比率 120.1 125.3\n"
        "獲利能力 每股盈餘 3.1 3.4\n權益報酬率（%） 12.3 12.6\n"
    )
    assert [cell.split("|")[:2] for cell in cells(text)[::2]] == [
        ["38.1 %", "財務結構（%） / 負債比率"],
        ["210.3 %", "財務結構（%） / 長期資金比率"],
        ["185.2 %", "償債能力（%） / 流動比率"],
        ["120.1 %", "償債能力（%） / 速動比率"],
        ["3.1 1", "獲利能力 / 每股盈餘"],
        ["12.3 %", "獲利能力 / 權益報酬率（%）"],
    ]


def test_names_with_a_space_are_one() -> None:
    text = "项目 2022年 2023年\n甲 产品 12 11\n乙 产品 3 2\n丙 产品 1 1\n"
    assert [cell.split("|")[1] for cell in cells(text)[::2]] == ["甲 产品", "乙 产品", "丙 产品"]


def test_heads_of_one_word_stand_above_their_units() -> None:
    text = "各站用量\n站点 用电 用水 职工\n（万度） （吨） （人）\n东站 42.6 3,180 12\n西站 37.1 2,905 9\n"
    assert cells(text)[:2] == ["426000 kW.h|东站|用电 / （万度）", "3180 t|东站|用水 / （吨）"]


@pytest.mark.parametrize("head", ["指标", "编号 指标"])
def test_units_stand_behind_the_values_and_before_what_is_told_of_a_row(head: str) -> None:
    rows = ["回用率 35 50 % 约束性", "充电桩 8,600 15,000 个 预期性", "近零能耗建筑 42 120 万平方米 预期性"]
    numbers = [f"（{at}） " if head != "指标" else "" for at in range(1, 4)]
    text = f"{head} 2018年 2022年 单位 性质\n" + "".join(f"{n}{row}\n" for n, row in zip(numbers, rows, strict=True))
    assert cells(text) == [
        *["35 %|回用率|2018年", "50 %|回用率|2022年", "8600 1|充电桩|2018年", "15000 1|充电桩|2022年"],
        *["420000 m2|近零能耗建筑|2018年", "1.2e+06 m2|近零能耗建筑|2022年"],
    ]
