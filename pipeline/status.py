"""How much of a source could be read, by itself: a run that finds nothing changed needs no other type of the model."""

from enum import StrEnum


class DocumentStatus(StrEnum):
    """How much of a source file could be read."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"
