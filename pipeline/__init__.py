"""Numeric claims with their units from Chinese corporate casebooks.

    from pipeline import extract, explain, load

`extract(path)` reads one casebook, `explain(text)` shows how the numerals of a text are read, and
`load("extracted", "claims")` gives a table of a stored dataset as a pandas DataFrame.
"""

from importlib import import_module

TYPE_CHECKING = False  # as `typing` has it, which takes longer to load than all else here

if TYPE_CHECKING:
    from typing import Any

    from pipeline.dataset.load import load
    from pipeline.run import explain, extract

__all__ = ["explain", "extract", "load"]

# `import pipeline` and every command start fast: what needs pandas, pyarrow and jieba is imported when it is used
_HOMES = {"explain": "pipeline.run", "extract": "pipeline.run", "load": "pipeline.dataset.load"}


def __getattr__(name: str) -> "Any":
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
