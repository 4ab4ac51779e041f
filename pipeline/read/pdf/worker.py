"""The process that reads pages: a page that never ends, or brings the parser down, takes only this process with it.

Started as `python -m pipeline.read.pdf.worker`; requests come in on its standard input, answers go to its output.
"""

import os
import sys
from typing import IO

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

from pipeline.read.pdf.page import Page, Trouble
from pipeline.read.pdf.protocol import Opened, Opening, Refusal, receive, send
from pipeline.read.pdf.reading import read_page

_REFUSALS = {pdf.FPDF_ERR_PASSWORD: Refusal.PASSWORD, pdf.FPDF_ERR_FORMAT: Refusal.FORMAT}


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Opens the document asked for, then answers page numbers with pages until there are no more."""
    opening: Opening = receive(requests)
    try:
        document = pdfium.PdfDocument(opening.path, password=opening.password)
    except pdfium.PdfiumError as error:
        send(answers, Opened(refusal=_REFUSALS.get(getattr(error, "err_code", 0), Refusal.BROKEN)))
        return
    pages = len(document)
    send(answers, Opened(pages) if pages else Opened(refusal=Refusal.EMPTY))
    while True:
        try:
            number: int = receive(requests)
        except EOFError:
            return
        send(answers, _page(document, number))


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    try:
        return read_page(document, number)
    except Exception as error:  # noqa: BLE001 - whatever a broken page does, the others are read
        return Page(number, trouble=Trouble.BROKEN, reason=f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    # what libraries print must not end up among the answers
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        serve(sys.stdin.buffer, answers)
