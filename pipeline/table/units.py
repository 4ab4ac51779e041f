"""Units of table cells: from the row's unit column, the row label, the column header or the caption."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

import regex

from pipeline.errors import guarded
from pipeline.lexicon.characters import fold
from pipeline.lexicon.tables import head_role, is_count
from pipeline.model import (
    MEASURES,
    Block,
    Cell,
    Document,
    Exclusion,
    Flag,
    Mention,
    QuantityKind,
    Reading,
    Reason,
    Role,
    Section,
    Table,
    UnitReading,
)
from pipeline.recognise.words import unread
from pipeline.table.fields import is_dated, unit_of
from pipeline.table.labels import TableLabels

# 金额（万元）, 建筑面积(m2), 单位：吨, 收衣合计 /KG, 金额，万元, 占比%
_PLACES = (
    regex.compile(r"单位\s?[::：]\s?(?P<unit>[^\s;；)]+(?:\s?/\s?\p{Han}+)?)"),
    regex.compile(r"\(\s?(?:单位\s?[::：]?\s?)?(?P<unit>[^()]+?)\s?\)\s*$"),
    regex.compile(r"\[\s?(?P<unit>[^\[\]]+?)\s?\]\s*$"),
    regex.compile(r"(?<=\S)\s?/\s?(?P<unit>[^\s/()]+(?:\s?/\s?[^\s/()]+)?)\s*$"),
    regex.compile(r"[,，]\s?(?P<unit>[^\s,，]+)\s*$"),
    regex.compile(r"\((?P<unit>[^()]+)\)"),
    # 2022年 HK$'000, 二零二二年港幣千元: the unit on the line below the time
    regex.compile(
        r"(?:(?:[月日期末度]|\d{4})\s|\d\s?日|[\d零〇一二三四五六七八九]{4}年\s?)(?P<unit>[^\s\d年月日度][^\s(]*(?:\s\p{Latin}+)?)"
        r"(?:\s?\([^()]*\))?$"  # （未經審核）
    ),
    regex.compile(r"(?<=\p{Han})(?P<unit>[%‰])\s*$"),
)
_DECLARED = regex.compile(r"单位\s?[::：]\s?(?P<units>[^)\n]+)|\((?P<units>[^()\n]+)\)")
_CURRENCY = regex.compile(r"币种\s?[::：]\s?(?P<name>\p{Han}+)")
# which dollar a bare $ is, as the words around its table tell
_DOLLARS = regex.compile(
    r"(?P<TWD>新台币|台币|NT\$|民国|(?<![\d.,])(?:[89]\d|1[0-2]\d)\s?年\s?(?:度|\d{1,2}\s?月)|[八九]十[一二三四五六七八九]?年|一百[〇零一二]?[十一二三四五六七八九]*年度)"
    r"|(?P<HKD>港[币元]|HK\$)|(?P<USD>美[元金]|US\$)"
)
_UNIT_LINE = regex.compile(r"(?m)^\s*\(?(?:金额)?单位\s?[:：].*$")
_NEAR = 600  # characters before a table in which its unit is told
_AROUND = 3000  # characters before a table in which its currency is named
_PARTS = regex.compile(r"[、,，;；或]|\s和\s")
_AMOUNT = regex.compile(r"(?:增[加减长]|减少|变[动化]|下降|上升)[额数量]$")
_NAMED_PART = regex.compile(r"^(?P<name>\p{Han}+)\s?[-:：]\s?(?P<unit>.+)$")
_PART = regex.compile(r"#|其中")
_RATIO_NAME = regex.compile(r"(?:率|占比|比重|比例|百分比)\s?(?:\(.*)?$")
_MONEY_NAME = regex.compile(r"[金余差总]?额|[产市价]值|值$|收入|投资|成本|费用?|利润|资产|负债|贷款|存款|支出|投入")
_RATIO_UNITS = frozenset({"%", "{pp}", "{bp}", "{x}"})
_COUNTED_UNIT = regex.compile(r"(?P<scale>[十百千]?[万亿])?(?P<thing>[\p{Han}A-Za-z/·]{1,12})")
_COUNTED = regex.compile(r"[^百千万亿\s]")
_SIGN, _DOLLAR, _YUAN = "$", "USD", "CNY"
_BARE = frozenset({"", _SIGN})
_COUNT = UnitReading("1", "", QuantityKind.COUNT)
_RATIO = UnitReading("%", "", QuantityKind.DIMENSIONLESS_RATIO), Decimal(1)
_REASONS = {
    Role.ORDINAL: Reason.LIST_MARKER,
    Role.RANK: Reason.ORDINAL,
    Role.TIME: Reason.DATE,
    Role.CODE: Reason.IDENTIFIER,
}
_TABLE_RULE = "quantity.table"
_WHOLE = Decimal(100)
_CLOSE = Decimal("0.06")  # of a percentage printed with one decimal
_LEVELS = 3  # columns left of a change that it may compare

_Unit = tuple[UnitReading, Decimal]


def give_units(section: Section, readings: tuple[Reading, ...], document: Document) -> tuple[Reading, ...]:
    """Give the numbers in a section's table cells their units, and take numbering for what it is.

    Args:
        section: The section.
        readings: What was read in each of its blocks.
        document: The document, for its tables.

    Returns:
        The readings, one per block, with units from headers (flag `unit_from_header`), or the flag `no_unit`.
    """
    cells: dict[int, dict[Cell, tuple[Block, Reading]]] = {}
    for block, reading in zip(section.blocks, readings, strict=True):
        if block.cell is not None and block.table is not None:
            cells.setdefault(block.table, {})[block.cell] = block, reading
    tables = {number: _TableUnits.of(number, found, document) for number, found in cells.items()}
    return tuple(
        reading if block.cell is None or block.table is None else _guarded_cell(block, reading, tables[block.table])
        for block, reading in zip(section.blocks, readings, strict=True)
    )


def _guarded_cell(block: Block, reading: Reading, table: "_TableUnits") -> Reading:
    return guarded(lambda: _cell(block, reading, table), lambda trouble: unread(block.text, trouble))


@dataclass(frozen=True, slots=True)
class _TableUnits:
    """The units that a table names, each row and column read once.

    Attributes:
        table: The table.
        labels: Its labels.
        rows: Unit of each row: that of its unit column, else the one that its labels name.
        columns: Unit that the heads of each column name.
        declared: Units of the caption, each with the name of what it is for, where one stands there.
        derived: Units of changes and shares by row and column, from what their values are.
        dollar: Which currency a bare $ is.
        signed: Columns in which some number has a $, as the first and the sums of a column have for all of it.
    """

    table: Table
    labels: TableLabels
    rows: tuple[_Unit | None, ...]
    columns: tuple[_Unit | None, ...]
    declared: tuple[tuple[str, _Unit], ...]
    derived: Mapping[tuple[int, int], _Unit | None]
    dollar: str
    signed: frozenset[int]

    @classmethod
    def of(cls, number: int, cells: Mapping[Cell, tuple[Block, Reading]], document: Document) -> "_TableUnits":
        table = document.tables[number]
        texts = {cell: " ".join(block.text.split()) for cell, (block, _) in cells.items()}
        labels = TableLabels(table, texts)
        units: dict[int, _Unit] = {}
        for cell, text in texts.items():
            if table.columns[cell.column].role is Role.UNIT and (
                unit := _is_or_names(fold(text)) or _unknown(fold(text))
            ):
                units.update(dict.fromkeys(range(cell.row, cell.row + cell.row_span), unit))
        rows = _handed(
            labels.rows,
            [
                units.get(row) or next((unit for word in reversed(words) if (unit := _named(fold(word)))), None)
                for row, words in enumerate(labels.rows)
            ],
        )
        columns = tuple(
            next((unit for word in reversed(words) if (unit := _is_or_names(fold(word)))), None)
            for words in labels.columns
        )
        declared = _declared(_caption(number, document)) or _declared(_unit_line(number, document))
        signed = frozenset(
            cell.column for cell, (_, reading) in cells.items() if any(m.unit.text == _SIGN for m in reading.mentions)
        )
        dollar = _dollar(number, document) if signed else _DOLLAR
        return cls(table, labels, rows, columns, declared, _derived(table, cells), dollar, signed)

    def unit(self, cell: Cell) -> _Unit | None:
        """The unit of a bare number in a cell; None where nothing tells one. 仟元 beside $ are those of the dollar."""
        unit = self._told(cell)
        if unit and self.signed and unit[0].code == _YUAN and unit[0].text == "元" and self.dollar != _DOLLAR:
            return replace(unit[0], code=self.dollar), unit[1]
        return unit

    def _told(self, cell: Cell) -> _Unit | None:
        row, role = self.rows[cell.row], self.table.columns[cell.column].role
        head = self.columns[cell.column] if cell.column_span == 1 else None
        heads, names = self.labels.column(cell), self.labels.row(cell)
        difference = role is Role.CHANGE and any(map(_AMOUNT.search, map(fold, heads[-1:])))
        if role in {Role.CHANGE, Role.SHARE} and not (difference and head is None):
            listed = next((unit for _, unit in self.declared if _is_ratio(unit)), None)
            if head or (cell.row, cell.column) not in self.derived:
                return head or listed
            if told := self.derived[cell.row, cell.column]:
                return told
        if row is not None:
            return row
        of_row = head_role(names[-1]) if names else None
        if head is not None and (of_row not in {Role.CHANGE, Role.SHARE} or _is_ratio(head)):
            return head
        own = [fold(word) for word in (*names[-1:], *reversed(heads))]
        said = [*own[:1], *(fold(word) for word in reversed(names[:-1])), *own[1:]]
        if unit := self._from_caption(said, own):
            return unit
        if any(map(is_count, (*names[-1:], *heads[-1:]))):
            return _COUNT, Decimal(1)
        if cell.column in self.signed and not any(_RATIO_NAME.search(word) for word in own):
            return UnitReading(self.dollar, _SIGN, QuantityKind.CURRENCY), Decimal(1)
        return None

    def given(self, reading: Reading, unit: _Unit | None) -> Reading:
        """A reading in which bare numbers have a unit; a bare $ is one of money, in whatever currency."""
        return Reading(tuple(self._given(mention, unit) for mention in reading.mentions), reading.exclusions)

    def _given(self, mention: Mention, unit: _Unit | None) -> Mention:
        if mention.unit.text != _SIGN:
            return mention if mention.unit.text else _with_unit(mention, unit)
        if unit and unit[0].kind is QuantityKind.CURRENCY:
            return _with_unit(mention, unit)
        return replace(mention, unit=replace(mention.unit, code=self.dollar))

    def _from_caption(self, said: Sequence[str], own: Sequence[str]) -> _Unit | None:
        """The unit of the caption that fits: by the name beside it, else a share for a share, money for money."""
        for name, unit in self.declared:
            if name and any(name in word or word in name for word in said):
                return unit
        ratio = any(_RATIO_NAME.search(word) for word in own)
        fitting = [unit for _, unit in self.declared if _is_ratio(unit) is ratio]
        if any(map(is_count, said)):
            fitting = [unit for unit in fitting if unit[0].kind is QuantityKind.COUNT]
        money = any(_MONEY_NAME.search(word) for word in said)
        likely = [unit for unit in fitting if money and unit[0].kind is QuantityKind.CURRENCY]
        amount = any(word.endswith(("量", "額", "额", "數", "数")) for word in said)
        if amount and not money:
            fitting = [unit for unit in fitting if unit[0].kind is not QuantityKind.CURRENCY]
        if len(self.declared) == 1 and not (ratio or amount or money or any(map(is_count, said))):
            return self.declared[0][1]  # 单位：% over columns of years and rows of places
        if len(self.declared) == 1 and not ratio:
            return fitting[0] if fitting else None
        return next(iter((*likely, *fitting)), None)


def _handed(names: Sequence[Sequence[str]], units: Sequence[_Unit | None]) -> tuple[_Unit | None, ...]:
    """Hand the unit of a row to its parts below it: 大牲畜（万头）, #黄牛, 奶牛."""
    handed: list[_Unit | None] = []
    parts = False
    for number, (words, unit) in enumerate(zip(names, units, strict=True)):
        within = bool(words) and unit is None and number > 0 and names[number - 1][:-1] == words[:-1]
        parts = within and (parts or _PART.match(fold(words[-1])) is not None)
        handed.append(handed[-1] if parts else unit)
    return tuple(handed)


def _is_ratio(unit: _Unit) -> bool:
    return unit[0].code in _RATIO_UNITS


def _caption(number: int, document: Document) -> str:
    """The caption of a table; where it has none and goes on with the table right above, that table's."""
    table = document.tables[number]
    if table.caption is None and number:
        before = document.tables[number - 1]
        between = document.text[before.span.end : table.span.start]
        if len(before.columns) == len(table.columns) and not between.strip():
            return _caption(number - 1, document)
    return fold(document.text[table.caption.start : table.caption.end]) if table.caption else ""


def _unit_line(number: int, document: Document) -> str:
    """The last line above a table that tells a unit, with no other table in between."""
    start = document.tables[number].span.start
    behind = document.tables[number - 1].span.end if number else 0
    lines = _UNIT_LINE.findall(fold(document.text[max(behind, start - _NEAR) : start]))
    return str(lines[-1]) if lines else ""


def _dollar(number: int, document: Document) -> str:
    """Which currency a bare $ in a table is: the dollar that the text before it names last, else that of its cells."""
    span = document.tables[number].span
    around = fold(document.text[max(0, span.start - _AROUND) : span.end])
    named = [match.lastgroup for match in _DOLLARS.finditer(around)]
    return named[-1] or _DOLLAR if named else _DOLLAR


def _declared(caption: str) -> tuple[tuple[str, _Unit], ...]:
    """The units that a caption lists: `（亿元，%）`, `单位：产量－公吨，产值－千元`, `单位：百万元 币种：美元`."""
    found: list[tuple[str, _Unit]] = []
    currency = _CURRENCY.search(caption)
    coin = unit_of(currency["name"]) if currency else None
    text = _CURRENCY.sub("", caption)
    for match in _DECLARED.finditer(text):
        for part in _PARTS.split(match["units"]):
            named = _NAMED_PART.match(part.strip())
            name, said = (named["name"], named["unit"]) if named else ("", part.strip())
            unit = unit_of(said) or unit_of(said.split()[0] if said.split() else "")
            if unit and coin and unit[0].kind is QuantityKind.CURRENCY:
                unit = replace(unit[0], code=coin[0].code), unit[1]
            if unit:
                found.append((name, unit))
    return tuple(found)


def _derived(table: Table, cells: Mapping[Cell, tuple[Block, Reading]]) -> dict[tuple[int, int], _Unit | None]:
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
    derived: dict[tuple[int, int], _Unit | None] = {}
    for column, axis in enumerate(table.columns):
        if axis.role not in {Role.CHANGE, Role.SHARE}:
            continue
        own = {row: mention for (row, at), mention in values.items() if at == column}
        bare = {row: mention.low or Decimal(0) for row, mention in own.items() if not mention.unit.text}
        if axis.role is Role.SHARE:
            shares = bool(bare) and 1 < max(bare.values()) <= _WHOLE
            derived.update({(row, column): _RATIO for row in bare if shares})
            continue
        told = {row: _grown(row, change, column, table, values) for row, change in bare.items()}
        ratios = sum(kind is True for kind in told.values())
        for row, grown in told.items():
            if grown is False or (grown is None and not ratios and len(own) > len(bare)):
                derived[row, column] = None
            elif ratios:
                derived[row, column] = _RATIO
    return derived


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


def _cell(block: Block, reading: Reading, units: _TableUnits) -> Reading:
    cell = block.cell
    if cell is None or not reading.mentions:
        return reading
    row, role = units.table.rows[cell.row], units.table.columns[cell.column].role
    bare = [mention for mention in reading.mentions if mention.unit.text in _BARE]
    if row.role is Role.NOTE:
        return _without(reading, bare, Reason.PAGE_FURNITURE)
    if row.role in MEASURES and role is Role.NOTE:  # 小于等于50 below 排放标准（毫克/升）
        unit = units.columns[cell.column]
        return units.given(reading, unit) if unit else reading
    if row.role in MEASURES and role in MEASURES:
        return units.given(reading, units.unit(cell) if bare else None)
    if row.role in {Role.HEADER, Role.SECTION} and is_dated(block.text):  # 98 年度, 97年12月31日
        times = [mention for mention in reading.mentions if mention.unit.kind is QuantityKind.TIME]
        reading = _without(reading, times, Reason.DATE)
        bare = [mention for mention in bare if mention not in times]
    # 万千瓦时 in a column of units is no number
    bare += [
        mention
        for mention in reading.mentions
        if mention.unit.text and not _COUNTED.search(fold(block.text[mention.value.start : mention.value.end]))
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


def _unknown(text: str) -> _Unit | None:
    """What stands in a column of units and no list knows, as a thing counted: 万人份."""
    match = _COUNTED_UNIT.fullmatch("".join(text.split()))
    if match is None:
        return None
    scale = unit_of(f"{match['scale']}元") if match["scale"] else None
    return replace(_COUNT, text=match["thing"], kind=QuantityKind.OTHER), scale[1] if scale else Decimal(1)


def _is_or_names(text: str) -> _Unit | None:
    return unit_of(text) or _named(text)


@lru_cache(maxsize=1024)  # the heads of a table are asked for again and again
def _named(text: str) -> _Unit | None:
    """The unit that a header or label names in brackets, behind a slash or after 单位."""
    for place in _PLACES:
        for match in place.finditer(text):
            for part in _PARTS.split(match["unit"]):  # 万元、户、%: the first holds where a row names none
                if unit := unit_of(part.strip()):
                    return unit
    return None


def _with_unit(mention: Mention, unit: _Unit | None) -> Mention:
    if unit is None:
        return replace(mention, flags=(*mention.flags, Flag.NO_UNIT))
    reading, scale = unit
    unknown = (Flag.UNKNOWN_UNIT,) if reading.kind is QuantityKind.OTHER and reading.code == "1" else ()
    # 2.4亿 in a column of 万元 carries its own scale
    factor = (scale if mention.scale == 1 else Decimal(1)) * reading.factor
    return replace(
        mention,
        low=None if mention.low is None else mention.low * factor,
        high=None if mention.high is None else mention.high * factor,
        unit=replace(reading, start=0, end=0, text=reading.text),
        rule=_TABLE_RULE,
        flags=(*mention.flags, Flag.UNIT_FROM_HEADER, *unknown),
    )
