"""What columns, tables and codes are called in another language."""

import tomllib
from functools import lru_cache
from importlib.resources import files

import pyarrow as pa


def labelled(table: pa.Table, name: str, language: str | None) -> pa.Table:
    """The table with labels for the names of its columns.

    Args:
        table: The rows.
        name: Name of the table.
        language: Language of the labels; None leaves everything as it is.
    """
    if language is None:
        return table
    columns = _labels(language)["columns"]
    return table.rename_columns([columns.get(f"{name}.{column}") or columns[column] for column in table.column_names])


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
