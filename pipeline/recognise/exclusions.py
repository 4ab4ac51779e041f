"""Numerals that are no claim by their own form: names, dates, ordinals, markers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import regex

from pipeline.lexicon.compiled import compile_all
from pipeline.lexicon.exclusions import ExclusionRule, exclusion_rule, exclusion_rules
from pipeline.lexicon.sieve import Sieve
from pipeline.model import Span
from pipeline.recognise.numerals import Numerals

_MARKER = "list_marker.start"
_WINDOW = 500  # characters; most blocks are shorter, and no name or date is longer


@dataclass(frozen=True, slots=True)
class Told:
    """What a book says of the numerals of a block, which the block alone does not.

    Attributes:
        marked: How many of its first characters are the number that a list which counts on gives it.
        republic: Whether years are those of the republic: 98 年 is 2009.
        currency: ISO 4217 code of the currency of a 元 that names none.
    """

    marked: int = 0
    republic: bool = False
    currency: str = "CNY"


NOTHING = Told()


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[ExclusionRule, regex.Pattern[str]], ...]:
    compiled = compile_all("exclusions", (rule.pattern for rule in exclusion_rules()))
    return tuple((rule, compiled[rule.pattern]) for rule in exclusion_rules())


@lru_cache(maxsize=1)
def _sieve() -> Sieve:
    return Sieve.of("exclusions", (rule.pattern for rule in exclusion_rules()))


def find_records(
    numerals: Numerals, told: Told = NOTHING, *, cutting: bool = False
) -> Iterator[tuple[int, ExclusionRule, Span]]:
    """Find what the records of the lexicon describe.

    Args:
        numerals: The numerals of a folded text.
        told: What its book says of them.
        cutting: Find those whose edge cuts a numeral instead, which are no reading: 万一 in 一万一千.

    Yields:
        Place of the record in the lexicon, the record, and where it stands: over one or more whole numerals.
    """
    text = numerals.text
    short = len(text) <= 2 * _WINDOW
    records = _compiled()
    for order in _sieve().called(text):
        rule, pattern = records[order]
        if rule.republic and not told.republic:
            continue
        find = pattern.search if short else partial(_next, pattern)
        at = 0
        while at < len(text) and (match := find(text, at)):
            start, end = match.span()
            cut = end > start and numerals.cut(start, end)
            if cut is cutting and end > start and (cut or numerals.within(start, end)):
                yield order, rule, Span(start, end)
            # behind a long one nobody looks for another that begins inside it
            at = start + 1 if (cut or end == start) and end - start < _WINDOW else end
    end = len(text[: told.marked].rstrip())
    if end and not cutting and numerals.within(0, end) and not numerals.cut(0, end):
        yield len(records), exclusion_rule(_MARKER), Span(0, end)


def _next(pattern: regex.Pattern[str], text: str, at: int) -> "regex.Match[str] | None":
    """Find the next match, looking a window ahead: on a run of a million digits no start may scan to its end."""
    while at < len(text):
        match = pattern.search(text, at, at + 2 * _WINDOW)
        if match is None:
            at += _WINDOW
            continue
        if match.end() <= at + _WINDOW:
            return match
        # what ends near the edge of its window is read again without one
        whole = pattern.match(text, match.start())
        if whole:
            return whole
        at = match.start() + 1
    return None
