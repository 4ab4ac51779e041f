"""A stored dataset in one file of another form, for those who work with spreadsheets, databases or warehouses."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pyarrow as pa

from pipeline.dataset.load import load_arrow, stream_arrow
from pipeline.dataset.manifest import EVERY_TABLE
from pipeline.dataset.trust import read_manifest
from pipeline.errors import MisuseError
from pipeline.export import databases, lines, sheets
from pipeline.export.columnar import write_folder
from pipeline.export.labels import Labels

Write = Callable[[Path, Mapping[str, pa.RecordBatchReader], str | None], int]


class Form(StrEnum):
    """What a dataset can be written as."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    DUCKDB = "duckdb"
    SQLITE = "sqlite"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        path: The file; for Parquet a folder with one for each table.
        rows: Number of rows of each table.
        cut: Number of texts that the form could not hold whole.
    """

    path: Path
    rows: Mapping[str, int]
    cut: int


_ONE_TABLE = (Form.CSV, Form.JSONL)
_WRITERS: Mapping[Form, Write] = {
    Form.CSV: lines.write_csv,
    Form.JSONL: lines.write_jsonl,
    Form.XLSX: sheets.write_xlsx,
    Form.DUCKDB: databases.write_duckdb,
    Form.SQLITE: databases.write_sqlite,
    Form.PARQUET: write_folder,
}


def export(
    dataset: Path, form: Form, out: Path | None = None, tables: Sequence[str] = (), language: str | None = None
) -> Exported:
    """Write a dataset, all editions together, in another form.

    Args:
        dataset: Its folder.
        form: What to write.
        out: The file, which is replaced; by default one in the working folder, named by what is in it.
        tables: The tables to write: by default all, and the claims where a file holds only one.
        language: Language of the labels that stand for the names of columns and codes; None leaves names and codes.

    Raises:
        MisuseError: The form takes one table, `out` is what no file can replace, or something is not installed.
        InvalidDatasetError: The dataset cannot be read.
    """
    chosen = list(dict.fromkeys(tables)) or (["claims"] if form in _ONE_TABLE else list(EVERY_TABLE))
    if form in _ONE_TABLE and len(chosen) > 1:
        raise MisuseError(f"a {form} file holds one table; write {' and '.join(chosen)} one after the other")
    path = out or Path(f"{chosen[0] if form in _ONE_TABLE else 'casebook'}{_ending(form)}")
    if path.exists() and path.is_dir() is not (form is Form.PARQUET):
        raise MisuseError(f"{path} is {'a folder' if path.is_dir() else 'a file'}; give another name with --out")
    streams = {name: stream_arrow(dataset, name) for name in chosen}
    if language is not None:
        labels = Labels(language, load_arrow(dataset, "codes"))
        streams = {name: labels.labelled(rows, name) for name, rows in streams.items()}
    cut = _replace(path, lambda place: _WRITERS[form](place, streams, language))
    manifest = read_manifest(dataset)
    return Exported(path, {name: manifest.rows(name) for name in chosen}, cut)


def _ending(form: Form) -> str:
    return "-parquet" if form is Form.PARQUET else f".{form}"


def _replace(path: Path, write: Callable[[Path], int]) -> int:
    """Write beside the place and move it there, so that what stands there is the old or the new, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    _remove(beside)
    try:
        cut = write(beside)
        if path.is_dir():
            _replace_files(path, beside)
        else:
            beside.replace(path)
    finally:
        _remove(beside)
    return cut


def _replace_files(folder: Path, beside: Path) -> None:
    for file in sorted(beside.iterdir()):
        file.replace(folder / file.name)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
