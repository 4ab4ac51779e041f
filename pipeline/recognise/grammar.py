"""One number: digits with their scale words, powers and vague markers, Arabic, Chinese or mixed."""

from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import regex

from pipeline.lexicon.patterns import phrasing
from pipeline.model import Bound
from pipeline.recognise.chains import Chain, chinese_chain, lower_parts, scale_word, unit_at
from pipeline.recognise.digits import SCALES, Digit, Scale, positional, worth
from pipeline.recognise.spread import spread_digits
from pipeline.recognise.trie import following
from pipeline.recognise.units import match_currency_prefix

# A numeral, or 几, 数, 上 where they make one with the scale behind them: 几十, 数百万, 上千; not 系数十, 以上百分之
BEGINNING = regex.compile(
    r"(?:好几|几|(?<![系次人户指参倍个总天台件家基函分])数|(?<![以之])上)(?=[十百千万亿])|(?<!\.)\.(?=\d)|[\p{N}〇零一二两俩三四五六七八九十百千万亿半廿卅卌]"
    r"|[壹贰叁参仨肆伍陆柒捌玖拾佰仟](?=[壹贰叁参肆伍陆柒捌玖拾佰仟万亿兆零元圆角点分]|$)"
    r"|○(?=[点‧・·.][零〇○一二三四五六七八九])|(?<![收捡])拾(?=[一二三四五六七八九])|[壹贰叁肆伍陆柒捌玖](?=[十百千又])"
)
_FLOOR = regex.compile(r"(?:好几|[几数上])(?=[十百千万亿])")
# 2,000, 2，000 and the 2{,}000 of TeX; 12 000 with a space, whole groups only
_GROUPS = regex.compile(
    r"\d{1,3}(?:,\d{3}|\{,\}\d{3}|(?<![A-Za-z]\d{1,3})，\d{3})++(?!\d|,(?!(?:19|20)\d\d\s?年)\d)(?:\.\d++)?+(?!\.\d)"
)
_PLAIN = regex.compile(r"\d*+(?:\.\d++)?+")
# 530.32.90 万吨, 1,23,4 吨: separators that make no number; 增长 3,2020 年 is two
_MALFORMED = regex.compile(
    r"\d++(?:\.\d++){2,}+|\d++(?:,(?!(?:19|20)\d\d\s?年)\d++)++(?:\.\d++)*+|\d++\.{2,3}\d++|\d{1,3}(?:,\d{3})++(?:\.\d++){2,}+"
)
_LATIN_BEFORE = regex.compile(r"(?<=[A-Z])(?<!CNY|RMB|USD|HKD|TWD|NTD|EUR|JPY|GBP)")  # HW31 252 t/a
_EXPONENT_OF_UNIT = regex.compile(r"(?<=/[A-Za-z]{0,2}m)[23](?=,)")  # 0.05 ng/Nm3,1 次/年
_POWER = regex.compile(
    r"(?P<of>\s?(?:[×xX*·]|\\times)\s?10)?(?:\s?\^\s?[({]?\s?(?P<plain>[-−+]?\d{1,2})\s?[)}]?|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
    r"|的\s?(?P<spoken>\d{1,2}|[一二三四五六七八九十]{1,2})次[方幂])(?!\d)"
)
_EXPONENT = regex.compile(r"e([+-]?\d{1,2})(?![\d.])(?P<goes_on>[A-Za-z])?")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
# 17 多 of SDG17 多元伙伴 is a name and a word
_VAGUE = regex.compile(
    r"\s?(?:余(?![额量热压温料粮姚杭])|(?<![A-Za-z]\d{1,3}\s)多(?!媒体|元化|样|功能|维|极|边|云|晶|次方|方面|层次|领域|场景|渠道|举措)|\+(?![\dA-Za-z+/]))"
)
_VAGUE_BEGINS = frozenset("余多来几零+ ")
_VAGUE_COME = regex.compile(r"来(?=\s?[\p{Han}])(?![自源说看访到临])")
_FEW = regex.compile(r"\s?零?几(?![乎何率])")  # 三十几, 一百零几万
# 15K 元, 10k~15k, 300w 张; 30 W is a power
_MULTIPLIER = regex.compile(
    r"[KkMG](?=$|\s*(?:个百分点|元|美元|人民币|美金|左右|上下|以上|以下|~|-|—|至|到|，|。))|w(?=\+?\s*(?:元|块|人|张|户|家|次|件|辆|粉|播放|阅读|度|千瓦时|吨|左右|上下|以上|以下|多))"
    r"|[KkM](?=\s?(?:人|名|户(?!均)|家(?!庭)|次))|\s?(?i:thousand|million|billion|trillion)(?![A-Za-z])"
)
# 粉丝数超 120w
_TEN_THOUSAND = regex.compile(r"w(?![A-Za-z\d])")
_AUDIENCE = phrasing("number.audience")
# US$3.2B, 5bn 美元: letters that scale money alone; 3.2B elsewhere may be bytes
_MONEY_MULTIPLIER = regex.compile(r"(?:\s?(?:bn|mn|tn|trn)|[KkMmBbT])(?![A-Za-z\d])")
_OF_MONEY = regex.compile(r"\s?(?:美元|美金|欧元|港元|日元|人民币|元)")
# by the first letters of what scales, as far as they differ
_MULTIPLIERS = {"k": 10**3, "th": 10**3, "w": 10**4, "m": 10**6, "g": 10**9, "b": 10**9, "t": 10**12}
# 一点七, and as newspapers set it 一‧七%, 五○‧二万; 九·一八 is a day
_DECIMAL = regex.compile(
    r"点(?P<digits>[零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖\d]++)(?!十)"
    r"|[‧・·.](?P<digits>[零〇○一二三四五六七八九]++)(?=[百千万亿兆%‰倍度元吨]|个?百分点|公[吨斤里顷升])"
)
_POINTS = frozenset("点‧・·.")
POINT_FIRST = regex.compile(r"点(?=[零〇一二三四五六七八九\d])")
# what may belong to the number that digits begin; most numbers are followed by none of these
_GOES_ON = frozenset("0123456789,，{\\.十百千万亿兆佰仟个零〇余多来几+×xX*·^⁰¹²³⁴⁵⁶⁷⁸⁹⁻eKkMmGBbTtw的点$")
# $15$ 吨 and $\geq 15$ 吨: the sign that closes a formula is no dollar
_OPENED = regex.compile(r"\$(?:[^$\p{Han}]{0,8}\\[A-Za-z]{1,10})?[^$\p{Han}\d]{0,4}$")
_WINDOW = 24
LONGEST = 40  # digits; a longer row is no number of anything
_GROUP = 3  # digits between separators of thousands
_TEN = 10
_HUGE = 100  # digits of a power
_SEPARATORS = regex.compile(r"[,，{}\s]")


class Form(StrEnum):
    """How a numeral is written."""

    DIGITS = "digits"
    CHINESE = "chinese"
    POWER = "power"
    FRACTION = "fraction"
    PERCENT = "percent"
    HALF = "half"
    MALFORMED = "malformed"
    CHARACTER = "character"


class Numeral(NamedTuple):
    """A maximal numeral.

    Attributes:
        start: Offset of its first character.
        end: Offset behind digits, scale words and vague markers.
        low: Smallest value; None where it makes no number.
        high: Largest value.
        form: How it is written.
        bound: `at_least` for a vague marker (余, 多, 几, 数, +), else `exact`.
        scale: Product of the scale words that a range or list may share: all behind Arabic digits (1546 万), of a
            Chinese numeral the 万 and 亿 that it ends in; 1 without.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    form: Form
    bound: Bound = Bound.EXACT
    scale: Decimal = Decimal(1)

    @property
    def chinese(self) -> bool:
        """Whether it is written in Chinese numerals."""
        return self.form is Form.CHINESE


def read_number(text: str, start: int) -> Numeral | None:
    """Read digits with their scale words and vague markers.

    Args:
        text: Folded text.
        start: Offset of the first character, where `BEGINNING` matches.

    Returns:
        The number; None where none stands there.
    """
    floor = _FLOOR.match(text, start)
    if floor:
        body = _chinese(text, floor.end())
        return body and body._replace(start=start, bound=Bound.AT_LEAST)
    if "0" <= text[start] <= "9" or text[start] == ".":
        return _arabic(text, start)
    return _chinese(text, start)


def _arabic(text: str, start: int) -> Numeral:
    plain = _PLAIN.match(text, start)
    if plain and plain.end() - start < LONGEST and following(text, plain.end()) not in _GOES_ON:
        value = Decimal(plain[0])
        return Numeral(start, plain.end(), value, value, Form.DIGITS)
    malformed = _MALFORMED.match(text, start)
    listed = text[start - 1 : start] == "," and text[start - 2 : start - 1].isdigit()
    match = None if listed else _GROUPS.match(text, start)
    if malformed and not match and (end := _first_part(text, malformed, least=2 if listed else 3)):
        value = Decimal(text[start:end])
        return Numeral(start, end, value, value, Form.DIGITS)
    if malformed and not match:
        word = scale_word(text, malformed.end())
        return Numeral(start, word.end, None, None, Form.MALFORMED, scale=_product(word))
    spread = None if match or _LATIN_BEFORE.match(text, start) else spread_digits(text, start)
    match = match or spread or plain
    assert match is not None  # noqa: S101 - it matches nothing too
    written = _SEPARATORS.sub("", match[0])
    if len(written) > LONGEST:
        return Numeral(start, match.end(), None, None, Form.CHARACTER)
    value = Decimal(written)
    powered = _powered(text, match.end(), value, written)
    if powered:
        end, value = powered
        word = scale_word(text, end)
        value *= _product(word)
        return Numeral(start, word.end, value, value, Form.POWER)
    multiplier = _multiplier(text, start, match.end())
    if multiplier:
        end, scale = multiplier
        vague = _VAGUE.match(text, end)  # 30w+ 千瓦时
        bound, end = (Bound.AT_LEAST, vague.end()) if vague else (Bound.EXACT, end)
        return Numeral(start, end, value * scale, value * scale, Form.DIGITS, bound, scale)
    digit = Digit(value, value)
    if text[match.end() : match.end() + 1] == "$" and closes_formula(text, start):
        word = scale_word(text, match.end() + 1)
        value *= _product(word)
        return Numeral(start, word.end if word.parts else match.end(), value, value, Form.DIGITS, scale=_product(word))
    return _completed(text, start, Chain(match.end(), (digit,)), Form.DIGITS)


def _multiplier(text: str, start: int, end: int) -> tuple[int, Decimal] | None:
    """Read the letters or the English word behind a number that scale it: 15K 元, US$3.2B, 5 million."""
    match = _MULTIPLIER.match(text, end)
    if match is None and text.startswith("w", end) and _AUDIENCE.search(text, max(0, start - _WINDOW), start):
        match = _TEN_THOUSAND.match(text, end)
    if match is None:
        match = _MONEY_MULTIPLIER.match(text, end)
        if match is None or not (match_currency_prefix(text, start) or _OF_MONEY.match(text, match.end())):
            return None
    written = match[0].strip().lower()
    return match.end(), Decimal(_MULTIPLIERS[written[:2] if written.startswith("th") else written[0]])


def closes_formula(text: str, position: int) -> bool:
    """Whether a dollar sign behind the number at an offset would close a formula that stands open there."""
    return _OPENED.search(text, max(0, position - _WINDOW), position) is not None


def _first_part(text: str, written: "regex.Match[str]", least: int) -> int | None:
    """Where the first of several numbers behind commas ends: the power of a unit, or numbers that rise.

    The comma of 0.05 ng/Nm3,1 次 and those of 60,90,120 mL part no thousands.
    """
    if _EXPONENT_OF_UNIT.match(text, written.start()):
        return written.start() + 1
    parts = written[0].split(",")
    if len(parts) < least or not all(part.isdigit() and len(part) <= _GROUP for part in parts):
        return None
    rising = all(int(first) < int(second) for first, second in pairwise(parts))
    return written.start() + len(parts[0]) if rising else None


def _powered(text: str, end: int, value: Decimal, written: str) -> tuple[int, Decimal] | None:
    """Read the power behind a number: ×10⁴, ^4 and ⁴ behind a 10, ^4 behind another number, e5."""
    match = _POWER.match(text, end)
    if match and (match["of"] or match["plain"] or written == "10"):
        raised = match["plain"] or match["raised"]
        exponent = int(raised.translate(_RAISED)) if raised else _spoken(match["spoken"])
        if match["of"]:
            return match.end(), value * Decimal(_TEN) ** exponent
        return (match.end(), value**exponent) if value and abs(value.adjusted() * exponent) < _HUGE else None
    match = _EXPONENT.match(text, end)
    if match is None or (match["goes_on"] and not unit_at(text, match.end(1))):
        return None
    return match.end(1), value * Decimal(_TEN) ** int(match[1])


def _spoken(exponent: str) -> int:
    return int(exponent) if exponent.isascii() else int(worth(chinese_chain(exponent, 0).parts))


def _product(chain: Chain) -> Decimal:
    product = Decimal(1)
    for part in chain.parts:
        product *= part.value if isinstance(part, Scale) else 1
    return product


def _chinese(text: str, start: int) -> Numeral | None:
    if POINT_FIRST.match(text, start):  # 百分之点二八
        chain = Chain(start, ())
    else:
        chain = chinese_chain(text, start)
        alone = len(chain.parts) == 1 and isinstance(chain.parts[0], Scale) and text[start] in "百千佰仟"
        if not chain.parts or (alone and unit_at(text, start)):
            return None  # 即千克标准煤: 千 is the kilo of a unit without a number
    decimal = _DECIMAL.match(text, chain.end)
    if decimal:
        value = worth(chain.parts) + Decimal("0." + positional(decimal["digits"]))
        chain = Chain(decimal.end(), (Digit(value, value),))
        if decimal.end() - start > LONGEST:
            return Numeral(start, chain.end, None, None, Form.CHARACTER)
    elif chain.end - start > LONGEST:
        return Numeral(start, chain.end, None, None, Form.CHARACTER)
    return _completed(text, start, chain, Form.CHINESE)


def _completed(text: str, start: int, chain: Chain, form: Form) -> Numeral:
    """Add what stands behind the first digits: scale words, lower parts in other digits, vague markers."""
    first = len(chain.parts)
    vague = _vague(text, chain)
    bound = Bound.EXACT
    if vague:
        bound, word = Bound.AT_LEAST, scale_word(text, vague)
        chain = Chain(word.end, (*chain.parts, *word.parts))
    elif form is Form.DIGITS or isinstance(chain.parts[-1], Digit):
        apart = form is Form.CHINESE and (
            text[chain.end : chain.end + 1] == " "
            or (_POINTS.isdisjoint(text[start : chain.end]) and text[chain.end : chain.end + 1] != "个")
        )
        word = Chain(chain.end, ()) if apart else scale_word(text, chain.end)
        chain = Chain(word.end, (*chain.parts, *word.parts))
    if not vague:
        chain = lower_parts(text, chain)
        vague = _vague(text, chain)
        if vague:  # 400 余万, 3 千余万, 2 万多
            bound, word = Bound.AT_LEAST, scale_word(text, vague)
            chain = Chain(word.end, (*chain.parts, *word.parts))
            if not word.parts:
                chain = Chain(vague, chain.parts)
    scale = _product(Chain(chain.end, chain.parts[first:])) if form is Form.DIGITS else _tail(chain)
    if form is Form.DIGITS and any(isinstance(part, Digit) for part in chain.parts[first:]):
        scale = _tail(chain)
    return Numeral(start, chain.end, worth(chain.parts), worth(chain.parts, high=True), form, bound, scale)


def _tail(chain: Chain) -> Decimal:
    """The 万 and 亿 that a chain ends in."""
    product = Decimal(1)
    for part in reversed(chain.parts):
        if not isinstance(part, Scale) or part.value < SCALES["万"]:
            break
        product *= part.value
    return product


def _vague(text: str, chain: Chain) -> int | None:
    """Find the end of 余, 多, 来, 几 or + behind a number."""
    end = chain.end
    if text[end : end + 1] not in _VAGUE_BEGINS:
        return None
    round_number = chain.last_scale in {10, 100, 1000} or (
        len(chain.parts) == 1 and isinstance(digit := chain.parts[0], Digit) and digit.low and digit.low % _TEN == 0
    )
    if round_number and (few := _FEW.match(text, end)):
        return few.end()
    match = _VAGUE.match(text, end) or (_VAGUE_COME.match(text, end) if round_number else None)
    if match and not (unit_at(text, end) and not unit_at(text, match.end())):
        return match.end()
    return None
