"""Typed view of `weights.toml`: how much each piece of evidence counts for or against a candidate of a field."""

from functools import lru_cache
from typing import Any

from pipeline.errors import LexiconError
from pipeline.lexicon.loading import check_records

FILE = "weights.toml"


class Weights(dict[str, float]):
    """Weights by name of the evidence; what is not named weighs nothing, and is missed once."""

    def __missing__(self, name: str) -> float:
        self[name] = 0.0
        return 0.0


@lru_cache(maxsize=16)
def weights(field: str) -> Weights:
    """The weights of a field.

    Raises:
        LexiconError: The file has no such field, or a weight is no number.
    """
    return Weights(_record(field)["weights"])


@lru_cache(maxsize=16)
def edges(field: str) -> dict[str, float]:
    """The evidence of a field that holds where the mean weight of neighbouring choices is above an edge, with the edge.

    Raises:
        LexiconError: The file has no such field, or a weight is no number.
    """
    return dict(_record(field).get("above", {}))


def _record(field: str) -> dict[str, Any]:
    records = check_records(
        FILE,
        "field",
        required={"name": str, "weights": dict},
        optional={"note": str, "by_hand": dict, "above": dict},
    )
    for record in records:
        if record["name"] == field:
            numbers = (record["weights"] | record.get("above", {})).items()
            wrong = [name for name, weight in numbers if not isinstance(weight, float)]
            if wrong:
                raise LexiconError(f"lexicon/{FILE}, {field}: {', '.join(wrong)} must be numbers with a point, as 1.0.")
            return record
    raise LexiconError(f"lexicon/{FILE} has no field {field!r}. Run `python -m tests.quality.train`.")
