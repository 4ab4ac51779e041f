"""Years of the republic without 民國: the whole book says that 98 年 is 2009, and no sentence alone."""

import pytest

from pipeline.read.text import read_text
from pipeline.run import understand
from pipeline.split.calendar import counts_by_republic

REPUBLIC = (
    "本公司 98 年度節約用電 3 萬度。\n99 年 3 月 31 日止，員工 120 人；96、97 年各減排 5 公噸，服務 98 年之久。\n"
)


@pytest.mark.parametrize(
    ("text", "edition", "counts"),
    [
        (REPUBLIC, 2010, True),
        (REPUBLIC, 2024, False),  # 98 years ago
        (REPUBLIC, 0, False),
        ("本公司 98 年度节约用电，98 年 3 月完成", 2010, False),  # simplified: 1998
        ("服務 98 年，員工為 99 人", 2010, False),
        ("民國 98 年度，98 年底完成，為 99 年 3 月", 2009, True),
    ],
)
def test_which_years_a_book_counts(text: str, edition: int, *, counts: bool) -> None:
    assert counts_by_republic(text, edition) is counts


def test_a_year_of_the_republic_is_the_time_of_what_stands_with_it() -> None:
    extraction = understand(read_text(REPUBLIC.encode(), "book.txt", 2010))
    claims = {
        read.block.text[claim.mention.span.start : claim.mention.span.end]: claim.period
        for section in extraction.blocks
        for read in section
        for claim in read.claims
    }
    assert claims["3 萬度"] == "2009"
    assert claims["120 人"] == "2010-03-31"
    assert claims["5 公噸"] == "2007/2008"
    assert "98 年" in claims


def test_the_same_years_are_times_as_long_in_another_book() -> None:
    extraction = understand(read_text("公司成立 98 年。\n".encode(), "book.txt", 2010))
    ((read,),) = [section for section in extraction.blocks if section]
    assert [claim.unit.code for claim in read.claims] == ["a"]
