"""One reporting unit per kind, so that tonnes and grams, kilowatt hours and gigajoules can be summed."""

import re
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache

from pipeline.lexicon.unit_types import Report
from pipeline.lexicon.units import SUBSTANCE, compounds, units_by_code
from pipeline.model import QuantityKind, UnitReading

# Kinds whose denominators are brought to the reporting unit as well: g/km to t/km, 元/MWh to CNY/(kW.h).
# A time, a counted thing, a currency and a numbered denominator such as `(100.km2)` stay as the text gives them.
_CONVERTED_DENOMINATORS = frozenset(
    {
        QuantityKind.MASS,
        QuantityKind.ENERGY,
        QuantityKind.POWER,
        QuantityKind.AREA,
        QuantityKind.VOLUME,
        QuantityKind.LENGTH,
    }
)
_FACTORS = re.compile(r"/(\((?:[^()])*\)|[^/]+)")
# 1/3 to more digits than any table holds; terminating fractions are exact.
_EXACT = Context(prec=40)


def reporting(unit: UnitReading) -> tuple[Decimal, str] | None:
    """Give the reporting unit of a unit and the factor to it.

    Substance and denominators are kept, ratios are `%`, currencies stay as they are, counts are `1`.

    Args:
        unit: The unit as read; its `code` and `kind` decide.

    Returns:
        Factor and code of the reporting unit, or None where the kind has none that makes sense.

    >>> reporting(UnitReading("g{CO2e}/a", "gCO2e/年", QuantityKind.MASS))
    (Decimal('0.000001'), 't{CO2e}/a')
    >>> reporting(UnitReading("1", "", QuantityKind.DIMENSIONLESS_RATIO))
    (Decimal('100'), '%')
    """
    if unit.kind is QuantityKind.DIMENSIONLESS_RATIO and unit.code == "1":
        return Decimal(100), "%"
    found = _report(unit.code)
    if found is None:
        return None
    return _EXACT.divide(Decimal(found.factor.numerator), Decimal(found.factor.denominator)), found.code


@cache
def _report(code: str) -> Report | None:
    if code in compounds():
        return compounds()[code].report
    numerator, slash, rest = code.partition("/")
    report = _of_term(numerator)
    if report is None:
        return None
    factor, parts = report.factor, [report.code]
    for denominator in _FACTORS.findall(slash + rest):
        converted = _of_denominator(denominator)
        factor /= converted.factor
        parts.append(converted.code)
    return Report(factor, "/".join(parts))


def _of_term(term: str) -> Report | None:
    """Look a unit up, less its substance: `t{CO2}` is reported as `t` with `{CO2}` behind it."""
    known = units_by_code().get(term)
    if known is not None:
        return known.report
    substance = SUBSTANCE.search(term)
    known = units_by_code().get(term[: substance.start()]) if substance else None
    if substance is None or known is None or known.report is None:
        return None
    return Report(known.report.factor, known.report.code + substance[0])


def _of_denominator(denominator: str) -> Report:
    bare = denominator.removeprefix("(").removesuffix(")")
    unit = units_by_code().get(SUBSTANCE.sub("", bare))
    report = _of_term(bare)
    if unit is None or report is None or unit.kind not in _CONVERTED_DENOMINATORS:
        return Report(Fraction(1), denominator)
    return Report(report.factor, f"({report.code})" if "." in report.code else report.code)
