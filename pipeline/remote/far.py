"""The one door to what is behind a URL: a folder's files, by what fsspec can do with them."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import CasebookError, MisuseError, in_words

_SECRET = re.compile(r"(://[^/@:]*):[^/@]*@")
_SAYS_NOTHING = {"name", "Key", "size", "Size", "type"}  # of when a file changed


class Far:
    """A folder behind a URL. Paths are below it, with `/` between parts.

    Attributes:
        url: The URL, without a password.
    """

    def __init__(self, url: str) -> None:
        """Finds out what answers there.

        Raises:
            MisuseError: Nobody knows how to ask.
        """
        self.url = _SECRET.sub(r"\1:…@", url)
        try:
            from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra

            self._files: Any
            self._files, root = url_to_fs(url, skip_instance_cache=True, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            needed = "pip install 'casebook-pipeline[s3]', or for other systems what fsspec names"
            raise MisuseError(f"{self.url}: this kind of URL needs more ({in_words(error)}): {needed}") from error
        self._root: str = root.rstrip("/")

    @property
    def name(self) -> str:
        """Where the folder stands in its system."""
        return self._root

    def listed(self) -> dict[str, str]:
        """Every file below the folder, with what becomes another when its content does; empty where that is unknown.

        Raises:
            MisuseError: A file is there whose path no folder can hold.
        """
        with self._asked("listed"):
            self._files.invalidate_cache()
            found = self._files.find(self._root, detail=True)
        files = {path.removeprefix(self._root).lstrip("/"): about for path, about in found.items()}
        for path in files:
            if path and (".." in PurePosixPath(path).parts or "\0" in path or PurePosixPath(path).as_posix() != path):
                raise MisuseError(f"{self.url}: there is a file {path!r}, whose name no folder can hold; rename it")
        return {path: _mark(about) for path, about in files.items() if path}

    def read(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        try:
            with self._asked("read"):
                content: bytes = self._files.cat_file(self._at(path))
        except FileNotFoundError:
            return None
        return content

    def write(self, path: str, content: bytes) -> None:
        """Put a file at `path`, in one step where the system can."""
        with self._asked("written"):
            self._files.pipe_file(self._at(path), content)

    def bring(self, files: Mapping[str, Path]) -> None:
        """Copy files from there to here.

        Raises:
            FileNotFoundError: One is not there any more.
        """
        for place in files.values():
            place.parent.mkdir(parents=True, exist_ok=True)
        if files:
            with self._asked("read"):
                self._files.get([self._at(path) for path in files], [str(place) for place in files.values()])

    def send(self, files: Mapping[str, Path]) -> None:
        """Copy files from here to there."""
        if files:
            with self._asked("written"):
                self._files.put([str(place) for place in files.values()], [self._at(path) for path in files])

    def copy(self, files: Mapping[str, str]) -> None:
        """Copy files there, each to the path that it is the key of."""
        if files:
            with self._asked("written"):
                self._files.copy([self._at(path) for path in files.values()], [self._at(path) for path in files])

    def remove(self, paths: Iterable[str]) -> None:
        """Take files away."""
        there = [self._at(path) for path in paths]
        if there:
            with self._asked("written"):
                self._files.rm(there)

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"

    @contextmanager
    def _asked(self, done: str) -> Iterator[None]:
        """What goes wrong over there, in words; each system has exceptions of its own."""
        try:
            yield
        except FileNotFoundError:
            raise
        except Exception as error:
            message = f"{self.url} cannot be {done} ({in_words(error)}); see that it is there and that you may, and run"
            raise CasebookError(f"{message} again") from error


def _mark(about: Mapping[str, Any]) -> str:
    if not any(about[key] for key in about.keys() - _SAYS_NOTHING):
        return ""
    return hashlib.sha256(repr(sorted((key, str(each)) for key, each in about.items())).encode()).hexdigest()
