"""Numbers of table cells to quantities: a unit for those that have one elsewhere in the table, none for numbering."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import regex

from pipeline.errors import guarded
from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import is_foreign
from pipeline.model import (
    MEASURES,
    Block,
    Cell,
    Document,
    Exclusion,
    Mention,
    QuantityKind,
    Reading,
    Reason,
    Role,
    Section,
)
from pipeline.recognise import recognise
from pipeline.recognise.words import unread
from pipeline.table.choice import BARE, TableUnits
from pipeline.table.fields import is_age, is_dated, year_and_unit
from pipeline.table.shape import without_notes
from pipeline.table.short_times import is_rated_year

_COUNTED = regex.compile(r"[^百千万亿\s]")
_QUARTER, _ENDED = phrasing("table.quarter"), phrasing("table.period_ended")
_REPUBLICAN_YEAR = phrasing("table.republican_year")
_MARK = regex.compile(r"\(\s*\d{1,2}\s*\)")
_REASONS = {
    Role.ORDINAL: Reason.LIST_MARKER,
    Role.RANK: Reason.ORDINAL,
    Role.TIME: Reason.DATE,
    Role.CODE: Reason.IDENTIFIER,
}


def give_units(section: Section, readings: tuple[Reading, ...], document: Document) -> tuple[Reading, ...]:
    """Give the numbers in a section's table cells their units, and take numbering for what it is.

    Args:
        section: The section.
        readings: What was read in each of its blocks.
        document: The document, for its tables.

    Returns:
        The readings, one per block, with units from headers (flag `unit_from_header`), or the flag `no_unit`.
    """
    readings = _losses(section, readings, document)
    cells: dict[int, dict[Cell, tuple[Block, Reading]]] = {}
    for block, reading in zip(section.blocks, readings, strict=True):
        if block.cell is not None and block.table is not None:
            cells.setdefault(block.table, {})[block.cell] = block, reading
    tables: dict[int, TableUnits] = {}
    for number, found in cells.items():
        tables[number] = TableUnits.of(number, found, document, tables.get(number - 1))
    return tuple(
        reading if block.cell is None or block.table is None else _guarded_cell(block, reading, tables[block.table])
        for block, reading in zip(section.blocks, readings, strict=True)
    )


def _losses(section: Section, readings: tuple[Reading, ...], document: Document) -> tuple[Reading, ...]:
    """Read (27) as a loss in a column of values, where its row has other values or (7) (11), a loss in each of them.

    Below other losses it is one beside a - as well.
    """
    pairs = list(zip(section.blocks, readings, strict=True))
    filled = Counter(
        (block.table, block.cell.row)
        for block, reading in pairs
        if block.cell and (reading.mentions or _is_loss(block, document))
    )
    told = {(block.table, block.cell.row) for block, reading in pairs if block.cell and reading.mentions}
    losing = {
        (block.table, block.cell.column)
        for block, reading in pairs
        if block.cell and any(mention.low is not None and mention.low < 0 for mention in reading.mentions)
    }
    return tuple(
        recognise(block.text, cell=True, loss=True)
        if block.cell
        and not reading.mentions
        and _is_loss(block, document)
        and (
            (row := (block.table, block.cell.row)) in told
            or filled[row] > 1
            or (block.table, block.cell.column) in losing
        )
        else reading
        for block, reading in pairs
    )


def _is_loss(block: Block, document: Document) -> bool:
    """Whether a cell in a column of values holds nothing but a small number in brackets, which may be a mark."""
    if block.cell is None or block.table is None:
        return False
    column = document.tables[block.table].columns[block.cell.column]
    return column.role in MEASURES and _MARK.fullmatch(fold(block.text).strip()) is not None


def _guarded_cell(block: Block, reading: Reading, table: "TableUnits") -> Reading:
    return guarded(lambda: _cell(block, reading, table), lambda trouble: unread(block.text, trouble))


def _cell(block: Block, reading: Reading, units: TableUnits) -> Reading:
    cell = block.cell
    if cell is None or not reading.mentions:
        return reading
    row, role = units.table.rows[cell.row], units.table.columns[cell.column].role
    bare = [mention for mention in reading.mentions if mention.unit.text in BARE]
    if row.role is Role.NOTE:
        return _without(reading, bare, Reason.PAGE_FURNITURE)
    if row.role in MEASURES and role is Role.NOTE and is_foreign(block.text):  # Waste (10 000 tons)
        return _without(reading, reading.mentions, Reason.OTHER)
    aged = is_age(block.text) and (role in {Role.LABEL, Role.NOTE} or row.role is Role.HEADER)
    if row.role in MEASURES and role is Role.NOTE and not aged:  # 小于等于50 below 排放标准（毫克/升）
        unit = units.columns[cell.column]
        return units.given(reading, unit) if unit else reading
    if row.role in MEASURES and role in MEASURES:
        return units.given(reading, units.unit(cell) if bare else None)
    rated = is_rated_year(block.text)
    if row.role in {Role.HEADER, Role.SECTION} and (
        rated or is_dated(block.text) or _ENDED.fullmatch(fold(block.text).strip())
    ):  # 98 年度, 97年12月31日
        whole = (
            rated or year_and_unit(block.text) or _QUARTER.fullmatch(fold(block.text).strip()) is not None
        )  # 24E, 2022年4季
        times = [mention for mention in reading.mentions if whole or mention.unit.kind is QuantityKind.TIME]
        reading = _without(reading, times, Reason.DATE)
        bare = [mention for mention in bare if mention not in times]
    if role is Role.LABEL and (years := [year.start(1) for year in _REPUBLICAN_YEAR.finditer(fold(block.text))]):
        # 111年宜兰县, 与基准年(108年)相比
        reading = _without(reading, [m for m in reading.mentions if m.value.start in years], Reason.DATE)
        bare = [mention for mention in bare if mention in reading.mentions]
    if role is Role.LABEL:  # 八里垃圾掩埋场
        named = [m for m in reading.mentions if not any(map(str.isdecimal, block.text[m.value.start : m.value.end]))]
        reading = _without(reading, named, Reason.NAME)
        bare = [mention for mention in bare if mention not in named]
    # 排放量（千公噸）4: the mark of a note behind what names a row
    end = len(without_notes(block.text))
    notes = [mention for mention in reading.mentions if mention.value.start >= end]
    reading = _without(reading, notes, Reason.FOOTNOTE)
    # 万千瓦时 in a column of units is no number
    bare += [
        mention
        for mention in reading.mentions
        # nor is 30岁以下 in one of names or at the head of one
        if aged
        or (mention.unit.text and not _COUNTED.search(fold(block.text[mention.value.start : mention.value.end])))
    ]
    return _without(reading, bare, _REASONS.get(role, Reason.OTHER) if row.role in MEASURES else Reason.OTHER)


def _without(reading: Reading, mentions: Sequence[Mention], reason: Reason) -> Reading:
    """A reading in which some mentions are none."""
    excluded = tuple(
        Exclusion(mention.span, said, f"table.{said}", mention.low, mention.high)
        for mention in mentions
        for said in (_year_or(reason, mention),)
    )
    kept = tuple(mention for mention in reading.mentions if mention not in mentions)
    return Reading(kept, tuple(sorted((*reading.exclusions, *excluded), key=lambda e: e.span.start)))


def _year_or(reason: Reason, mention: Mention) -> Reason:
    value = mention.low
    year = value is not None and value == value.to_integral_value() and Decimal(1900) <= value <= Decimal(2100)
    return Reason.DATE if reason is Reason.OTHER and year else reason
