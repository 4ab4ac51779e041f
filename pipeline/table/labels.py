"""What a cell stands for: the words at the head of its row and of its column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from pipeline.lexicon.characters import fold
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role
from pipeline.model import Axis, Block, Cell, Role, Table
from pipeline.table.captions import is_caption
from pipeline.table.fields import is_dated, unit_of, words_of

_JOINT = " / "
_LEAST_MEASURE = 2  # characters of what is measured: 一 below 季度 is none
_TOTAL = regex.compile(r"[\s\p{P}\d一二三四五六七八九十]*(?:[合总總小]\s?[计計]|[总總]和|合计值)\s?(?:[（(].*)?")
# 金额 and 数值 measure nothing by themselves: 营业收入 | 12
_GENERIC = phrasing("table.unmeasured")
_MEASURE_NAME, _PARTED_MEASURE = phrasing("table.measure_name"), phrasing("table.parted_measure")
# 2018 年度收衣合计 /KG measures 收衣, 2018 年（万吨） nothing
_TIMES = regex.compile(
    r"(?:(?:19|20)\d{2}|[零〇一二三四五六七八九]{4}|1[0-2]\d|[6-9]\d)\s?年\s?[度末底初]?"
    r"|\d{1,2}\s?[月日]份?|[合累]计"
)
_SLASHED = regex.compile(r"\s?/\s?(\S+)$")
_UNIT = regex.compile(r"\s*[（(]([^（()）]*)[)）]\s*$")


@dataclass(frozen=True, slots=True)
class Labels:
    """The words at the head of a cell's row and column, each from the outside in.

    Attributes:
        row: Of its row; None where there are none.
        column: Of its column; None where there are none.
        item: What the row is of, where it names an entity and the column what is measured of it.
    """

    row: str | None = None
    column: str | None = None
    item: str | None = None


def cell_labels(blocks: Sequence[Block], tables: Sequence[Table]) -> dict[int, Labels]:
    """The labels of all cells among some blocks.

    Args:
        blocks: Blocks of one section, in reading order.
        tables: The tables of the document.

    Returns:
        Labels by the index of the block, for cells that hold values.
    """
    texts: dict[int, dict[Cell, str]] = {}
    for block in blocks:
        if block.cell is not None and block.table is not None:
            texts.setdefault(block.table, {})[block.cell] = " ".join(block.text.split())
    readers = {number: TableLabels(tables[number], said) for number, said in texts.items()}
    return {
        index: readers[block.table].of(block.cell)
        for index, block in enumerate(blocks)
        if block.cell is not None and block.table is not None and readers[block.table].labels(block.cell)
    }


def is_unmeasured(head: str) -> bool:
    """Say whether a head measures nothing beside the time that it names: `2016年预算数`, `金额`."""
    return _GENERIC.fullmatch(_bare_of_times(head)) is not None


def _bare_of_times(head: str) -> str:
    return "".join(_TIMES.sub("", head).split())


def measure_of_parts(over: Sequence[str]) -> str | None:
    """What is measured of parts, by the name that stands over them: 按性别划分的雇员人数 over 男, 女.

    >>> measure_of_parts(("社会", "按性别划分的雇员人数")), measure_of_parts(("按性别划分",)), measure_of_parts(())
    ('雇员人数', None, None)
    """
    parted = _PARTED_MEASURE.fullmatch(fold(over[-1])) if over else None
    return parted["measure"] if parted else None


def is_total(label: str) -> bool:
    """Say whether a row sums others up: `合计`, `小 计`."""
    return _TOTAL.fullmatch(label) is not None


class TableLabels:
    """The labels of one table, read once for each of its rows and columns."""

    def __init__(self, table: Table, texts: Mapping[Cell, str]) -> None:
        """Take a table and what its cells say."""
        self._table = table
        self._texts = texts
        self.told = [self._words(row) for row in table.rows]
        self.rows = [_without_units(words) for words in self.told]
        self.columns = [tuple(w for w in self._words(column) if not is_caption(w)) for column in table.columns]
        self._of_things = self._entities()

    def headed_as(self, other: "TableLabels") -> bool:
        """Whether most columns have the heads that those of another table have."""
        own = [words for words in self.columns if words]
        return 2 * sum(words in other.columns for words in own) > len(own)

    @property
    def corner(self) -> list[tuple[str, ...]]:
        """What heads the columns of names."""
        named = {Role.LABEL, Role.TIME}
        return [words for axis, words in zip(self._table.columns, self.columns, strict=True) if axis.role in named]

    def labels(self, cell: Cell) -> bool:
        """Whether a cell has labels: it names no other cells itself."""
        named = self._table.columns[cell.column].role not in {Role.LABEL, Role.TIME, Role.ORDINAL, Role.UNIT}
        return named and self._table.rows[cell.row].role is Role.VALUE

    def of(self, cell: Cell) -> Labels:
        """The labels of a cell; one that spans columns has the heads that these have in common."""
        row, column = self.rows[cell.row], self._column(cell)
        item = row and (self.of_thing(cell) or measure_of_parts(row[:-1])) and not is_total(row[-1])
        return Labels(_joined(row), _joined(column), _UNIT.sub("", row[-1]) or row[-1] if item else None)

    def row(self, cell: Cell) -> tuple[str, ...]:
        """What names the row of a cell, from the outside in."""
        return self.rows[cell.row]

    def column(self, cell: Cell) -> tuple[str, ...]:
        """What heads the column of a cell, from the outside in."""
        return self._column(cell)

    def of_thing(self, cell: Cell) -> bool:
        """Whether the row of a cell names a thing and the head of its column what is measured of it."""
        row = self.rows[cell.row]
        return self._of_things and not (row and _names_unit(row[-1]))

    def _column(self, cell: Cell) -> tuple[str, ...]:
        own = self.columns[cell.column]
        if cell.column_span == 1:
            return own
        others = [set(self.columns[at]) for at in range(cell.column, cell.column + cell.column_span)]
        return tuple(head for head in own if all(head in other for other in others))

    def _words(self, axis: Axis) -> tuple[str, ...]:
        cells = (self._table.cells[index] for index in axis.path)
        pieces = ((text, cell.continues) for cell in cells if (text := self._texts.get(cell)))
        return tuple(dict.fromkeys(words_of(pieces)))

    def _entities(self) -> bool:
        """Whether some column of values is headed by a measure, 建筑面积（m2）, and not by a time or a share alone."""
        heads = [
            told[-1]
            for axis, words in zip(self._table.columns, self.columns, strict=True)
            if axis.role is Role.VALUE and (told := [word for word in words if unit_of(word) is None])
        ]
        units = sum(axis.role is Role.UNIT for axis in self._table.columns)
        if not heads or units == 1:  # several are each of the values beside it
            return False
        rows = [row[-1] for row in self.rows if row]
        if 2 * sum(_names_unit(row) or _MEASURE_NAME.search(fold(row)) is not None for row in rows) > len(rows):
            return False
        return any(map(_is_measure, heads))


def _without_units(words: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a row without the unit that stands alone under that of its part: 財務結構⏎%⏎負債比率 38.1."""
    return (*(word for word in words[:-1] if unit_of(word) is None), *words[-1:])


def _names_unit(label: str) -> bool:
    match = _UNIT.search(label) or _SLASHED.search(label)
    return match is not None and unit_of(match[1]) is not None


def _is_measure(head: str) -> bool:
    bare = _bare_of_times(_SLASHED.sub("", _UNIT.sub("", fold(head))))
    if len(bare) < _LEAST_MEASURE or is_dated(bare) or not any(map(str.isalpha, bare)) or _GENERIC.fullmatch(bare):
        return False
    return head_role(bare) is None and unit_of(bare) is None


def _joined(words: Iterable[str]) -> str | None:
    return _JOINT.join(words) or None
