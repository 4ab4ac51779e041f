"""Text to mentions and exclusions: every numeral in exactly one.

Numerals are found first, whole. Then readings compete for them: the records of the lexicon (names, dates, ordinals,
idioms), shares, quantities. One order of precedence decides (`proposals.Precedence`); what no reading has is excluded.
"""

from collections.abc import Sequence
from dataclasses import replace

import regex

from pipeline.errors import guarded
from pipeline.lexicon.characters import fold
from pipeline.model import (
    Block,
    BlockKind,
    Exclusion,
    Flag,
    Mention,
    QuantityKind,
    Reading,
    Reason,
    Section,
    Span,
)
from pipeline.recognise.bounds import read_bound, strictest
from pipeline.recognise.choice import Choice, Loser, Outcome, choose
from pipeline.recognise.exclusions import NOTHING, Told, find_records
from pipeline.recognise.margins import read_margins
from pipeline.recognise.numerals import Numerals
from pipeline.recognise.proposals import Precedence, Proposal, propose
from pipeline.recognise.quantity import Quantity
from pipeline.recognise.sharing import BARE, keep_currency, share_units
from pipeline.recognise.spacing import closed_up
from pipeline.recognise.words import inside_word, is_claim, unclaimed, unread

_SCALE_ALONE = frozenset("百千万亿佰仟")
_SCALED = regex.compile(r"[近上超过数几约达逾破成共有]\s?$")
_EACH = regex.compile(r"每(?:隔|增加|减少)?\s?$")
_ACCOUNT = regex.compile(
    r"[\s$]*(\([\s$]*(?:\d[\d.,]{2,}|\d\.\d+)\s*\)|\(\s*\d[\d.,]*\s*(?:%|[十百千]?[万亿]|个?百分点|pp|pct|bps?)\s*\))\s*"
)
# 3,826)( and 47)($ are (3,826) and ($47) in PDFs that draw the bracket last; ( 52 ) is no mark
_LOOSE_ACCOUNT = regex.compile(r"\s*(?|(\d[\d.,]*)\)\([\s$]*|(\([$]?\s+\d[\d.,]*\s*\)))\s*")
_LOSS = regex.compile(r"\s*(\(\s*\d{1,2}\s*\))\s*")
_SUM = regex.compile(r"\s*[\[〔【]\s*[-−+]?\s*\d[\d.,]*\s*%?\s*[\]〕】]\s*")  # [15.3], of five years; no footnote
_NO_BRACKETS = str.maketrans("()[]〔〕【】", " " * 8)
_WHOLE_CELL = regex.compile(r"[\s(（]*+[-−+▲▼△↑↓]?\s*+[\d.,，\s]++[)）]?\s*+(?:[*†‡]++\s*+|\(\s*[\d.]++\s*%\s*\)\s*+)?")

__all__ = ["chosen", "losers", "read_margins", "read_section", "recognise"]


def read_section(section: Section) -> tuple[Reading, ...]:
    """Read all numerals of a section; offsets count in each block's text."""
    return tuple(_read_block(block) for block in section.blocks)


def _read_block(block: Block) -> Reading:
    told = Told(block.marked, republic=block.republic, currency=block.currency)
    return guarded(
        lambda: _doubted(recognise(block.text, cell=block.kind is BlockKind.CELL, told=told), block.doubts),
        lambda trouble: unread(block.text, trouble),
    )


def _doubted(reading: Reading, doubts: tuple[int, ...]) -> Reading:
    """Flag the numbers that a line end may have put together of two."""
    if not doubts:
        return reading
    mentions = tuple(
        replace(mention, flags=(*mention.flags, Flag.AMBIGUOUS_NUMBER))
        if any(mention.value.start < doubt < mention.value.end for doubt in doubts)
        else mention
        for mention in reading.mentions
    )
    return replace(reading, mentions=mentions)


def recognise(text: str, *, cell: bool = False, loss: bool = False, told: Told = NOTHING) -> Reading:
    """Read all numerals of a text.

    Args:
        text: One paragraph, list item or table cell, soft line breaks joined.
        cell: Whether it is a table cell, where a number stands alone and takes its unit from the header.
        loss: Whether the cell stands among values, where (3) is a loss and no mark.
        told: What its book says of its numerals.

    Returns:
        Mentions and exclusions, each in order; no two overlap and no numeral is left out.

    >>> [mention.unit.code for mention in recognise("节约电能 1546 万千瓦时 / 年，减排 3 吨").mentions]
    ['kW.h/a', 't']
    """
    folded = fold(text)
    if cell and (closed := closed_up(folded)):
        return _set_apart(recognise(closed[0], cell=True, loss=loss, told=told), closed[1])
    account = (_LOOSE_ACCOUNT.fullmatch(folded) or (_LOSS.fullmatch(folded) if loss else None)) if cell else None
    bare = account or (cell and _SUM.fullmatch(folded))
    numerals = Numerals(folded.translate(_NO_BRACKETS) if bare else folded)
    if not numerals:
        return Reading((), ())
    outcomes = chosen(numerals, told=told).outcomes
    mentions = [_as_written(found, text) for found in outcomes if isinstance(found, Mention)]
    account = account or (_ACCOUNT.fullmatch(numerals.text) if cell else None)
    if account and len(mentions) == 1:
        mentions = [_negative(mentions[0], account)]
    exclusions = [found for found in outcomes if isinstance(found, Exclusion)]
    claimed = []
    whole = cell and _WHOLE_CELL.fullmatch(numerals.text) is not None
    for mention in keep_currency(share_units(mentions, numerals.text), numerals, told.currency):
        if mention.unit.text or mention.rule not in BARE or whole or is_claim(mention, numerals.text):
            claimed.append(mention)
        else:
            exclusions.append(unclaimed(mention, numerals.text))
    return Reading(tuple(claimed), tuple(sorted(exclusions, key=lambda exclusion: exclusion.span.start)))


def _set_apart(reading: Reading, offsets: Sequence[int]) -> Reading:
    """A reading of what was closed up, with the spans of what stands apart."""

    def apart(span: Span) -> Span:
        return Span(offsets[span.start], offsets[span.end - 1] + 1)

    return Reading(
        tuple(replace(mention, span=apart(mention.span), value=apart(mention.value)) for mention in reading.mentions),
        tuple(replace(exclusion, span=apart(exclusion.span)) for exclusion in reading.exclusions),
    )


def chosen(numerals: Numerals, *, told: Told = NOTHING, hopeless: bool = False) -> Choice:
    """Which readings of the numerals of a folded text stand, and which do not, those without a hope left out or not."""
    return choose(
        numerals, propose(numerals, told=told, hopeless=hopeless), lambda proposal: _settle(numerals, proposal)
    )


def _negative(mention: Mention, account: "regex.Match[str]") -> Mention:
    """Read (208.0) in a cell as accountants print a loss; (3) is a mark."""
    if (
        mention.low is None
        or mention.high is None
        or not (mention.unit.text in {"", "%", "$"} or mention.unit.code in {"{pp}", "{bp}"})
    ):
        return mention
    span = Span(*account.span(1))
    value = mention.value if mention.unit.text else span
    return replace(mention, span=span, value=value, low=-mention.high, high=-mention.low)


def losers(text: str) -> tuple[Loser, ...]:
    """Which readings of a text competed and do not stand, and why, in order.

    >>> [(loser.rule, loser.why) for loser in losers("一万一千元")]
    [('idiom.fixed', 'it would cut a numeral in two')]
    """
    numerals = Numerals(fold(text))
    cut = (
        Loser(span, record.id, "it would cut a numeral in two")
        for _, record, span in find_records(numerals, cutting=True)
    )
    return tuple(
        sorted((*chosen(numerals, hopeless=True).losers, *cut), key=lambda loser: (loser.span.start, loser.span.end))
    )


def _settle(numerals: Numerals, proposal: Proposal) -> Outcome | None:
    """Make of a reading a mention or an exclusion; None where its numeral is part of a word."""
    if proposal.record:
        return Exclusion(proposal.span, proposal.record.reason, proposal.record.id)
    quantity = proposal.quantity
    if quantity is None:
        return None
    if proposal.precedence is not Precedence.SHARE and inside_word(numerals, quantity.start, quantity.end):
        return None
    return _no_claim(numerals.text, quantity) or _mention(numerals.text, quantity)


def _no_claim(text: str, quantity: Quantity) -> Exclusion | None:
    """Exclude what looks like a quantity but says only of what or of how many something else is."""
    start, unit = quantity.start, quantity.unit
    number = text[quantity.value_start : quantity.value_end]
    if number in _SCALE_ALONE and not unit.classifier and not _SCALED.search(text, max(0, start - 4), start):
        # 万元产值能耗: per ten thousand yuan
        return _excluded(quantity, Reason.DENOMINATOR, "denominator.scale")
    if number == "一" and unit.classifier:
        return _excluded(quantity, Reason.ARTICLE, "article.one")
    if _EACH.search(text, max(0, start - 4), start) and unit.text and _is_round(quantity):
        return _excluded(quantity, Reason.DENOMINATOR, "denominator.each")
    return None


def _is_round(quantity: Quantity) -> bool:
    """Whether a number is one, ten, a hundred, …: 每 100 公里 is a denominator, 每 30 秒 and 每 2.6 辆 say how many."""
    return quantity.low is not None and quantity.low.normalize().as_tuple().digits == (1,)


def _excluded(quantity: Quantity, reason: Reason, rule: str) -> Exclusion:
    return Exclusion(Span(quantity.start, quantity.end), reason, rule, quantity.low, quantity.high)


def _mention(text: str, quantity: Quantity) -> Mention:
    around = read_bound(text, quantity.start, quantity.end, duration=quantity.unit.kind is QuantityKind.TIME)
    return Mention(
        Span(quantity.start, quantity.end),
        Span(quantity.value_start, quantity.value_end),
        quantity.low,
        quantity.high,
        quantity.unit,
        strictest(quantity.bound, around),
        quantity.rule,
        quantity.flags,
        quantity.scale,
    )


def _as_written(mention: Mention, text: str) -> Mention:
    """Give the unit as the text writes it, traditional characters and widths included."""
    unit = mention.unit
    written = "".join(text[unit.start : unit.end].split())
    if not unit.end or written == unit.text:
        return mention
    return replace(mention, unit=replace(unit, text=written))
