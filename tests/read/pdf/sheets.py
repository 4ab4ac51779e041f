"""Draws small PDFs for the tests, in a Chinese font that every PDF reader knows and no file needs to carry."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
SIZE = 10.5
LEADING = 14.0

BLOCKS = "Blocks"
"""A font in the file itself, all of whose characters look alike: PDFium drops turned text of a font that is nowhere."""

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


TALL = "Tall"
"""The same, but it says that its lines are thrice as high as its characters, as typefaces of many scripts do."""


class _TallFace(TTFontFace):
    ascent = property(lambda _: 1808, lambda *_: None)
    descent = property(lambda _: -1048, lambda *_: None)


def _blocks(name: str) -> TTFont:
    font = TTFont(name, "Vera.ttf")
    if name == TALL:
        font.face = _TallFace("Vera.ttf")
        font.face.name = TALL.encode()  # a face that is known by name would take its place
    look = font.face.charToGlyph[ord("M")]
    font.face.charToGlyph = dict.fromkeys(range(0x10000), look)
    font.face.charWidths = {code: 500 if code < 0x2000 else 1000 for code in range(0x10000)}
    return font


pdfmetrics.registerFont(_blocks(BLOCKS))
pdfmetrics.registerFont(_blocks(TALL))


class Sheets:
    """Pages under the pen; heights count from the top of the page."""

    def __init__(self, path: Path, *, font: str = FONT, user: str | None = None, owner: str | None = None) -> None:
        encrypt = StandardEncryption(user or "", ownerPassword=owner) if user or owner else None
        self.path = path
        self._font = font
        self._canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), encrypt=encrypt, invariant=True)

    def write(self, x: float, top: float, text: str, size: float = SIZE, colour: str = "#000000") -> float:
        """Draws a line of text and returns its right edge."""
        self._canvas.setFillColor(colour)
        self._canvas.setFont(self._font, size)
        self._canvas.drawString(x, HEIGHT - top - size, text)
        return x + pdfmetrics.stringWidth(text, self._font, size)

    def spaced(self, x: float, top: float, text: str, by: float, size: float = SIZE) -> None:
        """Draws a line of text, its letters spaced by some points."""
        self._canvas.setFillColor("#000000")
        self._canvas.setFont(self._font, size)
        self._canvas.drawString(x, HEIGHT - top - size, text, charSpace=by)

    def hang(self, x: float, top: float, text: str, size: float = SIZE) -> None:
        """Draws a line of text from top to bottom."""
        for number, character in enumerate(text):
            self.write(x, top + 1.05 * number * size, character, size)

    def unseen(self, x: float, top: float, text: str) -> None:
        """Writes text that is not painted."""
        self._canvas.saveState()  # the mode of writing outlasts the text
        words = self._canvas.beginText(x, HEIGHT - top - SIZE)
        words.setFont(self._font, SIZE)
        words.setTextRenderMode(3)
        words.textOut(text)
        self._canvas.drawText(words)
        self._canvas.restoreState()

    @contextmanager
    def turned(self, degrees: float, x: float, top: float) -> Iterator[None]:
        """Turns what is drawn by degrees, clockwise, around its upper left corner, which goes to a place."""
        self._canvas.saveState()
        self._canvas.translate(x, HEIGHT - top)
        self._canvas.rotate(-degrees)
        self._canvas.translate(0, -HEIGHT)
        yield
        self._canvas.restoreState()

    def flow(self, x: float, top: float, width: float, text: str, *, indent: bool = True) -> float:
        """Draws a paragraph wrapped to a width, its first line indented, and returns where the next one goes."""
        lines, line, room = [], "", width - (2 * SIZE if indent else 0)
        for character in text:
            if pdfmetrics.stringWidth(line + character, self._font, SIZE) > room:
                lines.append(line)
                line, room = "", width
            line += character
        for number, each in enumerate([*lines, line]):
            self.write(x + (2 * SIZE if indent and number == 0 else 0), top + number * LEADING, each)
        return top + (len(lines) + 1) * LEADING

    def rule(self, x0: float, top: float, x1: float, bottom: float, thick: float = 0.5) -> None:
        """Draws a line."""
        self._canvas.setLineWidth(thick)
        self._canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)

    def fill(self, x0: float, top: float, x1: float, bottom: float, colour: str = "#88aacc") -> None:
        """Fills a rectangle."""
        self._canvas.setFillColor(colour)
        self._canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

    def frame(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draws the outline of a rectangle."""
        self._canvas.setLineWidth(0.5)
        self._canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=1, fill=0)

    def disc(self, x0: float, top: float, x1: float, bottom: float, colour: str = "#88aacc") -> None:
        """Fills an ellipse."""
        self._canvas.setFillColor(colour)
        self._canvas.ellipse(x0, HEIGHT - bottom, x1, HEIGHT - top, stroke=0, fill=1)

    def slice(self, x: float, top: float, radius: float, start: float, end: float, colour: str) -> None:
        """Fills a slice of a pie, from one angle to another, clockwise from its top in degrees."""
        y = HEIGHT - top
        self._canvas.setFillColor(colour)
        self._canvas.wedge(x - radius, y - radius, x + radius, y + radius, 90 - end, end - start, stroke=0, fill=1)

    def picture(self, image: Path, x0: float, top: float, x1: float, bottom: float) -> None:
        """Places a picture."""
        self._canvas.drawImage(str(image), x0, HEIGHT - bottom, x1 - x0, bottom - top)

    def table(
        self, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]], *, upright: bool, level: Sequence[int]
    ) -> float:
        """Draws a table: its texts, upright lines between its columns, level lines above the rows named."""
        height = 18.0
        for number, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                self.write(x + 4, top + number * height + 3, text)
        bottom = top + len(rows) * height
        for row in level:
            self.rule(xs[0], top + row * height, xs[-1], top + row * height)
        for x in xs if upright else ():
            self.rule(x, top, x, bottom)
        return bottom

    def next_page(self) -> None:
        """Turns the page."""
        self._canvas.showPage()

    def save(self) -> Path:
        """Writes the file."""
        self._canvas.save()
        return self.path
