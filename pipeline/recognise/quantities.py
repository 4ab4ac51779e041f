"""Numbers with their units: single, ranges, products and compounds.

The readers are tried in the order of `_READERS` at every numeral that no exclusion rule has taken; the first that
reads something wins. What none reads is left to `residue`.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import regex

from pipeline.model import Bound, Flag, Mention, QuantityKind, Span, UnitReading
from pipeline.recognise.attach import Attached, attach, begins_unit, leading_unit, unknown_unit
from pipeline.recognise.bounds import read_bound, strictest
from pipeline.recognise.compounds import capacity, compound, product, times, worth
from pipeline.recognise.numerals import DIGITS, Number, read_malformed, read_number
from pipeline.recognise.quantity import Quantity, quantity_of
from pipeline.recognise.ratios import read_ratio

# 35%~46%, 四至五桶, 10 ～ 300 元, 5 万元至 300 万元; the dash of a year range is a date's and never comes here
_TO = regex.compile(r"\s*(?:-{1,2}|~{1,2}|—{1,2}|至|到|−)\s*(?:[约近]\s*)?")
_SIGN = regex.compile(r"(?:[-−负]|零下\s?)(?=[\d.一二三四五六七八九十])")
_BEGINS = regex.compile(r"[-−负]?[\d.一二两俩三四五六七八九十百千万亿几数半零]")
_INTERVAL = regex.compile(r"介于\s?$")
_BETWEEN = regex.compile(r"\s*(?:和|与|及|至|到|-|~|—)\s*")
_PLUS_MINUS = regex.compile(r"\s?(?:±|\+/-)\s?")
_NEGATIVE = regex.compile(
    r"(?:(?<![\p{Han}])负|(?<=[为至到达是，、(:：])负|负|(?<![\p{N}〇零一二两俩三四五六七八九十百千万亿])零下)\s?$"
)
_MINUS = regex.compile(r"[-−]\s?$")
_PLUS = regex.compile(r"^\s*\+\s?$")
_NO_MINUS = regex.compile(r"(?:[\d%℃°)）A-Za-z]|\d\s?\p{Han}{1,4}|[年月日号时])\s?[-−]\s?$")


Reader = Callable[[str, int, bytes | bytearray], Quantity | None]


def read_quantity(text: str, start: int, taken: bytes | bytearray) -> Mention | None:
    """Read the quantity at a numeral.

    Args:
        text: Folded text of a block.
        start: Offset of a numeral.
        taken: For every character of the text, non-zero where an exclusion rule has it.

    Returns:
        The mention with the bound its neighbouring words give, or None where no reader reads one.
    """
    quantity = next((found for reader in _READERS if (found := reader(text, start, taken))), None)
    if quantity is None:
        return None
    ends = sorted(end for end in (quantity.low, quantity.high) if end is not None)  # 千分之9到3 is written backwards
    around = read_bound(text, quantity.start, quantity.end, duration=quantity.unit.kind is QuantityKind.TIME)
    return Mention(
        Span(quantity.start, quantity.end),
        Span(quantity.value_start, quantity.value_end),
        ends[0] if ends else None,
        ends[-1] if ends else None,
        quantity.unit,
        strictest(quantity.bound, around),
        quantity.rule,
        quantity.flags,
        quantity.scale,
    )


def _malformed(text: str, start: int, _taken: bytes | bytearray) -> Quantity | None:
    number = read_malformed(text, start)
    if number is None:
        return None
    unit = attach(text, number.end)
    if unit is None and number.scale == 1:
        return None
    return quantity_of(number, unit, "number.malformed", flags=(Flag.MALFORMED_NUMBER,))


def _ratio(text: str, start: int, _taken: bytes | bytearray) -> Quantity | None:
    ratio = read_ratio(text, start)
    if ratio is None:
        return None
    kind = QuantityKind.DIMENSIONLESS_RATIO
    if not ratio.percent and (unit := attach(text, ratio.end)) and not unit.reading.classifier:  # 四分之一公升
        return Quantity(start, unit.end, start, ratio.end, ratio.low, ratio.high, unit.reading, ratio.bound, ratio.rule)
    unit_reading = UnitReading("%" if ratio.percent else "1", ratio.unit_text, kind)
    return Quantity(start, ratio.end, start, ratio.end, ratio.low, ratio.high, unit_reading, ratio.bound, ratio.rule)


# 半年, 半小时, 半个月; 个半小时, 年半 with their one left out
_ONE_AND_HALF = regex.compile(r"(?<![\p{N}一二两三四五六七八九十百千几数整每本\s])(?:个|年|分)$")


def _half(text: str, start: int, _taken: bytes | bytearray) -> Quantity | None:
    if text[start] != "半":
        return None
    value = Decimal("0.5")
    before = _ONE_AND_HALF.search(text, max(0, start - 1), start)
    begin = start
    unit = attach(text, start + 1)
    if before and (before[0] == "个" or unit is None or text.startswith("钟", start + 1)):
        begin, value = before.start(), Decimal("1.5")
        if before[0] != "个":
            end = start + 1 + (1 if text.startswith("钟", start + 1) else 0)
            base = attach(text, begin, hint=QuantityKind.TIME)
            if base is None:
                return None
            unit = Attached(base.reading, end)
    if unit is None:
        return None
    return quantity_of(Number(begin, start + 1, value, value, Bound.EXACT), unit, "number.half")


def _plain(text: str, start: int, taken: bytes | bytearray) -> Quantity | None:
    first = _single(text, start, taken)
    if first is None:
        return None
    return _range(text, first, taken) or first


def _single(text: str, start: int, taken: bytes | bytearray, *, upper: bool = False) -> Quantity | None:
    """Read one number with its unit, products and smaller parts included; `upper`: it ends a range."""
    number = read_number(text, start, begins_unit)
    if number is None or any(taken[start : number.end]):
        return None
    if multiplied := product(text, number):
        return multiplied
    if not upper:
        number = _signed(text, number)
    leading = leading_unit(text, number.start)
    hint = leading.kind if leading and leading.kind is QuantityKind.TEMPERATURE else None
    unit = attach(text, number.end, before=text[max(0, start - 12) : start], hint=hint)
    if leading and unit is None:
        unit = Attached(leading, number.end)
    elif leading and unit and unit.reading.kind is leading.kind:
        unit = replace(unit, reading=replace(unit.reading, code=leading.code))
    if unit is None:
        unknown = None if number.chinese else unknown_unit(text, number.end)
        if unknown is None:
            return quantity_of(number, None, "number.bare")
        attached = Attached(unknown, unknown.end)
        return quantity_of(number, attached, "quantity.unknown_unit", (Flag.UNKNOWN_UNIT,))
    quantity = quantity_of(number, unit, "quantity")
    return capacity(text, quantity) or times(text, quantity) or compound(text, quantity)


def _signed(text: str, number: Number) -> Number:
    before = text[max(0, number.start - 8) : number.start]
    match = _NEGATIVE.search(before)
    if match is None and (minus := _MINUS.search(before)) and not _NO_MINUS.search(before):
        # `- 5 吨` at the start of an item is a bullet; alone on its line it is a sign
        spaced = minus[0] != "-" and minus.start() == 0 and number.start <= len(before)
        match = None if spaced and number.end < len(text) else minus
    if match is None and number.start <= len(before) and (plus := _PLUS.search(before)):
        return replace(number, start=number.start - len(plus[0].lstrip()))  # +14.0% in a column of changes
    if match is None or number.low is None or number.high is None:
        return number
    return replace(number, start=number.start - len(match[0]), low=-number.high, high=-number.low)


def _range(text: str, first: Quantity, taken: bytes | bytearray) -> Quantity | None:
    """Read `first` as the lower end of a range, or return None."""
    plus_minus = _PLUS_MINUS.match(text, first.end)
    connector = plus_minus or _TO.match(text, first.end)
    if connector is None and _INTERVAL.search(text, max(0, first.start - 4), first.start):
        connector = _BETWEEN.match(text, first.end)
    if connector is None or connector.end() >= len(text) or not _BEGINS.match(text, connector.end()):
        return None
    sign = _SIGN.match(text, connector.end())
    second = _single(text, sign.end() if sign else connector.end(), taken, upper=True)
    if second is None or first.low is None or second.low is None or second.high is None:
        return None
    upper = second.high
    if sign:
        upper = -second.low
        second = replace(second, low=-second.high, high=upper)
    bare = not first.unit.text and first.rule == "number.bare"
    if not (bare or not second.unit.text or _comparable(first.unit, second.unit)):
        return None
    unit = second.unit if second.unit.text else first.unit
    low, high = _ends(text, first, second)
    if plus_minus:
        low, high = first.low - upper, first.low + upper
    return Quantity(
        first.start,
        second.end,
        first.start,
        second.value_end,
        min(low, high),
        max(low, high),
        unit,
        strictest(first.bound, second.bound),
        "quantity.range" if unit.text else "number.range",
        scale=second.scale,
    )


def _ends(text: str, first: Quantity, second: Quantity) -> tuple[Decimal, Decimal]:
    """Give the lower end the scale it shares with the upper one: `20-30 万`, `三至五千`, not `5000-1 万`."""
    low, high = first.low or Decimal(0), second.high or Decimal(0)
    if first.unit.text:
        differs = second.unit.text and first.unit.code != second.unit.code
        value = worth(first.unit, second.unit) if differs else None
        return (low * value / first.unit.factor if value else low), high
    low *= second.unit.factor
    scale = second.scale
    tail = text[second.start : second.value_end].lstrip("一二两三四五六七八九")
    if DIGITS.get(text[second.start]) and first.value_end - first.value_start == 1 and tail:
        scale = high / second.unit.factor / DIGITS[text[second.start]]
    if first.scale == 1 and scale > 1 and low * scale <= high:
        return low * scale, high
    return low, high


def _comparable(first: UnitReading, second: UnitReading) -> bool:
    # 下降 4.2 个百分点至 27% goes from a change to a level
    return first.code == second.code or (
        first.kind is second.kind and first.kind not in {QuantityKind.COUNT, QuantityKind.DIMENSIONLESS_RATIO}
    )


_READERS: tuple[Reader, ...] = (_malformed, _ratio, _half, _plain)
