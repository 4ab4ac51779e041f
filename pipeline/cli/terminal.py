"""What is shown on a terminal: untrusted names made harmless, progress, and figures in lines."""

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pipeline.engine.update import Progress, silent


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


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar on the terminal's error stream; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it
    from rich.markup import escape  # noqa: PLC0415 - as above
    from rich.progress import Progress as Bar  # noqa: PLC0415 - as above

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(position: int, total: int, source: str) -> None:
            bar.update(task, completed=position, total=total, description=escape(printable(source)), refresh=True)

        yield show


def aligned(rows: Iterable[tuple[str, str]]) -> str:
    """Names and values in two columns, values that are empty left out.

    >>> print(aligned([("cases", "14"), ("rejects", ""), ("claims", "3")]))
    cases   14
    claims  3
    """
    shown = [(name, value) for name, value in rows if value]
    width = max((len(name) for name, _ in shown), default=0)
    return "\n".join(f"{name.ljust(width)}  {printable(value)}" for name, value in shown)
