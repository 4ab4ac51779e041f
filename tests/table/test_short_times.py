"""Times told short in heads, classes of times that name rows, notes of accounts, units in brackets of their own."""

import pytest

from pipeline.table import unit_of

from .test_gapped import cells


def test_years_of_the_republic_without_their_word_head_columns() -> None:
    rows = "營業收入 51,234 53,022 54,887\n營業毛利 10,234 11,022 11,887\n"
    for head in ("年度 102 103 104", "項目 102 103 104", "年度 104 103 102"):
        found = cells(f"單位：新台幣千元\n{head}\n{rows}近 104 年度營業報告 102 年 3 月，103 年 5 月\n")
        assert [cell.split("|")[1] for cell in found[:3]] == [str(int(year) + 1911) for year in head.split()[1:]]
        assert [cell.split("|")[3] for cell in found[:3]] == head.split()[1:]


def test_numbers_below_names_that_are_no_years_in_order_are_values() -> None:
    assert cells("指標 單位 2021年 2022年\n用電量 度 103 104\n用水量 度 110 98\n")[0] == "103 kW.h|2021|用電量|2021年"
    assert cells("年度 102 104 103\n營業收入 51,234 53,022 54,887\n營業毛利 10,234 11,022 11,887\n")[3].endswith("|")


def test_years_of_the_republic_without_their_word_name_rows() -> None:
    text = "民國 104 年報\n用水量統計\n年度 用水量(度) 回收率(%)\n102 12,340 35.1\n103 12,021 36.8\n104 11,876 40.2\n"
    assert cells(text)[2:4] == ["12021 m3|2014|103|用水量(度)", "36.8 %|2014|103|回收率(%)"]


def test_a_degree_is_what_its_row_measures() -> None:
    text = "指標 單位 2021年 2022年\n用電量 千度 1,230 1,104\n自來水用量 度 3,110 2,980\n"
    assert [cell.split("|")[0] for cell in cells(text)] == ["1.23e+06 kW.h", "1.104e+06 kW.h", "3110 m3", "2980 m3"]


def test_years_of_two_digits_that_are_expected_head_columns() -> None:
    text = "（百万元） 22A 23A 24E\n营业收入 3,210 3,875 4,520\n归母净利润 310 402 488\n"
    assert cells(text)[:3] == [
        "3.21e+09 CNY|2022|营业收入|22A",
        "3.875e+09 CNY|2023|营业收入|23A",
        "4.52e+09 CNY|2024|营业收入|24E",
    ]
    current = "规格 16A 20A 25A\n额定电压(V) 220 230 240\n重量(kg) 1.2 1.4 1.6\n"
    assert all(cell.split("|")[1] == "" for cell in cells(current))


@pytest.mark.parametrize("heads", ["1M 3M 12M", "1个月 3个月 12个月"])
def test_spells_head_columns(heads: str) -> None:
    assert cells(f"% {heads}\n绝对表现 -3.2 5.6 12.8\n相对指数 -1.1 2.4 9.7\n")[0] == (
        f"-3.2 %||绝对表现|{heads.split(maxsplit=1)[0]}"
    )


def test_years_in_brackets_are_periods() -> None:
    assert (
        cells("指标 单位 (2021) (2022)\n用水量 吨 56,780 54,321\n废弃物 吨 321 298\n")[0]
        == "56780 t|2021|用水量|(2021)"
    )


AGEING = (
    "2021年12月31日 2020年12月31日\nAge 賬齡 港幣千元 % 港幣千元 % 變動 (%)\n"
    "Up to 90 days 上至 90 日 50,996 73.8 53,577 77.8 -4.8\n91 to 180 days 91 至 180 日 16,144 23.4 14,599 21.2 +10.6\n"
    "Over 180 days 多於 180 日 1,951 2.8 656 1.0 +197.3\n"
)


def test_classes_of_times_name_rows_in_two_languages() -> None:
    found = [cell.split("|") for cell in cells(AGEING)]
    assert [cell[2] for cell in found[::5]] == [*["上至 90 日", "91 至 180 日", "多於 180 日"]]
    assert [cell[0] for cell in found[:5]] == ["5.0996e+07 HKD", "73.8 %", "5.3577e+07 HKD", "77.8 %", "-4.8 %"]


@pytest.mark.parametrize(
    "age", ["0 – 30 天", "31日至60日", "6個月至1年", "1 年以内（含 1 年）", "超過 2 年", "30 日內"]
)
def test_a_class_of_times_is_one_name(age: str) -> None:
    text = f"二零二三年 二零二二年\n千港元 千港元\n{age} 12,345 10,221\n其他 4,310 3,887\n"
    assert cells(text)[0].split("|")[2] == age


def test_months_of_a_year_are_no_class() -> None:
    assert cells("时间 产量(吨) 增长(%)\n1-3 月 1,208 3.1\n1-6 月 2,590 2.4\n")[0].split("|")[2] == "1-3 月"


STATEMENT = (
    "二零二一年 二零二零年\n附註 千港元 千港元\n收益 3 25,397 24,838\n銷售成本 7 (23,224) (22,331)\n毛利 2,172 2,507\n"
    "發展中物業撇減 – (1,025)\n應收貸款撥回 15(b) 1,736 (5,898)\n匯兌差額 363 (154)\n"
)


def test_notes_of_accounts_are_no_values_and_may_be_missing() -> None:
    assert cells(STATEMENT)[6:] == [
        "-1.025e+06 HKD|2020|發展中物業撇減|二零二零年 / 千港元",
        "1.736e+06 HKD|2021|應收貸款撥回|二零二一年 / 千港元",
        "-5.898e+06 HKD|2020|應收貸款撥回|二零二零年 / 千港元",
        "363000 HKD|2021|匯兌差額|二零二一年 / 千港元",
        "-154000 HKD|2020|匯兌差額|二零二零年 / 千港元",
    ]


def test_growth_beside_growth_in_percent_is_in_percent() -> None:
    text = "行业 本月 增长% 累计 累计增长\n装备业 2,340 16.5 21,242 24.8\n材料业 1,222 11.7 12,851 28.5\n"
    assert [cell.split("|")[0] for cell in cells(text)[:4]] == ["2340 1", "16.5 %", "21242 1", "24.8 %"]
    amounts = cells(text.replace("累计增长", "累计变化额"))
    assert amounts[3].split("|")[0] == "24.8 1"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("吨二氧化碳当量（tCO2e）", "t{CO2e}"),
        ("立方米/人（全职员工）", "m3/{人}"),
        ("吨/百万元营业收入", "t/(1000000.CNY)"),
        ("吨／每百万营收", "t/(1000000.CNY)"),
        ("千瓦時/平方米建築面積", "kW.h/m2"),
        ("万元营业收入", None),
        ("排放量（吨）", None),
    ],
)
def test_a_unit_with_what_is_told_of_it(text: str, code: str | None) -> None:
    found = unit_of(text)
    assert (found[0].code if found else None) == code
