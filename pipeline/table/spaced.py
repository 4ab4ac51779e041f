"""Tables that a text export flattened into lines: cells with one space between them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.lexicon.tables import head_role, is_foreign
from pipeline.lexicon.typography import Line, width
from pipeline.model import NOTING, Role, Span, Table
from pipeline.table.around import names_apart
from pipeline.table.axes import Odd, carried, make_table
from pipeline.table.beside import put_beside
from pipeline.table.captions import caption_above
from pipeline.table.fields import Field, are_codes, counts_up, is_dated, is_year, unit_of
from pipeline.table.headers import is_glossed, lines_above, names_parts, names_rows, solve
from pipeline.table.labels import is_total
from pipeline.table.levels import LONGEST_HEAD
from pipeline.table.looks import looks_of
from pipeline.table.nested import UNIT_NAMED, are_nested
from pipeline.table.placing import goes_below, label_above, placed, whole, wrapped
from pipeline.table.rows import Row, names_of
from pipeline.table.runs import Run, parts_of, runs_of, years_apart
from pipeline.table.shape import Headers, Shape, is_head
from pipeline.table.tokens import tokens_of

_BARE = re.compile(r"[\d,.%\s()（）+\-−－$＄]+$")
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_NUMBERS = re.compile(r"[-−]?\d[\d.,/%-]*")
_BESIDE_UNIT = re.compile(r"(.*\d)\s+(\D\S*)")
_MOST_PIECES = 3  # lines of a label, or of names of parts, above the first row
_MOST_LABELS = 4
_NEARLY = 1.5  # rows to lines above them where one stands above nearly every row
_NEAR = 8  # lines above the rows in which the head of a column of units stands
_LEAST_BARE_ROWS = 3  # rows of one number that make a table without a header
_BELOW_FULL = 0.1  # what it costs to pass over a line below one that has a head for every column
_BELOW_HEAD = 0.6  # that a line with the head of a column is none
_WITH_UNIT = 2  # lines of the name of a part and the unit below it: 財務結構⏎%
_PARTED, _LEAST_PARTS = -0.2, 2  # the same where names of rows stand between them; how many of these tell it
_UNSURE, _GUESS = 0.6, 0.45


def find_spaced(text: str, lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int]) -> list[Table]:
    """Find tables whose cells have one space between them.

    Args:
        text: The whole text.
        lines: Its lines.
        used: Indices of lines that cannot belong to a table.
        furniture: Those of them that are page numbers and running heads, over which a table goes on.
    """
    tables: list[Table] = []
    floor = 0
    for run in runs_of(lines, used, furniture):
        for part in parts_of(lines, run):
            table = _table(text, lines, used, furniture, part, floor)
            if table:
                tables.append(table)
                floor = part.rows[-1].line + 1
    return tables


def _table(
    text: str, lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int], part: Run, floor: int
) -> Table | None:
    """Make the table of a run of rows, if the evidence suffices."""
    part = replace(part, rows=years_apart(lines, part.rows))
    values = _width(part.rows)
    noted = sum(bool(row.tail) for row in part.rows)
    part, around, beside, apart = names_apart(lines, part)
    rows = part.rows
    label = label_above(lines, used, rows[0], floor)
    above = lines_above(lines, used, furniture, min([*label, rows[0].line, *apart]), floor)
    united = any(_is_united(tokens_of(lines[index])) for index in above)
    rows = list(map(_unit_apart, rows)) if united else rows
    headers, shape, skipped = _header(
        lines, above, rows, values, part, beside=bool(beside), fewest=1 + bool(beside or around)
    )
    skipped += label
    if noted and not shape.tail and noted * 2 < len(rows):
        return None
    if not _suffices(rows, headers, values):
        return None
    grid = [list(row) for row in headers.rows] if headers else []
    heads = len(grid)
    guessed: set[int] = set()
    notes: set[int] = set()
    indents: dict[int, int] = {}
    below: list[int] = []
    full = 0
    every = _wraps(part, len(skipped))
    widest = max(width("".join(label.text for label in row.labels)) for row in rows)
    places: list[int] = []
    for number, row in enumerate(rows):
        pieces = skipped if number == 0 else [index for index in part.pieces.get(number, []) if index not in below]
        pages = [index for index in part.pages.get(number, []) if index not in used]
        own = [index for index in pieces if index > max(pages, default=-1)]
        wrap, _ = wrapped(lines, own, row, every=every, widest=widest)
        named = sorted({*pieces} - {*wrap})
        foreign = [index for index in named if _adds(lines[index].text)]
        for index in sorted((*pages, *named)):
            notes |= {len(grid)} if index in pages or index in foreign else set()
            indents[len(grid)] = lines[index].start - lines[index].first
            grid.append(_name(lines[index], shape))
        fields, sure = placed(text, row, shape, [lines[index] for index in wrap])
        if number in around and shape.labels > 1:
            fields = [*around[number], *(field for field in fields if field.column >= shape.labels)]
        below = goes_below(lines, used, wrap, row, rows[number + 1] if number + 1 < len(rows) else None, full)
        full = full or widest * bool(below and row.labels)
        name = max((field.column for field in fields if field.column < shape.labels - shape.unit), default=0)
        fields += [replace(whole(lines[index]), column=name, continues=True) for index in below]
        if not sure:
            guessed.add(len(grid))
        begin = lines[min([row.line, *wrap])]
        indents[len(grid)] = begin.start - begin.first
        places.append(len(grid))
        grid.append(fields)
    put_beside(grid, beside, places)
    lost = [] if headers else [n for n in above if len(tokens_of(lines[n])) > 1 or unit_of(lines[n].text)]
    fit = (min(headers.fit, 1.0) + min(headers.agreed, 0.0) if headers else _GUESS if lost else _UNSURE) * (
        1 - 0.5 * len(guessed) / len(rows)
    )
    grid = _handed_down(grid, shape) if united else grid
    return make_table(
        grid if beside else carried(grid, heads, notes),
        caption_above(lines, headers.first if headers else lost[0] if lost else rows[0].line),
        headers=heads,
        fit=fit,
        odd=Odd(frozenset(guessed), frozenset(notes), indents),
    )


def _wraps(part: Run, first: int) -> bool:
    """Whether one line stands above nearly every row with a label, as the beginning of it: 甲产品⏎拓展研究 236.69.

    Args:
        part: The rows.
        first: How many lines stand above the first of them.
    """
    alone = [first == 1, *(len(part.pieces.get(number, [])) == 1 for number in range(1, len(part.rows)))]
    labelled = all(row.labels for row in part.rows)
    return labelled and len(alone) >= _LEAST_BARE_ROWS and _NEARLY * sum(alone) >= len(alone)


def _is_united(heads: Sequence[Field]) -> bool:
    """Say whether the head of units stands behind those of the values, perhaps before that of a note: 单位 性质."""
    behind = heads[:-1] if head_role(heads[-1].text) is Role.NOTE else heads
    return bool(behind) and head_role(behind[-1].text) is Role.UNIT


def _unit_apart(row: Row) -> Row:
    """A row whose last value stands beside the unit of all of them, below 单位: 60 μg/m³."""
    value = row.values[-1]
    told = _BESIDE_UNIT.fullmatch(value.text) if len(row.values) > 1 and len(row.tail) < _WITH_UNIT else None
    if told is None or unit_of(told[2]) is None:
        return row
    number = replace(value, span=Span(value.span.start, value.span.start + told.end(1)), text=told[1])
    unit = Field(Span(value.span.start + told.start(2), value.span.end), told[2])
    return replace(row, values=(*row.values[:-1], number), tail=(unit, *row.tail))


def _handed_down(grid: Sequence[Sequence[Field]], shape: Shape) -> list[list[Field]]:
    """Let a unit behind the values, which stands once beside several rows, hold for those below it."""
    starts = [n for n, row in enumerate(grid) if row and row[-1].column >= shape.labels + shape.values]
    ends = dict(pairwise([*starts, len(grid)]))
    return [
        [*row[:-1], replace(row[-1], row_span=ends[n] - n)] if n in ends and unit_of(row[-1].text) else list(row)
        for n, row in enumerate(grid)
    ]


def _name(line: Line, shape: Shape) -> list[Field]:
    """The cells of a line that names rows; the same in a second language is one by itself: 水环境 water."""
    tokens = tokens_of(line)
    if shape.labels == 1 or not is_glossed(tokens):
        return [whole(line)]
    return [replace(name, column=column) for column, name in enumerate(names_of(line, tokens))]


def _adds(text: str) -> bool:
    """Say whether a line names no rows: it says the name above it in another way, or is a row of its own."""
    if _BRACKETED.fullmatch(text):
        return unit_of(text) is None
    first, _, last = text.rpartition(" ")
    lost = _NUMBERS.fullmatch(last) is not None and not is_year(last)  # a row that no grid fits
    return bool(first) and (lost or is_foreign(text))


def _cost(
    lines: Sequence[Line], above: Sequence[int], skip: int, values: int, *, lone_year: bool, parted: bool
) -> float:
    """What it counts against a reading that the last of the lines above the first row are no header.

    In a table parted by names of rows, 分产品 and 分地区 between them, the line right above the first is such a one.
    """
    cost = 0.0
    over = tokens_of(lines[above[-skip - 1]]) if len(above) > skip else []
    full = len(over) == values or (len(over) > 1 and all(map(is_head, over)))
    last = [lines[index] for index in above[len(above) - skip :]]
    if parted and len(last) == _WITH_UNIT and unit_of(last[-1].text):
        name = tokens_of(last[0])
        return _PARTED if len(name) == 1 and not is_head(name[0]) else 2 * _BELOW_HEAD
    for line in last:
        tokens = tokens_of(line)
        if names_parts(line) or (lone_year and is_year(line.text)):
            continue
        if parted and skip == len(tokens) == 1 and not is_head(tokens[0]):
            return _PARTED
        heads = any(is_head(token) and width(token.text) <= LONGEST_HEAD for token in tokens)
        cost += _BELOW_HEAD if heads else _BELOW_FULL if full and len(tokens) == 1 else 0.3
    return cost


def _width(rows: Sequence[Row]) -> int:
    """How many columns of values rows have: as many as the rows have that hold most of the values."""
    widths = Counter(len(row.values) for row in rows)
    if len(rows) < _LEAST_BARE_ROWS:
        return max(widths)
    return max(widths, key=lambda width: (width * widths[width], width))


def _header(
    lines: Sequence[Line],
    above: Sequence[int],
    rows: Sequence[Row],
    values: int,
    part: Run,
    *,
    beside: bool,
    fewest: int,
) -> tuple[Headers | None, Shape, list[int]]:
    """Find the headers, the shape of the table that they fit, and the lines below them that belong to the first row."""
    plain = [row for row in rows if row.labels and not is_total(row.labels[0].text)] or list(rows)
    least = max(min(len(row.labels) for row in plain), 1)
    most = max(len(row.labels) for row in plain)
    unit = least > 1 and (
        sum(unit_of(row.labels[-1].text) is not None for row in plain) * 2 > len(plain)
        or any(head_role(token.text) is Role.UNIT for index in above[-_NEAR:] for token in tokens_of(lines[index]))
    )
    firsts = [row.labels[0].text for row in plain if len(row.labels) > 1]
    coded = are_codes(firsts)
    least = max(least, 1 + coded)
    least, most = least + beside, most + beside
    alone = [index for pieces in part.pieces.values() for index in pieces if len(tokens_of(lines[index])) == 1]
    parted = len(alone) >= _LEAST_PARTS
    ordinal = coded or (least > 1 and (counts_up(firsts) or (len(firsts) == 1 and firsts[0].isdecimal())))
    glossed = least > 1 and 2 * sum(is_glossed(row.labels[ordinal:]) for row in plain) > len(plain)
    nested = are_nested([row.labels for row in plain])
    noted = sum(bool(row.tail) for row in rows)
    remarks = any(head_role(tokens_of(lines[index])[-1].text) is Role.NOTE for index in above)
    tails = max(int(remarks), *(len(row.tail) for row in rows))
    looks = looks_of([row.values for row in rows], values)
    # one year alone names the rows below it and heads no column
    lone_year = sum(is_dated(token.text) for index in above for token in tokens_of(lines[index])) == 1 < values
    best: tuple[float, Headers, Shape, list[int]] | None = None
    for skip in range(min(_MOST_PIECES, len(above)) + 1):
        kept, rest = above[: len(above) - skip], above[len(above) - skip :]
        if kept and glossed and is_glossed(tokens_of(lines[kept[-1]])):
            continue  # 水环境 water names rows
        if kept and names_rows(lines[kept[-1]]) and len(tokens_of(lines[kept[-1]])) == 1:
            continue  # 成本：
        if rest and any(len(tokens_of(lines[index])) > 2 for index in rest):  # noqa: PLR2004 - a pair
            break
        passed = _cost(lines, above, skip, values, lone_year=lone_year, parted=parted)
        passed += lone_year and len(kept) > 1 and is_year(lines[kept[-1]].text)
        for labels in range(min(most + bool(skip), _MOST_LABELS), fewest - 1, -1):
            for tail in range(tails, -1, -1):
                shape = Shape(labels, values, tail, unit and labels > ordinal, ordinal and labels > 1, looks)
                found = solve(lines, kept, shape)
                deep = nested and labels == most
                if found is None or (labels > least and not (deep or found.names_all(labels, ordinal=shape.ordinal))):
                    continue
                weight = (
                    found.weight + 0.5 * found.sure + 0.5 * found.known + 0.05 * found.score - passed + 0.1 * bool(tail)
                )
                weight += 0.5 * deep
                weight += 0.05 * labels - 0.2 * max(labels - found.named - (labels > 1) * (unit + ordinal + glossed), 0)
                weight -= 0.4 * (unit and labels < 2)  # noqa: PLR2004 - a pair
                if best is None or weight > best[0]:
                    best = weight, found, shape, list(rest)
    if best:
        _, found, shape, rest = best
        noting = [field.column for row in found.rows for field in row if head_role(field.text) in NOTING]
        noted = shape.labels > 1 and shape.labels - 1 in noting
        return found, replace(shape, noted=noted, coded=shape.labels in noting), rest
    labels = 1 + ordinal + unit + beside
    return None, Shape(min(labels, least), values, int(noted * 2 > len(rows)), unit, ordinal, looks), []


def _suffices(rows: Sequence[Row], headers: Headers | None, values: int) -> bool:
    """Say whether rows and headers are evidence enough for a table."""
    if headers and (len(rows) > 1 or (headers.sure and headers.known > (values > 1) * 0.4)):
        return True
    if not all(row.labels for row in rows):
        return False
    if values > 1:
        return len(rows) > 1
    said = ["".join(label.text for label in row.labels) for row in rows]
    if all((match := UNIT_NAMED.search(label)) and unit_of(match[1]) for label in said):
        return True
    bare = all(_BARE.match(value.text) for row in rows for value in row.values)
    numbers = [row.values[0].text for row in rows]
    contents = all(number.isdecimal() for number in numbers) and [int(n) for n in numbers] == sorted(map(int, numbers))
    if len(rows) > 1 and counts_up([row.labels[0].text for row in rows if len(row.labels) > 1]):
        return bare and not contents
    return len(rows) >= _LEAST_BARE_ROWS and bare and not contents
