"""Typed view of `weights.toml`: how much each piece of evidence counts for or against a candidate of a field."""

from functools import lru_cache

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
    records = check_records(
        FILE, "field", required={"name": str, "weights": dict}, optional={"note": str, "by_hand": dict}
    )
    for record in records:
        if record["name"] == field:
            wrong = [name for name, weight in record["weights"].items() if not isinstance(weight, float)]
            if wrong:
                raise LexiconError(f"lexicon/{FILE}, {field}: {', '.join(wrong)} must be numbers with a point, as 1.0.")
            return Weights(record["weights"])
    raise LexiconError(f"lexicon/{FILE} has no field {field!r}. Run `python -m tests.quality.train`.")
