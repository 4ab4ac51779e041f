"""Values of numbers by themselves: every shape of Chinese numeral, and where a number ends."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Bound
from pipeline.recognise.attach import begins_unit
from pipeline.recognise.numerals import chinese_value, read_malformed, read_number

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        *[("零", "0"), ("〇", "0"), ("十", "10"), ("十五", "15"), ("二十", "20"), ("二十三", "23"), ("廿五", "25")],
        *[("卅六", "36"), ("卌", "40"), ("一百零三", "103"), ("三百五", "350"), ("三百五十", "350")],
        *[
            ("两千三百", "2300"),
            ("一千零一", "1001"),
            ("一千零五十", "1050"),
            ("两万", "20000"),
            ("一万零五百", "10500"),
        ],
        *[("三万四千五百零七", "34507"), ("十二万", "120000"), ("一百二十万", "1200000"), ("一千万", "10000000")],
        *[("一亿二千万", "120000000"), ("三万亿", "3000000000000"), ("一亿零三", "100000003"), ("百二万", "1200000")],
        *[("二〇二〇", "2020"), ("一〇五", "105"), ("一二三", "123"), ("壹佰贰拾叁万", "1230000"), ("伍仟", "5000")],
        *[("三点五", "3.5"), ("零点零三", "0.03"), ("十二点五", "12.5"), ("一百点二五", "100.25")],
    ],
)
def test_chinese_value(numeral: str, value: str) -> None:
    assert chinese_value(numeral) == Decimal(value)


def spelled(number: int) -> str:
    """A number below 10^12 as it is spelled out in full."""
    for size, scale in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return spelled(head) + scale + gap + (spelled(rest) if rest else "")
    return DIGITS[number]


@given(st.integers(0, 10**12 - 1))
def test_a_number_spelled_out_is_read_back(number: int) -> None:
    assert chinese_value(spelled(number)) == number


@pytest.mark.parametrize(
    ("text", "number", "low", "high", "bound"),
    [
        *[("1546万千瓦时", "1546万", "15460000", None, "exact"), ("3千瓦", "3", "3", None, "exact")],
        *[("3千余万元", "3千余万", "30000000", None, "at_least"), ("2万4千元", "2万4千", "24000", None, "exact")],
        *[("2,000吨", "2,000", "2000", None, "exact"), ("12 000吨", "12 000", "12000", None, "exact")],
        *[("3+家", "3+", "3", None, "at_least"), ("数百万元", "数百万", "1000000", None, "at_least")],
        *[("七八个", "七八", "7", "8", "exact"), ("十七八台", "十七八", "17", "18", "exact")],
        *[("五千瓦时", "五", "5", None, "exact"), ("五千户", "五千", "5000", None, "exact")],
        *[("十几家", "十几", "10", None, "at_least"), ("1.2亿元", "1.2亿", "120000000", None, "exact")],
    ],
)
def test_where_a_number_ends(text: str, number: str, low: str, high: str | None, bound: str) -> None:
    found = read_number(text, 0, begins_unit)
    assert found is not None
    assert text[found.start : found.end] == number
    assert (found.low, found.high, found.bound) == (Decimal(low), Decimal(high or low), Bound(bound))


@pytest.mark.parametrize("text", ["吨", "年", "，3"])
def test_no_number_starts_there(text: str) -> None:
    assert read_number(text, 0, begins_unit) is None


@pytest.mark.parametrize(
    ("text", "malformed"),
    [
        *[("530.32.90 万吨", "530.32.90 万"), ("1,23,4 吨", "1,23,4"), ("3..5", "3..5")],
        *[("2,000 吨", None), ("1,234,567.8", None), ("12.5%", None), ("3", None)],
    ],
)
def test_malformed_numbers_have_no_value(text: str, malformed: str | None) -> None:
    found = read_malformed(text, 0)
    assert (found and text[found.start : found.end]) == malformed
    assert found is None or (found.low, found.high) == (None, None)
