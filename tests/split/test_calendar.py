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
        ("去年節電有成，較前（98）年同期減少，而於99年1至3季達標", 2010, True),
        ("自民國 98 年起節電", 2010, True),
        ("水管已用 98 年，到 50 年時更換", 2010, False),
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


def test_every_form_of_such_a_year() -> None:
    text = (
        "據統計,100年節電7萬度,較前(99)年同期(9萬度)下降3%;100年1至3季用水5噸,97~99年用水6噸。\n"
        "工廠成立60年,近3年(97~99年)共節水8噸。希望到104年能節水9%。\n"
    )
    extraction = understand(read_text(text.encode(), "book.txt", 2011))
    told = [
        (read.block.text[claim.mention.span.start : claim.mention.span.end], claim.period)
        for section in extraction.blocks
        for read in section
        for claim in read.claims
    ]
    assert told == [
        ("7萬度", "2011"),
        ("9萬度", "2010"),
        ("3%", "2011"),
        ("5噸", "2011-01/2011-09"),
        ("6噸", "2008/2010"),
        ("60年", None),
        ("3年", "2008/2010"),
        ("8噸", "2008/2010"),
        ("9%", "2015"),
    ]


def test_the_same_years_are_times_as_long_in_another_book() -> None:
    extraction = understand(read_text("公司成立 98 年。\n".encode(), "book.txt", 2010))
    ((read,),) = [section for section in extraction.blocks if section]
    assert [claim.unit.code for claim in read.claims] == ["a"]
