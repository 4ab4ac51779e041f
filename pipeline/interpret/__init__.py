"""Mentions to claims: what the sentence says of a quantity."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.errors import guarded
from pipeline.interpret.claim import LOOKED_BACK, Surroundings, claim_of
from pipeline.interpret.confidence import beside_the_others
from pipeline.interpret.context import REACH, contexts
from pipeline.interpret.section_dates import SectionDates
from pipeline.interpret.series import pair_series
from pipeline.interpret.tables import SectionTables
from pipeline.lexicon.characters import fold
from pipeline.model import Block, Claim, Document, Exclusion, ReadBlock, Reading, Reason, Section, SectionKind

__all__ = ["interpret", "weigh_together"]

_AROUND = dict.fromkeys(map(ord, "()*（） +-▲▼△"))  # what may stand around the number of a cell
_LEADS = 3  # how many lead-ins up a list looks


@dataclass(frozen=True, slots=True)
class _Part:
    """A section with what is looked up in it for every block.

    Attributes:
        section: The section.
        readings: What was read in each of its blocks.
        edition: Year of the casebook.
        dates: The dates of its blocks.
        tables: Its tables.
        headings: Texts of the heading lines above each block and its section, the nearest first.
    """

    section: Section
    readings: tuple[Reading, ...]
    edition: int
    dates: SectionDates
    tables: SectionTables
    headings: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, section: Section, readings: tuple[Reading, ...], document: Document) -> "_Part":
        dates = SectionDates(section, readings, document)
        headings = tuple(tuple(map(fold, section.titles_over(block))) for block in section.blocks)
        return cls(section, readings, document.edition, dates, SectionTables(section, document, dates), headings)


def interpret(section: Section, readings: tuple[Reading, ...], document: Document) -> tuple[ReadBlock, ...]:
    """Understand every mention of a section.

    Args:
        section: The section.
        readings: What was read in each of its blocks, in order.
        document: The document: its edition resolves 去年, its tables give headers.

    Returns:
        Each block with its claims and exclusions, in order.
    """
    blocks = tuple(zip(section.blocks, readings, strict=True))
    return guarded(
        lambda: _all_understood(_Part.of(section, readings, document)),
        lambda trouble: tuple(_lost(block, reading, trouble) for block, reading in blocks),
    )


def weigh_together(
    sections: Sequence[Section], blocks: Sequence[tuple[ReadBlock, ...]]
) -> tuple[tuple[ReadBlock, ...], ...]:
    """Doubt every claim of a case as much as the others of it teach.

    Args:
        sections: The sections of a document.
        blocks: For each section, its blocks with their claims.
    """
    of_case: dict[int, list[Claim]] = defaultdict(list)
    for section, read in zip(sections, blocks, strict=True):
        of_case[section.case_no].extend(claim for each in read for claim in each.claims)
    weighed = {number: iter(beside_the_others(claims)) for number, claims in of_case.items()}
    return tuple(
        tuple(
            replace(each, claims=tuple(next(weighed[section.case_no]) for _ in each.claims)) if each.claims else each
            for each in read
        )
        for section, read in zip(sections, blocks, strict=True)
    )


def _all_understood(part: _Part) -> tuple[ReadBlock, ...]:
    return tuple(_understood(index, part) for index in range(len(part.section.blocks)))


def _understood(index: int, part: _Part) -> ReadBlock:
    block, reading = part.section.blocks[index], part.readings[index]
    if part.section.kind is SectionKind.TITLE:
        # A title states nothing: its numbers belong to the name.
        return _unclaimed(block, reading, Reason.NAME, "name.title")
    trouble = block.trouble or reading.trouble
    return guarded(
        lambda: ReadBlock(block, _claims(index, part), reading.exclusions, trouble),
        lambda trouble: _lost(block, reading, trouble),
    )


def _lost(block: Block, reading: Reading, trouble: str) -> ReadBlock:
    return replace(_unclaimed(block, reading, Reason.OTHER, "other.unread"), trouble=trouble)


def _unclaimed(block: Block, reading: Reading, reason: Reason, rule: str) -> ReadBlock:
    left = (Exclusion(mention.span, reason, rule, mention.low, mention.high) for mention in reading.mentions)
    exclusions = sorted((*reading.exclusions, *left), key=lambda exclusion: exclusion.span.start)
    return ReadBlock(block, (), tuple(exclusions), block.trouble or reading.trouble)


def _claims(index: int, part: _Part) -> tuple[Claim, ...]:
    block, reading = part.section.blocks[index], part.readings[index]
    if not reading.mentions:
        return ()
    lead = _lead_in(index, part)
    cell = part.tables.context(block, lead)
    around = Surroundings(
        block,
        part.dates.of(index),
        *lead,
        part.dates.over(index),
        fold(part.section.heading or "") if block.heading is None else part.headings[index][0],
        part.headings[index],
        cell,
        cell.written if cell else _around(part.section, block),
        part.edition,
        len(reading.mentions),
        len(block.text.translate(_AROUND)) - 1,
    )
    claims: list[Claim] = []
    neighbourhoods = contexts(block, reading)
    for at, ranked in enumerate(pair_series(reading.mentions, neighbourhoods, around.dates)):
        seen = neighbourhoods[max(0, at - LOOKED_BACK) : at]
        claims.append(claim_of(ranked, neighbourhoods[at], claims, seen, around))
    return tuple(claims)


def _around(section: Section, block: Block) -> str:
    """The text of the block that may name a block's metric: its lead-in."""
    return section.blocks[block.lead_in].text[-REACH:] if block.lead_in is not None else ""


def _lead_in(index: int, part: _Part) -> tuple[str, str | None]:
    """Folded text and period of the blocks that introduce one, the nearest with a date giving the period."""
    texts: list[str] = []
    period = None
    at = part.section.blocks[index].lead_in
    while at is not None and len(texts) < _LEADS:
        block = part.section.blocks[at]
        texts.append(fold(block.text[-REACH:]))
        period = period or part.dates.lead(at)
        at = block.lead_in if block.lead_in is None or block.lead_in < at else None
    return " ".join(reversed(texts)), period or part.dates.handed_on(index)
