"""What is behind a URL, as a folder of this machine, kept so that only what is new is copied."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.errors import MisuseError
from pipeline.places import open_file
from pipeline.remote.far import Far

_ODD = re.compile(r'[<>:"|?*\\]')


@dataclass(frozen=True, slots=True)
class Mirror:
    """A folder of this machine that stands for one behind a URL.

    Attributes:
        far: What it stands for.
        folder: The folder, called as that one.
        marks: File that tells what each copied file was over there and is here.
    """

    far: Far
    folder: Path
    marks: Path

    def bring(self, wanted: Mapping[str, str], listed: Mapping[str, str]) -> None:
        """Copy the files that are not here as they are there.

        Args:
            wanted: For each file to have here the path of what it is copied from.
            listed: The files that are there and their marks.

        Raises:
            FileNotFoundError: One is not there any more.
        """
        known = self._noted()
        new = {
            path: source
            for path, source in wanted.items()
            if not listed[source] or known.get(path) != self._mark(path, listed[source])
        }
        self.far.bring({source: self.folder / path for path, source in new.items()})
        self.note({path: listed[source] for path, source in wanted.items()})

    def note(self, there: Mapping[str, str]) -> None:
        """Note of files that what is here is what is there, under its mark."""
        marks = {path: self._mark(path, mark) for path, mark in there.items() if (self.folder / path).is_file()}
        self.marks.write_text(json.dumps(marks), encoding="utf-8")

    def _noted(self) -> dict[str, str]:
        try:
            with open_file(self.marks) as file:
                found = json.load(file)
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _mark(self, path: str, there: str) -> str:
        """What a file is over there and here: another where it has changed on either side."""
        try:
            here = (self.folder / path).stat()
        except OSError:
            return ""
        return f"{there} {here.st_size} {here.st_mtime_ns}"


@contextmanager
def mirrored(url: str) -> Iterator[Mirror]:
    """The folder that stands for a URL, as it was left; nobody else changes it meanwhile.

    Raises:
        MisuseError: Nobody knows how to ask there, or another command is at it.
    """
    far = Far(url)
    place = _cache() / hashlib.sha256(url.rstrip("/").encode()).hexdigest()[:16]
    # the names of the last folders are what they are there: one may be a year
    folder = place.joinpath(*(_ODD.sub("_", part) for part in far.name.split("/")[-2:] if part not in {"", ".", ".."}))
    folder = folder if folder != place else place / "root"
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with FileLock(place / "lock", timeout=0, is_singleton=True):
            yield Mirror(far, folder, place / "marks.json")
    except Timeout as error:
        raise MisuseError(f"another command is at {far.url} on this machine; wait until it has ended") from error


def _cache() -> Path:
    """Where copies are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "casebook-pipeline"


@contextmanager
def sources(url: str) -> Iterator[Path]:
    """A folder of casebooks behind a URL, as one of this machine.

    Raises:
        MisuseError: There is no file, or somebody else is at it.
        CasebookError: It cannot be read.
    """
    with mirrored(url) as mirror:
        listed = {path: mark for path, mark in mirror.far.listed().items() if not f"/{path}".count("/.")}
        if not listed:
            raise MisuseError(f"{mirror.far.url}: there is no file; name a folder of casebooks")
        mirror.folder.mkdir(parents=True, exist_ok=True)
        mirror.bring({path: path for path in listed}, listed)
        for path in (path for path in mirror.folder.rglob("*") if path.is_file()):
            if path.relative_to(mirror.folder).as_posix() not in listed:
                path.unlink()
        yield mirror.folder
