"""Lines between the rows of a table: parts of labels, names beside several rows, names of the rows below."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.lexicon.typography import Line
from pipeline.table.fields import Field
from pipeline.table.tokens import seam

_MOST_BETWEEN = 3  # lines of a label between two rows


def part_between(
    lines: Sequence[Line],
    body: Sequence[int],
    below: Sequence[int],
    placed: Mapping[int, Sequence[Field]],
    values: int,
) -> tuple[dict[int, list[Field]], list[tuple[Field, int, int]], list[int]]:
    """Part the lines between rows into parts of labels, names centred beside several rows, and names of rows below.

    Returns:
        By row the parts of its label; names with the first and last row that they are for; the lines of others.
    """
    wraps: dict[int, list[Field]] = {}
    names: list[int] = []
    lone: list[int] = []
    unnamed = {index for index in body if all(field.column >= values for field in placed[index])}
    inner = values > 1 and all(any(field.column == values - 1 for field in placed[index]) for index in body)
    for index in below:
        if len(placed[index]) != 1 or placed[index][0].column >= values:
            lone += [index] if index < body[-1] else []
            continue
        field = placed[index][0]
        after = next((row for row in body if row > index), index)
        before = next((row for row in reversed(body) if row < index), index)
        near = index < after <= index + _MOST_BETWEEN and all(lines[n].text for n in range(index, after))
        close = before < index and all(lines[n].text for n in range(before, index))
        above = wraps[before][-1] if before in wraps else _label(placed[before], values) if close else None
        goes_on = close and above is not None and seam(above, field, across=1) > 0
        if inner and field.column < values - 1:
            names.append(index)
        elif above and goes_on and (before in unnamed or not near):
            wraps.setdefault(before, []).append(replace(field, column=above.column, continues=True))
        elif near and after in unnamed:
            wraps.setdefault(after, []).append(replace(field, column=values - 1, continues=after in wraps))
        elif after > index:
            lone.append(index)
    return _in_order(wraps, placed, values), _centred(body, names, placed), lone


def _label(row: Sequence[Field], values: int) -> Field | None:
    """The innermost label of a row."""
    return next((field for field in reversed(row) if field.column < values), None)


def _in_order(
    wraps: Mapping[int, list[Field]], placed: Mapping[int, Sequence[Field]], values: int
) -> dict[int, list[Field]]:
    """Let the first part of every label begin it."""
    return {
        index: [replace(parts[0], continues=_label(placed[index], values) is not None), *parts[1:]]
        for index, parts in wraps.items()
    }


def _centred(
    body: Sequence[int], names: Sequence[int], placed: Mapping[int, Sequence[Field]]
) -> list[tuple[Field, int, int]]:
    """Give names that stand in the middle beside several rows the rows nearest to them."""
    if not names:
        return []
    order = {index: place for place, index in enumerate(sorted((*body, *names)))}
    cells: list[tuple[Field, int, int]] = []
    nearest = {row: min(names, key=lambda name: (abs(order[name] - order[row]), name)) for row in body}
    for name in names:
        own = [row for row in body if nearest[row] == name]
        if own:
            cells.append((replace(placed[name][0], column=0), own[0], own[-1]))
    return cells
