"""The units as the vocabulary files hold them, typed, checked and spelled out with their prefixes and casings."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import chain, product

from pipeline.errors import LexiconError
from pipeline.lexicon.characters import fold
from pipeline.lexicon.loading import Record, check_records, read_member
from pipeline.lexicon.unit_types import Place, Prefix, Report, Substance, Surface, Unit, UnitRecord
from pipeline.model import QuantityKind

_UNIT_FILES = ("units.toml", "units_energy.toml", "units_technical.toml")
_LISTS: dict[str, type] = {"surfaces": list, "denominators": list, "hinted": list, "leading": list}
_UNIT_KEYS: dict[str, type] = {
    **_LISTS,
    "prefixes": list,
    "not_before": str,
    "before": str,
    "report": list,
    "source": str,
    "power": int,
    "factor": str,
    "own_atom": bool,
    "exact_case": bool,
    "prefix_required": bool,
    "mark": bool,
}
SUBSTANCE = re.compile(r"(?<=[^.(/])\{[^{}]*\}$")  # at the end of a term of a code: t{CO2}
_MOST_CASED_LETTERS = 5
_PARTS = re.compile(r"[A-Za-z]+|[一-鿿]+|[^\w\s]")  # HK and $ of HK$
_Claim = tuple[str, Place, QuantityKind | None]


_LISTED_PLACES = {
    Place.ANYWHERE: "surfaces",
    Place.DENOMINATOR: "denominators",
    Place.HINTED: "hinted",
    Place.LEADING: "leading",
}


@cache
def prefixes() -> dict[str, Prefix]:
    """Read the SI prefixes, by code."""
    required = {"code": str, "factor": str, "chinese": list, "latin": list, "example": str}
    return {
        record["code"]: Prefix(
            record["code"], Fraction(record["factor"]), tuple(record["chinese"]), tuple(record["latin"])
        )
        for record in check_records("prefixes.toml", "prefix", required=required, optional={})
    }


@cache
def unit_records() -> tuple[UnitRecord, ...]:
    """Read every unit, currency and classifier.

    Raises:
        LexiconError: A record is malformed, or two records claim one surface at one place.

    >>> [unit.code for unit in unit_records()[0].units]
    ['g', 'kg', 'mg', 'ug', 'ng', 'pg']
    """
    records = (*_physical_units(), *_currencies(), *_classifiers())
    owners: dict[_Claim, UnitRecord] = {}
    for record in records:
        for surface in record.surfaces:
            owner = owners.setdefault(_claim(surface), record)
            if owner is not record:
                raise LexiconError(
                    f"lexicon: {surface.text!r} ({surface.place}) is claimed by the records with the examples "
                    f"{owner.example!r} and {record.example!r}. Leave it to one, or list it under hinted."
                )
    return records


@cache
def surfaces() -> tuple[Surface, ...]:
    """Give all surfaces, each once: a claimed one before another casing, an earlier casing before a later."""
    found: dict[_Claim, Surface] = {}
    claimed = (surface for record in unit_records() for surface in record.surfaces)
    variants = (surface for record in unit_records() for surface in record.variants)
    for surface in chain(claimed, variants):
        found.setdefault(_claim(surface), surface)
    return tuple(found.values())


@cache
def leading_words() -> frozenset[str]:
    """The words and signs that name a unit before its number: 人民币, HK and $ of HK$, 摄氏."""
    leading = [surface.text for surface in surfaces() if surface.place is Place.LEADING]
    return frozenset(chain(leading, *(_PARTS.findall(text) for text in leading)))


def is_unit(text: str) -> bool:
    """Whether a text is a unit as one is written: 兆瓦时, 千克, %."""
    return fold(text) in _written()


@cache
def _written() -> frozenset[str]:
    return frozenset(surface.text for surface in surfaces()) | frozenset("%‰")


@cache
def substances() -> tuple[Substance, ...]:
    """Read the substances, each in every casing."""
    found: dict[str, Substance] = {}
    required = {"code": str, "surfaces": list, "example": str}
    optional = {"fused": bool, "per_only": bool, "not_before": str}
    for record in check_records("units.toml", "substance", required=required, optional=optional):
        written = (text for surface in record["surfaces"] for text in (surface, f"({surface})"))
        for text in (casing for surface in written for casing in _casings(surface)):
            fused, per_only = record.get("fused", False), record.get("per_only", False)
            entry = Substance(record["code"], text, fused, per_only, _pattern(record, "not_before"))
            found.setdefault(text, entry)
    return tuple(found.values())


@cache
def compounds() -> dict[str, Unit]:
    """Read the rates that have a kind of their own, by code."""
    file_name = "units_technical.toml"
    required = {"code": str, "kind": str, "report": list, "source": str, "example": str}
    return {
        record["code"]: Unit(
            record["code"],
            read_member(file_name, record, "kind", QuantityKind),
            report=_report(record, Fraction(1)),
        )
        for record in check_records(file_name, "compound", required=required, optional={})
    }


@cache
def units_by_code() -> dict[str, Unit]:
    """Give one unit for each code, preferring one with a reporting unit."""
    found: dict[str, Unit] = {}
    for record in unit_records():
        for unit in record.units:
            if unit.code not in found or found[unit.code].report is None:
                found[unit.code] = unit
    return found


def kind_of(code: str) -> QuantityKind:
    """Dimension of a unit by its code, of a rate that of what it is a rate of.

    >>> kind_of("kg{CO2}/a"), kind_of("1"), kind_of("{光年}")
    (<QuantityKind.MASS: 'Mass'>, <QuantityKind.COUNT: 'Count'>, <QuantityKind.OTHER: 'Other'>)
    """
    numerator = code.partition("/")[0]
    bare = SUBSTANCE.sub("", numerator)
    known = compounds().get(code) or units_by_code().get(numerator) or units_by_code().get(bare)
    return known.kind if known else QuantityKind.OTHER


def _claim(surface: Surface) -> _Claim:
    # 分 may be hinted by several records, but only by one of each kind.
    return surface.text, surface.place, surface.unit.kind if surface.place is Place.HINTED else None


def _physical_units() -> list[UnitRecord]:
    required = {"code": str, "kind": str, "surfaces": list, "example": str}
    return [
        _spell_out(record, read_member(file_name, record, "kind", QuantityKind))
        for file_name in _UNIT_FILES
        for record in check_records(file_name, "unit", required=required, optional=_UNIT_KEYS)
    ]


def _currencies() -> list[UnitRecord]:
    required = {"code": str, "surfaces": list, "example": str}
    optional = {**_LISTS, "not_before": str, "factor": str}
    records = check_records("currencies.toml", "currency", required=required, optional=optional)
    return [
        _spell_out(
            {**record, "report": [record["code"], "1"], "own_atom": True, "exact_case": True}, QuantityKind.CURRENCY
        )
        for record in records
    ]


def _classifiers() -> list[UnitRecord]:
    required = {"surface": str, "example": str}
    optional: dict[str, type] = {"not_before": str, "factor": str, "hinted": bool, "denominator": bool}
    found = []
    for record in check_records("classifiers.toml", "classifier", required=required, optional=optional):
        place = "hinted" if "hinted" in record else "denominators" if "denominator" in record else "surfaces"
        own = {"code": "1", place: [record["surface"]], "report": ["1", "1"], "exact_case": True}
        found.append(_spell_out({**record, **own}, QuantityKind.COUNT, classifier=True))
    return found


def _spell_out(record: Record, kind: QuantityKind, *, classifier: bool = False) -> UnitRecord:
    """Write a record's surfaces with every prefix it takes, and in every casing."""
    known = prefixes()
    taken: list[Prefix | None] = [known[code] for code in record.get("prefixes", ())]
    if not record.get("prefix_required"):
        taken.insert(0, None)
    units = [_prefixed(record, kind, prefix, classifier=classifier) for prefix in taken]
    claimed = [
        Surface(
            text=text,
            unit=unit,
            place=place,
            not_before=_pattern(record, "not_before"),
            before=_pattern(record, "before") if place is Place.ANYWHERE else None,
            mark=record.get("mark", False),
        )
        for prefix, unit in zip(taken, units, strict=True)
        for place in _LISTED_PLACES
        for template in record.get(_LISTED_PLACES[place], ())
        for text in _with_prefix(template, prefix)
    ]
    recased = (
        replace(surface, text=text)
        for surface in claimed
        for text in _casings(surface.text)
        if not record.get("exact_case")
    )
    own_atom = record.get("own_atom", False)
    return UnitRecord(tuple(units), tuple(claimed), tuple(recased), own_atom, record["example"])


def _prefixed(record: Record, kind: QuantityKind, prefix: Prefix | None, *, classifier: bool) -> Unit:
    multiple = prefix.factor ** record.get("power", 1) if prefix else Fraction(1)
    code = (prefix.code if prefix else "") + record["code"]
    return Unit(code, kind, Decimal(record.get("factor", "1")), classifier, _report(record, multiple))


def _report(record: Record, multiple: Fraction) -> Report | None:
    if "report" not in record:
        return None
    code, factor = record["report"]
    return Report(Fraction(factor) * multiple, code)


def _with_prefix(template: str, prefix: Prefix | None) -> list[str]:
    if prefix is None:
        return [template.replace("*", "")]
    if "*" not in template:
        return []
    # 千瓦时 but kWh: the script of the unit decides on the script of the prefix.
    chinese = re.search("[一-鿿]", template) is not None
    return [template.replace("*", written) for written in (prefix.chinese if chinese else prefix.latin)]


def _casings(text: str) -> list[str]:
    """Write a Latin symbol in every casing (kWh, kwh, KWH …), a long word in the usual ones, one letter as it is."""
    letters = sum(character.isascii() and character.isalpha() for character in text)
    if letters <= 1:
        return [text]
    if letters > _MOST_CASED_LETTERS:
        return [text, text.lower(), text.upper(), text.capitalize()]
    choices = [
        (character.lower(), character.upper()) if character.isascii() and character.isalpha() else (character,)
        for character in text
    ]
    return [text, *("".join(choice) for choice in product(*choices))]


def _pattern(record: Record, key: str) -> re.Pattern[str] | None:
    return re.compile(record[key]) if key in record else None
