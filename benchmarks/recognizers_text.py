"""Recognition and interpretation of the 2020 casebook next to Recognizers-Text, on the same text in the same run.

    .venv/bin/python -m benchmarks.recognizers_text [ROUNDS]

Makes an environment for Recognizers-Text in `build/recognizers-text` the first time. Both sides are warm (one round
before the first that counts) and take turns, so that a slow spell of the machine meets both; printed are medians.
Ours is timed twice a round: on a text it has forgotten (folded characters and words of a text are kept for a while),
as the next book is, and on the text it has just read. Recognition gives what Recognizers-Text gives, numbers with their
units; interpretation what each of them measures, when, in which direction, as a fact or a plan.

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.gold import CASEBOOK, ROOT, books
from pipeline.evaluate import GoldClaim, read_gold
from pipeline.interpret import interpret
from pipeline.interpret.phrases import is_place
from pipeline.interpret.topic import is_nameless
from pipeline.lexicon.characters import fold
from pipeline.lexicon.segmentation import cut, segment
from pipeline.model import Document, Extraction, Section
from pipeline.read import read_document
from pipeline.recognise import read_section
from pipeline.run import understand
from pipeline.split import split
from pipeline.table import give_units

ENVIRONMENT = ROOT / "build" / "recognizers-text"
REQUIREMENTS = ("recognizers-text-suite==1.0.2a2", "emoji<2")
MODELS = Path(__file__).with_name("recognizers_models.py")
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
        new: Ours, recognition and interpretation, the text forgotten.
        warm: The same with the text just read.
        models: Theirs by model.
        extraction: What ours read.
        entities: What theirs read, as `recognizers_models.py` writes it.
    """

    new: list[tuple[float, float]]
    warm: list[tuple[float, float]]
    models: list[dict[str, float]]
    extraction: Extraction
    entities: list[list[Any]]


def measure(rounds: int) -> Measured:
    """Let both sides read the casebook in turns."""
    document = read_document(CASEBOOK, CASEBOOK.name, 2020)
    _, sections = split(document)
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
            new.append(_read(document, sections))
            warm.append(_read(document, sections))
        child.stdin.close()
    return Measured(new[1:], warm[1:], models[1:], understand(document), answer["entities"])


def _forget() -> None:
    for of_text in (fold, segment, cut, is_nameless, is_place):
        of_text.cache_clear()


def _read(document: Document, sections: Sequence[Section]) -> tuple[float, float]:
    """Seconds of recognition and of interpretation."""
    begin = time.perf_counter()
    readings = [give_units(section, read_section(section), document) for section in sections]
    recognised = time.perf_counter()
    for section, reading in zip(sections, readings, strict=True):
        interpret(section, reading, document)
    return recognised - begin, time.perf_counter() - recognised


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
    theirs = median(sum(seconds.values()) for seconds in measured.models)
    each = ", ".join(f"{name} {median(times[name] for times in measured.models):.2f}" for name in measured.models[0])
    print(f"Recognizers-Text                           {theirs:.3f} s ({each})")
    for name, rounds_of_ours in (("a new text", measured.new), ("a text just read", measured.warm)):
        recognised = median(recognition for recognition, _ in rounds_of_ours)
        both = median(map(sum, rounds_of_ours))
        print(f"{name:17} recognition              {recognised:.3f} s, {theirs / recognised:.1f} times as fast")
        print(f"{name:17} and interpretation       {both:.3f} s, {theirs / both:.1f} times as fast")
    ours_right = right(list(our_readings(measured.extraction)), gold)
    theirs_right = right(list(their_readings(measured.entities)), gold)
    print(f"value and unit of the gold                 {ours_right:.3f} against {theirs_right:.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
