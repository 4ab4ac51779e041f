"""Learn the weights of the rankers from the annotated books: `python -m tests.quality.train`.

For every quantity of a book that its gold holds, the candidates of a field are the alternatives and those that agree
with the gold are right. A linear model learns how much each piece of evidence counts; where the books say little it
stays with the weight set by hand (`by_hand` in `lexicon/weights.toml`). Printed is how often the first candidate is
right on books that were left out of the learning, beside the weights set by hand. The command is deterministic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

import pipeline
from pipeline import extract
from pipeline.dataset.rows import build_tables
from pipeline.evaluate import GoldClaim, evaluate, judge, read_gold
from pipeline.lexicon.characters import fold
from pipeline.lexicon.loading import load_records
from pipeline.lexicon.weights import FILE
from pipeline.model import Choice
from tests.quality.books import Book, books

STEPS, RATE, TRUST = 300, 0.1, 0.03  # of the descent; how strongly a weight is held to the one set by hand
FIELDS = tuple(record["name"] for record in load_records(FILE, "field"))
LEXICON = Path(pipeline.__file__).parent / "lexicon"
HEAD = """# How much each piece of evidence counts for or against a candidate; the heaviest candidate wins. Change `by_hand`, or
# `weights` of a field that has none, and run `python -m tests.quality.train --write`, which tries both rankers on
# books left out of the learning and keeps for each field what wins. What is not named weighs nothing.
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
    verdicts = evaluate(build_tables(extraction)["claims"].to_pylist(), read_gold(book.gold, text), text).verdicts
    found: dict[str, list[Example]] = {}
    for verdict in verdicts:
        for field in FIELDS:
            choice = choices.get((verdict.claim["char_start"], field))
            if choice is not None:
                right = tuple(_agrees(field, candidate.value, verdict.gold) for candidate in choice.candidates)
                found.setdefault(field, []).append(Example(choice, right))
    return found


def _agrees(field: str, value: str | None, gold: GoldClaim) -> bool:
    return judge(field, {field: value}, replace(gold, metric=fold(gold.metric)))


class Problem:
    """The examples of a field as arrays, one row a candidate."""

    def __init__(self, given: Sequence[Example], names: Sequence[str]) -> None:
        """Lay out the examples; those without a right or without a wrong candidate teach nothing."""
        self.names = tuple(names)
        at = {name: column for column, name in enumerate(names)}
        useful = [each for each in given if any(each.right) and not all(each.right)]
        rows = [
            (number, candidate, right)
            for number, each in enumerate(useful)
            for candidate, right in zip(each.choice.candidates, each.right, strict=True)
        ]
        self.features = np.zeros((len(rows), len(names)))
        for row, (_, candidate, _right) in enumerate(rows):
            for name in candidate.evidence:
                self.features[row, at[name]] += 1.0
        self.group = np.array([number for number, _, _ in rows], dtype=np.int64)
        self.right = np.array([right for _, _, right in rows], dtype=np.float64)
        self.groups = len(useful)

    def gradient(self, weights: Array) -> Array:
        """How the loss, the mean of minus the logarithm of the share of the right candidates, falls."""
        share = self._shares(weights, np.ones(len(self.right)))
        among_right = self._shares(weights, self.right)
        return self.features.T @ (share - among_right) / max(self.groups, 1)

    def _shares(self, weights: Array, taken: Array) -> Array:
        scores = self.features @ weights
        top = np.full(self.groups, -np.inf)
        np.maximum.at(top, self.group, scores)
        odds = np.exp(scores - top[self.group]) * taken
        total = np.zeros(self.groups)
        np.add.at(total, self.group, odds)
        return odds / np.maximum(total[self.group], 1e-300)


def learn(given: Sequence[Example], names: Sequence[str], by_hand: Mapping[str, float]) -> dict[str, float]:
    """Learn weights by steps of gradient descent (Adam), held to the weights set by hand."""
    problem = Problem(given, names)
    prior = np.array([by_hand.get(name, 0.0) for name in names])
    weights, mean, square = prior.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = problem.gradient(weights) + TRUST * (weights - prior)
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
        """The weights that win; those set by hand where neither does."""
        return self.learnt if self.learnt_right > self.hand_right else self.by_hand


def compare(field: str, by_hand: dict[str, float], given: dict[str, list[Example]]) -> Comparison:
    """Learn a field with each book left out in turn.

    Args:
        field: The field.
        by_hand: Its weights set by hand.
        given: The examples of each book.
    """
    everything = [example for group in given.values() for example in group]
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


@click.command()
@click.option("--write", is_flag=True, help="Write the weights that win to the lexicon.")
def main(*, write: bool) -> None:
    """Learn the weights and print how both rankers do on books that were left out."""
    found = {book.name: examples(book) for book in books()}
    comparisons = []
    click.echo("| field | choices | set by hand | learnt, book left out | a right one among the candidates |")
    click.echo("| --- | --: | --: | --: | --: |")
    for record in load_records(FILE, "field"):
        by_hand = dict(record.get("by_hand", record["weights"]))
        field = record["name"]
        each = compare(field, by_hand, {name: fields.get(field, []) for name, fields in found.items()})
        shares = (f"{right / each.total:.3f}" for right in (each.hand_right, each.learnt_right, each.possible))
        click.echo(f"| {field} | {each.total} | {' | '.join(shares)} |")
        comparisons.append(each)
    if write:
        (LEXICON / FILE).write_text(written(comparisons), encoding="utf-8")


if __name__ == "__main__":
    main()
