"""Numbers in Arabic digits, Chinese numerals and mixtures of both, read exactly.

A number is its digits with the scale words behind them: `1546 万`, `3 千余万`, `二千三百余`. A scale word that belongs
to the unit stays with the unit: in `1546 万千瓦时` 千 is the kilo of 千瓦时, so the number ends at 万.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from pipeline.model import Bound

DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "两": 2,
    "俩": 2,
    "参": 3,
    "仨": 3,
    "○": 0,
}
TENS = {"廿": 20, "卅": 30, "卌": 40}
SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_MYRIADS = frozenset("万亿兆")
_HUNDRED = 100

_DIGIT = "[零〇一二两俩三四五六七八九壹贰叁参仨肆伍陆柒捌玖]"
_CHINESE_CHARACTER = "[零〇一二两俩三四五六七八九十百千万亿廿卅卌壹贰叁参肆伍陆柒捌玖拾佰仟]"
# 2,000 吨 and 2，000 吨; 12 000 吨 with a thin or plain space, whole groups only.
_ARABIC = regex.compile(
    r"(?<![\d.])(?:\d{1,3}(?:[,，]\d{3})+(?![\d,，]\d)|\d{1,3}(?:[  ]\d{3})+(?![\d.]*\d|[  ]\d)"
    r"|\d+)(?:\.\d+)?|(?<![\d.])\.\d+"
)
# 530.32.90 万吨, 1,23,4 吨: separators that make no number.
_MALFORMED = regex.compile(
    r"(?<![\d.,])\d+(?:\.\d+){2,}(?![.\d])|(?<![\d.,])\d+(?:,\d+)+(?:\.\d+)?(?![,\d])|\d+\.{2,}\d+"
)
# 两 counts only at the head of a number or behind a scale: 九两半 is nine 两, but 一两年 one or two years
_CHINESE = regex.compile(
    rf"(?:(?!(?<=[一二三四五六七八九])[两俩](?!(?<=一两)[年个天次周月家名户])){_CHINESE_CHARACTER}|(?<={_DIGIT})○(?={_DIGIT}|○))+(?:点(?:{_DIGIT}|\d)+)?"
)
_MYRIAD_BEHIND = regex.compile(
    r"\s?((?:[十百千]\s?)?万亿|(?:[十百千]\s?)?亿|(?:[十百千]\s?)?万|[十百千]|兆(?=元|美元|日元|韩元|[台港]币))"
)
_VAGUE = regex.compile(
    r"\s?(?:余(?![额量热压温料粮姚杭])|多(?!媒体|元化|样|功能|维|极|边|云|晶|次方|方面|层次|领域|场景|渠道|举措)|\+(?![\dA-Za-z+]))"
)
_VAGUE_COME = regex.compile(r"来(?=\s?[\p{Han}])(?![自源说看访到临])")
_LITRES = regex.compile(r"\s*升")
_FEW_BEHIND = regex.compile(r"几(?![乎何率])")
# 数百万, 几十, 好几千, 上万, 成百上千: no number of their own, only a scale
_FLOOR = regex.compile(r"(?:好几|[几数上])(?=[十百千万亿])")
_MULTIPLIER = regex.compile(r"([KkMG])(?=$|\s*(?:元|美元|人民币|美金))")
_THOUSANDS = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SEPARATORS = regex.compile(r"[,，\s]")
_LOWER = regex.compile(r"\s?(\d{1,3},\d{3}(?!,?\d)|\d{1,4}(?:\.\d+)?)")
# 2 万 3,400 人, 1 万 5000 吨: whole thousands, with the unit right behind them
_THOUSANDS_BEHIND = regex.compile(r"\d,?\d{3}")
_MULTIPLIERS = {"K": 1000, "k": 1000, "M": 10**6, "G": 10**9}

UnitAt = Callable[[str, int], bool]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read.

    Attributes:
        start: Offset of the first digit or sign.
        end: Offset behind digits, scale words and vague markers.
        low: Smallest value; None where the digits make no number.
        high: Largest value.
        bound: `at_least` for a vague marker (余, 多, 几, 数, +), else `exact`.
        scale: Product of the scale words behind Arabic digits, 1 without.
        chinese: True where it begins with a Chinese numeral.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    scale: Decimal = Decimal(1)
    chinese: bool = False


def chinese_value(numeral: str) -> Decimal:
    """Value of a Chinese numeral.

    Args:
        numeral: Digits, scales and at most one 点, nothing else; simplified or formal.

    Returns:
        The exact value. Digits alone are read by position (二〇二〇), a last digit after a scale counts in the next
        lower scale (三百五).

    >>> chinese_value("三万四千五百零七"), chinese_value("二〇二〇"), chinese_value("三百五")
    (Decimal('34507'), Decimal('2020'), Decimal('350'))
    """
    whole, _, fraction = numeral.partition("点")
    value = Decimal(_whole(whole))
    if fraction:
        value += Decimal("0." + "".join(_plain(character) for character in fraction))
    return value


def _plain(character: str) -> str:
    return character if character.isdigit() and character.isascii() else str(DIGITS[character])


def _whole(numeral: str) -> Decimal | int:
    if all(character in DIGITS for character in numeral):  # no int: Python reads no more than 4,300 digits as one
        return Decimal("".join(_plain(character) for character in numeral) or "0")
    total = section = digit = 0
    last_scale, zero = 1, False
    for character in numeral:
        if character in DIGITS:
            digit, zero = DIGITS[character], DIGITS[character] == 0 or zero
        elif character in TENS:
            section, digit, last_scale = section + TENS[character], 0, 10
        elif character in _MYRIADS:
            # 百二万 is 120 万: what is left out in 三百五 is left out before a scale as well
            section += digit * (last_scale // 10) if digit and last_scale >= _HUNDRED and not zero else digit
            # 一万亿: the scale multiplies all before it; 一亿二千万: it multiplies what came after the last one.
            if total and total < SCALES[character]:
                total, section = (total + section) * SCALES[character], 0
            else:
                total, section = total + (section or (0 if total else 1)) * SCALES[character], 0
            digit, last_scale, zero = 0, SCALES[character], False
        else:
            section += (digit or 1) * SCALES[character]
            digit, last_scale, zero = 0, SCALES[character], False
    if digit and last_scale >= _HUNDRED and not zero:  # 三百五 is 350, 三百零五 is 305
        digit *= last_scale // 10
    return total + section + digit


def _approximate_pair(numeral: str) -> tuple[str, str] | None:
    # 七八个, 三五年, 二三十, 十七八, 一百二三十: two neighbouring digits name the ends of a range
    if "点" in numeral:
        return None
    for at in range(len(numeral) - 1):
        first, second = numeral[at], numeral[at + 1]
        if first not in DIGITS or second not in DIGITS:
            continue
        low, high = DIGITS[first], DIGITS[second]
        alone = at + 2 == len(numeral) or numeral[at + 2] in SCALES
        before = at == 0 or numeral[at - 1] in SCALES
        if alone and before and low and (high == low + 1 or (low, high) == (3, 5)):
            return numeral[:at] + numeral[at] + numeral[at + 2 :], numeral[:at] + numeral[at + 1 :]
    return None


def read_number(text: str, start: int, unit_at: UnitAt) -> Number | None:
    """Read the number that starts at an offset.

    Args:
        text: Folded text.
        start: Offset of its first character: a digit, a Chinese numeral, or 几, 数, 上 before one.
        unit_at: Whether a unit expression starts at an offset; decides to whom 千 belongs in 千瓦时.

    Returns:
        The number, or None where none starts there.
    """
    floor = _FLOOR.match(text, start)
    if floor:
        body = _chinese(text, floor.end(), unit_at)
        return body and replace(body, start=start, bound=Bound.AT_LEAST)
    if text[start].isdigit() or text[start] == ".":
        return _arabic(text, start, unit_at)
    return _chinese(text, start, unit_at)


def read_malformed(text: str, start: int) -> Number | None:
    """Read digits whose separators make no number, such as `530.32.90` or `1,23,4`."""
    match = _MALFORMED.match(text, start)
    if not match or _THOUSANDS.fullmatch(match[0]):
        return None
    end, scale = _scales(text, match.end(), lambda _text, _at: False)
    return Number(start, end, None, None, Bound.EXACT, scale)


def _arabic(text: str, start: int, unit_at: UnitAt) -> Number | None:
    match = _ARABIC.match(text, start)
    if not match:
        return None
    value = Decimal(_SEPARATORS.sub("", match[0]))
    end, scale, bound = match.end(), Decimal(1), Bound.EXACT
    multiplier = _MULTIPLIER.match(text, end)
    if multiplier:
        return Number(
            start, multiplier.end(), value * _MULTIPLIERS[multiplier[1]], value * _MULTIPLIERS[multiplier[1]], bound
        )
    if not unit_at(text, end):
        vague = _VAGUE.match(text, end)
        if vague:
            end, bound = vague.end(), Bound.AT_LEAST
        end, scale = _scales(text, end, unit_at)
        if vague is None and (vague := _VAGUE.match(text, end)):  # 400 余万, 3 千余万, 2 万多
            end, bound = vague.end(), Bound.AT_LEAST
            end, more = _scales(text, end, unit_at)
            scale *= more
    value *= scale
    end, value = _lower_part(text, end, value, scale, unit_at)
    return Number(start, end, value, value, bound, scale)


def _scales(text: str, position: int, unit_at: UnitAt) -> tuple[int, Decimal]:
    """Consume the shortest run of scale words that leaves a unit, or all of them where no unit follows."""
    end, scale = position, Decimal(1)
    while match := _MYRIAD_BEHIND.match(text, end):
        if unit_at(text, end):
            break
        word = match[1].replace(" ", "")
        if len(word) > 1 and word[0] in "十百千" and unit_at(text, match.start(1) + 1):
            word = word[0]
            end = match.start(1) + 1
        else:
            end = match.end()
        for character in word:
            scale *= SCALES[character]
    return end, scale


def _lower_part(text: str, end: int, value: Decimal, scale: Decimal, unit_at: UnitAt) -> tuple[int, Decimal]:
    # 2 万 4 千, 1 亿 2,300 万, 2 万 3,400 人: what follows a scale word counts in a lower one
    while scale >= 10**4:
        match = _LOWER.match(text, end)
        if not match or text[end - 1] not in SCALES:
            break
        lower_end, lower_scale = _scales(text, match.end(), unit_at)
        plain = lower_scale == 1 and _THOUSANDS_BEHIND.fullmatch(match[1]) and unit_at(text, lower_end)
        if not (plain or 1 < lower_scale < scale):
            break
        value += Decimal(match[1].replace(",", "")) * lower_scale
        end, scale = lower_end, lower_scale
    return end, value


def _chinese(text: str, start: int, unit_at: UnitAt) -> Number | None:
    match = _CHINESE.match(text, start)
    if not match:
        return None
    numeral = match[0]
    if len(numeral) == 1 and numeral in "百千" and unit_at(text, start):
        return None  # 即千克标准煤: 千 is the kilo of a unit without a number
    # 五千瓦时 is 五 千瓦时: give trailing scales back to the unit; 一千升 is a thousand litres, 千升 follows digits
    litres = _LITRES.match(text, match.end()) is not None
    while not litres and len(numeral) > 1 and numeral[-1] in "十百千" and unit_at(text, start + len(numeral) - 1):
        numeral = numeral[:-1]
    end, bound = start + len(numeral), Bound.EXACT
    factor = Decimal(1)
    few = _FEW_BEHIND.match(text, end) if numeral[-1] in "十百千廿卅" else None
    vague = few or _VAGUE.match(text, end) or (_VAGUE_COME.match(text, end) if numeral[-1] in "十百千" else None)
    if vague and not (unit_at(text, end) and not unit_at(text, vague.end())):
        end, bound = vague.end(), Bound.AT_LEAST
        end, factor = _scales(text, end, unit_at)
    elif end == match.end() and "点" in numeral:  # 三点五万
        end, factor = _scales(text, end, unit_at)
    pair = _approximate_pair(numeral)
    low, high = (chinese_value(part) * factor for part in pair or (numeral, numeral))
    return Number(start, end, low, high, bound, chinese=True)
