"""Pages to one text: paragraphs, tables and furniture in reading order, every character with its place on paper.

Each printed line is a line of the text. A blank line stands between paragraphs, list items, headings and tables,
and none where a paragraph goes on in the next column or on the next page. The running heads and feet of a page
stand behind its other lines; with the spans named as furniture taken out, the text reads on.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.model import Flag, Pages, Span, Table, TextLine
from pipeline.read.pdf.alignment import is_number
from pipeline.read.pdf.body_type import body_type
from pipeline.read.pdf.furniture import furniture_of
from pipeline.read.pdf.page import BlockRole, Line, Page, PageBlock
from pipeline.read.pdf.page_breaks import with_heads_at_foot
from pipeline.read.pdf.paragraphs import Placed, Setting, paragraphs, runs_on, usual_leading
from pipeline.read.pdf.table_text import TableWriter
from pipeline.read.pdf.writing import Writer
from pipeline.table.fields import is_led, unit_of

_NUMBER_AT_END = re.compile(r"\D\d+$")
_LARGER = 1.12  # times the other line's type
_APART = (BlockRole.ASIDE, BlockRole.FIGURE)  # what no sentence stops for


@dataclass(frozen=True, slots=True)
class Assembled:
    """The fields of a document that come from its pages; as in `pipeline.model.Document`."""

    text: str
    pages: Pages
    tables: tuple[Table, ...]
    furniture: tuple[Span, ...]
    superscripts: tuple[Span, ...]
    scales: tuple[Span, ...]
    lines: tuple[TextLine, ...]
    flags: tuple[tuple[Span, Flag], ...]


@dataclass(frozen=True, slots=True)
class _Element:
    """A paragraph, or a table or chart, in reading order."""

    page: int
    lines: tuple[Placed, ...] = ()
    block: PageBlock | None = None


def assemble(pages: Sequence[Page]) -> Assembled:
    """Puts the pages of a document together.

    Args:
        pages: All pages in order; one that could not be read has no blocks.
    """
    body = body_type(line for page in pages for block in page.blocks for line in block.lines)
    furniture = furniture_of(pages, body)
    pages = with_heads_at_foot(pages, furniture)
    placed = list(_placed(pages, furniture))
    setting = Setting(body, usual_leading((item for item in placed if isinstance(item, Placed)), body))
    writer = Writer(pages, furniture)
    tables = TableWriter(writer)
    charts: list[tuple[Span, Flag]] = []
    for element in _elements(placed, setting):
        start = writer.length
        if element.block is None:
            start = writer.begin(element.page)
            for item in element.lines:
                writer.line(item.page, item.line)
            tables.remember(Span(start, writer.length), [item.line.text for item in element.lines])
        elif element.block.role is BlockRole.TABLE and element.block.grid is not None:
            tables.write(element.page, element.block.grid)
        elif element.block.role is BlockRole.CHART or element.block.grid is not None:
            _write_chart(element.page, element.block, writer, tables)
            if element.block.role is BlockRole.CHART:
                charts.append((Span(start, writer.length), Flag.CHART))
        else:
            writer.begin(element.page)
            ends = (
                _ends_of_figure(element.block)
                if element.block.role is BlockRole.FIGURE
                else _ends_of_aside(element.block)
            )
            for line, end in zip(element.block.lines, ends, strict=False):
                tables.note(writer.line(element.page, line, end=end), line.text)
    writer.finish()
    recognised = [
        (Span(start, end), Flag.OCR)
        for page, start, end in zip(pages, writer.starts, [*writer.starts[1:], writer.length], strict=True)
        if page.recognised and end > start
    ]
    return Assembled(
        text="".join(writer.parts),
        pages=Pages.at(writer.starts, writer.length),
        tables=tables.finished(),
        furniture=tuple(_outermost(writer.cut)),
        superscripts=tuple(writer.marks),
        scales=tuple(writer.scales),
        lines=tuple(writer.lines),
        flags=tuple(sorted(charts + recognised, key=lambda flag: (flag[0].start, flag[0].end))),
    )


def _outermost(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans that lie in none of the others: the dots of a line of contents go with it."""
    end = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > end:
            yield span
            end = span.end


def _placed(pages: Iterable[Page], furniture: dict[int, set[Line]]) -> Iterator[Placed | _Element]:
    for page in pages:
        for block in page.blocks:
            if block.role is not BlockRole.TEXT:
                yield _Element(page.number, block=block)
                continue
            for line in block.lines:
                if line not in furniture.get(page.number, ()):
                    yield Placed(line, page.number, block.column)


def _elements(placed: Iterable[Placed | _Element], setting: Setting) -> Iterator[_Element]:
    """Paragraphs, tables and charts in reading order; what is set apart does not part the sentence it stands in."""
    for flows, group in groupby(placed, key=_flows):
        if flows:
            yield from _around_asides(list(group), setting)
        else:
            yield from (item for item in group if not isinstance(item, Placed))


def _write_chart(page: int, block: PageBlock, writer: Writer, tables: TableWriter) -> None:
    """Writes the values of a chart as a table of its own, then its other labels; its scale is no text."""
    for title in block.titles:
        start = writer.begin(page)
        for line in title:
            writer.line(page, line)
        tables.remember(Span(start, writer.length), [line.text for line in title])
    if block.grid is not None:
        tables.close()
        tables.write(page, block.grid)
        tables.close()
    before: Line | None = None
    for line in block.lines:
        if before is None or (is_number(before.text) and is_number(line.text)):
            writer.begin(page)  # no two values are the ends of one
        before = line
        span = writer.line(page, line)
        if line in block.scale:
            writer.cut.append(Span(span.start, writer.length))
            writer.scales.append(span)


def _ends_of_figure(block: PageBlock) -> Iterator[str]:
    """What stands behind the parts of a figure on show, which are one line: 外购电力 5,679.8万千瓦时 较上年 ↑12%."""
    for line, following in pairwise(block.lines):
        figures = re.search(r"\d", line.text + following.text) or unit_of(line.text)
        yield " " if figures and not unit_of(following.text) else ""
    yield "\n"


def _ends_of_aside(block: PageBlock) -> Iterator[str]:
    """What stands behind the lines of a box: no number at the end of a line goes on in type of another size.

    Nor does a line in which dots lead from a name to what it names go on in another: 电力 …… 640千瓦时⏎天然气 …….
    """
    for line, following in pairwise(block.lines):
        larger = max(line.size, following.size) > _LARGER * min(line.size, following.size)
        led = is_led(line.text) and is_led(following.text)
        yield "\n\n" if led or (larger and _NUMBER_AT_END.search(line.text)) else "\n"
    yield "\n"


def _flows(item: Placed | _Element) -> bool:
    return isinstance(item, Placed) or (item.block is not None and item.block.role in _APART)


def _around_asides(items: Sequence[Placed | _Element], setting: Setting) -> Iterator[_Element]:
    """Paragraphs with what is set apart between them; what stands inside of a sentence comes before it."""
    lines: list[Placed] = []
    asides: list[tuple[int, _Element]] = []  # by the number of lines before
    for item in items:
        if isinstance(item, Placed):
            if asides and lines and not runs_on(lines):
                yield from _woven(lines, asides, setting)
                lines, asides = [], []
            lines.append(item)
        else:
            asides.append((len(lines), item))
    yield from _woven(lines, asides, setting)


def _woven(lines: Sequence[Placed], asides: Sequence[tuple[int, _Element]], setting: Setting) -> Iterator[_Element]:
    waiting = list(asides)
    done = 0
    for paragraph in paragraphs(lines, setting):
        done += len(paragraph)
        while waiting and waiting[0][0] < done:
            yield waiting.pop(0)[1]
        yield _Element(paragraph[0].page, lines=tuple(paragraph))
    yield from (aside for _, aside in waiting)
