"""One bit of a stored file is another: `validate`, `load` and `diff` name the file, and the next run writes it anew."""

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fault_kinds import Row
from benchmarks.small_books import FAILING, GOOD, called, command, copied, files, write
from pipeline.errors import CasebookError

COUNT = 100
SLICE = 4


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Flip `count` bits, each in a dataset of its own."""
    raws = [write(scratch / name / "raw", books) for name, books in (("good", GOOD), ("failing", FAILING))]
    fresh = [raw.parent / "fresh" for raw in raws]
    codes = [command("run", raw, "--out", dataset)[0] for raw, dataset in zip(raws, fresh, strict=True)]
    unnamed, undetected, unhealed = [], [], []
    for trial in range(count):
        chance, which = random.Random(trial), trial % 2  # noqa: S311 - the same faults each time
        dataset = copied(fresh[which], scratch / "extracted")
        path, place, bit = _flip(dataset, chance)
        flipped = f"{path} {place}.{bit}"
        code, said = command("validate", dataset)
        if code != 3 or f"{path}: " not in said:  # noqa: PLR2004 - what `validate` ends with
            unnamed.append(flipped)
        if not called(_is_named, dataset, path) or not _is_named_by_diff(dataset, path):
            undetected.append(flipped)
        code, _ = command("run", raws[which], "--out", dataset)
        if code != codes[which] or files(dataset) != files(fresh[which]):
            unhealed.append(flipped)
    for what, lost in (
        ("found and named by `validate`, ending with 3", unnamed),
        ("named by `load` and `diff` where it is a table", undetected),
        ("the same bytes again after the next run", unhealed),
    ):
        yield Row(f"a bit flipped in a stored file: {what}", count, _told(lost), not lost)


def _told(lost: list[str]) -> str:
    return f"{len(lost)} not ({lost[0]})" if lost else "nothing"


def _flip(dataset: Path, chance: random.Random) -> tuple[str, int, int]:
    path = chance.choice(sorted(files(dataset)))
    content = bytearray((dataset / path).read_bytes())
    place, bit = chance.randrange(len(content)), chance.randrange(8)
    content[place] ^= 1 << bit
    (dataset / path).write_bytes(content)
    return path, place, bit


def _is_named(dataset: Path, path: str) -> bool:
    from pipeline.dataset.load import load  # noqa: PLC0415 - in the process that may die

    if not path.endswith(".parquet"):
        return True
    try:
        load(dataset, path.partition("/")[0])
    except CasebookError as error:
        return path in str(error)
    return False


def _is_named_by_diff(dataset: Path, path: str) -> bool:
    code, said = command("diff", dataset, dataset)
    return not path.endswith(".parquet") or (code == 3 and path in said)  # noqa: PLR2004 - input that cannot be read
