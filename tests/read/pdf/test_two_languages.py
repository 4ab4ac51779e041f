"""What a page says in two languages, dots that lead to figures, and marks that stand askew over a table."""

from pathlib import Path

import pytest

from pipeline.model import Document, Role
from pipeline.read.pdf.document import Effort, read_pdf
from tests.read.pdf.sheets import BLOCKS, Sheets
from tests.read.pdf.test_document import running_text
from tests.read.pdf.test_tables import PROSE, grid

NAMES = (("Revenue", "收入"), ("Cost of sales", "銷售成本"), ("Gross profit", "毛利"), ("Finance costs", "融資成本"))


def read(sheets: Sheets) -> Document:
    return read_pdf(sheets.save(), "book.pdf", 2022, effort=Effort(readers=1))


def said(document: Document) -> list[str]:
    """What each cell of the first table says without what is said twice."""
    text, cut = document.text, {at for span in document.furniture for at in range(span.start, span.end)}
    return ["".join(text[at] for at in range(*span) if at not in cut) for span in _spans(document)]


def _spans(document: Document) -> list[tuple[int, int]]:
    return [(cell.span.start, cell.span.end) for cell in document.tables[0].cells]


def test_names_and_heads_of_two_languages_are_the_chinese_ones(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    for number, (year, words) in enumerate((("2022", "二零二二年"), ("2021", "二零二一年"))):
        for line, text in enumerate((year, words, "HK$'000", "千港元")):
            sheets.write(260 + 70 * number, 100 + 12 * line, text, 9)
        sheets.rule(255 + 70 * number, 150, 315 + 70 * number, 150)
    for number, (english, chinese) in enumerate(NAMES):
        sheets.write(45, 156 + 18 * number, english)
        for column, value in enumerate((f"{number + 4},812", f"{number + 3},377")):
            sheets.write(272 + 70 * column, 156 + 18 * number, value)
        sheets.write(480, 156 + 18 * number, chinese)
    sheets.rule(45, 232, 540, 232)
    document = read(sheets)
    (table,) = document.tables
    assert table.columns[0].role is Role.NOTE
    assert table.columns[-1].role is Role.LABEL
    assert [text.replace("\n", "") for text in said(document)][:2] == ["二零二二年千港元", "二零二一年千港元"]


@pytest.mark.parametrize("boxed", [True, False], ids=["boxed", "free"])
def test_dots_that_lead_to_a_figure_are_no_text_and_each_line_is_its_own(tmp_path: Path, *, boxed: bool) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.flow(45, 60, 500, PROSE)
    if boxed:
        sheets.frame(45, 190, 285, 300)
    for number, (name, figure) in enumerate((("电力", "4,120万千瓦时"), ("天然气", "655万立方米"), ("漆渣", "213吨"))):
        end = sheets.write(57, 200 + 30 * number, name)
        sheets.write(end + 4, 200 + 30 * number, "." * 40)
        sheets.write(end + 4 + 40 * 2.7, 200 + 30 * number, figure)
    parts = [part.strip() for part in running_text(read(sheets)).split("\n\n")]
    for name, figure in (("电力", "4,120万千瓦时"), ("天然气", "655万立方米"), ("漆渣", "213吨")):
        assert [name, figure] in [part.split() for part in parts]


def test_a_long_heading_in_large_type_is_no_part_of_the_text_below(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.write(45, 60, "1.2、节能改造走过三年之后投入趋于平稳而绿电成为新的增长点", 14.5)
    sheets.flow(45, 84, 500, PROSE * 4)
    first = running_text(read(sheets)).split("\n\n")[0]
    assert first.strip().endswith("增长点")


@pytest.mark.parametrize(("times", "held"), [(1, True), (4, False)], ids=["once", "a watermark"])
def test_what_stands_askew_again_and_again_is_in_no_cell(tmp_path: Path, *, times: int, held: bool) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    xs, rows = (
        [45.0, 200.0, 300.0, 400.0],
        [["项目", "2021年", "2022年"], ["用电", "12.5", "13.5"], ["用水", "7.2", "6.8"]],
    )
    sheets.table(xs, 100, rows, upright=True, level=range(4))
    for number in range(times):
        with sheets.turned(-40, 215 + 60 * (number % 2), 150 + 130 * number):
            sheets.write(0, 0, "样张", 8)
    document = read(sheets)
    cells = [text for row in grid(document, document.tables[0]) for text in row]
    assert any("样张" in text for text in cells) is held


@pytest.mark.parametrize(("gap", "texts"), [(8, ["2022年7月", "2022年10月"]), (2, ["2022年7月 2022年10月"])])
def test_dates_that_stand_apart_are_cells_of_their_own(tmp_path: Path, gap: float, texts: list[str]) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    end = sheets.write(45, 100, "2022年7月")
    sheets.write(end + gap, 100, "2022年10月")
    document = read(sheets)
    lines = [document.text[line.span.start : line.span.end] for line in document.lines]
    assert lines == texts
