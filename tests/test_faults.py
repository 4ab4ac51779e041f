"""A slice of every kind of fault that `benchmarks/faults.py` makes."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.faults import kinds

ROOT = Path(__file__).resolve().parent.parent

Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def tried(request: pytest.FixtureRequest) -> Iterator[Mapping[str, Future[Done]]]:
    """The kinds that are asked for, as many at once as there are cores: each waits for processes most of its time."""
    wanted = [item.callspec.params["kind"] for item in request.session.items if item.path == request.path]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {kind: pool.submit(_try, kind) for kind in wanted}


def _try(kind: str) -> Done:
    # in a process of its own: a kind may fork, and threads that other tests have started are not taken along
    command = [sys.executable, "-m", "benchmarks.faults", kind, "--count", str(kinds()[kind].SLICE)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - a command of our own


@pytest.mark.parametrize("kind", kinds())
def test_nothing_is_lost(kind: str, tried: Mapping[str, Future[Done]]) -> None:
    done = tried[kind].result()
    assert done.returncode == 0, done.stdout + done.stderr
