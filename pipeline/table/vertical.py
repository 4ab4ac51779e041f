"""Tables of which a text has one cell a line, or the values of each row on a line below its label.

`指标⏎单位⏎2022年⏎2023年⏎用电量⏎万千瓦时⏎930⏎870⏎用水量⏎万吨⏎41⏎39`: the values between the labels are equally many in
all rows, and the heads above the first label fit them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon.tables import head_role, is_column_heading
from pipeline.lexicon.typography import Line
from pipeline.model import Table
from pipeline.table.axes import Odd, carried, make_table
from pipeline.table.captions import caption_above
from pipeline.table.fields import counts_up, is_dated, is_value, unit_of
from pipeline.table.heads import Heads, heads_above
from pipeline.table.looks import looks_of, place
from pipeline.table.placing import whole
from pipeline.table.record_labels import RecordLabels, is_joined, pieces_of
from pipeline.table.record_rows import numbered
from pipeline.table.records import Record, find_runs
from pipeline.table.shape import Shape
from pipeline.table.tokens import seam, tokens_of

_LEAST_NOTED = 2  # values, of which the first is the number of a note
_MOST_LABEL_LINES = 6
_MOST_NAMES = 3  # columns of names
_LEAST_BARE_ROWS = 3  # rows that make a table without heads
_GUESS = 0.45
_MOST_SHORT = 4  # rows that have fewer values than those above and below them
_LEAST_ALONE = 4  # values of a row that is the only one
_SURE_ALONE = 0.5  # share of its heads known as such
_KNOWN = 0.8  # share of heads known as such above which most cells may be empty: 不适用


@dataclass(frozen=True, slots=True)
class _Head:
    """How the words above the first values are read.

    Attributes:
        weight: The evidence.
        heads: The heads of the columns; None where the words are none.
        shape: The columns.
        label: Number of lines that belong to the first row.
    """

    weight: float
    heads: Heads | None
    shape: Shape
    label: int


def find_vertical(text: str, lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int]) -> list[Table]:
    """Find tables with one cell a line, or with labels and values on lines of their own.

    Args:
        text: The whole text.
        lines: Its lines.
        used: Indices of lines that cannot belong to a table.
        furniture: Those of them that are page numbers and running heads, over which a table goes on.

    Returns:
        The tables in order. Rows with equally many values and heads that fit them are the evidence; numbers that stand
        over or under one label each are figures set out one by one.
    """
    tables: list[Table] = []
    for run in find_runs(lines, used, furniture):
        for records in _parts(lines, numbered(lines, run.records)):
            joined = any(map(is_joined, records))
            table = None if joined and run.broken else _table(text, lines, records)
            if table:
                tables.append(table)
    return tables


def _parts(lines: Sequence[Line], records: Sequence[Record]) -> Iterator[list[Record]]:
    """Cut records where their number of values changes for good, or where other heads stand between them."""
    part: list[Record] = []
    for number, record in enumerate(records):
        if part and (_is_headed(lines, record, part) or not _goes_on(records, number, part)):
            yield part
            part = []
        part.append(record)
    if part:
        yield part


def _goes_on(records: Sequence[Record], number: int, part: Sequence[Record]) -> bool:
    """Whether a record may be a row of those above it: as many values, or fewer in some rows among full ones."""
    own, full = len(records[number].values), max(len(record.values) for record in part[-_MOST_SHORT:])
    if own == full or _goes_without_note(own, part):
        return True
    following = [len(record.values) for record in records[number + 1 : number + 1 + _MOST_SHORT]]
    return own < full == max(following, default=0) and len(part) > 1


def _goes_without_note(own: int, part: Sequence[Record]) -> bool:
    """Whether a row has as many values as others with or without the number of a note: 收入⏎4⏎35,620⏎28,450."""
    full = max(len(record.values) for record in part)
    firsts = [record.values[0].text for record in part if len(record.values) == full]
    noted = all(first.isdecimal() and len(first) < 3 for first in firsts)  # noqa: PLR2004 - there are not so many
    return full > _LEAST_NOTED and own in {full, full - 1} and noted


def _is_headed(lines: Sequence[Line], record: Record, part: Sequence[Record]) -> bool:
    """Say whether words above a record head columns anew: more lines than above the others, heads among them."""
    usual = min(len(each.words) for each in part[-_MOST_NAMES:])
    if len(part) == 1:
        usual = min(usual, _MOST_NAMES)
    words = [lines[index].text for index in record.words]
    known = sum(is_dated(word) or head_role(word) is not None or is_column_heading(word) for word in words)
    again = len(words) - len(set(words))  # 金额 % 金额 %
    return len(words) > usual + 1 and max(known, again) > 1


def _table(text: str, lines: Sequence[Line], records: Sequence[Record]) -> Table | None:
    """Make the table of some records, if the evidence suffices."""
    alone = len(records) == 1 and len(records[0].values) >= _LEAST_ALONE
    if not records[0].words or not (alone or any(record.words for record in records[1:])):
        return None
    values = max(len(record.values) for record in records)
    head = _head(lines, records, values)
    if not _suffices(records, head):
        return None
    heads, shape = head.heads, head.shape
    grid = [list(row) for row in heads.rows] if heads else []
    headers = len(grid)
    guessed: set[int] = set()
    notes: set[int] = set()
    labels = RecordLabels.of(text, lines, records, shape)
    usual = _usual(records[1:])
    turned = False  # over a page
    for number, record in enumerate(records):
        words = record.words[-head.label :] if number == 0 else record.words
        page = _is_page(record, values)
        loose = words if page else words[: max(len(words) - usual, 0)] if turned else ()
        for field in (*(whole(lines[index]) for index in loose), *(record.values if page else ())):
            notes.add(len(grid))
            grid.append([replace(field, column=0)])
        turned = page
        if page:
            continue
        above, cells = labels.read(record, words[len(loose) :])
        for line in above:
            notes |= {len(grid)} if labels.is_empty(line, cells) else set()
            grid.append([line])
        places, sure = _places(record, shape)
        guessed |= set() if sure else {len(grid)}
        tails = [replace(record.tail, column=shape.labels + values)] if record.tail else []
        grid.append([*cells, *(replace(v, column=at) for v, at in zip(record.values, places, strict=True)), *tails])
    first = heads.first if heads else records[0].words[-head.label]
    odd = Odd(frozenset(guessed), frozenset(notes))
    grid = carried(grid, headers, notes) if shape.labels > 1 else grid
    return make_table(
        grid, caption_above(lines, first), headers=headers, fit=min(heads.fit, 1.0) if heads else _GUESS, odd=odd
    )


def _usual(records: Sequence[Record]) -> int:
    """How many lines of words stand above the values of most rows; the fewer where two numbers are as frequent."""
    lengths = Counter(len(record.words) for record in records if record.words) or Counter([1])
    return max(lengths, key=lambda length: (lengths[length], -length))


def _is_page(record: Record, values: int) -> bool:
    """Say whether what looks like a row is a running head over the number of a page."""
    return values > 1 == len(record.values) and record.values[0].text.isdecimal() and len(record.values[0].text) < 4  # noqa: PLR2004 - no page is later


def _places(record: Record, shape: Shape) -> tuple[list[int], bool]:
    """The columns of the values of a row, and whether it is sure that they stand there."""
    count = len(record.values)
    if count == shape.values:
        return list(range(shape.labels, shape.labels + count)), True
    places, sure = place(shape.looks, record.values)
    return [shape.labels + column for column, _ in places], sure


def _head(lines: Sequence[Line], records: Sequence[Record], values: int) -> _Head:
    """Part the words above the first values into heads of columns and the label of the first row."""
    first, rest = records[0], [record for record in records[1:] if record.words]
    usual = _usual(rest)
    told = [record.ordinal.text for record in records if record.ordinal]
    ordinal = 2 * len(told) > len(records) and counts_up(told)
    joined = any(map(is_joined, records))
    said = [pieces_of(lines, record, record.words, joined=joined) for record in rest]
    unit = 2 * sum(len(each) > 1 and unit_of(each[-1].text) is not None for each in said) > len(rest)
    most = max(min(max(map(len, said), default=1) - unit, _MOST_NAMES), 1)
    tail = int(any(record.tail for record in records))
    looks = looks_of([record.values for record in records], values)
    found: list[_Head] = []
    for label in _label_lengths(lines, first, usual):
        above, own = first.words[: len(first.words) - label], first.words[len(first.words) - label :]
        if label == 1 and unit and not joined and unit_of(lines[own[0]].text) and len(above) > 0:
            continue  # 吨 alone names no row
        cut = max(seam(whole(lines[above[-1]]), whole(lines[own[0]]), across=1), 0.0) if above else 0.0
        for names in range(1, most + 1):
            shape = Shape(names + unit + ordinal, values, tail, unit, ordinal, looks)
            heads = heads_above(lines, above, shape, joined=joined or _are_joined(lines, above, values))
            if names > 1 and not (heads and heads.told):
                continue  # a name over several lines
            weight = heads.weight if heads else 0.0
            weight -= 0.3 * abs(label - usual) + 0.05 * names + 0.5 * cut
            found.append(_Head(weight, heads, shape, label))
    return max(found, key=lambda each: each.weight)


def _are_joined(lines: Sequence[Line], above: Sequence[int], values: int) -> bool:
    """Whether one line heads all columns, though each cell below it has a line of its own: `2021年 2020年`."""
    pieces = tokens_of(lines[above[-1]]) if above else []
    return values > 1 and len(pieces) == values and all(is_dated(piece.text) for piece in pieces)


def _label_lengths(lines: Sequence[Line], first: Record, usual: int) -> Sequence[int]:
    """How many of the words above the first values may belong to its row: all below its number, or below a colon."""
    near = first.words[-_MOST_LABEL_LINES:]
    least = next((len(near) - n for n, index in enumerate(near) if lines[index].text[-1] in "：:"), 0)
    if first.ordinal:
        below = sum(lines[index].start > first.ordinal.span.start for index in first.words)
        if 0 < below < len(first.words):
            return (max(below, least),)
    return range(max(least, 1), max(least, min(usual + 2, len(near))) + 1)


def _suffices(records: Sequence[Record], head: _Head) -> bool:
    """Say whether records and their heads are evidence enough for a table."""
    values = head.shape.values
    numbers = sum(is_value(value.text) for record in records for value in record.values)
    known = head.heads is not None and head.heads.known >= _KNOWN
    if numbers * (3 if known else 2) < values * len(records):
        return False
    if len(records) == 1:  # one row repeats nothing: its heads must tell all
        return head.heads is not None and head.heads.known >= _SURE_ALONE and head.heads.fit > _GUESS
    if values == 1:
        return head.heads is not None and head.heads.known == 1 and head.heads.named > 0
    return len(records) >= _LEAST_BARE_ROWS or (head.heads is not None and head.heads.sure)
