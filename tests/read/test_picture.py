"""Pictures of pages: the claim is boxed where it stands, and the layout is drawn."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from numpy.typing import NDArray
from PIL import Image

from benchmarks.hostile_pdfs import BOMBS
from pipeline.dataset.rows import build_tables
from pipeline.errors import MisuseError, UnusableSourceError
from pipeline.read.pdf.document import Effort, read_pdf
from pipeline.read.picture import draw_claim, draw_layout
from pipeline.run import extract
from tests.read.pdf.sheets import BLOCKS, WIDTH, Sheets

Pixels = NDArray[np.int_]

RED = (214, 39, 40)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    sheets = Sheets(tmp_path / "book.pdf")
    sheets.write(100, 200, "节约用电120万度")
    return sheets.save()


def test_a_claim_is_boxed_where_its_characters_are(book: Path, tmp_path: Path) -> None:
    document = read_pdf(book, "book.pdf", 2021, effort=Effort(readers=1))
    line = document.lines[0]
    start = document.text.index("120")
    box = (line.edges[start], line.top, line.edges[start + 3], line.bottom)
    image = tmp_path / "claim.png"
    draw_claim(book, 1, [box], image)
    with Image.open(image) as picture:
        reds = [
            (x / 2, y / 2)
            for x in range(picture.width)
            for y in range(picture.height)
            if picture.getpixel((x, y)) == RED
        ]
    assert min(x for x, _ in reds) == pytest.approx(box[0], abs=4)
    assert max(x for x, _ in reds) == pytest.approx(box[2], abs=4)
    assert min(y for _, y in reds) == pytest.approx(box[1], abs=4)
    assert max(y for _, y in reds) == pytest.approx(box[3], abs=4)


def test_a_layout_is_drawn_over_its_page(book: Path, tmp_path: Path) -> None:
    image = tmp_path / "layout.png"
    draw_layout(book, 1, image)
    with Image.open(image) as picture:
        colours = {colour for _, colour in picture.getcolors(1_000_000) or []}
    assert {(31, 119, 180), (44, 160, 44), (255, 127, 14)} <= colours


def test_a_page_of_a_hectare_is_drawn_smaller(tmp_path: Path) -> None:
    path, image = tmp_path / "poster.pdf", tmp_path / "layout.png"
    path.write_bytes(BOMBS["poster"]())
    draw_layout(path, 1, image)
    with Image.open(image) as picture:
        assert picture.width * picture.height < 33_000_000


def test_there_is_no_such_page(book: Path, tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="pages 1 to 1, and no page 2"):
        draw_layout(book, 2, tmp_path / "layout.png")


def test_a_file_that_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(b"no PDF")
    with pytest.raises(UnusableSourceError):
        draw_claim(path, 1, [(0, 0, 1, 1)], tmp_path / "claim.png")


@pytest.mark.parametrize("flag", [0, 90, 180, 270])
@pytest.mark.parametrize("degrees", [0, 90])
def test_a_claim_on_a_turned_page_is_boxed_where_the_page_shows_it(tmp_path: Path, degrees: int, flag: int) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    with sheets.turned(degrees, WIDTH if degrees else 0, 0):
        after = sheets.write(sheets.write(45, 80, "全年节约用电"), 80, "120万度", colour="#0000ff")
        sheets.write(after, 80, "，减少排放，带动上下游企业一起参与")
    path = tmp_path / "turned.pdf"
    document = pdfium.PdfDocument(sheets.save())
    document[0].set_rotation(flag)
    document.save(path)
    document.close()
    extraction = extract(path, edition=2021, source="book.pdf")
    ((box,),) = build_tables(extraction)["claims"]["boxes"].to_pylist()
    image = tmp_path / "claim.png"
    draw_claim(path, 1, [box], image)
    with Image.open(image) as picture:
        (left, upper, right, lower), (x0, top, x1, bottom) = (
            spread(picture, lambda pixels: pixels[..., 2] - pixels[..., 0] > 100),
            spread(picture, lambda pixels: (pixels == RED).all(axis=2)),
        )
    assert x0 < left < right < x1
    assert top < upper < lower < bottom
    assert (x1 - x0) * (bottom - top) < 3 * (right - left) * (lower - upper)


def spread(picture: Image.Image, wanted: Callable[[Pixels], Pixels]) -> tuple[int, int, int, int]:
    """The box around the pixels of a colour."""
    rows, columns = np.nonzero(wanted(np.asarray(picture, dtype=int)))
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def test_a_page_of_figures_on_show_is_drawn(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf")
    for number, label in enumerate(("外购电力", "危险废物", "环保投入")):
        sheets.write(60 + 170 * number, 86, f"{number + 3},560吨", 18)
        sheets.write(60 + 170 * number, 112, label, 9)
    image = tmp_path / "layout.png"
    draw_layout(sheets.save(), 1, image)
    with Image.open(image) as picture:
        assert (140, 86, 75) in {colour for _, colour in picture.getcolors(1_000_000) or []}
