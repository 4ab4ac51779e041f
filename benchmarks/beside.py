"""How well annotated texts are read that are not part of this repository: real ones, which belong to others.

    .venv/bin/python -m benchmarks.beside FOLDER

FOLDER holds `YEAR/name.txt` with `YEAR/name.jsonl`, annotated under the guidelines before the first run. Printed is a
row a text. Keep the figures of the first run: only they say how well the pipeline travels.
"""

import sys
from pathlib import Path

from tests.quality.books import books_in

FIGURES = ("f1", "value_and_unit", "period", "metric", "topic", "record")


def main(folder: Path) -> None:
    """Print a row a text and one for all of them, weighed by their claims."""
    print(f"| text | claims | {' | '.join(name.replace('_', ' ') for name in FIGURES)} |")
    print(f"| --- | {' | '.join(['--:'] * (len(FIGURES) + 1))} |")
    read = {book.name: book.evaluation().figures for book in books_in(folder)}
    claims = {name: int(figures["gold"]) for name, figures in read.items()}
    everything = sum(claims.values())
    pooled = {
        figure: sum(figures[figure] * claims[name] for name, figures in read.items()) / everything for figure in FIGURES
    }
    for name, figures, count in (*((name, read[name], claims[name]) for name in read), ("all", pooled, everything)):
        print(f"| {name} | {count} | {' | '.join(f'{figures[figure]:.3f}' for figure in FIGURES)} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
