"""A dataset behind a URL: brought here as one state of it, and replaced as a whole."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.dataset.manifest import MANIFEST, file_sha256
from pipeline.dataset.store import exclusive, is_settled, is_table_file, stored_files
from pipeline.dataset.trust import trust
from pipeline.errors import CasebookError, InvalidDatasetError, MisuseError
from pipeline.remote.far import Far
from pipeline.remote.mirror import Mirror, mirrored

NEXT = ".next"
_TRIES = 5  # of reading a state that is replaced meanwhile


class UntidyError(CasebookError):
    """The new dataset is in place, and something of the old one beside it."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Target:
    """A dataset behind a URL and its copy here, which a run brings up to date.

    Attributes:
        mirror: The copy.
        seen: The manifest over there when the copy was made; None without one.
        there: Hash of each file that stood at its place over there.
    """

    mirror: Mirror
    seen: bytes | None
    there: Mapping[str, str | None]

    @property
    def folder(self) -> Path:
        """Folder of the copy."""
        return self.mirror.folder

    def publish(self) -> None:
        """Make the copy the dataset that is over there.

        Raises:
            MisuseError: Another run has replaced it meanwhile.
            UntidyError: It is over there, and something of the old one too, which the next run takes away.
            CasebookError: It cannot be written; over there is the old dataset.
        """
        far, manifest = self.mirror.far, (self.folder / MANIFEST).read_bytes()
        wanted = _hashes(self.folder)
        new = {path: file for path, file in wanted.items() if self.there.get(path) != file}
        far.send({f"{NEXT}/{file}": self.folder / path for path, file in new.items()})
        if manifest != self.seen:
            if far.read(MANIFEST) != self.seen:
                message = f"another run has written {far.url} meanwhile; it is left as that one made it; run again"
                raise MisuseError(message)
            far.write(MANIFEST, manifest)
        try:
            far.copy({path: f"{NEXT}/{file}" for path, file in new.items()})
            far.remove(path for path in far.listed() if _is_left(path, wanted))
            self.mirror.note(far.listed())
        except CasebookError as error:
            message = f"the new dataset is in place, and not all of the old one is taken away: {error}"
            raise UntidyError(message) from error


@contextmanager
def dataset(url: str) -> Iterator[Path]:
    """A dataset behind a URL as a folder of this machine, in one state of it.

    Raises:
        InvalidDatasetError: There is none.
        MisuseError: Another command of this machine is at it.
        CasebookError: It cannot be read.
    """
    with mirrored(url) as mirror:
        target = _brought(mirror)
        if target.seen is None:
            message = f"{mirror.far.url} is no dataset: it has no {MANIFEST}; `casebook run --out {mirror.far.url}`"
            raise InvalidDatasetError(f"{message} makes one")
        yield target.folder


@contextmanager
def target(url: str) -> Iterator[Target]:
    """A dataset behind a URL, to be brought up to date; there may be none yet.

    Raises:
        MisuseError: Other files are there and no dataset, or another command of this machine is at it.
        CasebookError: It cannot be read.
    """
    with mirrored(url) as mirror:
        found = _brought(mirror)
        others = () if found.seen is not None else _others(mirror.far)
        if others:
            message = f"{mirror.far.url} holds other files ({min(others)}) and no dataset; give an empty or new folder"
            raise MisuseError(f"{message} with --out")
        yield found


def _others(far: Far) -> list[str]:
    return [path for path in far.listed() if not path.startswith(f"{NEXT}/")]


def _is_left(path: str, wanted: Mapping[str, str]) -> bool:
    return path.startswith(f"{NEXT}/") or (is_table_file(path) and path not in wanted)


def _brought(mirror: Mirror) -> Target:
    """One state of the dataset over there, copied here."""
    far, folder = mirror.far, mirror.folder
    if not is_settled(folder):  # a run of this machine that died before it had anything to send
        with exclusive(folder):
            pass
    folder.mkdir(parents=True, exist_ok=True)
    for _ in range(_TRIES):
        manifest = far.read(MANIFEST)
        if manifest is None:
            _keep(folder, ())
            return Target(mirror, None, {})
        (folder / MANIFEST).write_bytes(manifest)
        wanted, listed = _hashes(folder), far.listed()
        nearest = {path: f"{NEXT}/{file}" if f"{NEXT}/{file}" in listed else path for path, file in wanted.items()}
        nearest = {path: place for path, place in nearest.items() if place in listed}
        _keep(folder, {MANIFEST, *nearest})
        try:
            mirror.bring(nearest, listed)
        except FileNotFoundError:
            continue
        here = {path: file_sha256(folder / path) for path in wanted}
        if here == wanted or far.read(MANIFEST) == manifest:  # what is damaged over there is not replaced meanwhile
            return Target(mirror, manifest, {path: here[path] for path, place in nearest.items() if place == path})
    raise CasebookError(f"{far.url} is being replaced again and again; wait until that has ended, and run again")


def _hashes(folder: Path) -> dict[str, str]:
    """Hash of every file that a manifest tells of, as far as it is believed."""
    manifest = trust(folder).manifest
    return {**{path: file.sha256 for path, file in manifest.paths().items()}, **manifest.descriptors}


def _keep(folder: Path, wanted: "set[str] | tuple[()]") -> None:
    for path in stored_files(folder) - set(wanted):
        (folder / path).unlink()
