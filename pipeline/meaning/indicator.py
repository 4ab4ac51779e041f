"""The indicator that a claim counts for."""

from pipeline.lexicon.decisions import INDICATORS
from pipeline.meaning.deciding import decide
from pipeline.meaning.view import View
from pipeline.model import Aggregation


def indicator(seen: View, aggregation: Aggregation) -> str | None:
    """The id of the indicator that the claim really is one of, or None."""
    return decide(INDICATORS, "indicator", seen, aggregation=aggregation.value)
