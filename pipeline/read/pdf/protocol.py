"""How a reader and the process that reads pages for it talk: one request, one answer."""

import pickle
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any

PASSWORD_VARIABLE = "CASEBOOK_PASSWORD"  # noqa: S105 - the name of the variable, not a password


class Refusal(StrEnum):
    """Why a document could not be opened."""

    PASSWORD = "password"  # noqa: S105 - it names what is missing
    FORMAT = "format"
    EMPTY = "empty"
    BROKEN = "broken"


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


def send(stream: IO[bytes], message: object) -> None:
    """Writes a message."""
    pickle.dump(message, stream, protocol=pickle.HIGHEST_PROTOCOL)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Reads a message; raises EOFError where the other side is gone."""
    return pickle.load(stream)  # noqa: S301 - it comes from a process that this package started itself
