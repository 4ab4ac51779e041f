"""The boxes of characters: their em squares, by PDFium."""

import ctypes
import math

import pypdfium2.raw as pdf

from pipeline.read.pdf.drawing import Placing, Rectangle

CHINESE = "\u2e80"
"""The first of the Chinese characters."""
_ASCENT = 0.88  # ems from the baseline to the upper edge of an em square
_TALL = 4.0  # ems: no typeface says that its lines are higher


class Squares:
    """The boxes of characters: as wide as each is, and as high as its em square, on the baseline.

    The box that PDFium tells is as high as the typeface says its lines are, which for some is thrice its size: then
    lines lie over one another, and figures of another typeface look small among their words.
    """

    def __init__(self, raw: object) -> None:
        self._raw = raw
        self._rectangle = pdf.FS_RECTF()
        self._reference = ctypes.byref(self._rectangle)
        self._loose = pdf.FPDFText_GetLooseCharBox
        self._last: tuple[Placing, float] | None = None
        self._above = self._below = 0.0

    def box(self, index: int, place: Placing) -> Rectangle:
        """The box of a character in a frame."""
        self._loose(self._raw, index, self._reference)
        corners = self._rectangle
        x0, top, x1, bottom = place(corners.left, corners.bottom, corners.right, corners.top)
        if self._last != (place, round(bottom - top, 2)):  # of one typeface and size where they are as high
            self._last = place, round(bottom - top, 2)
            self._above, self._below = self._margins(index, place, top, bottom)
        return x0, top + self._above, x1, bottom - self._below

    def placed(self, index: int, place: Placing, box: Rectangle) -> Rectangle:
        """The box of a character, which is put back where PDFium tells it far off the line that it is drawn on.

        So it does of letters drawn as shapes (fonts of type 3), where their line is turned.
        """
        matrix, x, y = pdf.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        pdf.FPDFText_GetMatrix(self._raw, index, matrix)
        pdf.FPDFText_GetCharOrigin(self._raw, index, x, y)
        right, down = x.value - matrix.e, y.value - matrix.f
        em = pdf.FPDFText_GetFontSize(self._raw, index) * math.hypot(matrix.c, matrix.d)
        along = right * matrix.a + down * matrix.b
        aside = right * matrix.b - down * matrix.a
        if min(abs(along), abs(aside)) <= em * math.hypot(matrix.a, matrix.b):
            return box  # what is written from top to bottom stands aside of where its line begins, but not along it
        left, baseline, *_ = place(matrix.e, matrix.f, matrix.e, matrix.f)
        width = em if pdf.FPDFText_GetUnicode(self._raw, index) >= ord(CHINESE) else em / 2
        return left, baseline - _ASCENT * em, left + width, baseline + (1 - _ASCENT) * em

    def _margins(self, index: int, place: Placing, top: float, bottom: float) -> tuple[float, float]:
        """How far the box of a character reaches over its em square, and below it."""
        matrix, x, y = pdf.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        pdf.FPDFText_GetMatrix(self._raw, index, matrix)
        pdf.FPDFText_GetCharOrigin(self._raw, index, x, y)
        em = pdf.FPDFText_GetFontSize(self._raw, index) * math.hypot(matrix.c, matrix.d)
        baseline = place(x.value, y.value, x.value, y.value)[1]
        if not (em / 2 < bottom - top < _TALL * em and (top + bottom) / 2 < baseline <= bottom):
            return 0.0, 0.0  # drawn as shapes, or written from top to bottom
        return baseline - _ASCENT * em - top, bottom - baseline - (1 - _ASCENT) * em
