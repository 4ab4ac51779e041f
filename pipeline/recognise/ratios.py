"""Numbers that are shares: 三分之一, 1/3, 百分之二点五, 八成, 三成五, 八折, 过半."""

from dataclasses import dataclass
from decimal import Decimal

import regex

from pipeline.model import Bound
from pipeline.recognise.numerals import DIGITS, chinese_value

_CN = "零〇一二两三四五六七八九十百千万"
_NUMBER = rf"(?:\d+(?:\.\d+)?|[{_CN}]+(?:点[{_CN}\d]+)?)"
_TO = r"\s?(?:-|~|—|至|到)\s?"

# 百分之二点五, 百分之三至百分之五, 千分之三, 万分之 5
_PER_HUNDRED = regex.compile(
    rf"(?P<base>[百千万])分之\s?(?P<low>{_NUMBER})(?:{_TO}(?:[百千万]分之)?\s?(?P<high>{_NUMBER})(?!\s?[年月日]))?"
)
# 三分之一, 5 分之 3, 三分之二强
_PARTS = regex.compile(rf"(?P<below>{_NUMBER})\s?分之\s?(?P<above>{_NUMBER})")
# 四分一, 二份一, 一又十分一
_SHORT_PARTS = regex.compile(
    r"(?:(?P<whole>[一二两三四五六七八九十])又)?(?P<below>[二三四五六七八九十])[分份](?P<above>[一二三])(?![十百千万\d分秒角点])"
)
_SLASH = regex.compile(r"(?<![\d/.])(?P<above>\d{1,3})\s?/\s?(?P<below>\d{1,4})(?![\d/]|\.\d)")
_GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
# 一半, 过半, 半数以上, 近半
_HALF = regex.compile(r"(?P<over>过半数?|大半|多半|超半数?)|(?:一半|半数)|(?<=[近约]\s?)半(?=[的来，。、]|\s|$)")
# 八成, 三成五, 七至八成, 六七成, 两成多; not 成为, 三成熟
_TENTH = regex.compile(
    rf"(?<!\d)(?P<low>\d(?:\.\d+)?(?!\d)|[一二两三四五六七八九十])(?:{_TO}|(?=[一二三四五六七八九]\s?成))?(?P<high>\d(?:\.\d+)?|[一二两三四五六七八九十])?\s?成"
    r"(?P<more>[一二三四五六七八九半](?![个十百千万成]))?(?![为立本功员果就都熟绩交型长品分套渝章人份语事全对因活])"
)
# 八折, 七五折, 8.5 折; not 折叠, 折旧
_DISCOUNT = regex.compile(
    r"(?P<tens>\d(?:\.\d+)?|[一二三四五六七八九][一二三四五六七八九]?)\s?折(?![叠旧算合线射损扣现中返页回弯])"
)


_INTEREST = regex.compile(rf"(?P<value>{_NUMBER})\s?厘(?![米升泊克])")
_INTEREST_CUE = regex.compile(r"[利年月]息|利率")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share as read: `%` values for per hundred, tenths and discounts, a plain number for parts."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    percent: bool
    unit_text: str
    bound: Bound
    rule: str


def read_ratio(text: str, start: int) -> Ratio | None:
    """Read the share that starts at an offset of folded text, or None."""
    for reader in (_interest, _per_hundred, _parts, _slash, _glyph, _half, _tenth, _discount):
        ratio = reader(text, start)
        if ratio:
            return ratio
    return None


def _value(numeral: str) -> Decimal:
    return Decimal(numeral) if numeral[0].isdigit() and numeral.isascii() else chinese_value(numeral)


def _per_hundred(text: str, start: int) -> Ratio | None:
    match = _PER_HUNDRED.match(text, start)
    if not match:
        return None
    factor = Decimal(100) / {"百": 100, "千": 1000, "万": 10000}[match["base"]]
    low = _value(match["low"]) * factor
    high = _value(match["high"]) * factor if match["high"] else low
    return Ratio(
        start,
        match.end(),
        low,
        high,
        percent=True,
        unit_text=match["base"] + "分之",
        bound=Bound.EXACT,
        rule="ratio.per_hundred",
    )


def _interest(text: str, start: int) -> Ratio | None:
    # 年利率 8 厘 is 8 %
    match = _INTEREST.match(text, start)
    if not match or not _INTEREST_CUE.search(text, max(0, start - 10), start):
        return None
    value = _value(match["value"])
    return Ratio(
        start, match.end(), value, value, percent=True, unit_text="厘", bound=Bound.EXACT, rule="ratio.interest"
    )


def _parts(text: str, start: int) -> Ratio | None:
    match = _PARTS.match(text, start)
    if match:
        below = _value(match["below"])
        return _plain(match, _value(match["above"]) / below, "ratio.parts") if below else None
    match = _SHORT_PARTS.match(text, start)
    if not match or DIGITS.get(match["below"], 10) <= DIGITS[match["above"]]:
        return None
    whole = chinese_value(match["whole"]) if match["whole"] else Decimal(0)
    return _plain(match, whole + _value(match["above"]) / _value(match["below"]), "ratio.parts")


def _slash(text: str, start: int) -> Ratio | None:
    match = _SLASH.match(text, start)
    if not match or not 0 < int(match["above"]) < int(match["below"]):
        return None
    return _plain(match, Decimal(match["above"]) / Decimal(match["below"]), "ratio.slash")


def _glyph(text: str, start: int) -> Ratio | None:
    parts = _GLYPHS.get(text[start])
    if not parts:
        return None
    value = Decimal(parts[0]) / parts[1]
    return Ratio(start, start + 1, value, value, percent=False, unit_text="", bound=Bound.EXACT, rule="ratio.glyph")


def _half(text: str, start: int) -> Ratio | None:
    match = _HALF.match(text, start)
    if not match:
        return None
    bound = Bound.AT_LEAST if match["over"] else Bound.EXACT
    return Ratio(
        start, match.end(), Decimal("0.5"), Decimal("0.5"), percent=False, unit_text="", bound=bound, rule="ratio.half"
    )


def _tenth(text: str, start: int) -> Ratio | None:
    match = _TENTH.match(text, start)
    if not match:
        return None
    more = match["more"]
    rest = Decimal(0) if not more else Decimal(5) if more == "半" else Decimal(DIGITS[more])
    low = _value(match["low"]) * 10 + (0 if match["high"] else rest)
    high = _value(match["high"]) * 10 + rest if match["high"] else low
    return Ratio(start, match.end(), low, high, percent=True, unit_text="成", bound=Bound.EXACT, rule="ratio.tenth")


def _discount(text: str, start: int) -> Ratio | None:
    match = _DISCOUNT.match(text, start)
    if not match:
        return None
    tens = match["tens"]
    digits = [DIGITS[character] for character in tens] if tens[0] in DIGITS else None
    value = Decimal(tens) * 10 if digits is None else Decimal(digits[0] * 10 + (digits[1] if len(digits) > 1 else 0))
    return Ratio(
        start, match.end(), value, value, percent=True, unit_text="折", bound=Bound.EXACT, rule="ratio.discount"
    )


def _plain(match: "regex.Match[str]", value: Decimal, rule: str) -> Ratio:
    return Ratio(match.start(), match.end(), value, value, percent=False, unit_text="", bound=Bound.EXACT, rule=rule)
