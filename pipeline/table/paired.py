"""Columns of units, where a table has several of them: which column of values each is of."""

from pipeline.model import MEASURES, Role, Table


def paired_units(table: Table) -> list[tuple[int, int]]:
    """The columns of values, each with that of its units, where a table has several: 活动量 | 单位 | 因子 | 单位.

    One before values holds up to the next, one behind them for the one that it adjoins.
    """
    units = [at for at, axis in enumerate(table.columns) if axis.role is Role.UNIT]
    values = [at for at, axis in enumerate(table.columns) if axis.role in MEASURES]
    if len(units) < 2 or not values:  # noqa: PLR2004 - several
        return []
    if units[0] < values[0]:
        return [(at, max(unit for unit in units if unit < at)) for at in values]
    return [(at, at + 1) for at in values if at + 1 in units]
