"""How long the command takes, as a ratio to loading the libraries it stands on.

    .venv/bin/python -m benchmarks.command [REPETITIONS]

Three commands take turns, so that a slow spell of the machine meets all of them: the imports alone, the casebooks in
`raw` into a new dataset (cold), and the same once more with nothing changed. Printed are medians.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RAW = Path(__file__).resolve().parent.parent / "raw"
IMPORTS = [sys.executable, "-W", "ignore", "-c", "import pandas, pyarrow, jieba; jieba.initialize()"]
RUN = [sys.executable, "-m", "pipeline.cli", "run", str(RAW), "--out"]
LIMITS = {"cold": 2.5, "unchanged": 1.0}  # times the imports


def seconds(command: list[str]) -> float:
    """Wall time of a command that must succeed."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def measure(repetitions: int) -> dict[str, float]:
    """Median seconds of the imports, the cold and the unchanged run."""
    seconds(IMPORTS)  # the first import compiles and builds caches
    taken: dict[str, list[float]] = {"imports": [], "cold": [], "unchanged": []}
    for _ in range(repetitions):
        with tempfile.TemporaryDirectory() as folder:
            out = str(Path(folder) / "extracted")
            taken["imports"].append(seconds(IMPORTS))
            taken["cold"].append(seconds([*RUN, out]))
            taken["unchanged"].append(seconds([*RUN, out]))
    return {name: median(times) for name, times in taken.items()}


if __name__ == "__main__":
    medians = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
    print(f"imports    {medians['imports']:.2f} s")
    for name, limit in LIMITS.items():
        ratio = medians[name] / medians["imports"]
        print(f"{name:9}  {medians[name]:.2f} s  {ratio:.2f} times the imports (limit {limit})")
