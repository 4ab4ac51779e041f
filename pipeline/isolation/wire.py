"""How a worker and its parent talk: one request, one answer."""

import pickle
from dataclasses import dataclass
from typing import IO, Any


@dataclass(frozen=True, slots=True)
class Raised:
    """The answer to a request that raised an exception."""

    error: Exception


def send(stream: IO[bytes], message: object) -> None:
    """Writes a message."""
    pickle.dump(message, stream, protocol=pickle.HIGHEST_PROTOCOL)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Reads a message; raises EOFError where the other side is gone, in the middle of a message too."""
    try:
        return pickle.load(stream)  # noqa: S301 - it comes from a process that this package started itself
    except pickle.UnpicklingError as error:
        raise EOFError("cut short") from error
