"""Other ways to write the same text, one character for one."""

import opencc

TO_TRADITIONAL = opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    """A text in traditional characters, one for one."""
    written = {character: TO_TRADITIONAL.convert(character) for character in set(text)}
    return "".join(written[character] if len(written[character]) == 1 else character for character in text)


def full_width(text: str) -> str:
    """A text with digits, letters and signs as wide as Chinese characters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
