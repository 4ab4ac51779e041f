"""What a printed number can stand for: an interval, half a unit of its last digit to either side."""

import math
from dataclasses import dataclass

_SWAPPED = 2  # digits that change places
SLACK = 1e-9  # relative: the rounding of float64, far below any printed digit


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`."""

    low: float
    high: float

    def __add__(self, other: "Interval") -> "Interval":
        """The sum of any two values."""
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        """The difference of any two values."""
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, factor: float) -> "Interval":
        """All values times a positive number."""
        return Interval(self.low * factor, self.high * factor)

    def over(self, other: "Interval") -> "Interval | None":
        """The quotient of any two positive values; None where the divisor may be nothing."""
        if other.low <= 0 or self.low < 0:
            return None
        return Interval(self.low / other.high, self.high / other.low)

    def meets(self, other: "Interval") -> bool:
        """Whether some value is in both."""
        slack = SLACK * max(
            abs(value) for value in (self.low, self.high, other.low, other.high) if math.isfinite(value)
        )
        return self.low <= other.high + slack and other.low <= self.high + slack


def misprinted(one: float, other: float) -> bool:
    """Whether two numbers are apart by one digit, or by two digits that changed places.

    >>> misprinted(414.9, 441.9), misprinted(780852, 790852), misprinted(414.9, 520.1), misprinted(415, 4150)
    (True, True, False, False)
    """
    if one <= 0 or other <= 0:
        return False
    first, second = (f"{value:.10g}".replace(".", "") for value in (one, other))
    scale = [len(f"{value:.10g}".partition(".")[0]) for value in (one, other)]
    width = max(len(first), len(second))
    first, second = first.ljust(width, "0"), second.ljust(width, "0")
    apart = [index for index in range(width) if first[index] != second[index]]
    if scale[0] != scale[1] or not 1 <= len(apart) <= _SWAPPED:
        return False
    if len(apart) == 1:
        return True
    left, right = apart
    return right == left + 1 and (first[left], first[right]) == (second[right], second[left])


def printed(low: float, high: float, digits: str, bound: str) -> Interval:
    """The interval of a number as printed.

    Args:
        low: Smallest value as read.
        high: Largest value as read.
        digits: The number as written: its last digit says how exact it is.
        bound: `exact`, `approx`, `at_least` or `at_most`.

    >>> printed(988.81, 988.81, "988.81", "exact")
    Interval(low=988.805, high=988.8149999999999)
    >>> printed(12e4, 12e4, "12 万", "at_least").high
    inf
    """
    half = _step(low, digits) / 2
    if bound == "approx":
        half = max(half, 0.05 * abs(high))
    return Interval(
        -math.inf if bound == "at_most" else low - half,
        math.inf if bound == "at_least" else high + half,
    )


def _step(value: float, digits: str) -> float:
    """One unit of the last digit: of 5000 the thousands, of 5292 the ones, of 2.50 万 the hundreds."""
    plain = "".join(character for character in digits if character.isdigit() or character == ".").strip(".")
    try:
        number = float(plain)
    except ValueError:
        return 0.0
    if not number or not value:
        return 0.0
    decimals = len(plain.partition(".")[2])
    if decimals:
        step = 10.0**-decimals
    else:
        zeros = len(plain) - len(plain.rstrip("0"))
        significant = len(plain) - zeros
        step = 10.0 ** (zeros if significant == 1 else 0)
    return abs(value) / number * step
