"""Tables drawn as one grid: those that stand side by side, and those below one another under heads of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.pdf.alignment import is_date, is_figure, is_value
from pipeline.read.pdf.rulings import Frame

_WORDS = 0.75  # share of a column's cells that are words where it names the rows of a table of its own

Numbered = tuple[int, Frame]


def tables_apart(frames: Sequence[Frame], texts: Mapping[int, str]) -> list[list[Numbered]]:
    """The tables of a grid, each with its cells, counted anew, and their numbers in the grid.

    资产负债表 2024 2025 利润表 2024 2025 are two tables abreast; 现金流量表 2024 2025 below values begins another.

    Args:
        frames: The cells of the grid.
        texts: What stands in them, by their number; empty ones have none.
    """
    numbered = _without_empty_side(list(enumerate(frames)), texts)
    return [table for part in _abreast(numbered, texts) for table in _below(part, texts)]


def _without_empty_side(cells: list[Numbered], texts: Mapping[int, str]) -> list[Numbered]:
    """A grid without columns at its left that hold nothing, as between two tables; names of rows stand there."""
    first = min(frame.column for number, frame in cells if number in texts)
    return [
        (number, replace(frame, column=max(left, 0), column_span=right - max(left, 0)))
        for number, frame in cells
        for left, right in ((frame.column - first, frame.column - first + frame.column_span),)
        if right > 0
    ]


def _below(cells: Sequence[Numbered], texts: Mapping[int, str]) -> list[list[Numbered]]:
    """The parts of a grid that begin with years or dates over columns, behind rows of values."""
    rows = 1 + max(frame.row for _, frame in cells)
    values: list[list[str]] = [[] for _ in range(rows)]
    for number, frame in cells:
        if frame.column and number in texts:
            values[frame.row].append(texts[number])
    named = {frame.row for number, frame in cells if number in texts}
    starts = [0]
    valued = False
    for row, found in enumerate(values):
        heads = len(found) > 1 and all(map(is_date, found))
        over = (frame for number, frame in cells if number in texts)
        if heads and valued and not any(frame.row < row < frame.row + frame.row_span for frame in over):
            titled = not values[row - 1] and row - 1 in named and row - 1 > starts[-1]
            starts.append(row - 1 if titled else row)
        valued = any(map(is_value, found)) or (valued and not heads)
    return [
        [(number, replace(frame, row=frame.row - top)) for number, frame in cells if top <= frame.row < bottom]
        for top, bottom in pairwise([*starts, rows])
    ]


def _abreast(cells: list[Numbered], texts: Mapping[int, str]) -> list[list[Numbered]]:
    """The tables that stand side by side in a grid; what goes across all of them stays with the first."""
    wide = max(frame.column + frame.column_span for _, frame in cells)
    width = next((width for width in range(2, wide // 2 + 1) if _returns(cells, texts, width, wide)), wide)
    return [
        [
            (number, replace(frame, column=frame.column - left, column_span=min(frame.column_span, width)))
            for number, frame in cells
            if left <= frame.column < left + width
        ]
        for left in range(0, wide, width)
    ]


def _returns(cells: Sequence[Numbered], texts: Mapping[int, str], width: int, wide: int) -> bool:
    """Whether a grid is tables of some columns each: names of rows begin each, and its heads are those of the first.

    Names and one column of values need no heads: 外购电力 | 21 万千瓦时 | 员工 | 93 人.
    """
    if wide % width:
        return False
    columns: list[list[str]] = [[] for _ in range(wide)]
    heads = [""] * wide
    for number, frame in cells:
        if frame.column // width != (frame.column + frame.column_span - 1) // width and frame.column_span < wide:
            return False
        if number in texts and frame.column_span < wide:
            columns[frame.column].append(texts[number])
            if frame.row == 0:
                heads[frame.column] = texts[number]
    words = [sum(not is_figure(text) for text in texts) >= _WORDS * max(1, len(texts)) for texts in columns]
    if words != [column % width == 0 for column in range(wide)]:
        return False
    repeated = all(heads[column] and heads[column] == heads[column % width] for column in range(wide) if column % width)
    return repeated or (width == 2 and all(not head or is_figure(head) for head in heads[1::2]))  # noqa: PLR2004 - a pair
