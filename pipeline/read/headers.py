"""Lines above flattened rows to header rows, and lines to the cells that single spaces part."""

import re
from collections.abc import Sequence

from pipeline.lexicon.headings import marks
from pipeline.lexicon.tables import is_absent
from pipeline.lexicon.typography import BRACKETS, Line, is_ended, marker_of, width
from pipeline.model import Span
from pipeline.read.grid import Field, is_value

_TOKEN = re.compile(r"[^\s\u3000]+")
_PUNCTUATION = re.compile(r"[，。；！？：]")
_DATED = re.compile(r"\d\s*年$")
_MONTH = re.compile(r"\d{1,2}\s*[月季]")
_GLUE_BEFORE = "/／+×~～·（(）)"
_GLUE_BEHIND = "/／+×~～·（("
_MOST_HEADER_LINES = 14
WIDEST_ROW = 90


def read_header(
    lines: Sequence[Line], above: Sequence[int], first: int, labels: int, values: int
) -> tuple[list[list[Field]], int]:
    """Read the lines above the first row as headers: one line, one that spans over one, or a cell a line.

    Args:
        lines: The lines of the text.
        above: Indices of the lines that may be headers.
        first: Index of the first row's line.
        labels: Number of columns that name rows.
        values: Number of columns of values.

    Returns:
        The header rows, none where no reading fits, and the index of their first line.
    """
    columns = labels + values
    if not above:
        return [], first
    nearest = fields_of(lines[above[-1]])
    if len(nearest) == columns:
        return [_placed(nearest, 0)], above[-1]
    if len(nearest) == values and values > 1:
        upper = fields_of(lines[above[-2]]) if len(above) > 1 else []
        spans = len(upper) - 1
        if spans > 0 and values % spans == 0 and not _PUNCTUATION.search(lines[above[-2]].text):
            label = Field(upper[0].span, upper[0].text, 0, labels, 2)
            reach = values // spans
            top = [
                Field(field.span, field.text, labels + number * reach, reach) for number, field in enumerate(upper[1:])
            ]
            return [[label, *top], _placed(nearest, labels)], above[-2]
        return [_placed(nearest, labels)], above[-1]
    return _header_by_cells(lines, above, labels, values)


def _header_by_cells(
    lines: Sequence[Line], above: Sequence[int], labels: int, values: int
) -> tuple[list[list[Field]], int]:
    """Read headers that stand a cell a line, or a cell a group of lines between blank ones.

    `内容⏎2018 年度收衣⏎合计 /KG⏎⏎2019 年度收衣⏎合计 /KG`: the label's header has no blank line behind it, so the first
    group is one line longer than the others.
    """
    columns = labels + values
    groups: list[list[int]] = []
    for index in above:
        if groups and index == groups[-1][-1] + 1:
            groups[-1].append(index)
        else:
            groups.append([index])
    if len(above) == values and len(groups) not in (columns, values):
        groups = [[index] for index in above]
    if len(groups) == values and len(groups[0]) > 1 and len(groups[0]) > max(map(len, groups[1:]), default=99):
        groups = [groups[0][:1], groups[0][1:], *groups[1:]]
    first = 0 if len(groups) == columns else labels
    if len(groups) not in (columns, values) or values == 1:
        return _header_in_one_group(lines, groups[-1], columns if values > 1 else 0)
    fields = []
    for number, group in enumerate(groups):
        start, end = lines[group[0]].start, lines[group[-1]].end
        fields.append(Field(Span(start, end), " ".join(lines[index].text for index in group), first + number))
    return [fields], groups[0][0]


def _header_in_one_group(lines: Sequence[Line], group: Sequence[int], columns: int) -> tuple[list[list[Field]], int]:
    """Read headers of which some share a line: `指标 单位⏎2018 年⏎2021 年`."""
    fields = [field for index in group for field in fields_of(lines[index])]
    return ([_placed(fields, 0)], group[0]) if len(fields) == columns else ([], group[-1] + 1)


def _placed(fields: Sequence[Field], first: int) -> list[Field]:
    """Give fields the columns from `first` on."""
    return [Field(field.span, field.text, first + number) for number, field in enumerate(fields)]


def lines_above(lines: Sequence[Line], used: frozenset[int], first: int, floor: int) -> list[int]:
    """Collect the lines above a table that may be its headers, up to a sentence, a list item or a heading."""
    found: list[int] = []
    blanks = 0
    for index in range(first - 1, floor - 1, -1):
        line = lines[index]
        if index in used:
            break
        if not line.text:
            blanks += 1
            if blanks > 1:
                break
            continue
        blanks = 0
        stops = _PUNCTUATION.search(line.text) or is_ended(line.text) or line.text[0] in marks()
        if stops or marker_of(line.text) or width(line.text) > WIDEST_ROW or len(found) == _MOST_HEADER_LINES:
            break
        found.insert(0, index)
    return found


def fields_of(line: Line, *, of_row: bool = False) -> list[Field]:
    """Cut a line at the spaces that part cells, not at those inside one: `2018 年度收衣`, `（吨 / 年）`, `AI Lab`."""
    tokens = list(_TOKEN.finditer(line.text))
    numbered = of_row and tokens[0][0].isdigit()
    pieces: list[tuple[int, int]] = []
    for position, token in enumerate(tokens):
        following = tokens[position + 1][0] if position + 1 < len(tokens) else ""
        before = line.text[pieces[-1][0] : pieces[-1][1]] if pieces else ""
        parted = (numbered and position == 1) or (of_row and _is_parted(before, token[0], following))
        if pieces and not parted and _is_glued(before, token[0], following):
            pieces[-1] = (pieces[-1][0], token.end())
        else:
            pieces.append((token.start(), token.end()))
    return [
        Field(Span(line.start + begin, line.start + end), line.text[begin:end], number)
        for number, (begin, end) in enumerate(pieces)
    ]


def _is_parted(before: str, token: str, following: str) -> bool:
    """Say whether a value or `-` stands beside others, a cell of its own: `11,240 +14.0%`, `120 - 80`."""
    if is_value(token) and is_value(before):
        return True
    settled = not following or is_value(following) or is_absent(following)
    return (is_absent(token) and settled) or (is_absent(before) and (is_value(token) or is_absent(token)))


def _is_glued(before: str, token: str, following: str) -> bool:
    """Say whether a token belongs to the cell before it."""
    if any(before.count(left) > before.count(right) for left, right in BRACKETS.items()):
        return True
    if token[0] in _GLUE_BEFORE or before[-1] in _GLUE_BEHIND:
        return True
    if _DATED.search(before) and _MONTH.match(f"{token} {following}"):
        return True
    if before[-1].isdigit() and not token[0].isdigit() and token[0] not in "+-−":
        # 2018 年, 120 万元
        return True
    return before[-1].isascii() and before[-1].isalpha() and token[0].isascii() and token[0].isalpha()
