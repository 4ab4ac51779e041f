"""Pictures of PDF pages for a person: a claim boxed where it stands, or a page with its layout drawn over it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from pipeline.errors import MisuseError, UnusableSourceError
from pipeline.read.pdf.document import Effort, opening_of, refusal_message
from pipeline.read.pdf.furniture import furniture_of
from pipeline.read.pdf.glyphs import turn_of
from pipeline.read.pdf.layout import body_type
from pipeline.read.pdf.page import BlockRole, Box, Page, hull
from pipeline.read.pdf.protocol import Refusal
from pipeline.read.pdf.workers import read_pages

_SCALE = 2.0  # pixels per point
_MARGIN = 2.0  # points between a claim and its box
_CLAIM = (214, 39, 40)
_BAND = (31, 119, 180)
_COLUMN = (44, 160, 44)
_ROLES = {BlockRole.TEXT: (255, 127, 14), BlockRole.TABLE: (148, 103, 189), BlockRole.CHART: (227, 119, 194)}
_FURNITURE = (127, 127, 127)


def draw_claim(
    path: Path, page: int, boxes: Iterable[Sequence[float]], image: Path, *, password: str | None = None
) -> None:
    """Writes a picture of a page with a claim boxed.

    Args:
        path: The PDF.
        page: Page number, from 1.
        boxes: The claim's boxes: left, upper, right and lower edge in points, from the page's upper left corner.
        image: Where to write the PNG.
        password: Password of an encrypted file; by default that of the environment variable `CASEBOOK_PASSWORD`.

    Raises:
        UnusableSourceError: The file cannot be opened.
        MisuseError: There is no such page.
    """
    picture = _rendered(path, page, password)
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        _outline(draw, Box(*box).grown(_MARGIN), _CLAIM, width=3)
    picture.save(image, format="PNG")


def draw_layout(path: Path, page: int, image: Path, *, password: str | None = None) -> None:
    """Writes a picture of a page with what was made of it: bands, columns, blocks, tables, charts and furniture.

    Bands are blue, columns green, blocks of text orange, tables violet with their cells, charts pink and furniture
    grey; blocks are numbered in reading order.

    Args:
        path: The PDF.
        page: Page number, from 1.
        image: Where to write the PNG.
        password: Password of an encrypted file; by default that of the environment variable `CASEBOOK_PASSWORD`.

    Raises:
        UnusableSourceError: The file cannot be opened.
        MisuseError: There is no such page.
    """
    picture = _rendered(path, page, password)
    pages = read_pages(opening_of(path, password), Effort().readers, Effort().page_seconds)
    if isinstance(pages, Refusal):
        raise UnusableSourceError(f"{path}: {refusal_message(pages, path, given=password is not None)}")
    draw = ImageDraw.Draw(picture)
    _draw_blocks(draw, pages[page - 1])
    body = body_type(line for each in pages for block in each.blocks for line in block.lines)
    for line in furniture_of(pages, body).get(page, ()):
        _outline(draw, line.box, _FURNITURE, width=3)
    picture.save(image, format="PNG")


def _draw_blocks(draw: ImageDraw.ImageDraw, page: Page) -> None:
    for band in sorted({block.band for block in page.blocks}):
        _outline(draw, hull(block.box for block in page.blocks if block.band == band).grown(4), _BAND, width=4)
    for number, block in enumerate(page.blocks, start=1):
        _outline(draw, block.column.grown(2), _COLUMN, width=2)
        _outline(draw, block.box, _ROLES[block.role], width=2)
        for cell in block.grid.cells if block.grid else ():
            _outline(draw, cell.box, _ROLES[block.role], width=1)
        place = (block.box.x0 * _SCALE - 14, block.box.top * _SCALE)
        draw.text(place, str(number), fill=_CLAIM, font_size=20)
    for picture in page.pictures:
        draw.line([picture.x0 * _SCALE, picture.top * _SCALE, picture.x1 * _SCALE, picture.bottom * _SCALE], _CLAIM, 2)


def _outline(draw: ImageDraw.ImageDraw, box: Box, colour: tuple[int, int, int], *, width: int) -> None:
    corners = [box.x0 * _SCALE, box.top * _SCALE, max(box.x0, box.x1) * _SCALE, max(box.top, box.bottom) * _SCALE]
    draw.rectangle(corners, outline=colour, width=width)


def _rendered(path: Path, number: int, password: str | None) -> Image.Image:
    """A page turned so that its text stands upright, as boxes count."""
    opening = opening_of(path, password)
    try:
        document = pdfium.PdfDocument(opening.path, password=opening.password)
    except pdfium.PdfiumError as error:
        raise UnusableSourceError(f"{path}: cannot be opened ({error}); run it to see why") from error
    try:
        if not 1 <= number <= len(document):
            raise MisuseError(f"{path} has pages 1 to {len(document)}, and no page {number}")
        page = document[number - 1]
        page.set_rotation(90 * turn_of(page))
        picture: Image.Image = page.render(scale=_SCALE).to_pil().convert("RGB")
        page.close()
    finally:
        document.close()
    return picture
