"""What stands around a claim: the texts that decide whose number it is and how it adds up."""

from bisect import bisect_right
from typing import NamedTuple

import regex

from pipeline.lexicon.characters import fold
from pipeline.lexicon.typography import LONGEST_SENTENCE
from pipeline.model import Block, Claim, Span

_BOUNDARY = regex.compile(r"[，。；：！？;!?]|(?<!\d),|,(?!\d)|:(?!\d)")
_LEADING = regex.compile(
    r"(?:[\s•·●■◆▪\-*➢()（）“”\d.、]|[①-⑳]|(?:截至|截止|自|从|到|至|在|于|目前|其中|此外|同时|另外|据(?:测算|统计|估算|了解)|每年|"
    r"(?:19|20)\d\d\s?[年\-~至到]|\d+\s?月|[年月日度底末初份]|以来|期间)[，,]?)*+"
)


class View(NamedTuple):
    """The folded texts around one claim.

    Attributes:
        claim: The claim.
        block: Its block's whole text.
        written: The same as the source writes it.
        span: Where the number with its unit stands in it.
        metric: What it measures.
        before: Its clause up to the number.
        after: Its clause behind the unit.
        sentence: Its sentence up to the number.
        head: The same without dates, list marks and connectives at its head.
        above: Its lead-in, the nearest heading and, of a cell, its labels.
        organisation: Whose case it is; empty outside a case.
        section: Kind of the section.
        near: Metric, labels of a cell and clause in one text, `#` for the number.
        earlier: What stands before the number in its block, as far as it may still tell of it.
        unit: Code of the unit.
        unit_text: The unit, folded.
        period: The period, or nothing.
    """

    claim: Claim
    block: str
    written: str
    span: Span
    metric: str
    before: str
    after: str
    sentence: str
    head: str
    above: str
    organisation: str
    section: str
    near: str
    earlier: str
    unit: str
    unit_text: str
    period: str


def view(claim: Claim, block: Block, above: str, labels: str, speaker: tuple[str, str]) -> View:
    """Look around a claim.

    Args:
        claim: The claim.
        block: Its block.
        above: What heads the block: lead-in or heading, and labels; folded.
        labels: What heads a cell's row and column, folded; nothing for prose.
        speaker: Whose case it is, folded, and the kind of the section.
    """
    text, span = fold(block.text), claim.mention.span
    number = bisect_right(block.sentences, span.start, key=lambda sentence: sentence.end)
    sentence = block.sentences[min(number, len(block.sentences) - 1)] if block.sentences else Span(0, len(text))
    start = max(sentence.start, span.start - LONGEST_SENTENCE)
    before = text[start : span.start]
    earlier = text[max(0, span.start - LONGEST_SENTENCE) : span.start]
    left = max((match.end() for match in _BOUNDARY.finditer(before)), default=0)
    right = _BOUNDARY.search(text, span.end, min(sentence.end, span.end + LONGEST_SENTENCE))
    after = text[span.end : right.start() if right else sentence.end]
    head = before[match.end() if (match := _LEADING.match(before)) else 0 :]
    metric = fold(claim.metric or "")
    clause = before[left:]
    return View(
        claim,
        text,
        block.text,
        span,
        metric,
        clause,
        after,
        before,
        head,
        above,
        *speaker,
        near=f"{metric} {labels} {clause}#{after}",
        earlier=earlier,
        unit=claim.unit.code,
        unit_text=fold(claim.unit.text),
        period=claim.period or "",
    )
