"""Typed view of `cues.toml` and `phrases.toml`: what the words around a quantity say of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from pipeline.lexicon.compiled import Compiled, compile_all
from pipeline.lexicon.loading import Record, check_records, read_member
from pipeline.lexicon.sieve import sifted
from pipeline.model import Direction

CUES = "cues.toml"
PHRASES = "phrases.toml"


@dataclass(frozen=True, slots=True)
class DirectionCue:
    """A word that says what happened to the measured thing."""

    id: str
    direction: Direction
    pattern: regex.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True)
class StatusCue:
    """A word that announces (planned) or reports (actual) what follows; `behind`: what stands before it."""

    id: str
    pattern: regex.Pattern[str]
    behind: bool
    example: str


@dataclass(frozen=True, slots=True)
class RateCue:
    """A word before a number that says per which time it counts; `time` is the code of that time."""

    id: str
    time: str
    pattern: regex.Pattern[str]
    example: str


@lru_cache(maxsize=1)
def direction_cues() -> tuple[DirectionCue, ...]:
    """All direction cues."""
    required = {"id": str, "direction": str, "pattern": str, "example": str}
    records = check_records(CUES, "direction", required=required, optional={"note": str})
    compiled = _compiled("direction", records)
    return tuple(
        DirectionCue(
            record["id"],
            read_member(CUES, record, "direction", Direction),
            compiled[record["pattern"]],
            record["example"],
        )
        for record in records
    )


def direction_cues_in(text: str) -> list[DirectionCue]:
    """The direction cues that a text may hold."""
    return _directions()(text)


@cache
def _directions() -> Callable[[str], list[DirectionCue]]:
    return sifted("direction", direction_cues(), lambda cue: cue.pattern.pattern)


@lru_cache(maxsize=3)
def status_cues(table: str) -> tuple[StatusCue, ...]:
    """The cues of one table, `planned`, `actual` or `compared`."""
    required = {"id": str, "pattern": str, "example": str}
    records = check_records(CUES, table, required=required, optional={"note": str, "behind": bool})
    compiled = _compiled(table, records)
    return tuple(
        StatusCue(record["id"], compiled[record["pattern"]], bool(record.get("behind")), record["example"])
        for record in records
    )


@lru_cache(maxsize=1)
def rate_cues() -> tuple[RateCue, ...]:
    """All rate cues."""
    required = {"id": str, "time": str, "pattern": str, "example": str}
    records = check_records(CUES, "rate", required=required, optional={"note": str})
    compiled = _compiled("rate", records)
    return tuple(
        RateCue(record["id"], record["time"], compiled[record["pattern"]], record["example"]) for record in records
    )


def rate_cues_in(text: str) -> list[RateCue]:
    """The rate cues that a text may hold."""
    return _rates()(text)


@cache
def _rates() -> Callable[[str], list[RateCue]]:
    return sifted("rate", rate_cues(), lambda cue: cue.pattern.pattern)


def _compiled(table: str, records: tuple[Record, ...]) -> Compiled:
    return compile_all(f"cues-{table}", (record["pattern"] for record in records))


@cache
def stop_words(stop: str) -> frozenset[str]:
    """The words of one group of `phrases.toml`, by its id: such as `predicate` or `function`."""
    required = {"id": str, "note": str, "words": list, "example": str}
    return next(
        frozenset(record["words"])
        for record in check_records(PHRASES, "stop", required=required, optional={})
        if record["id"] == stop
    )
