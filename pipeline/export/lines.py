"""One table as lines of text: CSV for spreadsheets, JSON Lines for programs."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa

from pipeline.export.cells import flat, safe


def write_csv(path: Path, tables: Mapping[str, pa.Table], _language: str | None) -> int:
    """Write a table as CSV: UTF-8 with the mark by which Excel knows it, line breaks of a quote kept in their cell."""
    (table,) = tables.values()
    frame = pl.DataFrame(flat(table))
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    guarded = frame.with_columns(pl.col(texts).map_elements(safe, return_dtype=pl.String)) if len(frame) else frame
    guarded.write_csv(path, include_bom=True, line_terminator="\r\n")
    return 0


def write_jsonl(path: Path, tables: Mapping[str, pa.Table], _language: str | None) -> int:
    """Write a table as JSON Lines: one object a row, lists as lists, what is absent as null."""
    (table,) = tables.values()
    frame = pl.DataFrame(table)
    frame.write_ndjson(path)
    return 0
