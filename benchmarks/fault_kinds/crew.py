"""A run with several workers is killed, or one of these: the dataset is the old one, and the new one in the end."""

import importlib
import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import psutil

from benchmarks.fault_kinds import Row
from benchmarks.plain_reader import BOOKS, MOMENT, READER, books
from benchmarks.small_books import LAZY, command, files, quietly, started
from benchmarks.watching import still_there
from pipeline.engine import reading

COUNT = 60
SLICE = 2

_WORKERS = 3
_PATIENCE = 120.0


@dataclass(slots=True)
class _Kills:
    """What came of kills.

    Attributes:
        done: How many there were.
        wrong: What was wrong after them.
    """

    done: int = 0
    wrong: list[str] = field(default_factory=list)


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Kill runs, half the time whole and half the time one of their workers, until so many are killed."""
    for module in LAZY:
        importlib.import_module(module)
    with patch.object(reading, "READER", READER):
        for what, whole in (("a run", True), ("a worker of a run", False)):
            kills, chance = _Kills(), random.Random(whole)  # noqa: S311 - the same each time
            out = scratch / what / "extracted"
            for turn in range(count):
                if kills.done < max(1, count // 2):
                    raw = books(scratch / what / "raw", "甲乙"[turn % 2])
                    _round(kills, max(1, count // 2), chance, raw, out, whole=whole)
            lost = "; ".join(kills.wrong[:3]) or "nothing"
            fault = f"{what} with {_WORKERS} workers and {BOOKS} books killed while it reads"
            yield Row(fault, kills.done, lost, not kills.wrong)


def _round(kills: _Kills, most: int, chance: random.Random, raw: Path, out: Path, *, whole: bool) -> None:
    """Run until the dataset is that of the books, killing meanwhile."""
    expected = out.with_name("expected")
    command("run", raw, "--out", expected, "--workers", "1")
    new, old = files(expected), files(out)
    while True:
        child = started(quietly, ["run", str(raw), "--out", str(out), "--workers", str(_WORKERS)])
        if kills.done == most:
            os.waitpid(child, 0)
            break
        if _ended_by_itself(kills, child, out, chance, whole=whole):
            if whole or files(out) == new:
                break
        elif files(out) != old:
            kills.wrong.append(f"after kill {kills.done} the dataset is not the old one")
    if files(out) != new:
        kills.wrong.append(f"after kill {kills.done} and a run the dataset is not the new one")


def _ended_by_itself(kills: _Kills, child: int, out: Path, chance: random.Random, *, whole: bool) -> bool:
    """Whether a run came to its end; it, or one of its workers, is killed some time after it has read a book."""
    journal = out.parent / f".{out.name}.run" / "journal"
    before, end = _length(journal), time.monotonic() + _PATIENCE
    while _length(journal) <= before and time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.01)
    time.sleep(chance.uniform(0, MOMENT * BOOKS / _WORKERS))
    if os.waitpid(child, os.WNOHANG)[0]:
        return True
    below = psutil.Process(child).children(recursive=True)
    os.kill(child if whole or not below else chance.choice(below).pid, signal.SIGKILL)
    kills.done += 1
    os.waitpid(child, 0)
    if still_there(below):
        kills.wrong.append(f"after kill {kills.done} a worker lives on")
    return not whole


def _length(journal: Path) -> int:
    return journal.stat().st_size if journal.exists() else 0
