"""A document to its cases and to the sections that tile it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.errors import guarded
from pipeline.lexicon.headings import title_kind
from pipeline.lexicon.typography import Line, is_ended, lines_of, lines_within, single_spaced
from pipeline.model import Block, BlockKind, Case, Document, Section, SectionKind, Span
from pipeline.split.blocks import build_blocks, make_block
from pipeline.split.cases import CaseStart, find_cases
from pipeline.split.headings import Heading, find_headings
from pipeline.split.joining import join
from pipeline.split.outline import chapters, find_outline
from pipeline.split.setting import Setting, setting_of
from pipeline.table import unrun

_LONGEST_TITLE = 60  # characters of the title of a book
_MOST_NUMBERED = 2**15 - 1  # cases of a book and headings of a case that `case_no` and `section_no` can count


@dataclass(frozen=True, slots=True)
class _Part:
    """Where a section begins, and what it will be.

    Attributes:
        start: Source offset.
        number: Numbers of its case and of the section in it.
        kind: What it is about.
        heading: What heads it, if anything does.
        title: The case whose title it is, for a title.
        above: Titles of the chapters it lies in.
    """

    start: int
    number: tuple[int, int]
    kind: SectionKind
    heading: Heading | None = None
    title: CaseStart | None = None
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pages:
    """A document with its lines, what of them is no text or other text, and how they are set."""

    document: Document
    lines: tuple[Line, ...]
    furniture: frozenset[int]
    instead: Mapping[int, str]
    setting: Setting


def split(document: Document) -> tuple[tuple[Case, ...], tuple[Section, ...]]:
    r"""Split a document into cases and sections.

    Args:
        document: The document, of text or PDF.

    Returns:
        The cases, and the sections, which tile the text: what stands before the first case, of each case its title
        lines and its headed sections, and what stands behind the last case. A book without cases has its headed
        sections, one without a heading is one section of front matter.

    >>> from pipeline.model import Document
    >>> text = "青禾乳业\n牛粪变电\n\n◎ 案例概述\n年发电 5 万度。\n◎ 项目成果\n减排 3 吨。\n"
    >>> cases, sections = split(Document("book.txt", 2021, "", "text/plain", text))
    >>> cases[0].organisation, cases[0].title, [section.heading for section in sections]
    ('青禾乳业', '牛粪变电', [None, '案例概述', '项目成果'])
    """
    return guarded(lambda: _divided(document), lambda trouble: _undivided(document, trouble))


def _divided(document: Document) -> tuple[tuple[Case, ...], tuple[Section, ...]]:
    pages = _pages(document)
    in_tables = frozenset(
        index for table in document.tables for index in lines_within(pages.lines, table.span.start, table.span.end)
    )
    skipped = pages.furniture | in_tables
    headings = find_headings(pages.lines, skipped)
    starts = find_cases(pages.lines, headings, skipped, document.pages.starts)[:_MOST_NUMBERED]
    headings = headings if starts else find_outline(pages.lines, skipped, in_tables)
    back = _back_matter(pages, headings, starts, in_tables)
    parts = _parts(headings, starts, back)
    ends = [*(part.start for part in parts[1:]), len(document.text)]
    sections = tuple(_section(pages, part, end) for part, end in zip(parts, ends, strict=True) if part.start < end)
    if not starts:
        sections = _entitled(pages, sections)
    cases = []
    for number, group in groupby(sections, key=lambda section: section.case_no):
        if number:
            own, start = [section.span for section in group], starts[number - 1]
            names = (_name(pages, start.organisation), _name(pages, start.title))
            cases.append(Case(number, *names, Span(own[0].start, own[-1].end)))
    return tuple(cases), sections


def _undivided(document: Document, trouble: str) -> tuple[tuple[Case, ...], tuple[Section, ...]]:
    """The whole text of a document as one section without cases."""
    pages, whole = _pages(document), Span(0, len(document.text))
    blocks = _as_lines(pages, whole.start, whole.end, trouble)
    return (), (Section(0, 0, None, SectionKind.FRONT_MATTER, whole, _text(blocks), blocks),)


def _entitled(pages: _Pages, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of a book without cases, each under the title of the book, if its first line is one."""
    lines = (line.text for index, line in enumerate(pages.lines) if line.text and index not in pages.furniture)
    title = next(lines, "")
    if len(title) > _LONGEST_TITLE or is_ended(title) or next(lines, None) is None:
        return sections
    return tuple(replace(section, above=(title, *section.above)) for section in sections)


def _parts(headings: Sequence[Heading], starts: Sequence[CaseStart], back: Heading | None) -> list[_Part]:
    """Say where each section begins, the first at 0 and each behind the one before: so they tile the text."""
    parts = [_Part(0, (0, 0), SectionKind.FRONT_MATTER)]
    if not starts:
        parts += [
            _Part(heading.start, (0, section_no), heading.kind or SectionKind.OTHER, heading, above=above)
            for section_no, (heading, above) in enumerate(
                zip(headings[:_MOST_NUMBERED], chapters(headings), strict=False), start=1
            )
        ]
    for number, start in enumerate(starts, start=1):
        last = starts[number].heading if number < len(starts) else len(headings)
        if start.start < headings[start.heading].start:
            parts.append(_Part(start.start, (number, 0), SectionKind.TITLE, title=start))
        parts += [
            _Part(heading.start, (number, section_no), heading.kind or SectionKind.OTHER, heading)
            for section_no, heading in enumerate(headings[start.heading : last][:_MOST_NUMBERED], start=1)
            if back is None or heading.start < back.start
        ]
    if back is not None:
        parts.append(_Part(back.start, (0, 1), SectionKind.BACK_MATTER, back))
    return sorted(parts, key=lambda part: part.start)


def heading_note(sections: Sequence[Section]) -> str | None:
    """Say that no heading was found in a document, and what to do if it has some; None where there is one."""
    troubled = any(block.trouble for section in sections for block in section.blocks)
    if not sections or troubled or any(section.heading for section in sections):
        return None
    return (
        "no heading found, so the text is read as one part without cases; if the book has headings, add their titles "
        "or marks to pipeline/lexicon/headings.toml and run again"
    )


def _pages(document: Document) -> _Pages:
    """Cut a document into lines and find those that are furniture."""
    lines = unrun(single_spaced(lines_of(document.text)))
    spans = iter(sorted(document.furniture, key=lambda span: span.start))
    span = next(spans, None)
    furniture = set()
    for index, line in enumerate(lines):
        while span is not None and span.end <= line.start:
            span = next(spans, None)
        if line.text and span is not None and span.start <= line.start and line.end <= span.end:
            furniture.add(index)
    away = (*document.superscripts, *document.furniture)  # a page number also where a cell goes on behind it
    instead = dict.fromkeys((offset for span in away for offset in range(span.start, span.end)), "")
    for sign in document.markup:
        instead |= dict.fromkeys(range(sign.start, sign.end), "") | {sign.end - 1: sign.prints}
    body = [line for index, line in enumerate(lines) if index not in furniture]
    return _Pages(document, lines, frozenset(furniture), instead, setting_of(body))


def _back_matter(
    pages: _Pages, headings: Sequence[Heading], starts: Sequence[CaseStart], in_tables: frozenset[int]
) -> Heading | None:
    """Find what begins the matter behind the last case: a heading as 附录 or 后记, marked or alone on its line."""
    if not starts:
        return None
    for heading in headings[starts[-1].heading :]:
        if heading.kind is SectionKind.BACK_MATTER:
            return heading
    last, page_starts = headings[-1].line, frozenset(pages.document.pages.starts)
    for index in range(last + 1, len(pages.lines)):
        line = pages.lines[index]
        stands_apart = not pages.lines[index - 1].text or line.first in page_starts
        if line.text and stands_apart and index not in in_tables and title_kind(line.text) is SectionKind.BACK_MATTER:
            return Heading(index, line.first, line.end, line.text.rstrip("：: "), SectionKind.BACK_MATTER, "")
    return None


def _name(pages: _Pages, spans: tuple[Span, ...]) -> str | None:
    """Join the lines of an organisation or a title."""
    return join(pages.document.text, spans, pages.instead).text or None


def _section(pages: _Pages, part: _Part, end: int) -> Section:
    """Make the section of a part that ends at an offset: its heading apart, the rest as blocks."""
    heading = part.heading
    body = heading.body if heading else part.start
    blocks = guarded(
        lambda: _title_blocks(pages, part.title, end) if part.title else _blocks(pages, body, end),
        lambda trouble: _as_lines(pages, body, end, trouble),
    )
    # the headings of a casebook are to be taught where they are not known, those of another book are its own
    known = heading is None or heading.kind is not None or part.number[0] == 0
    title = heading.title if heading else None
    return Section(*part.number, title, part.kind, Span(part.start, end), _text(blocks), blocks, known, part.above)


def _blocks(pages: _Pages, start: int, end: int) -> tuple[Block, ...]:
    return build_blocks(pages.document, _body_lines(pages, start, end), pages.instead, setting=pages.setting)


def _as_lines(pages: _Pages, start: int, end: int, trouble: str) -> tuple[Block, ...]:
    """Make a block of every line, for a stretch of which nothing better could be made."""
    text = pages.document.text
    lines = (line for line in lines_of(text, start, end) if line.text)
    return tuple(
        Block(
            BlockKind.PARAGRAPH,
            line.text,
            tuple(range(line.start, line.end)),
            (Span(0, len(line.text)),),
            trouble=trouble,
        )
        for line in lines
    )


def _text(blocks: Sequence[Block]) -> str:
    """Write a body with its soft line breaks joined, a block a line."""
    return "\n".join(block.text for block in blocks)


def _title_blocks(pages: _Pages, start: CaseStart, end: int) -> tuple[Block, ...]:
    """Make the blocks of a case's title: the organisation's lines are a block, the title's another."""
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
    heads = [make_block(document, BlockKind.HEADING, spans, pages.instead) for _, spans in groups]
    # a table may stand between the lines of a title
    rest = [line for line in _body_lines(pages, lines[0].start, end) if line not in lines]
    below = build_blocks(document, rest, pages.instead, setting=pages.setting)
    # What stands below the title counts its blocks from the section's first one.
    blocks = [block for block in heads if block is not None]
    return (*blocks, *(_moved(block, len(blocks)) for block in below))


def _moved(block: Block, by: int) -> Block:
    """The block with the blocks it points to so many places further on."""
    lead_in, heading = (at if at is None else at + by for at in (block.lead_in, block.heading))
    return replace(block, lead_in=lead_in, heading=heading)


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
