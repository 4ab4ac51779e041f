"""Pictures of PDF pages for a person: a claim boxed where it stands, or a page with its layout drawn over it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.errors import UnusableSourceError
from pipeline.paper import Picture, Wanted, drawer
from pipeline.read.pdf.body_type import body_type
from pipeline.read.pdf.document import Effort, opening_of, refusal_message
from pipeline.read.pdf.furniture import furniture_of
from pipeline.read.pdf.page import BlockRole, Box, Page, hull
from pipeline.read.pdf.protocol import Refusal
from pipeline.read.pdf.workers import read_pages

_SCALE = 2.0  # pixels per point of a page that is not too large
_MARGIN = 2.0  # points between a claim and its box
_CLAIM = (214, 39, 40)
_BAND = (31, 119, 180)
_COLUMN = (44, 160, 44)
_ROLES = {
    BlockRole.TEXT: (255, 127, 14),
    BlockRole.TABLE: (148, 103, 189),
    BlockRole.CHART: (227, 119, 194),
    BlockRole.ASIDE: (188, 189, 34),
    BlockRole.FIGURE: (140, 86, 75),
}
_FURNITURE = (127, 127, 127)


def draw_claim(
    path: Path, page: int, boxes: Iterable[Sequence[float]], image: Path, *, password: str | None = None
) -> None:
    """Writes a picture of a page with a claim boxed.

    Args:
        path: The PDF.
        page: Page number, from 1.
        boxes: The claim's boxes: left, upper, right and lower edge in points on the page as it is shown.
        image: Where to write the PNG.
        password: Password of an encrypted file; by default that of the environment variable `CASEBOOK_PASSWORD`.

    Raises:
        UnusableSourceError: The file cannot be opened.
        MisuseError: There is no such page.
    """
    pen = _Pen.on(_drawn(path, page, None, password))
    for box in boxes:
        pen.outline(Box(*box).grown(_MARGIN), _CLAIM, width=3)
    pen.image.save(image, format="PNG")


def draw_layout(path: Path, page: int, image: Path, *, password: str | None = None) -> None:
    """Writes a picture of a page with what was made of it: bands, columns, blocks, tables, charts and furniture.

    Bands are blue, columns green, blocks of text orange, tables violet with their cells, charts pink, boxes and
    notes olive, figures on show brown and furniture grey; blocks are numbered in reading order.

    Args:
        path: The PDF.
        page: Page number, from 1.
        image: Where to write the PNG.
        password: Password of an encrypted file; by default that of the environment variable `CASEBOOK_PASSWORD`.

    Raises:
        UnusableSourceError: The file cannot be opened.
        MisuseError: There is no such page.
    """
    pages = read_pages(opening_of(path, password), Effort().readers, Effort().page)
    if isinstance(pages, Refusal):
        message = refusal_message(pages, path, Effort().page, given=password is not None)
        raise UnusableSourceError(f"{path}: {message}")
    turn = pages[page - 1].turn if page <= len(pages) else 0
    pen = _Pen.on(_drawn(path, page, turn, password))
    _draw_blocks(pen, pages[page - 1])
    body = body_type(line for each in pages for block in each.blocks for line in block.lines)
    for line in furniture_of(pages, body).get(page, ()):
        pen.outline(line.box, _FURNITURE, width=3)
    pen.image.save(image, format="PNG")


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws on a picture, in points.

    Attributes:
        image: The picture.
        draw: What draws on it, in pixels.
        scale: Pixels per point.
    """

    image: Image.Image
    draw: ImageDraw.ImageDraw
    scale: float

    @classmethod
    def on(cls, picture: Picture) -> "_Pen":
        image = picture.image()
        return cls(image, ImageDraw.Draw(image), picture.scale)

    def outline(self, box: Box, colour: tuple[int, int, int], *, width: int) -> None:
        corners = (box.x0, box.top, max(box.x0, box.x1), max(box.top, box.bottom))
        self.draw.rectangle([edge * self.scale for edge in corners], outline=colour, width=width)

    def strike(self, box: Box, colour: tuple[int, int, int], *, width: int) -> None:
        self.draw.line([edge * self.scale for edge in (box.x0, box.top, box.x1, box.bottom)], colour, width)

    def write(self, x: float, y: float, text: str, colour: tuple[int, int, int]) -> None:
        """Writes to the left of a place."""
        self.draw.text((x * self.scale - 14, y * self.scale), text, fill=colour, font_size=20)


def _draw_blocks(pen: _Pen, page: Page) -> None:
    for band in sorted({block.band for block in page.blocks}):
        pen.outline(hull(block.box for block in page.blocks if block.band == band).grown(4), _BAND, width=4)
    for number, block in enumerate(page.blocks, start=1):
        pen.outline(block.column.grown(2), _COLUMN, width=2)
        pen.outline(block.box, _ROLES[block.role], width=2)
        for cell in block.grid.cells if block.grid else ():
            pen.outline(cell.box, _ROLES[block.role], width=1)
        pen.write(block.box.x0, block.box.top, str(number), _CLAIM)
    for picture in page.pictures:
        pen.strike(picture, _CLAIM, width=2)


def _drawn(path: Path, number: int, turn: int | None, password: str | None) -> Picture:
    with drawer() as drawing:
        return drawing.draw(Wanted(path, number, _SCALE, turn, opening_of(path, password).password))
