"""A PDF file to a document, or to the reason why it cannot be read."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from pipeline.isolation.limits import Limits
from pipeline.lexicon.typography import lines_of, lines_within
from pipeline.model import Document, Span
from pipeline.places import open_file
from pipeline.read.furniture import printed_around
from pipeline.read.pdf.assembly import Assembled, assemble
from pipeline.read.pdf.page import Page, Trouble
from pipeline.read.pdf.protocol import PASSWORD_VARIABLE, Opening, Refusal
from pipeline.read.pdf.workers import read_pages
from pipeline.read.scales import find_scales
from pipeline.status import DocumentStatus

MEDIA_TYPE = "application/pdf"
PAGE_LIMITS = Limits(seconds=60, memory=3 << 29)
_MOST_READERS = 2  # a page that is read from its picture takes about 600 MiB
_HEAD = 1024  # bytes in which the mark of a PDF stands
_TAIL = 2048  # bytes in which its end stands

_TROUBLES = {
    Trouble.PICTURE: "no text but a picture of it is on {pages}; install casebook-pipeline[ocr] to have it read",
    Trouble.GARBLED: (
        "the text layer of {pages} gives wrong characters (a font without a map to Unicode); "
        "install casebook-pipeline[ocr] to have the text read from the picture of the page"
    ),
    Trouble.SLOW: (
        "{pages} took longer than {seconds} seconds of processor time each and were left out; "
        "print the file to a new PDF"
    ),
    Trouble.FELL: (
        "{pages} took more than {memory} of memory each or brought the parser down, and were left out; "
        "print the file to a new PDF"
    ),
    Trouble.STILL: "{pages} were left out after their reader had stood still; run again",
    Trouble.GIVEN_UP: "{pages} were left out after too many others had been lost; print the file to a new PDF",
    Trouble.BROKEN: "{pages} could not be parsed ({reason}) and were left out; print the file to a new PDF",
}


@dataclass(frozen=True, slots=True)
class Effort:
    """What reading a document may take.

    Attributes:
        readers: Workers that read pages at once; what is read does not depend on it.
        page: What a page may take before it is left out.
    """

    readers: int = min(_MOST_READERS, os.cpu_count() or 1)
    page: Limits = PAGE_LIMITS


def read_pdf(
    path: Path, source: str, edition: int, *, password: str | None = None, effort: Effort = Effort()
) -> Document:
    """Reads a PDF.

    Args:
        path: The file.
        source: Its path below `raw/<year>/`, with `/` between its parts.
        edition: Year of the casebook.
        password: Password of an encrypted file; by default that of the environment variable `CASEBOOK_PASSWORD`.
        effort: How many processes may read, and how long.

    Returns:
        The document. What cannot be read is told by its status and message: `failed` where there is no text at all,
        `partial` where pages are left out.

    Raises:
        OSError: The file is not there or may not be opened.
    """
    with open_file(path) as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    unread = Document(source, edition, sha256, MEDIA_TYPE, text="", status=DocumentStatus.FAILED)
    reason = _unusable(path)
    if reason is not None:
        return replace(unread, message=reason)
    opening = opening_of(path, password)
    pages = read_pages(opening, effort.readers, effort.page)
    if isinstance(pages, Refusal):
        return replace(unread, message=refusal_message(pages, path, effort.page, given=opening.password is not None))
    lost = [page for page in pages if page.trouble is not None]
    notes = "; ".join([*_troubles(lost, effort.page), *_pictures(pages)])
    if not any(page.blocks for page in pages):
        return replace(unread, message=notes or f"none of its {len(pages)} pages holds text; check the file")
    text = assemble(pages)
    around, marks = _printed_around(text)
    return replace(
        unread,
        text=text.text,
        pages=text.pages,
        status=DocumentStatus.PARTIAL if lost else DocumentStatus.OK,
        message=notes or None,
        tables=text.tables,
        furniture=tuple(sorted((*text.furniture, *around, *marks))),
        superscripts=text.superscripts,
        scales=tuple(sorted((*text.scales, *marks))),
        lines=text.lines,
        flags=text.flags,
    )


def _printed_around(text: Assembled) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Lists of contents and bylines, and the marks of axes that no chart was seen around, outside of tables."""
    known = {span.start for span in text.furniture}
    lines = [line for line in lines_of(text.text) if line.start not in known]
    starts = printed_around(lines)
    inside = {index for table in text.tables for index in lines_within(lines, table.span.start, table.span.end)}
    outside = [line for index, line in enumerate(lines) if index not in inside]
    around = tuple(Span(line.start, line.end) for line in lines if line.text and line.start in starts)
    return around, find_scales(outside)


def opening_of(path: Path, password: str | None) -> Opening:
    """What to open: the file, with the password given or that of the environment."""
    return Opening(str(path), password or os.environ.get(PASSWORD_VARIABLE))


def _unusable(path: Path) -> str | None:
    """Why a file cannot be a PDF, by its first bytes; None where it can."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        return "the file is empty (0 bytes); fetch it again"
    if b"%PDF-" not in head:
        start = head.lstrip().lower()
        what = "a web page" if start.startswith((b"<!doctype html", b"<html")) else "something else"
        return f"the file is named .pdf but is {what}; fetch the PDF itself"
    return None


def refusal_message(refusal: Refusal, path: Path, limits: Limits, *, given: bool) -> str:
    """Why a file could not be opened, and what to do; `given` tells whether a password was."""
    if refusal is Refusal.LOST:
        bounds = "{seconds} seconds of processor time or {memory} of memory".format(**limits.spoken)
        return f"opening the file takes more than {bounds}, or brings the parser down; print it to a new PDF"
    if refusal is Refusal.PASSWORD:
        what = "the password is wrong" if given else "the file is encrypted and needs a password"
        return f"{what}; give it with --password or in the environment variable {PASSWORD_VARIABLE}"
    if refusal is Refusal.EMPTY:
        return "the file has no pages; fetch it again"
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        cut_off = b"%%EOF" not in file.read()
    if cut_off:
        return "the file is cut off (it has no end mark) and cannot be opened; fetch it again"
    return "the file is damaged and cannot be opened; fetch it again, or print it to a new PDF"


def _troubles(lost: Iterable[Page], limits: Limits) -> list[str]:
    ordered = sorted(lost, key=lambda page: (list(Trouble).index(page.trouble or Trouble.BROKEN), page.reason))
    return [
        _TROUBLES[trouble].format(pages=_page_list([page.number for page in pages]), reason=reason, **limits.spoken)
        for (trouble, reason), pages in groupby(ordered, key=lambda page: (page.trouble or Trouble.BROKEN, page.reason))
    ]


def _pictures(pages: Iterable[Page]) -> list[str]:
    numbers = [page.number for page in pages if page.pictures]
    return [f"pictures or drawings without text on {_page_list(numbers)} were not read"] if numbers else []


def _page_list(numbers: Iterable[int]) -> str:
    """Page numbers as a person writes them.

    >>> _page_list([2]), _page_list([1, 2, 3, 7])
    ('page 2', 'pages 1-3, 7')
    """
    runs = [
        [number for _, number in group]
        for _, group in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0])
    ]
    listed = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page {listed}" if runs == [runs[0][:1]] else f"pages {listed}"
