"""Unit expressions behind a number: prefix × base unit × substance × per what, read to one canonical code.

The number and its scale words are the caller's; what is read here begins behind them. All texts are folded
(`pipeline.lexicon.characters.fold`): half width, simplified, superscripts as they are.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.lexicon.unit_types import Place, Substance, Surface, Unit
from pipeline.lexicon.units import compounds, substances, surfaces, units_by_code
from pipeline.model import QuantityKind, UnitReading
from pipeline.recognise.digits import SCALES
from pipeline.recognise.trie import Node, behind_space, build, in_latin_word, walk

# 元/车/年, 元 / (人·年); 每 needs an end behind its unit: `3 元每吨`, but not `300 万元每年节约…`
_SLASH = re.compile(r"\s*/\s*(?P<bracket>\(\s*)?")
_EACH = re.compile(r"\s*每")
_EACH_ENDS = re.compile(r"$|\W|[的以左上之至到计]")
_CLOSE = re.compile(r"\s*\)")
_TIMES = re.compile(r"\s*[·•・∙⋅]\s*")
_INVERSE = re.compile(r"\s?(?:\^\s?)?[-−⁻]\s?([1-3¹²³])(?!\d)")
_RAISED = str.maketrans("¹²³", "123")
# 公里 / 百平方公里, 吨标煤/万元, L/100km
_DENOMINATOR_SCALE = re.compile(r"(?P<digits>10+)?\s*(?P<words>[十百千佰仟]?[万亿]|[百千])?\s*")
_HYPHEN = re.compile(r"(?<=[tTgn公吨])-(?=C[OH])")  # t-CO2e
# 元/票, 吨/炉: a counted thing no list holds, one or two characters up to the end of the word
_COUNTED = re.compile(r"(?![上下一二三四五六七八九十百千万亿])[一-鿿]{1,2}(?![一-鿿\d])")
# A Latin symbol ends where its word ends: no `m` in `3 months`, no `h` in `5 h-index`.
_WORD_GOES_ON = re.compile(r"[A-Za-z_]|-[A-Za-z]")
_NAME_BEHIND = re.compile(r"(?<=[kKMG]W)[A-Z]{3}")  # 8GWTOPCon, 5GWHJT: a product whose name begins with capitals
_QUOTED = 400  # how far back a quotation may have begun
_DIGIT = re.compile(r"\d")
# 2h30min, 1m75: only a time or a length goes on with digits; 5A4 is a code.
_BEFORE_DIGITS = frozenset({QuantityKind.TIME, QuantityKind.LENGTH})
_ONE = Unit("1", QuantityKind.COUNT)
_NOT_MULTIPLIED = frozenset({QuantityKind.CURRENCY, QuantityKind.COUNT})


# the end of a number and its unit are asked for one after the other at the same place
@lru_cache(maxsize=64)
def match_unit(text: str, position: int, kind: QuantityKind | None = None) -> UnitReading | None:
    """Read the longest unit expression that begins at a position, white space before it aside.

    Args:
        text: Folded text.
        position: Offset behind the number and its scale words.
        kind: Reads a surface of several kinds as this one: 分 is a score, but `min` as `Time` and 0.01 `CNY` as
            `Currency`; 度 is `kW.h`, but `Cel` as `Temperature`. Other surfaces are read as ever.

    Returns:
        The unit with its place (`start`, `end`), or None where no unit begins there.

    >>> match_unit("1546万千瓦时 / 年", 5).code
    'kW.h/a'
    >>> match_unit("350吨标煤/万元", 3).code
    't{sce}/(10000.CNY)'
    """
    start = behind_space(text, position)
    numerator = _read_factor(text, start, per=False, kind=kind)
    if numerator is None:
        return None
    factors = [numerator, *_multiplied(text, numerator, per=False)]
    inverse = list(_inverses(text, factors[-1].end))
    denominators = [*inverse, *_denominators(text, inverse[-1].end if inverse else factors[-1].end, numerator.unit)]
    end = denominators[-1].end if denominators else factors[-1].end
    code = "/".join([".".join(factor.code for factor in factors), *(part.code for part in denominators)])
    return UnitReading(
        code=code,
        text="".join(text[start:end].split()),
        kind=_kind(code, factors),
        substance=next((factor.substance for factor in factors if factor.substance), None),
        per_time=_rate(numerator) or next((part.time for part in denominators if part.time), None),
        classifier=numerator.unit.classifier,
        end=end,
        start=start,
        factor=numerator.unit.factor,
    )


def match_denominator(text: str, position: int) -> UnitReading | None:
    """Read what a number without a unit is per: /L behind 6.5×10⁹, /吨 behind 20 万.

    >>> match_denominator("20万/吨", 3).code
    '1/t'
    """
    slash = _SLASH.match(text, position)
    if slash is None:
        return None
    scaled = _DENOMINATOR_SCALE.match(text, slash.end())
    many = scaled is not None and scaled["words"] and scaled["digits"]  # 0.7/10 万人, 5.2/10 万
    first = None if many else _read_factor(text, slash.end(), per=True)
    if not many and (not first or first.unit.classifier or first.unit.kind is QuantityKind.CURRENCY):
        return None
    denominators = list(_denominators(text, position, _ONE))
    if scaled and many and not denominators:
        denominators = [_Denominator(str(_scale(scaled)), None, scaled.end())]
    if not denominators:
        return None
    end = denominators[-1].end
    return UnitReading(
        code="/".join(["1", *(part.code for part in denominators)]),
        text="".join(text[position:end].split()),
        kind=QuantityKind.COUNT,
        per_time=next((part.time for part in denominators if part.time), None),
        end=end,
        start=position,
    )


def match_currency_prefix(text: str, position: int) -> UnitReading | None:
    """Read a currency that stands before a number: `¥ 3.14`, `人民币 300 万`.

    Args:
        text: Folded text.
        position: Offset of the first character of the number; white space before it is skipped.

    Returns:
        The currency with its place, or None. In `港币 5 亿元` it decides which yuan are meant.

    >>> match_currency_prefix("投资HK$ 500万", 6).code
    'HKD'
    """
    return _match_leading(text, position, QuantityKind.CURRENCY)


def match_temperature_prefix(text: str, position: int) -> UnitReading | None:
    """Read a temperature scale that stands before a number: `摄氏 37 度`.

    Args:
        text: Folded text.
        position: Offset of the first character of the number; white space before it is skipped.

    Returns:
        The unit with its place, or None. It decides what 度 or ° behind the number means.

    >>> match_temperature_prefix("华氏70度", 2).code
    '[degF]'
    """
    return _match_leading(text, position, QuantityKind.TEMPERATURE)


class _Factor(NamedTuple):
    """One unit of an expression, with its substance."""

    unit: Unit
    code: str
    end: int
    substance: str | None = None


class _Denominator(NamedTuple):
    """What stands behind one slash or 每."""

    code: str
    time: str | None
    end: int


@cache
def _surface_trie() -> Node[Surface]:
    return build(surface for surface in surfaces() if surface.place is not Place.LEADING)


@cache
def _substance_trie() -> Node[Substance]:
    return build(substances())


@cache
def _leading() -> dict[str, Unit]:
    return {surface.text: surface.unit for surface in surfaces() if surface.place is Place.LEADING}


@cache
def _leading_ends() -> frozenset[str]:
    return frozenset(surface[-1] for surface in _leading())


def _read_factor(text: str, position: int, *, per: bool, kind: QuantityKind | None = None) -> _Factor | None:
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


def _as_factor(surface: Surface, text: str, end: int, *, per: bool) -> _Factor | None:
    """Make the factor of a surface that ends at `end`, unless a Latin word goes on there."""
    unit = surface.unit
    code = f"{{{surface.text}}}" if per and unit.classifier else unit.code
    substance = _read_substance(text, end, per=per) if unit.kind is QuantityKind.MASS else None
    if substance is not None:
        return _Factor(unit, f"{code}{{{substance[0]}}}", substance[1], substance[0])
    return None if _goes_on(text, end, unit.kind) else _Factor(unit, code, end)


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


def _multiplied(text: str, first: _Factor, *, per: bool) -> Iterator[_Factor]:
    """Read the units multiplied to a first one: `·km` behind `t`, `·K` behind `m2`."""
    end = first.end
    while (per or first.unit.kind not in _NOT_MULTIPLIED) and (times := _TIMES.match(text, end)):
        factor = _read_factor(text, times.end(), per=per)
        counted = not per and factor is not None and factor.unit.kind in _NOT_MULTIPLIED
        if factor is None or counted or _INVERSE.match(text, factor.end):
            return
        yield factor
        end = factor.end


def _inverses(text: str, position: int) -> Iterator[_Denominator]:
    """Read the units raised to a negative power: ·L-1 behind μg, ·m⁻²·h⁻¹ behind L."""
    while (times := _TIMES.match(text, position)) and (factor := _read_factor(text, times.end(), per=True)):
        power = _INVERSE.match(text, factor.end)
        if power is None:
            return
        raised = power[1].translate(_RAISED)
        code = factor.code + raised if raised != "1" else factor.code
        yield _Denominator(code, code if factor.unit.kind is QuantityKind.TIME else None, power.end())
        position = power.end()


def _denominators(text: str, position: int, numerator: Unit) -> Iterator[_Denominator]:
    """Read what stands behind every slash and 每, one after another."""
    while denominator := _read_denominator(text, position, numerator):
        yield denominator
        position = denominator.end


def _read_denominator(text: str, position: int, numerator: Unit) -> _Denominator | None:
    slash = _SLASH.match(text, position)
    opening = slash or _EACH.match(text, position)
    if opening is None:
        return None
    scale, at = 1, opening.end()
    first = _read_factor(text, at, per=True)
    # 元/千克 has a prefix, 元/千人 a scale: the unit is tried first.
    if first is None and (scaled := _DENOMINATOR_SCALE.match(text, at)) and scaled.end() > at:
        scale, at = _scale(scaled), scaled.end()
        first = _read_factor(text, at, per=True)
    if first is None and slash and not numerator.classifier and (thing := _COUNTED.match(text, at)):
        first = _Factor(Unit("1", QuantityKind.COUNT), f"{{{thing[0]}}}", thing.end())
    if first is not None and first.unit.kind is QuantityKind.CURRENCY:  # 新台币百万元: the yuan of the currency
        scaled = _DENOMINATOR_SCALE.match(text, first.end)
        yuan = _read_factor(text, scaled.end(), per=True) if scaled and scaled["words"] else None
        if scaled and yuan and yuan.unit.kind is QuantityKind.CURRENCY:
            scale, first = _scale(scaled), yuan._replace(code=first.code)
    # 50 MW/100 MWh: the slash stands between the power of a store and its energy; 3%/10%: between two values
    stored = numerator.kind is QuantityKind.POWER and scale > 1
    listed = text[opening.end() : at].strip().isdecimal() and first is not None and first.unit.kind is numerator.kind
    if first is None or listed or (stored and first.unit.kind is QuantityKind.ENERGY):
        return None
    factors = [first, *_multiplied(text, first, per=True)]
    end = factors[-1].end
    inner: _Factor | None = None
    if slash and slash["bracket"]:
        if within := _SLASH.match(text, end):  # kW/(m3/min)
            inner = _read_factor(text, within.end(), per=True)
        close = _CLOSE.match(text, inner.end if inner else end)
        end = close.end() if close else -1
    if end < 0 or not (slash or _EACH_ENDS.match(text, end)):
        return None
    return _denominator(scale, factors, inner, end)


def _denominator(scale: int, factors: list[_Factor], inner: _Factor | None, end: int) -> _Denominator | None:
    """Write a denominator: several factors, a scale, or a quotient stand in brackets."""
    codes, time = [] if scale == 1 else [str(scale)], None
    for factor in factors:
        size = factor.unit.factor if not factor.unit.classifier else 1
        if size != int(size) or "/" in factor.code:
            return None
        code = factor.code if size == 1 else f"{size}.{factor.code}"
        codes.append(code)
        if factor.unit.kind is QuantityKind.TIME:
            time = time or code
    joined = ".".join(codes) + (f"/{inner.code}" if inner else "")
    return _Denominator(f"({joined})" if "." in joined or inner else joined, time, end)


def _scale(match: re.Match[str]) -> int:
    scale = int(match["digits"] or 1)
    for word in match["words"] or "":
        scale *= SCALES[word]
    return scale


def _kind(code: str, factors: list[_Factor]) -> QuantityKind:
    """Give the dimension of the base unit, or of the whole where it has a name (`mg/m3`, `km/h`)."""
    if code in compounds():
        return compounds()[code].kind
    return factors[0].unit.kind if len(factors) == 1 else QuantityKind.OTHER


def _rate(numerator: _Factor) -> str | None:
    """Give the time in the code of a unit that is a rate by itself: 蒸吨 is `t/h`."""
    _, _, per = numerator.unit.code.partition("/")
    time = units_by_code().get(per)
    return per if time is not None and time.kind is QuantityKind.TIME else None


def _match_leading(text: str, position: int, kind: QuantityKind) -> UnitReading | None:
    end = position
    while end > 0 and text[end - 1].isspace():
        end -= 1
    if text[end - 1 : end] not in _leading_ends():
        return None
    for start in range(max(0, end - max(map(len, _leading()))), end):
        unit = _leading().get(text[start:end])
        inside_word = start > 0 and in_latin_word(text[start]) and in_latin_word(text[start - 1])
        if unit is not None and unit.kind is kind and not inside_word:
            return UnitReading(unit.code, text[start:end], kind, end=end, start=start, factor=unit.factor)
    return None


def _goes_on(text: str, end: int, kind: QuantityKind) -> bool:
    """Say whether the Latin word that ends at `end` in fact goes on."""
    if not in_latin_word(text[end - 1]):
        return False
    if kind is QuantityKind.POWER and _NAME_BEHIND.match(text, end):
        return False
    if _WORD_GOES_ON.match(text, end):
        return True
    return kind not in _BEFORE_DIGITS and _DIGIT.match(text, end) is not None
