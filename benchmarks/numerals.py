"""How many values, written in every form and over line ends, are read back: `python -m benchmarks.numerals`.

The generator is `tests/recognise/written.py`; the tests take a slice of what is counted here.
"""

import sys
from collections import Counter
from random import Random

from tests.recognise.written import UNBROKEN, is_read_back, ways

TRIES = 100_000


def main() -> int:
    """Try until `TRIES` texts are read, and print the share read back, per form."""
    random = Random(2020)  # noqa: S311 - the same values on every run
    tried: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    while tried.total() < TRIES:
        for written in ways(random):
            tried[written.form] += 1
            wrong[written.form] += not is_read_back(written)
            if len(written.number) > 1 and written.form not in UNBROKEN:
                broken_at = random.randrange(1, len(written.number))
                tried[f"{written.form}, broken"] += 1
                wrong[f"{written.form}, broken"] += not is_read_back(written, broken_at)
    for form, count in sorted(tried.items()):
        print(f"{form:32} {count - wrong[form]:6} of {count:6}")
    print(f"{'all':32} {tried.total() - wrong.total():6} of {tried.total():6}")
    return 1 if wrong.total() else 0


if __name__ == "__main__":
    sys.exit(main())
