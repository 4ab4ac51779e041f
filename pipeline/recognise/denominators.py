"""What a unit is per: behind a slash or 每, or raised to a negative power: 元/车/年, 公里/百平方公里, mg·L-1."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.lexicon.unit_types import Unit
from pipeline.model import QuantityKind, UnitReading
from pipeline.recognise.digits import SCALES
from pipeline.recognise.factors import INVERSE, TIMES, Factor, multiplied, read_factor

# 元/车/年, 元 / (人·年); 每 needs an end behind its unit: `3 元每吨`, but not `300 万元每年节约…`
SLASH = re.compile(r"\s*/\s*(?P<bracket>\(\s*)?")
_EACH = re.compile(r"\s*每")
_EACH_ENDS = re.compile(r"$|\W|[的以左上之至到计]")
_CLOSE = re.compile(r"\s*\)")
_RAISED = str.maketrans("¹²³", "123")
# 公里 / 百平方公里, 吨标煤/万元, L/100km
DENOMINATOR_SCALE = re.compile(r"(?P<digits>10+)?\s*(?P<words>[十百千佰仟]?[万亿]|[百千])?\s*")
# 元/票, 吨/炉: a counted thing no list holds, one or two characters up to the end of the word
_COUNTED = re.compile(r"(?![上下一二三四五六七八九十百千万亿])[一-鿿]{1,2}(?![一-鿿\d])")
_ONE = Unit("1", QuantityKind.COUNT)


class Denominator(NamedTuple):
    """What stands behind one slash or 每."""

    code: str
    time: str | None
    end: int


def match_denominator(text: str, position: int) -> UnitReading | None:
    """Read what a number without a unit is per: /L behind 6.5×10⁹, /吨 behind 20 万.

    >>> match_denominator("20万/吨", 3).code
    '1/t'
    """
    slash = SLASH.match(text, position)
    if slash is None:
        return None
    scaled = DENOMINATOR_SCALE.match(text, slash.end())
    many = scaled is not None and scaled["words"] and scaled["digits"]  # 0.7/10 万人, 5.2/10 万
    first = None if many else read_factor(text, slash.end(), per=True)
    if not many and (not first or first.unit.classifier or first.unit.kind is QuantityKind.CURRENCY):
        return None
    per = list(denominators(text, position, _ONE))
    if scaled and many and not per:
        per = [Denominator(str(_scale(scaled)), None, scaled.end())]
    if not per:
        return None
    end = per[-1].end
    return UnitReading(
        code="/".join(["1", *(part.code for part in per)]),
        text="".join(text[position:end].split()),
        kind=QuantityKind.COUNT,
        per_time=next((part.time for part in per if part.time), None),
        end=end,
        start=position,
    )


def inverses(text: str, position: int) -> Iterator[Denominator]:
    """Read the units raised to a negative power: ·L-1 behind μg, ·m⁻²·h⁻¹ behind L."""
    while (times := TIMES.match(text, position)) and (factor := read_factor(text, times.end(), per=True)):
        power = INVERSE.match(text, factor.end)
        if power is None:
            return
        raised = power[1].translate(_RAISED)
        code = factor.code + raised if raised != "1" else factor.code
        yield Denominator(code, code if factor.unit.kind is QuantityKind.TIME else None, power.end())
        position = power.end()


def denominators(text: str, position: int, numerator: Unit) -> Iterator[Denominator]:
    """Read what stands behind every slash and 每, one after another."""
    while denominator := _read_denominator(text, position, numerator):
        yield denominator
        position = denominator.end


def _read_denominator(text: str, position: int, numerator: Unit) -> Denominator | None:
    slash = SLASH.match(text, position)
    opening = slash or _EACH.match(text, position)
    if opening is None:
        return None
    scale, at = 1, opening.end()
    first = read_factor(text, at, per=True)
    # 元/千克 has a prefix, 元/千人 a scale: the unit is tried first.
    if first is None and (scaled := DENOMINATOR_SCALE.match(text, at)) and scaled.end() > at:
        scale, at = _scale(scaled), scaled.end()
        first = read_factor(text, at, per=True)
    if first is None and slash and not numerator.classifier and (thing := _COUNTED.match(text, at)):
        first = Factor(Unit("1", QuantityKind.COUNT), f"{{{thing[0]}}}", thing.end())
    if first is not None and first.unit.kind is QuantityKind.CURRENCY:  # 新台币百万元: the yuan of the currency
        scaled = DENOMINATOR_SCALE.match(text, first.end)
        yuan = read_factor(text, scaled.end(), per=True) if scaled and scaled["words"] else None
        if scaled and yuan and yuan.unit.kind is QuantityKind.CURRENCY:
            scale, first = _scale(scaled), yuan._replace(code=first.code)
    # 50 MW/100 MWh: the slash stands between the power of a store and its energy; 3%/10%: between two values
    stored = numerator.kind is QuantityKind.POWER and scale > 1
    listed = text[opening.end() : at].strip().isdecimal() and first is not None and first.unit.kind is numerator.kind
    if first is None or listed or (stored and first.unit.kind is QuantityKind.ENERGY):
        return None
    factors = [first, *multiplied(text, first, per=True)]
    end = factors[-1].end
    inner: Factor | None = None
    if slash and slash["bracket"]:
        if within := SLASH.match(text, end):  # kW/(m3/min)
            inner = read_factor(text, within.end(), per=True)
        close = _CLOSE.match(text, inner.end if inner else end)
        end = close.end() if close else -1
    if end < 0 or not (slash or _EACH_ENDS.match(text, end)):
        return None
    return _denominator(scale, factors, inner, end)


def _denominator(scale: int, factors: list[Factor], inner: Factor | None, end: int) -> Denominator | None:
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
    return Denominator(f"({joined})" if "." in joined or inner else joined, time, end)


def _scale(match: re.Match[str]) -> int:
    scale = int(match["digits"] or 1)
    for word in match["words"] or "":
        scale *= SCALES[word]
    return scale
