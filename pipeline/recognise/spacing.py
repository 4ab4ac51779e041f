"""Numerals set apart by spaces: 三千 八百 九十六 万, 二分 之一, 六 点 五 成; in cells 4 815 754 and 400,712, 059.93."""

from collections.abc import Callable

import regex

from pipeline.recognise.chains import unit_at
from pipeline.recognise.grammar import Numeral

# numerals and what stands inside them
_PART = "[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟几点分之又]"
_APART = regex.compile(rf"{_PART}++(?: {{1,2}}{_PART}++){{1,32}}+")
_SCALED = regex.compile(r"[十百千万亿拾佰仟点]|分之")
_JOINED = regex.compile(r"分之|又")
# a piece that asks for the next one: 四点 五, 二分 之一, 二十 亿
_ASKS = regex.compile(r"[分之点又] | [分之点又]| [万亿]{1,2}(?![\p{Han} ]{0,2}[科达华])")
_GOES_ON = regex.compile(r"[\p{Han}\d]")
# what fills a cell: groups of three digits with a space between, or behind the comma or point where one was set apart
_SPACED_CELL = regex.compile(r"\s*[(+\-−]?\s?\d{1,3}(?:[ ,]\s?\d{3})+(?:\s?\.\s?\d+)?\s?%?[)]?\s*")
_SURE = 3  # so many pieces are no cells that happen to fit


def read_apart(text: str, start: int, read: Callable[[str, int], Numeral]) -> Numeral | None:
    """Read a numeral whose pieces stand apart, where they make one numeral together and are not two of a row.

    Args:
        text: Folded text.
        start: Offset of the first piece.
        read: Reads the numeral at an offset of a text without such spaces.

    Returns:
        The numeral, spaces included; None for 三百 五百, which are two, for 一 二 三, which count up, and for the
        first two words of 表三 十月份.
    """
    match = _APART.match(text, start)
    if match is None:
        return None
    offsets = [at for at in range(*match.span()) if text[at] != " "]
    pieces = [
        at for at, offset in enumerate(offsets) if text[offset + 1 : offset + 2] in {" ", ""} or at + 1 == len(offsets)
    ]
    numeral = read("".join(text[offset] for offset in offsets), 0)
    last = numeral.end - 1
    if numeral.low is None or last not in pieces:
        return None
    count = pieces.index(last) + 1
    end = offsets[last] + 1
    written = text[start:end].replace(" ", "")
    sure = count >= _SURE or _ASKS.search(text, start, end)
    ends = not _GOES_ON.match(text, end) or (sure and unit_at(text, end))
    if count == 1 or not (ends and (sure or _JOINED.search(written)) and _SCALED.search(written)):
        return None
    return numeral._replace(start=start, end=end)


def closed_up(text: str) -> tuple[str, tuple[int, ...]] | None:
    """The number that fills a cell without the spaces between its digits, and where each of its characters stood.

    Args:
        text: Folded text of a cell.

    >>> closed_up("4 815 754")[0], closed_up("4,815 kWh"), closed_up("4,815")
    ('4815754', None, None)
    """
    bare = text.strip()
    if " " not in bare or _SPACED_CELL.fullmatch(bare) is None:
        return None
    offsets = tuple(at for at, character in enumerate(text) if character != " ")
    return "".join(text[at] for at in offsets), offsets
