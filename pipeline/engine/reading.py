"""Sources read at once by workers of this machine, which a document may bring down and the run may not."""

import os
import time
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Queue, SimpleQueue
from threading import Thread

from pipeline.dataset.manifest import SourceRecord
from pipeline.engine.sources import SourceFile
from pipeline.isolation.limits import Limits
from pipeline.isolation.watch import Loss, Taken
from pipeline.isolation.worker import DismissedError, LostError, Worker

READER = "pipeline.engine.document:answer"
LIMITS = Limits(seconds=600, memory=2 << 30)
"""What a document may take; the pages of a PDF, read by workers of their own, have limits of their own."""

_LOSSES = {
    Loss.SLOW: "it took more than {seconds} seconds of processor time; split the file, or take it out of the folder",
    Loss.FELL: (
        "it took more than {memory} of memory or brought its reader down; "
        "split the file, print it to a new one, or take it out of the folder"
    ),
    Loss.STILL: "its reader stood still; see that the file can be read, and run again",
}
_SOON = 0.05  # seconds between two looks at readers that were sent home


@dataclass(frozen=True, slots=True)
class Task:
    """Asks to read a source, or to make the document of one that was lost.

    Attributes:
        source: The source.
        lost: Why it was lost; None where it is to be read.
    """

    source: SourceFile
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source.

    Attributes:
        record: What the manifest says of it.
        files: The bytes to store, by path below the dataset's folder.
        error: Traceback of an error nobody foresaw; None without one.
    """

    record: SourceRecord
    files: dict[str, bytes]
    error: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """A source that was read.

    Attributes:
        source: The source.
        outcome: What came of it.
        seconds: How long it took.
        taken: What its reader took for it.
    """

    source: SourceFile
    outcome: Outcome
    seconds: float
    taken: Taken


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(sources: Sequence[SourceFile], workers: int) -> Generator[Read, None, None]:
    """Read sources, whatever they do to their reader: one that is lost is `failed`, and a new reader goes on.

    What is read waits until it is taken, no more of it than there are workers, so that memory does not grow with the
    number of sources. Closing the iterator ends all workers at once, whatever they are at.

    Args:
        sources: What to read.
        workers: How many to read at once.

    Yields:
        Each source with what came of it, in the order in which they are done.

    Raises:
        CasebookError: No worker can be started.
    """
    waiting: SimpleQueue[SourceFile] = SimpleQueue()
    for source in sources:
        waiting.put(source)
    done: Queue[Read | Exception] = Queue(workers)
    crew = [Worker(READER, LIMITS) for _ in range(min(workers, len(sources)))]
    threads = [Thread(target=_share, args=(worker, waiting, done)) for worker in crew]
    try:
        for thread in threads:
            thread.start()
        for _ in sources:
            read = done.get()
            if isinstance(read, Exception):
                raise read
            yield read
    finally:
        for worker in crew:
            worker.dismiss()
        while any(thread.is_alive() for thread in threads):
            with suppress(Empty):  # one may wait to hand over what nobody takes any more
                done.get(timeout=_SOON)


def _share(worker: Worker, waiting: "SimpleQueue[SourceFile]", done: "Queue[Read | Exception]") -> None:
    """The sources that one worker gets to. The thread lives as long as its worker, which Linux ends with it."""
    try:
        with worker, suppress(DismissedError, Empty):
            while True:
                done.put(read_guarded(worker, waiting.get_nowait()))
    except Exception as error:  # noqa: BLE001 - it is raised where the run is
        done.put(error)


def read_guarded(worker: Worker, source: SourceFile) -> Read:
    """Have a worker read a source, and say so in its document where it is lost.

    Raises:
        DismissedError: The worker is dismissed.
        CasebookError: It cannot be started.
    """
    begin = time.perf_counter()
    try:
        outcome: Outcome = worker.ask(Task(source))
        taken = worker.taken
    except LostError as lost:
        taken = worker.taken
        outcome = worker.ask(Task(source, _LOSSES[lost.loss].format(**worker.limits.spoken)))
    return Read(source, outcome, time.perf_counter() - begin, taken)
