"""What a run has to do: which sources are as they were, which are to be read, and of which something is left over."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.dataset import journal
from pipeline.dataset.manifest import CODES, DESCRIPTORS, About, Manifest, SourceRecord, file_sha256
from pipeline.dataset.naming import table_path
from pipeline.dataset.store import begun, table_files
from pipeline.dataset.trust import NOTHING, Trusted, trust
from pipeline.engine.sources import Ignored, SourceFile, find_sources
from pipeline.errors import InvalidDatasetError, MisuseError
from pipeline.lexicon.loading import own_files
from pipeline.status import DocumentStatus
from pipeline.version import VERSION

PACKAGE = Path(__file__).resolve().parent.parent
# they carry, show and score what the rest of the package decides
CARRIERS = ("cli", "compare", "engine", "evaluate.py", "export", "remote", "report", "tally")
DECIDING = (".py", ".toml", ".txt")


@dataclass(frozen=True, slots=True)
class Sources:
    """What is there to be read.

    Attributes:
        files: The sources, by edition and name.
        ignored: Files below their folder that are none.
    """

    files: tuple[SourceFile, ...]
    ignored: tuple[Ignored, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do.

    Attributes:
        head: The new manifest without its sources.
        old: The dataset as it is.
        kept: Sources of which all that is stored stays.
        resumed: Sources that an unfinished run has read.
        changed: Sources to be read.
        removed: Sources, as edition and source, that are gone and of which something is stored.
        nothing: Whether the dataset is as it should be.
    """

    head: Manifest
    old: Manifest
    kept: Mapping[SourceFile, SourceRecord]
    resumed: Mapping[SourceFile, SourceRecord]
    changed: tuple[SourceFile, ...]
    removed: tuple[str, ...]
    nothing: bool


def sources_for(raw: Path, out: Path, edition: int | None) -> Sources:
    """The sources at `raw` of which `out` is to be the dataset.

    Raises:
        MisuseError: There is nothing to read, or one folder lies in the other.
    """
    found = Sources(*find_sources(raw, edition))
    if out.is_relative_to(raw.resolve()) or raw.resolve().is_relative_to(out):
        raise MisuseError(f"{raw} and {out} lie one in the other; give a folder beside it with --out")
    return found


def plan(sources: Sequence[SourceFile], out: Path, about: About, *, force: bool) -> Plan:
    """Find out what is to be done; nothing is changed.

    Args:
        sources: The sources.
        out: Folder of the dataset.
        about: What its publisher says of it.
        force: Whether every source is to be read, changed or not.
    """
    old, head = _trusted(out), Manifest(VERSION, rules_digest(), {}, None, (), about)
    kept = {} if force or not _is_current(old.manifest, head) else _fresh(sources, old.manifest.sources, out)
    removed = _removed(sources, old, out)
    building, noted = begun(out)
    left = () if force else journal.noted(noted, head)
    resumed = _fresh([source for source in sources if source not in kept], left, building)
    return Plan(
        head,
        old.manifest,
        kept,
        resumed,
        tuple(source for source in sources if source not in kept and source not in resumed),
        removed,
        nothing=len(kept) == len(sources) and not removed and _is_intact(out, old, about),
    )


def rules_digest(words: Iterable[Path] | None = None) -> str:
    """Hash of the code and vocabulary that decide how a source is read and stored.

    What stands in `CARRIERS` is left out: a better message is no reason to read every book again. Words that somebody
    adds are in it.

    Args:
        words: Files of such words; by default those that this process reads with.
    """
    digest = hashlib.sha256()
    for below in sorted(_deciding()):
        content = hashlib.sha256((PACKAGE / below).read_bytes()).hexdigest()
        digest.update(f"{content} {below}\n".encode())
    for path in own_files() if words is None else words:
        digest.update(f"{file_sha256(path)} --lexicon {path.name}\n".encode())
    return digest.hexdigest()


def _deciding() -> Iterator[str]:
    """Paths below the package, with `/` between parts, of what is in the digest."""
    root = os.path.join(PACKAGE, "")  # noqa: PTH118 - by names alone: making a `Path` of each takes twice as long
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name != "__pycache__" and (folder != root or name not in CARRIERS)]
        below = folder.removeprefix(root).replace(os.sep, "/")
        found = (f"{below}/{name}".lstrip("/") for name in names if name.endswith(DECIDING))
        yield from (path for path in found if path not in CARRIERS)


def _trusted(dataset: Path) -> Trusted:
    try:
        return trust(dataset)
    except InvalidDatasetError:
        return Trusted(NOTHING, frozenset(), ())  # whatever is there is replaced by a new dataset


def _is_current(old: Manifest, head: Manifest) -> bool:
    return (old.package_version, old.rules) == (head.package_version, head.rules)


def _fresh(
    sources: Iterable[SourceFile], records: Iterable[SourceRecord], folder: Path
) -> dict[SourceFile, SourceRecord]:
    """The sources that need not be read again: they, their decisions and all that is stored of them are unchanged.

    What could not be read in full is tried again: a password, or an extra that reads pictures, may be there now.
    """
    known = {(record.edition, record.source): record for record in records}
    found = ((source, known.get((source.edition, source.source))) for source in sources)
    return {
        source: record
        for source, record in found
        if record is not None
        and record.status is DocumentStatus.OK
        and file_sha256(source.path) == record.sha256
        and source.path.stat().st_size == record.size
        and file_sha256(source.decisions) == record.decisions
        and all(file_sha256(folder / path) == file.sha256 for path, file in record.paths().items())
    }


def _removed(sources: Sequence[SourceFile], old: Trusted, dataset: Path) -> tuple[str, ...]:
    """The sources of which something is stored and that are there no more."""
    gone = old.listed - {(source.edition, source.source) for source in sources}
    # an entry that does not hold may name what never was
    stored = [each for each in gone if (dataset / table_path("documents", *each)).exists()]
    return tuple(f"{edition}/{source}" for edition, source in sorted(stored))


def _is_intact(dataset: Path, stored: Trusted, about: About) -> bool:
    """Whether manifest and descriptors are as written and about the same, and no table holds a file of no source."""
    return (
        not stored.problems
        and stored.manifest.about == about
        and all(file_sha256(dataset / name) == stored.manifest.descriptors.get(name) for name in DESCRIPTORS)
        and stored.manifest.codes is not None
        and file_sha256(dataset / CODES) == stored.manifest.codes.sha256
        and table_files(dataset) == stored.manifest.paths().keys()
    )
