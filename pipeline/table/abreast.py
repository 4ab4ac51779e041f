"""Tables that stand beside one another in the same lines: where each begins, and what heads its columns."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

from pipeline.lexicon.typography import Line
from pipeline.table.blocks import parted
from pipeline.table.fields import Field
from pipeline.table.headers import solve
from pipeline.table.looks import looks_of
from pipeline.table.shape import Shape
from pipeline.table.tokens import tokens_of

_GUESS = 0.45  # how sure heads are that none fits


def headed_alike(lines: Sequence[Line], above: Sequence[int], words: Sequence[AbstractSet[str]]) -> list[int]:
    """The columns with which tables beside one another begin whose heads are the same: 城市 数量 城市 数量.

    Args:
        lines: The lines of the text.
        above: Indices of the lines that may be headers.
        words: For each column the words that stand in it.
    """
    heads = [token.text for token in tokens_of(lines[above[-1]])] if above else []
    size = next((n for n in range(2, len(heads) // 2 + 1) if heads[:n] * (len(heads) // n) == heads), 0)
    starts = list(range(0, len(heads), size)) if size and len(heads) == len(words) else []
    return starts if all(words[start] for start in starts) else []


def named_alike(words: Sequence[AbstractSet[str]], named: AbstractSet[str], names: int) -> list[int]:
    """The columns of names with which tables beside one another begin: those of the first come back in the others.

    Args:
        words: For each column the words that stand in it.
        named: The names of the rows.
        names: The column in which these stand.
    """
    again = [n for n, own in enumerate(words) if n > names and own and 2 * len(own & named) >= len(own)]
    sizes = {end - start for start, end in pairwise([names, *again, len(words)])}
    return [names, *again] if len(sizes) == 1 else [names]


def heads_of_each(
    lines: Sequence[Line], above: Sequence[int], full: Sequence[Sequence[Field]], starts: Sequence[int]
) -> tuple[list[list[Field]], float, int]:
    """The header rows of tables beside one another, each read by itself below what stands over it.

    Args:
        lines: The lines of the text.
        above: Indices of the lines that may be headers.
        full: The rows that have a cell in every column.
        starts: The columns with which the tables begin.

    Returns:
        The rows, how sure they are, and the index of the line on which they begin.
    """
    size = starts[1] - starts[0]
    heads = parted(lines, above, len(starts))
    rows: list[list[Field]] = [[replace(head, column=0, continues=n > 0) for n, head in enumerate(heads.before)]]
    rows[0] += [
        replace(head, column=start + 1, column_span=size - 1) for head, start in zip(heads.over, starts, strict=False)
    ]
    fits: list[float] = []
    for number, start in enumerate(starts):
        own = {index: part[number] for index, part in heads.parts.items()}
        cut = [own.get(index, line) for index, line in enumerate(lines[: above[-1] + 2])] if own else []
        looks = looks_of([row[start + 1 : start + size] for row in full], size - 1)
        found = solve(cut, sorted(own), Shape(1, size - 1, looks=looks)) if own else None
        fits.append(min(found.fit, 1.0) + min(found.agreed, 0.0) if found else _GUESS)
        for level, row in enumerate(found.rows if found else ()):
            rows += [[]] if level + 1 == len(rows) else []
            rows[level + 1] += [
                replace(field, column=starts[0] if field.column == 0 else field.column + start) for field in row
            ]
    return [row for row in rows if row], min(fits), heads.first
