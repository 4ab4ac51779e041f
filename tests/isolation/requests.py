"""What a worker under test is asked to do; it needs no vocabulary, so that it starts at once."""

import os
import time
from pathlib import Path

from pipeline.engine.reading import Task
from pipeline.errors import MisuseError

MEBIBYTE = 1 << 20
kept: list[bytes] = []


def answer(request: tuple[str, float]) -> object:
    """Does what the name says, as much of it as the number says."""
    name, amount = request
    match name:
        case "spin":
            end = time.process_time() + amount
            while time.process_time() < end:
                pass
        case "sleep":
            time.sleep(amount)
        case "hold":
            return len(bytearray(int(amount) * MEBIBYTE)) // MEBIBYTE
        case "keep":
            kept.append(b"\x01" * (int(amount) * MEBIBYTE))
        case "abort":
            os.abort()
        case "misuse":
            raise MisuseError("so nicht")
        case "print":
            print("not an answer")  # noqa: T201 - as a library would
    return os.getpid()


def fall_once(path: Path) -> str:
    """Ends its process unless an earlier one has left its mark: what the one before left behind is gone with it."""
    if path.exists():
        return "done"
    path.touch()
    os.abort()


def named(task: Task) -> str:
    """Does what the name of a source says, and tells who read what."""
    if task.lost is not None:
        return f"lost: {task.lost}"
    name = task.source.path.stem
    return f"{answer((name, 60) if name in ('sleep', 'spin') else (name, 0))} {task.source.source}"
