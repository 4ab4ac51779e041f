"""What was known of each claim of a text read for the first time, and whether it was right.

    python -m tests.quality.first_readings FOLDER

Adds the texts of FOLDER (`YEAR/name.txt` with `YEAR/name.jsonl`, annotated before the first run) to the record that the
confidence is held to. A text that has been learnt from says little of the next one: it is recorded before, and only
once. Of the text itself nothing is kept, only the names of the evidence, as `interpret/confidence.py` gives them.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.interpret.confidence import RIGHT
from pipeline.model import Choice
from tests.quality.books import Book, books_in
from tests.quality.examples import CONFIDENCE, examples

RECORD = Path(__file__).parent / "first_readings.json"


@dataclass(frozen=True, slots=True)
class FirstReading:
    """A claim of a text that nothing had been learnt from.

    Attributes:
        against: What stood out of it among wrong claims.
        right: Whether every field was right.
    """

    against: tuple[str, ...]
    right: bool


def load() -> dict[str, tuple[FirstReading, ...]]:
    """The first readings of each recorded text, by the hash of the text."""
    content = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {"evidence": [], "texts": {}}
    names = content["evidence"]
    return {
        text: tuple(FirstReading(tuple(names[at] for at in against), bool(right)) for right, *against in claims)
        for text, claims in content["texts"].items()
    }


def store(readings: Mapping[str, Sequence[FirstReading]]) -> None:
    """Write the record, one text a line: of each claim whether it was right, and the numbers of its evidence."""
    names = sorted({name for claims in readings.values() for claim in claims for name in claim.against})
    at = {name: number for number, name in enumerate(names)}
    texts = ",\n".join(
        f'"{text}": {json.dumps([[int(each.right), *(at[name] for name in each.against)] for each in claims])}'
        for text, claims in readings.items()
    )
    RECORD.write_text(f'{{"evidence": {json.dumps(names)},\n"texts": {{\n{texts}\n}}}}\n', encoding="utf-8")


def first_reading(book: Book) -> tuple[FirstReading, ...]:
    """Read a text and judge each claim of it."""
    return tuple(
        FirstReading(_against(each.choice), _is_right(each.choice, each.right))
        for each in examples(book).get(CONFIDENCE, ())
    )


def _against(choice: Choice) -> tuple[str, ...]:
    return next(candidate.evidence for candidate in choice.candidates if candidate.value != RIGHT)


def _is_right(choice: Choice, right: Iterable[bool]) -> bool:
    return any(agrees for candidate, agrees in zip(choice.candidates, right, strict=True) if candidate.value == RIGHT)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Record the texts of a folder that are not recorded yet."""
    known = load()
    for book in books_in(folder):
        name = hashlib.sha256(book.text.read_bytes()).hexdigest()[:16]
        if name in known:
            click.echo(f"{book.name}: recorded before, left as it was")
            continue
        known[name] = first_reading(book)
        click.echo(f"{book.name}: {len(known[name])} claims, {sum(each.right for each in known[name])} right")
    store(known)


if __name__ == "__main__":
    main()
