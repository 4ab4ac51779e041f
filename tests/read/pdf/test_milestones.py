"""Time lines: a year in type of its own dates what stands under, beside or over it."""

from pathlib import Path

import pytest

from tests.read.pdf.sheets import BLOCKS, Sheets
from tests.read.pdf.test_asides import paragraphs
from tests.read.pdf.test_tables import PROSE, read

EVENTS = (
    ("2006年", "投产首条产线", "年产能4万吨"),
    ("2013年", "建成研究院", "投资2.3亿元"),
    ("2020年", "光伏并网", "装机85兆瓦"),
)


@pytest.mark.parametrize("way", ["under", "over", "beside"])
def test_a_year_on_a_time_line_goes_with_its_text(tmp_path: Path, way: str) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    after = sheets.flow(45, 60, 500, PROSE)
    for number, (year, *text) in enumerate(EVENTS):
        x, top = (60, after + 60 * number) if way == "beside" else (60 + 150 * number, after + 60)
        sheets.write(x, top, year, 14)
        for at, line in enumerate(text):
            left = x + 110 if way == "beside" else x
            sheets.write(left, top + {"under": 20, "over": -28, "beside": 3}[way] + 12 * at, line, 9)
    found = paragraphs(read(sheets))
    assert found[1:] == ["".join(event) for event in EVENTS]


@pytest.mark.parametrize("gap", [24, 60])
def test_a_line_with_points_may_run_between_years_and_their_texts(tmp_path: Path, gap: int) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    after = sheets.flow(45, 60, 500, PROSE)
    for number, (year, *text) in enumerate(EVENTS):
        sheets.write(60 + 150 * number, after + 40, year, 14)
        sheets.disc(70 + 150 * number, after + 60, 78 + 150 * number, after + 68)
        for at, line in enumerate(text):
            sheets.write(60 + 150 * number, after + 54 + gap + 12 * at, line, 9)
    found = paragraphs(read(sheets))
    together = ["".join(event) for event in EVENTS]
    assert (found[1:] == together) is (gap == 24)


def test_two_years_over_texts_are_no_time_line(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    for number, (year, *text) in enumerate(EVENTS[:2]):
        sheets.write(60, 80 + 80 * number, year, 14)
        sheets.write(60, 100 + 80 * number, text[0], 9)
    assert paragraphs(read(sheets)) == ["2006年", "投产首条产线", "2013年", "建成研究院"]
