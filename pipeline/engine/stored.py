"""A stored dataset read back: the claims of one source, and whether all that is stored still holds."""

from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.dataset.encode import content_hash
from pipeline.dataset.manifest import (
    CONTRACT_VERSION,
    DATAPACKAGE,
    MANIFEST,
    Manifest,
    SourceRecord,
    file_sha256,
    read_manifest,
    to_json,
)
from pipeline.dataset.naming import table_path
from pipeline.dataset.store import exclusive, is_settled, table_files
from pipeline.dataset.validate import Problem, check_stored
from pipeline.errors import MisuseError
from pipeline.model import DocumentStatus


def verify(dataset: Path) -> tuple[Problem, ...]:
    """Everything in a stored dataset that breaks the contract, after finishing what a dead run left.

    Raises:
        MisuseError: There is no such folder, or a run is writing it just now.
        InvalidDatasetError: It has no manifest that can be read.
    """
    manifest = _settled_manifest(dataset)
    return (*_manifest_problems(dataset, manifest), *_file_problems(dataset, manifest), *check_stored(dataset))


def claims_and_text(dataset: Path, source: str | None = None) -> tuple[list[dict[str, Any]], str]:
    """The claims of one source as rows, and the text in which their offsets count.

    Args:
        dataset: Folder of the dataset.
        source: File name of the source; may be left out where the dataset has only one.

    Raises:
        MisuseError: No source, or more than one, has that name.
        InvalidDatasetError: It is no dataset.
    """
    manifest = _settled_manifest(dataset)
    name = PurePath(source).name if source else None
    usable = [record for record in manifest.sources if record.status is not DocumentStatus.FAILED]
    chosen = [record for record in usable if name in {None, PurePath(record.source).name}]
    if len(chosen) != 1:
        choice = ", ".join(sorted(PurePath(record.source).name for record in usable)) or "none that could be read"
        raise MisuseError(f"which source of {dataset}? Name one with --source (there are: {choice})")
    text = read_table(dataset, "documents", chosen[0])["text"][0].as_py()
    return read_table(dataset, "claims", chosen[0]).to_pylist(), text


def read_table(dataset: Path, table: str, record: SourceRecord) -> pa.Table:
    """One table of one source as stored."""
    # `read_table` of pyarrow would take `edition` from the path for a column
    return pq.ParquetFile(dataset / table_path(table, record.edition, record.source)).read()


def _settled_manifest(dataset: Path) -> Manifest:
    dataset = dataset.resolve()
    if not is_settled(dataset):
        with exclusive(dataset):
            pass
    if not dataset.is_dir():
        raise MisuseError(f"{dataset} is no folder; name that of a dataset")
    return read_manifest(dataset)


def _manifest_problems(dataset: Path, manifest: Manifest) -> Iterator[Problem]:
    if manifest.contract_version != CONTRACT_VERSION:
        message = f"it follows contract version {manifest.contract_version}, this program knows {CONTRACT_VERSION}"
        yield Problem(MANIFEST, "contract_version", message)
    if (dataset / MANIFEST).read_bytes() != to_json(manifest).encode():
        yield Problem(MANIFEST, "as_written", "it is not as the run wrote it")
    if file_sha256(dataset / DATAPACKAGE) != manifest.datapackage:
        yield Problem(DATAPACKAGE, "sha256", "it is missing or not as the run wrote it")
    for path in sorted(table_files(dataset) - manifest.paths().keys()):
        yield Problem(path, "no_source", "it belongs to no source")


def _file_problems(dataset: Path, manifest: Manifest) -> Iterator[Problem]:
    for record in manifest.sources:
        for table, file in record.files.items():
            path = table_path(table, record.edition, record.source)
            if file_sha256(dataset / path) != file.sha256:
                yield Problem(path, "sha256", "it is missing or not as the run wrote it; the next run writes it anew")
                continue
            rows = read_table(dataset, table, record)
            if file.rows != rows.num_rows:
                yield Problem(path, "rows", f"it has {rows.num_rows} rows, the manifest says {file.rows}")
            if file.content != content_hash(rows):
                yield Problem(path, "content", "its rows are not those whose hash is in the manifest")
