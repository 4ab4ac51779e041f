"""A quote in its surroundings, cut from the source by offset and never found by searching."""

import re
from collections.abc import Mapping

from pipeline.review.change import Excerpt, Row

_LONGEST = 200  # characters on either side of a quote; a sentence of a table or a list without full stops can be a page
_END = re.compile(r"[。！？!?；;]|\n\s*\n")


def excerpt(row: Row, texts: Mapping[tuple[int, str], str]) -> Excerpt | None:
    """The quote of a row with the sentence around it, or None for a row without a quote.

    Args:
        row: A row of a table, with `edition`.
        texts: Text of every document, by edition and source.
    """
    text = texts.get((row["edition"], row.get("source", "")))
    if text is None or row.get("quote") is None or row.get("char_start") is None:
        return None
    start, end = row["char_start"], row["char_end"]
    if "sentence_start" in row:
        first, last = row["sentence_start"], row["sentence_end"]
    else:
        first, last = sentence_around(text, start, end)
    before, after = text[max(first, start - _LONGEST) : start], text[end : min(last, end + _LONGEST)]
    return Excerpt(joined(before).lstrip(), joined(text[start:end]), joined(after).rstrip())


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    r"""The span of the sentence around a span, for a numeral that no claim gives a sentence to.

    >>> text = "节电。每年节\n水 5 吨。"
    >>> first, last = sentence_around(text, 9, 10)
    >>> text[first:last]
    '每年节\n水 5 吨。'
    """
    low, high = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    before = [match.end() for match in _END.finditer(text, low, start)]
    after = _END.search(text, end, high)
    first, last = before[-1] if before else low, after.end() if after else high
    body = text[first:last]
    return first + len(body) - len(body.lstrip()), last - len(body) + len(body.rstrip())


def line_around(text: str, start: int, end: int) -> tuple[int, int]:
    r"""The span of the line around a span, for a table cell.

    >>> first, last = line_around("衣物 鞋\n 10500 76000 \n", 6, 11)
    >>> "衣物 鞋\n 10500 76000 \n"[first:last]
    '10500 76000'
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    body = text[first:] if last < 0 else text[first:last]
    return first + len(body) - len(body.lstrip()), first + len(body.rstrip())


def joined(text: str) -> str:
    r"""Text on one line: a line break between Chinese characters is no space.

    >>> joined("节约\n用电 of\nABB")
    '节约用电 of ABB'
    """
    text = re.sub(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])", "", text)
    return re.sub(r"\s*\n\s*", " ", text)
