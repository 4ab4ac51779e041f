"""What a table's own structure says: cells and their totals, years beside each other, measures below each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.lexicon.characters import fold
from pipeline.model import Aggregation, Direction, Document, Relation, RelationKind, Section, Topic
from pipeline.relate.statement import Statement
from pipeline.table import Labels, cell_labels

_SUM = regex.compile(r"^(?:(?:合\s?计|总\s?计|累\s?计|小\s?计)\p{Han}{0,2}(?!\p{Han})|总和|合计值|总量)")
_SUM_COLUMN = regex.compile(r"^(?:合\s?计|总\s?计|累\s?计|小\s?计|总和|合计值)(?:\s?[(/（].*)?$")
_SUBTOTAL = regex.compile(r"小\s?计$|.合\s?计$")
_AMONG = regex.compile(r"其中\s?[：:]?")
_BEFORE_AFTER = (regex.compile(r"实施前|改造前|之前|期初|年初|前$"), regex.compile(r"实施后|改造后|之后|期末|年末|后$"))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A claim that fills a cell, with its labels."""

    statement: Statement
    row: int
    column: int
    label: str
    header: str
    among: bool


def relate_cells(case: tuple[Statement, ...], sections: Sequence[Section], document: Document) -> Iterator[Relation]:
    """Relations between the cells of each table."""
    tables: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for each in case:
        if each.cell is not None and each.table is not None:
            tables[each.section, each.table].append(each)
    labels: dict[int, dict[int, Labels]] = {}
    for (section, _), found in tables.items():
        if section not in labels:
            labels[section] = cell_labels(sections[section].blocks, document.tables)
        entries = [_entry(each, labels[section].get(each.block)) for each in _alone(found)]
        yield from _sums(entries)
        yield from _years(entries)
        yield from _measures(entries)


def _alone(found: Sequence[Statement]) -> list[Statement]:
    """The claims that are the only one of their cell."""
    count: dict[int, int] = defaultdict(int)
    for each in found:
        count[each.block] += 1
    return [each for each in found if count[each.block] == 1]


def _entry(each: Statement, labels: Labels | None) -> _Entry:
    cell = each.cell
    row, column = (cell.row, cell.column) if cell else (0, 0)
    path = fold(labels.row or "") if labels else ""
    label = path.rpartition(" / ")[2].strip()
    header = fold(labels.column or "").strip() if labels else ""
    return _Entry(each, row, column, label, header, _AMONG.search(path) is not None)


def _sums(entries: Sequence[_Entry]) -> Iterator[Relation]:
    """A cell is a part of the total of its row, and of the next total below it in its column."""
    for row in _lines(entries, by_row=True):
        totals = [entry for entry in reversed(row) if _SUM_COLUMN.match(entry.header)]
        for entry in row:
            same = (total for total in totals if entry not in totals and _below(entry) == _below(total))
            total = next((total for total in same if _one_measure(entry, total)), None)
            if total is not None:
                yield _part(entry, total, "part.table.row")
    for column in _lines(entries, by_row=False):
        yield from _down(column)


def _below(entry: _Entry) -> str:
    """What stands in a header below its uppermost line: 营业成本 of 合计 / 营业成本."""
    return entry.header.partition(" / ")[2]


def _down(column: Sequence[_Entry]) -> Iterator[Relation]:
    """Parts of the totals of a column. A subtotal stands for its parts; 其中 tells parts of the row above it."""
    pending: list[_Entry] = []
    above: _Entry | None = None
    for entry in column:
        if entry.among:
            if above is not None and _one_measure(entry, above):
                yield _part(entry, above, "part.table.among")
            continue
        above = entry
        subtotal = _SUBTOTAL.search(entry.label)
        if not (_SUM.match(entry.label) or subtotal):
            pending.append(entry)
            continue
        parts = [part for part in pending if _one_measure(part, entry)]
        yield from (_part(part, entry, "part.table.column") for part in parts)
        pending = [part for part in pending if part not in parts] + ([entry] if subtotal else [])


def _lines(entries: Sequence[_Entry], *, by_row: bool) -> Iterator[list[_Entry]]:
    lines: dict[int, list[_Entry]] = defaultdict(list)
    for entry in entries:
        lines[entry.row if by_row else entry.column].append(entry)
    for line in lines.values():
        yield sorted(line, key=lambda entry: entry.column if by_row else entry.row)


def _one_measure(part: _Entry, total: _Entry) -> bool:
    one, other = part.statement.claim, total.statement.claim
    summed = one.aggregation not in (Aggregation.CHANGE, Aggregation.FACTOR) and not part.statement.is_share
    return summed and one.unit.code == other.unit.code and one.direction is other.direction


def _part(part: _Entry, total: _Entry, rule: str) -> Relation:
    return Relation(RelationKind.PART_OF, part.statement.start, total.statement.start, rule, 0.9)


def _years(entries: Sequence[_Entry]) -> Iterator[Relation]:
    """Neighbours in time in one row: 2018, 2019; before and after."""
    for row in _lines(entries, by_row=True):
        dated = [entry for entry in row if not _SUM_COLUMN.match(entry.header) and _year(entry) is not None]
        dated.sort(key=lambda entry: _year(entry) or 0)
        pairs = list(pairwise(dated))
        if len({_year(entry) for entry in dated}) != len(dated):
            pairs = []
        before = [entry for entry in row if _BEFORE_AFTER[0].search(entry.header)]
        after = [entry for entry in row if _BEFORE_AFTER[1].search(entry.header)]
        if len(before) == len(after) == 1 and before != after:  # 改造前后 is one column
            pairs = [(before[0], after[0])]
        for first, second in pairs:
            if _one_measure(first, second) or (first.statement.claim.unit.code == second.statement.claim.unit.code):
                yield Relation(
                    RelationKind.FROM_TO, first.statement.start, second.statement.start, "from_to.table", 0.85
                )


def _year(entry: _Entry) -> int | None:
    period = entry.statement.claim.period
    return int(period) if period and regex.fullmatch(r"\d{4}", period) else None


def _measures(entries: Sequence[_Entry]) -> Iterator[Relation]:
    """Emissions saved stand below what saved them: the total above, or the one row above."""
    for column in _lines(entries, by_row=False):
        cause: _Entry | None = None
        for entry in column:
            claim = entry.statement.claim
            if claim.topic is Topic.GHG and claim.direction is Direction.DECREASE:
                if cause is not None:
                    yield Relation(
                        RelationKind.EQUIVALENT_TO,
                        cause.statement.start,
                        entry.statement.start,
                        "equivalent.table",
                        0.8,
                    )
            elif claim.topic in (Topic.MATERIALS, Topic.FUEL, Topic.ELECTRICITY) and _SUM.match(entry.label):
                cause = entry
