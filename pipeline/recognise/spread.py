"""Digits that are set apart: by spaces for thousands, around their marks, or letter by letter as all around them."""

import regex

from pipeline.recognise.chains import scale_word, unit_at

_SPACED = regex.compile(r"\d{1,3}(?: \d{3}){1,6}+(?:\.\d{1,8})?+(?![\d.,]| \d)")
# 36 , 310 吨, 0 . 553 吨: spaces on both sides of the mark; 减少 21. 15%: one, behind words and before a percent sign
_MARK_APART = regex.compile(
    r"\d{1,3}(?: , \d{3})++(?: \. \d{1,8})?+(?![\d.,]| [.,])|\d{1,6} \. \d{1,8}(?![\d.,]| [.,])"
    r"|(?<=[^\P{Han}第]\s?)\d{1,3}\. \d{1,2}(?=\s?%)"
)
# 1 4 6 8 吨 where the words around it are spaced out letter by letter too
_SPACED_OUT = regex.compile(r"\d(?: [.,]? ?\d){1,15}+(?![\d.]| \d)")
_LETTERS_BEFORE = regex.compile(r"(?:^|[\s，。；：、])\p{Han} \p{Han} $")
_LETTERS_BEHIND = regex.compile(r" \p{Han}(?: [\p{Han}，。；、%]| ?$)")


def spread_digits(text: str, start: int) -> "regex.Match[str] | None":
    """Digits with spaces between: 12 000 and 12 345 吨 in whole groups, 1 4 6 8 吨 among letters set apart too.

    100 100 are two: a group that begins with 0, or a unit, tells a thousands separator from the gap of two cells.

    Args:
        text: The text, folded.
        start: Offset of the first digit.

    Returns:
        The digits with the marks and spaces between them; None where they stand together.
    """
    if text[start + 1 : start + 2] == " ":
        match = _SPACED_OUT.match(text, start)
        if match and (
            _LETTERS_BEFORE.search(text, max(0, start - 5), start) or _LETTERS_BEHIND.match(text, match.end())
        ):
            return match
    match = _MARK_APART.match(text, start)
    if match and unit_at(text, match.end()):
        return match
    match = _SPACED.match(text, start)
    if match and (" 0" in match[0] or unit_at(text, match.end()) or scale_word(text, match.end()).parts):
        return match
    return None
