"""The names of a chart's categories: short lines side by side in even distances, each with what it goes on in."""

import re
from collections.abc import Iterable, Sequence

from pipeline.lexicon.typography import is_ended
from pipeline.read.pdf.alignment import levels_of
from pipeline.read.pdf.page import Line
from pipeline.read.pdf.plots import is_figure

_BRACKETED = re.compile(r"[(（].*[)）]")
_LEVEL = 1.5  # points by which the ends of turned names may differ
_NAME = 14  # characters of such a name at most
_EVEN = 0.35  # share of their distance by which the distances of names may differ
_WRAPPED = 0.6  # ems between the lines of one name at most


def rows_of_names(lines: Sequence[Line], hanging: Sequence[Line]) -> Iterable[list[list[Line]]]:
    """Short lines side by side in even distances, each with those that it goes on in."""
    short = [line for line in lines if _may_name(line)]
    for level in levels_of(short):
        for run in _even_runs(level):
            yield [_wrapped(name, short) for name in run]
    turned = [line for line in hanging if _may_name(line)]
    for first in turned:
        level = sorted((line for line in turned if abs(line.top - first.top) < _LEVEL), key=_centre)
        if level[0] is first:
            for run in _even_runs(level):
                yield [_turned_on(name, turned) for name in run]


def _may_name(line: Line) -> bool:
    bare = not is_figure(line) and not _BRACKETED.fullmatch(line.text)
    return bare and len(line.text) <= _NAME and not is_ended(line.text)


def _even_runs(level: Sequence[Line]) -> Iterable[list[Line]]:
    """The parts of a height in which lines follow one another in even distances."""
    run: list[Line] = []
    for line in level:
        if len(run) > 1:
            step, last = (_centre(run[-1]) - _centre(run[0])) / (len(run) - 1), _centre(line) - _centre(run[-1])
            if abs(last - step) > _EVEN * step:
                yield run
                run = []
        run.append(line)
    if len(run) > 1:
        yield run


def _wrapped(name: Line, lines: Sequence[Line]) -> list[Line]:
    """A name with the lines below it that it goes on in."""
    whole = [name]
    for line in sorted(lines, key=lambda line: line.top):
        below = -1 < line.top - whole[-1].bottom < _WRAPPED * name.size
        if below and abs(_centre(line) - _centre(name)) < name.size and line.style == name.style:
            whole.append(line)
    return whole


def _turned_on(name: Line, lines: Sequence[Line]) -> list[Line]:
    """A turned name with the lines beside it that it goes on in, which begin elsewhere."""
    more = [line for line in lines if abs(line.top - name.top) >= _LEVEL and name.top < line.middle < name.bottom]
    return [name, *(line for line in more if -1 < line.edges[0] - name.edges[-1] < _WRAPPED * name.size)]


def _centre(line: Line) -> float:
    return (line.edges[0] + line.edges[-1]) / 2
