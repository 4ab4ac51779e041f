"""Rows that stand several on a line below heads that return: 指标 | 数值 | 单位 | 指标 | 数值 | 单位."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.table.fields import Field, is_value
from pipeline.table.shape import is_name

Rows = Sequence[list[Field]]


def unfolded(rows: Rows, headers: int) -> tuple[list[list[Field]], int]:
    """Put what stands side by side below the same heads one below the other.

    Args:
        rows: The rows of a grid, with their empty cells.
        headers: How many of them are heads.

    Returns:
        The rows, and how many are heads: each time that they return is a row of its own.
    """
    heads = [field.text for field in rows[0]] if headers == 1 else []
    size = next((n for n in range(2, len(heads) // 2 + 1) if heads[:n] * (len(heads) // n) == heads), 0)
    begins = [field.text for row in rows[1:] for field in row if size and field.column % size == 0 and field.text]
    if not begins or not is_name(heads[0]) or any(map(is_value, begins)):
        return list(rows), headers
    parts = [
        [replace(field, column=field.column % size) for field in row if field.column // size == part]
        for row in rows
        for part in range(len(heads) // size)
    ]
    return [part for part in parts if any(field.text for field in part)], len(heads) // size
