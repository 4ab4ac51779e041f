"""A slice of every kind of fault that `benchmarks/faults.py` makes."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.faults import kinds

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("kind", kinds())
def test_nothing_is_lost(kind: str) -> None:
    # in a process of its own: a kind may fork, and threads that other tests have started are not taken along
    command = [sys.executable, "-m", "benchmarks.faults", kind, "--count", str(kinds()[kind].SLICE)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - a command of our own
    assert done.returncode == 0, done.stdout + done.stderr
