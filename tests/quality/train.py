"""Learn the weights of the rankers from the annotated books: `python -m tests.quality.train`.

For every quantity of a book that its gold holds, the candidates of a field are the alternatives and those that agree
with the gold are right. A linear model learns how much each piece of evidence counts; where the books say little it
stays with the weight set by hand (`by_hand` in `lexicon/weights.toml`). Printed is how often the first candidate is
right on books that were left out of the learning, beside the weights set by hand. The command is deterministic.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

import pipeline
from pipeline import extract
from pipeline.dataset.rows import build_tables
from pipeline.evaluate import GoldClaim, evaluate, judge, read_gold
from pipeline.interpret.confidence import RIGHT
from pipeline.lexicon.characters import fold
from pipeline.lexicon.loading import load_records
from pipeline.lexicon.weights import FILE
from pipeline.model import Choice
from tests.quality.books import Book, books, books_in

STEPS, RATE = 150, 0.1  # of the descent
TRUST, DOUBT = 0.03, 0.02  # how strongly the weights of a field, and of the confidence, are held to those set by hand
RARE = 5  # times that evidence must be seen to be weighed
GAIN = 0.005  # of the choices, by which learnt weights must be better than those set by hand to be kept
# The books here have been learnt from, and so have those beside them. A claim of a text that nobody has seen is taken
# to be somewhat more doubtful; much more would leave at the top only what a few odd signs put there.
UNSEEN = 0.1
SURE = 0.9
CONFIDENCE = "confidence"
FIELDS = tuple(record["name"] for record in load_records(FILE, "field"))
LEXICON = Path(pipeline.__file__).parent / "lexicon"
HEAD = """# How much each piece of evidence counts for or against a candidate; the heaviest candidate wins. Change
# `by_hand`, or `weights` of a field that has none, and run `python -m tests.quality.train --write`, which tries both
# rankers on books left out of the learning and keeps for each field what wins. What is not named weighs nothing.
"""
Array = npt.NDArray[np.float64]


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


class Problem:
    """The examples of a field, one row a candidate, as the places where a row has a piece of evidence."""

    def __init__(self, given: Sequence[Example], names: Sequence[str]) -> None:
        """Lay out the examples; those without a right or without a wrong candidate teach nothing."""
        at = {name: column for column, name in enumerate(names)}
        useful = [each for each in given if any(each.right) and not all(each.right)]
        candidates = [candidate for each in useful for candidate in each.choice.candidates]
        places = [
            (row, at[name]) for row, candidate in enumerate(candidates) for name in candidate.evidence if name in at
        ]
        self.rows = np.array([row for row, _ in places], dtype=np.int64)
        self.columns = np.array([column for _, column in places], dtype=np.int64)
        self.right = np.array([right for each in useful for right in each.right], dtype=np.float64)
        sizes = [len(each.choice.candidates) for each in useful]
        self.group = np.repeat(np.arange(len(useful)), sizes)
        self.starts = np.cumsum([0, *sizes[:-1]])
        self.names = len(names)

    def gradient(self, weights: Array) -> Array:
        """How the loss, the mean of minus the logarithm of the share of the right candidates, falls."""
        scores = np.bincount(self.rows, weights[self.columns], minlength=len(self.right))
        excess = self._shares(scores, np.ones(len(self.right))) - self._shares(scores, self.right)
        slope: Array = np.bincount(self.columns, excess[self.rows], minlength=self.names)
        return slope / len(self.starts)

    def _shares(self, scores: Array, taken: Array) -> Array:
        top = np.maximum.reduceat(scores, self.starts)
        odds = np.exp(scores - top[self.group]) * taken
        total = np.add.reduceat(odds, self.starts)
        shares: Array = odds / np.maximum(total[self.group], 1e-300)
        return shares


def learn(
    given: Sequence[Example], names: Sequence[str], by_hand: Mapping[str, float], trust: float = TRUST
) -> dict[str, float]:
    """Learn weights by steps of gradient descent (Adam), held to the weights set by hand."""
    seen = Counter(name for each in given for candidate in each.choice.candidates for name in candidate.evidence)
    names = [name for name in names if seen[name] >= RARE or name in by_hand]
    problem = Problem(given, names)
    prior = np.array([by_hand.get(name, 0.0) for name in names])
    weights, mean, square = prior.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = problem.gradient(weights) + trust * (weights - prior)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def accuracy(given: Sequence[Example], weighed: Mapping[str, float]) -> int:
    """How many first candidates are right."""
    right = 0
    for each in given:
        scores = [sum(weighed.get(name, 0.0) for name in candidate.evidence) for candidate in each.choice.candidates]
        right += each.right[scores.index(max(scores))]
    return right


@dataclass(frozen=True, slots=True)
class Comparison:
    """How both rankers do on a field, counted over books that were left out, and the weights learnt of all books."""

    field: str
    by_hand: dict[str, float]
    learnt: dict[str, float]
    hand_right: int
    learnt_right: int
    possible: int
    total: int

    @property
    def best(self) -> dict[str, float]:
        """The weights that win; those set by hand where the learnt ones are hardly better."""
        return self.learnt if self.learnt_right > self.hand_right + GAIN * self.total else self.by_hand


def compare(field: str, by_hand: dict[str, float], given: dict[str, list[Example]]) -> Comparison:
    """Learn a field with each book left out in turn.

    Args:
        field: The field.
        by_hand: Its weights set by hand.
        given: The examples of each book.
    """
    everything = _all(given)
    seen = {name for each in everything for candidate in each.choice.candidates for name in candidate.evidence}
    names = sorted(seen | set(by_hand))
    learnt_right = 0
    for left_out, group in given.items():
        rest = [example for name, others in given.items() if name != left_out for example in others]
        learnt_right += accuracy(group, learn(rest, names, by_hand))
    return Comparison(
        field,
        by_hand,
        learn(everything, names, by_hand),
        accuracy(everything, by_hand),
        learnt_right,
        sum(any(each.right) for each in everything),
        len(everything),
    )


def written(comparisons: Sequence[Comparison]) -> str:
    """The file of weights, as `pipeline/lexicon/weights.toml` holds it."""
    lines = [HEAD]
    for each in comparisons:
        lines += [f'[[field]]\nname = "{each.field}"\n', "[field.weights]"]
        lines += [f'"{name}" = {weight}' for name, weight in each.best.items() if weight]
        if each.best is not each.by_hand:
            lines += ["", "[field.by_hand]", *(f'"{name}" = {weight}' for name, weight in each.by_hand.items())]
        lines.append("")
    return "\n".join(lines)


def right_and_likelihood(given: Iterable[Example], weighed: Mapping[str, float]) -> list[tuple[float, bool]]:
    """How likely each claim is right by some weights, and whether it is."""
    found = []
    for each in given:
        against = sum(weighed.get(name, 0.0) for candidate in each.choice.candidates for name in candidate.evidence)
        is_right = any(
            right
            for candidate, right in zip(each.choice.candidates, each.right, strict=True)
            if candidate.value == RIGHT
        )
        found.append((1 / (1 + math.exp(against)), is_right))
    return found


def calibrated(
    given: dict[str, list[Example]], by_hand: Mapping[str, float], judged_on: Iterable[str]
) -> tuple[dict[str, float], str]:
    """The weights of the confidence, held to those set by hand, and what they are worth on books that were left out.

    Args:
        given: The examples of each book.
        by_hand: The weights set by hand.
        judged_on: The books that are left out in turn: real ones where there are any.
    """
    names = sorted(
        {name for each in _all(given) for candidate in each.choice.candidates for name in candidate.evidence}
        | set(by_hand)
    )
    judged: list[tuple[float, bool]] = []
    for left_out in judged_on:
        rest = [example for name, others in given.items() if name != left_out for example in others]
        judged += right_and_likelihood(given[left_out], _doubting(learn(rest, names, by_hand, DOUBT)))
    judged.sort()
    wrong = sum(not right for _, right in judged)
    sure = [right for likely, right in judged if likely >= SURE]
    third = sum(not right for _, right in judged[: len(judged) // 3])
    told = (
        f"confidence, book left out: {wrong} of {len(judged)} claims wrong in anything; "
        f"{len(sure)} at {SURE} and above, {sum(not right for right in sure)} of them wrong; "
        f"the least confident third holds {third} of the {wrong}"
    )
    return _doubting(learn(_all(given), names, by_hand, DOUBT)), told


def _doubting(learnt: dict[str, float]) -> dict[str, float]:
    return {**learnt, "any": round(learnt["any"] + UNSEEN, 2)}


def _all(given: Mapping[str, list[Example]]) -> list[Example]:
    return [example for group in given.values() for example in group]


@click.command()
@click.option("--write", is_flag=True, help="Write the weights that win to the lexicon.")
@click.option(
    "--beside",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of annotated texts that are not part of the repository: YEAR/name.txt with YEAR/name.jsonl.",
)
def main(*, write: bool, beside: Path | None) -> None:
    """Learn the weights and print how both rankers do on books that were left out."""
    real = books_in(beside) if beside else ()
    found = {book.name: examples(book) for book in (*books(), *real)}
    comparisons = []
    click.echo("| field | choices | set by hand | learnt, book left out | a right one among the candidates |")
    click.echo("| --- | --: | --: | --: | --: |")
    for record in load_records(FILE, "field"):
        if record["name"] == CONFIDENCE:
            continue
        by_hand = dict(record.get("by_hand", record["weights"]))
        field = record["name"]
        each = compare(field, by_hand, {name: fields.get(field, []) for name, fields in found.items()})
        shares = (f"{right / each.total:.3f}" for right in (each.hand_right, each.learnt_right, each.possible))
        click.echo(f"| {field} | {each.total} | {' | '.join(shares)} |")
        comparisons.append(each)
    record = next(record for record in load_records(FILE, "field") if record["name"] == CONFIDENCE)
    by_hand = dict(record.get("by_hand", {"any": 0.0}))
    judged_on = [book.name for book in real] or list(found)
    sure, told = calibrated({name: fields[CONFIDENCE] for name, fields in found.items()}, by_hand, judged_on)
    click.echo(f"\n{told}")
    if write:
        comparisons.append(Comparison(CONFIDENCE, by_hand, sure, 0, 1, 1, 1))
        (LEXICON / FILE).write_text(written(comparisons), encoding="utf-8")


if __name__ == "__main__":
    main()
