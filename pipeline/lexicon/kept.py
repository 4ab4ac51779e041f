"""What takes longer to make than a book takes to read, kept beside the compiled modules of Python.

Whoever may write there may change the modules themselves, so that what is found is as much trusted as they are. It is
used only where it was made of the very same bytes.
"""

import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar, cast

_KEPT = Path(cache_from_source(__file__))

Made = TypeVar("Made")


def kept(name: str, made_of: bytes, make: Callable[[], Made]) -> Made:
    """Make something, or take it as it was made before.

    Args:
        name: What to keep it under: another name for each thing.
        made_of: All that it depends on.
        make: Makes it.

    >>> kept("example", b"35", lambda: int("35"))
    35
    """
    place = _KEPT.with_suffix(f".{name}.pickle")
    digest = hashlib.sha256(made_of).digest()
    match _read(place):
        case (found, made) if found == digest:
            return cast("Made", made)
    new = make()
    if not sys.dont_write_bytecode:
        _write(place, pickle.dumps((digest, new), pickle.HIGHEST_PROTOCOL))
    return new


def _read(place: Path) -> object:
    try:
        return pickle.loads(place.read_bytes())  # noqa: S301 - it stands beside the modules themselves
    except Exception:  # noqa: BLE001 - not there or cut off: pickles fail in many ways
        return None


def _write(place: Path, content: bytes) -> None:
    """Write a file whole, since another process may read it or write it as well; a system's folder is read alone."""
    own = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        own.write_bytes(content)
        own.replace(place)
    with suppress(OSError):
        own.unlink(missing_ok=True)
