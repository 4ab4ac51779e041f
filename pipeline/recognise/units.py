"""Unit expressions behind a number: prefix × base unit × substance × per what, read to one canonical code.

The number and its scale words are the caller's; what is read here begins behind them. All texts are folded
(`pipeline.lexicon.characters.fold`): half width, simplified, superscripts as they are.
"""

from functools import cache, lru_cache

from pipeline.lexicon.unit_types import Place, Unit
from pipeline.lexicon.units import compounds, surfaces, units_by_code
from pipeline.model import QuantityKind, UnitReading
from pipeline.recognise.denominators import denominators, inverses
from pipeline.recognise.factors import Factor, multiplied, read_factor
from pipeline.recognise.trie import behind_space, in_latin_word


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
    numerator = read_factor(text, start, per=False, kind=kind)
    if numerator is None:
        return None
    factors = [numerator, *multiplied(text, numerator, per=False)]
    inverse = list(inverses(text, factors[-1].end))
    per = [*inverse, *denominators(text, inverse[-1].end if inverse else factors[-1].end, numerator.unit)]
    end = per[-1].end if per else factors[-1].end
    code = "/".join([".".join(factor.code for factor in factors), *(part.code for part in per)])
    return UnitReading(
        code=code,
        text="".join(text[start:end].split()),
        kind=_kind(code, factors),
        substance=next((factor.substance for factor in factors if factor.substance), None),
        per_time=_rate(numerator) or next((part.time for part in per if part.time), None),
        classifier=numerator.unit.classifier,
        end=end,
        start=start,
        factor=numerator.unit.factor,
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


@cache
def _leading() -> dict[str, Unit]:
    return {surface.text: surface.unit for surface in surfaces() if surface.place is Place.LEADING}


@cache
def _leading_ends() -> frozenset[str]:
    return frozenset(surface[-1] for surface in _leading())


def _kind(code: str, factors: list[Factor]) -> QuantityKind:
    """Give the dimension of the base unit, or of the whole where it has a name (`mg/m3`, `km/h`)."""
    if code in compounds():
        return compounds()[code].kind
    return factors[0].unit.kind if len(factors) == 1 else QuantityKind.OTHER


def _rate(numerator: Factor) -> str | None:
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
