"""The text of a PDF page as runs of characters, each in the frame in which it stands upright, by PDFium."""

import ctypes
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from pipeline.read.pdf.characters import characters_of, letter_of
from pipeline.read.pdf.drawing import Placing, Rectangle, read_drawing
from pipeline.read.pdf.page import Box, Drawing
from pipeline.read.pdf.sight import Sight, colour_of
from pipeline.read.pdf.spacing import Glyph, cells_of
from pipeline.read.pdf.squares import CHINESE, Squares
from pipeline.read.pdf.turning import turned_size

_LONG_GAP = 1.25  # ems: a wider gap ends a run, for columns of a table stand about that far apart
_OVERLAP = 0.3  # share of the smaller height that two characters of one line have in common at least
_NEAR = 1.0  # points
_TWICE = 0.3  # ems between two printings of one character, which make it bold or give it a shadow
_BELOW = (0.7, 1.45)  # ems from character to character down a line that is written from top to bottom
_IN_LINE = 0.25  # ems by which its characters stand aside
_SLANT = math.radians(2)  # off the quarter turns: a scanner's skew, at most


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn one after another on one baseline, with their typeface and colour.

    Attributes:
        glyphs: The characters, in drawing order, a single space for white space between them.
        style: Name of the typeface and its colour.
    """

    glyphs: tuple[Glyph, ...]
    style: str

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
    """A page as drawn, turned so that most of its text stands upright.

    Attributes:
        width: Width in points.
        height: Height in points.
        turn: Quarter turns, clockwise, that bring the page into this position.
        shown: Quarter turns, clockwise, from there to how the page is shown.
        runs: The text that stands upright.
        drawing: What is drawn beside the text.
        turned: By the quarter turns, clockwise, that bring it upright, the text that stands otherwise, as it stands
            after them: turned tables and labels, and lines written from top to bottom.
        slanted: Text at any other angle: watermarks, the names of a chart's bars.
    """

    width: float
    height: float
    turn: int
    shown: int
    runs: tuple[Run, ...]
    drawing: Drawing
    turned: tuple[tuple[int, tuple[Run, ...]], ...] = ()
    slanted: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class _Direction:
    """How text stands: the quarter turns that bring it upright, and whether it is slanted beyond them."""

    turn: int
    slanted: bool = False


@dataclass(slots=True)
class _Pen:
    """Characters of one run as they come, with the index of the first one, their direction and their frame.

    Its look is that of its first Chinese character, if it has one, for figures often have a typeface of their own.
    """

    start: int
    look: int
    direction: _Direction
    place: Placing
    glyphs: list[Glyph]
    spaces: set[int]

    def write(self, glyph: Glyph, index: int, *, spaced: bool) -> None:
        """Adds a character of the same run."""
        if spaced:
            self.spaces.add(len(self.glyphs))
        if self.look == self.start and glyph[0] >= CHINESE:
            self.look = index
        self.glyphs.append(glyph)


def read_sheet(page: pdfium.PdfPage) -> Sheet:
    """Reads the characters and drawings of a page, turned so that most of its text stands upright."""
    text = page.get_textpage()
    try:
        asked = page.get_rotation() // 90
        page.set_rotation(0)  # the box of a page turned for the screen is turned as well, its characters are not
        crop = page.get_bbox()
        size = crop[2] - crop[0], crop[3] - crop[1]
        pens = list(_pens(text, crop))
        written = Counter[int]()
        for pen in pens:
            written[pen.direction.turn] += 0 if pen.direction.slanted else len(pen.glyphs)
        turn = written.most_common(1)[0][0] if written.total() else asked
        width, height = turned_size(size, turn)
        drawing = read_drawing(page, _placing(crop, turn), width * height)
        seen = Sight(page, text, size, turn, drawing)
        runs: dict[_Direction, list[Run]] = defaultdict(list)
        for pen in pens:
            middle = len(pen.glyphs) // 2
            if seen.shows(pen.glyphs[middle], pen.start, pen.direction.turn):
                style = _style(text.raw, pen.look)
                runs[pen.direction] += [Run(cell, style) for cell in cells_of(pen.glyphs, pen.spaces)]
        return Sheet(
            width,
            height,
            turn,
            (asked - turn) % 4,
            _printed_once(runs.get(_Direction(turn), ())),
            drawing,
            tuple(
                ((other - turn) % 4, _printed_once(runs[_Direction(other)]))
                for other in range(4)
                if other != turn and _Direction(other) in runs
            ),
            tuple(
                Run(tuple((g[0], *_edges(seen.on_sheet(g, other))) for g in run.glyphs), run.style)
                for other in range(4)
                for run in runs.get(_Direction(other, slanted=True), ())
            ),
        )
    finally:
        text.close()


def _edges(box: Box) -> Rectangle:
    return box.x0, box.top, box.x1, box.bottom


def _direction(raw: object, index: int) -> _Direction:
    """The direction of a character; PDFium's angles count clockwise."""
    quarters = -pdf.FPDFText_GetCharAngle(raw, index) / (math.pi / 2)
    return _Direction(round(quarters) % 4, slanted=abs(quarters - round(quarters)) * math.pi / 2 > _SLANT)


def _placing(crop: Rectangle, turn: int) -> Placing:
    """From PDF's axes (y upwards, whatever the turn of the text) to ours (y downwards, text upright)."""
    left, bottom, right, top = crop
    placings: tuple[Placing, ...] = (
        lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0),
        lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom),
        lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0),
    )
    return placings[turn % 4]


def _pens(text: pdfium.PdfTextPage, crop: Rectangle) -> Iterator[_Pen]:
    """Cuts the characters into runs where the baseline, or a long gap, does.

    The box of a character is its em square, the tight box of 一 is as flat as a ruled line.
    """
    raw, count = text.raw, text.count_chars()
    placings = [_placing(crop, turn) for turn in range(4)]
    squares = Squares(raw)
    pen: _Pen | None = None
    spaced = False
    for index, code in characters_of(raw, count):
        if code in (0x20, 0xA0, 0x3000, 0x0D, 0x0A, 0x09):
            # PDFium adds white space of its own where it sees a gap; gaps are judged below instead
            spaced = spaced or not pdf.FPDFText_IsGenerated(raw, index)
            continue
        if pen is not None:
            letter = letter_of(code)
            box = squares.box(index, pen.place)
            last = pen.glyphs[-1]
            if not _follows(last, box, slanted=pen.direction.slanted):
                box = squares.placed(index, pen.place, box)
            if _is_again(last, letter, box):
                continue
            if not _follows(last, box, slanted=pen.direction.slanted):
                down = placings[(pen.direction.turn + 3) % 4]
                if len(pen.glyphs) == 1 and _hangs_below(last, letter, box) and not pen.direction.slanted:
                    # 从上到下: a line from top to bottom reads from left to right once it is turned
                    pen.direction = _Direction((pen.direction.turn + 3) % 4)
                    pen.glyphs = [(last[0], *squares.box(pen.start, down))]
                    pen.place = down
                    box = squares.box(index, down)
                else:
                    yield pen
                    pen = None
        if pen is None:
            direction = _direction(raw, index)
            place = placings[direction.turn]
            box = squares.placed(index, place, squares.box(index, place))
            pen = _Pen(index, index, direction, place, [(letter_of(code), *box)], set())
        else:
            pen.write((letter, *box), index, spaced=spaced)
        spaced = False
    if pen is not None:
        yield pen


def _follows(last: Glyph, box: Rectangle, *, slanted: bool) -> bool:
    """Whether a character stands beside the last one, on its baseline or slightly off it."""
    x0, top, _, bottom = box
    _, last_x0, last_top, last_x1, last_bottom = last
    if not slanted and -_NEAR < x0 - last_x1 < _NEAR and -_NEAR < bottom - last_bottom < _NEAR:
        return True  # nearly all are
    height, last_height = bottom - top, last_bottom - last_top
    em = max(height, last_height)
    if slanted:  # its letters lie close to one another in any direction
        return abs(x0 - last_x0) < _LONG_GAP * em and abs(top - last_top) < _LONG_GAP * em
    shared = min(bottom, last_bottom) - max(top, last_top)
    if shared < _OVERLAP * min(height, last_height):
        return False
    return x0 - last_x1 < _LONG_GAP * em and x0 > last_x0 - _OVERLAP * em


def _is_again(last: Glyph, letter: str, box: Rectangle) -> bool:
    """Whether a character is printed a second time on the same spot; the halves of —— may lie so close."""
    reach = _TWICE * (last[3] - last[1])
    return letter == last[0] and letter != "—" and abs(box[0] - last[1]) < reach and abs(box[1] - last[2]) < reach


def _hangs_below(last: Glyph, letter: str, box: Rectangle) -> bool:
    """Whether a character stands right below the last one: Chinese characters alone are written so."""
    if not (_is_chinese(last[0]) and _is_chinese(letter)):
        return False
    em = max(last[3] - last[1], box[2] - box[0])
    aside = abs(box[0] + box[2] - last[1] - last[3]) / 2
    return aside < _IN_LINE * em and _BELOW[0] * em < box[3] - last[4] < _BELOW[1] * em


def _printed_once(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without those that are printed on top of others, to make them bold or give them a shadow."""
    kept: list[Run] = []
    places: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        text = "".join(glyph[0] for glyph in run.glyphs)
        if not any(_is_again(other.glyphs[0], run.glyphs[0][0], run.glyphs[0][1:]) for other in places[text]):
            places[text].append(run)
            kept.append(run)
    return tuple(kept)


def _is_chinese(character: str) -> bool:
    """Whether a character, or the mark behind it, is one that lines from top to bottom are written in."""
    return "⺀" <= character < "\ufe50" or "！" <= character <= "～" or character in "○〇—…"


def _style(raw: object, index: int) -> str:
    flags = ctypes.c_int()
    length = pdf.FPDFText_GetFontInfo(raw, index, None, 0, flags)
    name = ctypes.create_string_buffer(length or 1)
    pdf.FPDFText_GetFontInfo(raw, index, name, length, flags)
    face = name.value.decode("utf-8", "replace").rpartition("+")[2]
    return "{} #{:02x}{:02x}{:02x}".format(face, *colour_of(raw, index))
