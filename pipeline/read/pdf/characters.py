"""The characters of a page by their numbers and codes, as PDFium reports them."""

from collections.abc import Iterator

import pypdfium2.raw as pdf

_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
"""What PDFium reports of a character beyond the first plane of Unicode, one behind the other."""


def characters_of(raw: object, count: int) -> Iterator[tuple[int, int]]:
    """The characters of a page by their number, 𝑥, which comes as two halves, as one."""
    first = 0
    for index in range(count):
        code = pdf.FPDFText_GetUnicode(raw, index)
        if code in _FIRST_HALVES:
            first = code
        elif code in _SECOND_HALVES and first:
            yield index - 1, 0x10000 + (first - _FIRST_HALVES[0] << 10) + code - _SECOND_HALVES[0]
            first = 0
        elif code not in _SECOND_HALVES:
            yield index, code


def letter_of(code: int) -> str:
    """The character of a code; PDFium reports a hyphen at a line's end as U+0002 or U+FFFE."""
    return "-" if code in (0x02, 0xFFFE) else chr(code) if 0 < code < 0x110000 else "\ufffd"  # noqa: PLR2004 - what Unicode has
