"""The files of one side of a comparison, and what both sides have in common, told by hashes without decoding any."""

import hashlib
import io
import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.errors import InvalidDatasetError, MisuseError

MANIFEST = "manifest.json"
TABLES = ("documents", "cases", "sections", "claims", "exclusions", "relations", "findings", "rejects")

_FILE = re.compile(rf"(?P<table>{'|'.join(TABLES)})/edition=(?P<edition>\d{{1,4}})/(?P<name>[^/]+)\.parquet")
_AT_ONCE = 64  # files whose bytes are held

Source = tuple[int, str]  # edition, and the name of its files


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a dataset that a comparison reads.

    Attributes:
        name: What the dataset is called in reports: a folder, a git revision.
        manifest: Its manifest, of any version; empty where it has none.
        blobs: Hash of the bytes of each file of a table, as git computes it, by its path below the dataset's folder.
        read: Gives the bytes of files, in order.
    """

    name: str
    manifest: Mapping[str, Any]
    blobs: Mapping[str, str]
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
                if known is not None and hashlib.sha256(content).hexdigest() not in known:
                    message = f"{self.name}: {path} is not as the run wrote it; run `casebook run` again"
                    raise InvalidDatasetError(message)
                yield path, content

    def by_source(self) -> dict[Source, dict[str, str]]:
        """Path and hash of the files of each source."""
        found: dict[Source, dict[str, str]] = defaultdict(dict)
        for path, blob in self.blobs.items():
            _, edition, name = parts(path)
            found[edition, name][path] = blob
        return found

    def claims(self, sources: frozenset[Source]) -> int:
        """How many claims some sources have."""
        paths = [path for path in self.blobs if path.startswith("claims/") and parts(path)[1:] in sources]
        known, count = self._rows() if self.manifest else {}, 0
        for _, content in self.contents(sorted(paths)):
            rows = known.get(hashlib.sha256(content).hexdigest())
            count += pq.read_metadata(io.BytesIO(content)).num_rows if rows is None else rows
        return count

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
    below = (os.path.join(here, name) for here, _, names in os.walk(root) for name in names)  # noqa: PTH118
    paths = sorted(path[len(os.path.join(root, "")) :].replace(os.sep, "/") for path in below)  # noqa: PTH118
    manifest = as_manifest(str(folder), (folder / MANIFEST).read_bytes() if MANIFEST in paths else None)

    def read(paths: Sequence[str]) -> Iterator[bytes]:
        for path in paths:
            with open(os.path.join(root, path), "rb") as file:  # noqa: PTH118, PTH123 - as above
                yield file.read()

    seen = Files(str(folder), manifest, {}, read)
    tables = [path for path in paths if is_part(path) and path != MANIFEST]
    return Files(str(folder), manifest, {path: _blob(content) for path, content in seen.contents(tables)}, read)


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
