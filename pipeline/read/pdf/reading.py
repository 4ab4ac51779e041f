"""One page of a PDF, from its drawing to its blocks in reading order."""

from collections.abc import Sequence

import pypdfium2 as pdfium

from pipeline.read.pdf.badges import with_badges
from pipeline.read.pdf.boxes import grounds_of, lift_boxes, lift_notes, on_own_grounds
from pipeline.read.pdf.cards import lift_cards, lift_large_cards
from pipeline.read.pdf.charts import lift_charts, lift_plots
from pipeline.read.pdf.framed_cards import lift_framed_cards
from pipeline.read.pdf.furniture import contents_of, page_numbers
from pipeline.read.pdf.glyphs import Sheet, read_sheet
from pipeline.read.pdf.layout import arrange
from pipeline.read.pdf.legibility import is_legible
from pipeline.read.pdf.lines import lines_of, slanted_line
from pipeline.read.pdf.milestones import lift_milestones
from pipeline.read.pdf.ocr import is_installed, recognise
from pipeline.read.pdf.page import BlockRole, Box, Line, Page, PageBlock, Trouble
from pipeline.read.pdf.tables import lift_tables
from pipeline.read.pdf.titled_cards import lift_titled_cards
from pipeline.read.pdf.turned_heads import with_turned_cells
from pipeline.read.pdf.turning import turned_drawing, turned_line, turned_size, turned_table

_FEW = 20  # characters: a page with fewer has no text of its own
_PICTURE = 0.3  # share of a page without text that a picture takes where the text stands in it
_OUTLINES = 150  # shapes: text drawn as outlines has so many
_SMALL_PICTURE = 0.01  # share of the page: less is an icon


def read_page(document: pdfium.PdfDocument, number: int) -> Page:
    """Reads a page.

    Args:
        document: The document.
        number: Page number, from 1.

    Returns:
        The page; with the trouble named where its text is a picture or cannot be believed.
    """
    page = document[number - 1]
    try:
        sheet = read_sheet(page)
        trouble = _trouble(sheet)
        if trouble is None:
            return _laid_out(number, sheet, lines_of(sheet.runs))
        if not is_installed():
            return Page(number, sheet.width, sheet.height, sheet.turn, sheet.shown, trouble=trouble)
        sheet, lines = recognise(page, sheet)
        return _laid_out(number, sheet, lines, recognised=True)
    finally:
        page.close()  # PDFium keeps fonts, images and characters of every page that is left open


def _laid_out(number: int, sheet: Sheet, lines: tuple[Line, ...], *, recognised: bool = False) -> Page:
    """Lays out the lines of a page: tables and charts are lifted out, and all is put into reading order."""
    asides, turned = _turned(sheet)
    furniture = {*page_numbers(lines, sheet.height), *contents_of(lines)}  # no rows of a table
    rest, badges = with_badges([line for line in lines if line not in furniture], sheet.drawing)
    rest, asides, plots = lift_plots(rest, asides, sheet.drawing)
    rest, titled = lift_titled_cards(rest, sheet.drawing.shapes)
    rest, framed = lift_framed_cards(rest, sheet.drawing.shapes)
    rest, large = lift_large_cards(rest)
    rest, tables = lift_tables(rest, sheet.drawing)
    tables, turned, asides = with_turned_cells(tables, turned, asides)
    rest, charts = lift_charts(rest, sheet.drawing, tables)
    rest, cards = lift_cards(rest)
    rest, milestones = lift_milestones(rest)
    size = sheet.width, sheet.height
    rest, boxes = lift_boxes([*rest, *badges], sheet.drawing, size)
    rest, notes = lift_notes(rest, sheet.height)
    lifted = [*plots, *titled, *framed, *large, *tables, *turned, *charts, *cards, *milestones, *boxes, *notes]
    others = [*rest, *(line for line in lines if line in furniture)]
    grounds = grounds_of(sheet.drawing, size)
    blocks = arrange(others, on_own_grounds(lifted, others, grounds), sheet.height, grounds, sheet.drawing.horizontal)
    labels = tuple(PageBlock(BlockRole.TEXT, line.box, (line,), column=line.box, margin=True) for line in asides)
    return Page(
        number,
        sheet.width,
        sheet.height,
        sheet.turn,
        sheet.shown,
        blocks + labels,
        () if recognised and lines else _pictures(sheet, lines, lifted),
        recognised,
    )


def _turned(sheet: Sheet) -> tuple[list[Line], list[PageBlock]]:
    """The lines and tables that stand otherwise than the sheet, in their places on it."""
    size = sheet.width, sheet.height
    asides, tables = [slanted_line(run) for run in sheet.slanted], list[PageBlock]()
    for quarters, runs in sheet.turned:
        rest, lifted = lift_tables(lines_of(runs), turned_drawing(sheet.drawing, quarters, size))
        back = -quarters, turned_size(size, quarters)
        asides += [turned_line(line, *back) for line in rest]
        tables += [turned_table(table, *back) for table in lifted]
    return asides, tables


def _trouble(sheet: Sheet) -> Trouble | None:
    runs = (*sheet.runs, *(run for _, turned in sheet.turned for run in turned))
    text = "".join(glyph[0] for run in runs for glyph in run.glyphs)
    area = sheet.width * sheet.height
    if len(text) < _FEW:
        pictured = sum(box.width * box.height for box in sheet.drawing.pictures) > _PICTURE * area
        return Trouble.PICTURE if pictured or len(sheet.drawing.shapes) > _OUTLINES else None
    return None if is_legible(text) else Trouble.GARBLED


def _pictures(sheet: Sheet, lines: tuple[Line, ...], lifted: Sequence[PageBlock]) -> tuple[Box, ...]:
    """Pictures and drawings that may say something nobody reads: no icons, and nothing that text stands on."""
    page = Box(0, 0, sheet.width, sheet.height)
    seen = [box for box in (*sheet.drawing.pictures, *sheet.drawing.shapes) if box.meets(page)]
    return tuple(
        box
        for box in seen
        if box.width * box.height > _SMALL_PICTURE * page.width * page.height
        and not any(box.holds_middle_of(line) for line in lines)
        and not any(block.box.meets(box) for block in lifted)
    )
