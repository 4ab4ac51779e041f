"""What is announced, and what was before and after."""

import pytest

from pipeline.tally.targets import pairs, targets
from tests.tally.books import book, claim


def test_targets_come_by_year_each_once() -> None:
    planned = [
        claim("later", 5.0, status="planned", period="2021/2030"),
        claim("undated", 5.0, status="planned"),
        claim("sooner", 5.0, status="planned", period="2025"),
        claim("again", 5.0, status="planned", period="2025"),
        claim("theirs", 5.0, status="planned", period="2025", subject="context"),
        claim("fact", 5.0, period="2020"),
    ]
    found = targets(book(*planned, relations=[("same_as", "again", "sooner")]))
    assert [each.claim_id for each in found] == ["sooner", "later", "undated"]


@pytest.mark.parametrize(
    ("before", "after", "unit", "change"),
    [
        (4.0, 3.0, "t", -25.0),
        (4.0, 8.0, "t", 100.0),
        (0.0, 3.0, "t", None),
        (4.0, None, "t", None),
        (4.0, 3.0, "kW.h", None),
    ],
)
def test_a_pair_knows_its_change(before: float, after: float | None, unit: str, change: float | None) -> None:
    (pair,) = pairs(book(claim("a", before), claim("b", after, norm_unit=unit), relations=[("from_to", "a", "b")]))
    assert pair.change == change
