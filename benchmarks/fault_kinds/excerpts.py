"""Pieces of the real book that begin on a blank line: they hold what they hold without it."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.fault_kinds import Row
from pipeline.dataset.rows import build_tables
from pipeline.dataset.validate import breaches, check
from pipeline.model import Extraction
from pipeline.read.text import read_text
from pipeline.run import understand

COUNT = 65
SLICE = 3
BOOK = Path(__file__).resolve().parents[2] / "raw" / "2020" / "cbca-casebook-2020.txt"
LINES = 400


def run(count: int, _scratch: Path) -> Iterator[Row]:
    """Read each piece with its blank line and without it."""
    lost = claims = broken = 0
    for piece in islice(pieces(), count):
        with_blank, without = read(piece), read(piece.lstrip("\n"))
        found, expected = quotes(with_blank), quotes(without)
        claims += len(expected)
        lost += len(expected) - len(found) if found != expected else 0
        tables = build_tables(with_blank)
        broken += check(tables)[1].num_rows + len(breaches([tables])[0]) + (with_blank.document.status != "ok")
    told = f"{lost} of {claims} claims, {broken} rows or documents broken" if lost or broken else "nothing"
    yield Row(f"{LINES} lines of the book that begin on a blank one", count, told, holds=not (lost or broken))


def pieces() -> Iterator[str]:
    """Pieces of the book that begin on a blank line, from its beginning."""
    lines = BOOK.read_text(encoding="utf-8").splitlines(keepends=True)
    for start, line in enumerate(lines):
        if not line.strip():
            yield "".join(lines[start : start + LINES])


def read(text: str) -> Extraction:
    """A text through all stages."""
    return understand(read_text(text.encode(), "book.txt", 2020))


def quotes(extraction: Extraction) -> list[str]:
    """The claims of an extraction, each as its quote."""
    return build_tables(extraction)["claims"]["quote"].to_pylist()
