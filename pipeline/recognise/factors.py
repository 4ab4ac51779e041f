"""One unit of an expression behind a number, with its substance, and the units multiplied to it: 吨标准煤, t·km."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.lexicon.unit_types import Place, Substance, Surface, Unit
from pipeline.lexicon.units import substances, surfaces
from pipeline.model import QuantityKind
from pipeline.recognise.trie import Node, behind_space, build, in_latin_word, walk

TIMES = re.compile(r"\s*[·•・∙⋅]\s*")
INVERSE = re.compile(r"\s?(?:\^\s?)?[-−⁻]\s?([1-3¹²³])(?!\d)")
_HYPHEN = re.compile(r"(?<=[tTgn公吨])-(?=C[OH])")  # t-CO2e
# A Latin symbol ends where its word ends: no `m` in `3 months`, no `h` in `5 h-index`.
_WORD_GOES_ON = re.compile(r"[A-Za-z_]|-[A-Za-z]")
_NAME_BEHIND = re.compile(r"(?<=[kKMG]W)[A-Z]{3}")  # 8GWTOPCon, 5GWHJT: a product whose name begins with capitals
_QUOTED = 400  # how far back a quotation may have begun
_DIGIT = re.compile(r"\d")
# 2h30min, 1m75: only a time or a length goes on with digits; 5A4 is a code.
_BEFORE_DIGITS = frozenset({QuantityKind.TIME, QuantityKind.LENGTH})
_NOT_MULTIPLIED = frozenset({QuantityKind.CURRENCY, QuantityKind.COUNT})


class Factor(NamedTuple):
    """One unit of an expression, with its substance."""

    unit: Unit
    code: str
    end: int
    substance: str | None = None


@cache
def _surface_trie() -> Node[Surface]:
    return build(surface for surface in surfaces() if surface.place is not Place.LEADING)


@cache
def _substance_trie() -> Node[Substance]:
    return build(substances())


def read_factor(text: str, position: int, *, per: bool, kind: QuantityKind | None = None) -> Factor | None:
    """Read one unit, the longest that may stand there."""
    for end, entries in walk(_surface_trie(), text, position):
        for surface in _candidates(entries, per=per, kind=kind):
            if _may_stand(surface, text, position, end) and (factor := _as_factor(surface, text, end, per=per)):
                return factor
    return None


def _candidates(entries: list[Surface], *, per: bool, kind: QuantityKind | None) -> list[Surface]:
    """Order the readings of one surface: the kind asked for, then the denominator's, the usual one, the 量词.

    The 量词 comes last: 7 块 is money, but 块 counts in `7 块电池`, where the currency may not stand.
    """
    asked = [entry for entry in entries if entry.unit.kind is kind and entry.place is not Place.DENOMINATOR]
    denominators = [entry for entry in entries if per and entry.place is Place.DENOMINATOR]
    usual = [entry for entry in entries if entry.place is Place.ANYWHERE]
    counting = [entry for entry in entries if entry.place is Place.HINTED and entry.unit.classifier]
    return asked + denominators + usual + counting


def _as_factor(surface: Surface, text: str, end: int, *, per: bool) -> Factor | None:
    """Make the factor of a surface that ends at `end`, unless a Latin word goes on there."""
    unit = surface.unit
    code = f"{{{surface.text}}}" if per and unit.classifier else unit.code
    substance = _read_substance(text, end, per=per) if unit.kind is QuantityKind.MASS else None
    if substance is not None:
        return Factor(unit, f"{code}{{{substance[0]}}}", substance[1], substance[0])
    return None if _goes_on(text, end, unit.kind) else Factor(unit, code, end)


def _may_stand(surface: Surface, text: str, start: int, end: int) -> bool:
    if surface.not_before is not None and surface.not_before.match(text, end):
        return False
    if surface.before is not None and not surface.before.match(text, behind_space(text, end)):
        return False
    # The mark in `“双100"` and `"1+2"` ends a quotation; in `至少5"` it is inches.
    return not surface.mark or text.count(surface.text[0], max(0, start - _QUOTED), start) % 2 == 0


def _read_substance(text: str, position: int, *, per: bool) -> tuple[str, int] | None:
    """Read the substance that fuses with a mass ending at `position`: its code and end."""
    start = position + 1 if _HYPHEN.match(text, position) else behind_space(text, position)
    for end, entries in walk(_substance_trie(), text, start):
        for substance in entries:
            follows = substance.not_before is not None and substance.not_before.match(text, end)
            apart = substance.fused and (start > position or not in_latin_word(text[position - 1]))
            if not (follows or apart or (substance.per_only and not per) or _goes_on(text, end, QuantityKind.MASS)):
                return substance.code, end
    return None


def multiplied(text: str, first: Factor, *, per: bool) -> Iterator[Factor]:
    """Read the units multiplied to a first one: `·km` behind `t`, `·K` behind `m2`."""
    end = first.end
    while (per or first.unit.kind not in _NOT_MULTIPLIED) and (times := TIMES.match(text, end)):
        factor = read_factor(text, times.end(), per=per)
        counted = not per and factor is not None and factor.unit.kind in _NOT_MULTIPLIED
        if factor is None or counted or INVERSE.match(text, factor.end):
            return
        yield factor
        end = factor.end


def _goes_on(text: str, end: int, kind: QuantityKind) -> bool:
    """Say whether the Latin word that ends at `end` in fact goes on."""
    if not in_latin_word(text[end - 1]):
        return False
    if kind is QuantityKind.POWER and _NAME_BEHIND.match(text, end):
        return False
    if _WORD_GOES_ON.match(text, end):
        return True
    return kind not in _BEFORE_DIGITS and _DIGIT.match(text, end) is not None
