"""Typed view of `factors.toml`: what a unit of one measure comes to in another, as published."""

from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon.loading import check_records

FACTORS = "factors.toml"


@dataclass(frozen=True, slots=True)
class Band:
    """The published values of a factor.

    Attributes:
        id: Name of the factor.
        cause: Substance or measure that is saved or used.
        effect: What it comes to.
        unit: Unit of effect per cause.
        label: The same for a sentence.
        low: Smallest of the published values, widened.
        high: Largest of them, widened.
        least: Below this no source goes.
        most: Above this none does.
        document: Where the values are from.
        example: A sentence that is inside the band.
        near_miss: A sentence that is outside of all.
    """

    id: str
    cause: str
    effect: str
    unit: str
    label: str
    low: float
    high: float
    least: float
    most: float
    document: str
    example: str
    near_miss: str


@lru_cache(maxsize=1)
def bands() -> dict[tuple[str, str], Band]:
    """The bands by cause and effect."""
    numbers = ("low", "high", "least", "most")
    words = ("id", "cause", "effect", "unit", "label", "values", "document", "example", "near_miss")
    required: dict[str, type] = {**dict.fromkeys(words, str), **dict.fromkeys(numbers, float)}
    records = check_records(FACTORS, "factor", required=required, optional={})
    found = (Band(**{key: record[key] for key in record if key != "values"}) for record in records)
    return {(band.cause, band.effect): band for band in found}
