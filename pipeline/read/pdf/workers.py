"""The pages of a document shared among workers; a page that takes too much is lost alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from pipeline.isolation.limits import Limits
from pipeline.isolation.watch import Loss
from pipeline.isolation.worker import LostError, Worker
from pipeline.read.pdf.page import Page, Trouble
from pipeline.read.pdf.protocol import Opened, Opening, Refusal, Turning

_READER = "pipeline.read.pdf.worker:answer"
_MOST_LOST = 5  # pages that are lost before the rest of a document is given up
_TROUBLES = {Loss.SLOW: Trouble.SLOW, Loss.FELL: Trouble.FELL, Loss.STILL: Trouble.STILL}


def read_pages(opening: Opening, readers: int, limits: Limits) -> tuple[Page, ...] | Refusal:
    """Reads all pages of a document.

    Args:
        opening: The document.
        readers: How many workers may read at once; what is read does not depend on it.
        limits: What a page may take.

    Returns:
        Its pages in order, those that could not be read with their trouble; or why the document cannot be opened.
    """
    numbers = count(1)
    lost: list[int] = []
    with ThreadPoolExecutor(readers) as threads:
        shares = list(threads.map(lambda _: _share(opening, limits, numbers, lost), range(readers)))
    pages: list[Page] = []
    for share in shares:
        if isinstance(share, Refusal):
            return share
        pages += share
    pages.sort(key=lambda page: page.number)
    # more than these may have been read meanwhile, as many as there are readers
    last = sorted(lost)[_MOST_LOST - 1] if len(lost) >= _MOST_LOST else len(pages)
    return (*pages[:last], *(Page(page.number, trouble=Trouble.GIVEN_UP) for page in pages[last:]))


def _share(opening: Opening, limits: Limits, numbers: Iterator[int], lost: list[int]) -> list[Page] | Refusal:
    """The pages that one worker gets to, while others take theirs from the same numbers."""
    pages: list[Page] = []
    with Worker(_READER, limits) as worker:
        try:
            opened: Opened = worker.ask(opening)
        except LostError:
            return Refusal.LOST
        if opened.refusal is not None:
            return opened.refusal
        for number in numbers:
            if number > opened.pages:
                break
            if len(lost) >= _MOST_LOST:
                pages.append(Page(number, trouble=Trouble.GIVEN_UP))
                continue
            page = _read(worker, Turning(opening, number))
            if page.trouble in _TROUBLES.values():
                lost.append(number)
            pages.append(page)
    return pages


def _read(worker: Worker, turning: Turning) -> Page:
    try:
        page: Page = worker.ask(turning)
    except LostError as error:
        return Page(turning.number, trouble=_TROUBLES[error.loss])
    return page
