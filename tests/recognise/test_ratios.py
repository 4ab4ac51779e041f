"""Shares by themselves: what is one, what only looks like one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recognise.numerals import Numerals
from pipeline.recognise.quantities import read_quantities
from pipeline.recognise.quantity import Quantity


def read_ratio(text: str) -> Quantity | None:
    """The longest share that begins a text."""
    numerals = Numerals(text)
    read = (found for numeral in numerals for found in read_quantities(numerals, numeral))
    shares = [found for found in read if found.rule.startswith("ratio.") and not found.start]
    return max(shares, key=lambda found: found.end, default=None)


@pytest.mark.parametrize(
    ("text", "low", "high", "percent"),
    [
        *[("百分之二点五", "2.5", None, True), ("千分之三", "0.3", None, True)],
        ("百分之三至百分之五", "3", "5", True),
        *[("八成", "80", None, True), ("三成五", "35", None, True)],
        *[("两成半", "25", None, True), ("六七成", "60", "70", True)],
        *[("八折", "80", None, True), ("七五折", "75", None, True), ("8.5折", "85", None, True)],
        *[("四分之三", "0.75", None, False), ("1/4", "0.25", None, False), ("5分之3", "0.6", None, False)],
        *[("一半", "0.5", None, False), ("过半", "0.5", None, False), ("半数", "0.5", None, False)],
        ("¾", "0.75", None, False),
    ],
)
def test_share(text: str, low: str, high: str | None, *, percent: bool) -> None:
    found = read_ratio(text)
    assert found is not None
    assert (found.low, found.high, found.unit.code == "%") == (Decimal(low), Decimal(high or low), percent)
    assert found.end == len(text)


@pytest.mark.parametrize(
    "text", ["三成熟", "成立", "八成为", "三折叠", "3/2", "12/31/2020", "零分之一", "1/0", "五折合"]
)
def test_no_share(text: str) -> None:
    assert read_ratio(text) is None


@given(st.integers(1, 999), st.integers(2, 9999))
def test_a_fraction_below_one_is_its_quotient(above: int, below: int) -> None:
    found = read_ratio(f"{above}/{below}")
    if above >= below:
        assert found is None
    else:
        assert found is not None
        assert abs(Fraction(found.low or 0) - Fraction(above, below)) < Fraction(1, 10**20)


@given(st.integers(1, 99), st.integers(0, 9))
def test_per_hundred_with_a_point(whole: int, tenth: int) -> None:
    found = read_ratio(f"百分之{whole}.{tenth}")
    assert found is not None
    assert found.low == found.high == Decimal(f"{whole}.{tenth}")
