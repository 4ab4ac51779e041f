"""Two numbers that are the ends of one quantity: 35%~46%, 20-30 万, 七千到九千亿元, 1.35±0.05 万吨."""

from collections.abc import Callable
from decimal import Decimal

import regex

from pipeline.lexicon.patterns import phrasing
from pipeline.model import QuantityKind, UnitReading
from pipeline.recognise.bounds import strictest
from pipeline.recognise.compounds import worth
from pipeline.recognise.digits import DIGITS, SCALES
from pipeline.recognise.numerals import Numeral, Numerals
from pipeline.recognise.quantity import Quantity
from pipeline.recognise.trie import following

# 35%~46%, 四至五桶, 5 万元至 300 万元, 1 万(含)-5 万; the dash of a year range is a date's
_TO = regex.compile(r"\s*(?:\(含\)\s*)?(?:-{1,2}|~{1,2}|—{1,2}|\\sim|至|到|−)\s*(?:[约近]\s*)?")
_UP_TO = frozenset("至到")
_SIGN = regex.compile(r"[-−负+＋]|零下\s?")  # 5℃ to -3℃, -0.3 ~ +2.3℃
_CONNECTORS = frozenset("±\\+(-~—至到−和与及 ")
_GAP = regex.compile(r"\s+[-−]")
_INTERVAL = regex.compile(r"介于\s?$")
_BETWEEN = regex.compile(r"\s*(?:和|与|及|至|到|-|~|—)\s*")
_ENDS_BETWEEN = regex.compile(r"\s?之间")
_PLUS_MINUS = regex.compile(r"\s?(?:±|\+/-|\\pm)\s?")
# 由 1.38 下降 0.13 至 1.25: a start, a change and an end
_CHANGE_BETWEEN = regex.compile(
    r"[由从自][^，。；]{0,12}\d[^，。；]{0,8}(?:下降|降低|减少|上升|提高|提升|增加|增长|上涨|下跌|回落)了?\s?$"
)
_CHANGE_WINDOW = 36
_CHANGED, _RATE_CHANGED = phrasing("number.changed_before"), phrasing("number.rate_changed")
_LED_FAR = 5  # times that a level is at least as high as the change that led to it
_DATE_BEHIND = regex.compile(r"\s?[年月日]")
_ONE_DIGIT = regex.compile(r"[一二两三四五六七八九]([十百千拾佰仟])$")

Reader = Callable[[Numerals, Numeral], Quantity]


def range_of(numerals: Numerals, first: Quantity, read: Reader) -> Quantity | None:
    """Read a quantity as the lower end of a range, or return None.

    Args:
        numerals: The numerals of the text.
        first: The quantity.
        read: Reads the quantity at the numeral that would be the upper end.
    """
    text = numerals.text
    if following(text, first.end) not in _CONNECTORS:
        return None
    plus_minus = _PLUS_MINUS.match(text, first.end)
    connector = plus_minus or _TO.match(text, first.end)
    between = None if connector else _BETWEEN.match(text, first.end)
    joint = connector or between
    if joint is None or first.low is None:
        return None
    if text[first.start] == "+" and joint[0].strip() in _UP_TO:
        return None  # 库存 +5 万吨至 9 万吨: a change and the level it leads to
    if _GAP.fullmatch(joint[0]) and not _rises(numerals, first, joint.end()):
        return None
    sign = _SIGN.match(text, joint.end())
    numeral = numerals.at(sign.end() if sign else joint.end())
    if numeral is None:
        return None
    second = read(numerals, numeral)
    if between and not (
        _ENDS_BETWEEN.match(text, second.end) or _INTERVAL.search(text, max(0, first.start - 4), first.start)
    ):
        return None
    if second.low is None or second.high is None or not _joinable(text, first, second, joint[0].strip()):
        return None
    if sign and sign[0] not in "+＋":
        second = second._replace(low=-second.high, high=-second.low)
    low, high = _plus_minus(first, second) if plus_minus else _ends(text, first, second)
    unit = second.unit if second.unit.text else first.unit
    return Quantity(
        first.start,
        second.end,
        first.start,
        second.value_end,
        min(low, high),
        max(low, high),
        unit,
        strictest(first.bound, second.bound),
        _rule(first, unit),
        scale=second.scale,
        chinese=first.chinese,
    )


def _rises(numerals: Numerals, first: Quantity, position: int) -> bool:
    """Whether 10 -20 万 may be a range: -12.4 -9.8 and 12.4 -9.8 are the figures of two columns."""
    second = numerals.at(position)
    return bool(second and second.low is not None and first.low is not None and 0 <= first.low < second.low)


def _rule(first: Quantity, unit: UnitReading) -> str:
    if first.rule.startswith("ratio."):
        return first.rule
    return "quantity.range" if unit.text else "number.range"


def _joinable(text: str, first: Quantity, second: Quantity, joint: str) -> bool:
    if first.unit.text == "%" and not second.unit.text and joint in _UP_TO:
        return False  # 收跌 1.0% 至 2,764.97: a change and the level it leads to
    bare = not first.unit.text and first.rule == "number.bare"
    if not (bare or not second.unit.text or _comparable(first.unit, second.unit)):
        return False
    if first.rule.startswith("ratio") and not second.rule.startswith("ratio") and _DATE_BEHIND.match(text, second.end):
        return False
    window = max(0, first.start - _CHANGE_WINDOW)
    return not (_CHANGE_BETWEEN.search(text, window, first.start) or _leads_to(text, window, first, second))


def _leads_to(text: str, window: int, first: Quantity, second: Quantity) -> bool:
    """Whether the first is a change and the second what it led to: 毛利率上升 1.7% 至 33.5%, no 成本降低 5% 至 30%."""
    if not first.unit.text or not second.unit.text or first.low is None or second.low is None:
        return False
    changed = _RATE_CHANGED if first.unit.kind is QuantityKind.DIMENSIONLESS_RATIO else _CHANGED
    return second.low >= _LED_FAR * first.low > 0 and changed.search(text, window, first.start) is not None


def _plus_minus(first: Quantity, second: Quantity) -> tuple[Decimal, Decimal]:
    """Give both numbers of 1.35±0.05 万吨 the scale and unit that stand once."""
    low, spread = first.low or Decimal(0), second.high or Decimal(0)
    if not first.unit.text:
        low *= second.unit.factor * (second.scale if first.scale == 1 else 1)
    return low - spread, low + spread


def _ends(text: str, first: Quantity, second: Quantity) -> tuple[Decimal, Decimal]:
    """Give the lower end the scale it shares with the upper one: `20-30 万`, `三至五千`, not `5000-1 万`."""
    low, high = first.low or Decimal(0), second.high or Decimal(0)
    if first.unit.text and second.unit.text:
        differs = first.unit.code != second.unit.code
        value = worth(first.unit, second.unit) if differs else None
        return (low * value / first.unit.factor if value else low), high
    if first.unit.text:
        per_hundred = first.rule == "ratio.per_hundred" and not second.unit.text
        return low, high * _hundredths(first.unit.text) if per_hundred else high
    low *= second.unit.factor
    scale = _shared(text, first, second)
    if first.scale == 1 and scale > 1 and low * scale <= high:
        return low * scale, high
    return low, high


def _hundredths(written: str) -> Decimal:
    return {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}.get(written[:1], Decimal(1))


def _shared(text: str, first: Quantity, second: Quantity) -> Decimal:
    """The scale words of the upper end that hold for the lower one too: 亿 in 七千到九千亿, 千万 in 三到五千万."""
    scale = second.scale
    written = text[second.value_start : second.value_end].rstrip("万亿兆")
    single = first.value_end - first.value_start == 1 and text[first.value_start] in DIGITS
    if single and (small := _ONE_DIGIT.fullmatch(written)):
        scale *= SCALES[small[1]]
    return scale


def _comparable(first: UnitReading, second: UnitReading) -> bool:
    # 下降 4.2 个百分点至 27% goes from a change to a level
    return first.code == second.code or (
        first.kind is second.kind and first.kind not in {QuantityKind.COUNT, QuantityKind.DIMENSIONLESS_RATIO}
    )
