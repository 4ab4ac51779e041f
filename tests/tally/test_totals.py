"""Nothing is counted twice, and nothing is added to what it is not like."""

from typing import Any

import pytest

from pipeline.tally.totals import Key, Total, Why, totals
from tests.tally.books import book, claim


def only(*args: Any, **kwargs: Any) -> Total:
    (total,) = totals(book(*args, **kwargs))
    return total


def left_out(total: Total) -> dict[str, Why]:
    return {each.claim.claim_id: each.why for each in total.left_out}


def test_a_sum_names_what_went_into_it() -> None:
    total = only(claim("a", 2.0), claim("b", 3.0, norm_high=4.0, bound="approx", case_no=2))
    assert total.key == Key(2020, "ghg.reduction", "t", "flow")
    assert (total.low, total.high) == (5.0, 6.0)
    assert [each.claim_id for each in total.counted] == ["a", "b"]
    assert total.bound == "approx"


@pytest.mark.parametrize(
    "other",
    [
        {"subject": "related"},
        {"subject": "context"},
        {"status": "planned"},
        {"aggregation": "factor"},
        {"aggregation": "change"},
        {"indicator": None},
        {"quantity_kind": "DimensionlessRatio"},
        {"quantity_kind": "Temperature"},
        {"norm_low": None},
        {"period": "2021/2025"},
    ],
)
def test_what_does_not_add_up_is_in_no_sum(other: dict[str, Any]) -> None:
    assert [each.claim_id for each in only(claim("a", 2.0), claim("b", 3.0, **other)).counted] == ["a"]


@pytest.mark.parametrize(
    "other",
    [
        {"aggregation": "rate", "norm_unit": "t/a"},
        {"aggregation": "cumulative"},
        {"aggregation": "level"},
        {"indicator": "coal.saved"},
        {"edition": 2021},
        {"norm_unit": "m3", "quantity_kind": "Volume"},
        {"norm_unit": "1", "quantity_kind": "Count", "unit_text": "根"},
    ],
)
def test_what_is_unlike_has_a_sum_of_its_own(other: dict[str, Any]) -> None:
    assert [total.low for total in totals(book(claim("a", 2.0), claim("b", 3.0, **other)))].count(2.0) == 1


def test_the_substance_of_a_unit_makes_no_other_sum() -> None:
    assert only(claim("a", 2.0), claim("b", 3.0, norm_unit="t{CO2}", case_no=2)).low == 5.0


def test_a_restatement_counts_once() -> None:
    total = only(claim("a", 2.0), claim("b", 2.0), relations=[("same_as", "b", "a")])
    assert total.low == 2.0
    assert left_out(total) == {"b": Why.REPEATED}


def test_a_part_counts_in_its_total() -> None:
    total = only(claim("a", 2.0), claim("whole", 5.0), relations=[("part_of", "a", "whole")])
    assert total.low == 5.0
    assert left_out(total) == {"a": Why.PART}


def test_a_part_whose_total_is_of_another_kind_counts() -> None:
    cumulative = claim("whole", 5.0, aggregation="cumulative")
    sums = totals(book(claim("a", 2.0), cumulative, relations=[("part_of", "a", "whole")]))
    assert [total.low for total in sums] == [5.0, 2.0]


def test_projects_are_within_what_their_case_says_of_the_whole() -> None:
    total = only(claim("a", 2.0, item="甲项目"), claim("whole", 5.0), claim("b", 7.0, item="乙项目", case_no=2))
    assert total.low == 12.0
    assert left_out(total) == {"a": Why.ITEM}


def test_projects_alone_are_added_up() -> None:
    assert only(claim("a", 2.0, item="甲项目"), claim("b", 3.0, item="乙项目")).low == 5.0


def test_a_later_level_takes_the_place_of_an_earlier() -> None:
    level = {"aggregation": "level", "indicator": "loans.green.balance"}
    before, after = claim("a", 9.0, **level), claim("b", 5.0, **level)
    assert left_out(only(before, after, relations=[("from_to", "a", "b")])) == {"a": Why.EARLIER}
    dated = claim("a", 9.0, period="2019", **level), claim("b", 5.0, period="2020", **level)
    assert left_out(only(*dated)) == {"a": Why.EARLIER}
    assert left_out(only(*reversed(dated))) == {"a": Why.EARLIER}


def test_the_years_of_a_flow_are_added_up() -> None:
    total = only(claim("a", 9.0, period="2019"), claim("b", 5.0, period="2020"), relations=[("from_to", "a", "b")])
    assert total.low == 14.0


def test_two_measures_of_one_saving_count_once() -> None:
    total = only(claim("a", 9.0), claim("b", 9.1), relations=[("equivalent_to", "a", "b")])
    assert left_out(total) == {"b": Why.EQUIVALENT}
