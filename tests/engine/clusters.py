"""A Dask cluster of this machine, its scheduler and each worker a process of its own, and what its readers do."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine.reading import Task

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Cluster:
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: tuple[subprocess.Popen[bytes], ...]


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
        import json  # noqa: PLC0415 - only here

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
    return subprocess.Popen(  # noqa: S603 - of this package's own making
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _end(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:  # a nanny's worker and that one's reader are of its session
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def answer(task: Task) -> str:
    """Does what the text says; no vocabulary is needed for that."""
    if task.lost is not None:
        return f"lost: {task.lost}"
    text = task.source.path.read_text(encoding="utf-8")
    match text.split()[0]:
        case "死":  # its reader dies
            os.abort()
        case "毒":  # it takes the worker with it that waits for the reader
            os.kill(os.getppid(), signal.SIGKILL)
        case "慢":
            time.sleep(1)
    return f"{os.getppid()} {task.source.source}: {text}"
