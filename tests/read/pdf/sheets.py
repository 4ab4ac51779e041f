"""Draws small PDFs for the tests, in a Chinese font that every PDF reader knows and no file needs to carry."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
SIZE = 10.5
LEADING = 14.0

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Sheets:
    """Pages under the pen; heights count from the top of the page."""

    def __init__(self, path: Path, *, user: str | None = None, owner: str | None = None) -> None:
        encrypt = StandardEncryption(user or "", ownerPassword=owner) if user or owner else None
        self.path = path
        self._canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), encrypt=encrypt, invariant=True)

    def write(self, x: float, top: float, text: str, size: float = SIZE, colour: str = "#000000") -> float:
        """Draws a line of text and returns its right edge."""
        self._canvas.setFillColor(colour)
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(x, HEIGHT - top - size, text)
        return x + pdfmetrics.stringWidth(text, FONT, size)

    def flow(self, x: float, top: float, width: float, text: str, *, indent: bool = True) -> float:
        """Draws a paragraph wrapped to a width, its first line indented, and returns where the next one goes."""
        lines, line, room = [], "", width - (2 * SIZE if indent else 0)
        for character in text:
            if pdfmetrics.stringWidth(line + character, FONT, SIZE) > room:
                lines.append(line)
                line, room = "", width
            line += character
        for number, each in enumerate([*lines, line]):
            self.write(x + (2 * SIZE if indent and number == 0 else 0), top + number * LEADING, each)
        return top + (len(lines) + 1) * LEADING

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draws a line."""
        self._canvas.setLineWidth(0.5)
        self._canvas.line(x0, HEIGHT - top, x1, HEIGHT - bottom)

    def fill(self, x0: float, top: float, x1: float, bottom: float, colour: str = "#88aacc") -> None:
        """Fills a rectangle."""
        self._canvas.setFillColor(colour)
        self._canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

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
