"""Learn the weights of the rankers from the annotated books: `python -m tests.quality.train`.

For every quantity of a book that its gold holds, the candidates of a field are the alternatives and those that agree
with the gold are right. A linear model learns how much each piece of evidence counts; where the books say little it
stays with the weight set by hand (`by_hand` in `lexicon/weights.toml`). Printed is how often the first candidate is
right on books that were left out of the learning, beside the weights set by hand. The command is deterministic.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TypeVar

import click
import numpy as np
import numpy.typing as npt

import pipeline
from pipeline.interpret.confidence import AMONG_DOUBTED, RIGHT, WRONG
from pipeline.lexicon.loading import load_records
from pipeline.lexicon.weights import FILE
from pipeline.model import Candidate, Choice
from tests.quality.books import books, books_in
from tests.quality.examples import CONFIDENCE, Example, examples
from tests.quality.first_readings import load

STEPS, RATE = 150, 0.1  # of the descent
TRUST, DOUBT = 0.03, 0.02  # how strongly the weights of a field, and of the confidence, are held to those set by hand
NEWTON = 20  # steps to the scale of the confidence
RARE = 5  # times that evidence must be seen to be weighed
GAIN = 0.005  # of the choices, by which learnt weights must be better than those set by hand to be kept
SURE = 0.9
CAUTION = 0.3  # added to the odds that a claim is wrong: the next book is another than those that taught
DOUBTED = 0.75  # share of the texts whose claims are doubted less than those of a doubted text
NEWEST = 20  # texts that were read last, by code nearest to that of today
LEXICON = Path(pipeline.__file__).parent / "lexicon"
HEAD = """# How much each piece of evidence counts for or against a candidate; the heaviest candidate wins. Change
# `by_hand`, or `weights` of a field that has none, and run `python -m tests.quality.train --write`, which tries both
# rankers on books left out of the learning and keeps for each field what wins. What is not named weighs nothing.
"""
Array = npt.NDArray[np.float64]
_T = TypeVar("_T")


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
    """How both rankers do on a field, counted over books that were left out, and the weights learnt of all books.

    `above` is what holds where the claims of a case are doubted, as `lexicon/weights.py` gives it.
    """

    field: str
    by_hand: dict[str, float]
    learnt: dict[str, float]
    hand_right: int
    learnt_right: int
    possible: int
    total: int
    above: tuple[tuple[str, float], ...] = ()

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
        if each.above:
            lines += ["", "[field.above]", *(f'"{name}" = {edge}' for name, edge in each.above)]
        if each.best is not each.by_hand:
            lines += ["", "[field.by_hand]", *(f'"{name}" = {weight}' for name, weight in each.by_hand.items())]
        lines.append("")
    return "\n".join(lines)


def calibrated(
    given: Sequence[Example], first: dict[str, list[Example]], by_hand: Mapping[str, float]
) -> tuple[dict[str, float], tuple[tuple[str, float], ...], str]:
    """The weights of the confidence, the edge above which a case is doubted, and what they are worth on unread texts.

    What stands out among wrong claims is learnt of all of them; how likely a claim is right that has so much against
    it is told by the first readings alone, each text weighed as those say of which it is none: books that have been
    learnt from hold too few wrong claims.

    Args:
        given: The examples of the books.
        first: Those of texts read for the first time, by text.
        by_hand: The weights set by hand.
    """
    everything = [*given, *_all(first)]
    told_of = {name for each in everything for candidate in each.choice.candidates for name in candidate.evidence}
    names = sorted(told_of - {AMONG_DOUBTED})
    apart = {
        left_out: right_and_weight(group, learn([*given, *_all(_without(first, left_out))], names, by_hand, DOUBT))
        for left_out, group in first.items()
    }
    judged = {left_out: Scale.of(_without(apart, left_out).values()).likely(group) for left_out, group in apart.items()}
    told = "\n".join(
        f"confidence, first readings of {len(texts)} texts, the text left out: {_told(texts)}"
        for texts in (list(judged.values()), list(judged.values())[-NEWEST:])
    )
    scale = Scale.of(apart.values())
    learnt = {name: scale.steep * weight for name, weight in learn(everything, names, by_hand, DOUBT).items()}
    learnt["any"] += scale.shift
    learnt[AMONG_DOUBTED] = scale.doubted
    edge = scale.steep * scale.edge + scale.shift
    return {name: round(weight, 2) for name, weight in sorted(learnt.items())}, ((AMONG_DOUBTED, round(edge, 2)),), told


def _told(texts: Iterable[Iterable[tuple[float, bool]]]) -> str:
    """What the confidence is worth on some texts: of each claim how likely it was right, and whether it was."""
    judged = sorted(pair for group in texts for pair in group)
    wrong = sum(not right for _, right in judged)
    sure = [right for likely, right in judged if likely >= SURE]
    third = sum(not right for _, right in judged[: len(judged) // 3])
    return (
        f"{wrong} of {len(judged)} claims wrong in anything; {len(sure)} at {SURE} and above, "
        f"{sum(not right for right in sure)} of them wrong; the least confident third holds {third} of the {wrong}"
    )


def right_and_weight(given: Iterable[Example], weighed: Mapping[str, float]) -> list[tuple[float, bool]]:
    """How much stands against each claim by some weights, and whether it is right."""
    found = []
    for each in given:
        against = sum(weighed.get(name, 0.0) for candidate in each.choice.candidates for name in candidate.evidence)
        found.append((against, is_right(each)))
    return found


def is_right(example: Example) -> bool:
    """Whether everything of a claim is right."""
    candidates = zip(example.choice.candidates, example.right, strict=True)
    return any(right for candidate, right in candidates if candidate.value == RIGHT)


@dataclass(frozen=True, slots=True)
class Scale:
    """How the weight against a claim becomes the logarithm of the odds that it is wrong.

    Attributes:
        steep: What a weight counts.
        shift: What holds of any claim.
        doubted: What it counts that the claims of its text are doubted more than most.
        edge: Mean weight of the claims of a text above which they are.
    """

    steep: float
    shift: float
    doubted: float
    edge: float

    @classmethod
    def of(cls, texts: Iterable[Sequence[tuple[float, bool]]]) -> "Scale":
        """The scale that some texts tell: of each claim the weight against it, and whether it is right."""
        texts = list(texts)
        edge = float(np.quantile([_mean_weight(text) for text in texts], DOUBTED))
        signs = np.array([sign for text in texts for sign in cls._signs(text, edge)]).T
        wrong = np.array([not right for text in texts for _, right in text], dtype=np.float64)
        found = np.array([1.0, 0.0, 0.0])
        for _ in range(NEWTON):
            likely = 1 / (1 + np.exp(-(found @ signs)))
            curve = (signs * (likely * (1 - likely))) @ signs.T
            found = found - np.linalg.solve(curve, signs @ (likely - wrong))
        steep, shift, doubted = map(float, found)
        return cls(steep, shift + CAUTION, doubted, edge)

    def likely(self, text: Sequence[tuple[float, bool]]) -> list[tuple[float, bool]]:
        """How likely each claim of a text is right, and whether it is."""
        weights = (self.steep, self.shift, self.doubted)
        odds = (
            sum(weight * sign for weight, sign in zip(weights, signs, strict=True))
            for signs in self._signs(text, self.edge)
        )
        return [(1 / (1 + math.exp(odd)), right) for odd, (_, right) in zip(odds, text, strict=True)]

    @staticmethod
    def _signs(text: Sequence[tuple[float, bool]], edge: float) -> list[tuple[float, float, float]]:
        doubted = float(_mean_weight(text) > edge)
        return [(weight, 1.0, doubted) for weight, _ in text]


def _mean_weight(text: Sequence[tuple[float, bool]]) -> float:
    return fmean(weight for weight, _ in text)


def _without(groups: Mapping[str, list[_T]], left_out: str) -> dict[str, list[_T]]:
    return {name: group for name, group in groups.items() if name != left_out}


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
    first = {
        text: [
            Example(
                Choice(CONFIDENCE, (Candidate(RIGHT, ()), Candidate(WRONG, each.against)), 1.0),
                (each.right, not each.right),
            )
            for each in claims
        ]
        for text, claims in load().items()
    }
    sure, above, told = calibrated([each for fields in found.values() for each in fields[CONFIDENCE]], first, by_hand)
    click.echo(f"\n{told}")
    if write:
        comparisons.append(Comparison(CONFIDENCE, by_hand, sure, 0, 1, 1, 1, above))
        (LEXICON / FILE).write_text(written(comparisons), encoding="utf-8")


if __name__ == "__main__":
    main()
