"""What is shown on a terminal: untrusted names made harmless, and figures in lines."""

import unicodedata
from collections.abc import Iterable


def printable(text: str) -> str:
    r"""The text on one line, with control and direction characters spelled out.

    So a file's name can neither steer the terminal nor forge a line.

    >>> printable("案例\x1b[2J.txt\nok: 丁.txt")
    '案例\\x1b[2J.txt\\nok: 丁.txt'
    """
    return "".join(
        character.encode("unicode_escape").decode() if _steers(character) else character for character in text
    )


def _steers(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def aligned(rows: Iterable[tuple[str, str]]) -> str:
    """Names and values in two columns, values that are empty left out.

    >>> print(aligned([("cases", "14"), ("rejects", ""), ("claims", "3")]))
    cases   14
    claims  3
    """
    shown = [(name, value) for name, value in rows if value]
    width = max((len(name) for name, _ in shown), default=0)
    return "\n".join(f"{name.ljust(width)}  {printable(value)}" for name, value in shown)
