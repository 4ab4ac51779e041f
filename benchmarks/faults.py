"""Faults that came up in use, made again on purpose: what was done, how often, and what was lost.

    .venv/bin/python -m benchmarks.faults [KIND ...] [--count N]

Every file in `benchmarks/fault_kinds` is one kind; without KIND all of them run, each as often as it says. The table
that is printed is the README's. Ends with 1 where something was lost.
"""

import argparse
import importlib
import pkgutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from benchmarks import fault_kinds
from benchmarks.fault_kinds import Row


def kinds() -> dict[str, ModuleType]:
    """The kinds by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(fault_kinds.__path__))
    return {name: importlib.import_module(f"{fault_kinds.__name__}.{name}") for name in names}


def line(kind: str, row: Row) -> str:
    """One line of the table."""
    verdict = row.lost if row.holds else f"**{row.lost}**"
    return f"| {row.fault} | {row.tried} | {verdict} | `python -m benchmarks.faults {kind}` |"


def main() -> int:
    """Run the kinds that are named, print their rows as they come."""
    known = kinds()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", nargs="*", metavar="KIND", help=f"one of {', '.join(known)}; all by default")
    parser.add_argument("--count", type=int, help="how often, instead of as often as the kind says")
    options = parser.parse_args()
    if unknown := set(options.kind) - set(known):
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    lost = 0
    print("| fault | tried | lost | command |\n| --- | --: | --- | --- |")
    for kind in options.kind or known:
        with tempfile.TemporaryDirectory() as scratch:
            for row in known[kind].run(options.count or known[kind].COUNT, Path(scratch)):
                print(line(kind, row), flush=True)
                lost += not row.holds
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
