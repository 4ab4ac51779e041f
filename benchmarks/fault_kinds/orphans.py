"""A run that is killed while its reader works: nothing of it lives on after a second."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from benchmarks.fault_kinds import Row
from benchmarks.hostile_pdfs import runaway_pdf
from benchmarks.watching import still_there
from pipeline.engine.reading import Task

COUNT = 40
SLICE = 4

_ROOT = Path(__file__).resolve().parents[2]
_RUN = f"""
import sys
from pipeline.cli import main
from pipeline.engine import reading

reading.READER = "{__name__}:answer"
sys.exit(main(["run", sys.argv[1], "--out", sys.argv[2]]))
"""


def _spin() -> None:
    while True:
        pass


def _match() -> None:
    re.fullmatch(r"(年+)+月", "年" * 64)  # which lets no other thread of Python do anything


def _wait() -> None:
    time.sleep(600)


_BUSY: dict[str, Callable[[], None]] = {"spins": _spin, "matches": _match, "waits": _wait}
_PAGES = "reads pages"
_BEGUN = ".begun"


def answer(task: Task) -> None:
    """Does what the file's name says, for ever, after a sign that it has begun."""
    task.source.path.with_suffix(_BEGUN).touch()
    if task.source.path.stem in _BUSY:
        _BUSY[task.source.path.stem]()
    from pipeline.read.pdf.document import read_pdf  # noqa: PLC0415 - slow to import, and needed here alone

    while True:
        read_pdf(task.source.path, task.source.source, 2020)


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Kills runs at random moments, each kind of work in its turn."""
    dice = random.Random(9)  # noqa: S311 - no secret
    alive: list[str] = []
    for number in range(count):
        kind = (*_BUSY, _PAGES)[number % (len(_BUSY) + 1)]
        raw = scratch / f"{number}" / "2020"
        raw.mkdir(parents=True)
        if kind == _PAGES:
            (raw / f"{kind}.pdf").write_bytes(runaway_pdf())
        else:
            (raw / f"{kind}.txt").write_text("。", encoding="utf-8")
        below = _killed(raw.parent, raw / f"{kind}{_BEGUN}", dice.uniform(0, 2))
        if not below or still_there(below):
            alive.append(kind)
    lost = "nothing lives on" if not alive else f"readers live on: {alive}"
    yield Row("a run killed while its reader works", count, lost, not alive)


def _killed(raw: Path, begun: Path, delay: float) -> list[psutil.Process]:
    """The processes of a run that was killed some time after its reader had begun."""
    command = [sys.executable, "-c", _RUN, str(raw), str(raw.with_name(f"{raw.name}-out"))]
    environment = os.environ | {"PYTHONPATH": str(_ROOT)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as running:
        parent = psutil.Process(running.pid)
        end = time.monotonic() + 60
        while not begun.exists() and time.monotonic() < end:
            time.sleep(0.02)
        time.sleep(delay)
        below = parent.children(recursive=True)
        running.send_signal(signal.SIGKILL)
        running.wait()
    return below
