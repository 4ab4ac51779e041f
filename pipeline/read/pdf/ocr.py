"""The text of a page from its picture, by RapidOCR, whose wheel ships its models and needs no network."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium

from pipeline.lexicon.headings import title_kind
from pipeline.paper import bounded_scale
from pipeline.read.pdf.glyphs import Sheet
from pipeline.read.pdf.page import Box, Drawing, Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

_SCALE = 2.0  # pixels per point of a page that is not too large: more takes longer and reads no better
_SURE = 0.5  # confidence below which a line is noise
_PADDING = 0.14  # share of the height of a line found that is paper, above and below
_RULED = 28.0  # points: a straight line at least this long is ruled, for no stroke of a character is
_THICK = 3.0  # points: no ruled line is thicker
_SPECK = 3  # pixels of paper that noise leaves in a line
_GROUND = 31  # pixels around a point that tell the shade of its paper
_HAIR = 28  # of 255 by which a ruled line is darker than its paper
_DARK = 150  # of 255: darker pixels are ink
_COLOURED = 40  # of 255 between the strongest and the weakest of red, green and blue
_MOST_SKEW = 3.0  # degrees by which a sheet lies askew on the scanner
_SKEW_STEP = 0.1


def is_installed() -> bool:
    """Whether the extra `casebook-pipeline[ocr]` is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(page: pdfium.PdfPage, drawn: Sheet) -> tuple[Sheet, tuple[Line, ...]]:
    """Reads the lines of a page from its picture, after setting it straight.

    Args:
        page: The page.
        drawn: The page as drawn, turned so that its text stands upright.

    Returns:
        The sheet with the ruled lines of the picture, and the lines of text. Boxes are those of the straightened page.
    """
    page.set_rotation(90 * drawn.turn)
    scale = bounded_scale(page, _SCALE)
    picture = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=pdfium.raw.FPDFBitmap_BGR).to_numpy()
    straight = _straightened(picture)
    height, width = straight.shape[:2]
    lines = tuple(_lines(straight, scale))
    ruled = _ruled_lines(straight, scale)
    drawing = Drawing(_beside_text(ruled.horizontal, lines), _beside_text(ruled.vertical, lines))
    return replace(drawn, width=width / scale, height=height / scale, runs=(), drawing=drawing), lines


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - of an extra, and slow to import

    parameters = {
        "Global.log_level": "error",
        "Global.max_side_len": 4000,
        "Global.return_word_box": True,
        "Global.return_single_char_box": True,
        "Global.use_cls": False,
        # one thread: the pages of a book are shared among processes, and sums keep their order
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return RapidOCR(params=parameters)


def _lines(picture: "Picture", scale: float) -> Iterator[Line]:
    result = _engine()(picture[:, :, ::-1])  # it wants blue first
    if result.boxes is None:
        return
    for box, text, score, characters in zip(result.boxes, result.txts, result.scores, result.word_results, strict=True):
        if score < _SURE or not text.strip():
            continue
        edges = _edges(text.strip(), characters, box, scale)
        top, bottom = float(box[:, 1].min()) / scale, float(box[:, 1].max()) / scale
        top, bottom = top + _PADDING * (bottom - top), bottom - _PADDING * (bottom - top)
        yield Line(text.strip(), edges, top, bottom, bottom - top, _style(text.strip(), picture, box))


def _edges(text: str, characters: Sequence[Any], box: Any, scale: float) -> "array[float]":
    """Left edges of the characters as recognised; evenly spread where they do not match the text."""
    left, right = float(box[:, 0].min()) / scale, float(box[:, 0].max()) / scale
    places = [min(corner[0] for corner in corners) / scale for _, _, corners in characters]
    edges = array("f")
    if len(places) == len(text.replace(" ", "")):
        following = iter(places)
        for character in text:
            edges.append(edges[-1] if character == " " and edges else next(following))
    else:
        edges.extend(left + (right - left) * index / len(text) for index in range(len(text)))
    edges.append(right)
    return edges


def _style(text: str, picture: "Picture", box: Any) -> str:
    """What can be told of a line's look: that it names a section, or that its ink is coloured."""
    if title_kind(text) is not None:
        return "title"
    x0, y0 = (int(edge) for edge in box.min(axis=0).clip(0))
    x1, y1 = (int(edge) for edge in box.max(axis=0))
    pixels = picture[y0:y1, x0:x1].reshape(-1, 3).astype(int)
    ink = pixels[pixels.min(axis=1) < _DARK]
    if len(ink) == 0:
        return "pale"
    return "coloured" if (ink.max(axis=1) - ink.min(axis=1)).mean() > _COLOURED else "black"


def _straightened(picture: "Picture") -> "Picture":
    """Turns a picture so that its lines lie level: then the rows of its pixels are either full of ink or empty."""
    import cv2  # noqa: PLC0415 - comes with the extra
    import numpy as np  # noqa: PLC0415 - slow to import, and needed here alone

    height, width = picture.shape[:2]
    small = cv2.resize(picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA).min(axis=2)
    ink = (small < _DARK).astype(np.uint8)

    def turned(image: "Picture", degrees: float, paper: int) -> "Picture":
        rows, columns = image.shape[:2]
        matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0)
        white = (paper, paper, paper)
        result = cv2.warpAffine(image, matrix, (columns, rows), flags=cv2.INTER_LINEAR, borderValue=white)
        return np.asarray(result, np.uint8)

    steps = round(_MOST_SKEW / _SKEW_STEP)
    angles = [step * _SKEW_STEP for step in range(-steps, steps + 1)]
    best = max(angles, key=lambda angle: float(np.var(turned(ink, angle, 0).sum(axis=1, dtype=np.int64))))
    return picture if abs(best) < _SKEW_STEP else turned(picture, best, 255)


def _ruled_lines(picture: "Picture", scale: float) -> Drawing:
    """The long straight lines of a picture, level and upright."""
    import cv2  # noqa: PLC0415 - comes with the extra
    import numpy as np  # noqa: PLC0415 - slow to import, and needed here alone

    grey = picture.min(axis=2)
    # a hair line is grey on a scan, and paper may be: what counts is that it is darker than what it stands on
    ground = cv2.medianBlur(grey, _GROUND)
    ink = (grey.astype(np.int16) < ground.astype(np.int16) - _HAIR).astype(np.uint8)
    length = round(_RULED * scale)

    def found(size: tuple[int, int]) -> tuple[Box, ...]:
        gap = tuple(min(_SPECK, side) for side in size)
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(gap[::-1], np.uint8))
        lines = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(size[::-1], np.uint8))
        _, _, stats, _ = cv2.connectedComponentsWithStats(lines)
        boxes = (Box(x / scale, y / scale, (x + w) / scale, (y + h) / scale) for x, y, w, h, _ in stats[1:].tolist())
        return tuple(box for box in boxes if min(box.width, box.height) <= _THICK)

    return Drawing(horizontal=found((length, 1)), vertical=found((1, length)))


def _beside_text(ruled: Sequence[Box], lines: Sequence[Line]) -> tuple[Box, ...]:
    """Ruled lines without those that strokes of characters seem to form: short of their line, or right through it."""
    text = [Box(line.edges[0], line.top, line.edges[-1], line.bottom) for line in lines]
    return tuple(
        rule
        for rule in ruled
        if not any(
            rule.meets(box)
            and (rule.height > box.height or (box.grown(_THICK).x0 <= rule.x0 and rule.x1 <= box.x1 + _THICK))
            for box in (Box(box.x0 + _THICK, box.top, box.x1 - _THICK, box.bottom) for box in text)
        )
    )
