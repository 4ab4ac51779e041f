"""Tables whose head stands at the foot of one page and whose rows begin the next."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.read.pdf.sheets import BLOCKS, Sheets
from tests.read.pdf.test_tables import PROSE, grid, read

XS = [45.0, 200.0, 290.0, 370.0, 450.0]
HEAD = ["指标", "单位", "2021年", "2022年"]
ROWS = [
    ["用水总量", "立方米", "86,400", "83,150"],
    ["废水排放量", "立方米", "51,300", "49,870"],
    ["用纸", "千克", "3,260", "2,980"],
]


@pytest.mark.parametrize("shaded", [True, False])
def test_a_head_at_the_foot_of_a_page_is_that_of_the_rows_on_the_next(tmp_path: Path, *, shaded: bool) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    top = 60.0
    while top < 690:
        top = sheets.flow(45, top, 500, PROSE)
    for left, right in pairwise(XS):
        if shaded:
            sheets.fill(left, top + 10, right, top + 28, "#b2dfdb")
    sheets.table(XS, top + 10, [HEAD], upright=False, level=(1,))
    sheets.write(290, 800, "27", 8)
    sheets.next_page()
    bottom = sheets.table(XS, 60, ROWS, upright=False, level=range(len(ROWS) + 1))
    sheets.flow(45, bottom + 20, 500, PROSE)
    sheets.write(290, 800, "28", 8)
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [HEAD, *ROWS]


def test_the_last_line_of_a_page_is_no_head_of_another_table(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    sheets.write(45, 740, "见下页表。")
    sheets.next_page()
    sheets.table(XS, 60, [HEAD, *ROWS], upright=False, level=range(len(ROWS) + 2))
    document = read(sheets)
    (table,) = document.tables
    assert grid(document, table) == [HEAD, *ROWS]
