"""Cells that stand once, in the middle beside the rows that they are for: a unit of several rows, a name of several.

`原煤 795⏎天然气 吨标准煤 837⏎柴油 2,610`: as many rows stand above the middle of such a cell as below it, so that cells
one below another tell where each begins and ends. Beside an even number of rows it stands on a line between two.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.table.fields import Field

Spanning = tuple[Field, int, int]


def middles_of(
    body: Sequence[int], below: Sequence[int], placed: Mapping[int, Sequence[Field]], values: int
) -> list[Spanning]:
    """Tell the cells that stand in the middle beside several rows.

    Args:
        body: Indices of the lines of rows.
        below: Indices of the lines between them that are none.
        placed: The cells of each line.
        values: The first column of values.

    Returns:
        The cells, each with the first and the last row that it is for. The first row has none in their column, as it
        would have one that stands above the rows it is for, and some other column names every row.
    """
    found: list[Spanning] = []
    held = [{field.column for field in placed[index]} for index in body]
    if not any(all(column in row for row in held) for column in range(values)):
        return []
    between = [index for index in below if all(field.column < values for field in placed[index])]
    for column in range(values):
        if column not in held[0]:
            found += _column(body, between, placed, column)
    return found


def _column(
    body: Sequence[int], between: Sequence[int], placed: Mapping[int, Sequence[Field]], column: int
) -> list[Spanning]:
    """Give each cell of a column as many rows above its middle as below it; none where they do not fit one another."""
    places = {index: 2 * number for number, index in enumerate(body)}
    places.update({index: 2 * bisect_left(body, index) - 1 for index in between})
    found: list[Spanning] = []
    first = 0
    for index, middle in sorted(places.items()):
        own = [field for field in placed[index] if field.column == column]
        if not own:
            continue
        last = middle - first
        if not first <= last < len(body):
            return []
        found.append((replace(own[0], column_span=1), body[first], body[last]))
        first = last + 1
    return found if first == len(body) else []
