"""Claims where they stand, case by case, as relations look at them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.lexicon.characters import fold
from pipeline.lexicon.reporting import reporting
from pipeline.model import Aggregation, BlockKind, Cell, Claim, QuantityKind, ReadBlock, Section


@dataclass(frozen=True)
class Statement:
    """One claim where it stands.

    Attributes:
        claim: The claim.
        start: Source offset at which it starts; no other claim starts there.
        section: Number of its section in the document.
        block: Number of its block in the section.
        kind: What the block is.
        text: The block, folded.
        sentence: Number of its sentence in the block.
        table: Number of the table it is a cell of.
        cell: The cell.
    """

    claim: Claim
    start: int
    section: int
    block: int
    kind: BlockKind
    text: str
    sentence: int
    table: int | None
    cell: Cell | None

    @property
    def place(self) -> tuple[int, int, int]:
        """Section, block and sentence: what stands together."""
        return self.section, self.block, self.sentence

    @cached_property
    def before(self) -> str:
        """What stands before the number in its block, as far as it may tell of it."""
        start = self.claim.mention.span.start
        return self.text[max(0, start - 200) : start]

    @cached_property
    def metric(self) -> str:
        """What it measures, folded."""
        return fold(self.claim.metric or "")

    @cached_property
    def value(self) -> tuple[Decimal, Decimal, str] | None:
        """Low, high and unit in the reporting unit of its kind; None where it has no value."""
        low, high = self.claim.mention.low, self.claim.mention.high
        if low is None or high is None:
            return None
        target = reporting(self.claim.unit)
        if target is None:
            return low, high, self.claim.unit.code
        factor, code = target
        return low * factor, high * factor, code

    @property
    def is_share(self) -> bool:
        """Whether it is a ratio."""
        return self.claim.unit.kind is QuantityKind.DIMENSIONLESS_RATIO

    def adds(self, *kinds: Aggregation) -> bool:
        """Whether it adds up in one of these ways."""
        return self.claim.aggregation in kinds


def statements(sections: Sequence[Section], blocks: Sequence[Sequence[ReadBlock]]) -> Iterator[tuple[Statement, ...]]:
    """The claims of each case, and of the matter outside the cases, in reading order."""
    found: dict[int, list[Statement]] = {}
    for number, (section, read) in enumerate(zip(sections, blocks, strict=True)):
        for place, each in enumerate(read):
            if each.claims:
                found.setdefault(section.case_no, []).extend(_of_block(each, number, place))
    for group in found.values():
        yield tuple(group)


def _of_block(read: ReadBlock, section: int, place: int) -> Iterator[Statement]:
    block = read.block
    text, ends, sentence = fold(block.text), [each.end for each in block.sentences], 0
    for claim in read.claims:
        start = claim.mention.span.start
        while sentence < len(ends) - 1 and ends[sentence] <= start:
            sentence += 1
        yield Statement(
            claim, block.offsets[start], section, place, block.kind, text, sentence, block.table, block.cell
        )


def gap(first: Statement, second: Statement) -> str:
    """What stands between two claims of one block; everything where they stand in two."""
    if (first.section, first.block) != (second.section, second.block):
        return second.before
    return first.text[first.claim.mention.span.end : second.claim.mention.span.start]
