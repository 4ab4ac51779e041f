"""Words by which a table is known in a text that lost its rules: column headings and what stands for no value."""

import re
from enum import StrEnum
from functools import lru_cache

from pipeline.lexicon.characters import fold
from pipeline.lexicon.loading import check_records, read_member

FILE = "tables.toml"
_LONGEST_COLUMN_HEADING = 16
_LONGEST_ABSENT = 8
_BRACKETED_UNIT = re.compile(r"\s*[（(][^（）()]*[）)]\s*$")


class ColumnRole(StrEnum):
    """What a column is for that neither names its rows nor holds their values."""

    ORDINAL = "ordinal"
    UNIT = "unit"
    NOTE = "note"


@lru_cache(maxsize=1)
def _column_endings() -> tuple[str, ...]:
    records = check_records(FILE, "column", required={"endings": list, "examples": list}, optional={})
    return tuple(ending for record in records for ending in record["endings"])


@lru_cache(maxsize=1)
def _absent() -> re.Pattern[str]:
    records = check_records(FILE, "absent", required={"pattern": str, "examples": list}, optional={})
    return re.compile("|".join(f"(?:{record['pattern']})" for record in records))


def is_column_heading(text: str) -> bool:
    """Say whether a text heads a column: `项目名称`, `建筑面积（m2）`.

    >>> is_column_heading("建筑面积（m2）"), is_column_heading("申亚金融大厦")
    (True, False)
    """
    bare = _BRACKETED_UNIT.sub("", fold(text)).strip()
    return 0 < len(bare) <= _LONGEST_COLUMN_HEADING and bare.endswith(_column_endings())


@lru_cache(maxsize=1)
def _roles() -> tuple[tuple[ColumnRole, re.Pattern[str]], ...]:
    records = check_records(FILE, "role", required={"role": str, "pattern": str, "examples": list}, optional={})
    return tuple((read_member(FILE, record, "role", ColumnRole), re.compile(record["pattern"])) for record in records)


def column_role(text: str) -> ColumnRole | None:
    """What the head of a column says that the column is for, beside names and values.

    >>> column_role("序 号"), column_role("计量单位"), column_role("单位面积能耗")
    (<ColumnRole.ORDINAL: 'ordinal'>, <ColumnRole.UNIT: 'unit'>, None)
    """
    bare = "".join(fold(text).split())
    return next((role for role, pattern in _roles() if pattern.fullmatch(bare)), None)


def is_absent(text: str) -> bool:
    """Say whether a cell tells that it has no value: `-`, `暂未披露`.

    >>> is_absent("—"), is_absent("暂未启动"), is_absent("-5%")
    (True, True, False)
    """
    return len(text) <= _LONGEST_ABSENT and _absent().fullmatch(fold(text.strip())) is not None
