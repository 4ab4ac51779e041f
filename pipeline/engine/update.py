"""Bring a dataset up to date with its sources: do what has changed, keep the rest, replace the whole at once."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from pipeline.dataset.manifest import (
    CODES,
    CROISSANT,
    DATAPACKAGE,
    DESCRIPTORS,
    MANIFEST,
    About,
    Manifest,
    SourceRecord,
    StoredFile,
    file_sha256,
    to_json,
)
from pipeline.dataset.naming import table_path
from pipeline.dataset.store import Staging, exclusive, staging, table_files
from pipeline.dataset.trust import NOTHING, Trusted, trust
from pipeline.engine.about import read_about
from pipeline.engine.sources import Ignored, SourceFile, find_sources
from pipeline.errors import InvalidDatasetError, MisuseError
from pipeline.model import DocumentStatus

PACKAGE = Path(__file__).resolve().parent.parent
# they carry, show and score what the rest of the package decides
CARRIERS = ("cli", "compare", "engine", "evaluate.py", "export", "report", "tally")
DECIDING = (".py", ".toml", ".txt")

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What was done about one source in this run.

    Attributes:
        source: Edition and source, joined by `/`.
        seconds: How long it took.
        error: Traceback of an error nobody foresaw; None without one.
    """

    source: str
    seconds: float
    error: str | None


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run found and did.

    Attributes:
        manifest: The dataset as it is now.
        done: The sources that were read in this run; the others had not changed.
        removed: Sources, as edition and source, that are gone and their files with them.
        written: Whether the dataset was replaced.
        ignored: Files below the sources' folder that are none.
    """

    manifest: Manifest
    done: tuple[Done, ...]
    removed: tuple[str, ...]
    written: bool
    ignored: tuple[Ignored, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing that may be a casebook was passed over, every document is `ok` and no row was rejected."""
        return (
            not any(each.lost for each in self.ignored)
            and not self.manifest.rows("rejects")
            and all(record.status is DocumentStatus.OK for record in self.manifest.sources)
        )


def silent(_position: int, _total: int, _source: str) -> None:
    """Show no progress."""


def run_all(
    raw: Path,
    out: Path,
    *,
    edition: int | None = None,
    force: bool = False,
    progress: Progress = silent,
) -> RunSummary:
    """Make `out` the dataset of the casebooks at `raw`, and of nothing else.

    Args:
        raw: A folder of folders named by year, a folder of one year, or one casebook.
        out: Folder of the dataset; made where it does not exist.
        edition: Year of a `raw` whose path does not say it.
        force: Read every source again, changed or not.
        progress: Called before each source that is read, with its position from 0, how many there are and its name,
            and once more at the end.

    Raises:
        MisuseError: There is nothing to read, or `out` cannot be used.
    """
    sources, ignored = find_sources(raw, edition)
    about = read_about(raw)
    out = out.resolve()
    if out.is_relative_to(raw.resolve()) or raw.resolve().is_relative_to(out):
        raise MisuseError(f"{raw} and {out} lie one in the other; give a folder beside it with --out")
    with exclusive(out):
        old, rules = _trusted(out), rules_digest()
        kept = {} if force or not _is_current(old.manifest, rules) else _fresh(sources, old.manifest, out)
        removed = _removed(sources, old, out)
        if len(kept) == len(sources) and not removed and _is_intact(out, old, about):
            return RunSummary(old.manifest, (), (), written=False, ignored=ignored)
        with staging(out) as stage:
            records, done = _fill(stage, sources, kept, progress)
            manifest = _describe(stage, rules, records, about)
            stage.commit()
    return RunSummary(manifest, done, removed, written=True, ignored=ignored)


def rules_digest() -> str:
    """Hash of the code and vocabulary that decide how a source is read and stored.

    What stands in `CARRIERS` is left out: a better message is no reason to read every book again.
    """
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*"), key=lambda path: path.relative_to(PACKAGE).as_posix()):
        below = path.relative_to(PACKAGE)
        if path.suffix in DECIDING and below.parts[0] not in CARRIERS:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{content} {below.as_posix()}\n".encode())
    return digest.hexdigest()


def _trusted(dataset: Path) -> Trusted:
    try:
        return trust(dataset)
    except InvalidDatasetError:
        return Trusted(NOTHING, frozenset(), ())  # whatever is there is replaced by a new dataset


def _is_current(old: Manifest, rules: str) -> bool:
    return (old.package_version, old.rules) == (version("casebook-pipeline"), rules)


def _fresh(sources: Sequence[SourceFile], old: Manifest, dataset: Path) -> dict[SourceFile, SourceRecord]:
    """The sources that need not be read again: they, their decisions and all that is stored of them are unchanged.

    What could not be read in full is tried again: a password, or an extra that reads pictures, may be there now.
    """
    known = {(record.edition, record.source): record for record in old.sources}
    found = ((source, known.get((source.edition, source.source))) for source in sources)
    return {
        source: record
        for source, record in found
        if record is not None
        and record.status is DocumentStatus.OK
        and file_sha256(source.path) == record.sha256
        and source.path.stat().st_size == record.size
        and file_sha256(source.decisions) == record.decisions
        and all(file_sha256(dataset / path) == file.sha256 for path, file in record.paths().items())
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


def _fill(
    stage: Staging, sources: Sequence[SourceFile], kept: Mapping[SourceFile, SourceRecord], progress: Progress
) -> tuple[tuple[SourceRecord, ...], tuple[Done, ...]]:
    """Stage the files of every source, read now or kept."""
    # only now: a run that finds nothing changed must not wait for what starts and watches workers
    from pipeline.engine.reading import reader  # noqa: PLC0415

    records: list[SourceRecord] = []
    done: list[Done] = []
    with reader() as read:
        for source in sources:
            if source in kept:
                records.append(kept[source])
                for path in kept[source].paths():
                    stage.keep(path)
                continue
            progress(len(done), len(sources) - len(kept), source.source)
            begin = time.perf_counter()
            outcome = read(source)
            records.append(outcome.record)
            done.append(Done(f"{source.edition}/{source.source}", time.perf_counter() - begin, outcome.error))
            for path, content in outcome.files.items():
                stage.write(path, content)
    progress(len(done), len(done), "")
    return tuple(records), tuple(done)


def _describe(stage: Staging, rules: str, records: tuple[SourceRecord, ...], about: About) -> Manifest:
    """Stage the manifest, the code lists and the descriptors."""
    undescribed = Manifest(version("casebook-pipeline"), rules, {}, _listed(stage, records), records, about)
    contents = described(undescribed)
    manifest = replace(
        undescribed, descriptors={name: hashlib.sha256(text).hexdigest() for name, text in contents.items()}
    )
    for name, content in contents.items():
        stage.write(name, content)
    stage.write(MANIFEST, to_json(manifest).encode())
    return manifest


def _listed(stage: Staging, records: tuple[SourceRecord, ...]) -> StoredFile:
    from pipeline.dataset.codes import code_table  # noqa: PLC0415 - as above
    from pipeline.dataset.encode import content_hash, parquet_bytes, shared_facts  # noqa: PLC0415 - as above

    table = code_table(record.codes for record in records)
    content = parquet_bytes(table, shared_facts("codes"))
    stage.write(CODES, content)
    return StoredFile(table.num_rows, hashlib.sha256(content).hexdigest(), content_hash(table))


def described(manifest: Manifest) -> dict[str, bytes]:
    """The descriptors of a dataset by name, as they are stored: they follow from what its manifest says."""
    from pipeline.dataset.croissant import croissant  # noqa: PLC0415 - as above
    from pipeline.dataset.datapackage import datapackage  # noqa: PLC0415 - as above

    descriptors = {DATAPACKAGE: datapackage(manifest), CROISSANT: croissant(manifest)}
    return {
        name: (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
        for name, content in descriptors.items()
    }
