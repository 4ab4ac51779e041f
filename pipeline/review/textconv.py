"""A Parquet file of the dataset as lines of text, so that `git diff` shows claims."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.review.snapshot import read_rows
from pipeline.review.wording import reading_in_words, shown, visible

# an inserted line of the source changes these in every row below it
_SHIFTING = {"char_start", "char_end", "sentence_start", "sentence_end", "line", "page", "boxes", "page_starts"}
_IN_WORDS = {"low", "high", "unit", "bound", "metric", "period", "status", "quote", "sentence", "case_no", "claim_id"}


def lines(path: Path) -> Iterator[str]:
    """One line per claim with its quote, reading and sentence; of other tables, one line per row.

    Raises:
        InvalidDatasetError: The file is no Parquet file.
    """
    for row in read_rows(str(path), path.read_bytes()).to_pylist():
        yield _claim(row) if "claim_id" in row else _cells(row, _SHIFTING)


def _claim(row: dict[str, Any]) -> str:
    head = f"case {row['case_no']:02d}  {visible(row['quote'])}  =  {reading_in_words(row)}"
    return f"{head}  |  {_cells(row, _SHIFTING | _IN_WORDS)}  |  {visible(row['sentence'])}"


def _cells(row: dict[str, Any], left_out: set[str]) -> str:
    named = ((name, value) for name, value in row.items() if name not in left_out and value not in (None, []))
    return "  ".join(f"{name}={shown(value)}" for name, value in named)
