"""The indicator that a claim counts for."""

from pipeline.meaning.deciding import decide
from pipeline.meaning.view import View
from pipeline.model import Aggregation

LIST = "indicators.toml"


def indicator(seen: View, aggregation: Aggregation) -> str | None:
    """The id of the indicator that the claim really is one of, or None."""
    return decide(LIST, "indicator", seen, aggregation=aggregation.value)
