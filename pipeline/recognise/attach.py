"""Which unit a number has, when the words between and around them decide it."""

from dataclasses import dataclass
from decimal import Decimal

import regex

from pipeline.model import Bound, QuantityKind, UnitReading
from pipeline.recognise.units import match_currency_prefix, match_temperature_prefix, match_unit

COUNT = UnitReading("1", "", QuantityKind.COUNT)

# 两个半月, 一个半小时, 3 个多月, 两年多: half and more stand between classifier and unit
_HALF_BETWEEN = regex.compile(r"\s?(个)半(?=[月小钟星分学世])")
_MORE_BETWEEN = regex.compile(r"\s?(个)[多余](?=[月小星学世])")
_CLOCK = regex.compile(r"\s?个(半)?钟头?")
_TEMPERATURE = regex.compile(r"摄氏|气温|水温|室温|油温|炉温|升温|降温|温度|温差|零下|℃")
_FAHRENHEIT = regex.compile(r"华氏\s?$")
_SCORE = regex.compile(r"[评得总满打计均积]分?|分数|成绩|满意度|评级|测评|评价|综合")
_MONEY_BEHIND = regex.compile(r"\s?块(?:钱|[一二三四五六七八九]|零|都|还|左右|以[上下内]|[，。；、到至~-]|\s|$)")
_SLAB = regex.compile(r"(?:板|砖|瓦|电池|组件|屏|玻璃|牌|地|田|石|模块|芯片)\s?$")
_PIECE = regex.compile(r"\s?块")
_MINUTE = regex.compile(r"\s?分\s?(?:钟|半|[\d零一二三四五六七八九十]+\s?秒)")
# 天然气 180 方, but 合作 3 方
_PILED = regex.compile(r"(?:天然气|燃气|蒸汽|沼气|用气|节气|用水|节水|土方|砂石|混凝土|木材|垃圾)[^，。；]{0,6}$")
_BARREL = regex.compile(r"油")
_UNKNOWN = regex.compile(r"[A-Za-zμΩ°℀-⅏][A-Za-z²³/·]*(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Attached:
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


def attach(text: str, position: int, *, before: str = "", hint: QuantityKind | None = None) -> Attached | None:
    """Find the unit that starts behind a number.

    Args:
        text: Folded text.
        position: Offset behind the number.
        before: What stands before the number; tells the 度 of 水温 from the 度 of electricity.
        hint: Kind to prefer where a surface has several.

    Returns:
        The unit, or None where none follows.
    """
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
    found = match_unit(text, position, hint or _hint(text, position, before))
    return Attached(found, found.end) if found else None


def begins_unit(text: str, position: int) -> bool:
    """Whether a unit expression starts at an offset; at most one space may come before it."""
    return match_unit(text, position) is not None


def leading_unit(text: str, position: int) -> UnitReading | None:
    """The currency or temperature scale named directly before a number: 人民币 3.14, ¥300 万, 摄氏 37 度."""
    return match_currency_prefix(text, position) or match_temperature_prefix(text, position)


def unknown_unit(text: str, position: int) -> UnitReading | None:
    """Letters fused to a number that no record knows, kept as written."""
    match = _UNKNOWN.match(text, position)
    return match and UnitReading("1", match[0], QuantityKind.OTHER, start=match.start(), end=match.end())


def _hint(text: str, position: int, before: str) -> QuantityKind | None:
    character = text[position : position + 2].strip()[:1]
    if character in {"度", "°"} and _TEMPERATURE.search(before):
        return QuantityKind.TEMPERATURE
    if _MINUTE.match(text, position):
        return QuantityKind.TIME
    if character == "分":
        return QuantityKind.COUNT if _SCORE.search(before) else QuantityKind.CURRENCY
    if (
        character == "块"
        and _PIECE.match(text, position)
        and (_SLAB.search(before) or not _MONEY_BEHIND.match(text, position))
    ):
        return QuantityKind.COUNT
    if character == "方" and _PILED.search(before):
        return QuantityKind.VOLUME
    if character == "桶" and _BARREL.search(before):
        return QuantityKind.VOLUME
    return None
