"""Patterns compiled once, and kept beside the compiled modules of Python: it takes longer than to read a book.

Whoever may write there may change the modules themselves, so that what is found is as much trusted as they are. It is
used only where it was made of the very same patterns by the very same `regex`.
"""

import os
import pickle
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import regex

Compiled = dict[str, regex.Pattern[str]]

_KEPT = Path(cache_from_source(__file__))


def compile_all(name: str, patterns: Iterable[str]) -> Compiled:
    r"""Compile the patterns of one part of the lexicon.

    Args:
        name: What to keep them under: another name for each part.
        patterns: The patterns.

    Returns:
        Each pattern as written, compiled.

    >>> compile_all("example", [r"\d+", "年"])["年"].search("2020 年").span()
    (5, 6)
    """
    place = _KEPT.with_suffix(f".{name}.regex-{regex.__version__}.pickle")
    wanted = frozenset(patterns)
    kept = _read(place)
    if kept.keys() == wanted:
        return kept
    compiled = {pattern: kept.get(pattern) or regex.compile(pattern) for pattern in wanted}
    if not sys.dont_write_bytecode:
        _write(place, pickle.dumps(compiled, pickle.HIGHEST_PROTOCOL))
    return compiled


def _read(place: Path) -> Compiled:
    try:
        kept: Compiled = pickle.loads(place.read_bytes())  # noqa: S301 - it stands beside the modules themselves
    except Exception:  # noqa: BLE001 - not there or cut off: pickles fail in many ways
        return {}
    return kept


def _write(place: Path, content: bytes) -> None:
    """Write a file whole, since another process may read it or write it as well; a system's folder is read alone."""
    own = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        own.write_bytes(content)
        own.replace(place)
    with suppress(OSError):
        own.unlink(missing_ok=True)
