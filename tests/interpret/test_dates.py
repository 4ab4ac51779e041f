"""Dates by themselves, to EDTF."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.interpret.dates import parse_date, plan_years
from pipeline.model import Span

SPAN = Span(3, 9)


@pytest.mark.parametrize(
    ("surface", "edtf"),
    [
        *[
            ("2020 年", "2020"),
            ("2020年度", "2020"),
            ("二〇二〇年", "2020"),
            ("一九九八年", "1998"),
            ("FY2020", "2020"),
        ],
        *[("2020 年 11 月", "2020-11"), ("2020-11", "2020-11"), ("11 月", "2020-11"), ("十一月", "2020-11")],
        *[("2020 年 1 月 8 日", "2020-01-08"), ("2020/1/8", "2020-01-08"), ("6 月 5 日", "2020-06-05")],
        *[("二〇二〇年六月三十日", "2020-06-30"), ("2020 年 11 月 30 号", "2020-11-30")],
        *[("2020 年 1-11 月", "2020-01/2020-11"), ("2018 年 10 月至 2020 年 8 月", "2018-10/2020-08")],
        *[("2018-2020 年", "2018/2020"), ("2017 年至 2020 年", "2017/2020"), ("2019-20", "2019/2020")],
        *[("上半年", "2020-01/2020-06"), ("2021 年下半年", "2021-07/2021-12"), ("前 10 个月", "2020-01/2020-10")],
        *[("一季度", "2020-01/2020-03"), ("2021 年第三季度", "2021-07/2021-09"), ("前三季度", "2020-01/2020-09")],
        *[("十四五", "2021/2025"), ("十三五", "2016/2020"), ("Q3", "2020-07/2020-09")],
        *[("21 世纪", None), ("90 年代", None), ("六月天", "2020-06"), ("当天", None)],
    ],
)
def test_date(surface: str, edtf: str | None) -> None:
    found = parse_date(surface, SPAN, 2020)
    assert (found and found.edtf) == edtf
    assert found is None or found.span == SPAN


@pytest.mark.parametrize("surface", ["11 月", "上半年", "二季度"])
def test_a_date_without_year_needs_one(surface: str) -> None:
    assert parse_date(surface, SPAN, 0) is None


def test_five_year_plans() -> None:
    assert [plan_years(ordinal) for ordinal in "三四五"] == [(2016, 2020), (2021, 2025), (2026, 2030)]


@given(
    st.dates(),
    st.sampled_from(["{0} 年 {1} 月 {2} 日", "{0}-{1}-{2}", "{0}/{1}/{2}", "{0}.{1}.{2}", "{0}年{1}月{2}号"]),
)
def test_every_day_of_four_centuries(day: object, form: str) -> None:
    year, month, number = (int(part) for part in str(day).split("-"))
    if 1500 <= year < 2200:
        found = parse_date(form.format(year, month, number), SPAN, 2020)
        assert found is not None
        assert found.edtf == str(day)
        assert found.year == year
