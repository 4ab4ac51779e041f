"""The tables of a text: whatever sets their cells apart, one model."""

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicon.headings import marks
from pipeline.lexicon.typography import Line, lines_within
from pipeline.model import Span, Table
from pipeline.table.fields import is_value, is_year
from pipeline.table.figures import find_figures
from pipeline.table.headed import find_headed
from pipeline.table.marked import find_marked
from pipeline.table.mixed import find_mixed
from pipeline.table.piped import PIPES
from pipeline.table.prose import find_prose_tables
from pipeline.table.separated import find_separated
from pipeline.table.spaced import find_spaced
from pipeline.table.unnamed import find_unnamed
from pipeline.table.vertical import find_vertical

_GAP = re.compile(r"\t|\s{2,}|\|")


def find_tables(text: str, lines: Sequence[Line], furniture: Sequence[Span]) -> tuple[Table, ...]:
    """Find the tables of a text.

    Args:
        text: The whole text.
        lines: Its lines.
        furniture: Spans of lines that are page numbers and running heads.

    Returns:
        The tables in reading order, none overlapping. A run of lines is one only on evidence: rows with equally many
        values and headers that fit them; prose that ends in numbers is left alone.
    """
    lines = list(_bordered(lines))
    starts = {span.start for span in furniture}
    edges = frozenset(index for index, line in enumerate(lines) if line.start in starts)
    used = edges | {index for index, line in enumerate(lines) if _is_marked(line) and not _names_value(lines, index)}
    tables = find_marked(text, lines)
    tables += find_separated(text, lines, used | _covered(lines, tables), edges)
    tables += find_headed(lines, used | _covered(lines, tables), edges)
    tables += find_mixed(lines, used | _covered(lines, tables), edges)
    tables += find_vertical(text, lines, used | _covered(lines, tables), edges)
    tables += find_figures(text, lines, used | _covered(lines, tables))
    tables += find_unnamed(lines, used | _covered(lines, tables))
    tables += find_spaced(text, lines, used | _covered(lines, tables), edges)
    tables += find_prose_tables(text, lines, used | _covered(lines, tables))
    return tuple(_apart(tables))


def _apart(tables: Sequence[Table]) -> list[Table]:
    """Give tables in order; of two that claim one line, as below the one and at the head of the other, the larger."""
    kept: list[Table] = []
    for table in sorted(tables, key=lambda table: table.span.start):
        if kept and table.span.start < kept[-1].span.end:
            if len(table.cells) > len(kept[-1].cells):
                kept[-1] = table
        else:
            kept.append(table)
    return kept


def _bordered(lines: Sequence[Line]) -> Iterator[Line]:
    """Give lines that hold nothing but the border between two cells as lines without text.

    Below cells that end in a pipe of their own, 金額 |, it is that of an empty cell, or ends the cell right above it.
    """
    block: list[Line] = []
    for line in (*lines, None):
        if line and line.text:
            block.append(line)
            continue
        mixed = any(each.text[-1] in PIPES and len(each.text) > 1 for each in block)
        yield from _ended(block) if mixed else (_bare(each) if each.text in PIPES else each for each in block)
        block = []
        if line:
            yield line


def _bare(line: Line) -> Line:
    return Line(line.first, line.start, line.start, "")


def _ended(block: Sequence[Line]) -> Iterator[Line]:
    """Put the pipes that stand alone to the cells above them that they end: 0.75⏎|; others are empty cells."""
    waiting: Line | None = None
    for line in block:
        if waiting and line.text in PIPES:
            text = f"{waiting.text}\n{line.text}"
            yield (
                Line(waiting.first, waiting.start, line.end, text) if line.end - waiting.start == len(text) else waiting
            )
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = line if line.text[-1] not in PIPES else None
        if waiting is None:
            yield line
    if waiting:
        yield waiting


def _is_marked(line: Line) -> bool:
    """Say whether a mark makes a line a heading; one before the name of a row does not: `#水稻 | 79.4 |`, `#水稻`."""
    marked = bool(line.text) and line.text[0] in marks() and not _is_row(line.text)
    return marked and (line.text[0] != "#" or line.text.lstrip("#")[:1].isspace())


def _names_value(lines: Sequence[Line], index: int) -> bool:
    """Say whether nothing but a number stands on the line below, as below the name of a row: `# 批发业⏎1464.4`."""
    below = next((line.text for line in lines[index + 1 : index + 3] if line.text), "")
    return lines[index].text[0] == "#" and is_value(below) and not is_year(below)


def _is_row(text: str) -> bool:
    cells = text.replace("|", " ").split()
    return len(cells) > 1 and _GAP.search(text) is not None and is_value(cells[-1])


def _covered(lines: Sequence[Line], tables: Sequence[Table]) -> frozenset[int]:
    """Give the indices of the lines that belong to tables."""
    return frozenset(
        index
        for table in tables
        for index in lines_within(lines, table.span.start, table.span.end)
        if lines[index].text
    )
