"""Which unit a number has, when the words between and around them decide it."""

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import regex

from pipeline.lexicon.homographs import homographs, meant
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Bound, QuantityKind, UnitReading
from pipeline.recognise.denominators import match_denominator
from pipeline.recognise.digits import SCALES
from pipeline.recognise.numerals import Numerals
from pipeline.recognise.trie import following
from pipeline.recognise.units import match_currency_prefix, match_temperature_prefix, match_unit

COUNT = UnitReading("1", "", QuantityKind.COUNT)

# 两个半月, 一个半小时, 3 个多月, 两年多: half and more stand between classifier and unit
_HALF_BETWEEN = regex.compile(r"\s?(个)半(?=[月小钟星分学世])")
_MORE_BETWEEN = regex.compile(r"\s?(个)[多余](?=[月小星学世])")
_CLOCK = regex.compile(r"\s?个(半)?钟头?")
_UNKNOWN = regex.compile(
    r"(?P<unit>[A-Za-zμΩ°℀-⅏][A-Za-z²³/·]{0,15}+)(?![A-Za-z\d])"
    r"| (?P<unit>[A-Z]{2,8}(?:/[A-Za-z]{1,4})?)(?=[\s，。；、)]|\p{Han}|$)"
)
_SCALE = regex.compile(r"[十百千]?(?:万亿|[万亿])|[百千](?=万|亿|\p{Han}{0,3}[元币])")
_THOUSANDS = regex.compile(r"千(?=\p{Han})")  # 千公噸, 千千瓦时, 千片; 千克 is a unit by itself
_LATIN_SCALE = regex.compile(r"\s?(?:'\s?000|(?i:thousand|million|billion)s?)$")  # HK$'000, RMB million
_LATIN_SCALES = {"'": Decimal(1000), "t": Decimal(1000), "m": Decimal(10**6), "b": Decimal(10**9)}
_APOSTROPHES = str.maketrans("’‘′", "'''")
_NAMED_CURRENCY = regex.compile(r"(?:人民币|新台币|台币|港币|港元|美元|美金|欧元|日元)\s?(?=[十百千万亿元])")
_HENCEFORTH = regex.compile(r"\s?\((?:以?下同|下同|下称元)\)\s?$")
_BRACKETED = regex.compile(
    r"[(【](?:(?:计量)?单位\s?[:：]\s?)?([^()【】\d]{1,12}(?:\d[^()【】\d]{0,4})?)[)】]\s?[:：]?\s?$"
    r"|(?<=[\p{Han})])\s?/\s?([^/:：\d，。；\s()]{1,10})\s?[:：]\s?$"
)
_MAY_CLOSE = regex.compile(r"[)】]\s?[:：]?\s?$|[:：]\s?$")
_LONGEST_LEAD = 20
_CLAUSE = regex.compile(r"[，。；;]|,(?!\d)")
_BEFORE = 12


class Attached(NamedTuple):
    """A unit found behind a number.

    Attributes:
        reading: The unit.
        end: Offset behind it.
        addition: What words between number and unit add: 0.5 for 半 in 两个半月.
        bound: What words between number and unit say: `at_least` for 多 in 3 个多月.
    """

    reading: UnitReading
    end: int
    addition: Decimal = Decimal(0)
    bound: Bound = Bound.EXACT


def attach(text: str, position: int, *, start: int | None = None, hint: QuantityKind | None = None) -> Attached | None:
    """Find the unit that starts behind a number.

    Args:
        text: Folded text.
        position: Offset behind the number.
        start: Offset of the number; its clause tells the 度 of 水温 from the 度 of electricity.
        hint: Kind to prefer where a surface has several.

    Returns:
        The unit, or None where none follows.
    """
    if following(text, position) == "个" and (timed := _with_part(text, position)):
        return timed
    found = match_unit(text, position, hint or _hint(text, position, start))
    return Attached(found, found.end) if found else None


def per_unit(text: str, position: int) -> Attached | None:
    """Find what a number without a unit is per: 白细胞 6.5×10⁹/L, 报价 20 万/吨, 0.7/10 万人口."""
    found = match_denominator(text, position) if following(text, position) == "/" else None
    return Attached(found, found.end) if found else None


def _with_part(text: str, position: int) -> Attached | None:
    """Read 个 with half or more of a time behind it: 两个半月, 3 个多月, 两个钟头."""
    clock = _CLOCK.match(text, position)
    if clock:
        hour = UnitReading("h", clock[0].strip(), QuantityKind.TIME, start=clock.start(), end=clock.end())
        return Attached(hour, clock.end(), Decimal("0.5") if clock[1] else Decimal(0))
    half, more = _HALF_BETWEEN.match(text, position), _MORE_BETWEEN.match(text, position)
    between = half or more
    if between:
        # 个月 is one unit, so the month is read with its 个 and the rest without
        month = text.startswith("月", between.end())
        base = (
            UnitReading("mo", "个月", QuantityKind.TIME, start=between.start(1), end=between.end() + 1)
            if month
            else match_unit(text, between.end(), QuantityKind.TIME)
        )
        if base and base.kind is QuantityKind.TIME:
            addition = Decimal("0.5") if half else Decimal(0)
            return Attached(base, base.end, addition, Bound.AT_LEAST if more else Bound.EXACT)
    return None


def leading_unit(numerals: Numerals, position: int) -> UnitReading | None:
    """The currency or temperature scale named directly before a number: 人民币 3.14, ¥300 万, 摄氏 37 度.

    In 2 亿人民币 3000 万美元 the name belongs to the number before it; 新台币(下同) 18 亿元 names it in brackets.
    """
    text = numerals.text
    closed = text[max(0, position - 2) : position].rstrip()[-1:] == ")"
    holds = _HENCEFORTH.search(text, max(0, position - _LONGEST_LEAD), position) if closed else None
    start = holds.start() if holds else position
    leading = match_currency_prefix(text, start) or match_temperature_prefix(text, start)
    return None if leading is None or numerals.ends(leading.start) else leading


def renamed(text: str, unit: Attached | None) -> Attached | None:
    """Read 3 万元欧元 as euros: a currency named behind 元 says which."""
    if unit is None or unit.reading.text != "元":
        return unit
    named = match_unit(text, unit.end)
    if named is None or named.kind is not QuantityKind.CURRENCY or named.start != unit.end or named.code == "CNY":
        return unit
    return Attached(replace(named, text=unit.reading.text + named.text, start=unit.reading.start), named.end)


def bracketed_unit(text: str, position: int) -> tuple[UnitReading, Decimal] | None:
    """The unit and scale told right before a number: (亿元)12.50, 绿地面积(公顷)：3.6, (单位：吨)5, 排放量/吨：5."""
    if not _MAY_CLOSE.search(text, max(0, position - 3), position):
        return None
    opening = _BRACKETED.search(text, max(0, position - _LONGEST_LEAD), position)
    return opening and whole_unit((opening[1] or opening[2]).strip())


def whole_unit(text: str) -> tuple[UnitReading, Decimal] | None:
    """Read a whole text as currency, scale and unit: 万元, 人民币百万元, HK$'000, 吨 / 年, %."""
    text = text.translate(_APOSTROPHES)
    if latin := _LATIN_SCALE.search(text):
        coin = match_currency_prefix(text, latin.start())
        return (coin, _LATIN_SCALES[latin[0].strip()[0].lower()]) if coin and not coin.start else None
    named = _NAMED_CURRENCY.match(text)
    start = named.end() if named else 0
    match = _SCALE.match(text, start) or _THOUSANDS.match(text, start)
    for scale in (None, match) if match else (None,):
        unit = match_unit(text, scale.end() if scale else start)
        if unit and unit.end == len(text):
            factor = Decimal(1)
            for character in scale[0] if scale else "":
                factor *= SCALES[character]
            leading = match_currency_prefix(text, start) if named and unit.kind is QuantityKind.CURRENCY else None
            return (replace(unit, code=leading.code) if leading else unit), factor
    return None


def unknown_unit(text: str, position: int) -> UnitReading | None:
    """A unit that no record knows, kept as written: 1,200 PFLOPS, 1.1 万枪次, 42 案."""
    match = _UNKNOWN.match(text, position) or phrasing("unit.unknown_counted").match(text, position)
    if match is None:
        return None
    start = match.start("unit")
    return UnitReading("1", match["unit"], QuantityKind.OTHER, start=start, end=match.end("unit"))


def _clause_before(text: str, start: int | None) -> str:
    """What stands before a number in its clause, as far as it can tell which unit a word behind it is."""
    return "" if start is None else _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1]


def _hint(text: str, position: int, start: int | None) -> QuantityKind | None:
    character = following(text, position)
    return meant(character, _clause_before(text, start), text, position) if character in homographs() else None
