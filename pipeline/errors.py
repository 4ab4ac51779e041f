"""Exceptions a caller can meet: one root, few children.

Content problems are data (statuses, exclusions, rejects, flags). An exception means a broken contract or
something that cannot be used at all, and its message says what happened, where, and what to do next.
"""


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
