"""The Chinese models of Recognizers-Text on one text; `recognizers_text.py` runs this in an environment of its own.

For each line of standard input the whole text is read once, and one JSON object is written: seconds of each model, and
the entities found as [model, start, end, value, unit] with half-open offsets in code points.
"""

import json
import sys
import time
from pathlib import Path

from recognizers_number import NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer

CHINESE = "zh-cn"


def main(path: str) -> None:
    """Read the text at a path as often as lines come."""
    numbers, with_units = NumberRecognizer(CHINESE), NumberWithUnitRecognizer(CHINESE)
    models = {
        "number": numbers.get_number_model(),
        "percentage": numbers.get_percentage_model(),
        "currency": with_units.get_currency_model(),
        "dimension": with_units.get_dimension_model(),
    }
    text = Path(path).read_text(encoding="utf-8")
    for _ in sys.stdin:
        seconds, entities = {}, []
        for name, model in models.items():
            begin = time.perf_counter()
            found = model.parse(text)
            seconds[name] = time.perf_counter() - begin
            entities += [
                [name, entity.start, entity.end + 1, entity.resolution.get("value"), entity.resolution.get("unit")]
                for entity in found
            ]
        print(json.dumps({"seconds": seconds, "entities": entities}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
