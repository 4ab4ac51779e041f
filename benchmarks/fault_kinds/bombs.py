"""PDFs that ask for everything, and mutated ones, between two neighbours that ask for nothing."""

import time
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import psutil

from benchmarks.fault_kinds import Row
from benchmarks.hostile_pdfs import BOMBS, mutations, plain_pdf
from benchmarks.watching import Peak
from pipeline.engine import reading
from pipeline.engine.update import run_all
from pipeline.isolation.limits import Limits

COUNT = 60
SLICE = 2

MEBIBYTE = 1 << 20
PAGE = Limits(seconds=1, memory=256 * MEBIBYTE)
DOCUMENT = Limits(seconds=20, memory=512 * MEBIBYTE)
_LOADED = 384  # MiB that a reader holds before it has read anything, its libraries and vocabulary
_FIRST, _LAST = "2020/a.pdf", "2020/z.pdf"


def answer(task: reading.Task) -> reading.Outcome:
    """Reads a document within limits that are soon reached."""
    from pipeline.engine import document  # noqa: PLC0415 - the parent reads nothing
    from pipeline.read.pdf.document import Effort, read_pdf  # noqa: PLC0415 - as above

    with patch.dict(read_pdf.__kwdefaults__, effort=Effort(readers=1, page=PAGE)):
        return document.answer(task)


def stored(raw: Path, out: Path) -> dict[str, bytes]:
    """What a run stores of each source but the manifest and descriptor of the whole."""
    with patch.multiple(reading, READER=f"{__name__}:answer", LIMITS=DOCUMENT):
        run_all(raw, out)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.parquet")}


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Reads the mutated ones, then the bombs; a slice has the first of them."""
    bombs = list(BOMBS) if count >= COUNT else list(BOMBS)[:count]
    mutated = {f"m{number:03}": content for number, content in enumerate(mutations(count))}
    yield _row("a small PDF mutated", mutated, scratch / "mutated")
    yield _row("a PDF bomb", {name: BOMBS[name]() for name in bombs}, scratch / "bombs")


def _row(fault: str, files: dict[str, bytes], scratch: Path) -> Row:
    alone, among = scratch / "alone", scratch / "among"
    for raw in (alone, among):
        (raw / "2020").mkdir(parents=True)
        for neighbour in (_FIRST, _LAST):
            (raw / neighbour).write_bytes(plain_pdf())
    for name, content in files.items():
        (among / "2020" / f"{name}.pdf").write_bytes(content)
    expected = stored(alone, scratch / "expected")
    before, begin = psutil.Process().memory_info().rss, time.perf_counter()
    with Peak() as peak:
        found = stored(among, scratch / "found")
    seconds = (time.perf_counter() - begin) / len(files)
    own = (psutil.Process().memory_info().rss - before) / MEBIBYTE
    left = psutil.Process().children(recursive=True)
    touched = [path for path, content in expected.items() if found.get(path) != content]
    missing = [name for name in files if f"documents/edition=2020/{name}.pdf.parquet" not in found]
    held = peak.bytes / MEBIBYTE
    bound = _LOADED + DOCUMENT.memory / MEBIBYTE
    holds = not (touched or missing or left) and held <= bound and own < PAGE.memory / MEBIBYTE
    lost = "nothing" if holds else f"neighbours: {touched}, documents: {missing}, {len(left)} processes left"
    took = f"a reader held {held:.0f} MiB at most, the run {own:.0f} MiB more than before; {seconds:.1f} s each"
    return Row(fault, len(files), f"{lost} ({took})", holds)
