"""A section's lines to blocks: paragraphs, list items, inline headings and table cells, with what introduces them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.typography import Line, Marker, has_comma, marker_of
from pipeline.model import Block, BlockKind, Document, Span, Table
from pipeline.split.calendar import counts_by_republic
from pipeline.split.coins import currency_of
from pipeline.split.joining import join, sentences_of
from pipeline.split.paragraphs import paragraphs_of
from pipeline.split.setting import Setting

_DIGITS = re.compile(r"\d+")
_LEVELS = 2  # numbers of a part that has items of its own: 9.2 beside 9.1.1
_LONGEST_HEADING = 40
_LONGEST_BARE_HEADING = 25
_COLONS = "：:"
_SEMICOLONS = "；;"
_FULL_STOPS = "。！？；!?;”』）)"
_COUNT = re.compile(r"\d(?!\s?(?:[\d年]|[-—–~至]\s?\d{4}\s?年))")
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_SENTENCE_ENDS = "。！？；，、!?;,"
_TABLE_BELOW = phrasing("lead.table")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block before it is known what introduces it."""

    block: Block
    marker: Marker | None = None
    gap: bool = True
    listed: bool = False


def build_blocks(
    document: Document, lines: Sequence[Line], instead: Mapping[int, str], *, setting: Setting
) -> tuple[Block, ...]:
    """Build the blocks of a section.

    Args:
        document: The document.
        lines: The lines of the section's body, blank ones included, without its heading and without furniture.
        instead: What stands in the text for characters of the source, by offset.
        setting: How the lines of the document are set.

    Returns:
        The blocks in reading order. Every visible character of the lines is in exactly one of them, except the
        rules between the cells of a table.
    """
    drafts: list[_Draft] = []
    run: list[Line] = []
    grids: dict[int, list[Line]] = {}
    for line in lines:
        if line.text and (number := _table_at(document.tables, line)) is not None:
            grids.setdefault(number, []).append(line)
    for line in lines:
        number = _table_at(document.tables, line) if line.text else None
        if number is None:
            run.append(line)
        elif number in grids:
            drafts += _paragraph_drafts(document, run, instead, setting=setting)
            drafts += _cell_drafts(document, number, instead)
            run = _left_over(document.tables[number], grids.pop(number))
    drafts += _paragraph_drafts(document, run, instead, setting=setting)
    return _introduced(list(_headed(_with_headings(list(_counted(drafts))))))


def _table_at(tables: Sequence[Table], line: Line) -> int | None:
    """Find the table a line belongs to: the first that ends behind its start, where that begins before its end."""
    number = bisect_right(tables, line.start, key=lambda table: table.span.end)
    return number if number < len(tables) and tables[number].span.start < line.end else None


def make_block(
    document: Document, kind: BlockKind, fragments: Sequence[Span], instead: Mapping[int, str]
) -> Block | None:
    """Join fragments to a block; None where nothing visible is in them."""
    joined = join(document.text, fragments, instead)
    if not joined.text:
        return None
    return Block(
        kind,
        joined.text,
        joined.offsets,
        sentences_of(joined.text),
        doubts=joined.doubts,
        republic=counts_by_republic(document.text, document.edition),
        currency=currency_of(document.text, document.edition),
    )


def _paragraph_drafts(
    document: Document, lines: Sequence[Line], instead: Mapping[int, str], *, setting: Setting
) -> Iterator[_Draft]:
    for paragraph in paragraphs_of(lines, setting):
        kind = BlockKind.ITEM if paragraph.marker or paragraph.listed else BlockKind.PARAGRAPH
        fragments = [Span(line.start, line.end) for line in paragraph.lines]
        block = make_block(document, kind, fragments, instead)
        if block:
            yield _Draft(block, paragraph.marker, paragraph.gap, paragraph.listed)


def _counted(drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """Mark the numbers of items that count on, 2.1 本期投资…⏎2.2 厂区占地…: they are no numbers of what follows.

    9.2 counts on from 9.1.2, the last item of the part before it.
    """
    numbered: dict[str, list[int]] = {}
    paths: dict[int, tuple[str, ...]] = {}
    markers = [draft.marker or marker_of(draft.block.text) for draft in drafts]
    for index, (draft, marker) in enumerate(zip(drafts, markers, strict=True)):
        if marker and marker.number is not None:
            paths[index] = tuple(_DIGITS.findall(draft.block.text[: marker.end]))
            if draft.marker:
                numbered.setdefault(marker.style, []).append(index)
    counted: set[int] = set()
    for places in numbered.values():
        for first, second in pairwise(places):
            if _number(drafts[second]) == _number(drafts[first]) + 1:
                counted |= {first, second}
    parents = {path[:-1] for path in paths.values() if len(path) > _LEVELS}
    for index, path in paths.items():
        if len(path) == _LEVELS and (path[0], str(int(path[1]) - 1)) in parents:
            counted.add(index)
    for index, (draft, marker) in enumerate(zip(drafts, markers, strict=True)):
        end = marker.end if marker and index in counted else 0
        yield replace(draft, block=replace(draft.block, marked=end)) if end else draft


def _number(draft: _Draft) -> int:
    return draft.marker.number or 0 if draft.marker else 0


def _cell_drafts(document: Document, number: int, instead: Mapping[int, str]) -> Iterator[_Draft]:
    for cell in document.tables[number].cells:
        pieces = document.text[cell.span.start : cell.span.end].splitlines(keepends=True)
        fragments, start = [], cell.span.start
        for piece in pieces:
            fragments.append(Span(start, start + len(piece)))
            start += len(piece)
        block = make_block(document, BlockKind.CELL, fragments, instead)
        if block:
            yield _Draft(replace(block, table=number, cell=cell))


def _left_over(table: Table, lines: Sequence[Line]) -> list[Line]:
    """What stands in the lines of a table and in none of its cells: it is read behind the table, each piece alone."""
    pieces: list[Line] = []
    cells = sorted((cell.span.start, cell.span.end) for cell in table.cells)
    for line in lines:
        within = [cell for cell in cells if cell[0] < line.end and cell[1] > line.start]
        edges = [line.start, *(edge for cell in within for edge in cell), line.end]
        for begin, end in zip(edges[::2], edges[1::2], strict=True):
            text = line.text[max(begin - line.start, 0) : max(end - line.start, 0)]
            if any(map(str.isalnum, text)):
                start = begin + len(text) - len(text.lstrip())
                own = text.strip()
                pieces += [Line(begin, start, start + len(own), own), Line(end, end, end, "")]
    return pieces


def _with_headings(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Tell inline headings from items and paragraphs by what follows them."""
    return [
        replace(draft, block=replace(draft.block, kind=BlockKind.HEADING)) if _is_heading(drafts, index) else draft
        for index, draft in enumerate(drafts)
    ]


def _is_heading(drafts: Sequence[_Draft], index: int) -> bool:
    """Say whether a short block heads what follows: `一、试点先行，探索方法`, `零废弃社区`, `绿色仓储：`."""
    draft = drafts[index]
    text = draft.block.text
    if draft.block.kind is BlockKind.CELL or index + 1 == len(drafts) or len(text) > _LONGEST_HEADING:
        return False
    if text[-1] in _SENTENCE_ENDS or "。" in text or "；" in text or _BRACKETED.fullmatch(text):
        return False
    following = drafts[index + 1]
    if draft.listed and ((index and drafts[index - 1].listed and not draft.gap) or not following.listed):
        return False  # 节水成果⏎路灯280盏⏎水泵12台: only the first of the lines may head the others
    style = following.marker.style if following.marker else None
    if draft.marker is None:
        told = has_comma(text) or _COUNT.search(text) or following.block.kind is BlockKind.CELL
        return len(text) <= _LONGEST_BARE_HEADING and not told
    if draft.marker.number is None:
        # • 以科学的方法制定减碳目标⏎2020 年，…… : a bullet heads the paragraph that stands right under it.
        return following.block.kind is BlockKind.PARAGRAPH and not following.gap and not _COUNT.search(text)
    before = drafts[index - 1].marker if index else None
    last_of_list = before is not None and before.style == draft.marker.style
    return style != draft.marker.style and not (last_of_list and following.block.kind is BlockKind.PARAGRAPH)


def _headed(drafts: Sequence[_Draft]) -> Iterator[_Draft]:
    """Link every block to the heading line above it; one with another marker than those above it ranks below them."""
    above: list[tuple[str | None, int]] = []
    for index, draft in enumerate(drafts):
        style = draft.marker.style if draft.marker else None
        styles = [other for other, _ in above]
        if draft.block.kind is BlockKind.HEADING and style in styles:
            above = above[: styles.index(style)]
        yield replace(draft, block=replace(draft.block, heading=above[-1][1])) if above else draft
        if draft.block.kind is BlockKind.HEADING:
            above.append((style, index))


def _introduced(drafts: Sequence[_Draft]) -> tuple[Block, ...]:
    """Link every block to the one that introduces it.

    A block ending in a colon, or an inline heading, introduces the items and tables behind it until a paragraph
    stands between; a colon introduces a paragraph right behind it too, and a sentence that announces a table the one
    right behind it. An item ending in a colon introduces items with another marker.
    """
    blocks: list[Block] = []
    leaders: list[tuple[int, str | None]] = []
    for index, draft in enumerate(drafts):
        block = draft.block
        style = draft.marker.style if draft.marker else None
        styles = [leader_style for _, leader_style in leaders]
        if style is not None and style in styles:
            leaders = leaders[: styles.index(style)]
        elif block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and not _is_led(blocks, leaders, block):
            leaders = []
        blocks.append(replace(block, lead_in=leaders[-1][0]) if leaders else block)
        if block.kind is BlockKind.PARAGRAPH and block.text[-1] not in _SEMICOLONS:
            leaders = []
        runs_on = _runs_into_list(drafts, index) or _announces_table(drafts, index)
        if block.text[-1] in _COLONS or block.kind is BlockKind.HEADING or runs_on:
            leaders.append((index, style))
        elif block.kind is BlockKind.CELL and (
            index + 1 == len(drafts) or drafts[index + 1].block.table != block.table
        ):
            leaders = []
    return tuple(blocks)


def _is_led(blocks: Sequence[Block], leaders: Sequence[tuple[int, str | None]], block: Block) -> bool:
    """Say whether a colon right before a block introduces it, or the list of `……；` paragraphs it goes on."""
    if not blocks or not leaders:
        return False
    before = blocks[-1]
    right_behind = leaders[-1][0] == len(blocks) - 1 and before.text[-1] in _COLONS
    listed = before.text[-1] in _SEMICOLONS and before.lead_in is not None and block.kind is BlockKind.PARAGRAPH
    return right_behind or listed


def _runs_into_list(drafts: Sequence[_Draft], index: int) -> bool:
    """Say whether a sentence goes on in the items right behind it: `与此同时，我们⏎• 推广……`."""
    if index + 1 == len(drafts) or drafts[index].block.kind is not BlockKind.PARAGRAPH:
        return False
    return drafts[index + 1].block.kind is BlockKind.ITEM and drafts[index].block.text[-1] not in _FULL_STOPS


def _announces_table(drafts: Sequence[_Draft], index: int) -> bool:
    """Say whether the last sentence of a paragraph announces the table behind it: `下表列示各矿 2022 年的产量。`."""
    block = drafts[index].block
    if index + 1 == len(drafts) or block.kind is not BlockKind.PARAGRAPH:
        return False
    last = block.text[block.sentences[-1].start :]
    return drafts[index + 1].block.kind is BlockKind.CELL and _TABLE_BELOW.search(last) is not None
