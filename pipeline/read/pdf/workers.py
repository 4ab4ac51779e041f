"""Pages read by processes of their own, each page within a time limit."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count, takewhile
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Self

from pipeline.read.pdf.page import Page, Trouble
from pipeline.read.pdf.protocol import Opened, Opening, Refusal, receive, send

_ROOT = Path(__file__).parents[3]
_MOST_LOST = 5  # pages that end their process before the rest of a document is given up


class _LostError(Exception):
    """The process died, or was ended for taking too long."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


class Reader:
    """A document opened in a process of its own, which is replaced when a page ends it.

    Attributes:
        opened: What came of opening the document.
    """

    def __init__(self, opening: Opening, seconds: float) -> None:
        self._opening = opening
        self._seconds = seconds
        self._lost = 0
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self.opened = self._open()
        except _LostError:
            self.opened = Opened(refusal=Refusal.BROKEN)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, number: int) -> Page:
        """Reads a page; one that takes too long, or ends the process, comes back with its trouble."""
        if self._lost >= _MOST_LOST:
            return Page(number, trouble=Trouble.GIVEN_UP)
        try:
            if self._process is None:
                self._open()
            page: Page = self._ask(number)
        except _LostError as error:
            self._lost += 1
            return Page(number, trouble=error.trouble)
        return page

    def _open(self) -> Opened:
        # the package may be on no path that a new process has, as in a checkout that is not installed
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "pipeline.read.pdf.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )
        opened: Opened = self._ask(self._opening)
        return opened

    def _ask(self, request: object) -> Any:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise _LostError(Trouble.CRASHED)
        timer = Timer(self._seconds, process.kill)
        timer.start()
        try:
            send(process.stdin, request)
            return receive(process.stdout)
        except (EOFError, OSError) as error:
            rang = timer.finished.is_set()
            self._stop()
            raise _LostError(Trouble.SLOW if rang else Trouble.CRASHED) from error
        finally:
            timer.cancel()

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        self._process = None


def read_pages(opening: Opening, readers: int, seconds: float) -> tuple[Page, ...] | Refusal:
    """Reads all pages of a document.

    Args:
        opening: The document.
        readers: How many processes may read at once; what is read does not depend on it.
        seconds: How long a page may take.

    Returns:
        Its pages in order, those that could not be read with their trouble; or why the document cannot be opened.
    """
    numbers = count(1)
    with ThreadPoolExecutor(readers) as threads:
        shares = list(threads.map(lambda _: _share(opening, seconds, numbers), range(readers)))
    refusal = next((share for share in shares if isinstance(share, Refusal)), None)
    if refusal is not None:
        return refusal
    pages = [page for share in shares if not isinstance(share, Refusal) for page in share]
    return tuple(sorted(pages, key=lambda page: page.number))


def _share(opening: Opening, seconds: float, numbers: Iterator[int]) -> list[Page] | Refusal:
    """The pages that one process gets to, while others take theirs from the same numbers."""
    with Reader(opening, seconds) as reader:
        if reader.opened.refusal is not None:
            return reader.opened.refusal
        return [reader.read(number) for number in takewhile(lambda number: number <= reader.opened.pages, numbers)]
