"""What is asked about a quantity: which of the phrases in reach it measures or counts."""

from typing import NamedTuple

from pipeline.interpret.context import REACH, Context, flat
from pipeline.interpret.dates import Date, between
from pipeline.lexicon.patterns import phrasing
from pipeline.model import Mention

_DATE_EDGE = phrasing("date.edge")
Found = tuple[str | None, str, tuple[str, ...]]  # phrase, where it comes from, what speaks for it there


class Told(NamedTuple):
    """An earlier quantity of the block and what it was found to measure."""

    mention: Mention
    context: Context
    metric: str | None


class Asked(NamedTuple):
    """A quantity whose metric is asked for.

    Attributes:
        mention: The quantity.
        context: Where it stands.
        dates: The dates of its block, which are no part of a phrase.
        told: The quantities before it in its block, in order.
        cell: What headers and label say of its cell; None in prose.
        lead_in: Folded text of what introduces its block.
        ranked: The thing in its place of a list before 分别; None for none.
    """

    mention: Mention
    context: Context
    dates: tuple[Date, ...]
    told: tuple[Told, ...]
    cell: str | None
    lead_in: str
    ranked: str | None

    def undated(self, start: int, end: int) -> str:
        """A stretch of the block with white space for its dates, and without what stands in brackets in it."""
        text = self.context.text[start:end]
        for date in between(self.dates, start - REACH, end):
            first, last = max(date.span.start - start, 0), date.span.end - start
            if 0 <= first < last <= len(text):
                edge = _DATE_EDGE.match(text, last)  # 11 月末存款余额
                last = edge.end() if edge else last
                text = text[:first] + " " * (last - first) + text[last:]
        return flat(text)
