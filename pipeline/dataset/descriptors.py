"""The schema for people and programs: Markdown, Arrow, and a Frictionless data package."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from pipeline.dataset.manifest import CODES as CODES_PATH
from pipeline.dataset.manifest import CONTRACT_VERSION
from pipeline.dataset.relations import REFERENCES
from pipeline.dataset.rules import RULES
from pipeline.dataset.schema import CODES, TABLES, Column, TableDefinition

_FRICTIONLESS_TYPES = {
    pa.bool_(): "boolean",
    pa.int16(): "integer",
    pa.int32(): "integer",
    pa.float32(): "number",
    pa.float64(): "number",
    pa.string(): "string",
    pa.large_string(): "string",
}
_ALL = {**TABLES, CODES.name: CODES}
_EDITION = "`edition`, the year of the casebook, is the partition key and stands in the path, not in the files."


def markdown() -> str:
    """The contract's columns and rules as a Markdown page."""
    tables = "\n".join(_table_page(table) for table in _ALL.values())
    rules = _grid(
        ("rule", "tables", "what holds", "condition"),
        [(f"`{r.id}`", ", ".join(r.tables), r.message, _condition(r.condition)) for r in RULES],
    )
    return (
        f"# The tables, version {CONTRACT_VERSION}\n\n{_EDITION}\n\n{tables}\n"
        "## Rules\n\nBeside these, each column has its type, is null only where it may be, and holds only its codes, "
        f"range and form; a row that breaks that has `column.rule` in `rejects.rule`.\n\n{rules}"
    )


def _table_page(table: TableDefinition) -> str:
    rows = [(f"`{c.name}`", _type(c), c.unit or "", _meaning(c)) for c in table.columns]
    return f"## {table.name}\n\n{table.description}\n\n{_grid(('column', 'type', 'unit', 'meaning'), rows)}"


def _type(column: Column) -> str:
    return f"{column.type}{', null' if column.nullable else ''}".replace("element: ", "")


def _meaning(column: Column) -> str:
    codes = f" One of {', '.join(f'`{code}`' for code in column.codes)}." if column.codes else ""
    listed = f" In `codes` as `{column.code_list}`." if column.code_list else ""
    return column.description + codes + listed


def _condition(condition: object) -> str:
    return f"`{condition}`" if isinstance(condition, str) else ""


def _grid(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def arrow() -> str:
    """The Arrow schema of every table, with each column's description and unit."""
    schemas = ((table.name, table.arrow().to_string(truncate_metadata=False)) for table in _ALL.values())
    return "\n".join(f"{name}\n{'=' * len(name)}\n{schema}\n" for name, schema in schemas)


def frictionless(row_counts: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The dataset as a Frictionless data package, to stand beside the tables as `datapackage.json`.

    Args:
        row_counts: Number of rows of each table, where the package describes stored tables.

    Returns:
        One resource per table over all its partitions, with the schema's types, constraints and references.
    """
    return {
        "name": "casebook-claims",
        "title": "Numeric claims of Chinese corporate casebooks",
        "description": _EDITION,
        "version": str(CONTRACT_VERSION),
        "resources": [_resource(table, row_counts or {}) for table in _ALL.values()],
    }


def _resource(table: TableDefinition, row_counts: Mapping[str, int]) -> dict[str, Any]:
    key = {"primaryKey": [table.key]} if table.key else {}
    return {
        "name": table.name,
        "type": "table",
        "description": table.description,
        "path": CODES_PATH if table is CODES else f"{table.name}/edition=*/*.parquet",
        "scheme": "file",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        **({"rows": row_counts[table.name]} if table.name in row_counts else {}),
        "schema": {"fields": [_field(column) for column in table.columns], **key, **_foreign_keys(table)},
    }


def _foreign_keys(table: TableDefinition) -> dict[str, Any]:
    """What the columns of a table lead to; lists of keys, which Frictionless has no words for, stand in their field."""
    keys = [
        {"fields": [column.name], "reference": {"resource": resource, "fields": [key]}}
        for column in table.columns
        for resource, key in _references(column)
        if column.name != table.key and not pa.types.is_list(column.type)
    ]
    return {"foreignKeys": keys} if keys else {}


def _references(column: Column) -> Iterator[tuple[str, str]]:
    parent = TABLES.get(REFERENCES.get(column.name, ""))
    if parent is not None and parent.key is not None:
        yield parent.name, parent.key
    if column.code_list is not None:
        yield CODES.name, "code"


def _field(column: Column) -> dict[str, Any]:
    is_list = pa.types.is_list(column.type)
    return {
        "name": column.name,
        "type": "array" if is_list else _FRICTIONLESS_TYPES[column.type],
        "description": column.description,
        **({"unit": column.unit} if column.unit else {}),
        **({"codes": column.code_list} if column.code_list else {}),
        "constraints": {"required": not column.nullable, **({} if is_list else _value_constraints(column))},
    }


def _value_constraints(column: Column) -> dict[str, Any]:
    constraints = {
        "minimum": column.low,
        "maximum": column.high,
        "pattern": column.pattern,
        "enum": list(column.codes) or None,
        "minLength": 1 if pa.types.is_string(column.type) and not column.may_be_empty else None,
    }
    return {name: constraint for name, constraint in constraints.items() if constraint is not None}
