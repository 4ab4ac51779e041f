"""One linear scorer for every field: candidates with named evidence, weights as data, the heaviest wins."""

import math
from collections.abc import Sequence
from operator import attrgetter

from pipeline.lexicon.weights import weights
from pipeline.model import Candidate, Choice

_SCORE = attrgetter("score")


def choose(field: str, candidates: Sequence[Candidate]) -> Choice:
    """Rank the candidates of a field.

    Args:
        field: Name of the field in `lexicon/weights.toml`.
        candidates: The candidates, at least one; of equally heavy ones the first wins.

    Returns:
        The candidates with their scores, the best first, and the share that the value of the best has of all odds.
    """
    weight = weights(field).__getitem__
    scored = [Candidate(each.value, each.evidence, sum(map(weight, each.evidence))) for each in candidates]
    if len(scored) == 1:
        return Choice(field, tuple(scored), 1.0)
    scored.sort(key=_SCORE, reverse=True)
    best = scored[0]
    agreeing = odds = 0.0
    for each in scored:
        odd = math.exp(each.score - best.score)
        odds += odd
        if each.value == best.value:
            agreeing += odd
    return Choice(field, tuple(scored), agreeing / odds)
