"""A PDF page to runs of characters and ruled lines, by PDFium: the only place that knows its interface."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from pipeline.read.pdf.page import Box, Drawing

Glyph = tuple[str, float, float, float, float]
"""A character with the left, upper, right and lower edge of its box, in points."""

_LONG_GAP = 1.25  # ems: a wider gap ends a run, for columns of a table stand about that far apart
_WORD_GAP = 0.18  # ems: a gap of this width beside a Latin letter or digit is a space
_OVERLAP = 0.3  # share of the smaller height that two characters of one line have in common at least
_NEAR = 1.0  # points
_THIN = 2.5  # points: a shape no thicker than this is a ruled line
_SHORT = 3.0  # points: nothing shorter is a ruled line
_SAMPLED = 60  # characters looked at to tell which way up the text stands
_MOST_OBJECTS = 20_000  # a map drawn in more objects than this is no table

_Rectangle = tuple[float, float, float, float]
_Placing = Callable[[float, float, float, float], _Rectangle]
_Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn one after another on one baseline, with their typeface and colour.

    Attributes:
        glyphs: The characters, in drawing order, a single space for white space between them.
        style: Name of the typeface and its colour.
        upright: False for text that stands at an angle to the rest of the page.
    """

    glyphs: tuple[Glyph, ...]
    style: str
    upright: bool = True

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.glyphs[0][1]

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.glyphs[-1][3]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as drawn: its size and quarter turns to bring its text upright, its runs and its drawing."""

    width: float
    height: float
    turn: int
    runs: tuple[Run, ...]
    drawing: Drawing


def read_sheet(page: pdfium.PdfPage) -> Sheet:
    """Reads the characters and drawings of a page, turned so that most of its text stands upright."""
    text = page.get_textpage()
    try:
        turn = _turn(text, page)
        page.set_rotation(0)  # the box of a page turned for the screen is turned as well, its characters are not
        crop = page.get_bbox()
        place = _placing(crop, turn)
        across, along = crop[2] - crop[0], crop[3] - crop[1]
        width, height = (across, along) if turn % 2 == 0 else (along, across)
        return Sheet(width, height, turn, tuple(_runs(text, place, turn)), _drawing(page, place, width * height))
    finally:
        text.close()


def _quarter(angle: float) -> int:
    return round(angle / (math.pi / 2)) % 4


def _turn(text: pdfium.PdfTextPage, page: pdfium.PdfPage) -> int:
    count = text.count_chars()
    step = max(1, count // _SAMPLED)
    quarters = Counter(
        _quarter(pdf.FPDFText_GetCharAngle(text.raw, index))
        for index in range(0, count, step)
        if pdf.FPDFText_GetUnicode(text.raw, index) > ord(" ")
    )
    return quarters.most_common(1)[0][0] if quarters else page.get_rotation() // 90


def _placing(crop: _Rectangle, turn: int) -> _Placing:
    """From PDF's axes (y upwards, whatever the turn of the text) to ours (y downwards, text upright)."""
    left, bottom, right, top = crop
    placings: tuple[_Placing, ...] = (
        lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0),
        lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0),
    )
    return placings[turn]


def _runs(text: pdfium.PdfTextPage, place: _Placing, turn: int) -> Iterator[Run]:
    """Cuts the characters into runs where the baseline, or a long gap, does.

    The box asked for is the loose one, the line's whole height: the tight box of 一 is as flat as a ruled line.
    """
    raw, count = text.raw, text.count_chars()
    rectangle = pdf.FS_RECTF()
    reference = ctypes.byref(rectangle)
    character, loose = pdf.FPDFText_GetUnicode, pdf.FPDFText_GetLooseCharBox
    glyphs: list[Glyph] = []
    start = 0
    spaced = False
    upright = True
    for index in range(count):
        code = character(raw, index)
        if code in (0x20, 0xA0, 0x3000, 0x0D, 0x0A, 0x09):
            # PDFium adds white space of its own where it sees a gap; gaps are judged below instead
            spaced = spaced or not pdf.FPDFText_IsGenerated(raw, index)
            continue
        loose(raw, index, reference)
        x0, top, x1, bottom = place(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if glyphs and not _follows(glyphs[-1], (x0, top, x1, bottom), turned=not upright):
            yield Run(tuple(glyphs), _style(raw, start), upright)
            glyphs = []
        if not glyphs:
            start = index
            upright = _quarter(pdf.FPDFText_GetCharAngle(raw, index)) == turn
        elif spaced or _apart(glyphs[-1], code, x0):
            glyphs.append((" ", glyphs[-1][3], top, x0, bottom))
        glyphs.append((_letter(code), x0, top, x1, bottom))
        spaced = False
    if glyphs:
        yield Run(tuple(glyphs), _style(raw, start), upright)


def _follows(last: Glyph, box: _Rectangle, *, turned: bool) -> bool:
    """Whether a character stands beside the last one, on its baseline or slightly off it."""
    x0, top, _, bottom = box
    _, last_x0, last_top, last_x1, last_bottom = last
    if not turned and -_NEAR < x0 - last_x1 < _NEAR and -_NEAR < bottom - last_bottom < _NEAR:
        return True  # nearly all are
    height, last_height = bottom - top, last_bottom - last_top
    em = max(height, last_height)
    if turned:  # a label at an angle: its letters lie close to one another in any direction
        return abs(x0 - last_x0) < _LONG_GAP * em and abs(top - last_top) < _LONG_GAP * em
    shared = min(bottom, last_bottom) - max(top, last_top)
    if shared < _OVERLAP * min(height, last_height):
        return False
    return x0 - last_x1 < _LONG_GAP * em and x0 > last_x0 - _OVERLAP * em


def _apart(last: Glyph, code: int, x0: float) -> bool:
    """Whether the gap between two characters is a space: some programs draw none, and only move on."""
    return x0 - last[3] > _WORD_GAP * (last[4] - last[2]) and (_is_narrow(last[0]) or _is_narrow(chr(code)))


def _is_narrow(character: str) -> bool:
    """Whether a character is no Chinese one: a letter, a digit, or a sign such as ™; quotation marks may be either."""
    return character < "\u2010" or "℀" <= character < "⺀"


def _letter(code: int) -> str:
    """The character of a code; PDFium reports a hyphen at a line's end as U+0002 or U+FFFE."""
    return "-" if code in (0x02, 0xFFFE) else chr(code) if 0 < code < 0x110000 else "\ufffd"  # noqa: PLR2004


def _style(raw: object, index: int) -> str:
    flags = ctypes.c_int()
    length = pdf.FPDFText_GetFontInfo(raw, index, None, 0, flags)
    name = ctypes.create_string_buffer(length or 1)
    pdf.FPDFText_GetFontInfo(raw, index, name, length, flags)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdf.FPDFText_GetFillColor(raw, index, red, green, blue, alpha)
    face = name.value.decode("utf-8", "replace").rpartition("+")[2]
    return f"{face} #{red.value:02x}{green.value:02x}{blue.value:02x}"


def _drawing(page: pdfium.PdfPage, place: _Placing, area: float) -> Drawing:
    horizontal: list[Box] = []
    vertical: list[Box] = []
    shapes: list[Box] = []
    pictures: list[Box] = []
    for kind, raw, matrix in _objects(page.raw, pdf.FPDFPage_CountObjects, pdf.FPDFPage_GetObject, ()):
        box = Box(*place(*_bounds(raw, matrix)))
        if kind == pdf.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
        elif kind == pdf.FPDF_PAGEOBJ_PATH:
            if min(box.width, box.height) <= _THIN:
                strokes = [box]
            else:
                strokes = list(_strokes(raw, matrix, place))
                if box.width * box.height < area / 2:
                    shapes.append(box)
            horizontal += [line for line in strokes if line.height <= _THIN and line.width >= _SHORT]
            vertical += [line for line in strokes if line.width <= _THIN and line.height >= _SHORT]
    return Drawing(tuple(horizontal), tuple(vertical), tuple(shapes), tuple(pictures))


def _objects(
    holder: object,
    count: Callable[[object], int],
    get: Callable[[object, int], object],
    matrix: tuple[_Matrix, ...],
) -> Iterator[tuple[int, object, tuple[_Matrix, ...]]]:
    """Paths and images, those inside forms (drawings used as one object) included."""
    for index in range(min(count(holder), _MOST_OBJECTS)):
        raw = get(holder, index)
        kind = pdf.FPDFPageObj_GetType(raw)
        if kind == pdf.FPDF_PAGEOBJ_FORM:
            inner = (_matrix(raw), *matrix)
            yield from _objects(raw, pdf.FPDFFormObj_CountObjects, pdf.FPDFFormObj_GetObject, inner)
        elif kind != pdf.FPDF_PAGEOBJ_TEXT:
            yield kind, raw, matrix


def _matrix(raw: object) -> _Matrix:
    matrix = pdf.FS_MATRIX()
    pdf.FPDFPageObj_GetMatrix(raw, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _mapped(x: float, y: float, matrices: tuple[_Matrix, ...]) -> tuple[float, float]:
    for a, b, c, d, e, f in matrices:
        x, y = a * x + c * y + e, b * x + d * y + f
    return x, y


def _bounds(raw: object, matrices: tuple[_Matrix, ...]) -> _Rectangle:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdf.FPDFPageObj_GetBounds(raw, left, bottom, right, top)
    if not matrices:
        return left.value, bottom.value, right.value, top.value
    corners = [_mapped(x.value, y.value, matrices) for x in (left, right) for y in (bottom, top)]
    return (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )


def _strokes(raw: object, matrices: tuple[_Matrix, ...], place: _Placing) -> Iterator[Box]:
    """The straight strokes of a stroked path: the four sides of a frame, or all lines of a grid drawn at once."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdf.FPDFPath_GetDrawMode(raw, fill, stroke)
    if not stroke.value:
        return
    matrices = (_matrix(raw), *matrices)
    begin = last = (0.0, 0.0)
    for index in range(min(pdf.FPDFPath_CountSegments(raw), _MOST_OBJECTS)):
        segment = pdf.FPDFPath_GetPathSegment(raw, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdf.FPDFPathSegment_GetPoint(segment, x, y)
        point = _mapped(x.value, y.value, matrices)
        kind = pdf.FPDFPathSegment_GetType(segment)
        if kind == pdf.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == pdf.FPDF_SEGMENT_LINETO:
            yield Box(*place(*_between(last, point)))
            if pdf.FPDFPathSegment_GetClose(segment):
                yield Box(*place(*_between(point, begin)))
        last = point


def _between(one: tuple[float, float], other: tuple[float, float]) -> _Rectangle:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
