"""A table of the source: its cells, and what its rows and columns are for."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.places import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, by its place in the grid and in the source.

    Where a layout parts a cell, 归属于公司股东的每 above the values and 股净资产（元） below them, each part but the
    first `continues` the one before it that names the same row or column.
    """

    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    continues: bool = False


class Role(StrEnum):
    """What a row or a column of a table is for."""

    HEADER = "header"
    SECTION = "section"
    LABEL = "label"
    ORDINAL = "ordinal"
    UNIT = "unit"
    NOTE = "note"
    TIME = "time"
    RANK = "rank"
    CODE = "code"
    VALUE = "value"
    CHANGE = "change"
    SHARE = "share"


MEASURES = frozenset({Role.VALUE, Role.CHANGE, Role.SHARE})
NAMING = frozenset({Role.LABEL, Role.UNIT, Role.ORDINAL, Role.TIME})
"""What names rows."""
NOTING = frozenset({Role.NOTE, Role.CODE})
"""What is told beside them: 备注, 附注."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A row or a column of a table.

    Attributes:
        role: What it is for.
        path: Indices of the cells that name it, from the outside in: of a column its heads, of a row its labels and
            the section rows above it.
        fit: How sure it is what stands in it; of a row with fewer values than columns it may be a guess.
    """

    role: Role
    path: tuple[int, ...] = ()
    fit: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the source, ruled, unruled or flattened into lines.

    Attributes:
        span: Source offsets from the first cell to the last.
        caption: Source offsets of the lines that name the table, its unit or its year, if there are any.
        cells: All cells, in reading order.
        rows: Its rows, from the top.
        columns: Its columns, from the left.
        fit: How well the grid fits the source, from 0 to 1; below one half it is a guess.
    """

    span: Span
    caption: Span | None
    cells: tuple[Cell, ...]
    rows: tuple[Axis, ...] = ()
    columns: tuple[Axis, ...] = ()
    fit: float = 1.0

    @property
    def header_rows(self) -> int:
        """Number of leading rows that are headers."""
        return next((n for n, row in enumerate(self.rows) if row.role is not Role.HEADER), len(self.rows))

    @property
    def label_columns(self) -> int:
        """Number of leading columns that name the row instead of holding values."""
        return next((n for n, column in enumerate(self.columns) if column.role in MEASURES), len(self.columns))

    def is_value(self, cell: Cell) -> bool:
        """Whether a cell holds what its row and column name."""
        return self.rows[cell.row].role in MEASURES and self.columns[cell.column].role in MEASURES
