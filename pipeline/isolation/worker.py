"""The parent's side of a worker: it is started when needed, watched while it works, and replaced when it is lost."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from pipeline.errors import CasebookError, in_words
from pipeline.isolation.limits import Limits
from pipeline.isolation.watch import Loss, Taken, Watch
from pipeline.isolation.wire import Raised, receive, send

_ROOT = Path(__file__).parents[2]
_RESERVED = {"ARROW_DEFAULT_MEMORY_POOL": "system"}  # Arrow's own pool takes a gigabyte before it holds a byte


class LostError(Exception):
    """The worker was ended for taking too much, or ended by itself, before it answered."""

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss)
        self.loss = loss


class DismissedError(Exception):
    """The worker was sent home by another thread: nobody waits for its answer."""


class Worker:
    """A process that answers requests, warm from one to the next.

    Whether a request is lost does not depend on those before it: one that falls in a worker that has answered others
    is asked again of a new one, which owes nothing to what they left behind. The thread that uses a worker must live
    as long as it, for Linux ends the worker with that thread.

    Attributes:
        limits: What a request may take.
        taken: What the last one took.
    """

    def __init__(self, entry: str, limits: Limits, environment: Mapping[str, str] | None = None) -> None:
        """Describes the worker; its process starts with the first request.

        Args:
            entry: Module and name of the function that answers, as in `pipeline.engine.document:answer`.
            limits: What a request may take.
            environment: Variables that it has beside those of this process.
        """
        self.limits = limits
        self.taken = Taken()
        self._entry = entry
        self._environment = dict(environment or {})
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: Watch | None = None
        self._door = Lock()  # between the thread that uses the worker and one that dismisses it
        self._dismissed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def ask(self, request: object) -> Any:
        """Gives what the worker answers, or raises what its function raised.

        Raises:
            LostError: The request took too much, or ended the process.
            DismissedError: The worker is dismissed.
            CasebookError: The process cannot load what answers.
        """
        used = self._process is not None
        try:
            answer = self._ask(request)
        except LostError as lost:
            if not used or lost.loss is not Loss.FELL:
                raise
            answer = self._ask(request)
        if isinstance(answer, Raised):
            raise answer.error
        return answer

    def dismiss(self) -> None:
        """Ends the process for good, whatever it is at; another thread may do this than the one that asks."""
        with self._door:
            self._dismissed = True
            process = self._process
            if process is not None:
                process.kill()

    def stop(self) -> None:
        """Ends the process, whatever it is at; the next request starts another."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
        self._process = self._watch = None

    def _ask(self, request: object) -> Any:
        if self._process is None:
            self._start()
        answer = self._answer(request)
        if self._watch is not None and self._watch.is_left_full():
            self.stop()
        return answer

    def _start(self) -> None:
        # the package may be on no path that a new process has, as in a checkout that is not installed
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        arguments = [str(self.limits.memory), str(os.getpid())]
        with self._door:
            if self._dismissed:
                raise DismissedError
            self._process = subprocess.Popen(  # noqa: S603 - Python itself, and nothing that a file says
                [sys.executable, "-P", "-m", "pipeline.isolation", *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | _RESERVED | self._environment | {"PYTHONPATH": os.pathsep.join(paths)},
            )
        self._watch = Watch(self._process.pid, self.limits)
        begun = self._answer(self._entry)
        if isinstance(begun, Raised):
            self.stop()
            message = f"what reads files cannot be started ({in_words(begun.error)}); install casebook-pipeline again"
            raise CasebookError(message) from begun.error
        self._watch.begin()

    def _answer(self, request: object) -> Any:
        process, watch = self._process, self._watch
        if watch is None or process is None or process.stdin is None or process.stdout is None:
            raise LostError(Loss.FELL)
        try:
            with watch.over():
                send(process.stdin, request)
                return receive(process.stdout)
        except (EOFError, OSError) as error:
            self.stop()
            if self._dismissed:
                raise DismissedError from error
            raise LostError(watch.loss or Loss.FELL) from error
        finally:
            self.taken = watch.taken
