"""The fields of a claim that a reviewer can correct, what is possible in each, and what follows from them."""

import re
import sys
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pipeline.lexicon.reporting import reporting
from pipeline.lexicon.units import SUBSTANCE, kind_of
from pipeline.model import Aggregation, Bound, Direction, QuantityKind, Status, Subject, Topic, UnitReading

CHOICES: dict[str, tuple[str, ...]] = {
    "bound": tuple(Bound),
    "direction": tuple(Direction),
    "status": tuple(Status),
    "topic": tuple(Topic),
    "subject": tuple(Subject),
    "aggregation": tuple(Aggregation),
}
NUMBERS = ("low", "high")
TIMES = ("period", "baseline")
WORDS = ("metric", "indicator")
READING = (*NUMBERS, "unit", *CHOICES, *WORDS, *TIMES)
DEFAULTS = {
    "bound": Bound.EXACT,
    "direction": Direction.NONE,
    "status": Status.ACTUAL,
    "topic": Topic.OTHER,
    "subject": Subject.OWN,
    "aggregation": Aggregation.LEVEL,
}

_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
_EDTF = re.compile(rf"{_DAY}|{_DAY}/{_DAY}|{_DAY}/\.\.|\.\./{_DAY}")
_SUBSTANCES = {"{CO2}": "CO2", "{CO2e}": "CO2e", "{sce}": "sce"}
_PER_TIME = re.compile(r"/(?:\((?P<counted>[1-9]\d*\.(?:a|mo|wk|d|h|min|s))\)|(?P<one>a|mo|wk|d|h|min|s))(?=/|$)")


def corrected_fields(reading: Mapping[str, Any], correction: Mapping[str, Any]) -> dict[str, Any]:
    """A whole reading: the machine's, or the defaults where there is none, with the reviewer's fields in it."""
    nothing = dict.fromkeys(READING) | DEFAULTS
    return nothing | dict(reading) | dict(correction)


def broken_rule(fields: Mapping[str, Any]) -> str | None:
    """What is impossible about a reading, or None.

    >>> broken_rule(corrected_fields({}, {"low": 5, "high": 3, "unit": "t"}))
    'low is not more than high'
    """
    unknown = set(fields) - set(READING) - {"quote"}
    numbers = [fields[name] for name in NUMBERS if fields[name] is not None]
    choices = (name for name, codes in CHOICES.items() if fields[name] not in codes)
    times = (name for name in TIMES if fields[name] is not None and not _matches(_EDTF, fields[name]))
    rules = (
        (unknown, f"{', '.join(sorted(unknown))} can not be corrected"),
        (not all(is_number(number) for number in numbers), "low and high are finite numbers or null"),
        (len(numbers) == 1, "low and high are both given or both null"),
        (not _matches(re.compile(r"\S+"), fields["unit"]), "unit is a code without white space"),
        *((True, f"{name} is one of {', '.join(CHOICES[name])}") for name in choices),
        *((True, f"{name} is a time in EDTF, such as 2020, 2020-11, ../2020 or 2018/2020") for name in times),
        *((not _is_words(fields[name]), f"{name} is null or a text") for name in WORDS),
        (not _is_words(fields.get("quote")), "quote is the numeral as written, or what stands around it"),
    )
    problem = next((message for broken, message in rules if broken), None)
    if problem is None and numbers and numbers[0] > numbers[-1]:
        return "low is not more than high"
    return problem


def is_number(value: Any) -> bool:
    """Tells whether a value of JSON is a number that a column can hold."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max


def _is_words(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value != "")


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def derived(low: float | None, high: float | None, unit: str, kind: QuantityKind | None = None) -> dict[str, Any]:
    """The columns of a claim that follow from its number and unit.

    Args:
        low: Smallest value.
        high: Largest value.
        unit: Code of the unit.
        kind: Its dimension where that is known; a bare `1` can be a count or a ratio.

    >>> found = derived(500, 500, "kg{CO2}/a")
    >>> found["norm_low"], found["norm_unit"], found["substance"], found["per_time"], found["quantity_kind"]
    (0.5, 't{CO2}/a', 'CO2', 'a', 'Mass')
    """
    numerator = unit.partition("/")[0]
    kind = kind or kind_of(unit)
    substance = SUBSTANCE.search(numerator)
    per_time = _PER_TIME.search(unit)
    norm = reporting(UnitReading(unit, "", kind))
    columns: dict[str, Any] = {
        "quantity_kind": kind.value,
        "substance": _SUBSTANCES.get(substance[0]) if substance else None,
        "per_time": (per_time["counted"] or per_time["one"]) if per_time else None,
        "norm_low": None,
        "norm_high": None,
        "norm_unit": None,
    }
    if norm is not None and low is not None and high is not None:
        factor, code = norm
        values = {"norm_low": low, "norm_high": high}
        columns |= {name: float(Decimal(str(value)) * factor) for name, value in values.items()} | {"norm_unit": code}
    return columns
