"""What a stored dataset says of itself: its sources, versions, hashes and counts. No clock, no machine.

This module, `trust` and `store` import nothing but the standard library and a lock, because a run that finds nothing
changed needs no more than them.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.dataset import naming
from pipeline.dataset.naming import table_path
from pipeline.places import open_file
from pipeline.status import DocumentStatus

CONTRACT_VERSION = 2
TABLES = naming.TABLES
CODES = "codes/codes.parquet"
EVERY_TABLE = naming.EVERY_TABLE
MANIFEST = "manifest.json"
DATAPACKAGE = "datapackage.json"
CROISSANT = "croissant.json"
DESCRIPTORS = (DATAPACKAGE, CROISSANT)
NOTHING_READ = hashlib.sha256(b"").hexdigest()  # the hash of a source that could not even be opened


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One Parquet file of the dataset.

    Attributes:
        rows: Number of its rows.
        sha256: Hash of its bytes.
        content: Hash of its rows, whatever wrote them (`encode.content_hash`).
    """

    rows: int
    sha256: str
    content: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What the dataset holds of one source, and from what it was made.

    Attributes:
        edition: Year of the casebook.
        source: Path below `raw/<year>/`.
        sha256: Hash of the source's bytes.
        size: Number of the source's bytes.
        decisions: Hash of the reviewers' decisions beside the source; None without any.
        status: How much of the source could be read.
        message: What went wrong and what to do, or a note; None where there is nothing to say.
        pages: Number of pages; None where the source marks none.
        headed_sections: Number of sections with a heading.
        doubtful: Number of claims that want a look: those of low confidence.
        exclusions: Number of excluded numerals by reason.
        rejects: Number of rejects by the rule that was broken.
        unknown_headings: Headings the lexicon does not know, in reading order.
        unknown_units: Units the lexicon does not know, as written, in order of their code points.
        codes: The codes of each open list that stand in its tables.
        files: The stored file of each table that has rows of it; a failed source has only `documents`. A table without
            any rows has one file all the same, of the first source that was read: who reads all files of a table finds
            one, and its columns.
    """

    edition: int
    source: str
    sha256: str
    size: int
    decisions: str | None
    status: DocumentStatus
    message: str | None
    pages: int | None
    headed_sections: int
    doubtful: int
    exclusions: Mapping[str, int]
    rejects: Mapping[str, int]
    unknown_headings: tuple[str, ...]
    unknown_units: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]]
    files: Mapping[str, StoredFile]

    def paths(self) -> dict[str, StoredFile]:
        """The stored files by their path below the dataset's folder."""
        return {table_path(table, self.edition, self.source): file for table, file in self.files.items()}


def with_rows(record: SourceRecord) -> SourceRecord:
    """The record without the files that hold no row, which stand for a table that has none in the whole dataset."""
    return replace(record, files={table: file for table, file in record.files.items() if file.rows})


@dataclass(frozen=True, slots=True)
class Work:
    """A book as its publisher would cite it.

    Attributes:
        path: Where it stands below the folder of the sources: `2020/book.txt`.
        title: Its title.
        publisher: Who published it.
        date: When, as a year, month or day.
        rights: Who holds the rights in its text, and what one may do with it.
        url: Where it is from.
    """

    path: str
    title: str
    publisher: str | None = None
    date: str | None = None
    rights: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What whoever publishes the dataset says of it, in `dataset.toml` beside the folders of the years.

    Attributes:
        title: Its title.
        description: What it is, in a sentence or two.
        publisher: Who publishes it.
        date: When, as a year, month or day.
        license: SPDX code of the licence of the tables; the texts in them stay their publishers'.
        license_url: Where the licence stands.
        citation: How to cite it.
        url: Where it can be had.
        works: The books it is made of.
    """

    title: str = "Numeric claims of Chinese corporate casebooks"
    description: str | None = None
    publisher: str | None = None
    date: str | None = None
    license: str | None = None
    license_url: str | None = None
    citation: str | None = None
    url: str | None = None
    works: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The dataset's own account of itself.

    Attributes:
        package_version: Version of this package that wrote it.
        rules: Digest of the code and vocabulary that decide the reading.
        descriptors: Hash of the bytes of each descriptor, by its name.
        codes: The stored file of the code lists; None where nothing is stored.
        sources: One record per source, by edition and source.
        about: What its publisher says of the dataset.
        contract_version: Version of the dataset contract.
    """

    package_version: str
    rules: str
    descriptors: Mapping[str, str]
    codes: StoredFile | None
    sources: tuple[SourceRecord, ...]
    about: About = About()
    contract_version: int = CONTRACT_VERSION

    def rows(self, table: str) -> int:
        """Number of rows of `table` over all sources; the code lists are of all."""
        if table not in TABLES:
            return self.codes.rows if self.codes else 0
        return sum(record.files[table].rows for record in self.sources if table in record.files)

    def paths(self) -> dict[str, StoredFile]:
        """All stored Parquet files by their path below the dataset's folder."""
        shared = {CODES: self.codes} if self.codes else {}
        return shared | {path: file for record in self.sources for path, file in record.paths().items()}


def to_json(manifest: Manifest) -> str:
    """The manifest as it is stored: sorted, sealed, indented, ending in a line feed."""
    records = sorted(manifest.sources, key=lambda record: (record.edition, record.source))
    entries = [asdict(record) | {"seal": record_seal(record, manifest)} for record in records]
    whole = {
        "contract_version": manifest.contract_version,
        "package_version": manifest.package_version,
        "rules": manifest.rules,
        "descriptors": dict(manifest.descriptors),
        "about": asdict(manifest.about),
        "codes": _codes(manifest),
        "tables": {table: _summary(table, manifest) for table in TABLES},
        "seal": manifest_seal(manifest, [entry["seal"] for entry in entries]),
        "sources": entries,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _summary(table: str, manifest: Manifest) -> dict[str, int | str]:
    prefix = f"{table}/"
    files = {path: file for path, file in manifest.paths().items() if path.startswith(prefix)}
    return {
        "rows": manifest.rows(table),
        "content": _combined(f"{files[path].content} {path}" for path in sorted(files)),
    }


def _combined(lines: Iterable[str]) -> str:
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def record_seal(record: SourceRecord, manifest: Manifest) -> str:
    """Hash over all that is said of a source and the versions under which it was read.

    A merge of two branches can put the entries of one under the rules of the other; their seals do not hold there.
    """
    return seal(manifest.contract_version, manifest.package_version, manifest.rules, asdict(record))


def manifest_seal(manifest: Manifest, seals: Sequence[str]) -> str:
    """Hash over what is said of the dataset as a whole and the seals of all its sources: none is lost or added."""
    under = (manifest.contract_version, manifest.package_version, manifest.rules)
    return seal(*under, dict(manifest.descriptors), asdict(manifest.about), _codes(manifest), list(seals))


def _codes(manifest: Manifest) -> dict[str, Any] | None:
    return asdict(manifest.codes) if manifest.codes else None


def seal(*values: Any) -> str:
    """Hash over values as JSON."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def file_sha256(path: Path) -> str | None:
    """Hash of a file's bytes; None where it is missing or cannot be read."""
    try:
        with open_file(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
