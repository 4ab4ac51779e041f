"""Tables whose columns a sign sets apart: tabs, pipes, box drawings, commas, or two and more spaces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.lexicon.markup import printed
from pipeline.lexicon.tables import is_absent
from pipeline.lexicon.typography import Line, marker_of
from pipeline.model import Span, Table
from pipeline.table.axes import Odd, carried, make_table
from pipeline.table.broken import gaps, is_bare, is_cut, is_whole
from pipeline.table.captions import caption_above
from pipeline.table.fields import Field, counts_up, is_led, is_value
from pipeline.table.folded import unfolded
from pipeline.table.following import are_heads, is_row, is_spread
from pipeline.table.gapped import before_remark, gapped_tables, may_stand_between
from pipeline.table.head_rows import header_rows, names_and_values
from pipeline.table.piped import PIPE, PIPES, begins_anew, parts_of, piped
from pipeline.table.slipped import Columns, set_right
from pipeline.table.titles import span_of, titles_of

_RULE = re.compile(r"[-=+:_\s|｜│┃║─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬]+$")
_RULED = re.compile(r"[-=:]{2}|[-=+][|｜│┃║+][-=+:]|[─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬]|^[|｜│┃║\s]+$")
_GAP = re.compile(r"\S(?: {2,}|[ ]*\u3000[ \u3000]*)\S")
_NOTHING = frozenset({"null", "NULL", "nan", "NaN", "None"})  # as programs write an empty cell
_DASHES = frozenset({"-", "--"})
_COMMA = re.compile(r",")
_SENTENCE = re.compile(r"[。！？；]|，.*，")
_PART_OF_RULE = re.compile(r"[-=:─━═]+")
_INFERRED = 0.95  # how sure a grid is at most of which some cells were lost on the way
_LEAST_COMMAS = 2
_LEAST_CSV_ROWS = 3
# 表1  主要指标变化情况: the gap sets a caption's number apart, no columns
_NUMBERED_CAPTION = re.compile(
    r"(?:附?表|图表|Table)\s*[0-9０-９一二三四五六七八九十]+(?:[-–.．][0-9]+)?[ \u3000]+\S+$"
)
_CONTENTS = re.compile(r"^目\s*[录錄次]$|^CONTENTS$|^Contents$")


def find_separated(
    text: str, lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int] = frozenset()
) -> list[Table]:
    """Find the tables whose columns are set apart.

    Args:
        text: The whole text.
        lines: Its lines.
        used: Indices of lines that cannot belong to a table.
        furniture: Those of them that are page numbers and running heads, over which a table goes on.

    Returns:
        The tables in order. Two rows and a column of numbers are the least evidence; a ruled table needs no numbers.
    """
    tables: list[Table] = []
    run: list[int] = []
    kind: str | None = None
    contents = turned = spread = False  # over a page, over several blank lines
    for index, line in enumerate((*lines, Line(len(text), len(text), len(text), "\x00"))):
        if index in furniture and run:
            turned = True
            continue
        if not line.text:
            spread |= bool(run) and not lines[index - 1].text and not (kind == "gap" and are_heads(lines, run))
            continue
        contents = bool(_CONTENTS.match(line.text)) or (contents and bool(run or not tables) and _ends_in_number(line))
        own = None if index in used or contents else _kind(line)
        if spread and not turned and not (own == kind == "gap" and is_spread(line, lines[run[-1]])):
            tables += _tables(text, lines, run, kind, used)
            run, kind = [], None
        spread = False
        free = own is None and index < len(lines) and index not in used
        if free and (
            _goes_on(text, line, kind) or (kind == "pipe" and (is_cut(lines, run, index) or is_bare(lines, run, index)))
        ):
            own = kind
        parted = turned and not (own is not None and own == kind and is_row(line, lines[run[-1]], own))
        turned = False
        if own == "rule" and (run or kind is None) and not parted:
            run.append(index)
            continue
        if own is None or parted or (kind is not None and own != kind):
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
    said = _SENTENCE.search(before_remark(text)) is not None or _NUMBERED_CAPTION.match(text) is not None
    signs = {
        "rule": _is_rule(text),
        "pipe": text[0] in PIPES or text[-1] in PIPES or len(PIPE.findall(text)) > 1,
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
    """Say whether a line is drawn; `--` alone is a dash, and `- |` or `-- |` a cell of one."""
    drawn = _RULE.match(text) is not None and _RULED.search(text) is not None and len(text) > 2  # noqa: PLR2004 - a pair
    return drawn and text.rstrip("| ") not in _DASHES


def _goes_on(text: str, line: Line, kind: str | None) -> bool:
    """Whether a line without a sign of its own goes on with those above: 期末存栏⇥⇥⇥ names the rows below it."""
    if kind == "gap":
        return may_stand_between(line)
    return kind == "tab" and text[line.end : line.end + 1] == "\t"


def _tables(
    text: str, lines: Sequence[Line], run: list[int], kind: str | None, used: frozenset[int]
) -> Iterator[Table]:
    """Make the tables of a run of lines, if the run is any."""
    filled = [index for index in run if not _is_rule(lines[index].text)]
    if kind == "gap" and len(filled) > 1:
        yield from gapped_tables(text, lines, filled, used)
    elif kind == "pipe" and filled:
        rules = [lines[index].text for index in run if index not in filled]
        yield from _piped(text, lines, filled, rules)
    elif kind in {"tab", "comma"} and len(filled) > 1:  # a header and a row, or two rows
        rows = [_separated(text, lines[index], kind) for index in filled]
        if kind == "tab":
            rows = _closed(rows)
        elif not _is_csv(rows):
            return
        if table := _table(rows, header_rows(rows), caption_above(lines, filled[0])):
            yield table


def _piped(text: str, lines: Sequence[Line], filled: Sequence[int], rules: Sequence[str]) -> Iterator[Table]:
    """Make the tables of lines of pipes: a further one from where others head the columns anew."""
    cells = [(_separated(text, lines[index], "pipe"), is_whole(lines, index)) for index in filled]
    alone = all(len(row) == 1 for row, _ in cells)
    if alone and (start := begins_anew([cell for row, _ in cells for cell in row])) is not None:
        for part in (
            [index for index in filled if lines[index].start < start],
            [index for index in filled if lines[index].start >= start],
        ):
            yield from _piped(text, lines, part, rules)
        return
    titles = titles_of([row for row, _ in cells])
    above, cells = cells[:titles], cells[titles:]
    columns = max((len(_PART_OF_RULE.findall(rule)) for rule in rules), default=0)
    read = piped(cells, columns, gaps(lines, filled, [row for row, _ in cells]))
    upper = list(map(list, read.heads.rows)) if read.heads else []
    parts = list(parts_of(read.rows))
    further = [part[: titles_of(part)] if number else [] for number, part in enumerate(parts)]
    parts = [part[len(titled) :] for titled, part in zip(further, parts, strict=True)]
    heights = [0 if upper and not number else header_rows(rows) for number, rows in enumerate(parts)]
    known = Columns.of([row for rows, height in zip(parts, heights, strict=True) for row in rows[height:]])
    caption = read.caption or _caption(lines, filled, [*upper, *parts[0]])
    if above:
        begin = _caption(lines, filled, [row for row, _ in above])
        named = span_of([row for row, _ in above])
        caption = Span(begin.start if begin else named.start, named.end)
    for titled, rows, height in zip(further, parts, heights, strict=True):
        caption = span_of(titled) if titled else caption
        placed, guessed = set_right(rows, height, known)
        table = _table(
            [*upper, *placed],
            height + len(upper),
            caption,
            ruled=bool(rules),
            fit=min(
                read.heads.fit if read.heads else 1.0, 1.0 if _stands(rows, placed) and not read.dealt else _INFERRED
            ),
            guessed=frozenset(number + len(upper) for number in guessed),
        )
        upper = []
        if table:
            yield table


def _stands(rows: Sequence[Sequence[Field]], placed: Sequence[Sequence[Field]]) -> bool:
    """Whether the cells of rows stand where they stood."""
    before, after = ([field for row in each for field in row if field.text] for each in (rows, placed))
    return before == after


def _caption(lines: Sequence[Line], filled: Sequence[int], rows: Sequence[Sequence[Field]]) -> Span | None:
    """What stands above the line on which rows begin."""
    begin = min(cell.span.start for row in rows for cell in row)
    return caption_above(lines, next(index for index in reversed(filled) if lines[index].start <= begin))


def _table(
    rows: Sequence[list[Field]],
    headers: int,
    caption: Span | None,
    *,
    ruled: bool = False,
    fit: float = 1.0,
    guessed: frozenset[int] = frozenset(),
) -> Table | None:
    """Make the table of some rows, if they are one."""
    columns = max((field.column + field.column_span for row in rows for field in row), default=0)
    body = rows[headers:]
    if columns < 2:  # noqa: PLR2004 - one column is a list
        return None
    told = headers == 0 and names_and_values(rows)
    if not (ruled or told) and not (_has_values(body, columns) and (len(body) > 1 or headers)):
        return None
    rows, headers = unfolded(rows, headers)
    rows = carried([*_spanning(rows[:headers]), *rows[headers:]], headers)
    return make_table(rows, caption, headers=headers, fit=fit, odd=Odd(guessed))


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
    told = sum(sum(bool(field.text) for field in row) > 1 for row in body)
    for row in body:
        for field in row:
            if field.text and not is_absent(field.text):
                held[field.column].append(field.text)
    return any(
        2 * sum(map(is_value, texts)) > len(texts) and (len(texts) > 1 or told == 1) and not counts_up(texts)
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
    pattern = {"tab": re.compile("\t"), "pipe": PIPE, "comma": _COMMA}[kind]
    if kind == "pipe":
        start, raw = line.start, line.text
    edges = [0, *(match.end() for match in pattern.finditer(raw)), len(raw) + 1]
    fields = []
    for begin, end in pairwise(edges):
        piece = raw[begin : end - 1]
        bare = piece.strip(' \t\n\u3000"')
        bare = "" if bare in _NOTHING else bare
        first = start + begin + (piece.index(bare) if bare else 0)
        fields.append(Field(Span(first, first + len(bare)), printed(bare), 0))
    if kind == "pipe":
        fields = fields[raw[0] in PIPES and len(raw) > 1 : len(fields) - (raw[-1] in PIPES)]
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
