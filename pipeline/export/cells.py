"""Cells as a spreadsheet or a database without lists takes them."""

import json
import re
from typing import Any

import pyarrow as pa

# What Excel, LibreOffice or a sheet in a browser takes for a formula, full-width forms too; behind apostrophes, so that
# taking one off gives back every text.
_RUN = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def safe(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it.

    >>> safe("-5%"), safe("=cmd|' /C calc'!A0"), safe("'=1"), safe("减少 5%")
    ("'-5%", "'=cmd|' /C calc'!A0", "''=1", '减少 5%')
    """
    return f"'{text}" if _RUN.match(text) else text


def flat(rows: pa.RecordBatchReader) -> pa.RecordBatchReader:
    """The rows with their lists as JSON text."""
    schema = pa.schema([field.with_type(pa.string()) if _is_list(field) else field for field in rows.schema])
    return pa.RecordBatchReader.from_batches(schema, (_flat(batch, schema) for batch in rows))


def _flat(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    columns = [
        pa.array([None if cell is None else as_json(cell) for cell in column.to_pylist()], pa.string())
        if _is_list(field)
        else column
        for column, field in zip(batch.columns, batch.schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _is_list(field: pa.Field) -> bool:
    return bool(pa.types.is_list(field.type))


def as_json(value: Any) -> str:
    """A list as JSON on one line.

    >>> as_json(["corrected", "“引”"])
    '["corrected", "“引”"]'
    """
    return json.dumps(value, ensure_ascii=False)


def described(field: pa.Field) -> tuple[str, str]:
    """Description and unit of a column; empty where it has none."""
    metadata = field.metadata or {}
    return metadata.get(b"description", b"").decode(), metadata.get(b"unit", b"").decode()
