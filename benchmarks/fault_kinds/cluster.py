"""A run on a Dask cluster of two workers, one of which is killed, or the scheduler: nothing is lost."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from benchmarks.dask_cluster import Cluster, started
from benchmarks.fault_kinds import Row
from benchmarks.plain_reader import BOOKS, MOMENT, READER, books
from benchmarks.small_books import files
from pipeline.engine import reading
from pipeline.engine.update import Effort, Progress, run_all
from pipeline.errors import CasebookError

COUNT = 20
SLICE = 2


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Kill a worker of a run half the time, and the scheduler the other half."""
    chance = random.Random(3)  # noqa: S311 - the same each time
    raw, expected, half = books(scratch / "raw", "甲"), scratch / "expected", max(1, count // 2)
    with patch.object(reading, "READER", READER):
        run_all(raw, expected)
        with started(scratch) as cluster:
            wrong = [
                found for turn in range(half) if (found := _without_a_worker(cluster, raw, scratch / str(turn), chance))
            ]
        yield _row("a worker of a cluster of two", half, wrong)
        wrong = [found for turn in range(half) if (found := _without_scheduler(raw, scratch / f"s{turn}", chance))]
        yield _row("the scheduler of a cluster", half, wrong)


def _row(what: str, count: int, wrong: list[str]) -> Row:
    fault = f"{what} killed while {BOOKS} books are read"
    return Row(fault, count, f"{len(wrong)} ({wrong[0]})" if wrong else "nothing", not wrong)


def _without_a_worker(cluster: Cluster, raw: Path, out: Path, chance: random.Random) -> str:
    """What is wrong when a worker is killed; nothing where all is well."""
    with _later(chance, lambda: os.kill(cluster.worker_of(chance.randrange(2)), signal.SIGKILL)) as progress:
        run_all(raw, out, effort=Effort(scheduler=cluster.address), progress=progress)
    return "" if files(out) == files(out.parent / "expected") else "another dataset"


def _without_scheduler(raw: Path, out: Path, chance: random.Random) -> str:
    """What is wrong when the scheduler is killed, and after a run on another cluster."""
    out.mkdir()
    dataset = out / "extracted"
    with started(out) as cluster, _later(chance, cluster.scheduler.kill) as progress:
        try:
            run_all(raw, dataset, effort=Effort(scheduler=cluster.address), progress=progress)
        except CasebookError:
            if files(dataset):
                return "a part of the dataset"
    (out / "again").mkdir()
    with started(out / "again") as cluster:
        summary = run_all(raw, dataset, effort=Effort(scheduler=cluster.address))
    if files(dataset) != files(out.parent / "expected"):
        return "another dataset"
    return "" if summary.resumed or not summary.written else "what was read is read again"


@contextmanager
def _later(chance: random.Random, act: Callable[[], object]) -> Iterator[Progress]:
    """Does something a random time after the first book is read, of which the progress tells."""
    first, over = threading.Event(), threading.Event()

    def wait_and_act() -> None:
        first.wait()
        time.sleep(chance.uniform(0, MOMENT * BOOKS / 3))
        if not over.is_set():
            act()

    thread = threading.Thread(target=wait_and_act)
    thread.start()
    try:
        yield lambda count, _total, _last: first.set() if count else None
        over.set()
    finally:
        first.set()
        thread.join()
