"""Rows of fields to a table: what each row and column is for, from its head and from what its cells hold, together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.tables import head_role, is_absent
from pipeline.model import MEASURES, Axis, Cell, Role, Span, Table
from pipeline.table.fields import (
    Field,
    counts_up,
    is_age,
    is_filled,
    is_value,
    is_year,
    words_of,
)
from pipeline.table.head_rows import header_rows
from pipeline.table.labels import is_total, unit_written
from pipeline.table.roles import BY_NUMBERS, role_of
from pipeline.table.sections import Sections, rows_of_nothing
from pipeline.table.two_languages import glosses_next, named_behind

_MOST = 0.5  # share of a column's cells that must be so for the column to be so
_GUESSED = 0.4  # how sure it is where the values of a row with too few of them stand
_PLACE = phrasing("table.place")
_BESIDE = frozenset({Role.ORDINAL, Role.UNIT, Role.NOTE, Role.RANK, Role.CODE})

Rows = Sequence[Sequence[Field]]


@dataclass(frozen=True, slots=True)
class Odd:
    """Rows that are not as the others.

    Attributes:
        guessed: Rows in which it is a guess which column a value stands in.
        notes: Rows that are none: page numbers and running heads inside the table.
        indents: By row, by how many characters its first cell is set in.
    """

    guessed: frozenset[int] = frozenset()
    notes: frozenset[int] = frozenset()
    indents: Mapping[int, int] = field(default_factory=dict)


def _apart(placed: Sequence[tuple[int, Field]]) -> list[tuple[int, Field]]:
    """The fields in the order of the source without those that share a character with one before: no cell is two."""
    apart: list[tuple[int, Field]] = []
    for number, each in placed:
        if not apart or each.span.start >= apart[-1][1].span.end:
            apart.append((number, each))
    return apart


def make_table(
    rows: Rows,
    caption: Span | None,
    *,
    headers: int | None = None,
    fit: float = 1.0,
    odd: Odd | None = None,
) -> Table:
    """Make the table of rows of fields; fields without text are no cells.

    Args:
        rows: The rows from the top, each with its fields from the left.
        caption: Where what names the table stands.
        headers: Number of leading rows that are headers; by default those above the first value.
        fit: How well the grid fits the source.
        odd: Rows that are not as the others.
    """
    odd = odd or Odd()
    rows = [[field for field in row if field.text] for row in rows]
    headers = header_rows(rows) if headers is None else headers
    count = max(field.column + field.column_span for row in rows for field in row)
    placed = _apart(
        sorted(
            ((number, field) for number, row in enumerate(rows) for field in row), key=lambda each: each[1].span.start
        )
    )
    cells = tuple(Cell(f.span, number, f.column, f.row_span, f.column_span, f.continues) for number, f in placed)
    texts = tuple(field.text for _, field in placed)
    columns = _columns(cells, texts, headers, count, odd.notes)
    lost = _lost(cells, texts, headers, columns)
    cells = tuple(replace(cell, column=len(columns) - 1) if cell in lost else cell for cell in cells)
    odd = replace(odd, guessed=odd.guessed | {cell.row for cell in lost})
    return Table(
        Span(cells[0].span.start, max(cell.span.end for cell in cells)),
        caption,
        cells,
        _rows(cells, texts, headers, columns, odd),
        columns,
        min(max(fit, 0.0), 1.0 if _are_headed(columns, cells, headers) else _GUESSED),
    )


def _are_headed(columns: Sequence[Axis], cells: Sequence[Cell], headers: int) -> bool:
    """Whether every column of values has a head where the others have: without one, heads may stand over others."""
    held = {cell.column for cell in cells if cell.row >= headers}
    valued = [axis for column, axis in enumerate(columns) if axis.role in MEASURES and column in held]
    return all(axis.path for axis in valued) or not any(axis.path for axis in valued)


def _lost(cells: Sequence[Cell], texts: Sequence[str], headers: int, columns: Sequence[Axis]) -> frozenset[Cell]:
    """Numbers in a column of units, the only ones of their rows: 合计 | 4,567.61 lost the empty cells between."""
    if columns[-1].role not in MEASURES:
        return frozenset()
    valued = {cell.row for cell in cells if columns[cell.column].role in MEASURES}
    return frozenset(
        cell
        for cell, text in zip(cells, texts, strict=True)
        if cell.row >= headers and cell.row not in valued and columns[cell.column].role is Role.UNIT and is_value(text)
    )


def _columns(
    cells: Sequence[Cell], texts: Sequence[str], headers: int, count: int, notes: AbstractSet[int]
) -> tuple[Axis, ...]:
    paths: list[list[int]] = [[] for _ in range(count)]
    held: list[list[str]] = [[] for _ in range(count)]
    for index, cell in enumerate(cells):
        if cell.row < headers:
            for column in range(cell.column, cell.column + cell.column_span):
                paths[column].append(index)
        elif cell.column_span == 1 and cell.row not in notes:
            held[cell.column].append(texts[index])
    for path in paths:
        path.sort(key=lambda index: (cells[index].row, cells[index].column))
    numbered = [sum(map(is_value, column)) > _MOST * sum(not is_absent(text) for text in column) for column in held]
    roles: list[Role] = []
    for column, path in enumerate(paths):
        heads = words_of((texts[index], cells[index].continues) for index in path)[::-1]
        behind = any(role in MEASURES for role in roles)
        named = Role.LABEL in roles
        roles.append(
            role_of(column, heads, held[column], named=named, behind=behind, valued=any(numbered[column + 1 :]))
        )
    if roles[0] is Role.ORDINAL and not {Role.LABEL, Role.TIME} & {*roles} and not all(map(str.isdecimal, held[0])):
        roles[0] = Role.LABEL  # 无条件, 1, 2, 3 name the rows where nothing else does
    if roles[:2] == [Role.LABEL] * 2 and glosses_next(held[0], held[1], headed=bool(paths[0] or paths[1])):
        roles[0] = Role.NOTE
    last = [texts[index] for index in paths[-1]]
    roles = named_behind(roles, held, noted=any(head_role(head) is Role.NOTE for head in last))
    # names, and what is told of them; an index tells only on which page
    if not any(role in MEASURES for role in roles) and roles[-1] not in BY_NUMBERS:
        roles[-1] = Role.VALUE
    return tuple(Axis(role, tuple(path)) for role, path in zip(roles, paths, strict=True))


def _rows(
    cells: Sequence[Cell],
    texts: Sequence[str],
    headers: int,
    columns: Sequence[Axis],
    odd: Odd,
) -> tuple[Axis, ...]:
    count = max(cell.row + cell.row_span for cell in cells)
    measured = next((n for n, axis in enumerate(columns) if axis.role in MEASURES), len(columns))
    labels: Mapping[int, list[int]] = defaultdict(list)
    beside: Mapping[int, list[int]] = defaultdict(list)
    filled: Mapping[int, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        for row in range(cell.row, cell.row + cell.row_span):
            filled[row].append(index)
            if _names_row(cell, texts[index], columns, measured):
                labels[row].append(index)
            elif columns[cell.column].role in _BESIDE:
                beside[row].append(index)
    head = {row: [texts[index] for index in filled[row]] for row in range(headers)}
    axes: list[Axis] = []
    sections = Sections(texts, odd.indents)
    lone = {
        row: filled[row]
        for row in range(headers, count)
        if filled[row]
        and (
            all(
                cells[index].column < measured or columns[cells[index].column].role is Role.LABEL
                for index in filled[row]
            )
            or (len(filled[row]) == 1 and not is_filled(texts[filled[row][0]]))
        )
    }
    empty = rows_of_nothing(
        {row: (texts[own[0]], cells[own[0]].column_span > 1) for row, own in lone.items() if len(own) == 1}
    )
    for row in range(count):
        own = sorted(labels[row], key=lambda index: cells[index].column)
        if row in odd.notes or row in empty:
            axes.append(Axis(Role.NOTE))
        elif row < headers or (filled[row] and [texts[index] for index in filled[row]] in head.values()):
            sections.end()
            axes.append(Axis(Role.HEADER))
        elif row in lone and len(filled[row]) - len(beside[row]) <= 1 and not _is_like(row, labels, texts):
            sections.open(row, own or filled[row], nested=bool(axes) and axes[-1].role is Role.SECTION)
            axes.append(Axis(Role.SECTION))
        else:
            unit = next((texts[index] for index in filled[row] if columns[cells[index].column].role is Role.UNIT), None)
            unit = unit or (unit_written(texts[own[-1]]) if own else None)
            path = (*sections.over(row, own, unit), *own)
            axes.append(Axis(Role.VALUE, path, _GUESSED if row in odd.guessed else 1.0))
    if all(axis.role in {Role.SECTION, Role.HEADER, Role.NOTE} for axis in axes):
        return tuple(Axis(Role.VALUE) if axis.role is Role.SECTION else axis for axis in axes)
    return tuple(axes)


def _names_row(cell: Cell, text: str, columns: Sequence[Axis], measured: int) -> bool:
    """Whether a cell names its row: in a column of names, over several columns left of the values, 合计 below 序号."""
    role = columns[cell.column].role
    wide = cell.column_span > 1 and cell.column < measured
    return wide or role in {Role.LABEL, Role.TIME} or (role is Role.ORDINAL and is_total(text))


def _is_like(row: int, labels: Mapping[int, Sequence[int]], texts: Sequence[str]) -> bool:
    """Whether a name alone is one as that of the row below it, and names no others: 北京市 above 天津市 7.2 8.1."""
    own, below = (["".join(texts[index].split()) for index in labels.get(each, ())] for each in (row, row + 1))
    if len(own) != 1 or len(below) != 1:
        return False
    return own != below and own[0][-1] == below[0][-1] and all(map(_PLACE.search, (*own, *below)))


def carried(rows: Rows, headers: int, notes: AbstractSet[int] = frozenset()) -> list[list[Field]]:
    """Let a cell span the empty ones below it in a column of names left of another one that goes on.

    `环境⏎用电⏎␠用水`: in a grid of tabs a merged cell is one with empty cells below it. The inner columns come first:
    `部门 | 男 | 30 岁以下` holds for the rows of its 女, too.
    """
    body = [list(row) for row in rows]
    columns = max((field.column for row in rows for field in row), default=0)
    for column, beside in reversed(_nested(body, headers, columns)):
        named, inner = _at(body, column), _at(body, beside)
        held = {n for start, f in enumerate(inner) if f and f.text for n in range(start, start + f.row_span)}
        starts = [n for n, field in enumerate(named) if n >= headers and field and field.text and n not in notes]
        for start, end in pairwise([*starts, len(body)]):
            reach = 1
            while start + reach < end and (start + reach in notes or start + reach in held):
                reach += 1
            if reach > 1 and inner[start]:
                body[start] = [replace(f, row_span=reach) if f.column == column else f for f in body[start]]
    return body


def _at(rows: Rows, column: int) -> list[Field | None]:
    """The field of each row that stands in a column."""
    return [next((field for field in row if field.column == column), None) for row in rows]


def _nested(rows: Rows, headers: int, columns: int) -> list[tuple[int, int]]:
    """The columns of names left of others, each with the one beside it; those that number rows are passed over."""
    found: list[tuple[int, int]] = []
    for column in range(columns - 1):
        named = _at(rows, column)
        over = "".join(f.text for f in chain(*rows[:headers]) if f.column == column + 1)
        beside = column + 1 + (head_role(over) is Role.ORDINAL)  # 序⏎号 on two lines
        timed = any(f and head_role(f.text) is Role.TIME for f in named[:headers])
        times = all(is_year(f"{f.text}年度" if timed else f.text) for f in named[headers:] if f and f.text)
        if not times and counts_up([f.text for f in named[headers:] if f and f.text]):
            continue
        told = (*([] if times else named[headers:]), *_at(rows, beside)[headers:])
        if any(f and is_filled(f.text) and not is_age(f.text) for f in told):
            break
        found.append((column, beside))
    return found
