"""Conversions: 10KG 旧衣 = 1 棵梭梭树 = 固沙 10 平米; 17900g 减排种 1 棵梭梭树换算."""

from collections.abc import Sequence

import regex

from pipeline.lexicon.characters import fold
from pipeline.model import Block, Claim

_EQUALS = regex.compile(r"^[^，。；,;()（）]{0,10}[=＝]\s?[^，。；,;()（）\d]{0,6}$")
_CONVERTED = regex.compile(r"^[^，。；,;()（）]{0,8}$")
_SAID = regex.compile(r"^[^，。；,;()（）=]{0,8}(?:换算|折算)")
_NOUN = regex.compile(r"^\s?(\p{Han}{0,6}?)\s?(?=[=＝]|种|可|相当|换|折|的|$)")


def conversions(block: Block, claims: Sequence[Claim]) -> dict[int, str]:
    """The claims of a block that stand in a conversion, by number, each with what it is per: the base is per nothing.

    Args:
        block: The block.
        claims: Its claims, in order.
    """
    text = fold(block.text)
    found: dict[int, str] = {}
    base: str | None = None
    for number in range(1, len(claims)):
        first, second = claims[number - 1].mention.span, claims[number].mention.span
        gap = text[first.end : second.start]
        said = _CONVERTED.match(gap) and _SAID.match(text[second.end : second.end + 24])
        if not (_EQUALS.match(gap) or said):
            base = None
            continue
        if base is None:
            noun = _NOUN.match(gap)
            base = "".join((text[first.start : first.end] + (noun[1] if noun else "")).split())
            found[number - 1] = ""
        found[number] = base
    return found
