"""A run with two workers against two runs with one worker each, side by side, of half of the books each.

    .venv/bin/python -m benchmarks.workers [--books N] [--rounds N]

Both take turns, so that a busy machine is as busy for the one as for the other. Printed are the medians of the seconds
on the clock, and their ratio: 1 where a run with two workers loses nothing to two runs.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.synthetic import write


def seconds(runs: Sequence[tuple[Path, int]]) -> float:
    """How long runs take that begin at once, each of a folder with so many workers."""
    for raw, _ in runs:
        shutil.rmtree(raw.with_name(f"{raw.name}-out"), ignore_errors=True)
    begin = time.perf_counter()
    commands = [
        [sys.executable, "-m", "pipeline.cli", "run", str(raw), "--out", f"{raw}-out", "--workers", str(workers)]
        for raw, workers in runs
    ]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    codes = [process.wait() for process in running]
    if not set(codes) <= {0, 3}:
        raise SystemExit(f"a run ended with {codes}")
    return time.perf_counter() - begin


def main() -> None:
    """Measure in turns, print the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--books", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        whole, *halves = (Path(scratch) / name for name in ("whole", "one", "other"))
        write(whole, options.books)
        for number, path in enumerate(sorted(whole.rglob("*.txt"))):
            target = halves[number % 2] / path.relative_to(whole)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        taken = [(seconds([(whole, 2)]), seconds([(half, 1) for half in halves])) for _ in range(options.rounds)]
    together, apart = (statistics.median(each) for each in zip(*taken, strict=True))
    print(f"one run with two workers {together:.1f} s, two runs side by side {apart:.1f} s: {apart / together:.2f}")
    print("rounds: " + ", ".join(f"{one:.1f} against {two:.1f}" for one, two in taken))


if __name__ == "__main__":
    main()
