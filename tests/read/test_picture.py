"""Pictures of pages: the claim is boxed where it stands, and the layout is drawn."""

from pathlib import Path

import pytest
from PIL import Image

from benchmarks.hostile_pdfs import BOMBS
from pipeline.errors import MisuseError, UnusableSourceError
from pipeline.read.pdf.document import Effort, read_pdf
from pipeline.read.picture import draw_claim, draw_layout
from tests.read.pdf.sheets import Sheets

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
