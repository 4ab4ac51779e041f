"""How many rows and columns of a table name its values."""

import re
from collections.abc import Iterable, Sequence

from pipeline.model import Cell
from pipeline.read.pdf.alignment import is_value

_MOST_HEAD_ROWS = 4
_VALUES = 0.5  # share of a column's cells that are numbers where it holds values


def heads_of(cells: Sequence[Cell], texts: Sequence[str]) -> tuple[int, int]:
    """Counts the leading rows that are heads and the leading columns that name their rows.

    Args:
        cells: The cells of a table, in reading order.
        texts: Their texts, line breaks left out.

    Returns:
        Number of head rows and of label columns.
    """
    grid = {(cell.row, cell.column): text for cell, text in zip(cells, texts, strict=True) if text}
    columns = max(cell.column + cell.column_span for cell in cells)
    rows = max(cell.row + cell.row_span for cell in cells)
    body = [(place, text) for place, text in grid.items() if place[0] > 0 and is_value(text)]
    if not body:
        return 1, 1
    merged = max(cell.row_span for cell in cells if cell.row == 0)
    heads = _head_rows(grid, min(rows - 1, _MOST_HEAD_ROWS), columns, merged)
    labels = next(
        (column for column in range(columns) if _holds_values(_column(grid, column, heads))), min(1, columns - 1)
    )
    return heads, max(labels, min(1, columns - 1))


def _head_rows(grid: dict[tuple[int, int], str], limit: int, columns: int, merged: int) -> int:
    """Leading rows without a value, at least those that a merged cell of the first row reaches down to.

    A row with nothing but its first cell names the rows below it, and is no head.
    """
    heads = 0
    while heads < limit:
        row = [grid.get((heads, column), "") for column in range(columns)]
        if any(is_value(text) and re.search(r"\d", text) for text in row[1:]) or is_value(row[0]):
            break
        if heads >= merged and not any(row[1:]):
            break
        heads += 1
    return max(heads, merged if heads else 0)


def _column(grid: dict[tuple[int, int], str], column: int, heads: int) -> list[str]:
    return [text for (row, at), text in sorted(grid.items()) if at == column and row >= heads]


def _holds_values(texts: Sequence[str]) -> bool:
    values = [text for text in texts if is_value(text)]
    return len(values) > _VALUES * len(texts) and not _counts_up(values)


def _counts_up(texts: Iterable[str]) -> bool:
    """Whether a column numbers its rows, from any number on."""
    numbers = list(texts)
    return len(numbers) > 1 and numbers == [
        str(int(numbers[0]) + n) if numbers[0].isdecimal() else "" for n in range(len(numbers))
    ]
