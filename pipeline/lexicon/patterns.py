"""Typed view of `patterns.toml`: turns of phrase that the stages ask for by name."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.errors import LexiconError
from pipeline.lexicon.compiled import compile_all
from pipeline.lexicon.loading import check_records

FILE = "patterns.toml"
_NAME = regex.compile(r"⟨([\w.]+)⟩")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A turn of phrase.

    Attributes:
        id: Its name.
        pattern: What it looks like in folded text.
        example: A text that holds it.
    """

    id: str
    pattern: regex.Pattern[str]
    example: str


@lru_cache(maxsize=1)
def phrasings() -> dict[str, Phrasing]:
    """All turns of phrase by name; one that names another in `⟨…⟩` holds that one's pattern."""
    required = {"id": str, "pattern": str, "example": str}
    written: dict[str, str] = {}
    examples = {}
    for record in check_records(FILE, "pattern", required=required, optional={"note": str}):
        written[record["id"]] = _NAME.sub(lambda name: f"(?:{_written(written, name[1])})", record["pattern"])
        examples[record["id"]] = record["example"]
    compiled = compile_all("patterns", written.values())
    return {name: Phrasing(name, compiled[written[name]], example) for name, example in examples.items()}


def phrasing(name: str) -> regex.Pattern[str]:
    """The pattern of a turn of phrase.

    Raises:
        LexiconError: There is none of that name.
    """
    found = phrasings().get(name)
    if found is None:
        raise LexiconError(f"lexicon/{FILE} has no pattern {name!r}. Add it, with an example.")
    return found.pattern


def _written(written: dict[str, str], name: str) -> str:
    if name not in written:
        raise LexiconError(f"lexicon/{FILE}: ⟨{name}⟩ names no pattern above it. Write that one first.")
    return written[name]
