"""Invented casebooks with the structure and the statistics of the real one, the same for the same seed.

    .venv/bin/python -m benchmarks.synthetic FOLDER COUNT [CASES]

A book is the front matter of the 2020 casebook and its cases in another order, some of them twice and others not at
all; the order of the paragraphs of a part is drawn anew, and so is every number that is no year: of as many digits, so
that lines, tables and marks stay what they are. No two books say the same, and no reader has seen their clauses. With
CASES a book has so many, and is shorter.
"""

import random
import re
import sys
from pathlib import Path

import pipeline

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "raw" / "2020" / "cbca-casebook-2020.txt"
EDITIONS = range(2001, 2021)

_NUMBER = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d))[1-9]\d*(?:\.\d+)?(?![\d,])")
_PARAGRAPHS = re.compile(r"(?<=。\n)\n")


def parts() -> tuple[str, tuple[str, ...]]:
    """The front matter and the cases of the real book."""
    found = pipeline.extract(BOOK)
    text = found.document.text
    spans = [case.span for case in found.cases]
    return text[: spans[0].start], tuple(text[span.start : span.end] for span in spans)


def book(front: str, cases: tuple[str, ...], seed: int, length: int | None = None) -> str:
    """A book of so many cases; without a number, of as many as the real one has."""
    chance = random.Random(seed)  # noqa: S311 - it is to be the same each time
    chosen = [_shuffled(case, chance) for case in chance.choices(cases, k=length or len(cases))]
    return _NUMBER.sub(lambda number: _redrawn(number[0], chance), front + "".join(chosen))


def _shuffled(case: str, chance: random.Random) -> str:
    """The case with the paragraphs between its first and last in another order."""
    first, *middle, last = _PARAGRAPHS.split(case) if len(_PARAGRAPHS.findall(case)) > 1 else (case, "")
    chance.shuffle(middle)
    return "\n".join((first, *middle, last))


def _redrawn(number: str, chance: random.Random) -> str:
    return str(chance.randint(1, 9)) + "".join(
        digit if digit == "." else str(chance.randint(0, 9)) for digit in number[1:]
    )


def write(folder: Path, count: int, length: int | None = None) -> None:
    """Write the books from 0 to `count`, in folders named by year."""
    front, cases = parts()
    for edition in EDITIONS:
        (folder / str(edition)).mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = folder / str(EDITIONS[number % len(EDITIONS)]) / f"book-{number:05}.txt"
        path.write_text(book(front, cases, number, length), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:]))
