"""`verify` finds what does not hold in a stored dataset; the seeded faults are each found by their rule."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.dataset.store import beside
from pipeline.engine.stored import claims_and_text, verify
from pipeline.engine.update import run_all
from pipeline.errors import InvalidDatasetError, MisuseError

pytestmark = pytest.mark.usefixtures("plain_stages")

SECTIONS = "sections/edition=2020/甲.txt.parquet"


@pytest.fixture
def dataset(raw: Path, tmp_path: Path) -> Path:
    run_all(raw, tmp_path / "extracted")
    return tmp_path / "extracted"


def rewrite(dataset: Path) -> None:
    table = pq.ParquetFile(dataset / SECTIONS).read()
    pq.write_table(table, dataset / SECTIONS, compression="none")


def lose(dataset: Path) -> None:
    (dataset / SECTIONS).unlink()


def add(dataset: Path) -> None:
    (dataset / "claims/edition=2020/stray.parquet").write_bytes((dataset / SECTIONS).read_bytes())


def miscount(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest["sources"][1]["files"]["sections"].update(rows=7))


def misname(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest["sources"][1]["files"]["sections"].update(content="0" * 64))


def outdate(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest.update(contract_version=9))


def reformat(dataset: Path) -> None:
    edit_manifest(dataset, lambda manifest: manifest.update(note="mine"))


def redescribe(dataset: Path) -> None:
    (dataset / "datapackage.json").write_text("{}", encoding="utf-8")


def edit_manifest(dataset: Path, edit: Callable[[dict[str, object]], object]) -> None:
    manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    edit(manifest)
    (dataset / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def test_a_dataset_as_written_holds(dataset: Path) -> None:
    assert verify(dataset) == ()


@pytest.mark.parametrize(
    ("fault", "place", "rule"),
    [
        (rewrite, SECTIONS, "sha256"),
        (lose, SECTIONS, "sha256"),
        (add, "claims/edition=2020/stray.parquet", "no_source"),
        (miscount, SECTIONS, "rows"),
        (misname, SECTIONS, "content"),
        (outdate, "manifest.json", "contract_version"),
        (reformat, "manifest.json", "as_written"),
        (redescribe, "datapackage.json", "sha256"),
    ],
)
def test_a_fault_is_found(dataset: Path, fault: Callable[[Path], None], place: str, rule: str) -> None:
    fault(dataset)
    assert (place, rule) in {(problem.place, problem.rule) for problem in verify(dataset)}


def test_what_a_dead_run_left_is_finished_first(dataset: Path) -> None:
    dataset.rename(beside(dataset) / "next")
    assert verify(dataset) == ()
    assert dataset.is_dir()


def test_no_folder_and_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="is no folder"):
        verify(tmp_path / "none")
    with pytest.raises(InvalidDatasetError, match="is no dataset"):
        verify(tmp_path)


def test_the_claims_of_one_source_and_their_text(dataset: Path) -> None:
    assert claims_and_text(dataset, "raw/2020/乙/丙.txt") == ([], "节水。\n")


@pytest.mark.parametrize("source", [None, "甲.txt", "丁.txt"])
def test_which_source_is_meant_must_be_clear(dataset: Path, source: str | None) -> None:
    with pytest.raises(MisuseError, match=r"which source .* --source \(there are: 丙.txt, 甲.txt, 甲.txt\)"):
        claims_and_text(dataset, source)
