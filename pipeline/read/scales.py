"""The marks along the axis of a chart, as a text export leaves them: one below the other, by one step."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isclose

from pipeline.lexicon.typography import Line
from pipeline.model import Span

_MARK = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?%?")
_LEAST_MARKS = 4
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def find_scales(lines: Sequence[Line]) -> tuple[Span, ...]:
    """Find lines of nothing but a number that rise or fall by one step: `3.00⏎2.50⏎2.00⏎1.50`.

    A step of 1 numbers rows, and is none; nor are years.

    Args:
        lines: The lines of a text.

    Returns:
        The spans of the marks, in order.
    """
    return tuple(Span(line.start, line.end) for run in _runs(lines) for line in run)


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in (*(line for line in lines if line.text), None):
        if line is not None and _MARK.fullmatch(line.text):
            if len(run) > 1 and not _goes_on(run, line):
                if len(run) >= _LEAST_MARKS:
                    yield run
                run = run[-1:]
            run.append(line)
            continue
        if len(run) >= _LEAST_MARKS:
            yield run
        run = []


def _goes_on(run: Sequence[Line], line: Line) -> bool:
    numbers = [_number(each) for each in (*run[-2:], line)]
    first, second = (after - before for before, after in pairwise(numbers))
    years = all(_FIRST_YEAR <= number <= _LAST_YEAR for number in numbers)
    return isclose(first, second, rel_tol=1e-9) and abs(first) not in {0.0, 1.0} and not years


def _number(line: Line) -> float:
    return float(line.text.replace(",", "").replace("−", "-").rstrip("%"))
