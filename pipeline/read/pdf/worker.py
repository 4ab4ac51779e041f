"""What the workers that read pages do."""

from functools import lru_cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from pipeline.read.pdf.page import Page, Trouble
from pipeline.read.pdf.protocol import Opened, Opening, Refusal, Turning
from pipeline.read.pdf.reading import read_page

_REFUSALS = {pdf.FPDF_ERR_PASSWORD: Refusal.PASSWORD, pdf.FPDF_ERR_FORMAT: Refusal.FORMAT}


def answer(request: Opening | Turning) -> Opened | Page:
    """Opens a document, or reads a page of one."""
    if isinstance(request, Turning):
        return _page(request.opening, request.number)
    try:
        pages = len(_document(request))
    except pdfium.PdfiumError as error:
        return Opened(refusal=_REFUSALS.get(getattr(error, "err_code", 0), Refusal.BROKEN))
    return Opened(pages) if pages else Opened(refusal=Refusal.EMPTY)


@lru_cache(maxsize=1)
def _document(opening: Opening) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(opening.path, password=opening.password)


def _page(opening: Opening, number: int) -> Page:
    try:
        return read_page(_document(opening), number)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a broken page does, the others are read
        return Page(number, trouble=Trouble.BROKEN, reason=f"{type(error).__name__}: {error}")
