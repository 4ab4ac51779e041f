"""What earlier clauses of a sentence and what stands above it name, which a later clause goes on about."""

from collections.abc import Iterator
from itertools import takewhile

import regex

from pipeline.interpret.phrases import is_place, last_phrase, phrase_before
from pipeline.interpret.words import is_stop
from pipeline.lexicon.patterns import phrasing
from pipeline.lexicon.segmentation import cut, is_verb_word

_BEGINNING = 40  # characters of a clause in which its subject stands
_ABSTRACT, _PROPERTY = phrasing("phrase.abstract_head"), phrasing("phrase.property")
_ASIDE, _FIGURES, _PERSON = (phrasing(f"phrase.{name}") for name in ("aside", "figures", "person"))
_CLAUSES = regex.compile(r"[，；：:]|,(?!\d)")
_GROUP = regex.compile(r"\([^()]*\)")


def earlier_phrase(sentence: str) -> str | None:
    """The phrase of the nearest clause of the begun sentence that has one, as the subject of what follows.

    Args:
        sentence: The sentence up to the clause of the number, without its dates.
    """
    phrases = (phrase_before(_FIGURES.sub("", clause)) for clause in _earlier_clauses(sentence))
    return next((phrase for phrase in phrases if phrase and not is_place(phrase)), None)


def earlier_measure(sentence: str) -> str | None:
    """The measure that the nearest clause of the begun sentence names, if it does: 产能快速扩张，占全国的 46%."""
    return named_measure(next(_earlier_clauses(sentence), ""))


def earlier_doer(sentence: str) -> str | None:
    """The persons of whom the clause before tells something: 保洁员来自周边村落，."""
    tail = cut(next(_earlier_clauses(sentence), "")[:_BEGINNING])
    begun = tuple(takewhile(lambda word: not (is_stop(word) or is_verb_word(word)), tail))
    phrase = last_phrase(begun) if len(begun) < len(tail) else None
    return phrase if phrase and _PERSON.fullmatch(phrase) else None


def _earlier_clauses(sentence: str) -> Iterator[str]:
    """The clauses of a begun sentence that tell something, the nearest first."""
    clauses = _CLAUSES.split(_GROUP.sub("", sentence).rstrip("，；：:, "))
    return (clause for clause in reversed(clauses) if not _ASIDE.fullmatch(clause))


def named_measure(clause: str) -> str | None:
    """The first measure that a clause names, which what follows may tell of.

    >>> named_measure("当地组件产能快速扩张"), named_measure("进口货物金额在调查中显示为"), named_measure("项目已投产")
    ('当地组件产能', '进口货物金额', None)
    """
    named = cut(_GROUP.sub("", clause)[:_BEGINNING])
    first = next((at for at, word in enumerate(named) if not is_stop(word) and _PROPERTY.search(word)), None)
    phrase = last_phrase(named[: first + 1]) if first is not None else None
    return None if phrase and _ABSTRACT.fullmatch(phrase) else phrase


def lead_phrase(lead_in: str) -> str | None:
    """The phrase of a heading or lead-in that introduces a list."""
    return phrase_before(lead_in.rstrip("：: ")) if lead_in else None
