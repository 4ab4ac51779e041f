"""Numbers that are shares by the word behind them: 1/3, 八成, 三成五, 八折, 过半, 年利率 8 厘, 车桩比 2.4:1."""

from collections.abc import Iterator
from decimal import Decimal

import regex

from pipeline.lexicon.patterns import phrasing
from pipeline.model import Bound, QuantityKind, UnitReading
from pipeline.recognise.digits import DIGITS, positional
from pipeline.recognise.numerals import Form, Numeral, Numerals
from pipeline.recognise.quantity import Quantity
from pipeline.recognise.trie import following
from pipeline.recognise.units import match_unit

_TO = regex.compile(r"\s?(?:-|~|—|至|到)\s?")
_CONNECTORS = frozenset("-~—至到")
_SLASH = regex.compile(r"\s?/\s?")
_WHOLE = regex.compile(r"(?<![\d.,/:-])(\d{1,3}) $")  # 1 3/5
_GOES_ON = regex.compile(r"\s?/|\.\d")
# 车桩比为 2.4:1, 男女比例约为 1.2 比 1
_AGAINST = frozenset(":：∶比")
_COLON = regex.compile(r"\s?[:：∶比]\s?")
_THIRD = regex.compile(r"\s?(?:[:：∶比]\s?\d|[%％万亿元吨个年月日倍])")
_RATIO_BEFORE, _RATIO_BEHIND = phrasing("number.ratio_before"), phrasing("number.ratio_behind")
_NAMED = 24  # characters in which a ratio is named
# 一半, 过半, 半数以上, 近半
_HALF_BEFORE = regex.compile(r"[过大多超一]$")
_NEAR_HALF = regex.compile(r"[近约]\s?$")
_HALF_ENDS = regex.compile(r"[的来，。、]|\s|$")
# 八成, 三成五; not 成为, 三成熟
_TENTHS = regex.compile(
    r"\s?成(?P<more>[一二三四五六七八九半1-9](?![个十百千万成\d.,%]))?"
    r"(?!员(?!工)|[为立本功果就都熟绩交型长品分套渝章人份语事全对因活])"
)
# 八折, 七五折, 75 折; not 折叠, 折旧
_DISCOUNT = regex.compile(r"\s?折(?![叠旧算合线射损扣现中返页弯]|回(?![购收]))")
_TWO_DIGITS = regex.compile(r"[一二三四五六七八九]{2}")
_INTEREST = regex.compile(r"\s?厘(?![米升泊克])")
_INTEREST_CUE = regex.compile(r"[利年月]息|[利息]率")
_TEN = 10
_MOST_MIXED = 16
_CUSTOMARY = frozenset({2, 4, 8, 16, 32})  # parts of an inch
_MOST_ABOVE, _MOST_BELOW = 999, 9999
_YEARS = (1990, 2049)
_NAMED_BEHIND = regex.compile(r"\s?\p{Han}")


def read_ratios(numerals: Numerals, numeral: Numeral) -> Iterator[Quantity]:
    """Read the shares that begin at a numeral.

    Args:
        numerals: The numerals of a folded text.
        numeral: One of them.

    Yields:
        The shares; % values for tenths and discounts, a plain number for parts.
    """
    if numeral.form is Form.HALF:
        yield from _half(numerals.text, numeral)
        yield from _tenths(numerals, numeral)
    if numeral.low is None or numeral.form in {Form.HALF, Form.FRACTION, Form.PERCENT}:
        return
    behind = following(numerals.text, numeral.end)
    if behind == "/":
        yield from _slash(numerals, numeral)
    elif behind in _AGAINST:
        yield from _against(numerals, numeral)
    elif behind == "成" or behind in _CONNECTORS:
        yield from _tenths(numerals, numeral)
    elif behind == "厘":
        yield from _interest(numerals.text, numeral)
    elif behind == "折" or behind in DIGITS:
        yield from _discount(numerals, numeral)


def _share(start: int, end: int, ends: tuple[Decimal, Decimal], unit_text: str, rule: str) -> Quantity:
    unit = UnitReading("%" if unit_text else "1", unit_text, QuantityKind.DIMENSIONLESS_RATIO)
    return Quantity(start, end, start, end, *ends, unit, Bound.EXACT, rule)


def _slash(numerals: Numerals, above: Numeral) -> Iterator[Quantity]:
    text = numerals.text
    joint = _SLASH.match(text, above.end)
    below = numerals.at(joint.end()) if joint else None
    if below is None or above.low is None or text[above.start - 1 : above.start] in {"/", "."}:
        return
    if not (text[above.start : above.end] + text[below.start : below.end]).isdigit() or not below.low:
        return
    if above.low > _MOST_ABOVE or below.low > _MOST_BELOW or _GOES_ON.match(text, below.end):
        return
    if not 0 < above.low < below.low or (_YEARS[0] <= below.low <= _YEARS[1] and _NAMED_BEHIND.match(text, below.end)):
        return  # 47/2022 可持续发展报告: the page and the year of a running head
    unit = match_unit(text, below.end)
    unit = None if unit is None or unit.classifier or unit.kind is QuantityKind.CURRENCY else unit
    customary = unit and unit.kind is QuantityKind.LENGTH and below.low in _CUSTOMARY
    if unit and above.low != 1 and not customary:
        return  # 50/60Hz and 28/31GW are two numbers, 1/3 吨 and 3/4 英寸 one
    value, start = above.low / below.low, above.start
    whole = _WHOLE.search(text, max(0, start - 5), start) if below.low <= _MOST_MIXED else None
    if whole:
        value, start = value + int(whole[1]), whole.start()
    share = _share(start, below.end, (value, value), "", "ratio.slash")
    if unit:
        value *= unit.factor
        share = share._replace(end=unit.end, low=value, high=value, unit=unit)
    yield share


def _against(numerals: Numerals, first: Numeral) -> Iterator[Quantity]:
    """Read 车桩比为 2.4:1 as 2.4; no score, no 2:3:5 and no time of a clock."""
    text = numerals.text
    joint = _COLON.match(text, first.end)
    second = numerals.at(joint.end()) if joint else None
    third = text[first.start - 1 : first.start] in _AGAINST and numerals.ends(first.start - 1)  # 5:3:2, not 气水比15:1
    if second is None or first.low is None or not second.low or third:
        return
    named = _RATIO_BEFORE.search(text, max(0, first.start - _NAMED), first.start)
    if (named or _RATIO_BEHIND.match(text, second.end)) and not _THIRD.match(text, second.end):
        value = first.low / second.low
        yield _share(first.start, second.end, (value, value), "", "ratio.against")


def _half(text: str, numeral: Numeral) -> Iterator[Quantity]:
    start, end = numeral.start, numeral.end
    lead = _HALF_BEFORE.search(text, max(0, start - 1), start)
    several = text.startswith("数", end)
    if (
        not lead
        and not several
        and not (_NEAR_HALF.search(text, max(0, start - 2), start) and _HALF_ENDS.match(text, end))
    ):
        return
    over = lead is not None and lead[0] != "一"
    counted = several and (not lead or lead[0] in "过超")
    value = Decimal("0.5")
    share = _share(start - 1 if lead else start, end + counted, (value, value), "", "ratio.half")
    yield share if not over else _over(share)


def _over(share: Quantity) -> Quantity:
    return Quantity(
        share.start, share.end, share.start, share.end, share.low, share.high, share.unit, Bound.AT_LEAST, share.rule
    )


def _tenths(numerals: Numerals, numeral: Numeral) -> Iterator[Quantity]:
    text, low, high, end = numerals.text, numeral.low, numeral.high, numeral.end
    match = _TENTHS.match(text, end)
    if match is None and (joint := _TO.match(text, end)) and (second := numerals.at(joint.end())):
        match, high = _TENTHS.match(text, second.end), second.high
    if (
        match is None
        or low is None
        or high is None
        or not 0 < low <= high <= _TEN
        or numerals.cut(match.start(), match.end())
    ):
        return
    more = match["more"]
    rest = Decimal(0) if not more else Decimal(5) if more == "半" else Decimal(DIGITS.get(more, more))
    lower = low * _TEN + (rest if low == high else 0)
    yield _share(numeral.start, match.end(), (lower, high * _TEN + rest), "成", "ratio.tenth")


def _discount(numerals: Numerals, numeral: Numeral) -> Iterator[Quantity]:
    text, value, end = numerals.text, numeral.low, numeral.end
    two = _TWO_DIGITS.match(text, numeral.start)
    if two and _DISCOUNT.match(text, two.end()):
        value, end = Decimal(positional(two[0])), two.end()
    match = _DISCOUNT.match(text, end)
    if match is None or value is None or not 0 < value < _TEN * _TEN:
        return
    value *= _TEN if value < _TEN else 1
    yield _share(numeral.start, match.end(), (value, value), "折", "ratio.discount")


def _interest(text: str, numeral: Numeral) -> Iterator[Quantity]:
    # 年利率 8 厘 is 8 %
    start = numeral.start
    match = _INTEREST.match(text, numeral.end)
    if match and numeral.low is not None and _INTEREST_CUE.search(text, max(0, start - 10), start):
        yield _share(start, match.end(), (numeral.low, numeral.low), "厘", "ratio.interest")
