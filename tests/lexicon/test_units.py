import re

import pytest
from lark.exceptions import LarkError
from ucumvert import get_ucum_parser

from pipeline.errors import LexiconError
from pipeline.lexicon import units
from pipeline.lexicon.characters import fold
from pipeline.lexicon.loading import load_records
from pipeline.lexicon.unit_types import Place, UnitRecord
from pipeline.lexicon.units import compounds, prefixes, substances, surfaces, unit_records, units_by_code
from pipeline.model import QuantityKind

RECORDS = unit_records()
UCUM = get_ucum_parser()


def _is_ucum(code: str) -> bool:
    # UCUM's annotations are ASCII; ours may hold the Chinese word that is counted.
    try:
        UCUM.parse(re.sub(r"\{[^{}]*\}", "{x}", code))
    except LarkError:
        return False
    return True


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.example)
def test_every_code_is_ucum_or_declared_our_own(record: UnitRecord) -> None:
    for unit in record.units:
        assert _is_ucum(unit.code) is not record.own_atom, unit.code


@pytest.mark.parametrize("code", sorted(compounds()))
def test_every_rate_with_a_kind_of_its_own_is_ucum(code: str) -> None:
    assert _is_ucum(code)


@pytest.mark.parametrize("code", sorted(prefixes()))
def test_every_prefix_is_ucum(code: str) -> None:
    assert _is_ucum(code + "g")


def test_our_own_atoms_are_market_units_refrigeration_and_var() -> None:
    own = {unit.code for record in RECORDS if record.own_atom for unit in record.units}
    atoms = {code for code in own if not re.fullmatch("[A-Z]{3}", code)}
    assert atoms == {
        *{"[mu]", "[jin_cn]", "[liang_cn]", "[RT]"},
        *{"[dan_cn]", "[li_cn]", "[zhang_cn]", "[chi_cn]", "[cun_cn]", "[qing_cn]"},
        *{"[jin_tw]", "[ping_tw]"},
        *{"var", "kvar", "Mvar"},
    }


def test_every_surface_is_folded_as_the_text_it_is_sought_in() -> None:
    written = [surface.text for surface in surfaces()] + [substance.text for substance in substances()]
    assert [text for text in written if fold(text) != text] == []


def test_every_factor_has_its_source() -> None:
    for file_name in ("units.toml", "units_energy.toml", "units_technical.toml"):
        for record in load_records(file_name, "unit"):
            assert ("report" in record) == ("source" in record), record["example"]


def test_reporting_units_of_one_code_agree() -> None:
    for record in RECORDS:
        for unit in record.units:
            assert unit.report in (None, units_by_code()[unit.code].report), unit.code


@pytest.mark.parametrize(
    ("surface", "code"),
    [
        *[("kWh", "kW.h"), ("KWH", "kW.h"), ("kwh", "kW.h"), ("Kwh", "kW.h"), ("千瓦时", "kW.h"), ("兆瓦时", "MW.h")],
        *[("mW", "mW"), ("MW", "MW"), ("Mw", "MW"), ("mw", "MW"), ("mJ", "MJ"), ("mPa", "mPa"), ("Mpa", "MPa")],
        *[
            ("GB", "GBy"),
            ("Gb", "Gbit"),
            ("gb", "GBy"),
            ("mg", "mg"),
            ("MG", "mg"),
            ("KG", "kg"),
            ("ml", "mL"),
            ("ML", "ML"),
        ],
        *[("平方千米", "km2"), ("km²", "km2"), ("mm2", "mm2"), ("㎡", "m2"), ("立方厘米", "cm3"), ("瓩", "kW")],
    ],
)
def test_prefix_and_casing(surface: str, code: str) -> None:
    assert {found.unit.code for found in surfaces() if found.text == surface} == {code}


@pytest.mark.parametrize("surface", ["M", "G", "K", "B", "b", "mt", "5G", "k"])
def test_is_no_unit(surface: str) -> None:
    assert [found for found in surfaces() if found.text == surface and found.place is Place.ANYWHERE] == []


def test_ambiguous_surfaces_are_declared_once_per_kind() -> None:
    kinds: dict[str, set[QuantityKind]] = {}
    for found in surfaces():
        if found.place is Place.HINTED:
            kinds.setdefault(found.text, set()).add(found.unit.kind)
    assert kinds == {
        "方": {QuantityKind.VOLUME},
        "分": {QuantityKind.TIME, QuantityKind.CURRENCY},
        "度": {QuantityKind.TEMPERATURE, QuantityKind.ANGLE, QuantityKind.VOLUME},
        "°": {QuantityKind.TEMPERATURE},
        "桶": {QuantityKind.VOLUME},
        "块": {QuantityKind.COUNT},
        "节": {QuantityKind.SPEED},
    }


def test_a_surface_claimed_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = RECORDS[0], *RECORDS
    monkeypatch.setattr(units, "_physical_units", lambda: [*twice, _copy(RECORDS[0])])
    with pytest.raises(LexiconError, match="is claimed by the records with the examples '38g' and 'again'"):
        unit_records.__wrapped__()


def _copy(record: UnitRecord) -> UnitRecord:
    return UnitRecord(record.units, record.surfaces, record.variants, record.own_atom, "again")
