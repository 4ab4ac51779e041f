"""Tables whose columns two and more spaces set apart, as they stand on the page.

Where a piece of a line stands tells its column, so heads that wrap, labels that wrap around the values of their row and
names centred beside the rows that they are for find their places.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.lexicon.tables import is_absent, is_foreign
from pipeline.lexicon.typography import Line, is_ended, marker_of
from pipeline.model import Table
from pipeline.table.axes import Odd, make_table
from pipeline.table.between import part_between
from pipeline.table.captions import caption_above, is_caption
from pipeline.table.fields import Field, counts_up, is_age, is_dated, is_filled, is_value, is_year, unit_of
from pipeline.table.headers import may_head
from pipeline.table.middles import middles_of
from pipeline.table.parted_years import whole_years
from pipeline.table.placed_heads import joined_down, levels_of, over_columns
from pipeline.table.places import PlacedRow, edges_of, has_gap, in_order, measure_of, pieces_of, placed_by
from pipeline.table.placing import may_wrap, whole
from pipeline.table.rows import row_of
from pipeline.table.shape import are_heads, is_head, is_name
from pipeline.table.tokens import tokens_of

_GAPS = re.compile(r" {2,}|[ ]*\u3000[ \u3000]*")
_LEAST_REMARKED = 3  # cells of a row before a remark: its name and two values
_HEADLESS = 0.6  # how sure a grid without heads is
_LONGEST_HEAD = 30
_MOST_ABOVE = 3  # lines of heads above the first one with a gap


def may_stand_between(line: Line) -> bool:
    """Say whether a line without a gap may be a part of a cell of the lines around it."""
    marker = marker_of(line.text)
    if marker is not None and marker.number is not None:
        return False  # 3.主要产品
    if may_wrap(line) or (is_head(whole(line)) and may_head(line) and len(line.text) <= _LONGEST_HEAD):
        return True
    return are_heads(tokens_of(line))  # 产量（吨） 能耗（吨标准煤） （%）: heads so wide that one space is left between


def before_remark(text: str) -> str:
    """A line without the sentence behind the values of its row: `燃煤  617.48  24.01  一号机除役，故减少。`.

    Any other line is given as it is.
    """
    cells = _GAPS.split(text)
    remarked = len(cells) > _LEAST_REMARKED and all(map(is_filled, cells[1:-1])) and not is_filled(cells[-1])
    return text[: text.rindex(cells[-1])].rstrip() if remarked else text


def gapped_tables(text: str, lines: Sequence[Line], run: Sequence[int], used: frozenset[int]) -> Iterator[Table]:
    """Read lines as tables.

    Args:
        text: The whole text.
        lines: Its lines.
        run: Indices of the lines, of which those without a gap stand between others.
        used: Indices of lines that cannot belong to a table.
    """
    if any(_is_spaced(lines, index) for index in (run[0] - 1, run[-1] + 1)):
        return
    if 2 * sum(_is_mixed(lines[index]) for index in run) > len(run):
        return
    floor = 0
    measure = measure_of(text, [lines[index] for index in run])
    rows = whole_years(text, run, {index: pieces_of(text, lines[index], measure) for index in run})
    for part in _parts(run, rows):
        above = _heads_above(lines, part[0], used, floor)
        wider = {index: pieces_of(text, lines[index], measure) for index in above}
        table = _table(lines, [*above, *part], {**wider, **rows})
        if table:
            floor = part[-1] + 1
            yield table


def _is_mixed(line: Line) -> bool:
    """Say whether a gap parts the name of a row from its name in a second language, and single spaces its values."""
    start = line.text.rfind("  ") + 2
    tokens = tokens_of(Line(line.start, line.start + start, line.end, line.text[start:].strip()))
    return len(tokens) > 2 and is_foreign(tokens[0].text) and all(is_filled(token.text) for token in tokens[1:])  # noqa: PLR2004 - a pair


def _is_spaced(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line beside others is a row or a header of single spaces, so that gaps in these part no columns."""
    if not (0 <= index < len(lines) and lines[index].text) or has_gap(lines[index]):
        return False
    row, tokens = row_of(lines[index], index), tokens_of(lines[index])
    if row:
        return len(row.labels) == 1 and len(row.values) > 1
    return len(tokens) > 2 and 2 * sum(map(is_head, tokens)) > len(tokens)  # noqa: PLR2004 - 2022年 上半年 is one time


def _is_row(row: PlacedRow) -> bool:
    """Say whether a line holds values, and not years or ages as heads alone."""
    values = [piece.text for at, piece in enumerate(row) if is_filled(piece.text) or (at and is_age(piece.text))]
    if len(row) < 2 or not values:  # noqa: PLR2004 - a number alone is none
        return False
    told = [text for text in values if is_value(text) and not (is_year(text) or is_age(text))]
    heads = not told and (len(values) > 1 or is_name(row[0].text) or any(map(is_name, (p.text for p in row[1:]))))
    return not heads and any(is_filled(piece.text) for piece in row[1:])


def _parts(run: Sequence[int], rows: Mapping[int, PlacedRow]) -> Iterator[list[int]]:
    """Cut lines where others head the columns anew."""
    part: list[int] = []
    for index in run:
        row = rows[index]
        held = [piece.text for piece in row[1:] if is_filled(piece.text)]
        dated = len(row) > 1 and all(is_dated(piece.text) for piece in row)
        fresh = dated or (len(row) > 2 and all(map(is_age, held)))  # noqa: PLR2004 - a pair
        if fresh and any(_is_row(rows[above]) for above in part):
            lone = [above for above in part if above > max(n for n in part if _is_row(rows[n]))]
            kept = [above for above in lone if rows[above][0].left > row[0].right]
            yield part[: len(part) - len(kept)]
            part = kept
        part.append(index)
    if part:
        yield part


def _heads_above(lines: Sequence[Line], first: int, used: frozenset[int], floor: int) -> list[int]:
    """Lines without a gap right above the first that hold parts of heads: set in beyond its first cell."""
    found: list[int] = []
    for index in range(first - 1, max(floor, first - _MOST_ABOVE) - 1, -1):
        line = lines[index]
        indent = line.start - line.first
        if not line.text or index in used or has_gap(line) or not may_stand_between(line) or is_ended(line.text):
            break
        if indent <= lines[first].start - lines[first].first + len(lines[first].text.split("  ")[0]):
            break
        found.insert(0, index)
    return found


def _table(lines: Sequence[Line], part: Sequence[int], rows: Mapping[int, PlacedRow]) -> Table | None:
    """Read lines as one table, if the evidence suffices."""
    body = [index for index in part if _is_row(rows[index])]
    if not body:
        return None
    heads = _header_lines([index for index in part if index < body[0]])
    while heads and _is_caption(rows[heads[0]]):
        heads = heads[1:]
    below = [index for index in part if index > body[0] and index not in body]
    edges = edges_of(body, below, heads, rows)
    if len(edges) < 2 or not (len(body) > 1 or heads):  # noqa: PLR2004 - one column is a list
        return None
    if any(is_ended(before_remark(lines[index].text)) for index in (*heads, *body)):
        return None
    placed = {index: placed_by(rows[index], edges) for index in (*heads, *body, *below)}
    placed.update(in_order(heads, rows, edges, placed))
    values = _valued(edges, [placed[index] for index in body])
    if values is None:
        return None
    headers = joined_down(levels_of(over_columns([placed[index] for index in heads], values, len(edges)), values))
    middles = middles_of(body, below, placed, values)
    taken = {field.span for field, _, _ in middles}
    placed = {index: [field for field in row if field.span not in taken] for index, row in placed.items()}
    wraps, centred, lone = part_between(lines, body, [index for index in below if placed[index]], placed, values)
    grid: list[list[Field]] = [list(row) for row in headers]
    indents: dict[int, int] = {}
    places: dict[int, int] = {}
    for index in sorted({*body, *lone}):
        places[index] = len(grid)
        indents[len(grid)] = lines[index].start - lines[index].first
        grid.append([*wraps.get(index, ()), *placed[index]])
    for field, first, last in (*centred, *middles):
        grid[places[first]].insert(0, replace(field, row_span=places[last] - places[first] + 1))
    first_line = min([*heads, *body, *(index for index in below if index < body[0])])
    fit = 1.0 if headers else _HEADLESS
    return make_table(grid, caption_above(lines, first_line), headers=len(headers), fit=fit, odd=Odd(indents=indents))


def _is_caption(row: PlacedRow) -> bool:
    """Say whether a line tells the unit of all columns: `编制单位：某公司      单位：亿元`; each may tell its own."""
    told = [unit_of(re.split("[:：]", piece.text)[-1]) is not None for piece in row if is_caption(piece.text)]
    return sum(told) == 1 and not any(is_dated(piece.text) for piece in row)


def _header_lines(above: Sequence[int]) -> list[int]:
    """The lines above the first row that head its columns: those without a blank line between them."""
    found: list[int] = []
    for index in reversed(above):
        if found and found[0] - index > 1:
            break
        found.insert(0, index)
    return found


def _valued(edges: Sequence[tuple[int, int]], body: Sequence[Sequence[Field]]) -> int | None:
    """The first column of values; None where none is one of numbers."""
    held: list[list[str]] = [[] for _ in edges]
    for row in body:
        for field in row:
            if not is_absent(field.text):
                held[field.column].append(field.text)
    return next(
        (
            column
            for column, texts in enumerate(held)
            if column
            and 2 * sum(map(is_value, texts)) > len(texts)
            and (len(texts) > 1 or len(body) == 1)
            and not counts_up(texts)
        ),
        None,
    )
