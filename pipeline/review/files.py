"""The files of one side of a comparison, and what both sides have in common, told by hashes without decoding any."""

import hashlib
import io
import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.errors import InvalidDatasetError, MisuseError

MANIFEST = "manifest.json"
CODES = "codes/codes.parquet"
TABLES = ("documents", "cases", "sections", "claims", "exclusions", "relations", "findings", "rejects")

_FILE = re.compile(rf"(?P<table>{'|'.join(TABLES)})/edition=(?P<edition>\d{{1,4}})/(?P<name>[^/]+)\.parquet")
_AT_ONCE = 64  # files whose bytes are held

Source = tuple[int, str]  # edition, and the name of its files


class Hashing(StrEnum):
    """How the bytes of a file are hashed."""

    SHA256 = "sha256"
    GIT = "git"


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a dataset that a comparison reads.

    Attributes:
        name: What the dataset is called in reports: a folder, a git revision.
        manifest: Its manifest, of any version; empty where it has none.
        hashes: Hash of the bytes of each file of a table, by its path below the dataset's folder.
        hashing: How these are computed.
        read: Gives the bytes of files, in order.
    """

    name: str
    manifest: Mapping[str, Any]
    hashes: Mapping[str, str]
    hashing: Hashing
    read: Callable[[Sequence[str]], Iterator[bytes]]

    def contents(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of files, a few of them held at once.

        Raises:
            InvalidDatasetError: One is none that the manifest knows.
        """
        known = self._rows() if self.manifest else None
        for first in range(0, len(paths), _AT_ONCE):
            some = paths[first : first + _AT_ONCE]
            for path, content in zip(some, self.read(some), strict=True):
                if known is not None and _sha256(content) not in known:
                    raise self._unknown(path)
                yield path, content

    def as_git_hashes(self) -> "Files":
        """The same with the hashes that git has of them.

        Raises:
            InvalidDatasetError: A file is none that the manifest knows.
        """
        if self.hashing is Hashing.GIT:
            return self
        blobs = {path: _blob(content) for path, content in self.contents(sorted(self.hashes))}
        return replace(self, hashes=blobs, hashing=Hashing.GIT)

    def believed(self) -> "Files":
        """The same, each file being one that the manifest knows, as far as the hashes can tell.

        Raises:
            InvalidDatasetError: One is not.
        """
        known = self._rows() if self.manifest and self.hashing is Hashing.SHA256 else None
        for path, file in self.hashes.items():
            if known is not None and file not in known:
                raise self._unknown(path)
        return self

    def with_codes(self, content: bytes) -> "Files":
        """The same where the codes, which no comparison reads, are those that the manifest knows as well.

        Raises:
            InvalidDatasetError: They are not.
        """
        told = self.manifest.get("codes")
        if isinstance(told, dict) and told.get("sha256") != _sha256(content):
            raise self._unknown(CODES)
        return self

    def by_source(self) -> dict[Source, dict[str, str]]:
        """Path and hash of the files of each source."""
        found: dict[Source, dict[str, str]] = defaultdict(dict)
        for path, file in self.hashes.items():
            _, edition, name = parts(path)
            found[edition, name][path] = file
        return found

    def claims(self, sources: frozenset[Source]) -> int:
        """How many claims some sources have."""
        known, count = self._rows() if self.manifest else {}, 0
        unknown = []
        for path, file in self.hashes.items():
            if path.startswith("claims/") and parts(path)[1:] in sources:
                rows = known.get(file)
                if rows is None:
                    unknown.append(path)
                else:
                    count += rows
        return count + sum(self._counted(content) for _, content in self.contents(unknown))

    def _counted(self, content: bytes) -> int:
        rows = self._rows().get(_sha256(content)) if self.manifest else None
        if rows is not None:
            return rows
        import pyarrow.parquet as pq  # noqa: PLC0415 - only for what an old manifest does not count

        return int(pq.read_metadata(io.BytesIO(content)).num_rows)

    def _unknown(self, path: str) -> InvalidDatasetError:
        return InvalidDatasetError(f"{self.name}: {path} is not as the run wrote it; run `casebook run` again")

    def _rows(self) -> dict[str, int | None]:
        """How many rows the manifest tells of each file, by its SHA-256."""
        try:
            files = [file for source in self.manifest["sources"] for file in source["files"].values()]
            return {file["sha256"]: file.get("rows") for file in files}
        except (KeyError, TypeError, AttributeError) as error:
            message = f"{self.name}: {MANIFEST} tells of no files; run `casebook run` again"
            raise InvalidDatasetError(message) from error


def in_common(old: Files, new: Files) -> frozenset[Source]:
    """The sources of which both sides have the same bytes; those of folders are what their manifest says.

    Raises:
        InvalidDatasetError: A file of a folder is none that its manifest knows.
    """
    if old.hashing is not new.hashing:
        old, new = old.as_git_hashes(), new.as_git_hashes()
    before, now = old.by_source(), new.by_source()
    return frozenset(source for source, blobs in before.items() if now.get(source) == blobs)


def folder_files(folder: Path) -> Files:
    """The files of a dataset's folder, every one of them looked at.

    Raises:
        MisuseError: The folder does not exist.
        InvalidDatasetError: Its manifest is damaged.
    """
    if not folder.is_dir():
        raise MisuseError(f"{folder}: no such folder; name a dataset folder such as extracted, or a git revision")
    root = os.fspath(folder)
    # by names alone: tens of thousands of `Path` take longer than reading the files
    below = (os.path.join(here, name) for here, _, names in os.walk(root) for name in names)  # noqa: PTH118 - as above
    paths = sorted(path[len(os.path.join(root, "")) :].replace(os.sep, "/") for path in below)  # noqa: PTH118 - as above
    manifest = as_manifest(str(folder), (folder / MANIFEST).read_bytes() if MANIFEST in paths else None)

    def read(paths: Sequence[str]) -> Iterator[bytes]:
        for path in paths:
            with open(os.path.join(root, path), "rb") as file:  # noqa: PTH118, PTH123 - as above
                yield file.read()

    def hashes() -> Iterator[tuple[str, str]]:
        for path in paths:
            if _FILE.fullmatch(path):
                with open(os.path.join(root, path), "rb") as file:  # noqa: PTH118, PTH123 - as above
                    yield path, hashlib.file_digest(file, "sha256").hexdigest()

    files = Files(str(folder), manifest, dict(hashes()), Hashing.SHA256, read).believed()
    return files.with_codes((folder / CODES).read_bytes()) if CODES in paths else files


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _blob(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def is_part(path: str) -> bool:
    """Tells whether a path below a dataset folder is one that a comparison reads."""
    return path == MANIFEST or _FILE.fullmatch(path) is not None


def parts(path: str) -> tuple[str, int, str]:
    """Table, edition and name of a file of a table."""
    match = _FILE.fullmatch(path)
    if match is None:
        raise ValueError(f"{path} is no file of a table")
    return match["table"], int(match["edition"]), match["name"]


def as_manifest(name: str, content: bytes | None) -> Mapping[str, Any]:
    """A manifest of any version as JSON has it.

    Raises:
        InvalidDatasetError: It is no JSON.
    """
    if content is None:
        return {}
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidDatasetError(f"{name}: {MANIFEST} is no JSON ({error}); run `casebook run` again") from error
    return manifest if isinstance(manifest, dict) else {}
