"""A document to its cases and to the sections that tile it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.lexicon.headings import title_kind
from pipeline.lexicon.typography import Line, lines_of, lines_within
from pipeline.model import Block, BlockKind, Case, Document, Section, SectionKind, Span
from pipeline.split.blocks import build_blocks, make_block
from pipeline.split.cases import CaseStart, find_cases
from pipeline.split.headings import Heading, find_headings
from pipeline.split.joining import join


@dataclass(frozen=True, slots=True)
class _Pages:
    """A document with its lines, and what of them is no text."""

    document: Document
    lines: tuple[Line, ...]
    furniture: frozenset[int]
    dropped: frozenset[int]


def split(document: Document) -> tuple[tuple[Case, ...], tuple[Section, ...]]:
    r"""Split a document into cases and sections.

    Args:
        document: The document, of text or PDF.

    Returns:
        The cases, and the sections, which tile the text: what stands before the first case, of each case its title
        lines and its headed sections, and what stands behind the last case. A document without a heading is one
        section of front matter.

    >>> from pipeline.model import Document
    >>> text = "青禾乳业\n牛粪变电\n\n◎ 案例概述\n年发电 5 万度。\n◎ 项目成果\n减排 3 吨。\n"
    >>> cases, sections = split(Document("book.txt", 2021, "", "text/plain", text))
    >>> cases[0].organisation, cases[0].title, [section.heading for section in sections]
    ('青禾乳业', '牛粪变电', [None, '案例概述', '项目成果'])
    """
    pages = _pages(document)
    in_tables = frozenset(
        index for table in document.tables for index in lines_within(pages.lines, table.span.start, table.span.end)
    )
    headings = find_headings(pages.lines, pages.furniture | in_tables)
    starts = find_cases(pages.lines, headings, pages.furniture | in_tables, document.page_starts)
    end = len(document.text)
    back = _back_matter(pages, headings, starts)
    case_ends = [*(start.start for start in starts[1:]), end if back is None else back.start] if starts else []
    cases = tuple(
        Case(
            number,
            _name(pages, start.organisation),
            _name(pages, start.title),
            Span(start.start, case_end),
        )
        for number, (start, case_end) in enumerate(zip(starts, case_ends, strict=True), start=1)
    )
    sections: list[Section] = []
    front = starts[0].start if starts else end
    if front:
        sections.append(_section(pages, Span(0, front), (0, 0), None, SectionKind.FRONT_MATTER))
    for number, start in enumerate(starts):
        last = starts[number + 1].heading if number + 1 < len(starts) else len(headings)
        own = [heading for heading in headings[start.heading : last] if heading.start < case_ends[number]]
        sections += _case_sections(pages, number + 1, start, own, case_ends[number])
    if back is not None:
        sections.append(_section(pages, Span(back.start, end), (0, 1), back, SectionKind.BACK_MATTER))
    return cases, tuple(sections)


def heading_problem(sections: Sequence[Section]) -> str | None:
    """Say what is wrong with a document in which no heading was found.

    Args:
        sections: The sections of the document.

    Returns:
        A message that says what happened and what to do, or None where there is a heading.
    """
    if any(section.heading for section in sections):
        return None
    return (
        "no heading found, so the text is read as one part without cases. If the book has headings, add their titles "
        "or marks to pipeline/lexicon/headings.toml and run again."
    )


def _pages(document: Document) -> _Pages:
    """Cut a document into lines and find those that are furniture."""
    lines = lines_of(document.text)
    spans = iter(sorted(document.furniture, key=lambda span: span.start))
    span = next(spans, None)
    furniture = set()
    for index, line in enumerate(lines):
        while span is not None and span.end <= line.start:
            span = next(spans, None)
        if line.text and span is not None and span.start <= line.start and line.end <= span.end:
            furniture.add(index)
    dropped = frozenset(offset for raised in document.superscripts for offset in range(raised.start, raised.end))
    return _Pages(document, lines, frozenset(furniture), dropped)


def _back_matter(pages: _Pages, headings: Sequence[Heading], starts: Sequence[CaseStart]) -> Heading | None:
    """Find what begins the matter behind the last case: a heading as 附录 or 后记, marked or alone on its line."""
    if not starts:
        return None
    for heading in headings[starts[-1].heading :]:
        if heading.kind is SectionKind.BACK_MATTER:
            return heading
    last, page_starts = headings[-1].line, frozenset(pages.document.page_starts)
    for index in range(last + 1, len(pages.lines)):
        line = pages.lines[index]
        stands_apart = not pages.lines[index - 1].text or line.first in page_starts
        if line.text and stands_apart and title_kind(line.text) is SectionKind.BACK_MATTER:
            return Heading(index, line.first, line.end, line.text.rstrip("：: "), SectionKind.BACK_MATTER, "")
    return None


def _name(pages: _Pages, spans: tuple[Span, ...]) -> str | None:
    """Join the lines of an organisation or a title."""
    return join(pages.document.text, spans, pages.dropped).text or None


def _case_sections(
    pages: _Pages, number: int, start: CaseStart, headings: Sequence[Heading], end: int
) -> list[Section]:
    """Make the sections of a case: its title lines, and a section for each heading."""
    sections = []
    if start.start < headings[0].start:
        sections.append(_title_section(pages, number, start, headings[0].start))
    edges = [*(heading.start for heading in headings), end]
    for section_no, (heading, (first, last)) in enumerate(zip(headings, pairwise(edges), strict=True), start=1):
        kind = heading.kind or SectionKind.OTHER
        sections.append(_section(pages, Span(first, last), (number, section_no), heading, kind))
    return sections


def _title_section(pages: _Pages, number: int, start: CaseStart, end: int) -> Section:
    """Make the section of a case's title lines: the organisation's lines are a block, the title's another."""
    document, lines = pages.document, [pages.lines[index] for index in start.lines]
    groups: list[tuple[frozenset[str], list[Span]]] = []
    for line in lines:
        span = Span(line.start, line.end)
        parts = {"organisation": start.organisation, "title": start.title}
        belongs = frozenset(
            name
            for name, spans in parts.items()
            if any(part.start < span.end and span.start < part.end for part in spans)
        )
        if groups and belongs & groups[-1][0]:
            groups[-1] = (belongs | groups[-1][0], [*groups[-1][1], span])
        else:
            groups.append((belongs, [span]))
    heads = [make_block(document, BlockKind.HEADING, spans, pages.dropped) for _, spans in groups]
    below = build_blocks(document, _body_lines(pages, lines[-1].end, end), pages.dropped)
    # What stands below the title counts its blocks from the section's first one.
    blocks = [block for block in heads if block is not None]
    shift = len(blocks)
    blocks += [block if block.lead_in is None else replace(block, lead_in=block.lead_in + shift) for block in below]
    span = Span(start.start, end)
    return Section(number, 0, None, SectionKind.TITLE, span, _text(blocks), tuple(blocks))


def _section(pages: _Pages, span: Span, number: tuple[int, int], heading: Heading | None, kind: SectionKind) -> Section:
    """Make a section of its span, numbered by case and place in it: the heading apart, the rest as blocks."""
    body = heading.body if heading else span.start
    blocks = build_blocks(pages.document, _body_lines(pages, body, span.end), pages.dropped)
    known = heading is None or heading.kind is not None
    return Section(*number, heading.title if heading else None, kind, span, _text(blocks), blocks, known)


def _text(blocks: Sequence[Block]) -> str:
    """Write a body with its soft line breaks joined, a block a line."""
    return "\n".join(block.text for block in blocks)


def _body_lines(pages: _Pages, start: int, end: int) -> list[Line]:
    """Give the lines of a stretch without furniture; a line that begins before it is cut."""
    index = bisect_right(pages.lines, start, key=lambda line: line.first) - 1
    body: list[Line] = []
    for number in range(index, len(pages.lines)):
        line = pages.lines[number]
        if line.first >= end:
            break
        if number in pages.furniture:
            continue
        if line.start >= start:
            body.append(line)
        elif line.end > start:
            body += lines_of(pages.document.text, start, line.end)
    return body
