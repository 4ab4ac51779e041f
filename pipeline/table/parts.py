"""Headers with fewer heads on the lowest level than columns: some groups have parts, some are columns themselves.

`本次交易前 本次发行⏎股份数量⏎本次交易后⏎数量 比例 数量 比例` heads five columns. Pieces go together where a cell likely
goes on; which of the groups have the parts is told by how the values are written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pipeline.lexicon.typography import Line
from pipeline.table.fields import Field, begins_dated
from pipeline.table.groups import parts_of_groups
from pipeline.table.levels import is_number
from pipeline.table.merging import by_chance, likelihood, merged
from pipeline.table.shape import Headers, Shape, agreed, is_head, is_name
from pipeline.table.tokens import best_merge, seam, tokens_of, wants_more

_MOST_LINES = 8  # of a level
_MOST_GROUPS = 8
_UNFINISHED = 0.25  # what each head that wants more counts against a reading
_NAMED, _LEFT, _EVEN = 0.1, 0.15, 0.15
_SURE = 0.5


def by_parts(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Headers | None:
    """Read the lines above rows as groups over parts that return.

    Args:
        lines: The lines of the text.
        above: Indices of the lines that may be headers.
        shape: What the rows say of the columns.
    """
    found = (
        headers
        for low in range(1, min(len(above), _MOST_LINES))
        for parts in (_cells(lines, above[-low:]),)
        if 1 < len(parts) <= shape.values and _divide(parts)
        for headers in _grouped(lines, above[:-low], parts, shape)
    )
    return max(found, key=lambda headers: headers.weight, default=None)


def _divide(parts: Sequence[Field]) -> bool:
    """Say whether heads may be parts of groups: some return, or all are times, as years are under 投入时间."""
    return len({part.text for part in parts}) < len(parts) or all(begins_dated(part.text) for part in parts)


def _pieces(lines: Sequence[Line], indices: Sequence[int]) -> tuple[list[Field], list[float]]:
    """The pieces of some lines with the evidence between each and the next; none where they hold a number."""
    loose = all(not lines[index + 1].text for index in indices)
    pieces: list[Field] = []
    seams: list[float] = []
    for index in indices:
        for position, token in enumerate(tokens_of(lines[index])):
            if is_number(token.text):
                return [], []
            if pieces:
                across = 0 if position else 1 if loose or lines[index - 1].text else 2
                seams.append(seam(pieces[-1], token, across=across))
            pieces.append(token)
    return pieces, seams


def _cells(lines: Sequence[Line], indices: Sequence[int]) -> list[Field]:
    """The cells of some lines, put together wherever one likely goes on."""
    pieces, seams = _pieces(lines, indices)
    return merged(best_merge(pieces, seams, len(pieces) - sum(each > 0 for each in seams)))


def _grouped(lines: Sequence[Line], above: Sequence[int], parts: Sequence[Field], shape: Shape) -> Iterator[Headers]:
    """All readings of the lines above some parts as groups of them."""
    whole = shape.values - len(parts)
    texts = [part.text for part in parts]
    sizes = parts_of_groups(texts)
    for high in range(1, min(len(above), _MOST_LINES) + 1):
        pieces, seams = _pieces(lines, above[-high:])
        for named in range(shape.labels + 1):
            merge = best_merge(pieces, seams, named + len(sizes) + whole)
            if merge is None or by_chance(merge):
                continue
            cells = merged(merge)
            names, groups = cells[:named], cells[named:]
            unnamed = not all(is_name(name.text) for name in names)
            if unnamed or len(groups) > _MOST_GROUPS or any(group.text in texts for group in groups):
                continue
            known = sum(map(is_head, (*groups, *parts))) / len((*groups, *parts))
            fit = likelihood(merge, known) + _NAMED * min(named, 2) - _LEFT * min(len(above) - high, 3)
            fit -= _UNFINISHED * sum(wants_more(cell.text) for cell in (*groups, *parts))
            fit += _EVEN * (len(sizes) > 1 and min(sizes) == max(sizes))
            for lone in combinations(range(len(groups)), whole):
                rows = _rows(names, groups, parts, sizes, lone, shape)
                yield Headers(rows, above[-high], fit, known >= _SURE, named, known, 0.0, agreed(rows, shape))


def _rows(
    names: Sequence[Field],
    groups: Sequence[Field],
    parts: Sequence[Field],
    sizes: Sequence[int],
    lone: Sequence[int],
    shape: Shape,
) -> tuple[tuple[Field, ...], ...]:
    """The two header rows of groups, of which some are a column by themselves."""
    upper = [replace(name, column=number, row_span=2) for number, name in enumerate(names)]
    lower: list[Field] = []
    column = shape.labels
    rest, reaches = list(parts), list(sizes)
    for number, group in enumerate(groups):
        size = 1 if number in lone else reaches.pop(0)
        upper.append(replace(group, column=column, column_span=size, row_span=2 if number in lone else 1))
        if number not in lone:
            lower += [replace(part, column=column + at) for at, part in enumerate(rest[:size])]
            rest = rest[size:]
        column += size
    return tuple(upper), tuple(lower)
