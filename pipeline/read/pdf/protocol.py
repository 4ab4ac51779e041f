"""What is asked of the workers that read pages, and what they answer besides pages."""

from dataclasses import dataclass
from enum import StrEnum

PASSWORD_VARIABLE = "CASEBOOK_PASSWORD"  # noqa: S105 - the name of the variable, not a password


class Refusal(StrEnum):
    """Why a document could not be opened."""

    PASSWORD = "password"  # noqa: S105 - it names what is missing
    FORMAT = "format"
    EMPTY = "empty"
    BROKEN = "broken"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Opening:
    """Asks to open a file, with its password if there is one."""

    path: str
    password: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening a file: its number of pages, or why it could not be opened."""

    pages: int = 0
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Turning:
    """Asks to read a page of a file, numbered from 1."""

    opening: Opening
    number: int
