"""What columns, tables and codes are called in another language."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import pyarrow as pa

from pipeline.dataset.schema import CODES, TABLES


class Labels:
    """Labels for the names of columns, and for codes as the dataset itself lists them."""

    def __init__(self, language: str, codes: pa.Table) -> None:
        """Args are the language and the table `codes`."""
        self._columns = _labels(language)["columns"]
        self._codes: dict[str, dict[str, str]] = {}
        for row in codes.to_pylist():
            self._codes.setdefault(row["list"], {})[row["code"]] = row[f"label_{language}"]

    def labelled(self, rows: pa.RecordBatchReader, name: str) -> pa.RecordBatchReader:
        """The rows with labels for their codes and for the names of their columns.

        Args:
            rows: The rows.
            name: Name of their table.
        """
        columns = {column.name: column for column in {**TABLES, CODES.name: CODES}[name].columns}
        known = [
            self._codes.get(columns[field.name].code_list or "") if field.name in columns else None
            for field in rows.schema
        ]
        schema = pa.schema(
            [
                field.with_name(self._columns.get(f"{name}.{field.name}") or self._columns[field.name])
                for field in rows.schema
            ]
        )
        return pa.RecordBatchReader.from_batches(schema, (_labelled_batch(batch, known, schema) for batch in rows))


def _labelled_batch(
    batch: pa.RecordBatch, known: Sequence[Mapping[str, str] | None], schema: pa.Schema
) -> pa.RecordBatch:
    cells = [
        pa.array([_labelled(cell, labels) for cell in column.to_pylist()], column.type) if labels else column
        for column, labels in zip(batch.columns, known, strict=True)
    ]
    return pa.RecordBatch.from_arrays(cells, schema=schema)


def _labelled(cell: str | list[str] | None, known: Mapping[str, str]) -> str | list[str] | None:
    if isinstance(cell, list):
        return [known.get(code, code) for code in cell]
    return None if cell is None else known.get(cell, cell)


def name_of(table: str, language: str | None) -> str:
    """What a table is called."""
    return table if language is None else _labels(language)["tables"][table]


def word(english: str, language: str | None) -> str:
    """A word that stands above what is no table of the dataset."""
    return english if language is None else _labels(language)["words"][english]


@lru_cache(maxsize=4)
def _labels(language: str) -> dict[str, dict[str, str]]:
    text = (files("pipeline.export") / f"labels_{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
