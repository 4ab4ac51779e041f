"""What numeral characters are worth, and what a chain of them is worth together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "两": 2,
    "俩": 2,
    "参": 3,
    "仨": 3,
    "○": 0,
}
TENS = {"廿": 20, "卅": 30, "卌": 40}
SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
MYRIAD = 10**4
_HUNDRED = 100
_TEN = 10


class Digit(NamedTuple):
    """A number before a scale word, or the last one of a chain: 三, 12, or both ends of 七八.

    Attributes:
        low: Its value, or that of the lower of a pair.
        high: Its value, or that of the higher.
        short: Whether it counts the next lower scale where it ends a chain: 三百五 is 350, but 1 万 600 is 10600.
    """

    low: Decimal
    high: Decimal
    short: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale word."""

    value: int


@dataclass(frozen=True, slots=True)
class Zero:
    """零 inside a chain: what follows it counts by itself, 三百零五."""


Part = Digit | Scale | Zero
ZERO = Zero()


def worth(parts: Sequence[Part], *, high: bool = False) -> Decimal:
    """Value of a chain: each scale word multiplies what stands before it, the largest first.

    Args:
        parts: The parts in order.
        high: Whether the higher end of a pair (七八) counts.
    """
    scales = [part.value if isinstance(part, Scale) else 0 for part in parts]
    scale = max(scales, default=0)
    if not scale:
        return sum([_end(part, high=high) for part in parts if isinstance(part, Digit)], Decimal(0))
    at = scales.index(scale)
    before, behind = parts[:at], parts[at + 1 :]
    counted = any(not isinstance(part, Zero) for part in before)
    value = (worth(before, high=high) if counted else Decimal(1)) * scale
    if len(behind) == 1 and isinstance(last := behind[0], Digit) and last.short and scale >= _HUNDRED:
        return value + _end(last, high=high) * scale / _TEN
    return value + worth(behind, high=high)


def _end(digit: Digit, *, high: bool) -> Decimal:
    return digit.high if high else digit.low


def positional(run: str) -> str:
    """Write a run of Chinese or Arabic digits in ASCII: 二〇二〇 is 2020."""
    return "".join(character if character in "0123456789" else str(DIGITS[character]) for character in run)
