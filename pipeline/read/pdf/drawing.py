"""What is drawn on a PDF page beside its text: ruled lines, filled shapes and pictures, by PDFium."""

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from pipeline.read.pdf.page import Box, Drawing

Rectangle = tuple[float, float, float, float]
Placing = Callable[[float, float, float, float], Rectangle]
"""From PDF's axes (y upwards) to ours (y downwards)."""

_THIN = 2.5  # points: a shape no thicker than this is a ruled line
_SHORT = 3.0  # points: nothing shorter is a ruled line
_MOST_OBJECTS = 20_000  # a map drawn in more objects than this is no table
_PALE = 0xF4  # of 255: paper white

_Matrix = tuple[float, float, float, float, float, float]


def is_pale(red: int, green: int, blue: int) -> bool:
    """Whether a colour is that of the paper."""
    return min(red, green, blue) >= _PALE


def read_drawing(page: pdfium.PdfPage, place: Placing, area: float) -> Drawing:
    """Reads what is drawn on a page of an area, in points."""
    horizontal: list[Box] = []
    vertical: list[Box] = []
    shapes: list[Box] = []
    pictures: list[Box] = []
    backdrops: list[Box] = []
    for kind, raw, matrix in _objects(page.raw, pdf.FPDFPage_CountObjects, pdf.FPDFPage_GetObject, ()):
        box = Box(*place(*_bounds(raw, matrix)))
        if kind == pdf.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
        elif kind == pdf.FPDF_PAGEOBJ_SHADING:
            backdrops.append(box)
        elif kind == pdf.FPDF_PAGEOBJ_PATH:
            if min(box.width, box.height) <= _THIN:
                strokes = [box]
            else:
                strokes = list(_strokes(raw, matrix, place))
                if _is_coloured(raw):
                    backdrops.append(box)
                if box.width * box.height < area / 2:
                    shapes.append(box)
            horizontal += [line for line in strokes if line.height <= _THIN and line.width >= _SHORT]
            vertical += [line for line in strokes if line.width <= _THIN and line.height >= _SHORT]
    return Drawing(tuple(horizontal), tuple(vertical), tuple(shapes), tuple(pictures), (*pictures, *backdrops))


def _is_coloured(raw: object) -> bool:
    """Whether a path is filled with a colour that white type stands out from."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdf.FPDFPath_GetDrawMode(raw, fill, stroke)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdf.FPDFPageObj_GetFillColor(raw, red, green, blue, alpha)
    return bool(fill.value) and bool(alpha.value) and not is_pale(red.value, green.value, blue.value)


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


def _bounds(raw: object, matrices: tuple[_Matrix, ...]) -> Rectangle:
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


def _strokes(raw: object, matrices: tuple[_Matrix, ...], place: Placing) -> Iterator[Box]:
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


def _between(one: tuple[float, float], other: tuple[float, float]) -> Rectangle:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
