"""Labels and values of a row to their places in the grid."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.lexicon.characters import fold
from pipeline.lexicon.segmentation import segment
from pipeline.lexicon.tables import head_role, is_absent, is_foreign
from pipeline.lexicon.typography import Line, is_ended, marker_of, width
from pipeline.model import MEASURES, Role, Span
from pipeline.table.captions import is_caption, is_parted
from pipeline.table.fields import Field, is_dated, is_filled, is_reference, unit_of
from pipeline.table.headers import is_glossed
from pipeline.table.labels import is_total
from pipeline.table.looks import place
from pipeline.table.rows import Row
from pipeline.table.shape import Shape
from pipeline.table.tokens import seam, tokens_of

_SENTENCE = re.compile(r"[。；！？：:√□]")
_SPREAD = re.compile(r"[一-鿿](?: [一-鿿])+")
_STRETCHED = re.compile(r"[一-鿿](?: [一-鿿]){2,}")
_LEAST_FULL = 24
_SLIGHT = 0.1  # evidence against it at most
_WIDEST_LABEL = 48
_MOST_LABEL_LINES = 6
_CLEAR = 1.0  # by how much the words of a label go on more clearly below its values than those below in the next row
_FILLED = 1.5  # evidence of a line that goes on, where others did and it fills its column
_FULL = 0.8  # of the widest line of a label, what a line that goes on has at least


def wrapped(
    lines: Sequence[Line], pieces: Sequence[int], row: Row, *, every: bool = False, widest: int = _WIDEST_LABEL
) -> tuple[list[int], list[int]]:
    """Tell the lines above a row that are the beginning of its label from those that name the rows below.

    Where a label stands above its values, its lines are as wide as its column, up to the last.

    Args:
        lines: The lines of the text.
        pieces: Indices of the lines.
        row: The row.
        every: Whether a line stands above nearly every row, as names of several rows do not.
        widest: Width of the widest label on the line of its values.
    """
    own = list(pieces)
    wrap: list[int] = []
    after = row.labels[0] if row.labels else None
    full = 0
    while own:
        line = lines[own[-1]]
        before = whole(line)
        fills = not row.labels and width(line.text) >= _FULL * full and may_wrap(line)
        foreign = is_foreign(before.text) and after is not None and not is_foreign(after.text)
        goes_on = (
            after is None
            or fills
            or (every and not wrap and not foreign and may_wrap(line))
            or (not foreign and seam(before, after, across=1) > (-_SLIGHT if _is_full(line, after, widest) else 0.0))
        )
        # 水环境 water above 降水量 precipitation, 性 别 above 男
        apart = (is_glossed(tokens_of(line)) and is_glossed(row.labels)) or _is_stretched_word(line.text)
        if not goes_on or apart or head_role(before.text) is Role.NOTE:
            break
        wrap.insert(0, own.pop())
        after, full = before, max(full, width(line.text))
    return wrap, own


def _is_full(line: Line, after: Field, widest: int) -> bool:
    """Say whether a line fills its column as one does that goes on: none is wider, or spaces stretch it.

    归属于公司股东的扣除非经常性⏎损益后的净利润 11 10, 数 模 混 合⏎芯片类 44 46.
    """
    if _STRETCHED.fullmatch(line.text) and not _STRETCHED.match(after.text):
        return True
    return not is_total(after.text) and may_wrap(line) and width(line.text) >= max(widest, _LEAST_FULL)


def _is_stretched_word(text: str) -> bool:
    """Say whether spaces stretch a word that is whole by itself: 年 龄."""
    return _SPREAD.fullmatch(text) is not None and len(segment(fold("".join(text.split())))) == 1


def may_wrap(line: Line) -> bool:
    """Say whether a line may be one of several of a label: one cell, no head, no sentence, not wider than a column."""
    text = line.text
    if _SENTENCE.search(text) or width(text) > _WIDEST_LABEL or is_caption(text) or is_ended(text):
        return False
    tokens = tokens_of(line)
    return len(tokens) == 1 and not _heads(text) and not is_filled(text)


def _heads(text: str) -> bool:
    """Whether a text is a head of values or a name of rows; 股净资产（元） may be the rest of a label as well."""
    said = is_dated(text) or head_role(text) in MEASURES or unit_of(text) is not None
    return said or is_parted(text)


def label_above(lines: Sequence[Line], used: frozenset[int], row: Row, floor: int) -> list[int]:
    """The lines right above a row without a label of its own that are its label."""
    if row.labels:
        return []
    top = row.line
    while top > floor and top - 1 not in used and row.line - top < _MOST_LABEL_LINES and lines[top - 1].text:
        top -= 1
    return wrapped(lines, range(top, row.line), row)[0]


def goes_below(
    lines: Sequence[Line], used: frozenset[int], label: Sequence[int], row: Row, after: Row | None, full: int = 0
) -> list[int]:
    """The lines below a row in which its label goes on: its values stand beside the middle of it, or its first line.

    归属于公司股东的每⏎6.58 6.12⏎股净资产（元）, and where the words clearly go on 归属于公司股东 9 8⏎的净利润（元）.

    Args:
        lines: The lines of the text.
        used: Indices of lines that cannot belong to a table.
        label: Indices of the lines of its label above it.
        row: The row.
        after: The next row.
        full: Width of a line that fills the column of labels, where those of other rows go on below them; else 0.
    """
    if bool(row.labels) is bool(label) or (row.labels and (row.tail or is_total(row.labels[-1].text))):
        return []
    end = after.line if after else min(row.line + 1 + _MOST_LABEL_LINES, len(lines))
    below: list[int] = []
    named = [each for each in row.labels if unit_of(each.text) is None] or row.labels
    above = named[-1] if named else whole(lines[label[-1]])
    clear = _CLEAR if row.labels else 0.0
    for index in range(row.line + 1, end):
        if index in used or not lines[index].text or not may_wrap(lines[index]) or marker_of(lines[index].text):
            break
        own = whole(lines[index])
        if row.labels and _is_stretched_word(own.text):
            break
        following = after.labels[0] if after and after.labels and index + 1 == end else None
        on = seam(above, own, across=1)
        if full and row.labels and width(above.text) >= full:
            on += _FILLED
        if (
            on <= 0
            or (following and seam(own, following, across=1) > on - clear)
            or (after and not after.labels and index + 1 == end)
        ):
            break
        below.append(index)
        above = own
    return below


def whole(line: Line) -> Field:
    """A line as one cell."""
    return Field(Span(line.start, line.end), line.text)


def placed(text: str, row: Row, shape: Shape, wrap: Sequence[Line]) -> tuple[list[Field], bool]:
    """Place a row's labels and values in the grid, and say whether it is sure where they belong."""
    labels, values = list(row.labels), list(row.values)
    tail = list(row.tail)
    surplus = len(values) - shape.values
    # 合计 / 49,019.50 30.46 /, and below 变动分析: 209,805 14.2 1
    if surplus > 0 and shape.tail and not tail and (values[-1].text.isdecimal() or is_absent(values[-1].text)):
        tail = [values.pop()]
        surplus -= 1
    if surplus > 0:  # 范围 1 210 205 199
        labels += [value for value in values[:surplus] if not is_absent(value.text)]
        values = values[surplus:]
    fields = _label_fields(text, labels, shape, wrap)
    # – (10,251) beside rows of 附註 10 (27,200) (74,992) has no note
    bare = int(shape.coded and 0 < len(values) < shape.values and not _may_be_reference(values[0].text))
    missing = shape.values - bare - len(values)
    columns = [(number, 1) for number in range(bare, bare + len(values))]
    sure = True
    if len(values) == 1 and missing:
        columns = [(bare, shape.values - bare)]
    elif missing:
        columns, sure = place(shape.looks[bare:], values)
        columns = [(column + bare, reach) for column, reach in columns]
    fields += [
        replace(value, column=shape.labels + column, column_span=reach)
        for value, (column, reach) in zip(values, columns, strict=True)
    ]
    if 1 < len(tail) == shape.tail:  # 单位 性质
        fields += [replace(field, column=shape.labels + shape.values + at) for at, field in enumerate(tail)]
    elif tail:
        end = Span(tail[0].span.start, tail[-1].span.end)
        fields.append(Field(end, text[end.start : end.end], shape.labels + shape.values))
    return fields, sure


def _may_be_reference(text: str) -> bool:
    return is_reference(text) or (text.isdecimal() and len(text) < len("100"))


def _label_fields(text: str, labels: Sequence[Field], shape: Shape, wrap: Sequence[Line]) -> list[Field]:
    """Place labels: an ordinal, names, a unit; pieces of a name go together, a total spans what it stands for."""
    pieces = [(label.span.start, label.span.end) for label in labels]
    if wrap and len(pieces) < shape.labels and not shape.ordinal and len(pieces) > int(shape.unit):
        pieces = [(wrap[0].start, wrap[-1].end), *pieces]
    elif wrap:
        pieces = [(wrap[0].start, pieces[0][1] if pieces else wrap[-1].end), *pieces[1:]]
    if not pieces:
        return []
    ordinal = shape.ordinal and labels[0].text.isdecimal() if labels else False
    unit = shape.unit and len(pieces) > 1 + ordinal
    first, last = int(ordinal), len(pieces) - int(unit)
    names = max(shape.labels - shape.ordinal - shape.unit, 1)
    while last - first > names:
        pieces[first : first + 2] = [(pieces[first][0], pieces[first + 1][1])]
        last -= 1
    fields = [Field(Span(*piece), text[slice(*piece)], number) for number, piece in enumerate(pieces[:last])]
    short = names - shape.noted - (last - first)  # the first of several names stands once for the rows below
    total = fields and is_total(fields[0].text)
    if (shape.ordinal and not ordinal) or (short > 0 and not total):
        shift = (shape.ordinal and not ordinal) + max(short, 0) * (not total)
        fields = [replace(each, column=each.column + shift) if n >= first else each for n, each in enumerate(fields)]
    behind = shape.labels - shape.unit
    if fields and (reach := behind - fields[-1].column) > 1:
        fields[-1] = replace(fields[-1], column_span=reach)
    if fields and shape.ordinal and not ordinal and not shape.unit and len(fields) == 1:
        fields[0] = replace(fields[0], column=0, column_span=shape.labels)
    if unit:
        fields.append(Field(Span(*pieces[-1]), text[slice(*pieces[-1])], shape.labels - 1))
    return fields
