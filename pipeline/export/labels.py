"""What columns, tables and codes are called in another language."""

import tomllib
from collections.abc import Mapping
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

    def labelled(self, table: pa.Table, name: str) -> pa.Table:
        """The table with labels for its codes and for the names of its columns.

        Args:
            table: The rows.
            name: Name of the table.
        """
        for column in {**TABLES, CODES.name: CODES}[name].columns:
            known = self._codes.get(column.code_list or "")
            if known:
                number = table.column_names.index(column.name)
                cells = [_labelled(cell, known) for cell in table[column.name].to_pylist()]
                table = table.set_column(number, table.schema.field(number), pa.array(cells, column.type))
        names = [self._columns.get(f"{name}.{column}") or self._columns[column] for column in table.column_names]
        return table.rename_columns(names)


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
