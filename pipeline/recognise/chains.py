"""Chains of digits and scale words: 三万四千五百零七, 3 万 4 千 5 百, 二十亿 6000 万, 一百二三十, 二〇二〇.

A chain is as long as its grammar allows and no longer: scale words fall (千 百 十), 万 and 亿 close what stands
before them, and a digit follows no digit unless the two are neighbours (七八) or a row of them is read by position. So
统一三项 holds two numerals, 一 and 三.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from math import prod
from typing import NamedTuple

import regex

from pipeline.recognise.digits import DIGITS, MYRIAD, SCALES, TENS, ZERO, Digit, Part, Scale, Zero, positional
from pipeline.recognise.units import match_unit

MYRIADS = frozenset("万亿兆")
_ZEROS = frozenset("零〇○")
_UNIT_SCALES = "十百千拾佰仟"
_CONJECTURE = (3, 5)  # 三五年, 三五个
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000
_POSITIONAL = regex.compile(
    r"[零〇○一二三四五六七八九]{3,}+(?![十百]|千(?!瓦))|[零〇○一二三四五六七八九]++(?=[‧・·.][零〇○一二三四五六七八九])|[零壹贰叁肆伍陆柒捌玖]{2,}+(?![拾佰仟万亿])"
)
_LIANG_DIGIT = regex.compile(r"两\s?(?:[百千万亿]|[年个天次周月家户名位](?!半))")
# 14 万 3, 1 万 600, 2 千零 6, 2 万 3,400, 十亿 3000 万, 1 兆 4,833.74 亿: Arabic digits behind a scale word
_LOWER = regex.compile(r"(\s?)([零〇]?)(\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,8}(?:\.\d{1,4})?)(?![\d.,]?\d)")
_LOWER_BEGINS = frozenset("0123456789零〇 ")
_WHOLE_THOUSANDS = regex.compile(r"\d,?\d{3}")
# 3 亿 2 期工程, 5 万 3 月: what the digits behind a scale word belong to
_NO_LOWER = regex.compile(r"\s?(?:[年月日号期级层楼届岁点时线#:/~×+%-]|[A-Za-z]|至|到|分之)")
_WORD_BEGINS = frozenset("十百千万亿兆个佰仟 ")
_WORD = regex.compile(
    r"\s?(?:个(?=亿(?![元级吨人”])))?((?:[十百千佰仟]\s?)?万亿|万万|(?:[十百千佰仟]\s?)?亿|(?:[十百千佰仟]\s?)?万|[十千]|百(?!分[位点之比])"
    r"|兆(?=元|美元|日元|韩元|[台港]币|人民币|[零一二两三四五六七八九壹贰叁肆伍陆柒捌玖]\p{Han}{1,12}?[万亿千百仟佰]|\s?\d[\d,.]{0,12}\s?[万亿千百])|[佰仟])"
)


class Chain(NamedTuple):
    """A chain as parsed: where it ends and what it is made of."""

    end: int
    parts: tuple[Part, ...]

    @property
    def last_scale(self) -> int:
        """The scale word it ends in; 0 for a digit."""
        last = self.parts[-1] if self.parts else None
        return last.value if isinstance(last, Scale) else 0


def unit_at(text: str, position: int) -> bool:
    """Whether a unit expression starts at an offset; white space may come before it."""
    return match_unit(text, position) is not None


def scale_word(text: str, position: int) -> Chain:
    """Read the scale word behind a number; in 1546 万千瓦时 千 belongs to the unit."""
    match = _WORD.match(text, position) if text[position : position + 1] in _WORD_BEGINS else None
    if match is None or (text[position] != "个" and unit_at(text, position)):
        return Chain(position, ())
    return Chain(
        match.end(),
        tuple(Scale(SCALES[character]) for character in match[1].replace("万万", "亿") if not character.isspace()),
    )


def chinese_chain(text: str, start: int, ceiling: int | None = None) -> Chain:
    """Read the longest chain of Chinese numerals at an offset.

    Args:
        text: Folded text.
        start: Offset of its first character.
        ceiling: Scale words must stay below it, where the chain goes on from a larger scale.

    Returns:
        The chain; without parts where none begins there.
    """
    row = _POSITIONAL.match(text, start) if ceiling is None else None
    if row:
        value, scale = Decimal(positional(row[0])), text[row.end() : row.end() + 1]
        if scale and scale in "万亿":  # 三五四万
            return Chain(row.end() + 1, (Digit(value, value), Scale(SCALES[scale])))
        return Chain(row.end(), (Digit(value, value),))
    reader = _Reader(text, start, ceiling)
    while reader.step():
        pass
    return reader.finished()


@dataclass(slots=True)
class _Reader:
    """The state of a chain half read: below which scale the next must stay, within 万 and above it."""

    text: str
    at: int
    ceiling: int | None
    within: int = MYRIAD
    largest: int = 0
    latest: int = 0
    after: str = ""  # what was read last: digit, scale, zero or nothing
    parts: list[Part] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.ceiling is not None and self.ceiling <= MYRIAD:
            self.within = self.ceiling
        if self.ceiling is not None:
            self.largest = self.latest = self.ceiling

    def step(self) -> bool:
        """Take the next part; False where the chain ends."""
        character = self.text[self.at : self.at + 1]
        if character in _ZEROS and character:
            return self.after != "digit" and self._take(ZERO, 1, "zero")
        if character in DIGITS:
            return self._digit(character)
        if character in TENS and self.after != "digit" and self.within > _TEN:
            value = Decimal(TENS[character] // _TEN)
            self.within = _TEN
            return self._take(Digit(value, value), 0, "digit") and self._take(Scale(_TEN), 1, "scale")
        if character in SCALES:
            return self._myriad(SCALES[character]) if character in MYRIADS else self._scale(SCALES[character])
        return False

    def _take(self, part: Part, length: int, kind: str) -> bool:
        self.at += length
        self.after = kind
        self.parts.append(part)
        self.ends.append(self.at)
        return True

    def _digit(self, character: str) -> bool:
        if self.after == "digit" or (character == "两" and not self._liang()):
            return False
        low = DIGITS[character]
        following = self.text[self.at + 1 : self.at + 2]
        high = DIGITS.get(following, 0) if following != "两" or self._liang_behind() else 0
        beyond = self.text[self.at + 2 : self.at + 3]
        pair = high == low + 1 or (low, high) == _CONJECTURE
        if pair and low and beyond not in DIGITS:
            return self._take(Digit(Decimal(low), Decimal(high), short=self.after == "scale"), 2, "digit")
        return self._take(Digit(Decimal(low), Decimal(low), short=self.after == "scale"), 1, "digit")

    def _liang(self) -> bool:
        """Whether 两 is two here: at the head of a number, and behind a scale word only before another."""
        return (self.after == "" and self.ceiling is None) or self.text[self.at + 1 : self.at + 2] in SCALES

    def _liang_behind(self) -> bool:
        """Whether 一两 is one or two: 一两年, 一两克, but not 一两黄金."""
        return bool(_LIANG_DIGIT.match(self.text, self.at + 1)) or unit_at(self.text, self.at + 2)

    def _scale(self, value: int) -> bool:
        if value >= self.within or (self.after == "scale" and not (value == _TEN and self.within < MYRIAD)):
            return False  # 一百十一 leaves 一 out before 十, no other scale word does
        self.within = value
        return self._take(Scale(value), 1, "scale")

    def _myriad(self, value: int) -> bool:
        if value == SCALES["兆"] and not _WORD.match(self.text, self.at):
            return False
        if value == MYRIAD and self.after == "scale" and self.text[self.at - 1] == "万" and self.latest == MYRIAD:
            return self._doubled()
        rises = self.largest < value and self.ceiling is None
        falls = value < self.latest and not (self.after == "scale" and self.within == MYRIAD and self.parts)
        if not (rises or falls) or (self.after == "zero" and not rises):
            return False
        self.within, self.latest, self.largest = MYRIAD, value, max(self.largest, value)
        return self._take(Scale(value), 1, "scale")

    def _doubled(self) -> bool:
        """Read 四万万 as 四亿."""
        self.parts.pop()
        self.ends.pop()
        self.latest = self.largest = SCALES["亿"]
        return self._take(Scale(SCALES["亿"]), 1, "scale")

    def finished(self) -> Chain:
        """Give the chain without the 零 of a word behind it: 一百零部件."""
        parts, ends = self.parts, self.ends
        while len(parts) > 1 and isinstance(parts[-1], Zero):
            parts.pop()
            ends.pop()
        # 五千瓦时 is 五 千瓦时: the scale is the unit's; 一千升 is a thousand litres, for 千升 follows digits
        litres = self.text[self.at : self.at + 2].lstrip()[:1] == "升"
        while (
            len(parts) > 1
            and isinstance(parts[-1], Scale)
            and self.text[ends[-1] - 1] in _UNIT_SCALES
            and not litres
            and unit_at(self.text, ends[-1] - 1)
        ):
            parts.pop()
            ends.pop()
        return Chain(ends[-1] if ends else self.at, tuple(parts))


def lower_parts(text: str, chain: Chain) -> Chain:
    """Go on behind a scale word with lower parts in other digits: 3 万 4 千 5 百, 二十亿 6000 万, 3 千 2 百万."""
    while (scale := chain.last_scale) >= _HUNDRED:
        more = _arabic_lower(text, chain, scale) or _chinese_lower(text, chain, scale)
        if more is None:
            break
        chain = _raised(text, Chain(more.end, (*chain.parts, *more.parts)))
    return chain


def _raised(text: str, chain: Chain) -> Chain:
    """Give 万 or 亿 behind lower parts to all of them: the 万 of 3 千 2 百万."""
    last = chain.parts[-1]
    word = scale_word(text, chain.end)
    raised = [part.value for part in word.parts if isinstance(part, Scale)]
    if not raised or raised[0] < MYRIAD or (isinstance(last, Digit) and last.short):
        return chain
    above = [part.value for part in chain.parts if isinstance(part, Scale) and part.value >= MYRIAD]
    return chain if above and raised[0] >= min(above) else Chain(word.end, (*chain.parts, *word.parts))


def _arabic_lower(text: str, chain: Chain, scale: int) -> Chain | None:
    match = _LOWER.match(text, chain.end) if text[chain.end : chain.end + 1] in _LOWER_BEGINS else None
    if match is None:
        return None
    space, zero, digits = match.groups()
    value = Decimal(digits.replace(",", ""))
    digit = Digit(value, value, short=len(digits) == 1 and not zero)
    word = scale_word(text, match.end())
    sizes = [part.value for part in word.parts if isinstance(part, Scale)]
    if sizes and prod(sizes) < scale:
        return Chain(word.end, (digit, *word.parts))
    if sizes:  # 3 千 2 百万, 3 千 50 万: the myriads are not the lower part's own
        small = sizes[0] < scale <= _THOUSAND and text[match.end()] != " " and not space and value < _TEN
        whole = sizes[0] >= MYRIAD > scale and not space and _TEN <= value < scale and "." not in digits
        if small:
            return Chain(match.end() + 1, (digit, word.parts[0]))
        return Chain(match.end(), (digit,)) if whole else None
    if "." in digits or value >= scale or _NO_LOWER.match(text, match.end()):
        return None
    if not space and (zero or digits.startswith("0")):
        return Chain(match.end(), (ZERO, digit))
    whole = _WHOLE_THOUSANDS.fullmatch(digits) is not None and unit_at(text, match.end())
    fits = not space and (digit.short or scale <= MYRIAD) and not _is_decimal(chain)
    return Chain(match.end(), (digit,)) if whole or fits else None


def _chinese_lower(text: str, chain: Chain, scale: int) -> Chain | None:
    """Read 三千 of 200 万三千; 一台 of 10 万一台 is no part of the number."""
    more = chinese_chain(text, chain.end, scale)
    if not any(isinstance(part, Digit) for part in more.parts) or isinstance(more.parts[0], Scale):
        return None
    scaled = any(not isinstance(part, Digit) for part in more.parts) or _ends(text, more.end)
    return more if scaled and not _is_decimal(chain) else None


def _ends(text: str, position: int) -> bool:
    return text[position : position + 1] in {"", "，", "。", "；", "、", "元", "吨"}


def _is_decimal(chain: Chain) -> bool:
    first = chain.parts[0]
    return isinstance(first, Digit) and first.low != first.low.to_integral_value()
