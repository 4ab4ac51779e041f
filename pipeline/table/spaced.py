"""Tables that a text export flattened into lines: cells with one space between them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.lexicon.tables import head_role, is_absent, is_column_heading
from pipeline.lexicon.typography import Line, marker_of, width
from pipeline.model import Role, Span, Table
from pipeline.table.axes import Odd, carried, make_table
from pipeline.table.captions import caption_above, is_caption
from pipeline.table.fields import Field, counts_up, is_dated, is_filled, is_led, is_year, unit_of
from pipeline.table.headers import WIDEST_ROW, Headers, Shape, lines_above, may_head, solve
from pipeline.table.labels import is_total
from pipeline.table.tokens import seam, tokens_of

_CLAUSE = re.compile(r"[。；！？√□]|，(?![^（(]*[)）])|：.*：|[：:]$")
_PAGE = re.compile(
    r"[-–—~～·\s]*(?:第\s*)?[0-9]{1,4}\s*(?:页|頁)?\s*(?:/\s*[0-9]{1,4})?[-–—~～·\s]*$|.{0,30}(?:报告|報告)(?:书|全文|正文)?$"
)
_BARE = re.compile(r"[\d,.%\s()（）+\-−－$＄]+$")
_UNIT_NAMED = re.compile(r"[（(]([^（()）]+)[)）]\s*[：:]?$")
_LONGEST_LABEL = 44
_LONGEST_PIECE = 60
_LONGEST_TAIL = 2  # words behind the values of a row
_MOST_BETWEEN = 8  # lines between two rows of one run
_MOST_BLANKS_AT_PAGES = 3
_MOST_PIECES = 3  # lines of a label, or of names of parts, between two rows
_MOST_LABELS = 4
_NEAR = 8  # lines above the rows in which the head of a column of units stands
_LEAST_BARE_ROWS = 3  # rows of one number that make a table without a header
_SAME = 1e-9
_MANY = 3  # rows with fewer values one after the other that are a table of their own
_UNSURE, _GUESS = 0.6, 0.45


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that reads as a row.

    Attributes:
        line: Index of its line.
        labels: What stands left of its values.
        values: Its values.
        tail: What stands behind them.
    """

    line: int
    labels: tuple[Field, ...]
    values: tuple[Field, ...]
    tail: tuple[Field, ...]


@dataclass(slots=True)
class _Run:
    """Rows that stand below one another, and the lines between them.

    Attributes:
        rows: The rows.
        pieces: By row, the lines above it that are no rows: parts of its label, or names of the rows below.
        pages: By row, page numbers and running heads above it.
        blanks: Blank lines since the last line.
    """

    rows: list[_Row] = field(default_factory=list)
    pieces: dict[int, list[int]] = field(default_factory=dict)
    pages: dict[int, list[int]] = field(default_factory=dict)
    blanks: int = 0

    def take(self, index: int, line: Line, row: _Row | None, *, free: bool, page: bool) -> bool:
        """Take a line, if the run goes on in it: a row, a page break, or a line that belongs to the next row."""
        number = len(self.rows)
        apart = page or ((row is None or not row.labels) and _PAGE.match(line.text) is not None)
        if apart and self.blanks <= _MOST_BLANKS_AT_PAGES:
            self.pages.setdefault(number, []).append(index)
            return True
        if self.blanks > 1 and number not in self.pages:
            return False
        if row:
            self.rows.append(row)
            return True
        pieces = self.pieces.get(number, [])
        if not free or len(pieces) == _MOST_BETWEEN or not may_head(line):
            return False
        self.pieces[number] = [*pieces, index]
        return True


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
    for run in _runs(lines, used, furniture):
        for part in _parts(lines, run):
            table = _table(text, lines, used, furniture, part, floor)
            if table:
                tables.append(table)
                floor = part.rows[-1].line + 1
    return tables


def _runs(lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int]) -> Iterator[_Run]:
    """Collect rows with no more between them than labels that wrap, names of parts, pages and single blank lines."""
    run = _Run()
    for index, line in enumerate(lines):
        if not line.text:
            run.blanks += 1
            continue
        row = None if index in used else _row(line, index)
        if not run.rows and row and len(row.values) == 1 and is_absent(row.values[0].text):
            row = None  # 暂未披露 alone tells only below other rows that it stands for a value
        taken = run.rows and run.take(index, line, row, free=index not in used, page=index in furniture)
        if not taken:
            if run.rows:
                yield run
            run = _Run([row] if row else [])
        run.blanks = 0
    if run.rows:
        yield run


def _row(line: Line, index: int) -> _Row | None:
    """Read a line as a row: a label, then values, then perhaps a word."""
    if not _may_be_row(line.text):
        return None
    tokens = tokens_of(line)
    end = len(tokens)
    while end and len(tokens) - end < _LONGEST_TAIL and not is_filled(tokens[end - 1].text):
        end -= 1
    start = end
    while start and is_filled(tokens[start - 1].text):
        start -= 1
    row = _Row(index, tuple(tokens[:start]), tuple(tokens[start:end]), tuple(tokens[end:]))
    return row if row.values and _holds_together(row) else None


def _may_be_row(text: str) -> bool:
    words = text.split()
    if not any(map(str.isdigit, text)) and not is_absent(words[-1]):
        return False
    if _CLAUSE.search(text) or width(text) > WIDEST_ROW or is_caption(text) or is_led(text):
        return False
    marker = marker_of(text)
    return marker is None or marker.number is not None or is_absent(words[0])


def _holds_together(row: _Row) -> bool:
    """Say whether labels, values and what stands behind them may be a row, and no heads, sentence or list."""
    labels, values, tail = row.labels, row.values, row.tail
    if not labels:
        return len(values) > 1  # one number is no row
    heads = all(is_year(value.text) for value in values) and (len(values) > 1 or head_role(labels[0].text) is not None)
    if heads or labels[-1].span.end - labels[0].span.start > _LONGEST_LABEL:
        return False
    if not any(map(str.isalpha, "".join(label.text for label in labels))):
        return False
    return not tail or (len(values) > 1 and not any(map(str.isdigit, "".join(each.text for each in tail))))


def _parts(lines: Sequence[Line], run: _Run) -> Iterator[_Run]:
    """Cut a run where other headers stand between its rows, or where its rows change."""
    starts = [0]
    before = Counter([len(run.rows[0].values)])
    for number, row in enumerate(run.rows[1:], 1):
        between = run.pieces.get(number, [])
        fresh = any(_heads(lines[index], row, run.rows[starts[-1]]) for index in between)
        changed = between and _changes(before, run.rows[number : number + _MANY])
        if fresh or changed or len(between) > _MOST_PIECES:
            starts.append(number)
            before.clear()
        before[len(row.values)] += 1
    for start, end in pairwise([*starts, len(run.rows)]):
        rows = run.rows[start:end]
        pieces = {n - start: p for n, p in run.pieces.items() if start < n < end}
        pages = {n - start: p for n, p in run.pages.items() if start < n < end}
        yield _Run(rows, pieces, pages)


def _heads(line: Line, row: _Row, first: _Row) -> bool:
    """Say whether a line between rows heads columns anew, and is no repetition of a header after a page break."""
    tokens = tokens_of(line)
    count = len(row.values)
    if len(tokens) < 2 and not (count == 1 and tokens and is_dated(tokens[0].text)):  # noqa: PLR2004
        return False
    known = sum(
        is_dated(token.text) or head_role(token.text) is not None or is_column_heading(token.text) for token in tokens
    )
    return known * 2 >= len(tokens) and len(tokens) >= min(count, len(first.values), 2)


def _changes(before: Counter[int], rows: Sequence[_Row]) -> bool:
    """Say whether rows from the first of some on have another number of values than those above."""
    own = len(rows[0].values)
    if own in before or (not rows[0].labels and own - 1 in before):  # 30~40 岁 9,740 8,830
        return False
    if own > before.most_common(1)[0][0]:
        return True
    return own > 1 and len(rows) == _MANY and all(len(row.values) == own for row in rows)


def _table(
    text: str, lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int], part: _Run, floor: int
) -> Table | None:
    """Make the table of a run of rows, if the evidence suffices."""
    rows = part.rows
    values = _width(rows)
    tails = sum(bool(row.tail) for row in rows)
    above = lines_above(lines, used, furniture, rows[0].line, floor)
    headers, shape, skipped = _header(lines, above, rows, values, tails)
    if tails and not shape.tail and tails * 2 < len(rows):
        return None
    if not _suffices(rows, headers, values):
        return None
    grid = [list(row) for row in headers.rows] if headers else []
    heads = len(grid)
    guessed: set[int] = set()
    notes: set[int] = set()
    indents: dict[int, int] = {}
    looks = _Looks.of([row for row in rows if len(row.values) == values], values)
    for number, row in enumerate(rows):
        pieces = skipped if number == 0 else part.pieces.get(number, [])
        pages = [index for index in part.pages.get(number, []) if index not in used]
        wrap, named = _wrapped(lines, [index for index in pieces if index > max(pages, default=-1)], row)
        named = sorted({*pieces} - {*wrap})
        for index in sorted((*pages, *named)):
            notes |= {len(grid)} if index in pages else set()
            indents[len(grid)] = lines[index].start - lines[index].first
            grid.append([_whole(lines[index])])
        fields, sure = _placed(text, row, shape, [lines[index] for index in wrap], looks)
        if not sure:
            guessed.add(len(grid))
        begin = lines[min([row.line, *wrap])]
        indents[len(grid)] = begin.start - begin.first
        grid.append(fields)
    lost = [] if headers else [n for n in above if len(tokens_of(lines[n])) > 1 or unit_of(lines[n].text)]
    fit = (min(headers.fit, 1.0) if headers else _GUESS if lost else _UNSURE) * (1 - 0.5 * len(guessed) / len(rows))
    first = headers.first if headers else lost[0] if lost else rows[0].line
    odd = Odd(frozenset(guessed), frozenset(notes), indents)
    return make_table(carried(grid, heads, notes), caption_above(lines, first), headers=heads, fit=fit, odd=odd)


def _width(rows: Sequence[_Row]) -> int:
    """How many columns of values rows have: as many as the rows have that hold most of the values."""
    widths = Counter(len(row.values) for row in rows)
    if len(rows) < _LEAST_BARE_ROWS:
        return max(widths)
    return max(widths, key=lambda width: (width * widths[width], width))


def _header(
    lines: Sequence[Line], above: Sequence[int], rows: Sequence[_Row], values: int, tails: int
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
    ordinal = least > 1 and (counts_up(firsts) or (len(firsts) == 1 and firsts[0].isdecimal()))
    lone_year = sum(is_year(lines[index].text) for index in above) == 1  # names the rows below it, heads no column
    best: tuple[float, Headers, Shape, list[int]] | None = None
    for skip in range(min(_MOST_PIECES, len(above)) + 1):
        kept, rest = above[: len(above) - skip], above[len(above) - skip :]
        if rest and any(len(tokens_of(lines[index])) > 2 for index in rest):  # noqa: PLR2004
            break
        passed = 0.3 * sum(not (lone_year and is_year(lines[index].text)) for index in rest)
        passed += 0.3 * (lone_year and len(kept) > 1 and is_year(lines[kept[-1]].text))
        for labels in range(min(most + bool(skip), _MOST_LABELS), 0, -1):
            for tail in (1, 0) if tails else (0,):
                shape = Shape(labels, values, tail, unit and labels > ordinal, ordinal and labels > 1)
                found = solve(lines, kept, shape)
                if found is None or (labels > least and not found.names_all(labels)):
                    continue
                weight = (
                    found.fit + 0.5 * found.sure + 0.5 * found.known + 0.05 * found.score - passed + 0.1 * bool(tail)
                )
                weight += 0.05 * labels - 0.2 * max(labels - found.named - (labels > 1) * (unit + ordinal), 0)
                weight -= 0.4 * (unit and labels < 2)  # noqa: PLR2004
                if best is None or weight > best[0]:
                    best = weight, found, shape, list(rest)
    if best:
        return best[1:]
    labels = 1 + ordinal + unit
    return None, Shape(min(labels, least), values, int(tails * 2 > len(rows)), unit, ordinal), []


def _suffices(rows: Sequence[_Row], headers: Headers | None, values: int) -> bool:
    """Say whether rows and headers are evidence enough for a table."""
    if headers and (len(rows) > 1 or (headers.sure and headers.known > (values > 1) * 0.4)):
        return True
    if not all(row.labels for row in rows):
        return False
    if values > 1:
        return len(rows) > 1
    said = ["".join(label.text for label in row.labels) for row in rows]
    if all((match := _UNIT_NAMED.search(label)) and unit_of(match[1]) for label in said):
        return True
    bare = all(_BARE.match(value.text) for row in rows for value in row.values)
    numbers = [row.values[0].text for row in rows]
    contents = all(number.isdecimal() for number in numbers) and [int(n) for n in numbers] == sorted(map(int, numbers))
    if len(rows) > 1 and counts_up([row.labels[0].text for row in rows if len(row.labels) > 1]):
        return bare and not contents
    return len(rows) >= _LEAST_BARE_ROWS and bare and not contents


def _wrapped(lines: Sequence[Line], pieces: Sequence[int], row: _Row) -> tuple[list[int], list[int]]:
    """Tell the lines above a row that are the beginning of its label from those that name the rows below."""
    own = list(pieces)
    wrap: list[int] = []
    after = row.labels[0] if row.labels else None
    while own:
        before = _whole(lines[own[-1]])
        if after is None or (seam(before, after, across=1) > 0 and head_role(before.text) is not Role.NOTE):
            wrap.insert(0, own.pop())
            after = before
        else:
            break
    return wrap, own


def _whole(line: Line) -> Field:
    return Field(Span(line.start, line.end), line.text)


def _placed(text: str, row: _Row, shape: Shape, wrap: Sequence[Line], looks: "_Looks") -> tuple[list[Field], bool]:
    """Place a row's labels and values in the grid, and say whether it is sure where they belong."""
    labels, values = list(row.labels), list(row.values)
    surplus = len(values) - shape.values
    if surplus > 0:  # 范围 1 210 205 199
        labels += values[:surplus]
        values = values[surplus:]
    fields = _label_fields(text, labels, shape, wrap)
    missing = shape.values - len(values)
    columns = [(number, 1) for number in range(len(values))]
    sure = True
    if len(values) == 1 and missing:
        columns = [(0, shape.values)]
    elif missing:
        columns, sure = looks.place(values)
    fields += [
        replace(value, column=shape.labels + column, column_span=reach)
        for value, (column, reach) in zip(values, columns, strict=True)
    ]
    if row.tail:
        end = Span(row.tail[0].span.start, row.tail[-1].span.end)
        fields.append(Field(end, text[end.start : end.end], shape.labels + shape.values))
    return fields, sure


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
    short = names - (last - first)  # the first of several names stands once for the rows below
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


@dataclass(frozen=True, slots=True)
class _Looks:
    """How the values of each column are written in the rows that have a value for every one.

    Attributes:
        columns: By column, the share of these rows in which a value looks so.
        rows: How many there are.
    """

    columns: tuple[dict[str, float], ...]
    rows: int

    @classmethod
    def of(cls, rows: Sequence[_Row], count: int) -> "_Looks":
        found = [Counter(_look(row.values[column].text) for row in rows) for column in range(count)]
        return cls(tuple({look: n / len(rows) for look, n in each.items()} for each in found), len(rows))

    def place(self, values: Sequence[Field]) -> tuple[list[tuple[int, int]], bool]:
        """Place fewer values than there are columns, in order, and say whether only one place is the best."""
        seen = [_look(value.text) for value in values]
        count, places = len(self.columns), len(seen)
        best: list[list[tuple[float, int, tuple[int, ...]]]] = [[(0.0, 1, ())] * (count + 1)]
        for number, look in enumerate(seen):
            row: list[tuple[float, int, tuple[int, ...]]] = [(-1.0, 0, ())] * (count + 1)
            for column in range(number, count - places + number + 1):
                score, ways, before = best[-1][column]
                own = (score + self.columns[column].get(look, 0.0), ways, (*before, column))
                left = row[column]
                same = left[1] and abs(left[0] - own[0]) < _SAME
                better = max(left, own, key=lambda each: each[0])
                row[column + 1] = (better[0], left[1] + own[1], better[2]) if same else better
            best.append(row)
        _, ways, columns = best[-1][count]
        return [(column, 1) for column in columns], ways == 1 and self.rows > 1


def _look(text: str) -> str:
    """How a value is written: with a percent sign, a group of thousands, decimals."""
    return f"{'%' in text}{',' in text}{'.' in text}"
