"""A look at a worker every now and then while it works: what it takes, and its end where that is too much."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from threading import Event, Thread

import psutil

from pipeline.isolation.limits import Limits

_INTERVAL = 0.05  # seconds between two looks
_STANDSTILL = 600.0  # seconds in which a worker that takes no processor time at all is given up


class Loss(StrEnum):
    """How a request was lost.

    Too much memory and a crash are one: native code that is refused memory crashes, and nobody can tell afterwards.
    """

    SLOW = "slow"
    FELL = "fell"
    STILL = "still"


class Watch:
    """Watches one worker.

    Attributes:
        loss: Why the worker was ended; None where it was not, or not by this watch.
    """

    def __init__(self, worker: int, limits: Limits) -> None:
        self.loss: Loss | None = None
        self._limits = limits
        self._seen = psutil.Process(worker)
        self._ready = False  # what a worker loads before its first request is not bounded
        self._held = 0  # bytes before the first request

    def begin(self) -> None:
        """Notes what the worker holds now that it is ready."""
        self._ready, self._held = True, self._memory()

    @contextmanager
    def over(self) -> Iterator[None]:
        """Watches over one request."""
        answered = Event()
        thread = Thread(target=self._look, args=(answered, self._spent()), daemon=True)
        thread.start()
        try:
            yield
        finally:
            answered.set()
            thread.join()

    def is_left_full(self) -> bool:
        """Whether what is left of the requests so far takes half of what one may take: it must not add up."""
        return self._memory() - self._held > self._limits.memory // 2

    def _look(self, answered: Event, begin: float) -> None:
        spent, moved = begin, time.monotonic()
        while not answered.wait(_INTERVAL):
            now = self._spent()
            if now > spent:
                spent, moved = now, time.monotonic()
            if time.monotonic() - moved > _STANDSTILL:
                self.loss = Loss.STILL
            elif self._ready:
                self.loss = self._excess(spent - begin)
            if self.loss is not None:
                with suppress(psutil.Error):
                    self._seen.kill()
                return

    def _excess(self, seconds: float) -> Loss | None:
        if seconds > self._limits.seconds:
            return Loss.SLOW
        return Loss.FELL if self._memory() - self._held > self._limits.memory else None

    def _spent(self) -> float:
        """Seconds of processor time of the worker; none where it is gone, which its parent notices by itself."""
        with suppress(psutil.Error):
            times = self._seen.cpu_times()
            return times.user + times.system
        return 0.0

    def _memory(self) -> int:
        with suppress(psutil.Error):
            return self._seen.memory_info().rss
        return 0
