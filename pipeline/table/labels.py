"""What a cell stands for: the words at the head of its row and of its column."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.lexicon.tables import ColumnRole, column_role
from pipeline.model import Block, Table

_JOINT = " / "


@dataclass(frozen=True, slots=True)
class Labels:
    """The words at the head of a cell's row and column, each from the outside in; None where there are none."""

    row: str | None
    column: str | None


@dataclass(slots=True)
class _Heads:
    """The head cells of a table, by row and by column, as far as they have been seen."""

    columns: dict[int, list[str]]
    roles: dict[int, ColumnRole | None]
    rows: dict[int, list[str]]
    beside: dict[int, list[str]]  # what stands in columns of ordinals, units and notes
    values: set[int]


def cell_labels(blocks: Sequence[Block], tables: Sequence[Table]) -> dict[int, Labels]:
    """The labels of all cells among some blocks.

    Args:
        blocks: Blocks of one section, in reading order.
        tables: The tables of the document.

    Returns:
        Labels by the index of the block, for cells that hold values. A label cell that is alone in its row (`一、能源`)
        heads the rows below it until the next such row; ordinals, units and notes label nothing.
    """
    heads: dict[int, _Heads] = {}
    for block in blocks:
        if block.cell is not None and block.table is not None:
            _take(heads.setdefault(block.table, _Heads({}, {}, {}, {}, set())), block, tables[block.table])
    groups = {number: _groups(found) for number, found in heads.items()}
    labels = {}
    for index, block in enumerate(blocks):
        cell = block.cell
        if cell is None or block.table is None or _is_head(block, tables[block.table]):
            continue
        found = heads[block.table]
        row = [*groups[block.table].get(cell.row, ()), *found.rows.get(cell.row, ())]
        column = found.columns.get(cell.column, ())
        labels[index] = Labels(_JOINT.join(dict.fromkeys(row)) or None, _JOINT.join(dict.fromkeys(column)) or None)
    return labels


def _is_head(block: Block, table: Table) -> bool:
    cell = block.cell
    return cell is not None and (cell.row < table.header_rows or cell.column < table.label_columns)


def _take(heads: _Heads, block: Block, table: Table) -> None:
    """Note what a cell heads; cells come row by row, so that the heads of columns are known before those of rows."""
    cell, text = block.cell, " ".join(block.text.split())
    if cell is None:
        return
    rows = range(cell.row, cell.row + cell.row_span)
    if cell.row < table.header_rows:
        for column in range(cell.column, cell.column + cell.column_span):
            heads.columns.setdefault(column, []).append(text)
            heads.roles[column] = column_role(text) or heads.roles.get(column)
    elif cell.column >= table.label_columns:
        heads.values.update(rows)
    else:
        named = heads.rows if heads.roles.get(cell.column) is None else heads.beside
        for row in rows:
            named.setdefault(row, []).append(text)


def _groups(heads: _Heads) -> dict[int, list[str]]:
    """The label above each row of values that stands alone in its own."""
    groups: dict[int, list[str]] = {}
    group: list[str] = []
    for row in sorted(heads.rows.keys() | heads.beside.keys() | heads.values):
        if row not in heads.values:
            group = heads.rows.get(row) or heads.beside[row]
        else:
            groups[row] = group
    return groups
