"""How well `confidence` tells right claims from wrong ones, on all gold.

    .venv/bin/python -m benchmarks.confidence

A claim is wrong here when any field that makes up a record is: span, value, unit, bound, direction, metric, period or
status; or when it is no claim at all.
"""

from bisect import bisect_right
from collections import Counter

from benchmarks.gold import evaluations
from pipeline.evaluate import Evaluation

EDGES = (0.5, 0.7, 0.9)
BANDS = ("below 0.5", "0.5 to 0.7", "0.7 to 0.9", "0.9 and above")


def verdicts(evaluation: Evaluation) -> list[tuple[float, bool]]:
    """Confidence of each claim, and whether it is right in every field of a record."""
    judged = [
        (verdict.claim["confidence"], all(right for name, right in verdict.right.items() if name != "topic"))
        for verdict in evaluation.verdicts
    ]
    return judged + [(claim["confidence"], False) for claim in evaluation.spurious]


def table(books: dict[str, Evaluation]) -> str:
    """Claims and the share of wrong ones in each band, for the real book and the invented ones, in Markdown."""
    real, *invented = books.values()
    columns = ([real], invented)
    lines = [
        "| confidence | claims, 2020 casebook | wrong | claims, invented texts | wrong |",
        "| --- | --: | --: | --: | --: |",
    ]
    counts = [_counted(each) for each in columns]
    for number, band in enumerate(BANDS):
        cells = [band]
        for total, wrong in counts:
            cells += [str(total[number]), f"{wrong[number] / total[number]:.0%}" if total[number] else "–"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _counted(evaluations: list[Evaluation]) -> tuple[Counter[int], Counter[int]]:
    """Claims in each band, and wrong ones in each band."""
    total: Counter[int] = Counter()
    wrong: Counter[int] = Counter()
    for evaluation in evaluations:
        for confidence, right in verdicts(evaluation):
            band = bisect_right(EDGES, round(confidence, 2))  # stored as float32, where 0.9 is less than 0.9
            total[band] += 1
            wrong[band] += not right
    return total, wrong


if __name__ == "__main__":
    print(table(evaluations()))
