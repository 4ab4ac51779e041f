"""Pages that designers made: tall typefaces, running heads of two lines, charts on grids, shaded heads."""

from pathlib import Path

from pipeline.model import Document
from pipeline.read.pdf.document import Effort, read_pdf
from tests.read.pdf.sheets import TALL, Sheets

PROSE = "公司坚持绿色发展理念，全年推进节能改造项目，带动上下游企业共同参与减排行动，取得良好成效。"


def read(sheets: Sheets) -> Document:
    return read_pdf(sheets.save(), "book.pdf", 2021, effort=Effort(readers=1))


def test_lines_of_a_tall_typeface_do_not_reach_into_one_another(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=TALL)
    for number, (name, value) in enumerate((("水泥", "412"), ("钢铁", "388"), ("造纸", "97"))):
        sheets.write(60, 80 + 12 * number, name, 8)
        sheets.write(84, 86 + 12 * number, value, 8)  # half a line lower, and no part of it
    lines = read(sheets).text.splitlines()
    assert sorted(filter(None, lines)) == sorted(["水泥", "412", "钢铁", "388", "造纸", "97"])
