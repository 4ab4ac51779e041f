"""Editions side by side, in two small books that tell of one company under two spellings of its name."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.compare import Comparison, compare
from pipeline.engine.update import run_all
from pipeline.errors import MisuseError
from pipeline.tally.book import Book, read_book
from tests.tally.books import book as two_editions
from tests.tally.books import claim

BOOKS = Path(__file__).parent / "books"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    folder = tmp_path_factory.mktemp("compare") / "extracted"
    run_all(BOOKS, folder)
    return read_book(folder)


@pytest.fixture(scope="module")
def comparison(book: Book) -> Comparison:
    return compare(book, (2021, 2020))


def test_an_organisation_is_linked_by_its_names_as_written(comparison: Comparison) -> None:
    (organisation,) = comparison.organisations
    assert organisation.names == {2020: ("青川港务集团有限公司",), 2021: ("青川港务（集团）有限公司",)}
    assert organisation.name == "青川港务（集团）有限公司"
    assert comparison.alone == {2020: ("云岭物流有限公司",), 2021: ("松原纸业股份有限公司",)}


def test_its_numbers_over_the_years(comparison: Comparison) -> None:
    (organisation,) = comparison.organisations
    told = {
        (series.indicator, series.measure): [(point.edition, point.low) for point in series.points]
        for series in organisation.series
    }
    assert told == {
        ("electricity.used", "kW.h"): [(2020, 1_200_000.0), (2021, 2_150_000.0)],
        ("ghg.reduction", "t"): [(2020, 960.0), (2021, 1720.0)],
        ("oil.saved", "t"): [(2020, 260.0), (2021, 430.0)],
    }
    assert [round(series.change or 0) for series in organisation.series] == [79, 79, 65]
    assert not any(series.rough for series in organisation.series)


@pytest.mark.parametrize(
    ("fields", "change"),
    [({"bound": "approx"}, 100), ({"norm_high": 6.0}, 150), ({"bound": "at_least"}, 100)],
)
def test_a_change_from_or_to_about_so_much_is_about_so_much(fields: dict[str, Any], change: float) -> None:
    (organisation,) = compare(
        two_editions(claim("aaaa", 2.0), claim("bbbb", 4.0, edition=2021, **fields))
    ).organisations
    (series,) = organisation.series
    assert (series.change, series.rough) == (change, True)


def test_a_target_stands_beside_what_followed(comparison: Comparison) -> None:
    (organisation,) = comparison.organisations
    told = {each.target.quote: [claim.quote for claim in each.later] for each in organisation.followed}
    assert told == {"200 万千瓦时": ["215 万千瓦时"], "30%": []}


def test_editions_that_are_not_there(book: Book) -> None:
    assert compare(book).editions == (2020, 2021)
    with pytest.raises(MisuseError, match="no edition 2019"):
        compare(book, (2019, 2020))
    with pytest.raises(MisuseError, match="nothing to compare"):
        compare(book, (2020,))
