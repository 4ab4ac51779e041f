"""Sums over the casebook of 2020 are those that a person adds up."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.tally.book import read_book
from pipeline.tally.totals import Key, Total, totals

TOTALS = tomllib.loads((Path(__file__).parent / "totals.toml").read_text(encoding="utf-8"))["total"]


@pytest.fixture(scope="module")
def sums(extracted: Path) -> dict[Key, Total]:
    return {total.key: total for total in totals(read_book(extracted))}


@pytest.mark.parametrize("total", TOTALS, ids=lambda total: " ".join(total["key"]))
def test_a_sum_is_that_of_a_person(sums: dict[Key, Total], total: dict[str, Any]) -> None:
    found = sums[Key(2020, *total["key"])]
    assert sorted(claim.norm_low or 0 for claim in found.counted) == pytest.approx(sorted(total["of"]))
    assert found.low == pytest.approx(total["comes_to"]) == sum(total["of"])


def test_there_are_ten() -> None:
    assert len(TOTALS) == 10


def test_nothing_is_counted_in_two_sums(sums: dict[Key, Total]) -> None:
    counted = [claim.claim_id for total in sums.values() for claim in total.counted]
    assert len(counted) == len(set(counted))
