"""The round trip: a quantity of the grammar, written in any form, is read back equal."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dataset.rows import build_tables
from pipeline.read.text import read_text
from pipeline.recognise import recognise
from pipeline.run import understand
from tests.recognise.surfaces import full_width, traditional

MODERATE = settings(max_examples=150, deadline=None)
DIGITS = "零一二三四五六七八九"


def grouped(number: int) -> str:
    return f"{number:,}"


def spelled(number: int) -> str:
    """A number below ten thousand as it is spelled out."""
    for size, scale in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return DIGITS[head] + scale + gap + (spelled(rest) if rest else "")
    return DIGITS[number]


# as written, low, high
Number = tuple[str, Decimal, Decimal]


def single(written: str, value: object) -> Number:
    return written, Decimal(str(value)), Decimal(str(value))


NUMBERS: st.SearchStrategy[Number] = st.one_of(
    st.integers(1, 99999).map(lambda n: single(str(n), n)),
    st.integers(1000, 9999999).map(lambda n: single(grouped(n), n)),
    st.decimals("0.01", "9999.99", places=2).map(lambda n: single(str(n), n)),
    st.integers(2, 9999).map(lambda n: single(spelled(n), n)),
    st.tuples(st.integers(1, 500), st.integers(1, 500), st.sampled_from("-~—至")).map(
        lambda ends: (f"{ends[0]}{ends[2]}{ends[0] + ends[1]}", Decimal(ends[0]), Decimal(ends[0] + ends[1]))
    ),
)
SCALES = st.sampled_from([("", 1), ("", 1), ("万", 10**4), ("亿", 10**8)])
UNITS = st.sampled_from(
    [
        *[("吨", "t"), ("千瓦时", "kW.h"), ("kWh", "kW.h"), ("元", "CNY"), ("美元", "USD")],
        *[("立方米", "m3"), ("m3", "m3"), ("千瓦", "kW"), ("MW", "MW")],
        *[("公斤", "kg"), ("吨标准煤", "t{sce}"), ("吨二氧化碳", "t{CO2}"), ("tCO2e", "t{CO2e}")],
        *[("平方米", "m2"), ("公里", "km"), ("家", "1"), ("套", "1"), ("人次", "1"), ("辆", "1"), ("升", "L")],
    ]
)  # fmt: skip
RATES = st.sampled_from(
    [("", ""), ("", ""), ("/年", "/a"), ("/月", "/mo"), ("/天", "/d"), ("/小时", "/h"), ("/人", "/{人}")]
)
BOUNDS = st.sampled_from(
    [
        *[("", "", "exact"), ("", "", "exact"), ("约", "", "approx"), ("近", "", "approx"), ("", "左右", "approx")],
        *[("超过", "", "at_least"), ("至少", "", "at_least"), ("", "以上", "at_least"), ("不低于", "", "at_least")],
        *[("不超过", "", "at_most"), ("低于", "", "at_most"), ("", "以下", "at_most"), ("约", "以上", "at_least")],
    ]
)
SPACE = st.sampled_from(["", "", " "])
SCRIPTS = st.sampled_from([str, str, full_width, traditional, lambda text: full_width(traditional(text))])
FILLER = "公司持续推进绿色低碳转型，不断优化生产流程，加强精细管理，"


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str, Decimal, Decimal, str, str]:
    """A phrase with one quantity, the quantity as it stands there, and what it says: low, high, unit, bound."""
    number, low, high = draw(NUMBERS)
    scale, factor = draw(SCALES)
    unit, code = draw(UNITS)
    rate, per = draw(RATES)
    before, after, bound = draw(BOUNDS)
    script = draw(SCRIPTS)
    # 二十万 is a number of its own, 二十 万 is none; a rate's slash may stand apart
    gap = "" if number[-1] in DIGITS + "十百千" else draw(SPACE)
    slash = draw(SPACE) + "/" + draw(SPACE) + rate[1:] if rate else ""
    quantity = script(number + gap + scale + draw(SPACE) * (not scale) + unit + slash)
    phrase = script("节约") + script(before) + draw(SPACE) + quantity + script(after)
    return phrase, quantity, low * factor, high * factor, code + per, bound


@MODERATE
@given(written())
def test_a_quantity_is_read_back_in_every_form(example: tuple[str, str, Decimal, Decimal, str, str]) -> None:
    phrase, quantity, low, high, unit, bound = example
    found = recognise(phrase + "。").mentions
    assert [phrase[mention.span.start : mention.span.end] for mention in found] == [quantity]
    (mention,) = found
    assert (mention.low, mention.high, mention.unit.code, mention.bound) == (low, high, unit, bound)


def wrapped(text: str, width: int) -> str:
    """A paragraph in lines of one width; no line ends inside a Latin word or between two digits."""
    lines, start = [], 0
    while len(text) - start > width:
        end = start + width
        while text[end - 1].isascii() and text[end].isascii() and text[end - 1].isalnum() and text[end].isalnum():
            end -= 1
        lines.append(text[start:end])
        start = end
    return "\n".join([*lines, text[start:]])


@MODERATE
@given(written(), st.integers(0, 25), st.integers(28, 40))
def test_a_quantity_is_read_back_over_line_breaks(
    example: tuple[str, str, Decimal, Decimal, str, str], shift: int, width: int
) -> None:
    phrase, quantity, low, high, unit, bound = example
    text = wrapped(FILLER[: 29 - shift] + FILLER + phrase + "，" + FILLER * 2 + "取得成效。", width)
    extraction = understand(read_text(text.encode(), "book.txt", 2020))
    (claim,) = [claim for section in extraction.blocks for read in section for claim in read.claims]
    assert (claim.mention.low, claim.mention.high, claim.bound) == (low, high, bound)
    assert claim.unit.code == unit
    (row,) = build_tables(extraction)["claims"].to_pylist()
    assert "".join(row["quote"].split()) == "".join(quantity.split())
    assert ("wrapped" in row["flags"]) == ("\n" in row["quote"])
