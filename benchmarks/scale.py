"""What books by the thousand take: a run, the same again, one changed, validation, comparison and a query.

    .venv/bin/python -m benchmarks.scale [COUNT ...] [--cases N] [--plot FILE]

The books are those of `benchmarks.synthetic`, whole ones or of N cases. Each step is a command in a process of its own;
printed are its seconds, its processor seconds, those of its workers included, and the most memory that one process
held; and below them the exponent of processor seconds in the number of books: what is linear has 1, or less where much
of it is spent before the first book. The plot shows the same.
"""

import argparse
import json
import math
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.synthetic import EDITIONS
from pipeline.dataset.trust import read_manifest

COUNTS = (10, 100, 1000)
QUERY = """
import duckdb, sys
claims = f"read_parquet('{sys.argv[1]}', hive_partitioning = true)"
duckdb.sql(f"SELECT indicator, norm_unit, count(*), sum(norm_low) FROM {claims} GROUP BY ALL").fetchall()
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took.

    Attributes:
        seconds: Time on the clock.
        processor: Processor seconds of it and its workers.
        memory: The most bytes that it, or one of its workers, held.
    """

    seconds: float
    processor: float
    memory: int


def taken(command: Sequence[str], fine: frozenset[int] = frozenset({0})) -> Taken:
    """What a command took that ends with one of some codes."""
    begin = time.perf_counter()
    # a process of its own that waits for it, for what children took is told of all of them together
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        import resource  # noqa: PLC0415 - not everywhere
        import subprocess  # noqa: PLC0415 - as above

        code = subprocess.run(command, capture_output=True, check=False).returncode
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(writer, f"{code} {used.ru_utime + used.ru_stime} {used.ru_maxrss}".encode())
        os._exit(0)
    os.close(writer)
    with open(reader, encoding="ascii") as pipe:  # noqa: PTH123 - a descriptor, no path
        code, processor, kibibytes = pipe.read().split()
    os.waitpid(child, 0)
    if int(code) not in fine:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return Taken(time.perf_counter() - begin, float(processor), int(kibibytes) << 10)


def measure(count: int, scratch: Path, cases: int | None) -> tuple[dict[str, Taken], float]:
    """What each step takes with so many books, and how many bytes are stored for a claim."""
    raw, out, before = scratch / "raw", scratch / "extracted", scratch / "before"
    # not here: what this process holds counts as held by each process that it starts
    taken([sys.executable, "-m", "benchmarks.synthetic", str(raw), str(count), *([str(cases)] if cases else [])])
    casebook = [sys.executable, "-m", "pipeline.cli"]
    run = [*casebook, "run", str(raw), "--out", str(out)]
    whole = frozenset({0, 3})  # an invented book may have a row rejected or a part not understood
    found = {"run": taken(run, whole), "unchanged": taken(run, whole)}
    shutil.copytree(out, before)
    found["diff, equal"] = taken([*casebook, "diff", str(before), str(out)])
    book = raw / str(EDITIONS[0]) / "book-00000.txt"
    book.write_text(book.read_text(encoding="utf-8").replace("吨", "公斤", 1), encoding="utf-8")
    found["one changed"] = taken(run, whole)
    found["diff, one changed"] = taken([*casebook, "diff", str(before), str(out)], frozenset({1}))
    found["validate"] = taken([*casebook, "validate", str(out)], whole)
    compact = scratch / "compact"
    found["export"] = taken([*casebook, "export", str(out), "--to", "parquet", "--out", str(compact)])
    found["query"] = taken([sys.executable, "-c", QUERY, f"{out}/claims/*/*.parquet"])
    found["query, exported"] = taken([sys.executable, "-c", QUERY, f"{compact}/claims.parquet"])
    stored = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return found, stored / read_manifest(out).rows("claims")


def line(count: int, found: dict[str, Taken], per_claim: float) -> str:
    """A row of the table."""
    cells = (
        f"{each.seconds:.1f} s, {each.processor:.1f} s, {each.memory / (1 << 20):.0f} MiB" for each in found.values()
    )
    return f"| {count:,} | {' | '.join(cells)} | {per_claim:.0f} |"


def exponents(measured: Mapping[int, Mapping[str, Taken]]) -> dict[str, float]:
    """By how much processor seconds grow with the number of books, between the two largest numbers."""
    (few, before), (many, after) = sorted(measured.items())[-2:]
    return {step: math.log(after[step].processor / before[step].processor) / math.log(many / few) for step in after}


def plot(measured: Mapping[int, Mapping[str, Taken]]) -> str:
    """Processor seconds by number of books, both on logarithmic axes, as SVG."""
    import vl_convert  # noqa: PLC0415 - only the plot

    values = [
        {"books": count, "seconds": each.processor, "step": step}
        for count, found in measured.items()
        for step, each in found.items()
    ]
    axes = {
        "x": {"field": "books", "type": "quantitative", "scale": {"type": "log"}, "axis": {"values": list(measured)}},
        "y": {
            "field": "seconds",
            "type": "quantitative",
            "scale": {"type": "log"},
            "title": "processor seconds",
        },
        "color": {"field": "step", "type": "nominal", "sort": None, "title": None},
    }
    chart = {
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": axes,
        "width": 480,
        "height": 320,
        "background": "white",
    }
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(chart))
    return drawn


def main() -> None:
    """Measure each count, print rows as they come."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS)
    parser.add_argument("--cases", type=int, help="how many cases a book has; by default as many as the real one")
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    measured: dict[int, dict[str, Taken]] = {}
    for count in options.counts:
        with tempfile.TemporaryDirectory() as scratch:
            measured[count], per_claim = measure(count, Path(scratch), options.cases)
        if len(measured) == 1:
            steps = measured[count]
            print(f"| books | {' | '.join(steps)} | bytes a claim |\n| --: |{' --: |' * (len(steps) + 1)}")
        print(line(count, measured[count], per_claim), flush=True)
    if len(measured) > 1:
        print(f"| exponent | {' | '.join(f'{each:.2f}' for each in exponents(measured).values())} | |")
    if options.plot:
        options.plot.write_text(plot(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
