"""The books with gold, read by the pipeline as it stands and compared with it."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.dataset.rows import build_tables
from pipeline.evaluate import Evaluation, evaluate, read_gold
from pipeline.run import extract

ROOT = Path(__file__).resolve().parent.parent
CASEBOOK = ROOT / "raw" / "2020" / "cbca-casebook-2020.txt"
INVENTED = ROOT / "tests" / "casebooks"


def books() -> Iterator[tuple[str, Path, tuple[Path, ...]]]:
    """Name, text and gold files of each book: the real one, then the invented ones."""
    yield "casebook 2020", CASEBOOK, tuple(sorted((ROOT / "tests" / "gold").glob("*.jsonl")))
    for text in sorted(INVENTED.glob("*/*.txt")):
        yield text.stem, text, (text.with_suffix(".jsonl"),)


def evaluations() -> dict[str, Evaluation]:
    """Each book's claims against its gold, by the name of the book."""
    compared = {}
    for name, text, gold in books():
        extraction = extract(text)
        claims = build_tables(extraction)["claims"].to_pylist()
        compared[name] = evaluate(claims, read_gold(gold, extraction.document.text), extraction.document.text)
    return compared
