"""Units of changes and shares that no word names, from what their values are."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Block, Cell, Mention, QuantityKind, Reading, Role, Table, UnitReading
from pipeline.table.named import Unit

RATIO = UnitReading("%", "", QuantityKind.DIMENSIONLESS_RATIO), Decimal(1)
_RATE = phrasing("table.rate")
_WHOLE = Decimal(100)
_CLOSE = Decimal("0.06")  # of a percentage printed with one decimal
_LEAST_COLUMNS, _LEAST_ROWS = 2, 3  # of shares that add up to a hundred
_LEVELS = 3  # columns left of a change that it may compare


def derive_units(table: Table, cells: Mapping[Cell, tuple[Block, Reading]]) -> dict[tuple[int, int], Unit | None]:
    """Units of changes and shares that neither heads nor caption name, from what the values are.

    A share of at most 100 is in percent. Growth from one column to another is in percent where the numbers say so;
    where they say that it is a difference, or other cells of the column have a percent sign of their own, it is in
    the unit of its row, which None stands for.
    """
    values = {
        (cell.row, cell.column): reading.mentions[0]
        for cell, (_, reading) in cells.items()
        if len(reading.mentions) == 1 and reading.mentions[0].low is not None
    }
    derived: dict[tuple[int, int], Unit | None] = {}
    for column, axis in enumerate(table.columns):
        if axis.role not in {Role.CHANGE, Role.SHARE}:
            continue
        own = {row: mention for (row, at), mention in values.items() if at == column}
        bare = {row: mention.low or Decimal(0) for row, mention in own.items() if not mention.unit.text}
        if axis.role is Role.SHARE:
            shares = bool(bare) and 1 < max(bare.values()) <= _WHOLE
            derived.update({(row, column): RATIO for row in bare if shares})
            continue
        told = {row: _grown(row, change, column, table, values) for row, change in bare.items()}
        ratios = sum(kind is True for kind in told.values())
        for row, grown in told.items():
            if grown is False or (grown is None and not ratios and len(own) > len(bare)):
                derived[row, column] = None
            elif ratios:
                derived[row, column] = RATIO
    return derived


def rows_of_shares(table: Table, cells: Mapping[Cell, tuple[Block, Reading]]) -> frozenset[int]:
    """Rows one below the other whose numbers add up to a hundred in all of several columns: shares in percent."""
    columns = [column for column, axis in enumerate(table.columns) if axis.role is Role.VALUE]
    values: dict[int, dict[int, Decimal]] = {}
    for cell, (_, reading) in cells.items():
        mention = reading.mentions[0] if len(reading.mentions) == 1 else None
        if mention and cell.column in columns and not mention.unit.text and mention.low is not None:
            values.setdefault(cell.row, {})[cell.column] = mention.low
    rows = [row for row in sorted(values) if len(values[row]) == len(columns) >= _LEAST_COLUMNS]
    found: set[int] = set()
    start, sums = 0, [Decimal(0)] * len(columns)
    for end, row in enumerate(rows):
        sums = [total + values[row][column] for total, column in zip(sums, columns, strict=True)]
        while start < end and sums[0] > _WHOLE + _CLOSE * (end - start + 1):
            sums = [total - values[rows[start]][column] for total, column in zip(sums, columns, strict=True)]
            start += 1
        window = rows[start : end + 1] if end - start + 1 >= _LEAST_ROWS else []
        if window and all(abs(total - _WHOLE) <= _CLOSE * len(window) for total in sums):
            found.update(window)
    return frozenset(found)


def rows_of_rates(names: Sequence[Sequence[str]], cells: Mapping[Cell, tuple[Block, Reading]]) -> frozenset[int]:
    """Rows of rates that are told in percent though no table says so, and are no fractions: 净资产收益率 10.88."""
    rates = {row for row, words in enumerate(names) if words and _RATE.search(fold(words[-1]))}
    bare = {row: Decimal(0) for row in rates}
    for cell, (_, reading) in cells.items():
        if cell.row in rates and len(reading.mentions) == 1 and not reading.mentions[0].unit.text:
            bare[cell.row] = max(bare[cell.row], abs(reading.mentions[0].low or Decimal(0)))
    return frozenset(row for row, most in bare.items() if 1 < most <= _WHOLE)


def _grown(
    row: int, change: Decimal, column: int, table: Table, values: Mapping[tuple[int, int], Mention]
) -> bool | None:
    """Whether a change is growth in percent between two levels of its row; False for a difference, None for neither."""
    levels = [at for at in range(column) if table.columns[at].role is Role.VALUE and (row, at) in values][-_LEVELS:]
    for new, old in permutations((values[row, at].low or Decimal(0) for at in levels), 2):
        if old and abs((new - old) / abs(old) * 100 - change) <= _CLOSE:
            return True
        if new - old == change:
            return False
    return None
