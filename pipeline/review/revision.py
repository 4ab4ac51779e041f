"""Datasets as git keeps them: read at a revision, without touching the working tree."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.errors import MisuseError
from pipeline.review.files import MANIFEST, Files, Hashing, as_manifest, folder_files, in_common, is_part
from pipeline.review.snapshot import Snapshot, snapshot

_LAST_COMMIT = "HEAD"


def read_sides(old: str | None, new: str | None, dataset: Path, *, whole: bool = True) -> tuple[Snapshot, Snapshot]:
    """Reads the two datasets that a reviewer names.

    Args:
        old: A dataset folder, a git revision, or two revisions as `A..B` or `A...B` (from where they parted); by
            default the last commit.
        new: A dataset folder or a git revision; by default the second of two revisions in `old`, else the working tree.
        dataset: The dataset folder that revisions are of.
        whole: Whether what both have in common is read too.

    Raises:
        MisuseError: One of them is neither a folder nor a revision that git knows.
        InvalidDatasetError: One of them holds no dataset, or a broken one.
    """
    before, now = _sides(old, new, dataset)
    common = frozenset() if whole else in_common(before, now)
    return snapshot(before, common), replace(snapshot(now, common), claims_left_out=now.claims(common))


def _sides(old: str | None, new: str | None, dataset: Path) -> tuple[Files, Files]:
    if old is None:
        return _revision(dataset, _LAST_COMMIT), folder_files(dataset)
    if ".." in old and new is None and not Path(old).is_dir():
        first, dots, last = old.partition("..." if "..." in old else "..")
        first, last = first or _LAST_COMMIT, last or _LAST_COMMIT
        first = (
            _git(dataset, "merge-base", "--end-of-options", first, last).decode().strip() if dots == "..." else first
        )
        return _revision(dataset, first), _revision(dataset, last)
    return _side(old, dataset), folder_files(dataset) if new is None else _side(new, dataset)


def read_side(name: str, dataset: Path) -> Snapshot:
    """Reads a dataset folder or, where there is no such folder, a git revision of `dataset`."""
    return snapshot(_side(name, dataset))


def _side(name: str, dataset: Path) -> Files:
    return folder_files(Path(name)) if Path(name).is_dir() else _revision(dataset, name)


def _revision(dataset: Path, revision: str) -> Files:
    """The files of a dataset folder as they were at a git revision.

    Raises:
        MisuseError: The folder is in no git repository, or git does not know the revision.
        InvalidDatasetError: Its manifest was damaged then.
    """
    folder = _git(dataset, "rev-parse", "--show-prefix").decode().strip()
    if not dataset.is_dir():
        folder += f"{dataset.name}/"
    try:
        commit = _git(dataset, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except MisuseError as error:
        message = f"{revision}: neither a folder nor a git revision of {dataset}; see `git log -- {dataset}`"
        raise MisuseError(message) from error
    listing = _git(dataset, "ls-tree", "-r", "-z", "--full-tree", commit.decode().strip(), "--", folder or ".")
    blobs = dict(_blobs(listing, folder))
    manifest = next(_contents(dataset, [blobs.pop(MANIFEST)])) if MANIFEST in blobs else None

    def read(paths: Sequence[str]) -> Iterator[bytes]:
        return _contents(dataset, [blobs[path] for path in paths])

    return Files(revision, as_manifest(revision, manifest), blobs, Hashing.GIT, read)


def _blobs(listing: bytes, folder: str) -> Iterator[tuple[str, str]]:
    """Path below the dataset's folder and object name of every file that a comparison reads."""
    for entry in listing.split(b"\0"):
        head, _, name = entry.partition(b"\t")
        path = name.decode(errors="surrogateescape").removeprefix(folder)
        if is_part(path):
            yield path, head.split()[2].decode()


def _contents(dataset: Path, blobs: Sequence[str]) -> Iterator[bytes]:
    """The bytes of git objects, in order, from one process."""
    output = memoryview(_git(dataset, "cat-file", "--batch", given="\n".join(blobs).encode()))
    start = 0
    for _ in blobs:
        end_of_head = bytes(output[start : start + 200]).index(b"\n") + start
        size = int(bytes(output[start:end_of_head]).split()[-1])
        yield bytes(output[end_of_head + 1 : end_of_head + 1 + size])
        start = end_of_head + 1 + size + 1


def _git(dataset: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Runs git in the dataset's folder, or where the folder would be, and never waits for a person."""
    folder = dataset if dataset.is_dir() else dataset.resolve().parent
    environment = os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        # no shell, and --end-of-options before what a person typed
        done = subprocess.run(  # noqa: S603 - git, its arguments in a list
            ["git", *arguments],  # noqa: S607 - git is wherever the reviewer has it
            cwd=folder,
            env=environment,
            input=given,
            capture_output=True,
            check=True,
        )
    except FileNotFoundError as error:
        message = f"git or the folder {folder} is missing; name two dataset folders instead of revisions"
        raise MisuseError(message) from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip().splitlines()
        raise MisuseError(f"git {arguments[0]} in {folder}: {reason[-1] if reason else 'failed'}") from error
    return done.stdout
