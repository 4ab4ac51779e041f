"""How fast PDFs are read, and how much memory it takes: `python benchmarks/pdf.py FILE`.

Prints pages per second, beside pdfplumber's `extract_text` alone on the same pages in the same run, and the peak
memory above the bare imports for the first 20 pages of the file, for 200 and for 1,000 (its pages over and over), and
that of the largest process when they become a dataset.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from pipeline.read.pdf.document import Effort, read_pdf

ROUNDS = 3
READERS = (1, 2)
SIZES = (20, 200, 1000)


def main(path: Path) -> None:
    """Prints the figures for a file."""
    pages = len(pdfium.PdfDocument(path))
    theirs = pages / best(lambda: extract_text(path))
    print(f"pdfplumber extract_text: {theirs:.0f} pages/s")
    for readers in READERS:
        ours = pages / best(lambda readers=readers: read_pdf(path, path.name, 2020, effort=Effort(readers=readers)))
        print(f"read_pdf, {readers} readers, tables included: {ours:.0f} pages/s, {ours / theirs:.1f} times")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            repeated = repeat(path, size, Path(folder) / f"{size}.pdf")
            own, reader = memory(repeated)
            print(f"{size} pages: {own:.0f} MB above the imports, and {reader:.0f} MB for each reader in all")
            print(f"{size} pages as a dataset: {whole(repeated):.0f} MB in the largest process")


def best(action: Callable[[], object]) -> float:
    """Seconds that the fastest of a few rounds took."""
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def extract_text(path: Path) -> None:
    """Reads the text as pdfplumber does by itself."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()


def repeat(path: Path, size: int, target: Path) -> Path:
    """Writes a PDF of a size from the pages of another."""
    source, document = pdfium.PdfDocument(path), pdfium.PdfDocument.new()
    for _ in range(-(-size // len(source))):
        document.import_pages(source, list(range(min(len(source), size - len(document)))))
    document.save(target)
    return target


def memory(path: Path) -> tuple[float, float]:
    """Peak memory in MB of a process that reads a file: its own above the imports, and that of its largest reader."""
    command = [sys.executable, __file__, "--memory", str(path)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    own, reader = json.loads(printed)
    return own, reader


def whole(path: Path) -> float:
    """Peak memory in MB of the largest process of `casebook run`."""
    with tempfile.TemporaryDirectory() as folder:
        run = [sys.executable, "-m", "pipeline.cli", "run", str(path), "--edition", "2020", "--out", folder]
        code = (
            "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
        )
        printed = subprocess.run([sys.executable, "-c", code, *run], check=True, capture_output=True, text=True).stdout
    return float(printed)


def print_memory(path: Path) -> None:
    """Prints the figures of `memory` for this process."""
    before = peak(resource.RUSAGE_SELF)
    read_pdf(path, path.name, 2020, effort=Effort(readers=1))
    print(json.dumps([peak(resource.RUSAGE_SELF) - before, peak(resource.RUSAGE_CHILDREN)]))


def peak(who: int) -> float:
    """Peak memory in MB, as Linux counts it."""
    return resource.getrusage(who).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1] == "--memory":
        print_memory(Path(sys.argv[2]))
    else:
        main(Path(sys.argv[1]))
