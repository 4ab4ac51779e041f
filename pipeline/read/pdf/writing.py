"""The text of a document under construction: lines and page breaks, with the place of every character."""

from collections.abc import Sequence

from pipeline.model import Span, TextLine
from pipeline.read.pdf.page import Line, Page
from pipeline.read.pdf.turning import turned_box
from pipeline.table.fields import leaders_of


class Writer:
    """Writes lines one below another and turns the pages between them.

    Attributes:
        parts: The text so far, in pieces.
        length: Its length.
        starts: Offset at which each page starts.
        cut: Spans of furniture, their line breaks included, and of dots that lead from a name to what it names.
        marks: Spans of raised marks.
        scales: Spans of the numbers of charts' axes; they are among those cut.
        lines: The printed lines.
    """

    def __init__(self, pages: Sequence[Page], furniture: dict[int, set[Line]]) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.cut: list[Span] = []
        self.marks: list[Span] = []
        self.scales: list[Span] = []
        self.lines: list[TextLine] = []
        self._furniture = {
            page.number: sorted(furniture.get(page.number, ()), key=lambda line: (line.middle, line.edges[0]))
            for page in pages
        }
        self._pages = {page.number: page for page in pages}
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
        self.lines.append(self._printed(span, self._pages[page], line))
        self.cut += [Span(span.start + dots.start, span.start + dots.end) for dots in leaders_of(line.text)]
        self.marks += [Span(span.start + mark.start, span.start + mark.end) for mark in line.marks]
        return span

    def write(self, text: str) -> None:
        """Writes text that stands nowhere on paper."""
        self.parts.append(text)
        self.length += len(text)

    def finish(self) -> None:
        """Turns the remaining pages and closes the last one."""
        self.turn_to(max(self._pages, default=0))
        self._close_page()

    def _printed(self, span: Span, page: Page, line: Line) -> TextLine:
        """A line with its place on the page as it is shown, which is not always how its text stands upright."""
        box = turned_box(line.box, page.shown, (page.width, page.height))
        sideways = page.shown % 2 == 1
        across = (box.x0, box.x1) if sideways else (box.top, box.bottom)
        along = line.edges if page.shown < 2 else [page.width - edge for edge in line.edges]  # noqa: PLR2004 - a half turn
        # equal numbers are kept once: a long book has a million edges and few different ones
        edges = tuple(self._edges.setdefault(edge, edge) for edge in (round(edge, 1) for edge in along))
        return TextLine(span, page.number, round(across[0], 1), round(across[1], 1), edges, sideways)

    def turn_to(self, page: int) -> None:
        """Closes the pages before a page and starts those up to it."""
        while len(self.starts) < page:
            self._close_page()
            self.starts.append(self.length)

    def _close_page(self) -> None:
        """Writes the furniture of the page, behind its text, so that a page starts with what it says."""
        page = len(self.starts)
        for line in self._furniture.pop(page, ()):
            start = self.length
            self.line(page, line)
            self.cut.append(Span(start, self.length))
