"""Exceptions a caller can meet: one root, few children.

Content problems are data (statuses, exclusions, rejects, flags). An exception means a broken contract or
something that cannot be used at all, and its message says what happened, where, and what to do next.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

Result = TypeVar("Result")
_LONGEST_TROUBLE = 120
_MOST_LINES = 5


class CasebookError(Exception):
    """Root of every error this package raises on purpose."""

    exit_code = 2


class MisuseError(CasebookError):
    """The command or function was called with something that cannot work."""


class UnusableSourceError(CasebookError):
    """A source file cannot be read as a casebook."""

    exit_code = 3


class InvalidDatasetError(CasebookError):
    """A stored dataset does not hold what the contract promises."""

    exit_code = 3


class LexiconError(CasebookError):
    """A vocabulary file breaks its own schema."""


def guarded(step: Callable[[], Result], instead: Callable[[str], Result]) -> Result:
    """Take a step in which nobody foresaw an error, so that one costs no more than what the step is about.

    Args:
        step: What may go wrong.
        instead: Makes the result where it did, of what went wrong in words.

    Raises:
        MemoryError: What a document may take is used up, which is the whole document's matter.
        LexiconError: The vocabulary is broken, which is every document's matter.

    >>> guarded(lambda: int("三五"), len), guarded(lambda: int("35"), len)
    (56, 35)
    """
    try:
        return step()
    except (MemoryError, LexiconError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the rest of the document goes on
        return instead(in_words(error))


def on_lines(text: str, starts: Sequence[int]) -> str:
    r"""Say on which lines something stands, the first few of them; empty for nothing.

    >>> on_lines("a\nb\nc", [4, 2]), on_lines("", [])
    ('line 2, 3', '')
    """
    lines = sorted({text.count("\n", 0, start) + 1 for start in starts[:_MOST_LINES]})
    return f"line {', '.join(map(str, lines))}{', …' if len(starts) > _MOST_LINES else ''}" if lines else ""


def in_words(error: Exception) -> str:
    """What an exception says, on one short line that any file can hold."""
    said = f"{type(error).__name__}: {' '.join(str(error).split())}".encode(errors="replace").decode()
    return said if len(said) <= _LONGEST_TROUBLE else f"{said[:_LONGEST_TROUBLE]}…"
