"""Claims to their meaning: whose number it is, how it adds up, per what, of which item, for which indicator."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import guarded
from pipeline.lexicon.characters import fold
from pipeline.lexicon.typography import LONGEST_SENTENCE
from pipeline.meaning.aggregation import aggregation
from pipeline.meaning.conversion import conversions
from pipeline.meaning.indicator import indicator
from pipeline.meaning.item import ItemScope
from pipeline.meaning.per import per
from pipeline.meaning.subject import headed_subject, is_reported, subject
from pipeline.meaning.substance import substance
from pipeline.meaning.view import View, view
from pipeline.meaning.wording import as_written
from pipeline.model import Aggregation, BlockKind, Case, Claim, Document, ReadBlock, Section, Subject
from pipeline.table import Labels, cell_labels

__all__ = ["give_meaning"]


def give_meaning(
    sections: Sequence[Section], blocks: Sequence[tuple[ReadBlock, ...]], cases: Sequence[Case], document: Document
) -> tuple[tuple[ReadBlock, ...], ...]:
    """Understand what every claim of a document counts for.

    Args:
        sections: Its sections.
        blocks: For each section, its blocks with their claims.
        cases: Its cases: who speaks in each, and what it is called.
        document: The document; its tables give labels.

    Returns:
        The blocks, their claims with subject, aggregation, per, item, indicator and substance.
    """
    by_number = {case.case_no: case for case in cases}
    reported = not cases and is_reported(fold("\n".join(section.text for section in sections)))
    return tuple(
        _section(section, read, by_number.get(section.case_no), document, reported=reported)
        for section, read in zip(sections, blocks, strict=True)
    )


def _section(
    section: Section, blocks: tuple[ReadBlock, ...], case: Case | None, document: Document, *, reported: bool
) -> tuple[ReadBlock, ...]:
    if not any(read.claims for read in blocks):
        return blocks
    organisation = fold(case.organisation or "") if case else ""
    labels = cell_labels([read.block for read in blocks], document.tables)
    known = _Known(organisation, section, ItemScope(section, case), labels, reported=reported)
    return tuple(_understood(number, read, known) for number, read in enumerate(blocks))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the blocks of a section share: who speaks, in what section, under which items, with which labels.

    `reported` is whether nobody speaks but a newspaper.
    """

    organisation: str
    section: Section
    scope: ItemScope
    labels: Mapping[int, Labels]
    reported: bool


def _understood(number: int, read: ReadBlock, known: _Known) -> ReadBlock:
    above = known.scope.enter(number)
    labels = known.labels.get(number, Labels(None, None))
    return guarded(
        lambda: replace(read, claims=tuple(_claims(read, above, labels, known))),
        lambda trouble: replace(read, trouble=read.trouble or trouble),
    )


def _claims(read: ReadBlock, above: str, labels: Labels, known: _Known) -> Iterator[Claim]:
    converted = conversions(read.block, read.claims)
    told_of = headed_subject(known.section.titles_over(read.block))
    in_cell = read.block.kind is BlockKind.CELL
    heads = fold(" ".join(filter(None, (labels.row, labels.column)))) if in_cell else ""
    headed = f"{above} {heads}" if heads else above
    for number, claim in enumerate(read.claims):
        seen = view(claim, read.block, headed, heads, (known.organisation, known.section.kind.value))
        named = converted[number] if number in converted else per(seen)
        adds = aggregation(seen, named)
        whose = subject(seen, adds, told_of, reported=known.reported)
        nothing = whose is Subject.CONTEXT or (labels.row is not None and labels.item is None)
        item = None if nothing else known.scope.item(seen, labels.item)
        yield replace(
            claim,
            subject=whose,
            aggregation=adds,
            per=_written(named, seen) if named and adds is Aggregation.FACTOR else None,
            item=claim.item or item,
            indicator=indicator(seen, adds),
            substance=substance(seen),
        )


def _written(phrase: str, seen: View) -> str:
    """What the number is per, in the characters of the source."""
    return as_written(
        phrase, seen.written[max(0, seen.span.start - LONGEST_SENTENCE) : seen.span.end + LONGEST_SENTENCE]
    )
