"""Sources read one after another in a worker, which a document may bring down and the run may not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.dataset.manifest import SourceRecord
from pipeline.engine.sources import SourceFile
from pipeline.isolation.limits import Limits
from pipeline.isolation.watch import Loss
from pipeline.isolation.worker import LostError, Worker

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


@contextmanager
def reader() -> Iterator[Callable[[SourceFile], Outcome]]:
    """What reads a source, whatever it does to its reader: it then is `failed` and the next is read by a new one."""
    with Worker(READER, LIMITS) as worker:

        def read(source: SourceFile) -> Outcome:
            try:
                outcome: Outcome = worker.ask(Task(source))
            except LostError as lost:
                outcome = worker.ask(Task(source, _LOSSES[lost.loss].format(**LIMITS.spoken)))
            return outcome

        yield read
