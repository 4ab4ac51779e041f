"""Values of numbers by themselves: every shape of Chinese numeral, and where a number ends."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Bound
from pipeline.recognise.numerals import Form, Numeral, Numerals
from tests.recognise.written import spelled


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
def test_the_value_of_a_chinese_numeral(numeral: str, value: str) -> None:
    assert only(numeral).low == Decimal(value)


def only(text: str) -> Numeral:
    """The one numeral that a text is."""
    (numeral,) = Numerals(text)
    assert (numeral.start, numeral.end) == (0, len(text))
    return numeral


@given(st.integers(0, 10**12 - 1))
def test_a_number_spelled_out_is_read_back(number: int) -> None:
    assert only(spelled(number)).low == number


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
    found = Numerals(text).at(0)
    assert found is not None
    assert text[found.start : found.end] == number
    assert (found.low, found.high, found.bound) == (Decimal(low), Decimal(high or low), Bound(bound))


@pytest.mark.parametrize("text", ["吨", "年", "，3"])
def test_no_number_starts_there(text: str) -> None:
    assert Numerals(text).at(0) is None


@pytest.mark.parametrize(
    ("text", "malformed"),
    [
        *[("530.32.90 万吨", "530.32.90 万"), ("1,23,4 吨", "1,23,4"), ("3..5", "3..5")],
        *[("2,000 吨", None), ("1,234,567.8", None), ("12.5%", None), ("3", None)],
    ],
)
def test_malformed_numbers_have_no_value(text: str, malformed: str | None) -> None:
    found = Numerals(text).at(0)
    assert found is not None
    assert (found.form is Form.MALFORMED) is (malformed is not None)
    assert malformed is None or (text[found.start : found.end], found.low) == (malformed, None)


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        *[("统一三项", ["一", "三"]), ("唯一一家", ["一", "一"]), ("一万一千元", ["一万一千"]), ("万一", ["万一"])],
        *[("4万2千7百人", ["4万2千7百"]), ("3千零5册", ["3千零5"]), ("17万6张", ["17万6"]), ("50几万", ["50几万"])],
        *[("三十亿4000万", ["三十亿4000万"]), ("300万五千", ["300万五千"]), ("二百07", ["二百07"])],
        *[
            ("20万3号", ["20万", "3"]),
            ("5亿2期", ["5亿", "2"]),
            ("3万2020年", ["3万", "2020"]),
            ("10万一台", ["10万", "一"]),
        ],
        *[("1 234 567.8 吨", ["1 234 567.8"]), ("200 300", ["200", "300"]), ("35 36", ["35", "36"])],
        *[("4.1×10⁵", ["4.1×10⁵"]), ("10^6", ["10^6"]), ("2.5e4", ["2.5e4"]), ("10的5次方", ["10的5次方"])],
        *[("二又四分之三", ["二又四分之三"]), ("2又1/4", ["2又1/4"]), ("百分之2,345", ["百分之2,345"])],
        *[("二兆零四百万", ["二兆零四百万"]), ("8兆瓦", ["8"]), ("三百六十五千瓦", ["三百六十五", "千"])],
        *[("排 放 5 2 1 吨 。", ["5 2 1"]), ("起 5 2 1", ["5", "2", "1"]), ("第95百分位", ["95", "百"])],
        *[
            ("五千两百两", ["五千两百", "两"]),
            ("四十两", ["四十", "两"]),
            ("一两克", ["一两"]),
            ("五点四十分", ["五", "四十"]),
        ],
    ],
)
def test_which_numerals_stand_in_a_text(text: str, numerals: list[str]) -> None:
    assert [text[numeral.start : numeral.end] for numeral in Numerals(text)] == numerals
