"""Readings compete for whole numerals: what each reader proposes, in one order of precedence."""

from enum import IntEnum
from itertools import zip_longest
from typing import NamedTuple

from pipeline.lexicon.exclusions import ExclusionRule
from pipeline.model import Span
from pipeline.recognise.exclusions import NOTHING, Told, find_records
from pipeline.recognise.numerals import Numeral, Numerals
from pipeline.recognise.quantities import read_quantities
from pipeline.recognise.quantity import Quantity


class Precedence(IntEnum):
    """Which of two readings of one numeral stands: the one named first here.

    Among records the one first in `lexicon/exclusions.toml` stands, among shares and among quantities the one that
    begins first, the longer where two begin together.
    """

    RECORD = 0  # names, dates, ordinals, idioms: known by their own form
    SHARE = 1  # 八成, 1/3, 一半
    QUANTITY = 2  # a number with its unit, or alone
    IN_UNIT = 3  # what looks like a name, but is the unit of a number: 吨 CO2, 500 万 m2


class Proposal(NamedTuple):
    """One reading of one or more whole numerals.

    Attributes:
        span: What it takes.
        core: The part that makes it what it is: the number of a quantity, without its unit.
        precedence: Where it stands among readings.
        order: Its place among those of one precedence.
        rule: Id of the rule that proposes it.
        quantity: What it reads, for a quantity.
        record: The record of the lexicon, for an exclusion.
    """

    span: Span
    core: Span
    precedence: Precedence
    order: int
    rule: str
    quantity: Quantity | None = None
    record: ExclusionRule | None = None

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Its place in the order in which readings are chosen."""
        return self.precedence, self.order, self.span.start, -self.span.end


def propose(numerals: Numerals, *, told: Told = NOTHING, hopeless: bool = False) -> list[Proposal]:
    """Collect the readings of a text.

    Args:
        numerals: Its numerals.
        told: What the book says of them.
        hopeless: Read the quantities too of numerals that a record has to itself, which cannot stand.

    Returns:
        All readings whose edges cut no numeral, best first.
    """
    found = list(find_records(numerals, told))
    held = set() if hopeless else _held(numerals, [span for _, _, span in found])
    quantities = [
        proposal for numeral in numerals if numeral.start not in held for proposal in _read(numerals, numeral)
    ]
    records: list[Proposal] = []
    units = _units(quantities)
    for order, record, span in found:
        standing = _standing(span, units)
        records.append(Proposal(span, span, standing, order, record.id, record=record))
        if standing is Precedence.IN_UNIT:
            own = [numeral for numeral in numerals.within(span.start, span.end) if numeral.start in held]
            quantities += [proposal for numeral in own for proposal in _read(numerals, numeral)]
    return sorted((*records, *quantities), key=lambda proposal: proposal.rank)


def _held(numerals: Numerals, spans: list[Span]) -> set[int]:
    """Where the numerals start that lie in one record and touch no other."""
    held: set[int] = set()
    end = 0
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    for span, following in zip_longest(ordered, ordered[1:]):
        if end <= span.start and (following is None or span.end <= following.start):
            held.update(numeral.start for numeral in numerals.within(span.start, span.end))
        end = max(end, span.end)
    return held


def _read(numerals: Numerals, numeral: Numeral) -> list[Proposal]:
    readings = map(_quantity, read_quantities(numerals, numeral))
    return [reading for reading in readings if not numerals.cut(reading.span.start, reading.span.end)]


def _quantity(quantity: Quantity) -> Proposal:
    share = quantity.rule.startswith("ratio.")
    return Proposal(
        Span(quantity.start, quantity.end),
        Span(quantity.value_start, quantity.value_end),
        Precedence.SHARE if share else Precedence.QUANTITY,
        0,
        quantity.rule,
        quantity=quantity,
    )


def _units(quantities: list[Proposal]) -> dict[int, Span]:
    """For every offset in the unit of a quantity, where the number of that quantity stands."""
    return {
        offset: proposal.core
        for proposal in quantities
        for offset in (*range(proposal.span.start, proposal.core.start), *range(proposal.core.end, proposal.span.end))
    }


def _standing(span: Span, units: dict[int, Span]) -> Precedence:
    cores = (units.get(span.start), units.get(span.end - 1))
    inside = any(core and (span.start >= core.end or span.end <= core.start) for core in cores)
    return Precedence.IN_UNIT if inside else Precedence.RECORD
