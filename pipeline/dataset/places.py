"""Where a span of a document stands: its line, its page, its boxes on the paper, the flags of its lines."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pipeline.model import Document, Flag, Span, TextLine


@dataclass(frozen=True, slots=True)
class Places:
    """Where an offset stands in its document: line, page, boxes, flags. Look-ups are logarithmic."""

    document: Document
    newlines: tuple[int, ...]
    printed: tuple[TextLine, ...]
    flagged_lines: dict[int, list[tuple[Span, Flag]]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> "Places":
        """The places of a document."""
        newlines = tuple(offset for offset, character in enumerate(document.text) if character == "\n")
        flagged: dict[int, list[tuple[Span, Flag]]] = defaultdict(list)
        for span, flag in document.flags:
            for line in range(bisect_right(newlines, span.start - 1), bisect_right(newlines, span.end - 1) + 1):
                flagged[line].append((span, flag))
        printed = tuple(sorted(document.lines, key=lambda line: line.span.start))
        return cls(document, newlines, printed, dict(flagged))

    def quote(self, span: Span) -> str:
        """The text of a span, verbatim."""
        return self.document.text[span.start : span.end]

    def line(self, offset: int) -> int:
        """Line of an offset, from 1."""
        return bisect_right(self.newlines, offset - 1) + 1

    def page(self, offset: int) -> int | None:
        """Page of an offset, from 1; None without page marks."""
        return self.document.pages.page(offset)

    def pages(self, span: Span) -> dict[str, Any]:
        """The columns that say on which pages a span stands."""
        return {"page_first": self.page(span.start), "page_last": self.page(span.end - 1)}

    def boxes(self, span: Span) -> list[list[float]]:
        """x0, top, x1, bottom of the span on each printed line that it has a visible character on."""
        first = max(bisect_right(self.printed, span.start, key=lambda line: line.span.start) - 1, 0)
        last = bisect_right(self.printed, span.end - 1, key=lambda line: line.span.start)
        boxes = []
        for line in self.printed[first:last]:
            start, end = max(span.start, line.span.start), min(span.end, line.span.end)
            if self.document.text[start:end].strip():
                near, far = sorted(line.edges[offset - line.span.start] for offset in (start, end))
                box = [near, line.top, far, line.bottom]
                boxes.append([box[1], box[0], box[3], box[2]] if line.sideways else box)
        return boxes

    def flags(self, span: Span) -> set[Flag]:
        """What was said of the lines of a span when they were read."""
        lines = range(self.line(span.start) - 1, self.line(span.end - 1))
        return {
            flag
            for line in lines
            for flagged, flag in self.flagged_lines.get(line, ())
            if flagged.start < span.end and span.start < flagged.end
        }

    def source_line(self, offset: int) -> str:
        """The text of the line of the source that an offset stands on."""
        number = self.line(offset)
        start = self.newlines[number - 2] + 1 if number > 1 else 0
        return self.document.text[start : self.newlines[number - 1] if number <= len(self.newlines) else None]

    def row(self, span: Span) -> dict[str, Any]:
        """The columns that say what a span is and where it stands."""
        return {
            "quote": self.quote(span),
            "char_start": span.start,
            "char_end": span.end,
            "page": self.page(span.start),
            "line": self.line(span.start),
        }
