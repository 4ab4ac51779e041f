"""Tables whose columns a sign sets apart: tabs, pipes, box drawings, commas, or two and more spaces."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise

from pipeline.lexicon.tables import is_absent
from pipeline.lexicon.typography import Line, marker_of
from pipeline.model import Span, Table
from pipeline.table.axes import carried, header_rows, make_table
from pipeline.table.captions import caption_above
from pipeline.table.fields import Field, counts_up, is_filled, is_led, is_value
from pipeline.table.gapped import gapped_tables, may_stand_between
from pipeline.table.placing import may_wrap
from pipeline.table.tokens import seam

PIPES = frozenset("|｜│┃║")
_PIPE = re.compile("[|｜│┃║]")
_RULE = re.compile(r"[-=+:_\s|｜│┃║─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬]+$")
_RULED = re.compile(r"[-=:]{2}|[-=+][|｜│┃║+][-=+:]|[─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬]|^[|｜│┃║\s]+$")
_GAP = re.compile(r"\S(?: {2,}|[ ]*\u3000[ \u3000]*)\S")
_EMPHASIS = re.compile(r"\*\*[^*]+\*\*")
_COMMA = re.compile(r",")
_SENTENCE = re.compile(r"[。！？；]|，.*，")
_LEAST_COMMAS = 2
_MOST_WIDE = 0.25  # of lines that hold several cells where most hold one
_GOES_ON = 1.0  # evidence that a line goes on with the label above its row
_LEAST_CSV_ROWS = 3
# 表1  主要指标变化情况: the gap sets a caption's number apart, no columns
_NUMBERED_CAPTION = re.compile(
    r"(?:附?表|图表|Table)\s*[0-9０-９一二三四五六七八九十]+(?:[-–.．][0-9]+)?[ \u3000]+\S+$"
)
_CONTENTS = re.compile(r"^目\s*[录錄次]$|^CONTENTS$|^Contents$")


def find_separated(text: str, lines: Sequence[Line], used: frozenset[int]) -> list[Table]:
    """Find the tables whose columns are set apart.

    Args:
        text: The whole text.
        lines: Its lines.
        used: Indices of lines that cannot belong to a table.

    Returns:
        The tables in order. Two rows and a column of numbers are the least evidence; a ruled table needs no numbers.
    """
    tables: list[Table] = []
    run: list[int] = []
    kind: str | None = None
    contents = False
    for index, line in enumerate((*lines, Line(len(text), len(text), len(text), "\x00"))):
        if not line.text:
            if run and not lines[index - 1].text:
                tables += _tables(text, lines, run, kind, used)
                run, kind = [], None
            continue
        contents = bool(_CONTENTS.match(line.text)) or (contents and bool(run or not tables) and _ends_in_number(line))
        own = None if index in used or contents else _kind(line)
        free = own is None and index < len(lines) and index not in used
        if free and (_goes_on(text, line, kind) or (kind == "pipe" and _is_cut(lines, run, index))):
            own = kind
        if own == "rule" and (run or kind is None):
            run.append(index)
            continue
        if own is None or (kind is not None and own != kind):
            tables += _tables(text, lines, run, kind, used)
            run, kind = [], None
        if own is not None and own != "rule":
            run.append(index)
            kind = own
    return tables


def _ends_in_number(line: Line) -> bool:
    return line.text[-1].isdigit()


def _kind(line: Line) -> str | None:
    """Say what sets the fields of a line apart; None where nothing does."""
    text, marker = line.text, marker_of(line.text)
    bulleted = marker is not None and marker.number is None
    said = _SENTENCE.search(text) is not None or _NUMBERED_CAPTION.match(text) is not None
    signs = {
        "rule": _is_rule(text),
        "pipe": text[0] in PIPES or text[-1] in PIPES or len(_PIPE.findall(text)) > 1,
        "tab": "\t" in (text[marker.end :].strip() if marker and bulleted else text),
        "gap": not bulleted and not said and _GAP.search(text) is not None,
        # 1,428,564 is one number
        "comma": not bulleted
        and not said
        and " " not in text
        and text.count(",") >= _LEAST_COMMAS
        and not is_value(text),
    }
    return None if is_led(text) else next((kind for kind, holds in signs.items() if holds), None)


def _is_rule(text: str) -> bool:
    """Say whether a line is drawn; `--` alone is a dash, and `- |` a cell of one."""
    return _RULE.match(text) is not None and _RULED.search(text) is not None and len(text) > 2  # noqa: PLR2004


def _goes_on(text: str, line: Line, kind: str | None) -> bool:
    """Whether a line without a sign of its own goes on with those above: 期末存栏⇥⇥⇥ names the rows below it."""
    if kind == "gap":
        return may_stand_between(line)
    return kind == "tab" and text[line.end : line.end + 1] == "\t"


def _is_cut(lines: Sequence[Line], run: Sequence[int], index: int) -> bool:
    """Whether a line end stands in a head of cells one a line: 废水排放⏎量(万吨) |."""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    alone = below[-1:] in PIPES and len(_PIPE.findall(below)) == 1
    return (
        bool(below)
        and alone
        and may_wrap(lines[index])
        and not any(is_filled(_PIPE.sub("", lines[n].text)) for n in run)
    )


def _tables(
    text: str, lines: Sequence[Line], run: list[int], kind: str | None, used: frozenset[int]
) -> Iterator[Table]:
    """Make the tables of a run of lines, if the run is any."""
    filled = [index for index in run if not _is_rule(lines[index].text)]
    if kind is None or len(filled) < 2:  # noqa: PLR2004 - a header and a row, or two rows
        return
    if kind == "gap":
        yield from gapped_tables(text, lines, filled, used)
    elif table := _table(text, lines, filled, kind, ruled=kind == "pipe" and len(filled) < len(run)):
        yield table


def _table(text: str, lines: Sequence[Line], filled: Sequence[int], kind: str, *, ruled: bool) -> Table | None:
    """Make the table of some lines, if they are one."""
    rows = [_separated(text, lines[index], kind) for index in filled]
    rows = _uncut(rows, [bool(_PIPE.search(lines[index].text)) for index in filled]) if kind == "pipe" else rows
    rows = _closed(rows) if kind == "tab" else _continued(_whole(_dealt(rows))) if kind == "pipe" else rows
    columns = max(field.column + field.column_span for row in rows for field in row) if any(rows) else 0
    if columns < 2 or (kind == "comma" and not _is_csv(rows)):  # noqa: PLR2004 - one column is a list
        return None
    headers = header_rows(rows)
    body = rows[headers:]
    if not ruled and not (_has_values(body, columns) and (len(body) > 1 or headers)):
        return None
    rows = carried([*_spanning(_below(rows[:headers], columns)), *body], headers)
    return make_table(rows, caption_above(lines, filled[0]), headers=headers)


def _uncut(rows: Sequence[list[Field]], piped: Sequence[bool]) -> list[list[Field]]:
    """Put lines without a pipe to the cells that go on below them."""
    told: list[list[Field]] = []
    before: Field | None = None
    for row, whole in zip(rows, piped, strict=True):
        first = row[0]
        if before:
            first = replace(first, span=Span(before.span.start, first.span.end), text=before.text + first.text)
        before = None if whole else first
        if whole:
            told.append([first, *row[1:]])
    return told


def _dealt(rows: list[list[Field]]) -> list[list[Field]]:
    """Deal cells that stand one a line to rows, each from a name behind values on: 医院 |⏎15.88 |⏎场馆 |⏎9.87 |."""
    if sum(len(row) != 1 for row in rows) > _MOST_WIDE * len(rows):
        return rows
    cells = [field for row in rows for field in row]
    filled = [is_filled(cell.text) for cell in cells]
    starts = [at for at in range(1, len(cells)) if filled[at - 1] and not filled[at] and cells[at].text]
    reach = starts[-1] - starts[-2] if len(starts) > 1 else len(cells)
    corner = starts[0] % reach == reach - 1 if starts else False  # no head over the names
    if any(other - one != reach for one, other in pairwise(starts)) or not starts or (starts[0] + corner) % reach:
        return rows
    return [
        [replace(cell, column=column) for column, cell in enumerate(cells[max(at, 0) : at + reach], -min(at, 0))]
        for at in range(-corner, len(cells), reach)
    ]


def _continued(rows: Sequence[list[Field]]) -> list[list[Field]]:
    """Put a line of nothing but the rest of a label to the row above: 每股收益 | 0.12 |⏎(扣除后)(元) | |."""
    told: list[list[Field]] = []
    for row in rows:
        above = told[-1] if told else []
        alone = len(row) > 1 and row[0].text and not any(field.text for field in row[1:])
        valued = any(is_value(field.text) for field in above[1:])
        if alone and valued and above[0].text and _rests(above[0], row[0]):
            above.append(replace(row[0], continues=True))
        else:
            told.append(row)
    return told


def _rests(label: Field, field: Field) -> bool:
    return marker_of(field.text) is None and field.text[-1] not in "：:" and seam(label, field, across=1) > _GOES_ON


def _below(headers: list[list[Field]], columns: int) -> list[list[Field]]:
    """Set heads in that are too few for all columns, as below a name of several rows: 男 | 女 below 类别 | 人数 |."""
    told = list(headers[:1])
    for row in headers[1:]:
        own = list(dropwhile(lambda field: not field.text, row[::-1]))[::-1]
        upper = [bool(field.text) for field in headers[0]]
        short = columns - len(own)
        sets_in = short > 0 and all(upper[:short]) and not all(upper[short:]) and all(field.text for field in own)
        told.append([replace(field, column=field.column + short) for field in own] if sets_in else row)
    return told


def _whole(rows: Sequence[list[Field]]) -> list[list[Field]]:
    """Put two lines of pipes together that have as many cells as the others have: a line end stood in the first."""
    usual = Counter(map(len, rows)).most_common(1)[0][0]
    whole: list[list[Field]] = []
    for row in rows:
        if whole and len(whole[-1]) < usual == len(whole[-1]) + len(row):
            whole[-1] += [replace(field, column=len(whole[-1]) + field.column) for field in row]
        else:
            whole.append(list(row))
    return whole


def _closed(rows: list[list[Field]]) -> list[list[Field]]:
    """Close the columns of tabs that no row fills: `粮食⇥650.0⇥⇥17.3⇥` below `指标⇥产量⇥增长` has three.

    Heads that are as many as the columns filled stand over these one by one.
    """
    headers = header_rows(rows)
    heads, held = (
        sorted({0, *(field.column for row in part for field in row if field.text)})
        for part in (rows[:headers], rows[headers:])
    )
    kept = held if len(heads) == len(held) else sorted({*heads, *held})
    above = dict(zip(heads if len(heads) == len(held) else kept, range(len(kept)), strict=True))
    below = dict(zip(kept, range(len(kept)), strict=True))
    return [
        [replace(field, column=places[field.column]) for field in row if field.column in places]
        for number, row in enumerate(rows)
        for places in (above if number < headers else below,)
    ]


def _has_values(body: Sequence[Sequence[Field]], columns: int) -> bool:
    """Say whether some column of the body is one of numbers: the evidence that lines are a table."""
    held: list[list[str]] = [[] for _ in range(columns)]
    for row in body:
        for field in row:
            if field.text and not is_absent(field.text):
                held[field.column].append(field.text)
    return any(
        2 * sum(map(is_value, texts)) > len(texts) and (len(texts) > 1 or len(body) == 1) and not counts_up(texts)
        for texts in held
    )


def _is_csv(rows: Sequence[Sequence[Field]]) -> bool:
    counts = {len(row) for row in rows}
    return len(rows) >= _LEAST_CSV_ROWS and len(counts) == 1


def _separated(text: str, line: Line, kind: str) -> list[Field]:
    """Cut a line into fields; between two tabs, pipes or commas an empty one counts as a column."""
    # Tabs at the ends of a line are empty cells too.
    start, raw = (
        line.first,
        text[line.first : text.find("\n", line.end) % (len(text) + 1)]
        if kind == "tab"
        else text[line.first : line.end],
    )
    pattern = {"tab": re.compile("\t"), "pipe": _PIPE, "comma": _COMMA}[kind]
    if kind == "pipe":
        start, raw = line.start, line.text
    edges = [0, *(match.end() for match in pattern.finditer(raw)), len(raw) + 1]
    fields = []
    for begin, end in pairwise(edges):
        piece = raw[begin : end - 1]
        bare = piece.strip(' \t\u3000"')
        bare = bare[2:-2] if _EMPHASIS.fullmatch(bare) else bare  # as Markdown sets heads
        first = start + begin + (piece.index(bare) if bare else 0)
        fields.append(Field(Span(first, first + len(bare)), bare, 0))
    if kind == "pipe":
        fields = fields[1 if raw[0] in PIPES else 0 : len(fields) - (1 if raw[-1] in PIPES else 0)]
    return [replace(field, column=column) for column, field in enumerate(fields)]


def _spanning(headers: list[list[Field]]) -> list[list[Field]]:
    """Let a header cell span the empty ones behind it where a further header row divides them."""
    if len(headers) < 2:  # noqa: PLR2004 - one header row has nothing above it
        return headers
    spanning: list[list[Field]] = []
    below: set[int] = set()
    for row in reversed(headers):
        merged: list[Field] = []
        for field in row:
            if not field.text and merged and merged[-1].column > 0 and field.column in below:
                merged[-1] = replace(merged[-1], column_span=merged[-1].column_span + 1)
            elif field.text:
                merged.append(field)
        spanning.append(merged)
        below |= {field.column for field in row if field.text}
    return spanning[::-1]
