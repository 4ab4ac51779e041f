"""Tables as accountants print them: signs of money, brackets, years that name rows, rows that wrap."""

import pytest

from pipeline.dataset.rows import build_tables
from pipeline.read.text import read_text
from pipeline.run import understand

from .test_cells import told

TAIWAN = (
    "單位：新台幣仟元\n111 年 度 110 年 度\n投資活動\n"
    "  購置機台 ($ 4,210) $ 1,830\n  存出保證金減少 37 ( 52 )\n  取得專利權 - ( 6 )\n投資之淨流出 ($ 4,173) $ 1,772\n"
)


def cells(text: str) -> list[str]:
    """Value with unit, period, row and column of each cell."""
    rows = (line.split("|") for line in told(text))
    return ["|".join(said[1:]) for said in rows if said[3]]


def test_signs_and_brackets_stand_apart_from_their_numbers() -> None:
    assert cells(TAIWAN)[:4] == [
        "-4.21e+06 TWD|2022|投資活動 / 購置機台|111 年 度",
        "1.83e+06 TWD|2021|投資活動 / 購置機台|110 年 度",
        "37000 TWD|2022|投資活動 / 存出保證金減少|111 年 度",
        "-52000 TWD|2021|投資活動 / 存出保證金減少|110 年 度",
    ]


def test_a_name_ends_with_the_rows_that_are_set_in_below_it() -> None:
    assert cells(TAIWAN)[-1] == "1.772e+06 TWD|2021|投資之淨流出|110 年 度"


def test_a_column_is_of_the_money_that_its_first_number_has_a_sign_of() -> None:
    text = "民國 112 年\n112年度 111年度\n薪資 $ 7,031 $ 6,120\n獎金 812 745\n合計 $ 7,843 $ 6,865\n"
    assert [cell.split("|")[0] for cell in cells(text)] == [
        *["7031 TWD", "6120 TWD", "812 TWD", "745 TWD"],
        *["7843 TWD", "6865 TWD"],
    ]


def test_brackets_drawn_behind_a_number_are_a_minus() -> None:
    text = "單位：新台幣仟元\n期初 增添 處分 期末\n廠房 710$ 35$ 40)($ 705$\n機台 412 - 12)( 400\n車輛 80 5 9)( 76\n"
    assert [cell.split("|")[0] for cell in cells(text)][:6] == [
        *["710000 TWD", "35000 TWD", "-40000 TWD", "705000 TWD"],
        *["412000 TWD", "-12000 TWD"],
    ]


def test_a_year_names_the_rows_up_to_the_next() -> None:
    text = (
        "單位：千元\n專利 商標 合計\n一百一十年度\n年初餘額 1,300 210 1,510\n年底餘額 1,420 190 1,610\n"
        "一百零九年度\n年初餘額 1,150 230 1,380\n年底餘額 1,300 210 1,510\n"
    )
    assert [cell.split("|")[1:3] for cell in cells(text)[2::6]] == [
        ["2021", "一百一十年度 / 年初餘額"],
        ["2020", "一百零九年度 / 年初餘額"],
    ]


@pytest.mark.parametrize("cut", ["增加2.31个百\n分点\n", "增加2.31个\n百分点\n"])
def test_a_row_goes_on_below_a_value_that_wraps(cut: str) -> None:
    text = (
        "主要指标 2021年 2020年 本期比上年同期增减（%） 2019年\n毛利率（%） 31.5 30.2 4.30 29.1\n"
        f"净利率（%） 12.6 10.3 {cut}9.8\n"
    )
    assert cells(text)[4:] == [
        "12.6 %|2021|净利率（%）|2021年",
        "10.3 %|2020|净利率（%）|2020年",
        "2.31 {pp}|2021|净利率（%）|本期比上年同期增减（%）",
        "9.8 %|2019|净利率（%）|2019年",
    ]


def test_a_minus_on_a_line_of_its_own_belongs_to_the_number_below() -> None:
    text = (
        "单位：元\n科目 本期数 上期数 变动（%）\n营业收入 82,310,450.17 71,204,118.26 15.6\n"
        "投资活动产生的现金\n净额\n-\n62,160,131.60\n-\n51,069,807.53\n21.7\n销售费用 1,310,050.10 1,004,711.20 30.4\n"
    )
    assert cells(text)[3:6] == [
        "-6.21601e+07 CNY||投资活动产生的现金净额|本期数",
        "-5.10698e+07 CNY||投资活动产生的现金净额|上期数",
        "21.7 %||投资活动产生的现金净额|变动（%）",
    ]


def test_a_label_of_many_lines_stands_above_its_values() -> None:
    text = (
        "单位：元\n主要会计数据 2023年 2022年\n本期比上年\n同期增减\n(%)\n2021年\n"
        "营业收入 1,229,084.15 1,824,688.32 -32.64 1,071,446.21\n"
        "归属于本公司\n股东的扣除一\n次性损益后的\n净利润\n232,093.73 501,009.39 -53.67 181,536.75\n"
    )
    assert cells(text)[4:] == [
        "232094 CNY|2023|归属于本公司股东的扣除一次性损益后的净利润|2023年",
        "501009 CNY|2022|归属于本公司股东的扣除一次性损益后的净利润|2022年",
        "-53.67 %|2023|归属于本公司股东的扣除一次性损益后的净利润|本期比上年同期增减(%)",
        "181537 CNY|2021|归属于本公司股东的扣除一次性损益后的净利润|2021年",
    ]


HEADS = {
    "groups of which one has no parts": (
        (
            "单位：万股\n持有人名称\n本次发行前 本次增发\n股份数量\n本次发行后\n数量 比例 数量 比例\n"
            "甲公司 1,016.43 42.90% - 1,016.43 22.39%\n乙公司 - - 1,270.29 1,270.29 27.98%\n"
            "丙基金 552.96 10.93% - 552.96 10.61%\n"
        ),
        ["本次发行前 / 数量", "本次发行前 / 比例", "本次发行后 / 数量", "本次发行后 / 比例", "本次增发股份数量"],
    ),
    "parts of some groups, columns beside them": (
        (
            "单位：元\n本报告期末 上年末\n比重增减\n金额\n占总资产\n比例\n金额\n占总资产\n比例\n"
            "现金 794,304.86 34.23% 789,408.03 30.01% 4.22%\n存货 212,004.43 6.11% 193,346.84 6.19% -0.08%\n"
        ),
        [
            *["本报告期末 / 金额", "本报告期末 / 占总资产比例", "上年末 / 金额", "上年末 / 占总资产比例"],
            "比重增减",
        ],
    ),
    "a change that wraps behind two balances": (
        (
            "单位：元\n本报告期末 上年度末 本报告期末比\n上年度末增减\n总资产 57,259,892.36 40,081,972.77 42.86%\n"
            "净资产 21,340,220.58 19,903,111.64 7.22%\n"
        ),
        ["本报告期末", "上年度末", "本报告期末比上年度末增减"],
    ),
    "years are parts of one group": (
        (
            "单位：万元\n序号 投资内容\n项目投入总\n额\n拟以募集资\n金投入金额\n投入时间\n2016 年 2017 年 2018 年\n"
            "1 码头 6,213.03 6,213.03 2,199.71 1,162.07 2,851.25\n2 货场 1,114.00 1,114.00 337.00 370.00 407.00\n"
        ),
        ["项目投入总额", "拟以募集资金投入金额", "投入时间 / 2016 年", "投入时间 / 2017 年", "投入时间 / 2018 年"],
    ),
    "reasons and dates stand over words": (
        (
            "单位：股\n持有人名称 期初限售股数 本期解除限售\n股数\n本期增加限售\n股数 期末限售股数 限售原因 解除日期\n"
            "张某 932,656 0 0 932,656 高管锁定 每年解限\n李某 746,330 0 0 746,330 高管锁定 每年解限\n"
        ),
        ["期初限售股数", "本期解除限售股数", "本期增加限售股数", "期末限售股数"],
    ),
}


@pytest.mark.parametrize(("text", "columns"), HEADS.values(), ids=list(HEADS))
def test_heads_of_columns(text: str, columns: list[str]) -> None:
    found = list(dict.fromkeys(cell.split("|")[3] for cell in cells(text)))
    assert sorted(found) == sorted(columns)


def test_a_percentage_is_no_amount_of_ten_digits() -> None:
    text = (
        "单位：元\n项目 2022年 同比（%）\n收入 1,075,904,934.98 1,071,446,025.21\n成本 928,385,736.49 291,921,294.62\n"
    )
    rows = build_tables(understand(read_text(text.encode(), "book.txt", 2023)))["claims"].to_pylist()
    assert all(row["confidence"] < 0.8 for row in rows if row["unit"] == "%" and row["low"] > 1000)


def test_rows_without_values_name_nothing() -> None:
    text = (
        "单位：元\n账龄 期末余额 期初余额\n一年以内 11,800,123.35 17,178,545.65\n一至两年\n两至三年\n三年以上\n"
        "合计 11,800,123.35 17,178,545.65\n"
    )
    assert cells(text)[-1].split("|")[2] == "合计"


def test_the_ratio_of_a_section_is_none_of_its_rows() -> None:
    text = (
        "单位：小时\n项目 2021 年度 2022 年度\n压机利用率\n理论运行时间 8,710 8,920\n"
        "实际运行时间 7,644 8,268\n利用率 87.8% 92.7%\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)][:2] == ["8710 h", "8920 h"]


def test_the_sum_of_a_year_is_no_rate() -> None:
    text = "| 厂名 | 污染物 | 年排放总量（吨） |\n| --- | --- | --- |\n| 东厂 | 烟尘 | 0.62 |\n| 西厂 | 烟尘 | 0.15 |\n"
    assert [cell.split("|")[0] for cell in cells(text)] == ["0.62 t", "0.15 t"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            (
                "| 截至 3 月 31 日止年度 | 2022 | 2021 | +/(-) |\n"
                "| 營業額（萬元） | 512 | 480 | 7% |\n| 純利（萬元） | 41 | 52 | (21%) |\n"
            ),
            ["2022", "2021", "+/(-)"],
        ),
        (
            (
                "单位：万吨\n项目  Item 2010 2015 2020\n  原煤产量 296.2 575.9 918.9\n"
                "    外运量 165.4 248.8 326.4\n  入洗量 53.6 63.8 72.6\n"
            ),
            ["2010", "2015", "2020"],
        ),
    ],
    ids=["signs of a change", "a gloss beside the head of the names"],
)
def test_heads_in_other_words(text: str, wanted: list[str]) -> None:
    assert [cell.split("|")[-1].split(" / ")[-1] for cell in cells(text)[:3]] == wanted


def test_one_space_between_two_amounts_parts_them_among_wider_ones() -> None:
    text = (
        "单位：吨\n    煤矿          资源储量         可采储量       2016 年产量\n"
        "东河煤矿         512,300.00 208,100.00    66,200.00\n西河煤矿          98,700.00   41,600.00   9,150.00\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)][:3] == ["512300 t", "208100 t", "66200 t"]


NOTES = "收入 4 35,620 28,450\n銷售成本 (20,350) (18,220)\n毛利 15,270 10,230\n行政開支 6 (3,120) (2,980)\n"


@pytest.mark.parametrize(
    "heads",
    ["二零二一年 二零二零年\n附註 千港元 千港元\n", "附註 二零二一年 二零二零年\n千港元 千港元\n"],
)
def test_the_notes_to_the_accounts_are_of_no_year_and_have_no_unit(heads: str) -> None:
    assert cells(heads + NOTES) == [
        "3.562e+07 HKD|2021|收入|二零二一年 / 千港元",
        "2.845e+07 HKD|2020|收入|二零二零年 / 千港元",
        "-2.035e+07 HKD|2021|銷售成本|二零二一年 / 千港元",
        "-1.822e+07 HKD|2020|銷售成本|二零二零年 / 千港元",
        "1.527e+07 HKD|2021|毛利|二零二一年 / 千港元",
        "1.023e+07 HKD|2020|毛利|二零二零年 / 千港元",
        "-3.12e+06 HKD|2021|行政開支|二零二一年 / 千港元",
        "-2.98e+06 HKD|2020|行政開支|二零二零年 / 千港元",
    ]


@pytest.mark.parametrize(
    ("declared", "value"),
    [
        ("（除特别注明外，金额单位均为人民币百万元）", "4.12e+08 CNY"),
        ("（除特别注明外，货币单位均以人民币百万元列示）", "4.12e+08 CNY"),
        ("（人民币百万元，百分比除外）", "4.12e+08 CNY"),
        ("数据单位为千港元", "412000 HKD"),
    ],
)
def test_a_unit_declared_in_a_sentence(declared: str, value: str) -> None:
    assert told(f"{declared}\n项目 2021年 2020年\n贷款 412 397\n投资 56 51\n")[0] == f"412|{value}|2021|贷款|2021年"


def test_a_row_without_a_note_is_no_shorter_where_each_cell_has_a_line_of_its_own() -> None:
    text = f"附註\n2021年\n千港元\n2020年\n千港元\n{NOTES}".replace(" ", "\n")
    assert cells(text)[:3] == [
        "3.562e+07 HKD|2021|收入|2021年千港元",
        "2.845e+07 HKD|2020|收入|2020年千港元",
        "-2.035e+07 HKD|2021|銷售成本|2021年千港元",
    ]
    assert cells(text)[-1] == "-2.98e+06 HKD|2020|行政開支|2020年千港元"
