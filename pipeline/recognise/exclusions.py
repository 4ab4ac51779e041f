"""Numerals that are no claim by their own form: names, dates, ordinals, markers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.lexicon.exclusions import ExclusionRule, exclusion_rules
from pipeline.model import Exclusion, Mention, Span

NUMERAL = regex.compile(r"[\p{N}〇零一二两俩三四五六七八九十百千万亿半廿卅卌]")


# Most blocks are shorter, and no name or date is longer.
_STEP = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch of text that an exclusion rule takes whole."""

    span: Span
    rule: ExclusionRule


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[ExclusionRule, regex.Pattern[str]], ...]:
    return tuple((rule, regex.compile(rule.pattern)) for rule in exclusion_rules())


def find_taken(text: str) -> tuple[Taken, ...]:
    """Find all stretches that the exclusion rules take, none overlapping.

    Args:
        text: Folded text of one block.

    Returns:
        The stretches in order. Where two rules want the same place, the one first in the lexicon has it.
    """
    free = bytearray(b"\1") * len(text)
    taken = []
    characters = frozenset(text)
    for rule, pattern in _compiled():
        if rule.needs and rule.needs.isdisjoint(characters):
            continue
        for match in _matches(pattern, text):
            start, end = match.span()
            if end > start and 0 not in free[start:end]:
                free[start:end] = bytes(end - start)
                taken.append(Taken(Span(start, end), rule))
    return tuple(sorted(taken, key=lambda stretch: stretch.span.start))


def _matches(pattern: regex.Pattern[str], text: str) -> Iterator["regex.Match[str]"]:
    """Find all matches, looking a window ahead: on a run of a million digits no start may scan to its end."""
    at = 0
    for stop in range(_STEP, len(text) + _STEP, _STEP):
        for match in pattern.finditer(text, max(at, stop - _STEP), min(stop + _STEP, len(text))):
            if match.start() >= stop:
                break
            # what leaves its window is read again without one
            whole = match if match.end() <= stop else pattern.match(text, match.start())
            if whole is not None:
                at = whole.end()
                yield whole


def as_exclusions(taken: tuple[Taken, ...], text: str, mentions: Iterable[Mention]) -> tuple[Exclusion, ...]:
    """Turn the stretches that hold numerals, and lie in no mention's unit, into exclusions."""
    free = bytearray(b"\1") * len(text)
    for mention in mentions:
        free[mention.span.start : mention.span.end] = bytes(mention.span.end - mention.span.start)
    return tuple(
        Exclusion(span, stretch.rule.reason, stretch.rule.id)
        for stretch in taken
        for span in free_runs(free, stretch.span)
        if NUMERAL.search(text, span.start, span.end)
    )


def free_runs(free: bytearray, span: Span) -> Iterator[Span]:
    """The runs of a span whose characters are free."""
    start = span.start
    for offset in range(span.start, span.end + 1):
        if offset == span.end or not free[offset]:
            if start < offset:
                yield Span(start, offset)
            start = offset + 1
