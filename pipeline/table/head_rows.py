"""How many rows at the top of a table are its head."""

from collections.abc import Sequence

from pipeline.lexicon.tables import head_role, is_absent, is_column_heading, is_foreign
from pipeline.model import Role
from pipeline.table.fields import Field, is_dated, is_value, is_year, unit_of

_MOST_HEADER_ROWS = 4
_LEAST_NAMED = 3  # rows of names and what is told of them
_SOME = 0.25  # share of what is told below the first that is numbers; not all is

Rows = Sequence[Sequence[Field]]


def header_rows(rows: Rows) -> int:
    """Count the leading rows that hold no value; a row of years heads its columns.

    A row with nothing but its first cell names the rows below it, and is no header.
    """
    rows = [[field for field in row if field.text] for row in rows]
    if names_and_values(rows):
        return 0
    merged = max((field.row_span for field in rows[0]), default=1)
    valued = any(is_value(field.text) for row in rows[1:] for field in row if field.column > 0)
    for number, row in enumerate(rows):
        others = [field.text for field in row if field.column > 0]
        years = bool(others) and all(is_year(text) or head_role(text) for text in others)
        corner = "".join(field.text for field in row if field.column == 0)
        unnamed = not corner or head_role(corner) or is_foreign(corner)  # Environmental | 2022 | 2021 | 環境
        if unnamed and sum(map(is_year, others)) > 1:  # 项目 | 2020 | 2021 | 2021目标
            years = all(is_year(text) for text in others if is_value(text))
        dashes = number >= merged and 2 * sum(map(is_absent, others)) > len(others)  # a row without values
        if dashes or (not years and any(is_value(text) for text in others)):
            return max(number, merged if number else 0)
        # 流动资产： below 项目 | 期末 | 期初 is one of rows, whatever columns it spans
        narrow = bool(row) and (row[0].column_span == 1 or any(len(above) > 1 for above in rows[:number]))
        alone = len(row) == 1 and row[0].column == 0 and narrow and not _has_slipped(rows, number)
        if number >= merged and (alone or number == _MOST_HEADER_ROWS or _is_told(rows, number)) and valued:
            return number
        if not valued:
            break
    return min(1, len(rows) - 1)


def _is_told(rows: Rows, number: int) -> bool:
    """Say whether a row below times tells words of each of them: 报表类型 | 合并 | 合并 below | 2023年报 | 2024年报."""
    name, *told = rows[number]
    times = [field for field in rows[0] if is_dated(field.text)]
    heads = is_column_heading(name.text) and not all(is_dated(field.text) for field in told)  # 起始日期 | 2024-01-01
    known = heads or head_role(name.text) or unit_of(name.text)
    return number > 0 and name.column == 0 and not known and len(rows[0]) - 1 <= len(times) == len(told)


def _has_slipped(rows: Rows, number: int) -> bool:
    """Whether a cell alone is the lower half of a head above, whose others are as high as both: 累计 over 增长%.

    Such rows are short of cells, since that over the names is lost as well: 9月 | 1-9月累计 | 累计 over 本地生产总值.
    """
    widest = max(map(len, rows))
    short = number > 0 and all(1 < len(row) < widest for row in rows[:number])
    return short and head_role(rows[number][0].text) in {Role.CHANGE, Role.SHARE}


def names_and_values(rows: Rows) -> bool:
    """Say whether rows are a name each and what is told of it, in words and in numbers, and the first is one of them.

    公司全称 | 某某股份有限公司, 员工 | 320 人, 总部 | 上海 have no head.
    """
    if len(rows) < _LEAST_NAMED or any([field.column for field in row] != [0, 1] for row in rows):
        return False
    name, said = (field.text for field in rows[0])
    if any(map(head_role, (name, said))) or is_column_heading(said) or is_dated(said) or unit_of(said):
        return False
    told = [is_value(field.text) for _, field in rows[1:]]
    return _SOME * len(told) <= sum(told) < len(told)
