"""What meaning, relations and audit cost, as a share of reading the 2020 casebook without them.

    .venv/bin/python -m benchmarks.meaning [ROUNDS]

Every round reads the book afresh: folded characters and words of a text are forgotten. Printed are medians of processor
time.
"""

import sys
import time
from statistics import median

from benchmarks.gold import CASEBOOK
from pipeline.audit import audit
from pipeline.dataset.rows import build_tables
from pipeline.interpret import interpret
from pipeline.lexicon.characters import fold
from pipeline.lexicon.segmentation import segment
from pipeline.meaning import give_meaning
from pipeline.read import read_document
from pipeline.recognise import read_section
from pipeline.relate import relate
from pipeline.run import understand
from pipeline.split import split
from pipeline.table import give_units

EDITION = 2020
LIMIT = 1.3  # times reading alone


def measure() -> tuple[float, float, float]:
    """Processor seconds of reading, of meaning with relations, and of the audit."""
    fold.cache_clear()
    segment.cache_clear()
    begin = time.process_time()
    document = read_document(CASEBOOK, CASEBOOK.name, EDITION)
    cases, sections = split(document)
    readings = [give_units(section, read_section(section), document) for section in sections]
    blocks = tuple(interpret(section, reading, document) for section, reading in zip(sections, readings, strict=True))
    read = time.process_time()
    relate(sections, give_meaning(sections, blocks, cases, document), document)
    meant = time.process_time()
    tables = build_tables(understand(document))
    stored = time.process_time()
    audit(tables, EDITION)
    return read - begin, meant - read, time.process_time() - stored


def main() -> None:
    """Prints the medians and the ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    measure()  # the vocabulary is loaded once
    read, meant, audited = (median(each) for each in zip(*(measure() for _ in range(rounds)), strict=True))
    ratio = (read + meant + audited) / read
    print(f"reading {read:.3f} s, meaning and relations {meant:.3f} s, audit {audited:.3f} s")
    print(f"together {ratio:.2f} times reading alone (at most {LIMIT})")


if __name__ == "__main__":
    main()
