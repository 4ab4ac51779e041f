"""Twelve hard pages read by this pipeline and by four other tools: `python -m benchmarks.pdf_peers --python PYTHON`.

The pages are drawn here. A page is right when what belongs together stands together in the tool's text, in order, and
nothing of it that nobody sees; white space and the marks of tables are left out. PYTHON is an interpreter that has
pdfplumber, pypdfium2, markitdown[pdf] and pymupdf4llm; by default this one.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import pypdfium2 as pdfium

from pipeline.read.pdf.assembly import assemble
from pipeline.read.pdf.reading import read_page
from tests.read.pdf.sheets import BLOCKS, HEIGHT, WIDTH, Sheets

PROSE = "公司坚持绿色发展理念，全年推进节能改造项目，带动上下游企业共同参与减排行动，取得良好成效。"
ROWS = [
    ["指标", "2019年", "2020年"],
    ["节电量（万度）", "120.5", "180.2"],
    ["减排量（吨）", "980", "1,250"],
    ["节水量（万吨）", "3.2", "4.1"],
]
XS = [45.0, 150.0, 220.0, 290.0]
PEERS = {
    "pdfplumber": "import pdfplumber\nwith pdfplumber.open(path) as d: text = d.pages[0].extract_text()",
    "pypdfium2": "import pypdfium2\ntext = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_range()",
    "markitdown": "import markitdown\ntext = markitdown.MarkItDown().convert(path).text_content",
    "pymupdf4llm": "import pymupdf4llm\ntext = pymupdf4llm.to_markdown(path)",
}
_MARKS = re.compile(r"[\s|*#_`~]|<br>|:?-{3,}:?")


@dataclass(frozen=True, slots=True)
class Hard:
    """A hard page: what draws it, what stands together on it, in order, and what is not to be read."""

    draw: Callable[[Sheets], object]
    parts: tuple[str, ...]
    unseen: tuple[str, ...] = ()


def rows(*texts: list[str]) -> tuple[str, ...]:
    """The rows of a table, each of which stands together."""
    return tuple("".join(row) for row in texts)


def turned_page(sheets: Sheets) -> None:
    """A page whose text was turned by a quarter."""
    with sheets.turned(90, WIDTH, 0):
        sheets.flow(45, 80, 400, PROSE)
        sheets.table(XS, 200, ROWS, upright=True, level=range(5))


def turned_table(sheets: Sheets) -> None:
    """A turned table on an upright page."""
    sheets.flow(45, 80, 500, PROSE * 3)
    with sheets.turned(270, 150, 650):
        sheets.table(XS, 20, ROWS, upright=True, level=range(5))


def from_top_to_bottom(sheets: Sheets) -> None:
    """Lines from top to bottom, from right to left."""
    for number, text in enumerate(("二〇二一年公司减少碳排放", "一千二百五十吨，种树三千棵，", "员工参加志愿服务")):
        sheets.hang(500 - 30 * number, 80, text, 14)


def letter_spaced(sheets: Sheets) -> None:
    """Letter-spaced numbers."""
    sheets.spaced(45, 80, "2022年，公司减少排放1,582吨，下降14.1%。", 4)


def tight_columns(sheets: Sheets) -> None:
    """Columns of numbers that nearly touch."""
    for number, row in enumerate(
        [
            ["地区", "2019年", "2020年"],
            ["华东", "85,299.07", "78,301.69"],
            ["华南", "83,401.23", "80,472.24"],
            ["华北", "26,630.64", "26,199.96"],
        ]
    ):
        for x, text in zip((45, 75, 130), row, strict=True):
            sheets.write(x, 80 + 18 * number, text)


def figures(sheets: Sheets) -> None:
    """Figures on show in boxes, with what they count below."""
    for number, (label, value, unit) in enumerate(
        (("外购电力", "5,679.8", "万千瓦时"), ("危险废物", "754.8", "吨"), ("环保投入", "1,560", "万元"))
    ):
        x = 60 + 170 * number
        sheets.fill(x - 10, 80, x + 140, 136, "#e8f4ec")
        sheets.write(sheets.write(x, 86, value, 18) + 3, 92, unit, 9)
        sheets.write(x, 112, label, 9)


def abreast(sheets: Sheets) -> None:
    """Two lists of names and values side by side."""
    left = (("综合能耗", "17,171吨标准煤"), ("外购电力", "1,921万千瓦时"), ("天然气", "163万立方米"))
    right = (("员工总数", "5,793人"), ("女性员工", "2,212人"), ("新增专利", "133件"))
    for x, side in ((45, left), (310, right)):
        for number, (name, value) in enumerate(side):
            sheets.write(x, 80 + 20 * number, name)
            sheets.write(x + 120, 80 + 20 * number, value)


def box_in_a_sentence(sheets: Sheets) -> None:
    """A box that stands in the middle of a sentence, between two columns."""
    sheets.flow(
        45,
        80,
        235,
        "近年来公司围绕生产全流程开展节能改造，先后完成空压机群控和余热回收，全年共计节约标准煤4,785",
        indent=False,
    )
    sheets.fill(45, 150, 280, 180, "#e8f4ec")
    sheets.write(50, 158, "小贴士：六成电力用于电机。")
    sheets.flow(
        310,
        80,
        235,
        "吨，为完成目标打下基础。公司还把指标分解到各车间班组，每月公布排名，形成了比学赶超的氛围。",
        indent=False,
    )


def three_rules(sheets: Sheets) -> None:
    """A table with three level rules beside a column of text."""
    sheets.table(XS, 80, ROWS, upright=False, level=(0, 1, 4))
    sheets.flow(330, 80, 220, PROSE * 3)


def names_outside(sheets: Sheets) -> None:
    """A ruled table whose rows are named outside of its rules."""
    sheets.table(XS[1:], 80, [row[1:] for row in ROWS], upright=True, level=range(5))
    for number, row in enumerate(ROWS[1:], start=1):
        sheets.write(45, 83 + 18 * number, row[0])


def two_charts(sheets: Sheets) -> None:
    """Two charts of level bars side by side."""
    for x, title, values in ((60, "员工结构（人）", (539, 413, 243)), (340, "固废处置（吨）", (369, 275, 496))):
        sheets.write(x + 50, 80, title)
        for number, value in enumerate(values):
            sheets.write(x, 115 + 20 * number, f"{title[0]}{'甲乙丙'[number]}类", 8)
            sheets.fill(x + 50, 115 + 20 * number, x + 50 + value / 5, 125 + 20 * number)
            sheets.write(x + 54 + value / 5, 116 + 20 * number, str(value), 8)


def unseen(sheets: Sheets) -> None:
    """Text that nobody sees, and text printed twice."""
    for offset in (0.0, 0.5):
        sheets.write(45 + offset, 80, "全年投入环保资金783万元，覆盖59个厂区。")
    sheets.write(45, 120, "样稿共计7531人次", colour="#ffffff")
    sheets.write(45, HEIGHT + 20, "裁切线外投资5432万元")
    sheets.unseen(45, 160, "隐藏文字3579吨")


BODY = rows(*ROWS[1:])
PAGES = (
    Hard(turned_page, (PROSE, *rows(*ROWS))),
    Hard(turned_table, (PROSE * 3, *rows(*ROWS))),
    Hard(from_top_to_bottom, ("二〇二一年公司减少碳排放一千二百五十吨，种树三千棵，员工参加志愿服务",)),
    Hard(letter_spaced, ("2022年，公司减少排放1,582吨，下降14.1%。",)),
    Hard(tight_columns, ("华东85,299.07 78,301.69", "华南83,401.23 80,472.24", "华北26,630.64 26,199.96")),
    Hard(figures, ("外购电力5,679.8万千瓦时", "危险废物754.8吨", "环保投入1,560万元")),
    Hard(
        abreast,
        ("综合能耗17,171吨标准煤", "外购电力1,921万千瓦时", "天然气163万立方米", "员工总数5,793人", "女性员工2,212人"),
    ),
    Hard(box_in_a_sentence, ("全年共计节约标准煤4,785吨，为完成目标打下基础",)),
    Hard(three_rules, (*BODY, PROSE * 3)),
    Hard(names_outside, BODY),
    Hard(two_charts, ("员工结构（人）员甲类539员乙类413员丙类243", "固废处置（吨）固甲类369固乙类275固丙类496")),
    Hard(unseen, ("全年投入环保资金783万元，覆盖59个厂区。",), ("7531", "5432", "3579", "783万783万", "环保环保")),
)


@click.command()
@click.option("--python", default=sys.executable, help="An interpreter that has the other tools.")
def main(python: str) -> None:
    """Prints which tool reads which page right, and the seconds that all take."""
    with tempfile.TemporaryDirectory() as folder:
        paths = all_drawn(Path(folder))
        found = {"casebook": read_by_us(paths)} | {name: read_by(name, paths, python) for name in PEERS}
    click.echo(f"{'':<20}" + "".join(f"{name:>13}" for name in found))
    for number, page in enumerate(PAGES):
        marks = ("yes" if texts and is_right(page, texts[number]) else "-" for texts, _ in found.values())
        click.echo(f"{page.draw.__name__:<20}" + "".join(f"{mark:>13}" for mark in marks))
    sums = (sum(map(is_right, PAGES, texts)) if texts else 0 for texts, _ in found.values())
    click.echo(f"{'right':<20}" + "".join(f"{count:>13}" for count in sums))
    click.echo(f"{'seconds':<20}" + "".join(f"{seconds:>13.2f}" for _, seconds in found.values()))


def all_drawn(folder: Path) -> list[Path]:
    """Draws every page, each a file."""
    return [drawn(page, folder / f"{number}.pdf") for number, page in enumerate(PAGES)]


def read_by_us(paths: Sequence[Path]) -> tuple[list[str], float]:
    """The text of each page, and the seconds that all took once the reader was warm."""
    read_page(pdfium.PdfDocument(paths[0]), 1)
    begin = time.perf_counter()
    return [assemble((read_page(pdfium.PdfDocument(path), 1),)).text for path in paths], time.perf_counter() - begin


def drawn(page: Hard, path: Path) -> Path:
    """Draws a page."""
    sheets = Sheets(path, font=BLOCKS)
    page.draw(sheets)
    return sheets.save()


def read_by(name: str, paths: list[Path], python: str) -> tuple[list[str], float]:
    """The texts of all pages as another tool reads them, and the seconds without its imports; none if it is absent."""
    code = f"""
import io, json, sys, time
from contextlib import redirect_stdout
def read(path):
    {PEERS[name].replace(chr(10), chr(10) + "    ")}
    return text
with redirect_stdout(io.StringIO()):
    read(sys.argv[1])
    begin = time.perf_counter()
    texts = [read(path) for path in sys.argv[1:]]
    seconds = time.perf_counter() - begin
print(json.dumps([texts, seconds]))
"""
    done = subprocess.run([python, "-c", code, *map(str, paths)], capture_output=True, text=True, check=False)
    if done.returncode:
        click.echo(f"{name}: {done.stderr.strip().splitlines()[-1]}", err=True)
        return [], 0.0
    texts, seconds = json.loads(done.stdout.splitlines()[-1])
    return texts, seconds


def is_right(page: Hard, text: str) -> bool:
    """Whether a text has all parts of a page, each together and one after another, and nothing unseen."""
    plain, at = _MARKS.sub("", text), 0
    for part in page.parts:
        found = plain.find(_MARKS.sub("", part), at)
        if found < 0:
            return False
        at = found
    return not any(word in plain for word in page.unseen)


if __name__ == "__main__":
    main()
