"""How sure a claim is: what a reviewer should see first.

A claim is right or wrong, and what speaks for wrong is weighed as for every other field: two close candidates, a metric
from another clause, a number without a unit, an upper bound. `python -m tests.quality.train` learns the weights
from the gold and prints how well the figures hold on books that were left out.

A case whose claims are doubted more than those of most texts is one that the rules know little of, and each of its
claims is likelier wrong than its own signs tell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean
from typing import NamedTuple

from pipeline.interpret.ranking import choose
from pipeline.lexicon.weights import edges
from pipeline.model import Candidate, Choice, Claim, Flag, Mention, Topic, UnitReading

RIGHT, WRONG = "right", "wrong"
_CLOSE = (0.5, 0.8, 0.95, 0.99)  # shares of the best candidate below which a choice is close
_MOST = 0.99
# what no table vouches for stays below these, whatever else speaks for it
_SUSPICIOUS = frozenset({Flag.NO_UNIT, Flag.AMBIGUOUS_TABLE})
_UNKNOWN = frozenset({Flag.UNIT_FROM_HEADER, Flag.UNKNOWN_UNIT})  # a head names a unit that no list knows
_MOST_OF_SUSPICIOUS, _MOST_OF_UNNAMED = 0.45, 0.89
_MANY = 5  # quantities in one block
_LONG = 100  # characters of a sentence before the number
_SEVERAL = 2  # values that a field might have
_FEW = 8  # claims of a case that say little of it
FIELD = "confidence"
AMONG_DOUBTED = "among.doubted"


class Signs(NamedTuple):
    """What a claim's confidence depends on.

    Attributes:
        mention: The mention.
        unit: Its unit, with its rate.
        flags: Its flags.
        metric: Its metric.
        topic: Its topic.
        period: Its period.
        dated_here: Whether its own clause holds a date.
        before: How many characters of its sentence stand before it.
        quantities: How many quantities share its block.
        choices: How its fields were chosen.
        fit: How well its table fits the source; 1 outside tables.
        named: Whether its row and column have names; True outside tables.
    """

    mention: Mention
    unit: UnitReading
    flags: tuple[Flag, ...]
    metric: str | None
    topic: Topic
    period: str | None
    dated_here: bool
    before: int
    quantities: int
    choices: tuple[Choice, ...]
    fit: float = 1.0
    named: bool = True


def confidence(signs: Signs) -> Choice:
    """Weigh whether every field of a claim is right.

    Args:
        signs: What is known of it.

    Returns:
        A choice between `right` and `wrong`.
    """
    return choose(FIELD, (Candidate(RIGHT, ()), Candidate(WRONG, tuple(_against(signs)))))


def likelihood(choice: Choice, signs: Signs) -> float:
    """How likely a claim is right, to two places; nothing is certain, and no cell is surer than its table."""
    most = _MOST
    if not _SUSPICIOUS.isdisjoint(signs.flags):
        most = _MOST_OF_SUSPICIOUS
    elif not signs.named or signs.fit < 1 or _UNKNOWN.issubset(signs.flags):
        most = _MOST_OF_UNNAMED
    return round(min(_right(choice) * signs.fit, most), 2)


def beside_the_others(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims of a case, each with the confidence that it deserves beside the others.

    Args:
        claims: All claims of the case, each as sure as its own signs make it.

    Returns:
        The same; where they are doubted more than the claims of most texts, each with less confidence.
    """
    if len(claims) < _FEW or fmean(against(claim.choices[-1]) for claim in claims) <= edges(FIELD)[AMONG_DOUBTED]:
        return claims
    return [_among_doubted(claim) for claim in claims]


def against(choice: Choice) -> float:
    """The weight of what speaks against a claim.

    Args:
        choice: Between `right` and `wrong`.
    """
    return next(score for each, score in zip(choice.candidates, choice.scores, strict=True) if each.value == WRONG)


def _among_doubted(claim: Claim) -> Claim:
    before = claim.choices[-1]
    evidence = next(each.evidence for each in before.candidates if each.value == WRONG)
    after = choose(FIELD, (Candidate(RIGHT, ()), Candidate(WRONG, (*evidence, AMONG_DOUBTED))))
    less = round(claim.confidence * _right(after) / _right(before), 2)
    return replace(claim, confidence=less, choices=(*claim.choices[:-1], after))


def _right(choice: Choice) -> float:
    return choice.share if choice.value == RIGHT else 1 - choice.share


def _against(signs: Signs) -> list[str]:
    """What stands out among wrong claims."""
    found = ["any", *_of_the_number(signs), *_of_the_place(signs)]
    for choice in signs.choices:
        field = choice.field
        if choice.share < _CLOSE[-1]:
            found += [f"{field}.below_{edge}" for edge in _CLOSE if choice.share < edge]
        found += [f"{field}.{evidence}" for evidence in choice.candidates[0].evidence]
        if len(choice.candidates) > _SEVERAL and len({each.value for each in choice.candidates}) > _SEVERAL:
            found.append(f"{field}.several")
    return found


def _of_the_number(signs: Signs) -> Iterator[str]:
    """How number and unit were read."""
    mention = signs.mention
    yield f"rule.{mention.rule}"
    yield f"bound.{mention.bound}"
    yield f"kind.{mention.unit.kind}"
    yield from (f"flag.{flag}" for flag in signs.flags)
    if not signs.unit.text:
        yield "unit.none"
    if signs.unit.per_time and not mention.unit.per_time:
        yield "unit.rate_from_outside"


def _of_the_place(signs: Signs) -> Iterator[str]:
    """What is told of it, and what it stands among."""
    if signs.metric is None or len(signs.metric) == 1:
        yield "metric.one_character" if signs.metric else "metric.none"
    if signs.topic is Topic.OTHER:
        yield "topic.other"
    if signs.period:
        yield "period.here" if signs.dated_here else "period.elsewhere"
    if signs.quantities > _MANY:
        yield "crowded"
    if signs.before > _LONG:
        yield "long_sentence"
    if not any(choice.field == "metric" for choice in signs.choices):
        yield "cell"
