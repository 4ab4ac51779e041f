"""Which of the readings of a numeral stands, and why the others do not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.model import Exclusion, Mention, Reason, Span
from pipeline.recognise.numerals import Form, Numeral, Numerals
from pipeline.recognise.proposals import Proposal

Outcome = Mention | Exclusion
Settle = Callable[[Proposal], Outcome | None]


@dataclass(frozen=True, slots=True)
class Loser:
    """A reading that does not stand.

    Attributes:
        proposal: The reading.
        winner: The one that stands in its place; None where its numeral only is part of a word.
    """

    proposal: Proposal
    winner: Proposal | None

    @property
    def why(self) -> str:
        """Why it does not stand, in a few words."""
        if self.winner is None:
            return "part of a word"
        if self.winner.precedence != self.proposal.precedence:
            return f"{self.winner.precedence.name.lower()} before {self.proposal.precedence.name.lower()}"
        if self.winner.order != self.proposal.order:
            return "earlier in the lexicon"
        return "begins first" if self.winner.span.start < self.proposal.span.start else "longer"


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings that stand, which share no character, and those that do not."""

    outcomes: tuple[Outcome, ...]
    losers: tuple[Loser, ...]


def choose(numerals: Numerals, proposals: Iterable[Proposal], settle: Settle) -> Choice:
    """Choose among the readings of a text; each numeral gets exactly one, or the default exclusion.

    Args:
        numerals: Its numerals.
        proposals: Its readings, best first.
        settle: Makes of a reading what it says, or None where its numeral is part of a word after all.

    Returns:
        What stands, in order, and what does not.
    """
    holder: list[Proposal | None] = [None] * len(numerals.text)
    taken = bytearray(len(numerals.text))
    outcomes: list[Outcome] = []
    losers: list[Loser] = []
    for proposal in proposals:
        start, end = proposal.span.start, proposal.span.end
        at = taken.find(1, start, end)
        if at >= 0:
            losers.append(Loser(proposal, holder[at]))
            continue
        outcome = settle(proposal)
        if outcome is None:
            losers.append(Loser(proposal, None))
            continue
        outcomes.append(outcome)
        start, end = outcome.span.start, outcome.span.end
        taken[start:end] = b"\1" * (end - start)
        holder[start:end] = [proposal] * (end - start)
    outcomes += [default(numeral, numerals.text) for numeral in numerals if not taken[numeral.start]]
    return Choice(tuple(sorted(outcomes, key=lambda outcome: outcome.span.start)), tuple(losers))


def default(numeral: Numeral, text: str) -> Exclusion:
    """Exclude a numeral that no reading has: 半 of 半导体, ² of a chart, a lone Ⅲ, 10.8.0.15."""
    span = Span(numeral.start, numeral.end)
    if numeral.form is Form.CHARACTER and text[numeral.start] in "¹²³⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉":
        return Exclusion(span, Reason.SUPERSCRIPT, "superscript.mark")
    if numeral.form is Form.MALFORMED:
        return Exclusion(span, Reason.OTHER, "other.malformed")
    if numeral.form in {Form.DIGITS, Form.POWER}:
        return Exclusion(span, Reason.OTHER, "other.digits", numeral.low, numeral.high)
    return Exclusion(span, Reason.WORD, "word.numeral")
