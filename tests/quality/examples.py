"""The choices of the annotated books whose answer is known: what the rankers learn from."""

from dataclasses import dataclass, replace

from pipeline import extract
from pipeline.dataset.rows import build_tables
from pipeline.evaluate import GoldClaim, evaluate, judge, read_gold
from pipeline.interpret.confidence import RIGHT
from pipeline.lexicon.characters import fold
from pipeline.lexicon.loading import load_records
from pipeline.lexicon.weights import FILE
from pipeline.model import Choice
from tests.quality.books import Book

CONFIDENCE = "confidence"
FIELDS = tuple(record["name"] for record in load_records(FILE, "field"))


@dataclass(frozen=True, slots=True)
class Example:
    """A choice and which of its candidates agree with the gold."""

    choice: Choice
    right: tuple[bool, ...]


def examples(book: Book) -> dict[str, list[Example]]:
    """The choices of a book whose answer is known, by field."""
    extraction = extract(book.text, edition=int(book.text.parent.name))
    text = extraction.document.text
    choices = {
        (block.block.offsets[claim.mention.span.start], choice.field): choice
        for section in extraction.blocks
        for block in section
        for claim in block.claims
        for choice in claim.choices
    }
    found = evaluate(build_tables(extraction)["claims"].to_pylist(), read_gold(book.gold, text), text)
    known: dict[str, list[Example]] = {}
    for verdict in found.verdicts:
        place = verdict.claim["char_start"]
        for field in FIELDS:
            choice = choices.get((place, field))
            if choice is not None:
                whole = all(verdict.right.values())
                right = tuple(
                    (candidate.value == RIGHT) is whole
                    if field == CONFIDENCE
                    else _agrees(field, candidate.value, verdict.gold)
                    for candidate in choice.candidates
                )
                known.setdefault(field, []).append(Example(choice, right))
    for claim in found.spurious:
        choice = choices[claim["char_start"], CONFIDENCE]
        right = tuple(candidate.value != RIGHT for candidate in choice.candidates)
        known.setdefault(CONFIDENCE, []).append(Example(choice, right))
    return known


def _agrees(field: str, value: str | None, gold: GoldClaim) -> bool:
    return judge(field, {field: value}, replace(gold, metric=fold(gold.metric)))
