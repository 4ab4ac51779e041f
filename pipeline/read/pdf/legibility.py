"""Whether a page's text layer can be believed, or its characters must be read from the picture of the page."""

from functools import lru_cache

_STRANGE = 0.2  # share of characters that are no common ones from which a text layer is taken for garbled
_FREQUENT = 0.02  # share of the most frequent characters below which a long Chinese text is none
_LONG = 200  # characters
_VARIED = 60  # different ones: a clean text that repeats itself has fewer, and may lack the frequent ones

# Far apart in every encoding, and together a tenth of nearly all Chinese prose
_MOST_FREQUENT = frozenset("的一是在不有和为為了人年中国國大上个個以对對业業能及与與等")


def is_legible(text: str) -> bool:
    """Whether a text consists of common characters, in the frequency of Chinese where it is Chinese and long.

    A font without a map to Unicode gives wrong characters without any error: control characters, letters of far
    alphabets, or other Chinese characters.
    """
    written = [character for character in text if not character.isspace()]
    strange = sum(not ("!" <= character <= "~" or character in _common()) for character in written)
    if strange > _STRANGE * len(written):
        return False
    chinese = [character for character in written if "一" <= character <= "鿿"]
    frequent = sum(character in _MOST_FREQUENT for character in chinese)
    return len(chinese) < _LONG or len(set(chinese)) < _VARIED or frequent >= _FREQUENT * len(chinese)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """The common characters of both scripts, their punctuation, Latin letters and signs.

    The first planes of GB 2312 and Big5 hold the common characters, the rare ones follow behind.
    """
    return frozenset(
        _plane("gb2312", 0xB0, 0xD7) + _plane("big5", 0xA4, 0xC6) + _plane("gb2312", 0xA1, 0xA3)
    ) | frozenset(
        "·•●○◆◇■□▪▫▶►➢➤✓✔◎⚫★☆※–—―‘’“”…‰′″℃™©®±×÷²³¹⁴⁵⁶⁷⁸⁹⁰₀₁₂₃₄₅₆₇₈₉µμ½¼¾①②③④⑤⑥⑦⑧⑨⑩－～€£¥￥°∶ÀÁÂÄÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜàáâäçèéêëíîïñóôöøùúûüœŒ"
    )


def _plane(encoding: str, first: int, last: int) -> str:
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    return "".join(
        bytes((lead, trail)).decode(encoding, "ignore") for lead in range(first, last + 1) for trail in trails
    )
