"""A value in every way a text writes it, and a line end inside it where a full line would break."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from pipeline.lexicon.typography import width
from pipeline.model import Span
from pipeline.recognise import recognise
from pipeline.split.joining import join
from tests.recognise.surfaces import full_width, traditional

_DIGITS = "零一二三四五六七八九"
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SCALES = (("兆", 10**12), ("亿", 10**8), ("万", 10**4))
_SMALL = (("千", 1000), ("百", 100), ("十", 10))
_UNITS = ("吨", "元", "家", "千瓦时", "立方米", "kWh", "户")
# a line end inside these would be read as another gap
UNBROKEN = frozenset({"grouped by spaces", "exponent"})
_PROSE = "公司持续推进节能降碳各项工作，会同沿线各厂站共同完成改造，经第三方机构核算后确认累计达"
_REST = "，上述结果已经向社会公布，并接受公众的监督和检查，后续工作将继续按照既定的安排稳步地推进。"


@dataclass(frozen=True, slots=True)
class Written:
    """A quantity as written.

    Attributes:
        form: Which way it is written.
        number: The number.
        low: What it says.
        unit: The unit behind it.
    """

    form: str
    number: str
    low: Decimal
    unit: str


def spelled(number: int) -> str:
    """A number as it is spelled out in full: 一亿零三百万零五."""
    for scale, size in (*_SCALES, *_SMALL):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            return spelled(head) + scale + gap + (spelled(rest) if rest else "")
    return _DIGITS[number]


def mixed(number: int) -> str:
    """A number with Arabic digits before each scale word: 3 万 4 千 5 百."""
    pieces = []
    for scale, size in (*_SCALES[1:], *_SMALL[:2]):
        if number >= size:
            head, number = divmod(number, size)
            pieces.append((str(head), scale, size, number))
    written = "".join(head + scale for head, scale, _, _ in pieces)
    return written if pieces and not number else ""


def ways(random: Random) -> Iterator[Written]:
    """Draw a value and give it in every form that can write it."""
    unit = random.choice(_UNITS)
    number = random.randrange(1, 10 ** random.randrange(1, 16))
    digits = str(number)
    yield Written("digits", digits, Decimal(number), unit)
    yield Written("full width", full_width(digits), Decimal(number), unit)
    yield Written("negative", f"负{digits}", -Decimal(number), unit)
    if number >= 1000:
        yield Written("grouped", f"{number:,}", Decimal(number), unit)
        yield Written("grouped by spaces", f"{number:,}".replace(",", " "), Decimal(number), unit)
        yield Written("rounded down", f"{digits}余", Decimal(number), unit)
    yield from _chinese(number, unit)
    decimal = Decimal(random.randrange(1, 10**7)).scaleb(-random.randrange(1, 4))
    yield Written("decimal", f"{decimal:f}", decimal, unit)
    yield Written("grouped decimal", f"{decimal:,f}", decimal, unit)
    whole, _, places = f"{decimal:f}".partition(".")
    point = spelled(int(whole)) + "点" + "".join(_DIGITS[int(place)] for place in places)
    yield Written("spelled decimal", point, decimal, unit)
    yield Written("spelled per hundred", f"百分之{point}", decimal, "")
    for scale, size in (("万", 10**4), ("亿", 10**8), ("万亿", 10**12), ("百万", 10**6), ("千万", 10**7)):
        yield Written("scaled", f"{decimal:f}{random.choice(['', ' '])}{scale}", decimal * size, unit)
        yield Written("spelled and scaled", point + scale, decimal * size, unit)
    exponent = random.randrange(2, 10)
    power = decimal * Decimal(10) ** exponent
    yield Written("power", f"{decimal:f}×10{str(exponent).translate(_RAISED)}", power, unit)
    yield Written("power with a caret", f"{decimal:f}×10^{exponent}", power, unit)
    yield Written("exponent", f"{decimal:f}e{exponent}", power, unit)
    below = random.randrange(2, 100)
    above = random.randrange(1, below)
    yield Written("fraction", f"{spelled(below)}分之{spelled(above)}", Decimal(above) / below, "")
    part = f"{spelled(number % 90 + 1)}又{spelled(below)}分之{spelled(above)}"
    yield Written("mixed fraction", part, number % 90 + 1 + Decimal(above) / below, "")


def _chinese(number: int, unit: str) -> Iterator[Written]:
    written = spelled(number)
    if written == "一":
        return  # 一家 is an article
    yield Written("spelled", written, Decimal(number), unit)
    yield Written("traditional", traditional(written), Decimal(number), unit)
    if number > 10:  # 壹 alone is a name's as often as a number
        yield Written("formal", written.translate(_FORMAL), Decimal(number), "元")
    hundreds = number % 10**12 // 100 * 100
    if chain := mixed(hundreds):
        yield Written("mixed", chain, Decimal(hundreds), unit)


def _filled(columns: int) -> str:
    """A line of prose that is as wide as another."""
    line = (_PROSE * 3)[: columns // 2]
    return line if width(line) == columns else line + "-"


def is_read_back(written: Written, broken_at: int | None = None) -> bool:
    """Whether a text with a quantity gives it back exactly.

    Args:
        written: The quantity.
        broken_at: Offset in its number behind which the line ends, full; None for no line end.
    """
    quote = written.number + written.unit
    before, behind = _PROSE + quote[:broken_at], quote[broken_at:] if broken_at is not None else ""
    if broken_at is None:
        text = before + _REST
    else:
        lines = [_filled(width(before)), before, behind + _REST[:20]]
        source = "\n".join(lines)
        ends = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
        text = join(source, [Span(end, end + len(line)) for end, line in zip(ends, lines, strict=True)]).text
    mentions = recognise(text).mentions
    close = [
        m for m in mentions if m.low is not None and abs(m.low - written.low) <= abs(written.low) * Decimal("1e-20")
    ]
    return len(mentions) == 1 and len(close) == 1 and text[close[0].span.start : close[0].span.end].endswith(quote[-1])
