"""What a column is for, by its heads and by what its cells hold, together."""

from collections.abc import Sequence

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role, is_absent
from pipeline.model import MEASURES, Role
from pipeline.table.fields import (
    are_classes,
    are_codes,
    are_disclosures,
    counts_up,
    goes_up,
    is_dated,
    is_quarter,
    is_value,
    is_year,
    unit_of,
)
from pipeline.table.two_languages import are_glosses

BY_NUMBERS = frozenset({Role.RANK, Role.CODE})
_MOST = 0.5  # share of a column's cells that must be so for the column to be so
_MONTHS, _QUARTERS = phrasing("table.months"), phrasing("table.quarters")
_MOST_PARTS = 12  # of a year
_RANKS = "第0123456789一二三四五六七八九十"  # what a rank begins with


def role_of(column: int, heads: Sequence[str], held: Sequence[str], *, named: bool, behind: bool, valued: bool) -> Role:
    """What a column is for.

    Args:
        column: Its place.
        heads: Its heads, the nearest first.
        held: What its cells hold.
        named: Whether names stand left of it.
        behind: Whether values stand left of it.
        valued: Whether values stand right of it.
    """
    said = next((role for head in heads if (role := head_role(head)) and role is not Role.LABEL), None)
    told = [text for text in held if not is_absent(text)]
    numbers = sum(map(is_value, told))
    measure = said if said in MEASURES else Role.VALUE
    if numbering := _numbering(column, said, told, behind=behind, valued=valued):
        return numbering
    timed = said is Role.TIME or column == 0
    parts = said is Role.TIME and any(_MONTHS.fullmatch(fold(h)) or _QUARTERS.fullmatch(fold(h)) for h in heads)
    years = sum(
        # 109 below 年度, 6 below 月份
        is_quarter(text)
        or is_year(f"{text}年度" if said is Role.TIME else text)
        or (parts and text.isdecimal() and 0 < int(text) <= _MOST_PARTS)
        for text in told
    )
    if told and timed and not behind and valued and years > _MOST * len(told):
        return Role.TIME
    if valued and not behind and are_classes(told):
        return Role.LABEL
    noted = said is Role.NOTE and behind and told and all(map(str.isdecimal, told))  # 1 below 变动分析: which remark
    if (numbers > _MOST * len(told) and not noted) or (not told and held and column > 0):
        return measure
    units = sum(unit_of(text) is not None for text in told)
    of_units = said is Role.UNIT and (units or named or not told)  # no 单位名称 above 一分厂, 二分厂
    if of_units or (not heads and column > 0 and valued and told and units == len(told)):
        return Role.UNIT
    if said in {Role.ORDINAL, Role.NOTE}:
        kept = valued if said is Role.ORDINAL else named or behind or not valued
        return said if kept else Role.LABEL  # 来源 | 金额 | 占比 names its rows
    if numbers and column and any(is_dated(head) or head_role(head) in MEASURES for head in heads):
        return measure
    return Role.NOTE if behind or (named and valued and are_glosses(heads, told)) else Role.LABEL


def _numbering(column: int, said: Role | None, told: Sequence[str], *, behind: bool, valued: bool) -> Role | None:
    """What numbers in a column are that measure nothing: those of rows, of accounts, ranks, pages."""
    numbered = goes_up(told) if said is Role.ORDINAL else counts_up(told) and column == 0 and said is not Role.TIME
    if numbered and not behind and valued:
        return Role.ORDINAL
    worded = all(any(map(str.isalpha, text)) and (said is Role.CODE or text[0] not in _RANKS) for text in told)
    names = column == 0 and valued and worded  # 型号 WQ-15, or 情境\风险等级 RCP2.6_2030, names what the row is of
    if said in BY_NUMBERS and any(any(map(str.isnumeric, text)) for text in told) and not names:
        return said
    coded = column == 0 and valued and 2 * sum(map(str.isdecimal, told)) > len(told) and are_codes(told)
    return Role.CODE if coded or are_disclosures(told) else None
