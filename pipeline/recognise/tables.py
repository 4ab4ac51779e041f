"""Units of table cells: from the row's unit column, the row label, the column header or the caption."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

import regex

from pipeline.errors import guarded
from pipeline.lexicon.characters import fold
from pipeline.lexicon.tables import ColumnRole, column_role
from pipeline.model import Block, Document, Exclusion, Flag, Mention, Reading, Reason, Section, Table, UnitReading
from pipeline.recognise.attach import whole_unit
from pipeline.recognise.words import unread

# 金额（万元）, 建筑面积(m2), 单位：吨, 收衣合计 /KG, 金额，万元
_PLACES = (
    regex.compile(r"单位\s?[::：]\s?(?P<unit>[^\s;；)]+(?:\s?/\s?\p{Han}+)?)"),
    regex.compile(r"\(\s?(?:单位\s?[::：]?\s?)?(?P<unit>[^()]+?)\s?\)\s*$"),
    regex.compile(r"\[\s?(?P<unit>[^\[\]]+?)\s?\]\s*$"),
    regex.compile(r"(?<=\S)\s?/\s?(?P<unit>[^\s/()]+(?:\s?/\s?[^\s/()]+)?)\s*$"),
    regex.compile(r"[,，]\s?(?P<unit>[^\s,，]+)\s*$"),
    regex.compile(r"\((?P<unit>[^()]+)\)"),
)
_NUMBERING = {
    regex.compile(r"序\s?号|编号|^#$|^No\.?$|^项次$"): Reason.LIST_MARKER,
    regex.compile(r"排名|名次|位次|等级|级别|星级"): Reason.ORDINAL,
    regex.compile(r"年\s?份|^年度$|日期|时间$|^年$|月份"): Reason.DATE,
    regex.compile(r"代码|电话|手机|邮编|证书号|批号|型号|车牌"): Reason.IDENTIFIER,
}
_COUNTED = regex.compile(r"[^百千万亿\s]")
_TABLE_RULE = "quantity.table"


def give_units(section: Section, readings: tuple[Reading, ...], document: Document) -> tuple[Reading, ...]:
    """Give the numbers in a section's table cells their units, and take numbering for what it is.

    Args:
        section: The section.
        readings: What was read in each of its blocks.
        document: The document, for its tables.

    Returns:
        The readings, one per block, with units from headers (flag `unit_from_header`).
    """
    grid = {
        (block.table, block.cell.row, column): block
        for block in section.blocks
        if block.cell is not None
        for column in range(block.cell.column, block.cell.column + block.cell.column_span)
    }
    rows = _Rows(grid, document)
    return tuple(
        reading if block.cell is None or block.table is None else _guarded_cell(block, reading, rows)
        for block, reading in zip(section.blocks, readings, strict=True)
    )


_Grid = dict[tuple[int | None, int, int], Block]
_Unit = tuple[Decimal, UnitReading]


def _guarded_cell(block: Block, reading: Reading, rows: "_Rows") -> Reading:
    return guarded(lambda: _cell(block, reading, rows), lambda trouble: unread(block.text, trouble))


class _Rows:
    """The units that the cells of each row name, read once from left to right."""

    def __init__(self, grid: _Grid, document: Document) -> None:
        self.grid = grid
        self.document = document
        self._units: dict[tuple[int, int], list[tuple[_Unit | None, _Unit | None]]] = defaultdict(
            lambda: [(None, None)]
        )

    def unit_before(self, table: int, row: int, column: int) -> _Unit | None:
        """The unit of the first column of units left of a cell, else the one that the nearest label names."""
        found = self._units[table, row]
        while len(found) <= column:
            own, named = found[-1]
            place = len(found) - 1
            other = self.grid.get((table, row, place))
            if other is not None:
                own = own or (_expression(fold(other.text)) if self._is_of_units(table, place) else None)
                named = _named(fold(other.text)) or named
            found.append((own, named))
        own, named = found[column]
        return own or named

    def _is_of_units(self, table: int, column: int) -> bool:
        heads = (self.grid.get((table, row, column)) for row in range(self.document.tables[table].header_rows))
        return any(column_role(head.text) is ColumnRole.UNIT for head in heads if head is not None)


def _cell(block: Block, reading: Reading, rows: _Rows) -> Reading:
    table, cell = rows.document.tables[block.table or 0], block.cell
    if cell is None or not reading.mentions:
        return reading
    label = cell.row < table.header_rows or cell.column < table.label_columns
    heads = _headers(block, rows.grid, table)
    reason = next((reason for pattern, reason in _NUMBERING.items() for head in heads if pattern.search(head)), None)
    bare = [mention for mention in reading.mentions if not mention.unit.text]
    if label:  # 万千瓦时 in a column of units is no number
        bare += [
            m
            for m in reading.mentions
            if m not in bare and not _COUNTED.search(block.text[m.value.start : m.value.end])
        ]
    if reason is None and label:
        reason = Reason.OTHER
    if reason is not None:
        kept = tuple(mention for mention in reading.mentions if mention not in bare)
        excluded = tuple(
            Exclusion(mention.span, _year_or(reason, mention), f"table.{reason}", mention.low, mention.high)
            for mention in bare
        )
        return Reading(kept, tuple(sorted((*reading.exclusions, *excluded), key=lambda e: e.span.start)))
    unit = _unit(block, rows, table, heads) if bare else None
    mentions = tuple(
        _with_unit(mention, *unit) if unit and not mention.unit.text else mention for mention in reading.mentions
    )
    return Reading(mentions, reading.exclusions)


def _year_or(reason: Reason, mention: Mention) -> Reason:
    value = mention.low
    year = value is not None and value == value.to_integral_value() and Decimal(1900) <= value <= Decimal(2100)
    return Reason.DATE if reason is Reason.OTHER and year else reason


def _headers(block: Block, grid: _Grid, table: Table) -> tuple[str, ...]:
    """Header cells above a cell, the nearest first, folded."""
    cell = block.cell
    if cell is None:
        return ()
    found = []
    for row in reversed(range(min(table.header_rows, cell.row))):
        head = grid.get((block.table, row, cell.column))
        if head is not None:
            found.append(fold(head.text))
    return tuple(found)


def _unit(block: Block, rows: _Rows, table: Table, heads: tuple[str, ...]) -> _Unit | None:
    cell = block.cell
    if cell is None or block.table is None:
        return None
    if unit := rows.unit_before(block.table, cell.row, cell.column):
        return unit
    caption = rows.document.text[table.caption.start : table.caption.end] if table.caption else ""
    return next((unit for text in (*heads, fold(caption)) if (unit := _named(text))), None)


@lru_cache(maxsize=1024)  # the heads of a table are asked for its every cell
def _named(text: str) -> _Unit | None:
    """The unit that a header names in brackets, behind a slash or after 单位."""
    for place in _PLACES:
        for match in place.finditer(text):
            if unit := _expression(match["unit"]):
                return unit
    return None


def _expression(text: str) -> _Unit | None:
    """Read a whole text as scale and unit: 万元, 吨 / 年, %."""
    for part in regex.split(r"[、,，;；]", text):  # 单位：万元、户、%: the first holds where a row names none
        if unit := whole_unit(part.strip()):
            return unit[1], unit[0]
    return None


def _with_unit(mention: Mention, scale: Decimal, unit: UnitReading) -> Mention:
    # 2.4亿 in a column of 万元 carries its own scale
    factor = (scale if mention.scale == 1 else Decimal(1)) * unit.factor
    return replace(
        mention,
        low=None if mention.low is None else mention.low * factor,
        high=None if mention.high is None else mention.high * factor,
        unit=replace(unit, start=0, end=0, text=unit.text),
        rule=_TABLE_RULE,
        flags=(*mention.flags, Flag.UNIT_FROM_HEADER),
    )
