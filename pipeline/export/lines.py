"""One table as lines of text: CSV for spreadsheets, JSON Lines for programs."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa

from pipeline.export.cells import flat, safe


def write_csv(path: Path, tables: Mapping[str, pa.RecordBatchReader], _language: str | None) -> int:
    """Write a table as CSV: UTF-8 with the mark by which Excel knows it, line breaks of a quote kept in their cell."""
    (rows,) = tables.values()
    with path.open("wb") as file:
        for number, frame in enumerate(_frames(flat(rows))):
            texts = [name for name, kind in frame.schema.items() if kind == pl.String]
            guarded = frame.with_columns(pl.col(texts).map_elements(safe, return_dtype=pl.String))
            (guarded if len(frame) else frame).write_csv(
                file, include_bom=number == 0, include_header=number == 0, line_terminator="\r\n"
            )
    return 0


def write_jsonl(path: Path, tables: Mapping[str, pa.RecordBatchReader], _language: str | None) -> int:
    """Write a table as JSON Lines: one object a row, lists as lists, what is absent as null."""
    (rows,) = tables.values()
    with path.open("wb") as file:
        for frame in _frames(rows):
            frame.write_ndjson(file)
    return 0


def _frames(rows: pa.RecordBatchReader) -> Iterator[pl.DataFrame]:
    """One without rows first, which has the columns."""
    yield pl.DataFrame(rows.schema.empty_table())
    for batch in rows:
        yield pl.DataFrame(pa.Table.from_batches([batch]))
