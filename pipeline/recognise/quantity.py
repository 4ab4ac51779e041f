"""A numeral put together with its unit."""

from decimal import Decimal
from typing import NamedTuple

from pipeline.model import Bound, Flag, UnitReading
from pipeline.recognise.attach import COUNT, Attached
from pipeline.recognise.bounds import strictest
from pipeline.recognise.numerals import Numeral


class Quantity(NamedTuple):
    """A number with its unit, before the words around it are read.

    Attributes:
        start: Offset of the sign, the first digit or a unit named before it.
        end: Offset behind number and unit.
        value_start: Offset of the number.
        value_end: Offset behind the number.
        low: Smallest value in the unit's code; None for a malformed number.
        high: Largest value.
        unit: The unit.
        bound: What the words between number and unit say.
        rule: Id of the rule that read it.
        flags: Reasons to look twice.
        scale: Product of the scale words that a range or list may share.
        chinese: Whether its number is written in Chinese numerals.
    """

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
    chinese: bool = False


def quantity_of(number: Numeral, unit: Attached | None, rule: str, flags: tuple[Flag, ...] = ()) -> Quantity:
    """Put a number and its unit together; without a unit it counts."""
    reading = unit.reading if unit else COUNT
    addition = unit.addition if unit else Decimal(0)
    return Quantity(
        number.start,
        unit.end if unit else number.end,
        number.start,
        number.end,
        None if number.low is None else number.low * reading.factor + addition,
        None if number.high is None else number.high * reading.factor + addition,
        reading,
        strictest(number.bound, unit.bound) if unit else number.bound,
        rule,
        flags,
        number.scale,
        number.chinese,
    )
