"""What the processes that this one has started take, and whether they are gone."""

import time
from contextlib import suppress
from threading import Event, Thread
from types import TracebackType
from typing import Self

import psutil


class Peak:
    """The most memory that any process below this one held, in bytes, while it was looked at."""

    def __init__(self) -> None:
        self.bytes = 0
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        own = psutil.Process()
        while not self._over.wait(0.02):
            for process in own.children(recursive=True):
                with suppress(psutil.Error):
                    self.bytes = max(self.bytes, process.memory_info().rss)


def still_there(processes: list[psutil.Process], seconds: float = 1.0) -> list[psutil.Process]:
    """Those that are not gone after so many seconds; one that nobody has fetched is gone."""
    end = time.monotonic() + seconds
    while (left := [each for each in processes if _lives(each)]) and time.monotonic() < end:
        time.sleep(0.02)
    return left


def _lives(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False
