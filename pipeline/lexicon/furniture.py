"""Typed view of `furniture.toml`: lines that print around a text, titles of lists of contents, credits of pictures."""

import re
from functools import lru_cache

from pipeline.lexicon.headings import fold_title, unmarked
from pipeline.lexicon.loading import check_records
from pipeline.lexicon.sieve import Sieve

FILE = "furniture.toml"
_WIDEST = 120  # characters; a longer line is text
_LONGEST_TITLE = 20


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[re.Pattern[str], ...], Sieve]:
    records = check_records(
        FILE,
        "line",
        required={"id": str, "pattern": str, "examples": list},
        optional={"counterexamples": list},
    )
    return tuple(re.compile(record["pattern"]) for record in records), Sieve.of(
        "furniture", (record["pattern"] for record in records)
    )


@lru_cache(maxsize=1)
def _contents() -> frozenset[str]:
    records = check_records(FILE, "contents", required={"titles": list, "examples": list}, optional={})
    return frozenset(title for record in records for title in record["titles"])


def prints_around(line: str) -> bool:
    """Say whether a line is a byline, a copyright line or the like, and no text.

    >>> prints_around("责任编辑：周某"), prints_around("编辑部有 12 人。")
    (True, False)
    """
    patterns, sieve = _lines()
    return len(line) <= _WIDEST and any(patterns[number].fullmatch(line) for number in sieve.called(line))


def opens_contents(line: str) -> bool:
    """Say whether a line is the title of a list of contents.

    >>> opens_contents("目　錄"), opens_contents("目录见附件")
    (True, False)
    """
    return len(line) <= _LONGEST_TITLE and fold_title(unmarked(line)).lower() in _contents()


@lru_cache(maxsize=1)
def _credits() -> re.Pattern[str]:
    required: dict[str, type] = {"pattern": str, "examples": list, "counterexamples": list}
    return re.compile(
        "|".join(record["pattern"] for record in check_records(FILE, "credit", required=required, optional={}))
    )


@lru_cache(maxsize=4096)  # asked of a line, and again beside the one below it
def credits_picture(line: str) -> bool:
    """Say whether a line ends as the caption of a picture does that says whose it is.

    >>> credits_picture("工人在检修水泵（3月4日摄）"), credits_picture("航空摄影面积")
    (True, False)
    """
    return len(line) <= _WIDEST and _credits().search(line) is not None
