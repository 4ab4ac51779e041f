"""Pages of PDFs as pictures, drawn by a worker and bounded in pixels, for a page may claim any size."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import MisuseError, UnusableSourceError
from pipeline.isolation.limits import Limits
from pipeline.isolation.watch import Loss
from pipeline.isolation.worker import LostError, Worker

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL import Image

LIMITS = Limits(seconds=60, memory=1 << 30)
_LOSSES = {
    Loss.SLOW: "it takes more than {seconds} seconds of processor time",
    Loss.FELL: "it takes more than {memory} of memory, or is damaged",
    Loss.STILL: "what draws it stood still; see that the file can be read, and try again",
}
"""What drawing a page may take."""

_MOST_PIXELS = 32_000_000  # an A0 poster at two pixels per point
_LONGEST = 20_000  # pixels of one edge


@dataclass(frozen=True, slots=True)
class Wanted:
    """Asks for a picture of a page.

    Attributes:
        path: The PDF.
        number: Page number, from 1.
        scale: Pixels per point, fewer where the page is too large; None where its size is asked for alone.
        turn: Quarter turns, clockwise; None for those that the page itself asks for.
        password: Password of an encrypted file.
    """

    path: Path
    number: int
    scale: float | None
    turn: int | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as drawn.

    Attributes:
        width: In points, as turned.
        height: In points, as turned.
        scale: Pixels per point.
        size: Width and height in pixels.
        pixels: Red, green and blue of each, row by row.
    """

    width: float
    height: float
    scale: float = 0.0
    size: tuple[int, int] = (0, 0)
    pixels: bytes = b""

    def image(self) -> "Image.Image":
        """The picture to draw on or to store."""
        from PIL import Image  # noqa: PLC0415 - only a picture needs Pillow

        return Image.frombytes("RGB", self.size, self.pixels)


class Drawer:
    """Draws pages, whatever they do to the worker that does it."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def draw(self, wanted: Wanted) -> Picture:
        """Draws a page.

        Raises:
            UnusableSourceError: The file cannot be opened, or the page not be drawn.
            MisuseError: There is no such page.
        """
        try:
            picture: Picture = self._worker.ask(wanted)
        except LostError as lost:
            why = _LOSSES[lost.loss].format(**LIMITS.spoken)
            raise UnusableSourceError(f"{wanted.path}: page {wanted.number} cannot be drawn; {why}") from lost
        return picture


@contextmanager
def drawer() -> Iterator[Drawer]:
    """Something that draws pages one after another."""
    with Worker("pipeline.paper:answer", LIMITS) as worker:
        yield Drawer(worker)


def answer(wanted: Wanted) -> Picture:
    """Draws a page in the worker."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - the parent draws nothing

    try:
        document = pdfium.PdfDocument(wanted.path, password=wanted.password)
    except pdfium.PdfiumError as error:
        raise UnusableSourceError(f"{wanted.path}: cannot be opened ({error}); run it to see why") from error
    if not 1 <= wanted.number <= len(document):
        raise MisuseError(f"{wanted.path} has pages 1 to {len(document)}, and no page {wanted.number}")
    try:
        page = document[wanted.number - 1]
        if wanted.turn is not None:
            page.set_rotation(90 * wanted.turn)
        width, height = page.get_size()
        if wanted.scale is None:
            return Picture(width, height)
        scale = bounded_scale(page, wanted.scale)
        image = page.render(scale=scale).to_pil().convert("RGB")
    except pdfium.PdfiumError as error:
        raise UnusableSourceError(f"{wanted.path}: page {wanted.number} cannot be drawn ({error})") from error
    finally:
        document.close()
    return Picture(width, height, scale, image.size, image.tobytes())


def bounded_scale(page: "pdfium.PdfPage", scale: float) -> float:
    """Pixels per point in which a page is drawn: `scale`, or fewer where that would be too many pixels."""
    width, height = (max(side, 1.0) for side in page.get_size())
    bounded: float = min(scale, math.sqrt(_MOST_PIXELS / (width * height)), _LONGEST / max(width, height))
    return bounded
