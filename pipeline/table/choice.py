"""Which of the units that a table names a number has: its row's, its column's, the caption's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role, is_count
from pipeline.model import (
    MEASURES,
    Block,
    Cell,
    Document,
    Flag,
    Mention,
    QuantityKind,
    Reading,
    Role,
    Table,
    UnitReading,
)
from pipeline.table.captions import is_caption
from pipeline.table.coins import coins_of
from pipeline.table.derived import RATIO, derive_units, rows_of_rates, rows_of_shares
from pipeline.table.fields import is_age, is_value, unit_of
from pipeline.table.handed import handed, of_row
from pipeline.table.labels import TableLabels, is_unmeasured
from pipeline.table.named import (
    Unit,
    adjoins,
    as_named,
    caption_of,
    counted_in,
    declared_in,
    dollar_of,
    follows,
    is_or_names,
    unit_line_above,
    unknown_thing,
)
from pipeline.table.paired import paired_units
from pipeline.table.shape import bare_of_key

_AMOUNT, _GROWTH = phrasing("table.amount"), phrasing("table.growth")
_AMOUNTS = ("量", "額", "额", "數", "数")
_QUANTITY = phrasing("table.quantity")
_BY_HEAD, _FACTOR = phrasing("table.by_head"), phrasing("table.factor_head")
_RATIO_NAME = phrasing("table.ratio")
_MONEY_NAME, _DURATION_NAME = phrasing("table.money"), phrasing("table.duration")
_RATIO_UNITS = frozenset({"%", "{pp}", "{bp}", "{x}"})
_CLOSES = frozenset(")）")
_SIGN, _DOLLAR, _YUAN = "$", "USD", "CNY"
BARE = frozenset({"", _SIGN})  # what stands behind a number without a unit of its own
_COUNT = UnitReading("1", "", QuantityKind.COUNT)
_TABLE_RULE = "quantity.table"


@dataclass(frozen=True, slots=True)
class TableUnits:
    """The units that a table names, each row and column read once.

    Attributes:
        table: The table.
        labels: Its labels.
        rows: Unit of each row: that of its unit column, else the one that its labels name.
        columns: Unit that the heads of each column name.
        declared: Units of the caption, each with the name of what it is for, where one stands there.
        paired: By row and column, the unit of a value where several columns of units stand each beside its own.
        beside: Rows whose unit stands in a column of units.
        shares: Rows whose numbers add up to a hundred percent, or are rates told in percent.
        derived: Units of changes and shares by row and column, from what their values are.
        dollar: Which currency a bare $ is.
        home: Which currency a bare 元 is.
        coins: Which it is in a column of which a row tells its currency.
        signed: Columns in which some number has a $, as the first and the sums of a column have for all of it.
        fractional: Columns most of whose numbers have decimals, which count nothing whole.
    """

    table: Table
    labels: TableLabels
    rows: tuple[Unit | None, ...]
    columns: tuple[Unit | None, ...]
    declared: tuple[tuple[str, Unit], ...]
    paired: Mapping[tuple[int, int], Unit]
    beside: frozenset[int]
    shares: frozenset[int]
    derived: Mapping[tuple[int, int], Unit | None]
    dollar: str
    home: str
    coins: Mapping[int, str]
    signed: frozenset[int]
    fractional: frozenset[int]

    @classmethod
    def of(
        cls,
        number: int,
        cells: Mapping[Cell, tuple[Block, Reading]],
        document: Document,
        before: "TableUnits | None" = None,
    ) -> "TableUnits":
        """Read what a table says of its units.

        Args:
            number: Its number in the document.
            cells: Its cells, with what was read in each.
            document: The document.
            before: The units of the table above it, if that stands in the same section.
        """
        table = document.tables[number]
        texts = {
            cell: _with_own_unit(block, cell, document.text)
            if table.rows[cell.row].role is Role.HEADER
            else " ".join(block.text.split())
            for cell, (block, _) in cells.items()
        }
        labels = TableLabels(table, texts)
        units: dict[int, Unit] = {}
        told: dict[tuple[int, int], Unit] = {}
        for cell, text in texts.items():
            if table.columns[cell.column].role is Role.UNIT and (
                unit := is_or_names(fold(text)) or unknown_thing(fold(text))
            ):
                units.update(dict.fromkeys(range(cell.row, cell.row + cell.row_span), unit))
                told[cell.row, cell.column] = unit
        rows = handed(
            labels.rows,
            [units.get(row) or of_row(words) for row, words in enumerate(labels.told)],
        )
        # (W) over several columns is their unit, (A), (B), (A-B) are none
        keyed = len({word.removeprefix(bare_of_key(word)) for words in labels.columns for word in words} - {""}) > 1
        columns = handed(
            labels.columns,
            [
                next(
                    (u for word in reversed(words) if (u := is_or_names(fold(bare_of_key(word) if keyed else word)))),
                    None,
                )
                for words in labels.columns
            ],
        )
        corner = " ".join(fold(word) for words in labels.corner for word in words if head_role(word) is not Role.TIME)
        beside = ((text, table.rows[cell.row].role) for cell, text in texts.items())
        notes = " ".join(
            fold(text) for text, role in beside if role is Role.NOTE or (role is Role.HEADER and is_caption(text))
        )
        declared = (
            declared_in(caption_of(number, document))
            or declared_in(corner)
            or declared_in(notes)  # （人民币千元，百分比除外） below the heads, 单位:万元 above them
            or declared_in(unit_line_above(number, document))
        )
        if (
            not declared
            and before
            and (adjoins(number, document) or (labels.headed_as(before.labels) and follows(number, document)))
        ):
            declared = before.declared
        signed = frozenset(
            cell.column for cell, (_, reading) in cells.items() if any(m.unit.text == _SIGN for m in reading.mentions)
        )
        bare = any(unit and unit[0].text == _SIGN for unit in (*rows, *columns, *(unit for _, unit in declared)))
        dollar = dollar_of(number, document) if signed or bare else _DOLLAR
        return cls(
            table,
            labels,
            rows,
            columns,
            declared,
            {(row, at): unit for at, of in paired_units(table) for (row, column), unit in told.items() if column == of},
            frozenset(units),
            rows_of_shares(table, cells) | rows_of_rates(labels.rows, cells),
            derive_units(table, cells),
            dollar,
            next(iter(cells.values()))[0].currency,
            coins_of(dict(enumerate(labels.rows)), texts),
            signed,
            _fractional(texts, table),
        )

    def unit(self, cell: Cell) -> Unit | None:
        """The unit of a bare number in a cell; None where nothing tells one. 仟元 beside $ are those of the dollar."""
        unit = self.paired.get((cell.row, cell.column)) or self._told(cell)
        unit = as_named(unit, list(map(fold, (*self.labels.row(cell)[-1:], *self.labels.column(cell)))))
        if unit and unit[0].text == _SIGN:
            return replace(unit[0], code=self.dollar), unit[1]
        if unit and unit[0].code == _YUAN and unit[0].text == "元":
            home = self.dollar if self.signed and self.dollar != _DOLLAR else self.home
            return replace(unit[0], code=self.coins.get(cell.column, home)), unit[1]
        return unit

    def _told(self, cell: Cell) -> Unit | None:
        row, role = self.rows[cell.row], self.table.columns[cell.column].role
        head = self.columns[cell.column] if cell.column_span == 1 else None
        heads, names = self.labels.column(cell), self.labels.row(cell)
        difference = role is Role.CHANGE and any(map(_AMOUNT.search, map(fold, heads[-1:])))
        if role in {Role.CHANGE, Role.SHARE} and not (difference and head is None):
            listed = next((unit for _, unit in self.declared if _is_ratio(unit)), None)
            if head or (cell.row, cell.column) not in self.derived:
                return head or listed or (RATIO if self._grows_as_others(cell.column) else None)
            if told := self.derived[cell.row, cell.column]:
                return told
        factor = any(map(_FACTOR.search, map(fold, heads[-1:])))
        if row is not None and not (factor or (head and (cell.row in self.beside or self._heads_differ()))):
            return row
        of_row = head_role(names[-1]) if names and not _AMOUNT.search(fold(names[-1])) else None  # 汇兑差额
        if head is not None and (of_row not in {Role.CHANGE, Role.SHARE} or _is_ratio(head)):
            return head
        own = ["".join(fold(word).split()) for word in (*names[-1:], *reversed(heads))]  # 平 均 年 资
        said = [*own[:1], *(fold(word) for word in reversed(names[:-1])), *own[1:]]
        unit = self._fromcaption_of(said, own, whole=cell.column not in self.fractional)
        return unit or self._by_name(cell, own)

    def _by_name(self, cell: Cell, own: Sequence[str]) -> Unit | None:
        """The unit of a number that nothing names, by what counts it: 工作時數 in hours, 員工人數, rates."""
        if told := next(filter(None, map(counted_in, own)), None):
            return told
        counted = any(map(is_count, (*self.labels.row(cell)[-1:], *self.labels.column(cell)[-1:])))
        if counted or cell.row in self.shares:
            return (_COUNT, Decimal(1)) if counted else RATIO
        if cell.column in self.signed and not any(_RATIO_NAME.search(word) for word in own):
            return UnitReading(self.dollar, _SIGN, QuantityKind.CURRENCY), Decimal(1)
        return None

    def _grows_as_others(self, column: int) -> bool:
        """Whether a column is of growth and all others of changes are in percent: 累计增长 beside 增长%."""
        others = [
            unit
            for at, (axis, unit) in enumerate(zip(self.table.columns, self.columns, strict=True))
            if axis.role is Role.CHANGE and at != column
        ]
        grows = any(map(_GROWTH.search, map(fold, self.labels.columns[column][-1:])))
        return grows and column in self.fractional and bool(others) and all(unit and _is_ratio(unit) for unit in others)

    def _heads_differ(self) -> bool:
        """Whether some columns name a unit and others leave it to the rows: 用量, 熱量(GJ) beside 電力(度)."""
        heads = [unit for axis, unit in zip(self.table.columns, self.columns, strict=True) if axis.role is Role.VALUE]
        return None in heads

    def given(self, reading: Reading, unit: Unit | None) -> Reading:
        """A reading in which bare numbers have a unit; a bare $ is one of money, in whatever currency."""
        return Reading(tuple(self._given(mention, unit) for mention in reading.mentions), reading.exclusions)

    def _given(self, mention: Mention, unit: Unit | None) -> Mention:
        if mention.unit.text != _SIGN:
            return mention if mention.unit.text else _with_unit(mention, unit)
        if unit and unit[0].kind is QuantityKind.CURRENCY:
            return _with_unit(mention, unit)
        return replace(mention, unit=replace(mention.unit, code=self.dollar))

    def _fromcaption_of(self, said: Sequence[str], own: Sequence[str], *, whole: bool) -> Unit | None:
        """The unit of the caption that fits: by the name beside it, else a share for a share, money for money.

        Of 单位：%、人 the share is that of a column of decimals, as no people are counted in these; as 员工 is not.
        """
        for name, unit in self.declared:
            if name and any(name in word or word in name for word in said):
                return unit
        classes = any(map(is_age, own)) and len(self.declared) > 1  # 9年~未满12年 of 单位：%、年、人 tells shares
        ratio = classes or any(_RATIO_NAME.search(word) for word in own)
        others = [unit for _, unit in self.declared if not _is_ratio(unit)]
        counted = any(map(is_count, said))
        shared = len(others) < len(self.declared) and all(map(_is_count, others)) and (others != [] or counted)
        ratio = ratio or (shared and not whole)
        fitting = [unit for _, unit in self.declared if _is_ratio(unit) is ratio]
        if counted and not (shared and ratio):
            counts = [unit for unit in fitting if unit[0].kind is QuantityKind.COUNT]
            # 数量 over tonnes, but none of money
            told = all(map(_QUANTITY.search, filter(is_count, said)))
            fitting = counts or [unit for unit in fitting if told and unit[0].kind is not QuantityKind.CURRENCY]
        money = any(_MONEY_NAME.search(word) for word in said)
        kinds = {QuantityKind.CURRENCY} if money else set()
        kinds |= {QuantityKind.TIME} if any(map(_DURATION_NAME.search, own)) else set()
        likely = [unit for unit in fitting if unit[0].kind in kinds]
        amount = any(word.endswith(_AMOUNTS) and not is_unmeasured(word) for word in said)
        if amount and not money:
            fitting = [unit for unit in fitting if unit[0].kind is not QuantityKind.CURRENCY]
        if any(map(_BY_HEAD.match, own)) and len({unit[0].kind for unit in fitting}) == 1:
            return min(fitting, key=lambda unit: unit[1] * unit[0].factor)  # 单位：万吨、千克 over 人均产量
        if len(self.declared) == 1 and not (ratio or amount or money or counted):
            return self.declared[0][1]  # 单位：% over columns of years and rows of places
        if len(self.declared) == 1 and not ratio:
            return fitting[0] if fitting else None
        return next(iter((*likely, *fitting)), None)


def _with_own_unit(block: Block, cell: Cell, source: str) -> str:
    """What a head says, with a unit that is its last line in brackets: 吨产品水耗⏎立方米/吨."""
    text = " ".join(block.text.split())
    *above, last = source[cell.span.start : cell.span.end].split("\n")
    written = last.strip()
    unit = unit_of(written) if above and text.endswith(written) and written[-1:] not in _CLOSES else None
    told = unit and unit[0].kind is not QuantityKind.TIME and unit_of(text) is None  # 2019⏎年 is a year
    return f"{text.removesuffix(written).rstrip()}({written})" if told else text


def _fractional(texts: Mapping[Cell, str], table: Table) -> frozenset[int]:
    """The columns most of whose numbers have decimals."""
    held: dict[int, list[bool]] = {}
    for cell, text in texts.items():
        if table.rows[cell.row].role in MEASURES and table.columns[cell.column].role in MEASURES and is_value(text):
            held.setdefault(cell.column, []).append("." in text)
    return frozenset(column for column, decimals in held.items() if 2 * sum(decimals) > len(decimals))


def _is_count(unit: Unit) -> bool:
    return unit[0].kind is QuantityKind.COUNT and unit[1] == 1


def _is_ratio(unit: Unit) -> bool:
    return unit[0].code in _RATIO_UNITS


def _with_unit(mention: Mention, unit: Unit | None) -> Mention:
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
