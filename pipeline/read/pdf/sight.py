"""What somebody sees of the text of a page, by PDFium."""

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from pipeline.read.pdf.drawing import PALE, is_pale
from pipeline.read.pdf.page import Box, Drawing
from pipeline.read.pdf.spacing import Glyph
from pipeline.read.pdf.turning import turned_box, turned_size

_SCANNED = 0.3  # share of a page that a picture takes where invisible text lies over it to be searched
_GROUND = 0.25  # share of the box of a pale letter that is darker where it stands on a ground


class Sight:
    """What somebody sees of a page: nothing beyond its edges, nothing white on white, nothing invisible."""

    def __init__(
        self, page: pdfium.PdfPage, text: pdfium.PdfTextPage, size: tuple[float, float], turn: int, drawing: Drawing
    ) -> None:
        self._page = page
        self._raw = text.raw
        self._size = size
        self._turn = turn
        self._drawing = drawing
        self._picture: pdfium.PdfBitmap | None = None
        width, height = turned_size(size, turn)
        self._paper = Box(0, 0, width, height)
        # a scan carries its text invisibly, to be searched: then that is the text
        self._scanned = any(box.width * box.height > _SCANNED * width * height for box in drawing.pictures)

    def on_sheet(self, glyph: Glyph, turn: int) -> Box:
        """The box of a character of a frame on the sheet."""
        return turned_box(Box(*glyph[1:]), self._turn - turn, turned_size(self._size, turn))

    def shows(self, glyph: Glyph, index: int, turn: int) -> bool:
        """Whether a run is seen.

        Args:
            glyph: A character in its middle.
            index: Index of its first character.
            turn: Quarter turns that bring it upright.
        """
        middle = self.on_sheet(glyph, turn)
        x, y = (middle.x0 + middle.x1) / 2, (middle.top + middle.bottom) / 2
        if not self._paper.holds(x, y):
            return False
        if self._scanned:
            return True
        mode = pdf.FPDFTextObj_GetTextRenderMode(pdf.FPDFText_GetTextObject(self._raw, index))
        if mode == pdf.FPDF_TEXTRENDERMODE_INVISIBLE:
            return False
        pale = mode == pdf.FPDF_TEXTRENDERMODE_FILL and is_pale(*colour_of(self._raw, index))
        return not pale or any(box.holds(x, y) for box in self._drawing.backdrops) or self._stands_out(glyph, turn)

    def _stands_out(self, glyph: Glyph, turn: int) -> bool:
        """Whether a pale character is seen in the picture of the page: flowing colours tell no ground of theirs."""
        if self._picture is None:
            self._picture = self._page.render(scale=1, grayscale=True)
        box = turned_box(Box(*glyph[1:]), -turn, turned_size(self._size, turn))
        left, right = max(0, int(box.x0)), min(self._picture.width, int(box.x1) + 1)
        starts = [row * self._picture.stride for row in range(max(0, int(box.top)), int(box.bottom) + 1)]
        shades = [shade for start in starts for shade in bytes(self._picture.buffer[start + left : start + right])]
        return sum(shade < PALE for shade in shades) > _GROUND * len(shades)


def colour_of(raw: object, index: int) -> tuple[int, int, int]:
    """The colour that a character is filled with."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdf.FPDFText_GetFillColor(raw, index, red, green, blue, alpha)
    return red.value, green.value, blue.value
