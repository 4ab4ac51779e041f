"""Recognition and interpretation of the 2020 casebook next to Recognizers-Text, on the same text in the same run.

    .venv/bin/python -m benchmarks.recognizers_text [ROUNDS]

Makes an environment for Recognizers-Text in `build/recognizers-text` the first time. Both sides are warm (one round
before the first that counts) and take turns, so that a slow spell of the machine meets both; printed are medians.
Ours is timed twice a round: on a text it has forgotten (folded characters and words of a text are kept for a while),
as the next book is, and on the text it has just read.

Recognizers-Text reads numbers, percentages, currencies and dimensions (units), which is less than a claim. Its value
and unit are compared with the gold as kindly as can be: any of its entities that overlaps the gold's quote will do,
its names of units count as our codes, and a bare number counts for things counted, whatever the classifier.
"""

import json
import math
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from benchmarks.gold import CASEBOOK, ROOT, books
from pipeline.evaluate import GoldClaim, read_gold
from pipeline.lexicon.characters import fold
from pipeline.lexicon.segmentation import segment
from pipeline.model import Document, Extraction
from pipeline.read import read_document
from pipeline.run import understand
from pipeline.split import split

ENVIRONMENT = ROOT / "build" / "recognizers-text"
REQUIREMENTS = ("recognizers-text-suite==1.0.2a2", "emoji<2")
MODELS = Path(__file__).with_name("recognizers_models.py")
SECONDS, TIMES = 0.25, 15  # what is asked: at most so long, and at least so many times faster
CODES = {
    "Chinese yuan": "CNY",
    "United States dollar": "USD",
    "Ton": "t",
    "Kilogram": "kg",
    "Gram": "g",
    "Meter": "m",
    "Kilometer": "km",
    "Square meter": "m2",
    "Square kilometer": "km2",
    "Cubic meter": "m3",
}

Result = TypeVar("Result")
Reading = tuple[int, int, float, float, str]  # start, end, low, high, unit


def python_with_recognizers() -> Path:
    """The interpreter of the environment, which is made where it is not there."""
    interpreter = ENVIRONMENT / "bin" / "python"
    if not interpreter.exists():
        venv.create(ENVIRONMENT, with_pip=True)
        subprocess.run([interpreter, "-m", "pip", "install", "--quiet", *REQUIREMENTS], check=True)
    return interpreter


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each round, and what each side read.

    Attributes:
        new: Ours from the paragraphs of the document to its claims, the text forgotten.
        warm: The same with the text just read.
        models: Theirs by model.
        extraction: What ours read.
        entities: What theirs read, as `recognizers_models.py` writes it.
    """

    new: list[float]
    warm: list[float]
    models: list[dict[str, float]]
    extraction: Extraction
    entities: list[list[Any]]


def measure(rounds: int) -> Measured:
    """Let both sides read the casebook in turns."""
    document = read_document(CASEBOOK, CASEBOOK.name, 2020)
    new, warm, models = [], [], []
    with subprocess.Popen(
        # -P: this script must not pass for the package of its name
        [python_with_recognizers(), "-P", "-W", "ignore", MODELS, CASEBOOK],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as child:
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("a child with pipes has both")
        for _ in range(rounds + 1):
            print("read", file=child.stdin, flush=True)
            answer = json.loads(child.stdout.readline())
            models.append(answer["seconds"])
            _forget()
            extraction, seconds = _timed(understand, document)
            _forget()
            new.append(seconds - _timed(split, document)[1])
            _timed(understand, document)
            warm.append(_timed(understand, document)[1] - _timed(split, document)[1])
        child.stdin.close()
    return Measured(new[1:], warm[1:], models[1:], extraction, answer["entities"])


def _forget() -> None:
    for of_text in (fold, segment):
        of_text.cache_clear()


def _timed(stage: Callable[[Document], Result], document: Document) -> tuple[Result, float]:
    begin = time.perf_counter()
    result = stage(document)
    return result, time.perf_counter() - begin


def our_readings(extraction: Extraction) -> Iterator[Reading]:
    """Value and unit of each claim at its place in the source."""
    for block in (block for section in extraction.blocks for block in section):
        for claim in block.claims:
            mention = claim.mention
            if mention.low is not None and mention.high is not None:
                offsets = block.block.offsets
                span = offsets[mention.span.start], offsets[mention.span.end - 1] + 1
                yield *span, float(mention.low), float(mention.high), claim.unit.code


def their_readings(entities: list[list[Any]]) -> Iterator[Reading]:
    """Value and unit of each entity that has a value; a fraction is its quotient."""
    for model, start, end, value, unit in entities:
        if value is not None:
            code = "%" if model == "percentage" else CODES.get(unit, unit or "1")
            number = float(value.removesuffix("%"))
            yield start, end, number, number, code


def right(readings: list[Reading], gold: tuple[GoldClaim, ...]) -> float:
    """Share of the gold for which a reading at its place has the value and the unit code."""
    wanted = [record for record in gold if not record.optional]
    return sum(any(_agrees(reading, record) for reading in readings) for record in wanted) / len(wanted)


def _agrees(reading: Reading, gold: GoldClaim) -> bool:
    start, end, low, high, unit = reading
    if end <= gold.char_start or gold.char_end <= start or unit not in gold.unit.split("|"):
        return False
    if gold.low is None or gold.high is None:
        return False
    return math.isclose(low, gold.low, rel_tol=2e-4) and math.isclose(high, gold.high, rel_tol=2e-4)


def main(rounds: int) -> None:
    """Print times, their ratio, and what is right."""
    measured = measure(rounds)
    _, _, files = next(books())
    gold = read_gold(files, measured.extraction.document.text)
    new, warm = median(measured.new), median(measured.warm)
    theirs = median(sum(seconds.values()) for seconds in measured.models)
    each = ", ".join(f"{name} {median(times[name] for times in measured.models):.2f}" for name in measured.models[0])
    print(f"recognition and interpretation  {warm:.3f} s warm (at most {SECONDS} asked), {new:.3f} s on a new text")
    print(f"Recognizers-Text                {theirs:.3f} s ({each})")
    print(f"ratio                           {theirs / warm:.1f} (at least {TIMES} asked), {theirs / new:.1f} when new")
    ours_right = right(list(our_readings(measured.extraction)), gold)
    theirs_right = right(list(their_readings(measured.entities)), gold)
    print(f"value and unit of the gold      {ours_right:.3f} against {theirs_right:.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
