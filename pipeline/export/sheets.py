"""All tables as one workbook: a sheet for each, and one that tells what the columns mean."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.errors import MisuseError
from pipeline.export.cells import described, flat
from pipeline.export.labels import name_of, word

LONGEST = 32_767  # characters that a cell of Excel holds
MOST_ROWS = 1_048_576
CUT = "…"
_WIDTHS = (8, 48)  # of a column, in characters
_BORN = datetime(2020, 1, 1, tzinfo=UTC)  # the same tables give the same bytes, whenever they are written


def write_xlsx(path: Path, tables: Mapping[str, pa.Table], language: str | None) -> int:
    """Write a workbook. Texts are texts, whatever they begin with; what no cell can hold is cut and ends in `…`.

    Returns:
        Number of texts that were cut.

    Raises:
        MisuseError: A table has more rows than a sheet, or the library is not installed.
    """
    try:
        from xlsxwriter import Workbook  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MisuseError("XlsxWriter is not installed; `pip install 'casebook-pipeline[export]'` brings it") from error
    # a sheet ends at a million rows, so that a workbook's tables are never large
    whole = {name: flat(rows).read_all() for name, rows in tables.items()}
    for name, table in whole.items():
        if table.num_rows >= MOST_ROWS:
            message = f"{name} has {table.num_rows} rows and a sheet takes {MOST_ROWS - 1}"
            raise MisuseError(f"{message}; export it as csv, parquet or a database")
    cut = 0
    with Workbook(str(path), {"constant_memory": True, "in_memory": False}) as book:
        book.set_properties({"created": _BORN.replace(tzinfo=None)})
        head = book.add_format({"bold": True, "bg_color": "#E7EDF3", "border": 1})
        for name, table in whole.items():
            columns = [column.to_pylist() for column in table.columns]
            cut += _sheet(book.add_worksheet(name_of(name, language)), table.column_names, columns, head)
        told = [
            (name_of(name, language), field.name, *described(field)) for name in whole for field in whole[name].schema
        ]
        titles = [word(each, language) for each in ("table", "column", "description", "unit")]
        _sheet(book.add_worksheet(word("columns", language)), titles, [*zip(*told, strict=True)], head)
    return cut


def _sheet(sheet: Any, names: Sequence[str], columns: Sequence[Sequence[Any]], head: Any) -> int:
    """Fill a sheet row by row, as the library wants it to keep no more than one in memory."""
    cut = 0
    sheet.freeze_panes(1, 0)
    for number, (name, column) in enumerate(zip(names, columns, strict=True)):
        sheet.set_column(number, number, _width(name, column[:200]))
        sheet.write_string(0, number, name, head)
    for row, cells in enumerate(zip(*columns, strict=True), start=1):
        for number, cell in enumerate(cells):
            cut += _write(sheet, row, number, cell)
    sheet.autofilter(0, 0, max(1, len(columns[0])), len(names) - 1)
    return cut


def _write(sheet: Any, row: int, number: int, cell: Any) -> bool:
    if isinstance(cell, bool):
        sheet.write_boolean(row, number, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, number, cell)
    elif cell is not None:
        # a character beyond the first plane counts twice there
        whole = len(cell.encode("utf-16-le")) // 2 <= LONGEST
        sheet.write_string(row, number, cell if whole else cell[: LONGEST // 2 - 1] + CUT)
        return not whole
    return False


def _width(name: str, column: Iterable[Any]) -> int:
    longest = max((len(str(cell)) * 2 for cell in [name, *column] if cell is not None), default=0)
    return min(max(longest, _WIDTHS[0]), _WIDTHS[1])
