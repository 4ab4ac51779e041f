"""The text of a document under construction: lines and page breaks, with the place of every character."""

from collections.abc import Iterable, Sequence

from pipeline.model import Span, TextLine
from pipeline.read.pdf.page import Line, Page


class Writer:
    """Writes lines one below another and turns the pages between them.

    Attributes:
        parts: The text so far, in pieces.
        length: Its length.
        starts: Offset at which each page starts.
        cut: Spans of furniture, their line breaks included.
        marks: Spans of raised marks.
        lines: The printed lines.
    """

    def __init__(self, pages: Sequence[Page], furniture: dict[int, set[Line]]) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.cut: list[Span] = []
        self.marks: list[Span] = []
        self.lines: list[TextLine] = []
        self._heads, self._feet = {}, {}
        for page in pages:
            ordered = sorted(furniture.get(page.number, ()), key=lambda line: (line.middle, line.edges[0]))
            self._heads[page.number] = [line for line in ordered if line.middle < page.height / 2]
            self._feet[page.number] = [line for line in ordered if line.middle >= page.height / 2]
        self._last = len(pages)
        self._edges: dict[float, float] = {}

    def begin(self, page: int) -> int:
        """Begins a paragraph or table on a page, a blank line below what stands before it; returns its offset."""
        if self.length:
            self.write("\n")
        self.turn_to(page)
        return self.length

    def line(self, page: int, line: Line, end: str = "\n") -> Span:
        """Writes a printed line, turning the page where it stands on a later one."""
        self.turn_to(page)
        span = Span(self.length, self.length + len(line.text))
        self.write(line.text + end)
        # equal numbers are kept once: a long book has a million edges and few different ones
        edges = tuple(self._edges.setdefault(edge, edge) for edge in (round(edge, 1) for edge in line.edges))
        self.lines.append(TextLine(span, page, round(line.top, 1), round(line.bottom, 1), edges))
        self.marks += [Span(span.start + mark.start, span.start + mark.end) for mark in line.marks]
        return span

    def write(self, text: str) -> None:
        """Writes text that stands nowhere on paper."""
        self.parts.append(text)
        self.length += len(text)

    def finish(self) -> None:
        """Turns the remaining pages and writes the foot of the last one."""
        self.turn_to(self._last + 1)

    def turn_to(self, page: int) -> None:
        """Writes the feet of the pages before a page, and the heads up to it."""
        while len(self.starts) < page:
            if self.starts:
                self._furniture(len(self.starts), self._feet[len(self.starts)])
            if len(self.starts) == self._last:
                return
            self.starts.append(self.length)
            self._furniture(len(self.starts), self._heads[len(self.starts)])

    def _furniture(self, page: int, lines: Iterable[Line]) -> None:
        for line in lines:
            start = self.length
            self.line(page, line)
            self.cut.append(Span(start, self.length))
