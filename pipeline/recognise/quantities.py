"""Numbers with their units: every numeral proposes what it may be, alone and with the one behind it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import regex

from pipeline.lexicon.patterns import phrasing
from pipeline.model import Flag, QuantityKind, UnitReading
from pipeline.recognise.attach import (
    Attached,
    attach,
    bracketed_unit,
    leading_unit,
    per_unit,
    renamed,
    unknown_unit,
)
from pipeline.recognise.chains import scale_word
from pipeline.recognise.compounds import capacity, compound, product, times
from pipeline.recognise.digits import worth
from pipeline.recognise.formulas import in_formula, opened
from pipeline.recognise.numerals import Form, Numeral, Numerals
from pipeline.recognise.quantity import Quantity, quantity_of
from pipeline.recognise.ranges import range_of
from pipeline.recognise.ratios import read_ratios
from pipeline.recognise.trie import following

# 负, 零下 and - before a number; a dash behind a number or a letter is none
_NEGATIVE = regex.compile(
    r"(?:(?<![\p{Han}])负|(?<=[为至到达是，、了(:：])负的?|(?<![减担背抱自欠重胜抵辜肩])负的?|(?<![\p{N}〇零一二两俩三四五六七八九十百千万亿])零下)\s?$"
)
_MINUS = regex.compile(r"[-−]\s?$")
_PLUS, _CHANGED_BY = phrasing("number.plus"), phrasing("number.changed_by")
_CHANGE_UNITS = frozenset({"%", "{pp}"})
_NO_MINUS = regex.compile(r"(?:[\d%℃°)）A-Za-z]|\d\s?\p{Han}{1,4}(?<![和与及或])|[年月日号时])\s?[-−]\s?$")
_COLUMNS = regex.compile(r"[\d%] [-−]$")
_MULTIPLIED = frozenset("×xX*")
_ACCOUNT = regex.compile(r"\s?\)\s?")
_POWER_BEHIND = regex.compile(r"\s?[×xX*]\s?(?=10)")
_SIGNS = frozenset("负下的-−+")
_SIGN_WINDOW = 8
# 半年, 半小时, 半个月; 个半小时, 年半 with their one left out
_ONE_AND_HALF = regex.compile(r"(?<![\p{N}一二两三四五六七八九十百千几数整每本\s])(?:个|年|分)$")


def read_quantities(numerals: Numerals, numeral: Numeral) -> Iterator[Quantity]:
    """Read every quantity that one numeral may begin; they overlap.

    Args:
        numerals: The numerals of a folded text.
        numeral: One of them.

    Yields:
        Its readings: as a share, as half of something, alone with its unit, as the lower end of a range.
    """
    if numeral.form is Form.MALFORMED:
        yield from _malformed(numerals.text, numeral)
    elif numeral.form is Form.HALF:
        yield from _half(numerals.text, numeral)
    yield from (_signed(numerals.text, ratio) for ratio in read_ratios(numerals, numeral))
    if numeral.low is None or numeral.form is Form.HALF:
        return
    single = _single(numerals, numeral)
    yield single
    upper = range_of(numerals, single, _upper)
    if upper:
        yield _bracketed(numerals, upper)


def _malformed(text: str, numeral: Numeral) -> Iterator[Quantity]:
    unit = attach(text, numeral.end)
    if unit or numeral.scale != 1:
        yield quantity_of(numeral, unit, "number.malformed", flags=(Flag.MALFORMED_NUMBER,))


def _half(text: str, numeral: Numeral) -> Iterator[Quantity]:
    start = numeral.start
    value = Decimal("0.5")
    before = _ONE_AND_HALF.search(text, max(0, start - 2), start)
    begin = start
    unit = attach(text, start + 1)
    if before and (before[0] == "个" or unit is None or text.startswith("钟", start + 1)):
        begin, value = before.start(), Decimal("1.5")
        if before[0] != "个":
            end = start + 1 + (1 if text.startswith("钟", start + 1) else 0)
            base = attach(text, begin, hint=QuantityKind.TIME)
            unit = base and Attached(base.reading, end)
    if unit:
        number = Numeral(begin, numeral.end, value, value, Form.HALF)
        yield quantity_of(number, unit, "number.half")


def _upper(numerals: Numerals, numeral: Numeral) -> Quantity:
    """Read the upper end of a range: it has no sign of its own but the one that the range found."""
    return _single(numerals, numeral, upper=True)


def _single(numerals: Numerals, numeral: Numeral, *, upper: bool = False) -> Quantity:
    """Read one number with its unit, products and smaller parts included."""
    text = numerals.text
    if numeral.form is Form.PERCENT:
        written = text[numeral.start : numeral.start + 1] + "分之"
        share = Attached(UnitReading("%", written, QuantityKind.DIMENSIONLESS_RATIO), numeral.end)
        quantity = quantity_of(numeral, share, "ratio.per_hundred")
        return quantity if upper else _signed(text, quantity)
    if numeral.form is Form.FRACTION:
        unit = attach(text, numeral.end)
        bare = unit is None or unit.reading.classifier or unit.reading.kind is QuantityKind.CURRENCY
        part = Attached(UnitReading("1", "", QuantityKind.DIMENSIONLESS_RATIO), numeral.end) if bare else unit
        quantity = quantity_of(numeral, part, "ratio.parts")
        return quantity if upper else _signed(text, quantity)
    if following(text, numeral.end) in _MULTIPLIED and (multiplied := product(numerals, numeral)):
        return multiplied
    if accounted := _accounted(text, numeral):
        return accounted
    quantity = _with_unit(numerals, numeral)
    if not upper:
        quantity = _signed(text, quantity)
    if not quantity.unit.end:
        return quantity
    if following(text, quantity.end) in _MULTIPLIED:
        return capacity(numerals, quantity) or times(text, quantity) or quantity
    return compound(numerals, quantity)


def _with_unit(numerals: Numerals, numeral: Numeral) -> Quantity:
    """Put a numeral together with the unit behind it, or the one named before it."""
    text = numerals.text
    if formula := in_formula(numeral, text):
        return _of_formula(numeral, formula)
    leading = None if opened(text, numeral.start) else leading_unit(numerals, numeral.start)
    hint = leading.kind if leading and leading.kind is QuantityKind.TEMPERATURE else None
    unit = attach(text, numeral.end, start=numeral.start, hint=hint)
    unit = renamed(text, unit)
    if leading and unit is None:
        unit = Attached(leading, numeral.end)
    elif leading and unit and unit.reading.kind is leading.kind and unit.reading.text[:1] in "元块度°":
        _, slash, per = unit.reading.code.partition("/")  # 人民币 100 元/张
        unit = unit._replace(reading=replace(unit.reading, code=leading.code + slash + per))
    if unit:
        return quantity_of(numeral, unit, "quantity")
    if header := bracketed_unit(text, numeral.start):
        return _headed(numeral, *header)
    if rate := per_unit(text, numeral.end):
        return quantity_of(numeral, rate, "number.per")
    unknown = None if numeral.chinese else unknown_unit(text, numeral.end)
    if unknown is None:
        return quantity_of(numeral, None, "number.bare")
    return quantity_of(numeral, Attached(unknown, unknown.end), "quantity.unknown_unit", (Flag.UNKNOWN_UNIT,))


def _of_formula(numeral: Numeral, unit: Attached) -> Quantity:
    if not unit.reading.text:
        return quantity_of(numeral, None, "number.bare")
    if unit.reading.kind is QuantityKind.OTHER and unit.reading.code == "1":
        return quantity_of(numeral, unit, "quantity.unknown_unit", (Flag.UNKNOWN_UNIT,))
    return quantity_of(numeral, unit, "quantity")


def _headed(numeral: Numeral, unit: UnitReading, scale: Decimal) -> Quantity:
    """Give a number the unit of the brackets before it, which are no part of it."""
    factor = unit.factor * (scale if numeral.scale == 1 else 1)
    quantity = quantity_of(numeral, None, "quantity.headed", (Flag.UNIT_FROM_HEADER,))
    ends = (None if end is None else end * factor for end in (numeral.low, numeral.high))
    low, high = ends
    told = scale if numeral.scale == 1 else numeral.scale
    return quantity._replace(low=low, high=high, unit=replace(unit, start=0, end=0), scale=told)


def _accounted(text: str, numeral: Numeral) -> Quantity | None:
    """Read `(100)万元` and `(8.25)%`, negative as accountants print it; (1)元 is a marker before a word."""
    close = _ACCOUNT.match(text, numeral.end) if text[numeral.start - 1 : numeral.start] == "(" else None
    if close is None or numeral.low is None:
        return None
    unit, scale = _money(text, close.end())
    if unit is None and (share := attach(text, close.end())) and share.reading.code == "%":
        unit = share
    if unit is None or (unit.end == close.end() + 1 and numeral.low == numeral.low.to_integral_value() and scale == 1):
        return None
    number = Numeral(numeral.start - 1, close.end(), -numeral.low * scale, -numeral.low * scale, numeral.form)
    return quantity_of(number, unit, "quantity.accounting")


def _bracketed(numerals: Numerals, span: Quantity) -> Quantity:
    """Read (1.35±0.05)万吨 and (5.7~6.4)×10⁹/L: scale, power and unit stand behind the brackets around both numbers."""
    text = numerals.text
    close = _ACCOUNT.match(text, span.end) if text[span.start - 1 : span.start] == "(" else None
    if close is None or span.low is None or span.high is None or span.unit.text:
        return span
    times = _POWER_BEHIND.match(text, close.end())
    power = numerals.at(times.end()) if times else None
    if power and power.low and power.form is Form.POWER:
        end, factor = power.end, power.low
    elif "±" in text[span.start : span.end]:
        word = scale_word(text, close.end())
        end, factor = word.end, worth(word.parts) if word.parts else Decimal(1)
    else:
        return span
    unit = attach(text, end) or per_unit(text, end)
    if unit is None:
        return span
    factor *= unit.reading.factor
    return span._replace(
        start=span.start - 1,
        end=unit.end,
        value_start=span.start - 1,
        value_end=end,
        low=span.low * factor,
        high=span.high * factor,
        unit=unit.reading,
        rule="quantity.range",
    )


def _money(text: str, position: int) -> tuple[Attached | None, Decimal]:
    word = scale_word(text, position)
    scale = worth(word.parts) if word.parts else Decimal(1)
    unit = attach(text, word.end)
    return (unit if unit and unit.reading.kind is QuantityKind.CURRENCY else None), scale


def _signed(text: str, quantity: Quantity) -> Quantity:
    """Give a quantity the sign before it."""
    start = quantity.start
    before = text[max(0, start - _SIGN_WINDOW) : start]
    if before.rstrip()[-1:] not in _SIGNS:
        return quantity
    match = _NEGATIVE.search(before)
    change = quantity.unit.code in _CHANGE_UNITS and _CHANGED_BY.search(before)
    if (
        match is None
        and (minus := _MINUS.search(before))
        and (change or not _NO_MINUS.search(before) or _COLUMNS.search(before))
    ):
        # `- 5 吨` at the start of an item, and - 5 家 anywhere, is a bullet; alone on its line it is a sign
        first = minus.start() == 0 and start <= len(before)
        spaced = minus[0] != "-" and (first or bool(quantity.unit.classifier))
        match = None if spaced and quantity.value_end < len(text) else minus
    if match is None and (plus := change or _PLUS.search(before)):
        start -= len(before) - before.index("+", plus.start())
        return quantity._replace(start=start, value_start=start)
    if match is None or quantity.low is None or quantity.high is None:
        return quantity
    start -= len(match[0])
    return quantity._replace(start=start, value_start=start, low=-quantity.high, high=-quantity.low)
