"""What is drawn on a PDF page beside its text: ruled lines, filled shapes and pictures, by PDFium."""

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from pipeline.read.pdf.page import Box, Drawing, Shape

Rectangle = tuple[float, float, float, float]
Placing = Callable[[float, float, float, float], Rectangle]
"""From PDF's axes (y upwards) to ours (y downwards)."""

_THIN = 2.5  # points: a shape no thicker than this is a ruled line
_SHORT = 3.0  # points: nothing shorter is a ruled line
_MOST_OBJECTS = 20_000  # a map drawn in more objects than this is no table
PALE = 0xF4
"""Of 255: what is no darker is paper white."""

_MOST_SEGMENTS = 600  # of a path: one with more is a picture
_SIDES = 3  # straight lines around a box at least, for the last one may close it
_NEAR = 0.2  # points by which its outline may leave its sides

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]


def is_pale(red: int, green: int, blue: int) -> bool:
    """Whether a colour is that of the paper."""
    return min(red, green, blue) >= PALE


def read_drawing(page: pdfium.PdfPage, place: Placing, area: float) -> Drawing:
    """Reads what is drawn on a page of an area, in points."""
    horizontal: list[Box] = []
    vertical: list[Box] = []
    shapes: list[Shape] = []
    pictures: list[Box] = []
    backdrops: list[Box] = []
    for kind, raw, matrix in _objects(page.raw, pdf.FPDFPage_CountObjects, pdf.FPDFPage_GetObject, ()):
        box = Box(*place(*_bounds(raw, matrix)))
        if kind == pdf.FPDF_PAGEOBJ_IMAGE:
            pictures.append(box)
        elif kind == pdf.FPDF_PAGEOBJ_SHADING:
            backdrops.append(box)
        elif kind == pdf.FPDF_PAGEOBJ_PATH:
            colour = _colour(raw, filled=True)
            thick = min(box.width, box.height) > _THIN
            parts = _boxed_parts(raw, matrix, place) if colour is not None and thick else []
            bodies = [part for part in parts or [box] if min(part.width, part.height) > _THIN]
            strokes = [part for part in parts or [box] if part not in bodies]
            if bodies:
                strokes += _strokes(raw, matrix, place)
                if colour is not None and not is_pale(*colour):
                    backdrops.append(box)
                name = "#{:02x}{:02x}{:02x}".format(*(colour or _colour(raw, filled=False) or (0, 0, 0)))
                look = name, colour is not None, bool(parts)
                small = [part for part in bodies if part.width * part.height < area / 2]
                shapes += [Shape(part.x0, part.top, part.x1, part.bottom, *look) for part in small]
            horizontal += [line for line in strokes if line.height <= _THIN and line.width >= _SHORT]
            vertical += [line for line in strokes if line.width <= _THIN and line.height >= _SHORT]
    return Drawing(tuple(horizontal), tuple(vertical), tuple(shapes), tuple(pictures), (*pictures, *backdrops))


def _colour(raw: object, *, filled: bool) -> tuple[int, int, int] | None:
    """The colour that a path is filled with, or drawn in; None where it is not."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdf.FPDFPath_GetDrawMode(raw, fill, stroke)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask = pdf.FPDFPageObj_GetFillColor if filled else pdf.FPDFPageObj_GetStrokeColor
    ask(raw, red, green, blue, alpha)
    drawn = fill.value if filled else stroke.value
    return (red.value, green.value, blue.value) if drawn and alpha.value else None


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
    for points, straight in _outlines(raw, matrices):
        for (one, other), level in zip(pairwise(points), straight, strict=True):
            if level:
                yield Box(*place(*_between(one, other)))


def _boxed_parts(raw: object, matrices: tuple[_Matrix, ...], place: Placing) -> list[Box]:
    """The boxes of a path that is made of nothing else: bars of a chart, shades of rows, with round corners too.

    The straight lines of a box are level or upright, and the points of its corners lie on its sides.
    """
    if pdf.FPDFPath_CountSegments(raw) > _MOST_SEGMENTS:
        return []
    boxes: list[Box] = []
    for points, straight in _outlines(raw, matrices):
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        low, high = min(y for _, y in points), max(y for _, y in points)
        on_side = all(min(abs(x - left), abs(x - right), abs(y - low), abs(y - high)) < _NEAR for x, y in points)
        sides = [pair for pair, line in zip(pairwise(points), straight, strict=True) if line]
        even = all(min(abs(x - u), abs(y - v)) < _NEAR for (x, y), (u, v) in sides)
        if not (on_side and even) or len(sides) < _SIDES:
            return []
        boxes.append(Box(*place(left, low, right, high)))
    return boxes


def _outlines(raw: object, matrices: tuple[_Matrix, ...]) -> Iterator[tuple[list[_Point], list[bool]]]:
    """The lines that a path is made of: their points, and whether the way to each point is straight."""
    matrices = (_matrix(raw), *matrices)
    points: list[_Point] = []
    straight: list[bool] = []
    for index in range(min(pdf.FPDFPath_CountSegments(raw), _MOST_OBJECTS)):
        segment = pdf.FPDFPath_GetPathSegment(raw, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdf.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdf.FPDFPathSegment_GetType(segment)
        if kind == pdf.FPDF_SEGMENT_MOVETO:
            if straight:
                yield points, straight
            points, straight = [], []
        else:
            straight.append(kind == pdf.FPDF_SEGMENT_LINETO)
        points.append(_mapped(x.value, y.value, matrices))
        if pdf.FPDFPathSegment_GetClose(segment) and straight:
            points.append(points[0])
            straight.append(straight[-1])
    if straight:
        yield points, straight


def _between(one: tuple[float, float], other: tuple[float, float]) -> Rectangle:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
