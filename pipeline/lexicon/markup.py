r"""Markup inside of a text: what its signs print, so that words and numbers are read as they are seen.

`CO<sub>2</sub> **1,234** 吨` is `CO2 1,234 吨`, and `$1.5 \times 10^{4}\mathrm{m}^{3}$` is `1.5×10^4m^3`. Markup is
read, and never run: each sign prints nothing, or one character.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5

from pipeline.lexicon.loading import check_records
from pipeline.model import Sign

FILE = "markup.toml"
_HINT = re.compile(r"[<$&]|\*\*|\]\(")  # a text without them has no markup
_TAGS = "a|b|big|center|code|del|div|em|font|i|img|ins|mark|p|s|small|span|strong|su[bp]|u"
_MARKUP = re.compile(
    rf"""(?x)
    (?P<line>(?<=[\dA-Za-z])<(?i:br)\s*/?>(?=\s*[\dA-Za-z]))          # 35<br>28
    | <(?i:br)\s*/?>                                                 # 营业收入<br>（万元）
    | (?P<power>(?<=\d)<sup>)(?=\s*[-−+]?\d+\s*</sup>)               # 10<sup>4</sup>
    | <sup>\s*[\[［(（]\s*\d+\s*[\]］)）]\s*</sup>                   # 吨<sup>[3]</sup>
    | <sup>(?<=[一-鿿，。；、）%]<sup>)\s*\d+\s*</sup>               # 吨<sup>3</sup>
    | </?(?i:{_TAGS})\b[^<>]*>                                       # <b>35</b>, m<sup>3</sup>
    | &(?P<entity>[A-Za-z]+[23]?);                                      # 20&nbsp;吨
    | \*\*(?=\S)(?P<strong>[^*\n]+)(?<=\S)\*\*                       # **12.5%**
    | !?\[(?P<link>[^\[\]\n]*)\]\([^()\s]*\)                         # [年报](https://…), ![](images/3f2a.jpg)
    | \$(?P<formula>[^$\n]*\\[^$\n]*|(?=\S)[\d\s.,+\-~^{{}}]*(?<=\S))\$(?!\s*\d)  # $35\%$, $56$
    """
)
# 25 ^ {\circ}, \mathrm, \%, and what groups and spaces
_TOKEN = re.compile(r"\^\s*\{?\s*\\circ\b\s*\}?|\\(?:(?P<word>[A-Za-z]+)|(?P<escaped>[%$#&])|[^A-Za-z\d])|[{}_\s]+")


@lru_cache(maxsize=1)
def commands() -> dict[str, str]:
    """What each command of TeX prints: nothing, or one character."""
    records = check_records(FILE, "command", required={"words": list, "example": str}, optional={"prints": str})
    return {word: record.get("prints", "") for record in records for word in record["words"]}


def signs_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Sign]:
    """Find the signs of markup in a text, in order, none overlapping.

    Args:
        text: Any text.
        start: Where to begin.
        end: Where to end; by default with the text.

    >>> text = "减排 **35** 吨<sup>[2]</sup>"
    >>> [text[sign.start:sign.end] for sign in signs_of(text)]
    ['**', '**', '<sup>[2]</sup>']
    """
    if not _HINT.search(text, start):
        return
    for found in _MARKUP.finditer(text, start, len(text) if end is None else end):
        match found.lastgroup:
            case "line":
                yield Sign(*found.span(), "\n")
            case "power":
                yield Sign(*found.span(), "^")
            case "entity":
                prints = html5.get(f"{found['entity']};", "")
                if len(prints) == 1:
                    yield Sign(*found.span(), prints)
            case "formula":
                yield from _formula(text, found)
            case "strong" | "link" as inner:
                yield Sign(found.start(), found.start(inner))
                yield from signs_of(text, *found.span(inner))
                yield Sign(found.end(inner), found.end())
            case _:
                yield Sign(*found.span())


def _formula(text: str, formula: "re.Match[str]") -> Iterator[Sign]:
    r"""The signs of a formula; none where it holds what is more than a line of characters, as \frac does."""
    tokens = list(_TOKEN.finditer(text, *formula.span("formula")))
    if any(token["word"] and token["word"] not in commands() for token in tokens):
        return
    yield Sign(formula.start(), formula.start("formula"))
    for token in tokens:
        if token["escaped"]:
            yield Sign(token.start(), token.start("escaped"))
        else:
            yield Sign(*token.span(), "°" if token[0][0] == "^" else commands().get(token["word"] or "", ""))
    yield Sign(formula.end("formula"), formula.end())


def printed(text: str) -> str:
    r"""What a text with markup prints.

    >>> printed("CO<sub>2</sub> 排放<br>（吨）"), printed("**35**&deg;C"), printed(r"$5 \times 10^{4}\mathrm{m}^{3}$")
    ('CO2 排放（吨）', '35°C', '5×10^4m^3')
    """
    told: list[str] = []
    behind = 0
    for sign in signs_of(text):
        told += text[behind : sign.start], sign.prints
        behind = sign.end
    return "".join((*told, text[behind:])) if told else text
