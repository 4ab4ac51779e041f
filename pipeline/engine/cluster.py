"""Sources read by the workers of a Dask cluster, each in a guarded process there, as `reading` has them read here.

A source goes to the cluster as its bytes and comes back as the files to store, so that the machines need share no
folder and no bytes differ. What a worker of the cluster dies over is read again by others, which Dask sees to; what
several died over may only have stood beside what killed them, so it is read once more with nothing else under way.
"""

import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, get_ident
from typing import Any
from uuid import uuid4

from pipeline.engine import reading
from pipeline.engine.plan import rules_digest
from pipeline.engine.reading import Read, Task, read_guarded
from pipeline.engine.sources import SourceFile
from pipeline.errors import CasebookError, MisuseError, in_words
from pipeline.isolation.limits import Limits
from pipeline.isolation.watch import Taken
from pipeline.isolation.worker import Worker
from pipeline.lexicon import OWN
from pipeline.lexicon.loading import own_files
from pipeline.places import decisions_beside, open_file
from pipeline.read.pdf.protocol import PASSWORD_VARIABLE

_ANSWER = 10  # seconds in which a scheduler answers
_PATIENCE = 60  # seconds in which a cluster without workers gets one
_LOOK = 1  # seconds between two looks at a cluster in which nothing is done
_AHEAD = 2  # sources for each thread of the cluster, so that none waits for the next
_MOST_NAMED = 5
_DEADLY = (
    "it brought down the workers of the cluster that read it, one after the other; "
    "split the file, print it to a new one, or take it out of the folder"
)


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every source of a run.

    Attributes:
        run: Tells runs apart that a cluster works on at once.
        reader: Module and name of the function that reads.
        limits: What a source may take.
        rules: Digest of the rules that the sources are read by.
        words: Files of words that somebody adds, by name.
        settings: Variables of the environment that the reading depends on.
    """

    run: str
    reader: str
    limits: Limits
    rules: str
    words: Mapping[str, bytes]
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """A source on its way.

    Attributes:
        name: Name of its file.
        edition: Year of the casebook.
        source: Path below `raw/<year>/`.
        content: Its bytes.
        decisions: Those of the reviewers' decisions beside it; None without any.
    """

    name: str
    edition: int
    source: str
    content: bytes
    decisions: bytes | None


class _Place:
    """Where one thread of a worker of the cluster reads for one run: a guarded reader, and a folder for what comes."""

    def __init__(self, job: Job) -> None:
        from distributed import get_worker  # noqa: PLC0415 - an extra

        # in the worker's own folder, which Dask takes away even if that dies
        self._folder = TemporaryDirectory(prefix="casebook-", dir=get_worker().local_directory)
        words = Path(self._folder.name) / "words"
        words.mkdir()
        for name, content in job.words.items():
            (words / name).write_bytes(content)
        if rules_digest(sorted(words.iterdir())) != job.rules:
            message = "a worker of the cluster has other rules than this machine; install the same version of"
            raise CasebookError(f"{message} casebook-pipeline on both, and start the worker again")
        settings = dict(job.settings) | ({OWN: str(words)} if job.words else {})
        self._worker = Worker(job.reader, job.limits, settings)

    def read(self, sent: Sent) -> Read:
        with TemporaryDirectory(dir=self._folder.name) as folder:
            path = Path(folder) / sent.name
            path.write_bytes(sent.content)
            if sent.decisions is not None:
                decisions_beside(path).write_bytes(sent.decisions)
            return read_guarded(self._worker, SourceFile(path, sent.edition, sent.source))

    def leave(self) -> None:
        self._worker.dismiss()
        self._folder.cleanup()


_places: dict[tuple[str, int], _Place] = {}  # of a worker of the cluster, by run and thread
_door = Lock()


def read_there(job: Job, sent: Sent) -> Read:
    """Read a source in a worker of the cluster, whose threads keep their readers for the next one."""
    own = job.run, get_ident()
    with _door:
        place = _places.get(own)
        if place is None:
            place = _places[own] = _Place(job)
    return place.read(sent)


def leave(run: str) -> None:
    """End the readers of a run in a worker of the cluster."""
    with _door:
        for place in [_places.pop(own) for own in list(_places) if own[0] == run]:
            place.leave()


def read_all(sources: Iterable[SourceFile], scheduler: str) -> Generator[Read, None, None]:
    """Read sources on a cluster, whatever they do to its workers: one that brings them down is `failed`.

    Args:
        sources: What to read.
        scheduler: Address of the scheduler.

    Yields:
        Each source with what came of it, in the order in which they are done.

    Raises:
        MisuseError: No scheduler answers there.
        CasebookError: The cluster cannot read: it has no workers, or other rules, or its scheduler is gone.
    """
    words = {path.name: path.read_bytes() for path in own_files()}
    settings = {name: environ[name] for name in (PASSWORD_VARIABLE,) if name in environ}
    job = Job(uuid4().hex, reading.READER, reading.LIMITS, rules_digest(), words, settings)
    unsent: list[SourceFile] = []
    suspects: list[SourceFile] = []
    with _cluster(scheduler, job) as cluster:
        for source, read in cluster.read(sources, lambda: _AHEAD * cluster.threads(), unsent):
            if read is None:
                suspects.append(source)
            else:
                yield read
        for source, read in cluster.read(suspects, lambda: 1, unsent):
            yield read or _deadly(source)
    if unsent:  # what cannot be opened here is said as it is of every run
        yield from reading.read_all(unsent, 1)


def _deadly(source: SourceFile) -> Read:
    from pipeline.engine.document import answer  # noqa: PLC0415 - it loads all that reads, for what is rare

    return Read(source, answer(Task(source, _DEADLY)), 0, Taken())


@contextmanager
def _cluster(scheduler: str, job: Job) -> Iterator["_Cluster"]:
    try:
        import distributed  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MisuseError("--scheduler needs more: pip install 'casebook-pipeline[dask]'") from error
    try:
        client = distributed.Client(scheduler, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        message = f"no Dask scheduler answers at {scheduler} ({in_words(error)}); start one, or name another"
        raise MisuseError(message) from error
    cluster = _Cluster(scheduler, client, job)
    try:
        yield cluster
    finally:
        cluster.leave()


class _Cluster:
    """A cluster at work on one job."""

    def __init__(self, address: str, client: Any, job: Job) -> None:
        self._address = address
        self._client = client
        self._job = job
        self._under_way: dict[Any, SourceFile] = {}

    def threads(self) -> int:
        """How many sources the cluster can read at once; it is waited for until it has a worker."""
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            return sum(self._client.nthreads().values()) or 1
        except TimeoutError as error:
            raise self._gone(f"the cluster at {self._address} has no worker") from error
        except OSError as error:
            raise self._gone(f"the scheduler at {self._address} does not answer any more") from error

    def read(
        self, sources: Iterable[SourceFile], width: Callable[[], int], unsent: list[SourceFile]
    ) -> Iterator[tuple[SourceFile, Read | None]]:
        """Sources and what came of them, None where workers died; `width` says how many are under way at most."""
        waiting = deque(sources)
        packed = _packed(waiting, unsent)
        while True:
            for source, sent in islice(packed, max(0, width() - len(self._under_way))):
                self._under_way[self._submit(sent)] = source
            if not self._under_way:
                return
            for future in self._done():
                source = self._under_way[future]
                try:
                    read = self._result(future)
                except CancelledError:  # it lay with a worker that is gone, or the scheduler has started anew
                    waiting.append(source)
                else:
                    yield source, read and replace(read, source=source)
                del self._under_way[future]

    def leave(self) -> None:
        """Take back what is not done, and end the readers."""
        with suppress(Exception):  # the cluster may be gone, and with it what would be ended
            self._client.cancel(list(self._under_way))
            self._client.run(leave, self._job.run)
        with suppress(Exception):
            self._client.close(timeout=_ANSWER)

    def _submit(self, sent: Sent) -> Any:
        with warnings.catch_warnings():  # that much is sent is meant: it must outlive the worker it was sent to
            warnings.filterwarnings("ignore", "Sending large graph")
            return self._client.submit(read_there, self._job, sent, pure=False)

    def _done(self) -> list[Any]:
        from distributed import wait  # noqa: PLC0415 - an extra

        while True:
            if self._client.status in {"closing", "closed"}:  # what was under way is cancelled with it
                raise self._gone(f"the scheduler at {self._address} is gone")
            done = [future for future in self._under_way if future.done()]
            if done:
                return done
            with suppress(TimeoutError, CancelledError), self._client.as_current():
                wait(list(self._under_way), timeout=_LOOK, return_when="FIRST_COMPLETED")
                continue
            if self._client.status != "running":
                raise self._gone(f"the scheduler at {self._address} is gone")
            self.threads()

    def _result(self, future: Any) -> Read | None:
        """What came of a source; None where workers died over it."""
        from distributed import KilledWorker  # noqa: PLC0415 - an extra

        try:
            read: Read = future.result()
        except KilledWorker:
            return None
        except (CancelledError, CasebookError):
            raise
        except Exception as error:
            message = f"a worker of the cluster cannot read ({in_words(error)}); install the same version of"
            raise CasebookError(f"{message} casebook-pipeline there as here, and run again") from error
        return read

    def _gone(self, what: str) -> CasebookError:
        names = [f"{source.edition}/{source.source}" for source in self._under_way.values()]
        listed = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
        meanwhile = f"; it was reading {listed}" if names else ""
        return CasebookError(f"{what}{meanwhile}. Start it, and run again: what is read is not read again")


def _packed(waiting: deque[SourceFile], unsent: list[SourceFile]) -> Iterator[tuple[SourceFile, Sent]]:
    """Sources with what is sent of them; those that cannot be opened are noted."""
    while waiting:
        source = waiting.popleft()
        if source.problem is not None:
            unsent.append(source)
            continue
        try:
            content = _bytes(source.path)
            decisions = _bytes(source.decisions) if source.decisions.exists() else None
        except OSError:
            unsent.append(source)
        else:
            yield source, Sent(source.path.name, source.edition, source.source, content, decisions)


def _bytes(path: Path) -> bytes:
    with open_file(path) as file:
        return file.read()
