"""Numerals that are no claim by their own form: names, dates, ordinals, markers."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from pipeline.lexicon.exclusions import ExclusionRule, exclusion_rules
from pipeline.model import Span
from pipeline.recognise.numerals import Numerals


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[ExclusionRule, regex.Pattern[str]], ...]:
    return tuple((rule, regex.compile(rule.pattern)) for rule in exclusion_rules())


def find_records(numerals: Numerals, *, cutting: bool = False) -> Iterator[tuple[int, ExclusionRule, Span]]:
    """Find what the records of the lexicon describe.

    Args:
        numerals: The numerals of a folded text.
        cutting: Find those whose edge cuts a numeral instead, which are no reading: 万一 in 一万一千.

    Yields:
        Place of the record in the lexicon, the record, and where it stands: over one or more whole numerals.
    """
    text = numerals.text
    characters = frozenset(text)
    for order, (rule, pattern) in enumerate(_compiled()):
        if rule.needs and rule.needs.isdisjoint(characters):
            continue
        match = pattern.search(text)
        while match:
            start, end = match.span()
            cut = end > start and numerals.cut(start, end)
            if cut is cutting and end > start and (cut or numerals.within(start, end)):
                yield order, rule, Span(start, end)
            match = pattern.search(text, end if end > start and not cut else start + 1)
