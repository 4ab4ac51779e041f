"""A look at a worker every now and then while it works: what it takes, and its end where that is too much."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Taken:
    """What a request took, as far as it was seen.

    Attributes:
        seconds: Processor time.
        memory: The most bytes that the worker held meanwhile.
    """

    seconds: float = 0
    memory: int = 0


class Watch:
    """Watches one worker.

    Attributes:
        loss: Why the worker was ended; None where it was not, or not by this watch.
        taken: What the request takes, or took, that it watches over.
    """

    def __init__(self, worker: int, limits: Limits) -> None:
        self.loss: Loss | None = None
        self.taken = Taken()
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
        answered, begin = Event(), self._spent()
        self.taken = Taken(memory=self._memory())
        thread = Thread(target=self._look, args=(answered, begin), daemon=True)
        thread.start()
        try:
            yield
        finally:
            answered.set()
            thread.join()
            self._note(self._spent() - begin)

    def is_left_full(self) -> bool:
        """Whether what is left of the requests so far takes half of what one may take: it must not add up."""
        return self._memory() - self._held > self._limits.memory // 2

    def _look(self, answered: Event, begin: float) -> None:
        spent, moved = begin, time.monotonic()
        while not answered.wait(_INTERVAL):
            now = self._spent()
            self._note(now - begin)
            if now > spent:
                spent, moved = now, time.monotonic()
            if time.monotonic() - moved > _STANDSTILL:
                self.loss = Loss.STILL
            elif self._ready:
                self.loss = self._excess()
            if self.loss is not None:
                with suppress(psutil.Error):
                    self._seen.kill()
                return

    def _note(self, seconds: float) -> None:
        """Notes what was taken; a worker that is gone takes no more, and tells nothing of before."""
        self.taken = Taken(max(self.taken.seconds, seconds), max(self.taken.memory, self._memory()))

    def _excess(self) -> Loss | None:
        if self.taken.seconds > self._limits.seconds:
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
