import math
from decimal import Decimal

import pytest
from ucumvert import PintUcumRegistry

from pipeline.lexicon.reporting import reporting
from pipeline.lexicon.units import unit_records
from pipeline.model import QuantityKind, UnitReading


def _reported(code: str, kind: QuantityKind = QuantityKind.OTHER) -> tuple[Decimal, str] | None:
    return reporting(UnitReading(code, "", kind))


@pytest.mark.parametrize(
    ("code", "factor", "reported"),
    [
        *[("t", "1", "t"), ("kg", "0.001", "t"), ("g{CO2e}", "0.000001", "t{CO2e}"), ("t{CO2}/a", "1", "t{CO2}/a")],
        *[("[jin_cn]", "0.0005", "t"), ("[liang_cn]", "0.00005", "t"), ("kg{sce}/t", "0.001", "t{sce}/t")],
        *[
            ("kW.h/a", "1", "kW.h/a"),
            ("MW.h", "1000", "kW.h"),
            ("TW.h", "1000000000", "kW.h"),
            ("W.h", "0.001", "kW.h"),
        ],
        *[("GW", "1000000", "kW"), ("[RT]", "3.516853", "kW"), ("kV.A", "1", "kV.A"), ("MV.A", "1000", "kV.A")],
        *[("hm2", "10000", "m2"), ("km2", "1000000", "m2"), ("cm2", "0.0001", "m2"), ("kW.h/m2/a", "1", "kW.h/m2/a")],
        *[("L", "0.001", "m3"), ("cm3", "0.000001", "m3"), ("m", "0.001", "km"), ("[li_cn]", "0.5", "km")],
        *[("%", "1", "%"), ("{pp}", "1", "{pp}"), ("{bp}", "0.01", "{pp}"), ("{x}", "1", "{x}")],
        *[
            ("CNY", "1", "CNY"),
            ("USD/a", "1", "USD/a"),
            ("CNY/{车}/a", "1", "CNY/{车}/a"),
            ("CNY/(3.mo)", "1", "CNY/(3.mo)"),
        ],
        *[("1", "1", "1"), ("1/a", "1", "1/a"), ("1/{人}", "1", "1/{人}")],
        # denominators that are measured are brought to their reporting unit too
        *[
            ("g{sce}/(kW.h)", "0.000001", "t{sce}/(kW.h)"),
            ("CNY/(MW.h)", "0.001", "CNY/(kW.h)"),
            ("g/km", "0.000001", "t/km"),
        ],
        *[("kg/[mu]", "0.0000015", "t/m2"), ("CNY/L", "1000", "CNY/m3"), ("CNY/t{CO2}", "1", "CNY/t{CO2}")],
        # denominators with a number of their own, or of several factors, stay
        *[("km/(100.km2)", "1", "km/(100.km2)"), ("t{sce}/(10000.CNY)", "1", "t{sce}/(10000.CNY)")],
        *[("L/(100.km)", "0.001", "m3/(100.km)"), ("W/(m2.K)", "0.001", "kW/(m2.K)")],
        *[("ug/m3", "0.001", "mg/m3"), ("mg/L", "1000", "mg/m3"), ("m/s", "3.6", "km/h"), ("km/h", "1", "km/h")],
    ],
)
def test_reporting_unit(code: str, factor: str, reported: str) -> None:
    assert _reported(code) == (Decimal(factor), reported)


@pytest.mark.parametrize(("code", "value"), [("[mu]", 2000 / 3), ("GJ", 1000 / 3.6), ("kcal", 4.184 / 3600)])
def test_a_factor_without_end_has_forty_digits(code: str, value: float) -> None:
    found = _reported(code)
    assert found is not None
    assert math.isclose(float(found[0]), value, rel_tol=1e-15)
    assert len(found[0].as_tuple().digits) == 40


@pytest.mark.parametrize("code", ["mo", "min", "[degF]", "[HP]", "nobody/knows", "{鱼}"])
def test_no_reporting_unit_makes_sense(code: str) -> None:
    assert _reported(code) is None


def test_a_fraction_is_reported_in_percent_and_a_count_as_it_is() -> None:
    assert _reported("1", QuantityKind.DIMENSIONLESS_RATIO) == (Decimal(100), "%")
    assert _reported("1", QuantityKind.COUNT) == (Decimal(1), "1")


def test_a_reporting_unit_is_its_own_reporting_unit() -> None:
    for record in unit_records():
        for unit in record.units:
            found = _reported(unit.code)
            if found is not None:
                assert _reported(found[1]) == (Decimal(1), found[1]), unit.code


def test_factors_agree_with_an_independent_library() -> None:
    registry = PintUcumRegistry()
    checked = 0
    for record in unit_records():
        for unit in record.units:
            apart = record.own_atom or "{" in unit.code or unit.kind in {QuantityKind.TEMPERATURE, QuantityKind.COUNT}
            found = None if apart else _reported(unit.code)
            if found is not None:
                theirs = registry.from_ucum(unit.code).to(registry.from_ucum(found[1]).units).magnitude
                assert math.isclose(theirs, float(found[0]), rel_tol=1e-9), unit.code
                checked += 1
    assert checked > 100
