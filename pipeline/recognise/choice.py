"""Which of the readings of a numeral stands, and why the others do not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.model import Exclusion, Mention, Reason, Span
from pipeline.recognise.grammar import LONGEST, Form, Numeral
from pipeline.recognise.numerals import Numerals
from pipeline.recognise.proposals import Proposal

Outcome = Mention | Exclusion
Settle = Callable[[Proposal], Outcome | None]


@dataclass(frozen=True, slots=True)
class Loser:
    """A reading that does not stand.

    Attributes:
        span: What it would have taken.
        rule: Id of the rule that proposed it.
        why: Why it does not stand, in a few words.
    """

    span: Span
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings that stand, which share no character, and those that do not.

    Attributes:
        outcomes: What stands, in order.
        lost: The readings that do not, each with the one that holds its numeral; None where that is part of a word.
    """

    outcomes: tuple[Outcome, ...]
    lost: tuple[tuple[Proposal, Proposal | None], ...]

    @property
    def losers(self) -> tuple[Loser, ...]:
        """The readings that do not stand, with the reason."""
        return tuple(Loser(loser.span, loser.rule, _why(loser, winner)) for loser, winner in self.lost)


def choose(numerals: Numerals, proposals: Iterable[Proposal], settle: Settle) -> Choice:
    """Choose among the readings of a text; each numeral gets exactly one, or the default exclusion.

    Args:
        numerals: Its numerals.
        proposals: Its readings, best first.
        settle: Makes of a reading what it says, or None where its numeral is part of a word after all.

    Returns:
        What stands, in order, and what does not.
    """
    taken = bytearray(len(numerals.text))
    holders: list[Proposal | None] = [None] * len(taken)
    outcomes: list[Outcome] = []
    lost: list[tuple[Proposal, Proposal | None]] = []
    for proposal in proposals:
        start, end = proposal.span.start, proposal.span.end
        at = taken.find(1, start, end)
        if at >= 0:
            lost.append((proposal, holders[at]))
            continue
        outcome = settle(proposal)
        if outcome is None:
            lost.append((proposal, None))
            continue
        outcomes.append(outcome)
        start, end = outcome.span.start, outcome.span.end
        taken[start:end] = b"\1" * (end - start)
        holders[start:end] = [proposal] * (end - start)
    outcomes += [default(numeral, numerals.text) for numeral in numerals if not taken[numeral.start]]
    return Choice(tuple(sorted(outcomes, key=lambda outcome: outcome.span.start)), tuple(lost))


def _why(loser: Proposal, winner: Proposal | None) -> str:
    if winner is None:
        return "its numeral is part of a word"
    if winner.precedence != loser.precedence:
        told = f"a {_named(winner)} stands before a {_named(loser)}"
    elif winner.order != loser.order:
        told = "it comes later in the lexicon"
    else:
        told = "the other begins first" if winner.span.start < loser.span.start else "the other is longer"
    return f"{told} ({winner.rule})"


def _named(proposal: Proposal) -> str:
    return proposal.precedence.name.lower().replace("in_unit", "name inside a unit")


def default(numeral: Numeral, text: str) -> Exclusion:
    """Exclude a numeral that no reading has: 半 of 半导体, ² of a chart, a lone Ⅲ, 10.8.0.15, a row of 5,000 digits."""
    span = Span(numeral.start, numeral.end)
    if numeral.end - numeral.start > LONGEST:
        return Exclusion(span, Reason.OTHER, "other.digits")
    if numeral.form is Form.CHARACTER and text[numeral.start] in "¹²³⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉":
        return Exclusion(span, Reason.SUPERSCRIPT, "superscript.mark")
    if numeral.form is Form.MALFORMED:
        return Exclusion(span, Reason.OTHER, "other.malformed")
    if numeral.form in {Form.DIGITS, Form.POWER}:
        return Exclusion(span, Reason.OTHER, "other.digits", numeral.low, numeral.high)
    return Exclusion(span, Reason.WORD, "word.numeral")
