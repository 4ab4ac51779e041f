"""A Dask cluster of this machine, its scheduler and each worker a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster.

    Attributes:
        address: Where its scheduler answers.
        scheduler: Its process.
        workers: Those of the nannies, which start a worker again that has died.
    """

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]

    def worker_of(self, nanny: int) -> int:
        """The process of the worker that a nanny has now."""
        below = psutil.Process(self.workers[nanny].pid).children()
        return next(each.pid for each in below if "spawn_main" in " ".join(each.cmdline()))


@contextmanager
def started(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A scheduler and workers under nannies, which start a worker again that has died, as `dask worker` does."""
    said = folder / "scheduler.json"
    options = ["--no-dashboard", "--scheduler-file", str(said)]
    scheduler = _process("scheduler", *options, "--port", "0", "--host", "127.0.0.1")
    try:
        end = time.monotonic() + 60
        while not said.exists() and time.monotonic() < end:
            time.sleep(0.05)
        address = json.loads(said.read_text())["address"]
        place = ["--local-directory", str(folder), "--nthreads", "1"]
        crew = tuple(_process("worker", *options, *place) for _ in range(workers))
        try:
            yield Cluster(address, scheduler, crew)
        finally:
            _end(*crew)
    finally:
        _end(scheduler)


def _process(kind: str, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _end(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:  # a nanny's worker and that one's reader are of its session
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
