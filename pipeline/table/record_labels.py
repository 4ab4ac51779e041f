"""The words above the values of a row that has a cell a line: which of them name it, and which name more rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.lexicon.typography import Line, marker_of
from pipeline.model import Span
from pipeline.table.fields import Field, unit_of
from pipeline.table.placing import whole
from pipeline.table.records import Record, parted
from pipeline.table.shape import Shape
from pipeline.table.tokens import seam, tokens_of


def is_joined(record: Record) -> bool:
    """Whether a line holds several values of a record."""
    return len(record.values) > record.lines


def pieces_of(lines: Sequence[Line], record: Record, words: Sequence[int], *, joined: bool) -> list[Field]:
    """The words above values as they may be cells: lines, and the pieces of the last one where a line holds several."""
    pieces = [whole(lines[index]) for index in words]
    pieces = [*pieces[:-1], *tokens_of(lines[words[-1]])] if joined and words else pieces
    return [piece for piece in pieces if record.ordinal is None or piece.span != record.ordinal.span]


@dataclass(frozen=True, slots=True)
class RecordLabels:
    """How the words above the values of a row are read.

    Attributes:
        text: The whole text.
        lines: Its lines.
        shape: The columns.
        joined: Whether a line holds several cells.
        apart: Whether blank lines part the cells, so that lines without one between them are one cell.
        wrapped: Whether the names of most rows stand on several lines.
        ranks: The ways in which labels are numbered, 一、 and （一）, with their ranks by where they first stand.
    """

    text: str
    lines: Sequence[Line]
    shape: Shape
    joined: bool
    apart: bool
    wrapped: bool
    ranks: Mapping[str, int]

    @classmethod
    def of(cls, text: str, lines: Sequence[Line], records: Sequence[Record], shape: Shape) -> "RecordLabels":
        """Learn from all rows how their labels stand."""
        joined = any(map(is_joined, records))
        rest = [pieces_of(lines, record, record.words, joined=joined) for record in records[1:]]
        names = shape.labels - shape.unit - shape.ordinal
        wrapped = 2 * sum(len(each) - shape.unit > names for each in rest) > len(rest)
        markers = (marker_of(lines[index].text) for record in records for index in record.words)
        ranks = {style: rank for rank, style in enumerate(dict.fromkeys(marker.style for marker in markers if marker))}
        return cls(text, lines, shape, joined, parted(lines, records), wrapped, ranks)

    def read(self, record: Record, words: Sequence[int]) -> tuple[list[Field], list[Field]]:
        """Part the words of a row into lines that name the rows from it on, and its own cells."""
        own = pieces_of(self.lines, record, words, joined=self.joined)
        shape = self.shape
        cells = [replace(record.ordinal, column=0)] if record.ordinal and shape.ordinal else []
        unit = len(own) > 1 and shape.unit and unit_of(own[-1].text) is not None
        units = [replace(self._unit(own), column=shape.labels - 1)] if unit else []
        count = shape.labels - shape.unit - shape.ordinal
        names: list[Field] = []
        while own and len(names) < count:
            name = own.pop()
            while own and self._goes_on(own[-1], name, surplus=len(own) + len(names) >= count):
                name = self._joined(own.pop(), name)
            names.insert(0, name)
        if record.ordinal and names and not shape.ordinal:  # 1100⏎现金: the number of an account is part of its name
            names[0] = self._joined(record.ordinal, names[0])
        # fewer names than usual: the first of several holds for the rows below it
        behind = shape.labels - shape.unit - len(names)
        return own, [*cells, *(replace(name, column=behind + n) for n, name in enumerate(names)), *units]

    def is_empty(self, line: Field, cells: Sequence[Field]) -> bool:
        """Say whether a label alone is that of a row without values, and names no others: (三) above (四) or 二、."""
        own = marker_of(line.text)
        below = next((marker for cell in cells if (marker := marker_of(cell.text))), None)
        return own is not None and below is not None and self.ranks[own.style] >= self.ranks[below.style]

    def _unit(self, own: list[Field]) -> Field:
        """Take the unit off the pieces of a row; 億噸⏎公里 are one."""
        unit = own.pop()
        while len(own) > 1 and unit_of(own[-1].text) and unit_of(own[-1].text + unit.text):
            unit = replace(self._joined(own[-1], unit), text=own.pop().text + unit.text)
        return unit

    def _goes_on(self, before: Field, after: Field, *, surplus: bool) -> bool:
        """Whether a cell goes on in the piece below it or beside it."""
        ends = self.text.count("\n", before.span.end, after.span.start)
        if not ends:
            return surplus
        if ends > 1 or before.text[-1] in "：:":
            return False
        return self.apart or seam(before, after, across=1) > (-1.0 if self.wrapped else 0.0)

    def _joined(self, before: Field, after: Field) -> Field:
        span = Span(before.span.start, after.span.end)
        return Field(span, self.text[span.start : span.end])
