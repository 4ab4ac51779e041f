"""All tables as one database file: DuckDB with lists and comments, SQLite for whatever reads it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.errors import MisuseError
from pipeline.export.cells import described, flat
from pipeline.export.columnar import groups

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {pa.bool_(): "INTEGER", pa.int16(): "INTEGER", pa.int32(): "INTEGER", pa.float64(): "REAL"}
COLUMNS = "columns"  # the table that tells of the columns of the others


def write_duckdb(path: Path, tables: Mapping[str, pa.RecordBatchReader], _language: str | None) -> int:
    """Write a DuckDB database; description and unit of each column are its comment."""
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MisuseError("DuckDB is not installed; `pip install 'casebook-pipeline[export]'` brings it") from error
    with duckdb.connect(str(path)) as database:
        for name, rows in tables.items():
            _run(database, f"CREATE TABLE {_quoted(name)} AS", rows.schema.empty_table())
            # not all rows as a stream: an error in reading them would become one of the database
            for some in groups(rows):
                _run(database, f"INSERT INTO {_quoted(name)}", some)
            for field in rows.schema:
                comment = _comment(field).replace("'", "''")
                place = f"{_quoted(name)}.{_quoted(field.name)}"
                database.execute(f"COMMENT ON COLUMN {place} IS '{comment}'")
    return 0


def _run(database: "DuckDBPyConnection", what: str, rows: pa.Table) -> None:
    database.register("rows", rows)
    database.execute(f"{what} SELECT * FROM rows")  # noqa: S608 - its caller has quoted the name
    database.unregister("rows")


def write_sqlite(path: Path, tables: Mapping[str, pa.RecordBatchReader], _language: str | None) -> int:
    """Write an SQLite database; lists are JSON text, and `columns` tells of the columns of each table."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"CREATE TABLE {COLUMNS} (table_name TEXT, column_name TEXT, description TEXT, unit TEXT)")
        for name, stored in tables.items():
            rows = flat(stored)
            columns = ", ".join(f"{_quoted(field.name)} {_TYPES.get(field.type, 'TEXT')}" for field in rows.schema)
            database.execute(f"CREATE TABLE {_quoted(name)} ({columns})")
            places = ", ".join("?" for _ in rows.schema)
            database.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", _rows(rows))  # noqa: S608 - quoted
            told = [(name, field.name, *described(field)) for field in rows.schema]
            database.executemany(f"INSERT INTO {COLUMNS} VALUES (?, ?, ?, ?)", told)  # noqa: S608 - a constant
    return 0


def _rows(rows: pa.RecordBatchReader) -> Iterator[tuple[object, ...]]:
    for batch in rows:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _comment(field: pa.Field) -> str:
    description, unit = described(field)
    return f"{description} [{unit}]" if unit else description


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
