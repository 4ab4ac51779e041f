"""One linear scorer for every field: candidates with named evidence, weights as data, the heaviest wins."""

import math
from collections.abc import Sequence

from pipeline.lexicon.weights import weights
from pipeline.model import Candidate, Choice


def choose(field: str, candidates: Sequence[Candidate]) -> Choice:
    """Rank the candidates of a field.

    Args:
        field: Name of the field in `lexicon/weights.toml`.
        candidates: The candidates, at least one; of equally heavy ones the first wins.

    Returns:
        The candidates with their scores, the best first, and the share that the value of the best has of all odds.
    """
    weight = weights(field).__getitem__
    scores = [sum(map(weight, each.evidence)) for each in candidates]
    if len(scores) == 1:
        return Choice(field, tuple(candidates), 1.0, tuple(scores))
    order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
    ranked, scores = [candidates[number] for number in order], [scores[number] for number in order]
    agreeing = odds = 0.0
    for each, score in zip(ranked, scores, strict=True):
        odd = math.exp(score - scores[0])
        odds += odd
        if each.value == ranked[0].value:
            agreeing += odd
    return Choice(field, tuple(ranked), agreeing / odds, tuple(scores))
