"""What a mass or a volume is of."""

from pipeline.meaning.deciding import decide
from pipeline.meaning.view import View
from pipeline.model import QuantityKind

LIST = "substances.toml"
_OF_SOMETHING = frozenset({QuantityKind.MASS, QuantityKind.VOLUME, QuantityKind.CONCENTRATION})


def substance(seen: View) -> str | None:
    """The substance that the unit or the metric names, or None."""
    unit = seen.claim.unit
    if unit.substance or unit.kind not in _OF_SOMETHING:
        return unit.substance
    return decide(LIST, "substance", seen)
