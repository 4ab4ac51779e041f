"""The schema for people: Markdown, and Arrow as text."""

from collections.abc import Sequence

from pipeline.dataset.columns import Column, TableDefinition
from pipeline.dataset.manifest import CONTRACT_VERSION
from pipeline.dataset.rules import RULES
from pipeline.dataset.schema import CODES, TABLES

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
