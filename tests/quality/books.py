"""The annotated books, and the figures that the pipeline reaches on each."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline import extract
from pipeline.dataset.rows import build_tables
from pipeline.evaluate import Evaluation, evaluate, read_gold
from pipeline.model import Extraction

TESTS = Path(__file__).parent.parent
FLOORS = Path(__file__).parent / "floors.json"


@cache
def reading(text: Path) -> Extraction:
    """A book in a folder named by year, read once for all that ask of it."""
    return extract(text, edition=int(text.parent.name))


@dataclass(frozen=True, slots=True)
class Book:
    """A casebook and the gold files that annotate it, in order."""

    text: Path
    gold: tuple[Path, ...]

    @property
    def name(self) -> str:
        """The name of the book in the floors."""
        return self.text.stem

    def digest(self) -> str:
        """A hash over name and content of the gold files and over the text they count in."""
        content = hashlib.sha256()
        for path in (self.text, *self.gold):
            content.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return content.hexdigest()

    def evaluation(self) -> Evaluation:
        """Compare the claims of the book with the gold."""
        extraction = reading(self.text)
        text = extraction.document.text
        return evaluate(build_tables(extraction)["claims"].to_pylist(), read_gold(self.gold, text), text)


@dataclass(frozen=True, slots=True)
class Floors:
    """What a book's figures may not fall below, and the digest of the gold they were reached on."""

    digest: str
    figures: Mapping[str, float]


def books() -> tuple[Book, ...]:
    """All annotated books: the casebook of 2020, then those written for testing."""
    casebook = TESTS.parent / "raw" / "2020" / "cbca-casebook-2020.txt"
    written = sorted((TESTS / "casebooks").glob("*/*.txt"))
    return (
        Book(casebook, tuple(sorted((TESTS / "gold").glob("*.jsonl")))),
        *(Book(text, (text.with_suffix(".jsonl"),)) for text in written),
    )


def books_in(folder: Path) -> tuple[Book, ...]:
    """Annotated texts that are not part of the repository, laid out as `YEAR/name.txt` with `YEAR/name.jsonl`."""
    return tuple(Book(text, (text.with_suffix(".jsonl"),)) for text in sorted(folder.glob("*/*.txt")))


def rounded_down(evaluation: Evaluation) -> dict[str, float]:
    """The shares among the figures, with three decimals; counts are no measure of quality."""
    return {
        name: math.floor(figure * 1000) / 1000 for name, figure in evaluation.figures.items() if type(figure) is float
    }


def load_floors() -> dict[str, Floors]:
    """The floors as they stand, by name of the book."""
    content = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return {name: Floors(**floors) for name, floors in content.items()}


def store_floors(floors: Mapping[str, Floors]) -> None:
    """Write the floors, one figure a line, so that a change shows."""
    content = {name: {"digest": book.digest, "figures": dict(book.figures)} for name, book in floors.items()}
    FLOORS.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
