"""Typed view of the decision lists: what a claim must look like to have a subject, an aggregation, an indicator.

A list is read from its top; the first record that fits decides. What a record does not name it does not ask for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex

from pipeline.errors import LexiconError
from pipeline.lexicon.compiled import Compiled, compile_all
from pipeline.lexicon.loading import Record, check_records, load_records
from pipeline.model import Direction, QuantityKind, Topic

INDICATORS = "indicators.toml"
PLACES = ("metric", "before", "after", "sentence", "earlier", "head", "near", "above", "unit", "unit_text", "period")
# What a mass or volume can be of; `substances.toml` says which words name it.
SUBSTANCES = (
    *(
        "CO2",
        "CO2e",
        "sce",
        "oe",
        "SO2",
        "NOx",
        "PM",
        "VOC",
        "CH4",
        "COD",
        "NH3-N",
        "HCHO",
        "flue_gas",
        "natural_gas",
        "biogas",
    ),
    *("hydrogen", "diesel", "petrol", "oil", "coal", "steam", "paper", "textile", "plastic", "food", "waste"),
    *("wastewater", "water", "steel", "cement"),
    *("BOD5", "O2", "C", "MLSS", "MLVSS", "VSS", "DS"),
)
NAMES = ("topics", "kinds", "directions", "aggregations", "organisations")


@dataclass(frozen=True, slots=True)
class Condition:
    """A pattern that a text beside the number matches, or must not."""

    place: str
    pattern: regex.Pattern[str]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What a claim is where all of this holds.

    Attributes:
        value: What it is: a member of a closed set, or an id.
        example: A sentence whose last quantity the record decides on.
        names: For each of topic, kind, direction, aggregation and organisation that it asks for, what fits.
        conditions: What the texts around the number match.
    """

    value: str
    example: str
    names: Mapping[str, frozenset[str]]
    conditions: tuple[Condition, ...]


@lru_cache(maxsize=8)
def decisions(file_name: str, table: str) -> tuple[Decision, ...]:
    """The decision list `[[table]]` of a file, in order of precedence."""
    patterns = {f"{prefix}{place}": str for prefix in ("", "not_") for place in PLACES}
    notes = {
        "label_zh": str,
        "label_en": str,
        "definition": str,
        "expected_unit": str,
        "expected_direction": str,
        "codes": list,
        "note": str,
    }
    required = {"value": str, "example": str}
    optional = {**dict.fromkeys(NAMES, list), **patterns, **notes}
    records = check_records(file_name, table, required=required, optional=optional)
    compiled = compile_all(table, (pattern for record in records for _, pattern, _ in _asked(record)))
    return tuple(_decision(record, file_name, compiled) for record in records)


def _asked(record: Record) -> Iterator[tuple[str, str, bool]]:
    """The conditions of a record: where, what, and whether it is wanted there."""
    for prefix, wanted in (("", True), ("not_", False)):
        yield from ((place, record[key], wanted) for place in PLACES if (key := f"{prefix}{place}") in record)


def _decision(record: Record, file_name: str, compiled: Compiled) -> Decision:
    names = {name: frozenset(record[name]) for name in NAMES if name in record}
    for name, members in (("topics", Topic), ("kinds", QuantityKind), ("directions", Direction)):
        unknown = sorted(names.get(name, frozenset()) - frozenset(members))
        if unknown:
            raise LexiconError(f"lexicon/{file_name} ({record['example']}): {name} has {', '.join(unknown)}.")
    conditions = tuple(Condition(place, compiled[pattern], wanted) for place, pattern, wanted in _asked(record))
    return Decision(record["value"], record["example"], names, conditions)


@lru_cache(maxsize=1)
def indicator_records() -> dict[str, dict[str, Any]]:
    """What is said of each indicator: labels, definition and the same disclosure elsewhere.

    The first record that says it does; one that only adds a pattern need not say it again.
    """
    found: dict[str, dict[str, Any]] = {}
    for record in load_records(INDICATORS, "indicator"):
        said = found.setdefault(record["value"], {})
        for name, key in (("label_zh",) * 2, ("label_en",) * 2, ("definition",) * 2, ("mapping", "codes")):
            if key in record:
                said.setdefault(name, record[key])
    nothing = ("label_zh", "label_en", "definition")
    return {value: {**dict.fromkeys(nothing, value), "mapping": [], **said} for value, said in sorted(found.items())}
