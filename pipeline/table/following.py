"""Lines that go on with the rows above them over the end of a page or several blank lines."""

import re
from collections.abc import Sequence

from pipeline.lexicon.typography import Line
from pipeline.table.fields import is_value, is_year
from pipeline.table.piped import PIPE


def is_row(line: Line, above: Line, kind: str) -> bool:
    """Say whether the first line of a page goes on with the rows of the last one: values in as many cells, no heads."""
    if kind not in {"pipe", "gap"}:
        return False
    cells, before = (re.split(r"\s{2,}" if kind == "gap" else PIPE, each.text.strip()) for each in (line, above))
    return _has_told(cells) and (kind == "gap" or len(cells) == len(before))


def is_spread(line: Line, above: Line) -> bool:
    """Say whether a row stands below another with several blank lines between: names and values in as many cells."""
    cells, before = (re.split(r"\s{2,}", each.text) for each in (line, above))
    named = not (is_value(cells[0]) or is_value(before[0]))
    return named and len(cells) == len(before) and _has_told(cells) and _has_told(before)


def _has_told(cells: Sequence[str]) -> bool:
    """Say whether some cell holds a value and no year."""
    return any(is_value(cell) and not is_year(cell) for cell in map(str.strip, cells))


def are_heads(lines: Sequence[Line], run: Sequence[int]) -> bool:
    """Say whether nothing but words stands on lines of gaps, which may head rows below more than one blank line."""
    cells = (cell for index in run for cell in re.split(r"\s{2,}", lines[index].text))
    return not any(is_value(cell) and not is_year(cell) for cell in cells)
