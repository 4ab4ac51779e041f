"""Tables with words between values, of cells with one space between them: `1 甲公司 25.1 24 无 甲公司 26.3 23 无`.

What stands in a column is of one kind in all rows, values or words. Rows with a word between values that have equally
many cells of the same kinds tell the columns; those of rows with fewer cells go to the columns that they fit. Where the
names of rows come back in a later column, what stands behind them is a table beside the first with heads of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pipeline.lexicon.tables import is_absent
from pipeline.lexicon.typography import COMMA, SEMICOLON, Line, is_ended
from pipeline.model import Table
from pipeline.table.abreast import headed_alike, heads_of_each, named_alike
from pipeline.table.axes import Odd, make_table
from pipeline.table.captions import caption_above, is_caption
from pipeline.table.fields import Field, counts_up, is_led, is_value
from pipeline.table.headers import lines_above, solve
from pipeline.table.looks import looks_of
from pipeline.table.shape import Shape
from pipeline.table.tokens import seam, tokens_of

_MAY = re.compile(r"\d\S*\s+\D.*\s\S*\d")
_CLAUSE = re.compile(rf"[。！？：:√□]|{SEMICOLON}|{COMMA}(?![^（(]*[)）])")
_LEAST_ROWS = 2
_LEAST_CELLS = 4
_MOST_CELLS = 24
_WORDLESS = 4  # half the rows for each of those with a word between values
_GUESS = 0.45
_MOST_BETWEEN = 2  # lines between two rows
_LONGEST_NAMES = 40
_LONGEST = 4  # digits of the number of an amount
_SAID = 0.5  # what it counts that a column holds the same words in other rows
_VALUE, _WORD, _ABSENT = "vwa"


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as a row.

    Attributes:
        line: Index of the line.
        cells: Its cells.
        above: Indices of the lines of words between it and the row above it.
        below: Index of such a line right below it.
    """

    line: int
    cells: tuple[Field, ...]
    above: tuple[int, ...] = ()
    below: int | None = None

    @property
    def kinds(self) -> str:
        """For each cell whether it is a value, words, or the mark of a value that is not there."""
        return "".join(map(_kind, (cell.text for cell in self.cells)))


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
    return _ABSENT if is_absent(text) else _VALUE if is_value(text) else _WORD


def find_mixed(lines: Sequence[Line], used: frozenset[int], furniture: frozenset[int]) -> list[Table]:
    """Find tables that have words between their values.

    Args:
        lines: The lines of the text.
        used: Indices of lines that cannot belong to a table.
        furniture: Those of them that are page numbers and running heads.
    """
    tables: list[Table] = []
    floor = 0
    for rows, kinds in _runs(lines, used):
        if rows[0].line >= floor:
            tables.append(_table(lines, used, furniture, rows, kinds, floor))
            floor = rows[-1].line + 1
    return tables


def _runs(lines: Sequence[Line], used: frozenset[int]) -> Iterator[tuple[list[_Row], str]]:
    """Rows below one another of which most have a word between values, with what kind each column is of."""
    run: list[_Row] = []
    between: list[int] = []
    for index, line in enumerate((*lines, Line(0, 0, 0, ""))):
        row = _row(line, index) if line.text and index not in used else None
        if row and (run or _is_mixed(row.kinds)):
            run.append(replace(row, above=tuple(between)))
            between = []
            continue
        if run and line.text and index not in used and len(between) < _MOST_BETWEEN and _is_of_words(line):
            run[-1] = run[-1] if between else replace(run[-1], below=index)
            between.append(index)
            continue
        yield from _of_kinds(run)
        run, between = [], []


def _row(line: Line, index: int) -> _Row | None:
    text = line.text
    if not any(map(str.isdigit, text)) or _CLAUSE.search(text) or is_ended(text) or is_caption(text) or is_led(text):
        return None
    cells = tuple(tokens_of(line))
    return _Row(index, cells) if 1 < len(cells) <= _MOST_CELLS else None


def _is_of_words(line: Line) -> bool:
    """Whether a line between rows may hold parts of their names."""
    text = line.text
    return not any(map(str.isdigit, text)) and not _CLAUSE.search(text) and len(text) <= _LONGEST_NAMES


def _is_mixed(kinds: str) -> bool:
    """Whether words stand between values; a number before the first words numbers the row."""
    return re.search(r"v[va]*w+[va]*v", kinds.lstrip(_VALUE)) is not None


def _of_kinds(run: Sequence[_Row]) -> Iterator[tuple[list[_Row], str]]:
    """The rows of a run that have the columns which most of them tell."""
    mixed = [row.kinds for row in run if _is_mixed(row.kinds) and len(row.kinds) >= _LEAST_CELLS]
    counts = Counter(map(len, mixed))
    if not counts or max(counts.values()) < _LEAST_ROWS:
        return
    count = max(counts, key=lambda each: (counts[each], each))
    full = [kinds for kinds in mixed if len(kinds) == count]
    columns = [Counter(each for each in column if each != _ABSENT) for column in zip(*full, strict=True)]
    kinds = "".join(each.most_common(1)[0][0] if each else _WORD for each in columns)
    alike = [own for own in full if _fits(own, kinds)]
    if len(alike) < _LEAST_ROWS or not _is_mixed(kinds):
        return
    first = next(n for n, row in enumerate(run) if len(row.cells) == count and _fits(row.kinds, kinds))
    rows = [row for row in run[first:] if _places(row, kinds, ()) is not None]
    if len(run) <= 2 * len(rows) <= _WORDLESS * sum(_is_mixed(row.kinds) for row in rows):
        yield rows, kinds


def _fits(own: str, kinds: str) -> bool:
    return all(_ABSENT in (one, other) or one == other for one, other in zip(own, kinds, strict=True))


def _places(row: _Row, kinds: str, words: Sequence[AbstractSet[str]]) -> tuple[list[int], bool] | None:
    """The columns of the cells of a row, and whether only they fit; None where none do.

    Args:
        row: The row.
        kinds: For each column of what kind its cells are.
        words: For each column the words that stand in it in other rows.
    """
    own = row.kinds
    if len(own) > len(kinds) or _VALUE not in own:
        return None
    if len(own) == len(kinds):
        return (list(range(len(own))), True) if _fits(own, kinds) else None
    names = kinds.index(_WORD)
    # how well the first cells fit into the first columns, in how many ways, and where the last of them stands
    best: list[list[tuple[float, int, tuple[int, ...]]]] = [[(0.0, 1, ())] * (len(kinds) + 1)]
    for number, kind in enumerate(own):
        line: list[tuple[float, int, tuple[int, ...]]] = [(-1.0, 0, ())] * (len(kinds) + 1)
        for column in range(number, len(kinds) - len(own) + number + 1):
            score, ways, before = best[-1][column]
            fit = 1.0 if kind == kinds[column] else 0.5 if kind == _ABSENT else -1.0
            if column < names and not (row.cells[number].text.isdecimal() and len(row.cells[number].text) < _LONGEST):
                fit = -1.0  # numbers no row
            fit += _SAID * (kind == _WORD and bool(words) and row.cells[number].text in words[column])
            joined = (score + fit, ways, (*before, column)) if ways and fit > 0 else (-1.0, 0, ())
            left = line[column]
            if left[1] and joined[1] and left[0] == joined[0]:
                line[column + 1] = (left[0], left[1] + joined[1], left[2])
            else:
                line[column + 1] = max(left, joined, key=lambda each: (each[1] > 0, each[0]))
        best.append(line)
    _, ways, places = best[-1][len(kinds)]
    return (list(places), ways == 1) if ways else None


def _table(
    lines: Sequence[Line],
    used: frozenset[int],
    furniture: frozenset[int],
    rows: Sequence[_Row],
    kinds: str,
    floor: int,
) -> Table:
    """Make the table of some rows."""
    full = [row.cells for row in rows if len(row.cells) == len(kinds)]
    above = lines_above(lines, used, furniture, rows[0].line, floor)
    names = kinds.index(_WORD)
    named = {cell.text for row in rows for cell in row.cells[: names + 1] if _kind(cell.text) == _WORD}
    words = [{row[column].text for row in full if _kind(row[column].text) == _WORD} for column in range(len(kinds))]
    starts = headed_alike(lines, above, words) or named_alike(words, named, names)
    words = [own | named if len(starts) > 1 and column in starts else own for column, own in enumerate(words)]
    placed = [(row, *(_places(row, kinds, words) or ([], False))) for row in rows]
    heads, fit, first = _heads(lines, above, full, kinds, starts)
    grid: list[list[Field]] = [list(row) for row in heads]
    guessed: set[int] = set()
    for row, places, sure in placed:
        around = _around(lines, row, len(starts))
        for number, (start, end) in enumerate(pairwise([0, *starts[1:], len(kinds)])):
            own = [(cell, place) for cell, place in zip(row.cells, places, strict=True) if start <= place < end]
            if not own:
                continue
            cells = [replace(cell, column=names if start and place == start else place) for cell, place in own]
            said = [
                replace(piece, column=names, continues=n > 0) for n, piece in enumerate(around[number :: len(starts)])
            ]
            if any(cell.column == names for cell in cells):
                goes_on = bool(said) and len(starts) == 1 and seam(said[-1], cells[0], across=1) > 0
                grid += [[piece] for piece in said if len(starts) == 1 and not goes_on]
                said = said if goes_on else []
                cells = [replace(cell, continues=goes_on and cell.column == names) for cell in cells]
            guessed |= set() if sure else {len(grid)}
            grid.append([*said, *cells])
    caption = caption_above(lines, first if heads else rows[0].line)
    return make_table(grid, caption, headers=len(heads), fit=fit, odd=Odd(frozenset(guessed)))


def _around(lines: Sequence[Line], row: _Row, count: int) -> list[Field]:
    """The words above a row, and where it has none of its own those below it, of each table beside the others."""
    pieces = [tokens_of(lines[index]) for index in row.above]
    if _WORD not in row.kinds and row.below is not None:
        pieces.append(tokens_of(lines[row.below]))
    return [piece for each in pieces if len(each) == count for piece in each]


def _heads(
    lines: Sequence[Line], above: Sequence[int], full: Sequence[Sequence[Field]], kinds: str, starts: Sequence[int]
) -> tuple[list[list[Field]], float, int]:
    """The header rows of all columns, how sure they are, and the index of the line on which they begin."""
    ordinal = starts[0] > 0 and counts_up([row[0].text for row in full])
    if len(starts) == 1:
        labels = next((n for n, kind in enumerate(kinds) if kind == _VALUE and n > starts[0]), len(kinds))
        looks = looks_of([row[labels:] for row in full], len(kinds) - labels)
        found = solve(lines, above, Shape(labels, len(kinds) - labels, ordinal=ordinal, looks=looks))
        return (
            ([list(row) for row in found.rows], min(found.fit, 1.0) + min(found.agreed, 0.0), found.first)
            if found
            else ([], _GUESS, 0)
        )
    return heads_of_each(lines, above, full, starts)
