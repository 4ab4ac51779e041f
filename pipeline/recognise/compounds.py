"""Quantities of several parts: 9 MW×2, 2×600 兆瓦, 2 台×300 MW, 3 元 5 角, 2 小时 30 分, 三斤半, 五块二."""

from dataclasses import replace
from decimal import Decimal

import regex

from pipeline.lexicon.reporting import reporting
from pipeline.model import QuantityKind, UnitReading
from pipeline.recognise.attach import attach
from pipeline.recognise.digits import DIGITS, positional
from pipeline.recognise.numerals import Form, Numeral, Numerals
from pipeline.recognise.quantity import Quantity, quantity_of

_TIMES_SIGN = regex.compile(r"\s?[×xX*]\s?(?=\d)")
_TIMES = regex.compile(r"\s?[×xX*]\s?(\d{1,4})(?![\d.×xX*])(?:\s?(?:台|组|座|套))?")
_HALF_BEHIND = regex.compile(r"\s?半(?!年|个|天|月|小时|径|数|导|径|成|价|球)(?:钟)?")
# 一小时零十五秒, 2 小时 30 分: nothing, 零 or 又 stands between the parts
_AND = regex.compile(r"\s?(?:零(?!下)|又)?\s?")
# 五块二, 两毛五, 三块零四, 2块8: a last digit without its unit
_LAST_DIGIT = regex.compile(
    r"(零?)(?:([一二三四五六七八九])(?![一二三四五六七八九十百千万亿点成分半个份斤吨台度张件])"
    r"|(?<=块)([1-9])(?=$|[，。；、,;)涨降升跌到至的起]))"
)
# 1 米 75, 一米七五, 2 米 5
_CENTIMETRES = regex.compile(
    r"(\d{1,2}|[一二三四五六七八九零][一二三四五六七八九]?)(?=\s?(?:$|[，。；、)的高长宽深左以]))"
)
_COLLOQUIAL = frozenset("块蚊米毛毫角")
# 5.9×108t whose 8 stood higher: an amount is no product of a number and 103, …, 109, 1010, …
_FLAT_POWER = regex.compile(r"10([3-9]|1[0-5])")
_AMOUNTS = frozenset(
    {QuantityKind.MASS, QuantityKind.VOLUME, QuantityKind.ENERGY, QuantityKind.CURRENCY, QuantityKind.COUNT}
)
_STATES = frozenset({QuantityKind.TEMPERATURE, QuantityKind.LENGTH, QuantityKind.TIME})  # 780℃×12h has no product
_LINES = frozenset(range(2, 10))  # lines side by side
_SECONDS = {"s": Decimal(1), "min": Decimal(60), "h": Decimal(3600), "d": Decimal(86400), "wk": Decimal(604800)}
_MONTHS = {"mo": Decimal(1), "a": Decimal(12)}


def product(numerals: Numerals, number: Numeral) -> Quantity | None:
    """Read `2×600 兆瓦` as one quantity of 1200, or return None; of lengths only lines multiply: 2×15 km."""
    text = numerals.text
    sign = None if number.chinese else _TIMES_SIGN.match(text, number.end)
    second = numerals.at(sign.end()) if sign else None
    unit = second and attach(text, second.end)
    if not second or not unit or number.low is None or second.low is None:
        return None
    if unit.reading.kind is QuantityKind.LENGTH and (unit.reading.code != "km" or number.low not in _LINES):
        return None
    flat = _FLAT_POWER.fullmatch(text, second.start, second.end)
    raised = flat is not None and unit.reading.kind in _AMOUNTS and not unit.reading.per_time
    value = number.low * (Decimal(10) ** int(flat[1]) if flat and raised else second.low)
    return quantity_of(Numeral(number.start, second.end, value, value, Form.DIGITS), unit, "quantity.product")


def capacity(numerals: Numerals, quantity: Quantity) -> Quantity | None:
    """Read `2 台×300 MW` as one quantity of 600 MW, or return None."""
    text = numerals.text
    sign = _TIMES_SIGN.match(text, quantity.end) if quantity.unit.classifier else None
    each = numerals.at(sign.end()) if sign else None
    unit = each and attach(text, each.end)
    if not each or not unit or unit.reading.classifier or each.low is None or quantity.low is None:
        return None
    value = quantity.low * each.low
    return quantity_of(Numeral(quantity.start, each.end, value, value, Form.DIGITS), unit, "quantity.product")


def times(text: str, quantity: Quantity) -> Quantity | None:
    """Read `9 MW×2` as one quantity of 18, or return None."""
    match = _TIMES.match(text, quantity.end)
    if match is None or quantity.low is None or quantity.high is None or quantity.unit.kind in _STATES:
        return None
    factor = Decimal(match[1])
    return quantity._replace(
        end=match.end(1),
        low=quantity.low * factor,
        high=quantity.high * factor,
        rule="quantity.product",
    )


def compound(numerals: Numerals, quantity: Quantity) -> Quantity:
    """Add the smaller parts that follow a quantity."""
    text = numerals.text
    if quantity.low is None or quantity.unit.per_time or quantity.unit.classifier:
        return quantity
    half = _HALF_BEHIND.match(text, quantity.end)
    if half:
        return _added(quantity, half.end(), quantity.unit.factor / 2)
    return (
        _smaller_part(numerals, quantity)
        or _centimetres(numerals, quantity)
        or _last_digit(numerals, quantity)
        or quantity
    )


def _smaller_part(numerals: Numerals, quantity: Quantity) -> Quantity | None:
    text = numerals.text
    joint = _AND.match(text, quantity.end)
    part = (joint and numerals.at(joint.end())) or numerals.at(quantity.end)
    unit = part and attach(text, part.end, hint=quantity.unit.kind)
    if not part or not unit or part.low is None:
        return None
    value = worth(unit.reading, quantity.unit)
    if value is None or value >= quantity.unit.factor or value * part.low >= quantity.unit.factor:
        return None
    larger = _added(quantity, unit.end, value * part.low)
    finer = compound(numerals, larger._replace(unit=replace(larger.unit, factor=value)))
    return finer._replace(unit=quantity.unit)


def _last_digit(numerals: Numerals, quantity: Quantity) -> Quantity | None:
    text = numerals.text
    last = _LAST_DIGIT.match(text, quantity.end)
    if last is None or numerals.cut(quantity.end, last.end()) or text[quantity.end - 1] not in _COLLOQUIAL:
        return None
    digit = Decimal(last[3]) if last[3] else DIGITS[last[2]]
    return _added(quantity, last.end(), quantity.unit.factor * digit / (100 if last[1] else 10))


def _centimetres(numerals: Numerals, quantity: Quantity) -> Quantity | None:
    text = numerals.text
    last = _CENTIMETRES.match(text, quantity.end) if quantity.unit.text == "米" else None
    if last is None or numerals.cut(quantity.end, last.end()):
        return None
    digits = positional(last[1])
    return _added(quantity, last.end(), Decimal(digits).scaleb(-len(digits)))


def _added(quantity: Quantity, end: int, part: Decimal) -> Quantity:
    low = (quantity.low or Decimal(0)) + part
    return quantity._replace(end=end, low=low, high=low, rule="quantity.compound")


def worth(small: UnitReading, large: UnitReading) -> Decimal | None:
    """What one of the smaller unit is in the code of the larger; None where they have no dimension in common."""
    if small.code == large.code:
        return small.factor
    for steps in (_SECONDS, _MONTHS):
        if small.code in steps and large.code in steps:
            return steps[small.code] / steps[large.code]
    small_report, large_report = reporting(small), reporting(large)
    if small.kind is not large.kind or small_report is None or large_report is None:
        return None
    return small_report[0] * small.factor / large_report[0] if small_report[1] == large_report[1] else None
