"""An S3-compatible server on loopback, in a process of its own, that refuses writes or kills who asks for them."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

_WRITING = {"PUT", "POST", "DELETE"}


class Server:
    """The server, from outside its process."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.address: str = pipe.recv()

    @property
    def environment(self) -> Mapping[str, str]:
        """What lets a program find it in place of Amazon's."""
        return {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ACCESS_KEY_ID": "nobody",
            "AWS_SECRET_ACCESS_KEY": "nothing",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def break_at(self, step: int, process: int | None = None) -> None:
        """From so many requests that write on, counted from now, refuse each; where a process is named, kill it then.

        The request over which a process is killed is carried out.
        """
        self._pipe.send((step, process))
        self._pipe.recv()

    def written(self) -> int:
        """How many requests have written since, and none is refused any more."""
        self._pipe.send((1 << 60, None))
        count: int = self._pipe.recv()
        return count


@contextmanager
def served() -> Iterator[Server]:
    """A server with an empty bucket `books`."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there,), daemon=True)
    process.start()
    there.close()
    try:
        yield Server(here)
    finally:
        process.kill()
        process.join()
        here.close()


class _Door:
    """Counts the requests that write, before they reach the application."""

    def __init__(self, application: Any) -> None:
        self._application = application
        self._lock = threading.Lock()
        self._count, self._step, self._process = 0, 1 << 60, None

    def set(self, step: int, process: int | None) -> int:
        with self._lock:
            count, self._count, self._step, self._process = self._count, 0, step, process
        return count

    def __call__(self, asked: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if asked["REQUEST_METHOD"] in _WRITING:
            with self._lock:
                self._count += 1
                broken, killed = self._count >= self._step, self._process
                self._process = None if broken else killed
            if broken and killed is not None:
                with suppress(ProcessLookupError):
                    os.kill(killed, signal.SIGKILL)
            elif broken:
                start("403 Forbidden", [("Content-Type", "application/xml")])
                return [b"<Error><Code>AccessDenied</Code><Message>no more today</Message></Error>"]
        answer: Iterable[bytes] = self._application(asked, start)
        return answer


def _serve(pipe: Connection) -> None:
    import logging  # noqa: PLC0415 - in the process of the server, as the others

    import boto3  # noqa: PLC0415 - not everywhere
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: PLC0415 - not everywhere
    from werkzeug.serving import make_server  # noqa: PLC0415 - not everywhere

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    door = _Door(DomainDispatcherApplication(create_backend_app))
    listening = make_server("127.0.0.1", 0, door, threaded=True)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{listening.server_port}"
    keys = {"aws_access_key_id": "nobody", "aws_secret_access_key": "nothing", "region_name": "us-east-1"}
    boto3.client("s3", endpoint_url=address, **keys).create_bucket(Bucket="books")
    pipe.send(address)
    with suppress(EOFError):
        while True:
            pipe.send(door.set(*pipe.recv()))
