"""Patterns compiled once: it takes longer than to read a book."""

from collections.abc import Iterable

import regex

from pipeline.lexicon.kept import kept

Compiled = dict[str, regex.Pattern[str]]


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
    wanted = sorted(set(patterns))
    made_of = "\0".join((regex.__version__, *wanted)).encode()
    return kept(f"patterns-{name}", made_of, lambda: {pattern: regex.compile(pattern) for pattern in wanted})
