"""Runs of rows, with the lines between them that belong to the same table."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.lexicon.tables import head_role, is_absent, is_column_heading
from pipeline.lexicon.typography import Line
from pipeline.model import Role
from pipeline.table.fields import Field, is_dated, is_year
from pipeline.table.headers import may_head, names_parts
from pipeline.table.placing import may_wrap
from pipeline.table.rows import Row, completed, row_of
from pipeline.table.tokens import tokens_of

_PAGE = re.compile(
    r"[-–—~～·\s]*(?:第\s*)?[0-9]{1,4}\s*(?:页|頁)?\s*(?:/\s*[0-9]{1,4})?[-–—~～·\s]*$|.{0,30}(?:报告|報告)(?:书|全文|正文|摘要)?$"
)
_PAGE_NUMBER = re.compile(r"[-–—~～·\s]*第\s*\d{1,4}\s*[页頁][-–—~～·\s]*$")
_MOST_BETWEEN = 8  # lines between two rows of one run
_MOST_BLANKS_AT_PAGES = 3
_MOST_PIECES = 3  # lines of a label, or of names of parts, between two rows
_MANY = 3  # rows with fewer values one after the other that are a table of their own


@dataclass(slots=True)
class Run:
    """Rows that stand below one another, and the lines between them.

    Attributes:
        rows: The rows.
        pieces: By row, the lines above it that are no rows: parts of its label, or names of the rows below.
        pages: By row, page numbers and running heads above it.
        blanks: Blank lines since the last line.
    """

    rows: list[Row] = field(default_factory=list)
    pieces: dict[int, list[int]] = field(default_factory=dict)
    pages: dict[int, list[int]] = field(default_factory=dict)
    blanks: int = 0

    def take(self, index: int, line: Line, row: Row | None, *, free: bool, page: bool) -> bool:
        """Take a line, if the run goes on in it: a row, a page break, or a line that belongs to the next row."""
        number = len(self.rows)
        numbered = _PAGE_NUMBER.match(line.text) is not None
        apart = page or numbered or ((row is None or not row.labels) and _PAGE.match(line.text) is not None)
        if apart and self.blanks <= _MOST_BLANKS_AT_PAGES:
            self.pages.setdefault(number, []).append(index)
            return True
        if self.blanks > 1 and number not in self.pages:
            return False
        if row:
            self.rows.append(row)
            return True
        pieces = self.pieces.get(number, [])
        if not free or len(pieces) == _MOST_BETWEEN or not (may_head(line) or may_wrap(line) or names_parts(line)):
            return False
        self.pieces[number] = [*pieces, index]
        return True


def runs_of(lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int]) -> Iterator[Run]:
    """Collect rows with no more between them than labels that wrap, names of parts, pages and single blank lines."""
    run = Run()
    behind = 0
    for index, line in enumerate(lines):
        if index < behind:
            continue
        if not line.text:
            run.blanks += 1
            continue
        row = None if index in used else row_of(line, index)
        count = len(run.rows[-1].values) if run.rows else None
        if index not in used and (full := completed(lines, used, row, index, count)):
            row, behind = full
        if not run.rows and row and len(row.values) == 1 and is_absent(row.values[0].text):
            row = None  # 暂未披露 alone tells only below other rows that it stands for a value
        taken = run.rows and run.take(index, line, row, free=index not in used, page=index in furniture)
        if not taken and (run.rows or row):
            if run.rows:
                yield run
            run = Run([row] if row else [])
        run.blanks = 0
    if run.rows:
        yield run


def parts_of(lines: Sequence[Line], run: Run) -> Iterator[Run]:
    """Cut a run where other headers stand between its rows, or where its rows change."""
    starts = [0]
    before = Counter([len(run.rows[0].values)])
    for number, row in enumerate(run.rows[1:], 1):
        between = run.pieces.get(number, [])
        fresh = any(_heads(lines[index], row, run.rows[starts[-1]]) for index in between)
        fresh = fresh or _stands_over(lines, between, row)
        changed = between and _changes(before, run.rows[number : number + _MANY])
        same = not row.labels or len(row.values) == before.most_common(1)[0][0]
        if fresh or changed or len(between) > (_MOST_BETWEEN if same else _MOST_PIECES):
            starts.append(number)
            before = Counter()
        before[len(row.values)] += 1
    for start, end in pairwise([*starts, len(run.rows)]):
        rows = run.rows[start:end]
        pieces = {n - start: p for n, p in run.pieces.items() if start < n < end}
        pages = {n - start: p for n, p in run.pages.items() if start < n < end}
        yield Run(rows, pieces, pages)


def _heads(line: Line, row: Row, first: Row) -> bool:
    """Say whether a line between rows heads columns anew, and is no repetition of a header after a page break."""
    tokens = tokens_of(line)
    count = len(row.values)
    if len(tokens) < 2 and not (count == 1 and tokens and is_dated(tokens[0].text)):  # noqa: PLR2004 - a pair
        return False
    known = sum(
        is_dated(token.text) or head_role(token.text) is not None or is_column_heading(token.text) for token in tokens
    )
    return known * 2 >= len(tokens) and len(tokens) >= min(count, len(first.values), 2)


def _stands_over(lines: Sequence[Line], between: Sequence[int], row: Row) -> bool:
    """Say whether a line between rows, with others above it, has a word for every column, whatever the words are.

    注：含子公司⏎用能 甲厂 乙厂 丙厂⏎用电 1 2 3: no label has so many pieces, and no group of names.
    """
    if len(between) < 2 or between[-1] != row.line - 1 or lines[between[-1]].text[-1] in "：:":  # noqa: PLR2004 - two
        return False
    tokens = tokens_of(lines[between[-1]])
    return len(tokens) == len(row.values) + 1 > 2 and len(row.labels) == 1  # noqa: PLR2004 - a pair


def _changes(before: Counter[int], rows: Sequence[Row]) -> bool:
    """Say whether rows from the first of some on have another number of values than those above."""
    own = len(rows[0].values)
    if own in before or (not rows[0].labels and own - 1 in before):  # 30~40 岁 9,740 8,830
        return False
    if own > before.most_common(1)[0][0]:
        return True
    return own > 1 and len(rows) == _MANY and all(len(row.values) == own for row in rows)


def years_apart(lines: Sequence[Line], rows: Sequence[Row]) -> list[Row]:
    """Rows without a label whose first value is a year of the republic that names them, below 年度: 103 12,021 36.8."""
    over = lines[rows[0].line - 1].text.split() if rows[0].line else []
    timed = bool(over) and head_role(over[0]) is Role.TIME
    if not timed or not all(len(row.values) > 1 and not row.labels and _may_be_year(row.values[0]) for row in rows):
        return list(rows)
    return [replace(row, labels=row.values[:1], values=row.values[1:]) for row in rows]


def _may_be_year(value: Field) -> bool:
    return is_year(f"{value.text}年度")
