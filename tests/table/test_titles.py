"""Lines above the first row that are no heads: titles with a date, numbered names of rows; rows without values."""

from .test_gapped import cells

MONTH = (
    "某地2021年6月份主要生产指标统计\n"
    "统计指标 计算单位 本月实际完成数 比上年同月增长% 当年累计实际完成数 比上年同期增长%\n"
    "一、运输情况\n总周转量 亿吨公里 13.4 0.2 83.7 6.4\n国内线路 亿吨公里 7.5 -5.1 50.2 1.9\n"
    "二、效率\n客座率 % 84.7 0.1 85.7 1.6\n"
    "载运率 % 75.7 0.8 74.0 1.4\n注：为快报数据\n"
)


def test_a_title_with_a_date_heads_no_columns_and_tells_their_month() -> None:
    assert [cell.split("|")[1] for cell in cells(MONTH)[:4]] == [
        *["2021-06", "2021-06", "2021-01/2021-06", "2021-01/2021-06"]
    ]
    assert [cell.split("|")[3] for cell in cells(MONTH)[:2]] == ["本月实际完成数", "比上年同月增长%"]


def test_a_numbered_line_below_heads_names_the_rows_below_it() -> None:
    assert [cell.split("|")[2] for cell in cells(MONTH)[::4]] == [
        *["一、运输情况 / 总周转量", "一、运输情况 / 国内线路", "二、效率 / 客座率", "二、效率 / 载运率"]
    ]
    assert cells(MONTH)[0].startswith("1.34e+09 t.km|")


def test_a_place_without_values_names_no_others() -> None:
    text = "| 地区 | 产量(万吨) | 同比 |\n| 甲州市 | |||\n| 乙州市 | 0.07 | 16.6% |\n| 丙州市 | 4.55 | 4.8% |\n"
    assert [cell.split("|")[2] for cell in cells(text)[::2]] == ["乙州市", "丙州市"]


def test_a_numbered_line_below_rows_set_apart_by_gaps_is_none_of_theirs() -> None:
    text = (
        "              2022年度      2023年度\n  网         2,269         2,202\n  其    他      183           200\n"
        "  合    计    2,452         2,402\n 3.主要产品\n  (1)网\n"
    )
    assert [cell.split("|")[2] for cell in cells(text)[::2]] == ["网", "其 他", "合 计"]


def test_in_january_nothing_has_come_together_yet() -> None:
    text = "某地2021年1月份主要生产指标\n指标 单位 本月 累计\n取水量 万吨 12.4 12.4\n电量 万度 83.7 83.7\n"
    assert [cell.split("|")[1] for cell in cells(text)] == ["2021-01"] * 4
    assert [cell.split("|")[1] for cell in cells(text.replace("1月", "3月"))[:2]] == ["2021-03", "2021-01/2021-03"]


def test_heads_that_are_the_same_for_blocks_are_read_once() -> None:
    text = (
        "单位：百万元，%\n2022年 2021年\n贷款 不良贷 不良贷 贷款 不良贷 不良贷\n行业\n"
        "余额 占比 款余额 款率 余额 占比 款余额 款率\n"
        "制造业 812,345 21.3 9,120 1.12 745,210 20.8 9,870 1.32\n零售业 301,222 7.9 6,540 2.17 288,410 8.0 6,900 2.39\n"
    )
    assert [cell.split("|")[3] for cell in cells(text)[:8]] == [
        f"{year} / {head}"
        for year in ("2022年", "2021年")
        for head in ("贷款余额", "占比", "不良贷款余额", "不良贷款率")
    ]
    assert [cell.split("|")[1] for cell in cells(text)[3:5]] == ["2022", "2021"]


def test_what_was_measured_in_each_month_is_a_title_over_the_months() -> None:
    text = "2021年各月用电量（万度）\n月份 1月 2月 3月\n用电量 25.2 22.8 26.4\n"
    assert [cell.split("|")[3] for cell in cells(text)] == ["1月", "2月", "3月"]


def test_units_on_a_line_of_their_own_stand_below_heads() -> None:
    text = "各厂消耗\n厂区 用电量 用水量 用煤量\n（万度） （吨） （吨）\n东厂 32.6 2,180 1,400\n西厂 27.1 1,905 860\n"
    assert cells(text)[:3] == [
        "326000 kW.h||东厂|用电量 / （万度）",
        "2180 t||东厂|用水量 / （吨）",
        "1400 t||东厂|用煤量 / （吨）",
    ]


def test_a_title_may_be_all_that_the_line_above_the_pipes_has() -> None:
    text = (
        "| 12-3 按来源划分的用水量 |\n|---|\n| | | |\n| 单位:万吨 | | |\n| 来 源 | 2021 | 2022 |\n| | | |\n"
        "| 水库 | | |\n| 东库 | 412 | 398 |\n| 西库 | 218 | 224 |\n| 总计 | 630 | 622 |\n"
    )
    assert cells(text)[0] == "4.12e+06 t|2021|水库 / 东库|2021"
    assert [cell.split("|")[1] for cell in cells(text)] == ["2021", "2022"] * 3
