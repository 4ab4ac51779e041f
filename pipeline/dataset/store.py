"""Replace a dataset's folder wholly or not at all, whenever the process dies.

A new state is built complete beside the dataset and then moved into its place. Everything that is not the dataset
stands in one folder beside it, for `extracted` in `.extracted.run`:

    lock        held while a run works; a second run does not wait, it stops with a message
    building    the new state while it is written
    journal     what of it is done, so that the next run goes on there after a death (`journal`)
    next        the new state, complete; the rename of `building` to `next` is the moment of commit
    previous    the old state, moved out of the way

`settle` reads from these names alone what a dead run left, and finishes it: before the commit the old state stays,
after it the new one comes. A plain reader sees the old files or the new ones; between two renames, for some
microseconds, it finds no dataset, and a reader that opens its files one by one may meet both states if a run ends
meanwhile. Nothing is forced to disk: after a power cut the manifest's hashes tell what is damaged, `validate` says
so, and the next run does it again.
"""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from pipeline.dataset.manifest import CODES, DESCRIPTORS, MANIFEST, TABLES
from pipeline.errors import MisuseError


def beside(dataset: Path) -> Path:
    """The folder beside `dataset` in which a run works."""
    return dataset.parent / f".{dataset.name}.run"


@contextmanager
def exclusive(dataset: Path) -> Iterator[None]:
    """Be the only one to write `dataset`, and finish first what a dead run left.

    Raises:
        MisuseError: Another run is writing it, or its folder holds something else.
    """
    _refuse_others_folder(dataset)
    workplace = beside(dataset)
    workplace.mkdir(parents=True, exist_ok=True)
    try:
        (workplace / ".gitignore").write_text("*\n", encoding="utf-8")
        with FileLock(workplace / "lock", timeout=0):
            settle(dataset)
            yield
    except Timeout as error:
        message = f"another run is writing {dataset}; wait until it has ended, or give another folder with --out"
        raise MisuseError(message) from error


def is_settled(dataset: Path) -> bool:
    """Whether no run is replacing `dataset` and none has died over that."""
    return not any((beside(dataset) / name).exists() for name in ("next", "previous"))


def begun(dataset: Path) -> tuple[Path, Path]:
    """The new state that a run has begun or left unfinished, and the journal of what is done of it."""
    return beside(dataset) / "building", beside(dataset) / "journal"


def discard(dataset: Path) -> None:
    """Remove what a run left unfinished, inside `exclusive`."""
    building, journal = begun(dataset)
    journal.unlink(missing_ok=True)
    _remove(building)


def settle(dataset: Path) -> None:
    """Finish what a dead run left: forward if its new state was complete, back otherwise. Needs the lock."""
    workplace = beside(dataset)
    following, previous = workplace / "next", workplace / "previous"
    building, journal = begun(dataset)
    if not building.exists():
        journal.unlink(missing_ok=True)
    elif not journal.exists():
        _remove(building)
    if following.exists():
        if dataset.exists():
            _remove(previous)
            _set_aside(dataset, previous)
        following.rename(dataset)
    _remove(previous)


def _set_aside(dataset: Path, previous: Path) -> None:
    try:
        dataset.rename(previous)
    except OSError as error:
        message = f"{dataset} cannot be replaced ({error.strerror}); with --out, give a folder that is no mount point"
        raise MisuseError(message) from error


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class Staging:
    """The new state of a dataset while it is built. Paths are relative to the dataset, with `/` between parts.

    Attributes:
        dataset: Folder of the dataset.
        building: Folder of the new state.
        journal: File of what is done of it.
    """

    dataset: Path
    building: Path
    journal: Path

    def write(self, path: str, content: bytes) -> None:
        """Put a new file at `path`."""
        target = self.building / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def keep(self, path: str) -> None:
        """Take the file at `path` over from the old state, without copying it where the file system can."""
        old, target = self.dataset / path, self.building / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, target, follow_symlinks=False)
        except OSError:
            shutil.copy2(old, target, follow_symlinks=False)

    def commit(self) -> None:
        """Make the new state the one that counts, and keep what is in the folder but not of the dataset."""
        for path in sorted(foreign_files(self.dataset)):
            self.keep(path)
        self.building.rename(self.building.with_name("next"))


@contextmanager
def staging(dataset: Path, done: Collection[str] = ()) -> Iterator[Staging]:
    """Build a new state of `dataset`, inside `exclusive`; without `commit` everything stays as it was.

    Args:
        dataset: Its folder.
        done: Files that an unfinished run has written and that are of the new state too; its others are removed.
    """
    building, journal = begun(dataset)
    building.mkdir(exist_ok=True)
    for path in stored_files(building) - set(done):
        (building / path).unlink()
    if not done:
        journal.unlink(missing_ok=True)
    try:
        yield Staging(dataset, building, journal)
    finally:
        try:
            settle(dataset)
        except KeyboardInterrupt:
            settle(dataset)
            raise


def stored_files(dataset: Path) -> frozenset[str]:
    """Paths of all files below `dataset`, links to folders among them."""
    found: set[str] = set()
    for folder, folders, files in os.walk(dataset):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        found.update((here / name).relative_to(dataset).as_posix() for name in files + links)
    return frozenset(found)


def table_files(dataset: Path) -> frozenset[str]:
    """Paths of all files that a reader of the tables would take for part of them."""
    return frozenset(path for path in stored_files(dataset) if is_table_file(path))


def foreign_files(dataset: Path) -> frozenset[str]:
    """Paths of the files in the dataset's folder that are none of its own."""
    return frozenset(
        path for path in stored_files(dataset) if path not in {MANIFEST, *DESCRIPTORS} and not is_table_file(path)
    )


def is_table_file(path: str) -> bool:
    """Whether a reader of the tables would take a file for part of them."""
    return path == CODES or (PurePosixPath(path).parts[0] in TABLES and path.endswith(".parquet"))


def _refuse_others_folder(dataset: Path) -> None:
    if dataset.exists() and not dataset.is_dir():
        raise MisuseError(f"{dataset} is a file; give a folder with --out")
    foreign = foreign_files(dataset)
    # a manifest that a merge has spoilt is one all the same, if there are tables beside it
    if foreign and not ((dataset / MANIFEST).is_file() and table_files(dataset)):
        message = f"{dataset} holds other files ({min(foreign)}) and no dataset; give an empty or new folder with --out"
        raise MisuseError(message)
