"""Names in two columns of which one stands on lines around its row: `甲结算有限⏎境外法人 14.5% 0⏎公司`.

Where cells are centred, as many lines of a row stand above its values as below them, so that each number of lines
between two rows tells how many are of which. What stands around a row is a cell of the column without one in its line:
that of words which end as those of other rows do, 自然人 and 法人, or that of names.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from pipeline.lexicon.typography import Line
from pipeline.table.beside import Beside, names_beside
from pipeline.table.fields import Field, is_filled
from pipeline.table.placing import may_wrap, whole
from pipeline.table.rows import Row
from pipeline.table.runs import Run
from pipeline.table.shape import is_name

_COLUMNS = 2
_LEAST_FULL = 2  # rows with both names in their line
_MOST_LINES = 3  # above a row


def names_apart(
    lines: Sequence[Line], part: Run
) -> tuple[Run, Mapping[int, Sequence[Field]], Sequence[Beside], frozenset[int]]:
    """Tell the lines around and beside rows that are parts of their names.

    Args:
        lines: The lines of the text.
        part: The rows and the lines between them.

    Returns:
        The rows without these lines; the names that stand around rows, by row; those beside rows; and the indices of
        the lines around rows.
    """
    if completed := _names_around(lines, part.rows, part.pieces):
        around, apart = completed
        rows = [replace(row, labels=_firsts(around[n])) if n in around else row for n, row in enumerate(part.rows)]
        return replace(part, rows=rows, pieces=_without(part.pieces, apart)), around, (), apart
    if told := names_beside(lines, part.rows, part.pieces):
        rows, apart, beside = told
        return replace(part, rows=rows, pieces=_without(part.pieces, apart)), {}, beside, frozenset()
    return part, {}, (), frozenset()


def _names_around(
    lines: Sequence[Line], rows: Sequence[Row], between: Mapping[int, Sequence[int]]
) -> tuple[dict[int, list[Field]], frozenset[int]] | None:
    """Complete the names of rows of which a part stands on lines around them.

    Args:
        lines: The lines of the text.
        rows: The rows.
        between: By row, the indices of the lines above it that are no rows.

    Returns:
        The two names of these rows, by row and in order of their columns, and the indices of the lines; None where the
        lines do not tell them.
    """
    counts = [len(row.labels) for row in rows]
    full = [row.labels[1].text for row in rows if len(row.labels) == _COLUMNS]
    if len(full) < _LEAST_FULL or set(counts) != {1, _COLUMNS}:
        return None
    endings = {text[-1] for text in full}
    gaps = [len(between.get(number, ())) for number in range(1, len(rows))]
    before, behind = _lines_above(lines, rows[0].line), _lines_below(lines, rows[-1].line)
    for first in range(len(before) + 1):
        own = [first]
        for gap in gaps:
            own.append(gap - own[-1])
        if all((each > 0) is (count == 1) and each >= 0 for each, count in zip(own, counts, strict=True)) and own[
            -1
        ] <= len(behind):
            break
    else:
        return None
    stacks = [before[len(before) - first :], *(between.get(number, ()) for number in range(1, len(rows))), behind]
    named: dict[int, list[Field]] = {}
    used: set[int] = set()
    for number, (row, count) in enumerate(zip(rows, own, strict=True)):
        if not count:
            continue
        above, below = list(stacks[number])[-count:], list(stacks[number + 1])[:count]
        pieces = [whole(lines[index]) for index in (*above, *below)]
        label = row.labels[0]
        if label.text[-1] in endings:
            column = 0
        elif pieces[-1].text[-1] in endings:
            column = 1
        else:
            return None
        cells = [replace(piece, column=column, continues=n > 0) for n, piece in enumerate(pieces)]
        named[number] = [*cells, replace(label, column=1 - column)]
        used.update((*above, *below))
    return named, frozenset(used)


def _firsts(cells: Sequence[Field]) -> tuple[Field, ...]:
    """The first piece of each of some cells."""
    return tuple(cell for cell in sorted(cells, key=lambda cell: cell.column) if not cell.continues)


def _without(between: Mapping[int, Sequence[int]], apart: AbstractSet[int]) -> dict[int, list[int]]:
    """The lines above each row but some."""
    return {number: [index for index in indices if index not in apart] for number, indices in between.items()}


def _lines_above(lines: Sequence[Line], row: int) -> list[int]:
    """The lines right above the first row that may be parts of its names."""
    first = row
    while first and row - first < _MOST_LINES and _may_be_part(lines[first - 1]):
        first -= 1
    return list(range(first, row))


def _lines_below(lines: Sequence[Line], row: int) -> list[int]:
    last = row
    while last + 1 < len(lines) and last - row < _MOST_LINES and _may_be_part(lines[last + 1]):
        last += 1
    return list(range(row + 1, last + 1))


def _may_be_part(line: Line) -> bool:
    return bool(line.text) and may_wrap(line) and not (is_name(line.text) or is_filled(line.text))
