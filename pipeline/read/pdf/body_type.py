"""The look of most of a document's text, and what looks like a heading beside it."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.lexicon.headings import title_kind
from pipeline.read.pdf.page import Line

LARGER = 1.12
"""Type larger than body type by this is a heading's."""
_HEADING_WIDTH = 30  # ems: headings are short

_EDGES = re.compile(r"^\W+|\W+$")  # marks and colons around the name of a section


@dataclass(frozen=True, slots=True)
class BodyType:
    """The look of most of the text: its style and size."""

    style: str
    size: float

    def heads(self, line: Line) -> bool:
        """Whether a line names a section, or looks like a heading: short, bolder, larger or coloured otherwise."""
        if title_kind(_EDGES.sub("", line.text)) is not None:
            return True
        width = line.edges[-1] - line.edges[0]
        larger = line.size > LARGER * self.size
        marked = line.style != self.style and line.size > self.size / LARGER
        return (larger or marked) and width < _HEADING_WIDTH * max(self.size, line.size)


def body_type(lines: Iterable[Line]) -> BodyType:
    """The most frequent look among `lines`, by characters."""
    looks = Counter[tuple[str, float]]()
    for line in lines:
        looks[line.style, round(line.size, 1)] += len(line.text)
    (style, size), _ = looks.most_common(1)[0] if looks else (("", 10.0), 0)
    return BodyType(style, size)
