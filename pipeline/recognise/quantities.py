"""Numbers with their units: single, ranges, products and compounds.

The readers are tried in the order of `_READERS` at every numeral that no exclusion rule has taken; the first that
reads something wins. What none reads is left to `residue`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from pipeline.lexicon.reporting import reporting
from pipeline.model import Bound, Flag, Mention, QuantityKind, Span, UnitReading
from pipeline.recognise.attach import COUNT, Attached, attach, begins_unit, leading_unit, unknown_unit
from pipeline.recognise.bounds import read_bound, strictest
from pipeline.recognise.numerals import DIGITS, Number, read_malformed, read_number
from pipeline.recognise.ratios import read_ratio

# 35%~46%, 四至五桶, 10 ～ 300 元, 5 万元至 300 万元; the dash of a year range is a date's and never comes here
_TO = regex.compile(r"\s*(?:-{1,2}|~{1,2}|—{1,2}|至|到|−)\s*(?:[约近]\s*)?")
_SIGN = regex.compile(r"[-−负](?=[\d.])")
_BEGINS = regex.compile(r"[-−负]?[\d.一二两俩三四五六七八九十百千万亿几数半零]")
_BETWEEN = regex.compile(r"\s*(?:和|与|及|至|到|-|~|—)\s*")
_TIMES = regex.compile(r"\s?[×xX*]\s?(\d{1,4})(?![\d.×xX*])(?:\s?(?:台|组|座|套))?")
_TIMES_BEFORE = regex.compile(r"(?<![\d.×xX*A-Za-z])(\d{1,4})\s?[×xX*]\s?(?=\d)")
_PLUS_MINUS = regex.compile(r"\s?(?:±|\+/-)\s?")
_NEGATIVE = regex.compile(r"(?:(?<![\p{Han}])负|(?<=[为至到达是，、(:：])负|负|零下)\s?$")
_MINUS = regex.compile(r"[-−]\s?$")
_NO_MINUS = regex.compile(r"(?:[\d%℃°)）A-Za-z]|\d\s?\p{Han}{1,4}|[年月日号时])\s?[-−]\s?$")
_HALF_BEHIND = regex.compile(r"\s?半(?!年|个|天|月|小时|径|数|导|径|成|价|球)(?:钟)?")
_AND = regex.compile(r"\s?(?:零|又|、(?=\d+\s?分))?\s?")
_LAST_DIGIT = regex.compile(r"(零?)([一二三四五六七八九])(?![一二三四五六七八九十百千万亿点成分半个])")
_SECONDS = {"s": Decimal(1), "min": Decimal(60), "h": Decimal(3600), "d": Decimal(86400), "wk": Decimal(604800)}
_MONTHS = {"mo": Decimal(1), "a": Decimal(12)}
_COLLOQUIAL = frozenset("块蚊米毛毫角")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, before the words around it are read."""

    start: int
    end: int
    value_start: int
    value_end: int
    low: Decimal | None
    high: Decimal | None
    unit: UnitReading
    bound: Bound
    rule: str
    flags: tuple[Flag, ...] = ()
    scale: Decimal = Decimal(1)


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
    around = read_bound(
        text, quantity.start, quantity.end, duration=quantity.unit.kind is QuantityKind.TIME
    )
    return Mention(
        Span(quantity.start, quantity.end),
        Span(quantity.value_start, quantity.value_end),
        quantity.low,
        quantity.high,
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
    return _quantity(number, unit, "number.malformed", flags=(Flag.MALFORMED_NUMBER,))


def _ratio(text: str, start: int, _taken: bytes | bytearray) -> Quantity | None:
    ratio = read_ratio(text, start)
    if ratio is None:
        return None
    kind = QuantityKind.DIMENSIONLESS_RATIO
    if not ratio.percent and (unit := attach(text, ratio.end)) and not unit.reading.classifier:  # 四分之一公升
        return Quantity(
            start, unit.end, start, ratio.end, ratio.low, ratio.high, unit.reading, ratio.bound, ratio.rule
        )
    unit_reading = UnitReading("%" if ratio.percent else "1", ratio.unit_text, kind)
    return Quantity(start, ratio.end, start, ratio.end, ratio.low, ratio.high, unit_reading, ratio.bound, ratio.rule)


# 半年, 半小时, 半个月; 个半小时, 年半 with their one left out
_ONE_AND_HALF = regex.compile(r"(?<![\p{N}一二两三四五六七八九十百千几数整每本\s])(?:个|年|分)$")


def _half(text: str, start: int, _taken: bytes | bytearray) -> Quantity | None:
    if text[start] != "半":
        return None
    value = Decimal("0.5")
    before = _ONE_AND_HALF.search(text, 0, start)
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
    return _scaled(Number(begin, start + 1, value, value, Bound.EXACT), unit, "number.half", begin)


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
    product = _product_before(text, number)
    if product:
        return product
    if not upper:
        number = _signed(text, number)
    leading = leading_unit(text, number.start)
    hint = leading.kind if leading and leading.kind is QuantityKind.TEMPERATURE else None
    unit = attach(text, number.end, before=text[max(0, number.start - 12) : number.start], hint=hint)
    if leading and unit is None:
        unit = Attached(leading, number.end)
    elif leading and unit and unit.reading.kind is leading.kind:
        unit = replace(unit, reading=replace(unit.reading, code=leading.code))
    if unit is None:
        unknown = None if number.chinese else unknown_unit(text, number.end)
        if unknown is None:
            return _quantity(number, None, "number.bare")
        attached = Attached(unknown, unknown.end)
        return replace(_scaled(number, attached, "quantity.unknown_unit"), flags=(Flag.UNKNOWN_UNIT,))
    quantity = _scaled(number, unit, "quantity")
    return _times(text, quantity) or _compound(text, quantity)


def _signed(text: str, number: Number) -> Number:
    before = text[max(0, number.start - 8) : number.start]
    match = _NEGATIVE.search(before)
    if match is None and (minus := _MINUS.search(before)) and not _NO_MINUS.search(before):
        # `- 5 吨` at the start of an item is a bullet; alone on its line it is a sign
        spaced = minus[0] != "-" and minus.start() == 0 and number.start <= len(before)
        match = None if spaced and number.end < len(text) else minus
    if match is None or number.low is None or number.high is None:
        return number
    return replace(number, start=number.start - len(match[0]), low=-number.high, high=-number.low)


def _range(text: str, first: Quantity, taken: bytes | bytearray) -> Quantity | None:
    """Read `first` as the lower end of a range, or return None."""
    plus_minus = _PLUS_MINUS.match(text, first.end)
    connector = plus_minus or _TO.match(text, first.end)
    if connector is None and regex.search(r"介于\s?$", text[max(0, first.start - 4) : first.start]):
        connector = _BETWEEN.match(text, first.end)
    if connector is None or connector.end() >= len(text) or not _BEGINS.match(text, connector.end()):
        return None
    sign = _SIGN.match(text, connector.end())
    second = _single(text, sign.end() if sign else connector.end(), taken, upper=True)
    if second is None or first.low is None or second.low is None or second.high is None:
        return None
    if sign:
        second = replace(second, low=-second.high, high=-second.low)
    bare = not first.unit.text and first.rule == "number.bare"
    if not (bare or not second.unit.text or _comparable(first.unit, second.unit)):
        return None
    unit = second.unit if second.unit.text else first.unit
    low, high = _ends(text, first, second) if not plus_minus else (first.low - second.high, first.low + second.high)
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
        worth = _worth(first.unit, second.unit) if differs else None
        return (low * worth / first.unit.factor if worth else low), high
    low *= second.unit.factor
    scale = second.scale
    tail = text[second.start : second.value_end].lstrip("一二两三四五六七八九")
    if text[second.start] in DIGITS and first.value_end - first.value_start == 1 and tail:
        scale = high / second.unit.factor / DIGITS[text[second.start]]
    if first.scale == 1 and scale > 1 and low * scale <= high:
        return low * scale, high
    return low, high


def _comparable(first: UnitReading, second: UnitReading) -> bool:
    return first.code == second.code or (first.kind is second.kind and first.kind is not QuantityKind.COUNT)


def _product_before(text: str, number: Number) -> Quantity | None:
    # 2×600 兆瓦 is one claim of 1200, quoted whole
    match = regex.compile(r"\s?[×xX*]\s?").match(text, number.end)
    if match is None or number.chinese or number.low is None:
        return None
    second = read_number(text, match.end(), begins_unit) if match.end() < len(text) and text[match.end()].isdigit() else None
    unit = second and attach(text, second.end)
    if second is None or unit is None or second.low is None or unit.reading.kind is QuantityKind.LENGTH:
        return None
    value = number.low * second.low
    product = Number(number.start, second.end, value, value, Bound.EXACT)
    return _scaled(product, unit, "quantity.product")


def _times(text: str, quantity: Quantity) -> Quantity | None:
    # 9 MW×2 is one claim of 18, quoted whole
    match = _TIMES.match(text, quantity.end)
    if match is None or quantity.low is None or quantity.high is None or quantity.unit.kind is QuantityKind.LENGTH:
        return None
    factor = Decimal(match[1])
    end = match.end(1)
    return replace(
        quantity, end=end, low=quantity.low * factor, high=quantity.high * factor, rule="quantity.product"
    )


def _compound(text: str, quantity: Quantity) -> Quantity:
    """Add the smaller parts that follow: 3 元 5 角, 2 小时 30 分, 三斤半, 五块二."""
    low = quantity.low
    if low is None or quantity.unit.per_time or quantity.unit.classifier:
        return quantity
    half = _HALF_BEHIND.match(text, quantity.end)
    if half:
        part = quantity.unit.factor / 2
        return replace(quantity, end=half.end(), low=low + part, high=low + part, rule="quantity.compound")
    at = _AND.match(text, quantity.end).end()  # type: ignore[union-attr]  # an optional pattern always matches
    smaller = read_number(text, at, begins_unit) if at < len(text) and (text[at].isdigit() or text[at] in DIGITS or text[at] in "十") else None
    if smaller is not None and smaller.low is not None:
        unit = attach(text, smaller.end, hint=quantity.unit.kind)
        worth = unit and _worth(unit.reading, quantity.unit)
        if unit and worth and worth * smaller.low < quantity.unit.factor:
            total = low + worth * smaller.low
            larger = replace(quantity, end=unit.end, low=total, high=total, rule="quantity.compound")
            finer = _compound(text, replace(larger, unit=replace(larger.unit, factor=worth)))
            return replace(finer, unit=quantity.unit)
    last = _LAST_DIGIT.match(text, quantity.end)
    if last and text[quantity.end - 1] in _COLLOQUIAL:
        part = quantity.unit.factor * DIGITS[last[2]] / (100 if last[1] else 10)
        return replace(quantity, end=last.end(), low=low + part, high=low + part, rule="quantity.compound")
    return quantity


def _worth(small: UnitReading, large: UnitReading) -> Decimal | None:
    """What one of the smaller unit is in the code of the larger, where both have one dimension."""
    if small.code == large.code:
        return small.factor
    if small.code in _SECONDS and large.code in _SECONDS:
        return _SECONDS[small.code] / _SECONDS[large.code]
    if small.code in _MONTHS and large.code in _MONTHS:
        return _MONTHS[small.code] / _MONTHS[large.code]
    small_report, large_report = reporting(small), reporting(large)
    if small.kind is not large.kind or small_report is None or large_report is None or small_report[1] != large_report[1]:
        return None
    return small_report[0] * small.factor / large_report[0]


def _scaled(number: Number, unit: Attached, rule: str, start: int | None = None) -> Quantity:
    factor = unit.reading.factor * unit.multiple
    low = None if number.low is None else number.low * factor + unit.addition
    high = None if number.high is None else number.high * factor + unit.addition
    bound = strictest(number.bound, unit.bound)
    begin = number.start if start is None else start
    return Quantity(
        begin, unit.end, begin, number.end, low, high, unit.reading, bound, rule, scale=number.scale
    )


def _quantity(number: Number, unit: Attached | None, rule: str, flags: tuple[Flag, ...] = ()) -> Quantity:
    if unit:
        return replace(_scaled(number, unit, rule), flags=flags)
    return Quantity(
        number.start, number.end, number.start, number.end, number.low, number.high, COUNT, number.bound, rule, flags, number.scale
    )


_READERS: tuple[Reader, ...] = (_malformed, _ratio, _half, _plain)
