"""Lines of heads that say the same of several blocks of columns: 贷款 占比 贷款 占比 below 2022年 2023年."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.lexicon.typography import Line
from pipeline.table.captions import is_caption
from pipeline.table.fields import Field
from pipeline.table.tokens import tokens_of


@dataclass(slots=True)
class Blocks:
    """The lines of heads that say the same of each of some blocks of columns.

    Attributes:
        over: What stands over each of them.
        parts: By line its part for each of them.
        before: What stands before the parts, the head of the numbers of rows.
        first: Index of the first line.
    """

    over: list[Field] = field(default_factory=list)
    parts: dict[int, list[Line]] = field(default_factory=dict)
    before: list[Field] = field(default_factory=list)
    first: int = 0


def parted(lines: Sequence[Line], above: Sequence[int], count: int) -> Blocks:
    """Part the lines of heads that say the same of each of some blocks, up to the line with a head over each."""
    heads = Blocks()
    for index in reversed(above):
        tokens = tokens_of(lines[index])
        size = len(tokens) // count
        own = tokens[len(tokens) - count * size :]
        texts = [token.text for token in own]
        if size and texts[:size] * count == texts:
            pieces = [own[n * size : (n + 1) * size] for n in range(count)]
            heads.parts[index] = [_cut(lines[index], part[0].span.start, part[-1].span.end) for part in pieces]
            heads.before[:0] = tokens[: len(tokens) - count * size]
        elif len(tokens) == count:
            heads.over = list(tokens)
        elif len(tokens) == 1 and not is_caption(lines[index].text):
            heads.before.insert(0, tokens[0])
        else:
            break
        heads.first = index
        if heads.over:
            break
    return heads


def _cut(line: Line, begin: int, end: int) -> Line:
    return Line(line.first, begin, end, line.text[begin - line.start : end - line.start])
