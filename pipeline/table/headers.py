"""Lines above the rows of a flattened table to its header rows.

Headers stand on one line with a word for each column; on several, years over months; a cell a line; or wrapped, so that
`研发投入占营⏎业收入比例（%）` is one of them. The number of columns is known from the rows; the lines are read in all
these ways, and the reading that what they say, and how the values are written, speaks for most is taken.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.lexicon.headings import marks
from pipeline.lexicon.tables import head_role, is_foreign
from pipeline.lexicon.typography import COMMA, SEMICOLON, Line, is_ended, marker_of, width
from pipeline.model import Role
from pipeline.table.blocks import Blocks, parted
from pipeline.table.captions import ends_in_time, is_caption, is_parted, is_statement, is_statement_part
from pipeline.table.centred import by_centre
from pipeline.table.crossed import by_columns
from pipeline.table.fields import Field, is_dated, is_value, unit_of
from pipeline.table.levels import by_levels
from pipeline.table.merging import by_merging
from pipeline.table.parts import by_parts
from pipeline.table.shape import Headers, Shape, agreed, is_head, is_name
from pipeline.table.tokens import tokens_of, wants_more

WIDEST_ROW = 160
_MOST_HEADER_LINES = 16
_WIDEST_HEAD = 36  # on the average, of a line of many
_SEVERAL = 3
_SURE = 0.6  # fit of blocks above which they are
_POOR, _SURPLUS = 0.5, 0.45  # fit of readings that are a guess; of one that leaves a head over
_LEFT_OVER = 0.5  # what a line with a piece for every column counts that a reading leaves over
_WIDEST_NAME = 50
_PART = re.compile(r"(?:^|(?<=\s))(?:其中|加|减|減)\s*[:：]")
_NOTED = re.compile(r"[(（]?[备附備]?[注註]\s*\d*\s*[:：.、]\s*.")  # 註1:2020 年…
_PUNCTUATION = re.compile(rf"[。！？]|{SEMICOLON}|{COMMA}(?![^（(]*[)）])|：.|√|□")


def lines_above(
    lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int], first: int, floor: int
) -> list[int]:
    """Collect the lines above a table that may be its headers: up to a sentence, caption, list item or heading.

    Page numbers and running heads that the export put in between are passed over.
    """
    found: list[int] = []
    blanks = 0
    for index in range(first - 1, floor - 1, -1):
        line = lines[index]
        if index in furniture:
            continue
        if index in used or len(found) == _MOST_HEADER_LINES:
            break
        if not line.text:
            blanks += 1
            if blanks > 1:
                break
            continue
        blanks = 0
        numbered = index > floor and _is_numbered_part(line, lines[index - 1])
        if not may_head(line) and (found or not (names_parts(line) or numbered)):
            break
        found.insert(0, index)
    return found


def _is_numbered_part(line: Line, above: Line) -> bool:
    """Say whether a numbered line below heads names the rows below it: 指标 单位 产量 增长%⏎一、工业."""
    short = marker_of(line.text) is not None and not _PUNCTUATION.search(line.text) and width(line.text) <= _WIDEST_NAME
    if not short or not above.text or not may_head(above):
        return False
    heads = tokens_of(above)
    return len(tokens_of(line)) == 1 and len(heads) >= _SEVERAL and 2 * sum(map(_is_known, heads)) > len(heads)


def _is_known(head: Field) -> bool:
    return is_head(head) or is_name(head.text)


def names_rows(line: Line) -> bool:
    """Say whether a line names the rows below it as such names do: `现金净变动情况：`, `按年龄划分`."""
    text = line.text
    if is_parted(text) or is_statement_part(text):
        return True
    return text[-1] in "：:" and not _PUNCTUATION.search(text) and width(text) <= _WIDEST_NAME and not is_caption(text)


def is_glossed(tokens: Sequence[Field]) -> bool:
    """Say whether pieces are a name and the same in a second language: `用水总量 Water Use`, not `项目 Item`."""
    foreign = [is_foreign(token.text) for token in tokens]
    own = [token for token in tokens if not token.text.isascii()]
    named = any(foreign) and bool(own) and not is_name(own[0].text)
    if named and foreign[0]:  # Water Use 用水总量, but not Amount 数量 or SoC 类
        return list(tokens[-len(own) :]) == own and not any(map(is_head, own)) and len(own[0].text) > 1
    return named and all(foreign[1:])


def names_parts(line: Line) -> bool:
    """Say whether a line names the rows below it: ended as such names are, or in two languages, 水环境 water."""
    tokens = tokens_of(line)
    return names_rows(line) or (is_glossed(tokens) and not is_head(tokens[0]))


def may_head(line: Line) -> bool:
    """Say whether a line may hold heads of columns."""
    text = _PART.sub("", line.text) or line.text
    if is_parted(text) or is_statement(text) or ends_in_time(text):
        return False
    widest = max(WIDEST_ROW, _WIDEST_HEAD * len(text.split()))
    if _PUNCTUATION.search(text) or _NOTED.match(text) or is_ended(text) or text[0] in marks() or width(text) > widest:
        return False
    return not (is_caption(text) or marker_of(text))


def solve(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Headers | None:
    """Read the lines above the first row as headers.

    Args:
        lines: The lines of the text.
        above: Indices of the lines that may be headers.
        shape: What the rows say of the columns.

    Returns:
        The likeliest reading; None where none fits.
    """
    if not above:
        return None
    found = by_levels(lines, above, shape)
    if found and found.sure and found.agreed >= 0 and not _leaves_over(lines, above, found, shape):
        return found
    ways = (by_merging, by_parts, by_columns, by_centre, _by_blocks)
    readings = [reading for reading in (found, *(way(lines, above, shape) for way in ways)) if reading]
    left = [_leaves_over(lines, above, reading, shape) for reading in readings]
    told = (
        replace(r, fit=r.fit - _LEFT_OVER, sure=False) if over else r for r, over in zip(readings, left, strict=True)
    )
    best = max(told, key=lambda reading: reading.weight, default=None)
    return best if best and best.fit > _POOR else _with_surplus(lines, above, shape) or best


def _with_surplus(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Headers | None:
    """Read a line with more heads than columns, as where one of them is empty: 项目 期末 期初 变动⏎存款 12 11.

    Which of them it is nothing tells for certain; the head over it has a column of its own behind the others.
    """
    tokens = tokens_of(lines[above[-1]])
    names, heads = tokens[: shape.labels], tokens[shape.labels :]
    known = sum(map(is_head, heads)) / len(heads) if heads else 0.0
    if len(heads) <= shape.values or known < _SURE or not all(is_name(name.text) for name in names):
        return None
    ways = [
        (tuple(replace(field, column=at) for at, field in enumerate((*names, *heads[skip : skip + shape.values]))),)
        for skip in range(len(heads) - shape.values + 1)
    ]
    best = max(ways, key=lambda way: agreed(way, shape))
    over = [head for head in heads if head.span not in {field.span for field in best[0]}]
    rows = ((*best[0], *(replace(head, column=shape.columns + n) for n, head in enumerate(over))),)
    return Headers(rows, above[-1], _SURPLUS, sure=False, named=len(names), known=known, agreed=agreed(rows, shape))


def _by_blocks(lines: Sequence[Line], above: Sequence[int], shape: Shape) -> Headers | None:
    """Read heads that are the same for blocks of columns, each below a head of its own, as those of one block.

    2022年 2023年⏎贷款 不良贷 贷款 不良贷⏎余额 占比 款率 余额 占比 款率
    """
    for count in range(2, shape.values // 2 + 1):
        blocks = parted(lines, above, count) if shape.values % count == 0 and not shape.tail else None
        if blocks and len(blocks.over) == count and len(blocks.parts) > 1:
            return _of_blocks(lines, blocks, shape)
    return None


def _of_blocks(lines: Sequence[Line], blocks: Blocks, shape: Shape) -> Headers | None:
    """The header rows of blocks, each read by itself."""
    size = shape.values // len(blocks.over)
    upper = [replace(name, column=0, continues=n > 0) for n, name in enumerate(blocks.before)]
    upper += [replace(f, column=shape.labels + n * size, column_span=size) for n, f in enumerate(blocks.over)]
    rows: list[list[Field]] = [upper]
    fit = known = 1.0
    for number in range(len(blocks.over)):
        start = number * size
        own = {index: parts[number] for index, parts in blocks.parts.items()}
        cut = [own.get(index, line) for index, line in enumerate(lines[: max(own) + 2])]
        found = solve(cut, sorted(own), Shape(0, size, looks=shape.looks[start : start + size]))
        if found is None:
            return None
        fit, known = min(fit, found.fit), min(known, found.known)
        rows += [[] for _ in range(len(found.rows) + 1 - len(rows))]
        for level, row in enumerate(found.rows):
            rows[level + 1] += [replace(field, column=shape.labels + start + field.column) for field in row]
    told = tuple(map(tuple, rows))
    return Headers(told, blocks.first, fit, fit >= _SURE, min(len(upper), 1), known, 0.0, agreed(told, shape))


def _leaves_over(lines: Sequence[Line], above: Sequence[int], found: Headers, shape: Shape) -> bool:
    """Whether a reading leaves over a line right above it that has a piece for each of several columns or goes on.

    當年度截至⏎年度 112年底 113年底⏎114年4月25日
    """
    higher = [index for index in above if index < found.first]
    if not higher or any(not line.text for line in lines[higher[-1] : found.first]):
        return False
    tokens = tokens_of(lines[higher[-1]])
    noted = any(head_role(field.text) is Role.CODE for row in found.rows for field in row)  # 附註 beside years
    told = found.known * shape.values >= shape.values - noted
    if told and not any(map(is_head, tokens)) and not wants_more(tokens[-1].text):
        return False  # 股东总数 - 历史数据 above a time for each column
    return len(tokens) >= min(shape.columns, _SEVERAL) or wants_more(tokens[-1].text)


def is_of_table(text: str) -> bool:
    """Say whether a line by itself is one of a table: a unit, a value, a caption, heads of columns or a row of values.

    >>> is_of_table("（%）"), is_of_table("1,843"), is_of_table("项目 2020年 2021年"), is_of_table("2020 年度案例集")
    (True, True, True, False)
    """
    if unit_of(text) is not None or is_caption(text):
        return True
    if is_value(text) and not text.isdecimal():
        return True
    tokens = [token.text for token in tokens_of(Line(0, 0, len(text), text))]
    known = sum(is_dated(token) or head_role(token) is not None or is_value(token) for token in tokens)
    return len(tokens) > 1 and known * 2 > len(tokens)
