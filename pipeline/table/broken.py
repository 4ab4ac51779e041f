"""Line ends within the rows that pipes set apart: in a cell, between cells, or in place of an empty one."""

from collections.abc import Sequence

from pipeline.lexicon.typography import Line, is_ended, width
from pipeline.table.captions import is_caption
from pipeline.table.fields import Field
from pipeline.table.piped import PIPE, PIPES

_MOST_CUTS = 3  # line ends in a cell
_WIDEST_PART = 60  # of such a cell


def is_cut(lines: Sequence[Line], run: Sequence[int], index: int) -> bool:
    """Whether a line end stands in a cell of those that stand one a line: 废水排放⏎量(万吨) |, 2019⏎(重列)⏎(附注) |."""
    end = index
    while end - index < _MOST_CUTS and end + 1 < len(lines) and not PIPE.search(lines[end].text):
        end += 1
    alone = sum(_is_cell(lines[each]) for each in run)
    return (
        end > index
        and _is_cell(lines[end])
        and 2 * alone > len(run)
        and all(_may_be_part(line) for line in lines[index:end])
    )


def is_bare(lines: Sequence[Line], run: Sequence[int], index: int) -> bool:
    """Whether a line is a cell whose pipes stand on the lines around it, of a row that is full with these: | 1 |."""
    if index + 1 >= len(lines) or not lines[index + 1].text or lines[index + 1].text[0] not in PIPES:
        return False
    above = lines[index - 1].text
    widest = max(_count(lines[each].text) for each in run)
    own = _count(above) + 1 + _count(lines[index + 1].text)
    return run[-1] == index - 1 and above[-1] in PIPES and own <= widest and _may_be_part(lines[index])


def _count(text: str) -> int:
    """How many cells the pipes of a line set apart."""
    return len(PIPE.split(text)) - (text[0] in PIPES) - (text[-1] in PIPES)


def _is_cell(line: Line) -> bool:
    """Whether a line is a cell and the pipe behind it."""
    return line.text[-1:] in PIPES and len(PIPE.findall(line.text)) == 1


def _may_be_part(line: Line) -> bool:
    text = line.text
    return bool(text) and width(text) <= _WIDEST_PART and not is_ended(text) and not is_caption(text)


def gaps(lines: Sequence[Line], filled: Sequence[int], rows: Sequence[Sequence[Field]]) -> frozenset[int]:
    """Where lines begin with a pipe right below one that ends with one."""
    own = filled[len(filled) - len(rows) :]
    return frozenset(
        row[0].span.start
        for index, row in zip(own, rows, strict=True)
        if index and row and lines[index].text[0] in PIPES and lines[index - 1].text[-1:] in PIPES
    )


def is_whole(lines: Sequence[Line], index: int) -> bool:
    """Whether a cell ends with a line: at its last pipe, or before the first of the line below."""
    below = lines[index + 1].text[:1] if index + 1 < len(lines) else ""
    return PIPE.search(lines[index].text) is not None or below in PIPES
