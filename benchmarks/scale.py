"""What books by the thousand take: a run, the same again, one changed, validation, comparison and a query.

    .venv/bin/python -m benchmarks.scale [COUNT ...] [--plot FILE]

The books are those of `benchmarks.synthetic`. Each step is a command in a process of its own; printed are its seconds,
its processor seconds, those of its workers included, and the most memory that one process held. The plot shows
processor seconds by the number of books; what is linear is a straight line in it.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.synthetic import EDITIONS
from pipeline.dataset.trust import read_manifest

COUNTS = (10, 100, 1000)
QUERY = """
import duckdb, sys
claims = f"read_parquet('{sys.argv[1]}/claims/*/*.parquet', hive_partitioning = true)"
duckdb.sql(f"SELECT indicator, norm_unit, count(*), sum(norm_low) FROM {claims} GROUP BY ALL").fetchall()
"""
_COLOURS = ("#1b6ca8", "#c1440e", "#3a7d44", "#7b4fa3", "#8a6d1f", "#444444")


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


def measure(count: int, scratch: Path) -> tuple[dict[str, Taken], float]:
    """What each step takes with so many books, and how many bytes are stored for a claim."""
    raw, out, before = scratch / "raw", scratch / "extracted", scratch / "before"
    # not here: what this process holds counts as held by each process that it starts
    taken([sys.executable, "-m", "benchmarks.synthetic", str(raw), str(count)])
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
    found["query"] = taken([sys.executable, "-c", QUERY, str(out)])
    stored = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return found, stored / read_manifest(out).rows("claims")


def line(count: int, found: dict[str, Taken], per_claim: float) -> str:
    """A row of the table."""
    cells = (
        f"{each.seconds:.1f} s, {each.processor:.1f} s, {each.memory / (1 << 20):.0f} MiB" for each in found.values()
    )
    return f"| {count:,} | {' | '.join(cells)} | {per_claim:.0f} |"


def plot(measured: dict[int, dict[str, Taken]]) -> str:
    """Processor seconds by number of books, both on logarithmic axes, as SVG."""
    import math  # noqa: PLC0415 - only the plot

    steps = list(next(iter(measured.values())))
    most = max(each.processor for found in measured.values() for each in found.values())
    least = min(each.processor for found in measured.values() for each in found.values())

    def at(count: int, seconds: float) -> str:
        right = math.log(count / min(measured)) / (math.log(max(measured) / min(measured)) or 1)
        up = math.log(seconds / least) / (math.log(most / least) or 1)
        return f"{60 + 420 * right:.1f},{300 - 260 * up:.1f}"

    lines = [
        f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="'
        f'{" ".join(at(count, found[step].processor) for count, found in measured.items())}"/>'
        f'<text x="490" y="{40 + 18 * number}" fill="{colour}">{step}</text>'
        for number, (step, colour) in enumerate(zip(steps, (*_COLOURS, *_COLOURS), strict=False))
    ]
    ticks = [f'<text x="{at(count, least).split(",")[0]}" y="320">{count:,}</text>' for count in measured]
    ends = [f'<text x="5" y="{at(min(measured), each).split(",")[1]}">{each:.1f} s</text>' for each in (least, most)]
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="340" font-family="sans-serif" font-size="13">'
    title = '<text x="60" y="20">processor seconds by number of books</text>'
    return "\n".join([head, title, *lines, *ticks, *ends, "</svg>"]) + "\n"


def main() -> None:
    """Measure each count, print rows as they come."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    measured: dict[int, dict[str, Taken]] = {}
    for count in options.counts:
        with tempfile.TemporaryDirectory() as scratch:
            measured[count], per_claim = measure(count, Path(scratch))
        if len(measured) == 1:
            print(f"| books | {' | '.join(measured[count])} | bytes a claim |\n| --: |{' --: |' * 8}")
        print(line(count, measured[count], per_claim), flush=True)
    if options.plot:
        options.plot.write_text(plot(measured), encoding="utf-8")


if __name__ == "__main__":
    main()
