"""Units in words: what a code of the grammar is called, and whether UCUM knows it."""

import re
from functools import cache

from pipeline.lexicon.unit_types import Place
from pipeline.lexicon.units import unit_records

_HAN = re.compile(r"[一-鿿]")
_NOTED = re.compile(r"(?P<unit>.*?)\{(?P<note>[^{}]*)\}")
_NUMBERED = re.compile(r"(?P<number>\d+)\.(?P<unit>.+)")


def in_chinese(code: str) -> str:
    """A unit in Chinese words.

    >>> in_chinese("t{CO2}/a"), in_chinese("CNY/{车}/(3.mo)"), in_chinese("kW.h/(m2.a)")
    ('吨CO2/年', '元/车/3个月', '千瓦时/平方米·年')
    """
    return "/".join(map(_word, code.split("/")))


def in_symbols(code: str) -> str:
    """A unit in symbols, without the marks of the grammar.

    >>> in_symbols("t{CO2}/a"), in_symbols("CNY/{车}/(3.mo)"), in_symbols("kW.h/(m2.a)")
    ('t CO2/a', 'CNY/车/3 mo', 'kW·h/(m2·a)')
    """
    plain = re.sub(r"(?<=[^/(])\{", " ", code)
    factors = re.sub(r"(?<!\w)(\d+)\.", r"\1 ", plain).translate(dict.fromkeys(map(ord, "{}"))).replace(".", "·")
    return re.sub(r"\(([^()·]*)\)", r"\1", factors)


def is_ucum(code: str) -> bool:
    """Whether every unit in a code is one of UCUM's, and every note in it one that UCUM allows.

    >>> is_ucum("t{CO2}/a"), is_ucum("CNY/a"), is_ucum("1/{车}"), is_ucum("xyz")
    (True, False, False, False)
    """
    terms = [term.removeprefix("(").removesuffix(")") for term in re.sub(r"\{[^{}]*\}", "", code).split("/")]
    return code.isascii() and all(not term or _is_known(term) for term in terms)


def _is_known(term: str) -> bool:
    return term.isdigit() or term in _ucum() or all(part.isdigit() or part in _ucum() for part in term.split("."))


def _word(term: str) -> str:
    bare = term.removeprefix("(").removesuffix(")")
    if bare in _written():
        return _written()[bare]
    if noted := _NOTED.fullmatch(bare):
        return f"{_word(noted['unit'])}{noted['note']}"
    if numbered := _NUMBERED.fullmatch(bare):
        return f"{numbered['number']}{_word(numbered['unit'])}"
    return "·".join(_word(part) for part in bare.split(".")) if "." in bare else bare


@cache
def _written() -> dict[str, str]:
    """The first Chinese surface of each code."""
    found = {"1": "个"}
    for surface in (surface for record in unit_records() for surface in record.surfaces):
        if surface.unit.factor == 1 and surface.place is not Place.HINTED and _HAN.search(surface.text):
            found.setdefault(surface.unit.code, surface.text)
    return found


@cache
def _ucum() -> frozenset[str]:
    return frozenset(unit.code for record in unit_records() if not record.own_atom for unit in record.units)
