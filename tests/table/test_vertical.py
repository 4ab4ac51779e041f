"""Tables with a cell a line, or with values on the line below their labels: value, unit, period, row and column."""

import pytest

from pipeline.dataset.rows import build_tables
from pipeline.model import Role
from pipeline.read.text import read_text
from pipeline.run import understand
from pipeline.table.fields import unit_of

KINDS = {
    "names of parts and empty cells": (
        (
            "指标\n单位\n2022年\n2023年\n环境\n用电总量\n万千瓦时\n930\n871.5\n用水总量\n万吨\n41\n不适用\n"
            "社会\n培训人次\n人次\n1,204\n1,388\n"
        ),
        [
            "930|9300000 kW.h|2022|环境 / 用电总量|2022年",
            "871.5|8715000 kW.h|2023|环境 / 用电总量|2023年",
            "41|410000 t|2022|环境 / 用水总量|2022年",
            "1,204|1204 1|2022|社会 / 培训人次|2022年",
            "1,388|1388 1|2023|社会 / 培训人次|2023年",
        ],
    ),
    "heads over two lines, in traditional script, units below the times": (
        (
            "截至十二月三十一日止年度\n二零二二年\n二零二一年\n人民幣百萬元\n人民幣百萬元\n"
            "營業額\n5,120\n4,870\n毛利\n1,210\n(1,108)\n年內溢利\n402\n–\n"
        ),
        [
            "5,120|5120000000 CNY|2022|營業額|二零二二年 / 人民幣百萬元",
            "4,870|4870000000 CNY|2021|營業額|二零二一年 / 人民幣百萬元",
            "1,210|1210000000 CNY|2022|毛利|二零二二年 / 人民幣百萬元",
            "(1,108)|-1108000000 CNY|2021|毛利|二零二一年 / 人民幣百萬元",
            "402|402000000 CNY|2022|年內溢利|二零二二年 / 人民幣百萬元",
        ],
    ),
    "groups over heads that return, and a column by itself": (
        (
            "单位：万元\n项\n目\n2023年\n2022年\n本年同比\n增减\n金额\n占比\n金额\n占比\n"
            "咨询收入\n820\n67.0%\n934\n63.7%\n(12.2%)\n培训收入\n404\n33.0%\n532\n36.3%\n(24.1%)\n"
        ),
        [
            "820|8200000 CNY|2023|咨询收入|2023年 / 金额",
            "67.0%|67 %|2023|咨询收入|2023年 / 占比",
            "934|9340000 CNY|2022|咨询收入|2022年 / 金额",
            "63.7%|63.7 %|2022|咨询收入|2022年 / 占比",
            "(12.2%)|-12.2 %|2023|咨询收入|本年同比增减",
            "404|4040000 CNY|2023|培训收入|2023年 / 金额",
        ],
    ),
    "rows of which some are named below their values, one of them over several lines": (
        (
            "单位：元\n第一季度 （1-3 月份） 第二季度 （4-6 月份）\n营业收入\n5,775,043.29 6,155,624.46\n"
            "归属于本公司股东\n的净利润\n665,374.15 630,609.22\n651,185.69 618,634.31\n"
            "归属于本公司股东\n的扣除后的经常性\n净利润\n经营活动产生的现金\n流量净额\n187,415.09 434,397.54\n"
        ),
        [
            "5,775,043.29|5775043.29 CNY|2024-01/2024-03|营业收入|第一季度 （1-3 月份）",
            "6,155,624.46|6155624.46 CNY|2024-04/2024-06|营业收入|第二季度 （4-6 月份）",
            "665,374.15|665374.15 CNY|2024-01/2024-03|归属于本公司股东的净利润|第一季度 （1-3 月份）",
            "630,609.22|630609.22 CNY|2024-04/2024-06|归属于本公司股东的净利润|第二季度 （4-6 月份）",
            "651,185.69|651185.69 CNY|2024-01/2024-03|归属于本公司股东的扣除后的经常性净利润|第一季度 （1-3 月份）",
            "618,634.31|618634.31 CNY|2024-04/2024-06|归属于本公司股东的扣除后的经常性净利润|第二季度 （4-6 月份）",
            "187,415.09|187415.09 CNY|2024-01/2024-03|经营活动产生的现金流量净额|第一季度 （1-3 月份）",
        ],
    ),
    "years that name the rows": (
        "年份\n产量（万吨）\n同比增长（%）\n2019\n120.5\n3.2\n2020\n131\n8.7\n2021\n128.4\n-2.0\n",
        [
            "120.5|1205000 t|2019|2019|产量（万吨）",
            "3.2|3.2 %|2019|2019|同比增长（%）",
            "131|1310000 t|2020|2020|产量（万吨）",
            "8.7|8.7 %|2020|2020|同比增长（%）",
        ],
    ),
    "numbers of the rows": (
        "序号\n工厂\n耗水量（吨）\n耗电量（度）\n1\n甲厂\n320\n2,010\n2\n乙厂\n300\n1,840\n3\n丙厂\n120\n935\n",
        [
            "320|320 t||甲厂|耗水量（吨）",
            "2,010|2010 kW.h||甲厂|耗电量（度）",
            "300|300 t||乙厂|耗水量（吨）",
            "1,840|1840 kW.h||乙厂|耗电量（度）",
        ],
    ),
    "values below labels that are numbered, of which some have none": (
        (
            "指标 2021 2022\n(实物量) (折标量) (实物量) (折标量)\n\n一、供应总量\n\n54.9 169.4 62.1 190.4\n\n"
            "(一)年初库存\n\n(二)自产\n\n45.0 147.5 14.6 51.5\n\n(三)进口\n\n二、消费总量\n\n26.7 34.2 89.8 88.6\n"
        ),
        [
            "54.9|54.9 1|2021|一、供应总量|2021 / (实物量)",
            "169.4|169.4 1|2021|一、供应总量|2021 / (折标量)",
            "62.1|62.1 1|2022|一、供应总量|2022 / (实物量)",
            "190.4|190.4 1|2022|一、供应总量|2022 / (折标量)",
            "45.0|45 1|2021|(二)自产|2021 / (实物量)",
            *["147.5|147.5 1|2021|(二)自产|2021 / (折标量)", "14.6|14.6 1|2022|(二)自产|2022 / (实物量)"],
            *["51.5|51.5 1|2022|(二)自产|2022 / (折标量)", "26.7|26.7 1|2021|二、消费总量|2021 / (实物量)"],
        ],
    ),
    "a page inside, and a name that ends in a colon": (
        (
            "单位：百万元\n项目\n2023年\n2022年\n营业收入\n1,442\n1,695\n每股指标（元/股）：\n基本收益\n2.07\n2.15\n"
            "财务数据\n17\n某某股份有限公司\n2023 年年度报告\n摊薄收益\n2.01\n2.11\n"
        ),
        [
            "1,442|1442000000 CNY|2023|营业收入|2023年",
            "1,695|1695000000 CNY|2022|营业收入|2022年",
            "2.07|2.07 CNY/{股}|2023|每股指标（元/股）： / 基本收益|2023年",
            "2.15|2.15 CNY/{股}|2022|每股指标（元/股）： / 基本收益|2022年",
            "2.01|2.01 CNY/{股}|2023|每股指标（元/股）： / 摊薄收益|2023年",
            "2.11|2.11 CNY/{股}|2022|每股指标（元/股）： / 摊薄收益|2022年",
        ],
    ),
    "heads of two to four lines each below groups, names over several lines": (
        (
            "污水站\n名称\nCOD 氨氮 总磷\n执行标准\n"
            + "平均排\n放浓度\n（毫克/\n升）\n排放总\n量\n（吨）\n" * 3
            + "东厂\n西区\n污水站\n15.83 14.858 0.160 0.144 0.058 0.055 一级A\n"
            "东厂北\n区污水\n站\n14.93 4.955 0.450 0.161 0.040 0.012\n"
            "南厂污\n水站\n27.14 15.254 0.377 0.206 0.080 0.040\n"
        ),
        [
            "15.83|15.83 mg/L||东厂西区污水站|COD / 平均排放浓度（毫克/升）",
            "14.858|14.858 t||东厂西区污水站|COD / 排放总量（吨）",
            "0.160|0.16 mg/L||东厂西区污水站|氨氮 / 平均排放浓度（毫克/升）",
            "0.144|0.144 t||东厂西区污水站|氨氮 / 排放总量（吨）",
            "0.058|0.058 mg/L||东厂西区污水站|总磷 / 平均排放浓度（毫克/升）",
            "0.055|0.055 t||东厂西区污水站|总磷 / 排放总量（吨）",
            "14.93|14.93 mg/L||东厂北区污水站|COD / 平均排放浓度（毫克/升）",
        ],
    ),
    "numbers of accounts, a sum without a label": (
        (
            "單位：新台幣千元\n民國110年\n民國109年\n金額\n％\n金額\n％\n流動資產：\n1100\n現金\n$\n1,291\n52\n1,301\n52\n"
            "1150\n票據\n46\n2\n47\n2\n1170\n帳款\n337\n13\n383\n15\n\n1,674\n67\n1,731\n69\n資產總計\n$\n2,492\n100\n2,502\n100\n"
        ),
        [
            "1,291|1291000 TWD|2021|流動資產： / 1100現金|民國110年 / 金額",
            "52|52 %|2021|流動資產： / 1100現金|民國110年 / ％",
            "1,301|1301000 TWD|2020|流動資產： / 1100現金|民國109年 / 金額",
        ],
    ),
    "the time and the unit of the whole table above years, money named before its amount": (
        (
            "業績摘要\n截至六月三十日止年度\n千港元\n2023\n2022\n變動\n收益\n412,300\n398,150\n3.6%\n毛利率 (%)\n"
            "31.2%\n30.8%\n0.4%\n年內溢利\n20,410\n18,006\n13.4%\n每股盈利\n港幣4.12仙\n港幣3.65仙\n12.9%\n"
        ),
        [
            "412,300|412300000 HKD|2023|收益|2023",
            "398,150|398150000 HKD|2022|收益|2022",
            "3.6%|3.6 %|2023|收益|變動",
            "31.2%|31.2 %|2023|毛利率 (%)|2023",
            "30.8%|30.8 %|2022|毛利率 (%)|2022",
            "0.4%|0.4 %|2023|毛利率 (%)|變動",
            "20,410|20410000 HKD|2023|年內溢利|2023",
            "18,006|18006000 HKD|2022|年內溢利|2022",
            "13.4%|13.4 %|2023|年內溢利|變動",
            "4.12仙|0.0412 HKD|2023|每股盈利|2023",
            "3.65仙|0.0365 HKD|2022|每股盈利|2022",
        ],
    ),
    "groups whose heads return but for a word, units on two lines": (
        (
            (
                "铁路2023年5月份运输指标|指标|计算|单位|本月|本年累计|完成数|比上年同月|增长%|完成数|比上年同期|增长%|一、货运"
                "|货物周转量|亿吨|公里|31.6|-0.4|152.8|2.1|货物发送量|万吨|420.5|1.7|2013.9|3.5"
            ).replace("|", "\n\n")
        ),
        [
            "31.6|3160000000 t.km|2023-05|一、货运 / 货物周转量|本月 / 完成数",
            "-0.4|-0.4 %|2023-05|一、货运 / 货物周转量|本月 / 比上年同月增长%",
            "152.8|15280000000 t.km|2023-01/2023-05|一、货运 / 货物周转量|本年累计 / 完成数",
            "2.1|2.1 %|2023-01/2023-05|一、货运 / 货物周转量|本年累计 / 比上年同期增长%",
            "420.5|4205000 t|2023-05|一、货运 / 货物发送量|本月 / 完成数",
        ],
    ),
}


def cells(text: str) -> list[str]:
    document = read_text(text.encode(), "book.txt", 2024)
    return [
        "|".join(
            (
                row["quote"],
                f"{row['low']:.12g} {row['unit']}",
                *(row[name] or "" for name in ("period", "row_label", "column_label")),
            )
        )
        for row in build_tables(understand(document))["claims"].to_pylist()
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_cells_of_vertical_tables(kind: str) -> None:
    text, wanted = KINDS[kind]
    assert cells(text)[: len(wanted)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "公司概况\n\n30\n分支机构（家）\n1200\n员工人数\n98%\n客户满意度\n",
        "综合能耗\n12,000\n吨标准煤\n用电量\n300\n万千瓦时\n",
        "本年召开会议\n3\n次\n印发简报\n12\n期\n",
    ],
)
def test_figures_with_a_label_each_have_no_heads(text: str) -> None:
    assert not any(cell.split("|")[4] for cell in cells(text))


def test_a_list_of_short_lines_is_no_table() -> None:
    text = "\n".join(f"第{n}分公司" for n in range(1, 40)) + "\n2023年参会 12 人。\n"
    assert not read_text(text.encode(), "book.txt", 2024).tables


def test_many_rows_are_one_table() -> None:
    rows = "".join(f"第{n}车间\n万吨\n{n + 3:,}\n{2 * n + 1:,}\n" for n in range(2000))
    (table,) = read_text(f"车间\n单位\n2022年\n2023年\n{rows}".encode(), "book.txt", 2024).tables
    assert len(table.rows) == 2001
    assert all(row.role is Role.VALUE for row in table.rows[1:])


def test_a_column_of_numbers_is_no_table() -> None:
    text = "用电记录\n" + "".join(f"{n * 7919 % 1000}\n" for n in range(3000))
    assert not read_text(text.encode(), "book.txt", 2024).tables


def test_heads_that_return_are_put_together_everywhere_or_nowhere() -> None:
    text = (
        "行业\n收入\n利润\n税金\n1-5月\n比上年增长(%)\n1-5月\n比上年增长(%)\n1-5月\n比上年增长(%)\n"
        "食品业\n101.2\n-3.1\n8.40\n2.2\n5.15\n-1.9\n造纸业\n88.6\n4.0\n5.93\n-7.5\n2.08\n3.3\n"
    )
    assert [cell.rpartition("|")[2] for cell in cells(text)][:6] == [
        *["收入 / 1-5月", "收入 / 比上年增长(%)", "利润 / 1-5月", "利润 / 比上年增长(%)"],
        *["税金 / 1-5月", "税金 / 比上年增长(%)"],
    ]


def test_a_thousand_tons_are_a_unit_of_heads() -> None:
    found = [unit_of(text) for text in ("千公噸", "（千立方米）", "千克", "吨╱人")]
    assert [(unit[0].code, int(unit[1])) for unit in found if unit] == [
        *[("t", 1000), ("m3", 1000), ("kg", 1), ("t/{人}", 1)]
    ]


def test_names_stand_beside_years_and_beside_the_heads_below_them() -> None:
    rows = "".join(f"{name}\n{low}\n{low + 1}\n{low + 2}\n" for name, low in (("现金", 449), ("存货", 17), ("商誉", 6)))
    said = cells(f"期别\n2024\n2023\n2022\n种类\n合并\n合并\n合并\n{rows}")
    assert said[1].endswith("|现金|2023 / 合并")


def test_empty_cells_of_a_name_of_rows_do_not_end_the_table() -> None:
    rows = [
        "项目",
        "2020",
        "2019",
        "增幅(%)",
        "营业收入",
        "194",
        "187",
        "3.8",
        "利润",
        "57",
        "56",
        "2.3",
        "每股计",
        "",
        "",
        "",
    ]
    text = "单位:百万元\n\n" + "\n\n".join([*rows, "基本每股收益(元)", "0.94", "0.95", "(1.05)"])
    assert cells(text)[-1].endswith("|增幅(%)")
    assert len(cells(text)) == 9


def test_a_row_by_itself_below_heads_that_are_known() -> None:
    text = (
        "单位：元\n营业收入\n营业成本\n毛利率\n营业收入比上年增减\n营业成本比上年增减\n毛利率比上年增减\n"
        "储能\n12,667,006\n7,415,203\n41.46%\n47.23%\n49.26%\n-0.80%\n"
    )
    assert cells(text)[0].endswith("|储能|营业收入")
    assert cells(text)[5].endswith("|储能|毛利率比上年增减")


def test_the_words_of_a_page_above_years_are_none_of_their_heads() -> None:
    rows = "".join(f"{name}(千吨)\n\n62\n\n71\n\n不适用\n\n不适用\n\n" for name in ("甲", "乙", "丙", "丁"))
    said = cells(f"返回\n\n气候行动\n\n排放\n\n2020\n\n2019\n\n2018\n\n2017\n\n本集团\n\n{rows}")
    assert said[0].endswith("62000 t|2020|本集团 / 甲(千吨)|2020")
