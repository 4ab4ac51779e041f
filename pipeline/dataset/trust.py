"""What of a stored manifest is believed: what a run wrote, whole, and under the rules that stand above it.

A manifest may come out of a merge or an editor, or from a damaged disk. Each entry and the whole carry a seal, a hash
over everything that they say (`manifest.record_seal`). An entry whose types or seal do not hold is not there for a run,
which reads its source again, and is named by `validate`. A seal is no signature: who computes it anew can lie, which
`validate` finds by the tables (`record`).
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pipeline.dataset.manifest import (
    CONTRACT_VERSION,
    MANIFEST,
    TABLES,
    About,
    Manifest,
    SourceRecord,
    StoredFile,
    manifest_seal,
    record_seal,
    to_json,
)
from pipeline.dataset.problem import Problem
from pipeline.dataset.typed import UntypedError, typed
from pipeline.errors import InvalidDatasetError
from pipeline.places import open_file
from pipeline.status import DocumentStatus

AS_WRITTEN = "as_written"

_HASH = re.compile(r"[0-9a-f]{64}")
_OF_FAILED = {"documents"}
_OF_READ = {
    "documents",
    "sections",
}  # sections tile the text, of which there is some; of the others there may be no row
_EDITIONS = range(1000, 10000)


@dataclass(frozen=True, slots=True)
class Trusted:
    """A stored manifest, as far as it can be believed.

    Attributes:
        manifest: The manifest with the entries that hold, by edition and source; of no version where nothing holds.
        doubted: Edition and source of the other entries, as far as these can be made out.
        problems: What does not hold, in words.
    """

    manifest: Manifest
    doubted: frozenset[tuple[int, str]]
    problems: tuple[Problem, ...]

    @property
    def listed(self) -> frozenset[tuple[int, str]]:
        """Edition and source of every entry."""
        return self.doubted | {(record.edition, record.source) for record in self.manifest.sources}


NOTHING = Manifest("", "", {}, None, ())


@dataclass(frozen=True, slots=True)
class _Summary:
    rows: int
    content: str


@dataclass(frozen=True, slots=True)
class _Whole:
    """The fields of the manifest as it is stored."""

    contract_version: int
    package_version: str
    rules: str
    descriptors: Mapping[str, str]
    about: About
    codes: StoredFile | None
    tables: Mapping[str, _Summary]
    seal: str
    sources: tuple[object, ...]


def read_manifest(dataset: Path) -> Manifest:
    """The manifest of a stored dataset, every entry of which holds.

    Raises:
        InvalidDatasetError: There is none, or something in it does not hold.
    """
    trusted = trust(dataset)
    # line ends that git made anew, or other spaces, take nothing from what it says
    for problem in trusted.problems:
        if problem.rule != AS_WRITTEN:
            raise InvalidDatasetError(f"{dataset / MANIFEST}: {problem.message}")
    return trusted.manifest


def trust(dataset: Path) -> Trusted:
    """Read the manifest of a stored dataset and tell what of it holds.

    Raises:
        InvalidDatasetError: There is none, or it cannot be opened.
    """
    try:
        with open_file(dataset / MANIFEST) as file:
            content = file.read()
    except FileNotFoundError as error:
        message = f"{dataset} is no dataset: it has no {MANIFEST}; `casebook run --out {dataset}` makes one"
        raise InvalidDatasetError(message) from error
    except OSError as error:
        raise InvalidDatasetError(f"{dataset / MANIFEST} cannot be read: {error.strerror}") from error
    try:
        found = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        return _nothing("json", f"it is no JSON ({error}); the next run writes it anew")
    version = found.get("contract_version") if type(found) is dict else None
    if type(version) is int and version != CONTRACT_VERSION:
        message = f"it follows contract version {version}, this program knows {CONTRACT_VERSION}"
        return _nothing("contract_version", f"{message}; the next run reads every source again", _names(found))
    try:
        whole = typed(_Whole, found)
    except UntypedError as error:
        return _nothing("schema", f"{error}; the next run reads every source again", _names(found))
    return _weighed(whole, content)


def _nothing(rule: str, message: str, doubted: frozenset[tuple[int, str]] = frozenset()) -> Trusted:
    return Trusted(NOTHING, doubted, (Problem(MANIFEST, rule, message),))


def _weighed(whole: _Whole, content: bytes) -> Trusted:
    """The entries one by one, then the whole."""
    said = (whole.package_version, whole.rules, whole.descriptors, whole.codes)
    head = Manifest(*said, (), whole.about, whole.contract_version)
    records, problems = [], []
    counts = Counter(filter(None, map(_name, whole.sources)))
    for number, entry in enumerate(whole.sources, start=1):
        name = _name(entry)
        try:
            records.append(_record(entry, head, alone=name is None or counts[name] == 1))
        except UntypedError as error:
            called = f"entry {number} ({name[0]}/{name[1]})" if name else f"entry {number}"
            message = f"{called} of its sources: {error}; the next run reads the source again"
            problems.append(Problem(MANIFEST, "entry", message))
    records.sort(key=lambda record: (record.edition, record.source))
    manifest = replace(head, sources=tuple(records))
    seals = [str(entry.get("seal")) for entry in whole.sources if isinstance(entry, dict)]
    if whole.seal != manifest_seal(head, seals):
        message = "its seal does not hold: a version, a hash or an entry was changed, lost or added"
        problems.append(Problem(MANIFEST, "seal", f"{message}; the next run mends it"))
    if not problems and content != to_json(manifest).encode():
        problems.append(Problem(MANIFEST, AS_WRITTEN, "it is not as the run wrote it; the next run writes it anew"))
    believed = {(record.edition, record.source) for record in records}
    return Trusted(manifest, frozenset(counts) - believed, tuple(problems))


def _record(entry: object, head: Manifest, *, alone: bool) -> SourceRecord:
    if not alone:
        raise UntypedError("there is another entry of this source")
    return believed(entry, head)


def believed(entry: object, head: Manifest) -> SourceRecord:
    """An entry of a source as it was sealed.

    Args:
        entry: What JSON says of it.
        head: The manifest without its sources.

    Raises:
        UntypedError: Something in it is not as a run writes it.
    """
    if not isinstance(entry, dict):
        raise UntypedError("it is no object")
    record: SourceRecord = typed(SourceRecord, {name: each for name, each in entry.items() if name != "seal"})
    for flaw in _flaws(record):
        raise UntypedError(flaw)
    if entry.get("seal") != record_seal(record, head):
        raise UntypedError("its seal does not hold: it was changed, or read under other rules")
    return record


def _flaws(record: SourceRecord) -> Iterator[str]:
    """What no run says of a source, whatever seal it is under."""
    if record.edition not in _EDITIONS:
        yield f"edition: {record.edition} is no year of four digits"
    if not _is_below(record.source):
        yield f"source: {record.source!r} is no path below the folder of a year"
    tables, needed = (_OF_FAILED, _OF_FAILED) if record.status is DocumentStatus.FAILED else (TABLES, _OF_READ)
    if tuple(record.files) != tuple(table for table in tables if table in record.files) or not needed <= set(
        record.files
    ):
        have = ", ".join(record.files) or "none"
        yield f"files: those of a source that is {record.status} are of {', '.join(tables)}, not {have}"
    hashes = [
        record.sha256,
        record.decisions,
        *(h for file in record.files.values() for h in (file.sha256, file.content)),
    ]
    yield from (f"{each!r} is no SHA-256" for each in hashes if each is not None and not _HASH.fullmatch(each))
    numbers = [record.size, record.headed_sections, record.doubtful, *(file.rows for file in record.files.values())]
    numbers += [record.pages or 0, *record.exclusions.values(), *record.rejects.values()]
    yield from (f"{number} is no number of things" for number in numbers if number < 0)


def _is_below(source: str) -> bool:
    path = PurePosixPath(source)
    plain = source == path.as_posix() and not path.is_absolute() and path.parts
    return bool(plain) and ".." not in path.parts and "\0" not in source


def _names(found: object) -> frozenset[tuple[int, str]]:
    """Edition and source of the entries of what may be a manifest, of this contract or another."""
    entries = found.get("sources") if isinstance(found, dict) else None
    return frozenset(filter(None, map(_name, entries if isinstance(entries, list) else ())))


def _name(entry: object) -> tuple[int, str] | None:
    if not isinstance(entry, dict):
        return None
    edition, source = entry.get("edition"), entry.get("source")
    if type(edition) is int and edition in _EDITIONS and isinstance(source, str) and _is_below(source):
        return edition, source
    return None
