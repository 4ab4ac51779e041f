"""Growth against levels, from and to against their change."""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.audit.check import Check, Outcome, outcome, shown
from pipeline.audit.fact import Book, Fact
from pipeline.audit.interval import Interval


def _changes(book: Book) -> Iterator[Outcome]:
    """A percentage against both levels; a percentage against a level and its difference to the base."""
    starts = {later: first for first, later, _ in book.pairs("from_to")}
    by_level: dict[Fact, list[Fact]] = defaultdict(list)
    for change, level, _ in book.pairs("change_of"):
        by_level[level].append(change)
    for level, changes in by_level.items():
        for change in changes:
            if change["unit"] != "%":
                continue
            base = _base(level, starts.get(level), changes, change)
            if base is not None:
                yield from _compare(change, level, base)


def _base(
    level: Fact, start: Fact | None, changes: list[Fact], percent: Fact
) -> tuple[Interval, tuple[Fact, ...]] | None:
    """What the level was before: as stated, or the level less what it grew by."""
    if start is not None and start.unit == level.unit and start.norm is not None:
        return start.norm, (start,)
    for change in changes:
        same = change["norm_unit"] == level["norm_unit"] and change["direction"] == percent["direction"]
        if same and change.norm is not None and level.norm is not None:
            grown = change["direction"] == "increase"
            return (level.norm - change.norm if grown else level.norm + change.norm), (change,)
    return None


def _compare(change: Fact, level: Fact, base: tuple[Interval, tuple[Fact, ...]]) -> Iterator[Outcome]:
    before, also = base
    if level.norm is None or change.stated is None or before.low <= 0:
        return
    low, high = level.norm.low / before.high - 1, level.norm.high / before.low - 1
    falls = change["direction"] == "decrease"
    expected = (Interval(-high, -low) if falls else Interval(low, high)).times(100)
    holds = expected.meets(change.stated)
    message = (
        f"由 {' 与 '.join(fact.quote for fact in also)}、{level.quote} 推算{'降幅' if falls else '增幅'}约 "
        f"{shown((expected.low + expected.high) / 2)}%，文中写作 {change.quote}，{'相符' if holds else '不符'}"
    )
    yield outcome(
        "change.of_levels",
        (change, level, *also),
        message,
        holds=holds,
        expected=expected,
        observed=change["low"],
        unit="%",
    )


CHECKS = (
    Check(
        "change.of_levels",
        "绿色贷款余额 410.95 亿元，比 2019 年末增加 103.04 亿元，增速为 43.46%。",
        "绿色贷款余额 410.95 亿元，比 2019 年末增加 103.04 亿元，增速为 33.46%。",
        _changes,
    ),
)
