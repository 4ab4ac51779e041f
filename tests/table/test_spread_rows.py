"""Tables of PDF tools that keep the layout: years parted from their 年, rows parted by blank lines."""

import pytest

from .test_gapped import cells

CLOSE = (
    "指标                 单位        2020   年     2021   年     2022   年\n"
    "冷却水补水量             吨         1,406       1,388       1,295\n"
    "持证电工               人            38          41          44\n"
)
STEPPED = (
    "指标                 单位          年\n"
    "                             2020               年\n"
    "                                              2021               年\n"
    "                                                              2022\n"
    "冷却水补水量             吨            1,406           1,388           1,295\n"
    "持证电工               人               38              41              44\n"
)
SPREAD = (
    "指标                 单位          2020年        2021年        2022年\n\n"
    "冷却水补水量             吨         1,406       1,388       1,295\n\n\n\n"
    "持证电工               人            38          41          44\n"
)
WANTED = [
    "1406 t|2020|冷却水补水量",
    "1388 t|2021|冷却水补水量",
    "1295 t|2022|冷却水补水量",
    "38 1|2020|持证电工",
    "41 1|2021|持证电工",
    "44 1|2022|持证电工",
]


def rows(text: str) -> list[str]:
    """Value with unit, period and row of each cell."""
    return [cell.rsplit("|", 1)[0] for cell in cells(text)]


@pytest.mark.parametrize("text", [CLOSE, STEPPED, SPREAD])
def test_years_parted_from_their_word_and_rows_parted_by_blank_lines(text: str) -> None:
    assert rows(text) == WANTED


def test_years_as_a_unit_stay_one() -> None:
    text = (
        "项目              单位         2021        2022\n"
        "矿山剩余服务期         年          17.5        16.5\n"
        "地质勘探投入          万元         320         415\n"
    )
    assert rows(text)[:2] == ["17.5 a|2021|矿山剩余服务期", "16.5 a|2022|矿山剩余服务期"]


def test_a_line_of_words_below_blank_lines_goes_on_with_nothing() -> None:
    text = f"{SPREAD}\n\n上表数据                 均未经审计\n\n\n\n门店总数             208\n"
    assert rows(text) == [*WANTED, "208 1||门店总数"]


def test_years_over_units_head_a_table_of_their_own_below_another() -> None:
    text = (
        "指標              單位        二零二一年        二零二二年\n\n"
        "女性僱員比例           %          39.6         46.6\n\n"
        "             財務撮要\n"
        "                     二零二二年        二零二一年\n"
        "                      港幣千元         港幣千元\n\n"
        "酒樓收入                  537,094      499,235\n\n"
        "食材成本                  110,036       97,321\n"
    )
    assert rows(text)[2:] == [
        "5.37094e+08 HKD|2022|酒樓收入",
        "4.99235e+08 HKD|2021|酒樓收入",
        "1.10036e+08 HKD|2022|食材成本",
        "9.7321e+07 HKD|2021|食材成本",
    ]


def test_who_made_a_table_and_its_unit_head_no_columns() -> None:
    text = (
        "编制单位：某某铸造                           单位：亿元\n"
        "项目                 2022年末         2021年末\n"
        "存货                    38.42          41.07\n"
        "其中：备件                  10.91          10.02\n"
    )
    assert cells(text)[0] == "3.842e+09 CNY|../2022|存货|2022年末"


def test_each_column_may_tell_its_unit_in_its_head() -> None:
    text = (
        "              单位：万元     单位：吨\n"
        "产线              产值          产量\n"
        "一号线          1,204       5,310\n"
        "二号线            866       4,277\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)] == ["1.204e+07 CNY", "5310 t", "8.66e+06 CNY", "4277 t"]


def test_heads_stand_over_the_columns_behind_the_names() -> None:
    text = (
        "              附註          二零二二年     二零二一年    變動\n"
        "                           百萬港元      百萬港元       %\n"
        "收入             4           8,462       7,915     6.9\n"
        "毛利                         2,749       2,435    12.9\n"
        "融資成本           7           (186)       (142)   31.0\n"
    )
    assert cells(text)[:3] == [
        "8.462e+09 HKD|2022|收入|二零二二年百萬港元",
        "7.915e+09 HKD|2021|收入|二零二一年百萬港元",
        "6.9 %|2022|收入|變動 / %",
    ]


def test_a_unit_stands_in_the_middle_beside_the_rows_that_it_is_for() -> None:
    text = (
        "类别            指标     单位        2021年    2022年\n"
        "              原煤                795      923\n"
        "能源            天然气    吨标准煤        837      765\n"
        "              柴油              2,610    2,726\n"
        "              自来水             5,219    5,353\n"
        "水资源                  立方米\n"
        "              中水              3,755    3,544\n"
    )
    assert [cell.rsplit("|", 1)[0] for cell in cells(text)][::2] == [
        "795 t{sce}|2021|能源 / 原煤",
        "837 t{sce}|2021|能源 / 天然气",
        "2610 t{sce}|2021|能源 / 柴油",
        "5219 m3|2021|水资源 / 自来水",
        "3755 m3|2021|水资源 / 中水",
    ]


def test_a_unit_above_the_rows_that_it_is_for_is_for_those_below() -> None:
    text = (
        "指标            单位        2021年    2022年\n"
        "原煤           吨标准煤        795      923\n"
        "天然气                       837      765\n"
        "自来水           立方米      5,219    5,353\n"
        "中水                      3,755    3,544\n"
    )
    assert not any("m3" in cell for cell in rows(text)[:4])


def test_years_stand_over_the_halves_below_them_and_a_change_by_itself() -> None:
    text = (
        "                               2021年               2022年\n"
        "    产品       计量单位                                       全年同比（%）\n"
        "                        上半年        下半年      上半年        下半年\n"
        "    瓷砖        万箱        312.4       328.9   305.7       331.6     -0.6\n"
        "    釉料         吨         96.2       104.7   118.5       126.3     21.9\n"
    )
    assert rows(text)[:4] == [
        "3.124e+06 1|2021-01/2021-06|瓷砖",
        "3.289e+06 1|2021-07/2021-12|瓷砖",
        "3.057e+06 1|2022-01/2022-06|瓷砖",
        "3.316e+06 1|2022-07/2022-12|瓷砖",
    ]


def test_years_and_a_change_stand_over_a_line_of_what_is_measured() -> None:
    text = (
        "                       2021年             2022年       能耗同比\n"
        "  部门    产品\n"
        "              产量（吨） 能耗（吨标准煤） 产量（吨） 能耗（吨标准煤） （%）\n"
        "        铜箔      1,401       628.2 1,310       653.6     4.0\n"
        "一车间   铜管      1,908       396.9 1,827       358.6    -9.6\n"
        "        铜排      3,487       403.0 3,715       417.3     3.5\n"
    )
    assert rows(text)[:5] == [
        "1401 t|2021|一车间 / 铜箔",
        "628.2 t{sce}|2021|一车间 / 铜箔",
        "1310 t|2022|一车间 / 铜箔",
        "653.6 t{sce}|2022|一车间 / 铜箔",
        "4 %|2022|一车间 / 铜箔",
    ]


def test_units_on_a_line_of_their_own_below_names_are_of_their_columns() -> None:
    text = (
        "                           工业用水       中水回用              回用率         吨产品水耗\n"
        "     序号      年份\n"
        "                           万立方米       万立方米                 %         立方米/吨\n"
        "      1      2020            236.8      171.5            72.4          0.318\n"
        "      2      2021            228.1      173.9            76.2          0.305\n"
    )
    assert [cell.split("|")[0] for cell in cells(text)][:4] == ["2.368e+06 m3", "1.715e+06 m3", "72.4 %", "0.318 m3/t"]
