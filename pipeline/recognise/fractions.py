"""Numbers of parts: 三分之一, 百分之二点五, 一又三分之二, 1 又 1/5."""

from decimal import Decimal

import regex

from pipeline.recognise.chains import chinese_chain
from pipeline.recognise.digits import DIGITS, worth
from pipeline.recognise.grammar import BEGINNING, POINT_FIRST, Form, Numeral, read_number

_PARTS = regex.compile(r"\s?分\s{0,2}之\s{0,2}(?P<sign>负)?\s?")
_SHORT_PARTS = regex.compile(r"[分份](?=[一二三四五六七八九十]|百(?!之|点))")
_MIXED = regex.compile(r"又\s?(?=[\d一二三四五六七八九十百壹贰叁肆伍陆柒捌玖])")
_SLASHED = regex.compile(r"(\d{1,3})\s?/\s?(\d{1,4})(?![\d/.])")
_PERCENTS = {"百": 100, "千": 1000, "万": 10**4, "佰": 100, "仟": 1000}


def read_fraction(text: str, below: Numeral) -> Numeral | None:
    """Read the parts of a number behind it: 三分之一, 5 分之 3, 百分之二点五; in 四分一 之 is left out.

    Args:
        text: Folded text.
        below: The number of parts.

    Returns:
        The fraction; None where no parts are counted.
    """
    written = text[below.start : below.end]
    joint = _PARTS.match(text, below.end)
    short = None if joint else _SHORT_PARTS.match(text, below.end)
    if not joint and not (short and below.chinese and _may_shorten(text, below, short.end())):
        return None
    start = joint.end() if joint else below.end + 1
    if start >= len(text):
        return None
    above = read_number(text, start) if _begins(text, start) else None
    if above is None or above.low is None or above.high is None or not below.low:
        return None
    sign = -1 if joint and joint["sign"] else 1
    percent = written in _PERCENTS
    factor = (Decimal(100) if percent else 1) / below.low * sign
    low, high = sorted((above.low * factor, above.high * factor))
    form = Form.PERCENT if percent else Form.FRACTION
    return Numeral(below.start, above.end, low, high, form, above.bound)


def _begins(text: str, start: int) -> bool:
    return text[start] in DIGITS or bool(BEGINNING.match(text, start) or POINT_FIRST.match(text, start))


def _may_shorten(text: str, below: Numeral, position: int) -> bool:
    """Whether 分 stands for 分之: 百分三十, 四分一; not 三分三秒."""
    written = text[below.start : below.end]
    above = chinese_chain(text, position)
    if not above.parts or text[above.end : above.end + 1] in {"分", "秒", "角", "点", "个"}:
        return False
    if written == "百":
        return True
    value = worth(above.parts)
    return (
        written in {"二", "三", "四", "五", "六", "七", "八", "九", "十"}
        and value < (below.low or 0)
        and value <= DIGITS["三"]
    )


def read_mixed(text: str, whole: Numeral) -> Numeral | None:
    """Read a whole number with a fraction behind it: 一又三分之二, 1 又 1/5.

    Args:
        text: Folded text.
        whole: The whole number.

    Returns:
        Both together; None where no fraction follows.
    """
    joint = _MIXED.match(text, whole.end)
    if joint is None or whole.low is None:
        return None
    slashed = _SLASHED.match(text, joint.end())
    if slashed and int(slashed[2]):
        part, end = Decimal(slashed[1]) / int(slashed[2]), slashed.end()
    else:
        below = read_number(text, joint.end())
        above = below and read_fraction(text, below)
        if above is None or above.low is None:
            return None
        part, end = above.low / (100 if above.form is Form.PERCENT else 1), above.end
    return Numeral(whole.start, end, whole.low + part, whole.low + part, Form.FRACTION)
