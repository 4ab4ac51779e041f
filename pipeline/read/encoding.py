"""Bytes to characters: which encoding a Chinese text is in, decided strictly and verified by what it spells."""

import codecs
from functools import lru_cache

from pipeline.lexicon.typography import INVISIBLE

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# cp950 is Big5 as Windows writes it; the Hong Kong set comes last because it accepts the most.
_CANDIDATES = ("gb18030", "cp950", "utf-16-le", "utf-16-be", "big5hkscs")
_LEAST_COMMON_SHARE = 0.8
_MOST_CONTROL_SHARE = 0.001


def decode(content: bytes) -> str | None:
    r"""Decode a text file of unknown encoding; a byte order mark is no part of the text.

    GB18030, Big5 and UTF-16 each read most bytes of the others without an error, so what decodes is not enough:
    the reading whose characters are the common ones of Chinese wins, and must reach a least share of them.

    Args:
        content: The bytes of the file.

    Returns:
        The text, line breaks untouched; None where no encoding gives a plausible text.

    >>> decode("案例概述".encode("gb18030")), decode("項目成果".encode("big5")), decode(b"\x00\x01\x02\x03") is None
    ('案例概述', '項目成果', True)
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _plausible(content[len(mark) :], encoding)
    text = _plausible(content, "utf-8")
    if text is not None:
        return text
    readings = [text for text in (_plausible(content, encoding) for encoding in _CANDIDATES) if text is not None]
    best = max(readings, key=_common_share, default=None)
    return best if best is not None and _common_share(best) >= _LEAST_COMMON_SHARE else None


def _plausible(content: bytes, encoding: str) -> str | None:
    """Decode strictly; None where a byte does not fit or the result is full of control characters."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    controls = len(INVISIBLE.findall(text)) - text.count("\u200b") - text.count("\xad")
    return text if controls <= len(text) * _MOST_CONTROL_SHARE else None


def _common_share(text: str) -> float:
    """Measure how much of the text outside ASCII is common Chinese, from 0 to 1."""
    others = [character for character in text if character > "\x7f"]
    common = _common_characters()
    return sum(character in common for character in others) / len(others) if others else 0.0


@lru_cache(maxsize=1)
def _common_characters() -> frozenset[str]:
    """Give the common characters: level 1 of GB 2312 (3,755), level 1 of Big5 (5,401) and their punctuation.

    Both standards sort their characters into common and rare ones by code, so their own codecs are the list.
    """
    simplified = [(lead, trail) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF)]
    traditional = [(lead, trail) for lead in range(0xA4, 0xC7) for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))]
    punctuation = (
        "　、。·—～…‘’“”〔〕〈〉《》「」『』【】±×÷℃％‰！（），：；？＋－．／０１２３４５６７８９²³°•●■◎○◆◇□★※™®①②③④⑤"
    )
    words = [bytes(pair).decode("gb2312", errors="ignore") for pair in simplified]
    words += [bytes(pair).decode("big5", errors="ignore") for pair in traditional]
    return frozenset(character for word in words if len(word) == 1 for character in word) | frozenset(punctuation)
