"""A dataset is wholly the old or wholly the new one, whenever the process that writes it dies."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.dataset.store import beside, exclusive, is_settled, settle, staging
from pipeline.errors import MisuseError

OLD = {
    "manifest.json": b"{}",
    "claims/edition=2020/a.txt.parquet": b"old a",
    "claims/edition=2020/b.txt.parquet": b"b",
    "notes/about.md": b"not ours",
}
NEW = OLD | {"claims/edition=2020/a.txt.parquet": b"new a", "claims/edition=2021/c.txt.parquet": b"c"}

REPLACE = """
import os, signal, sys
from pathlib import Path
from pipeline.dataset.store import exclusive, staging

TOUCHING = {"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "shutil.rmtree", "shutil.copyfile"}
dataset, deadly, step = Path(sys.argv[1]), int(sys.argv[2]), 0

def die(event, _):
    global step
    if event in TOUCHING:
        step += 1
        if step == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

def replace():
    with exclusive(dataset), staging(dataset) as stage:
        stage.write("claims/edition=2020/a.txt.parquet", b"new a")
        stage.keep("claims/edition=2020/b.txt.parquet")
        stage.write("claims/edition=2021/c.txt.parquet", b"c")
        stage.keep("manifest.json")
        stage.commit()

sys.addaudithook(die)
replace()
"""


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    write(tmp_path / "extracted", OLD)
    return tmp_path / "extracted"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_death_at_any_step_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    committed = False
    for step in range(1, 200):
        dataset = tmp_path / str(step) / "extracted"
        write(dataset, OLD)
        child = subprocess.run([sys.executable, "-c", REPLACE, str(dataset), str(step)], check=False)  # noqa: S603 - a command of our own
        if dataset.exists():
            assert read(dataset) in (OLD, NEW), step
        else:
            assert read(beside(dataset) / "next") == NEW, step
        with exclusive(dataset):
            assert read(dataset) in (OLD, NEW), step
            assert read(dataset) == NEW or not committed, "what was committed never goes back"
            committed = read(dataset) == NEW
        assert is_settled(dataset)
        if child.returncode == 0:
            break
    assert committed
    assert child.returncode == 0
    assert step > 20, "the steps were not met"


def test_an_error_while_writing_changes_nothing(dataset: Path) -> None:
    def replace() -> None:
        with exclusive(dataset), staging(dataset) as stage:
            stage.write("claims/edition=2020/a.txt.parquet", b"new a")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace()
    assert read(dataset) == OLD
    assert is_settled(dataset)


def test_an_interruption_between_the_renames_is_finished(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename, interrupted = Path.rename, []

    def interrupting(self: Path, target: Path) -> Path:
        moved = rename(self, target)
        if self == dataset and not interrupted:
            interrupted.append(self)
            raise KeyboardInterrupt
        return moved

    def replace() -> None:
        with exclusive(dataset), staging(dataset) as stage:
            stage.write("manifest.json", b"new")
            stage.commit()

    monkeypatch.setattr(Path, "rename", interrupting)
    with pytest.raises(KeyboardInterrupt):
        replace()
    assert interrupted
    assert read(dataset) == {"manifest.json": b"new", "notes/about.md": b"not ours"}
    assert is_settled(dataset)


def test_a_new_dataset_needs_no_folder(tmp_path: Path) -> None:
    dataset = tmp_path / "not" / "yet" / "there"
    with exclusive(dataset), staging(dataset) as stage:
        stage.write("manifest.json", b"{}")
        stage.commit()
    assert read(dataset) == {"manifest.json": b"{}"}


def test_files_are_kept_where_nothing_can_be_linked(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    with exclusive(dataset), staging(dataset) as stage:
        stage.keep("claims/edition=2020/b.txt.parquet")
        stage.commit()
    assert read(dataset) == {"claims/edition=2020/b.txt.parquet": b"b", "notes/about.md": b"not ours"}


def test_a_second_run_stops_and_says_what_to_do(dataset: Path) -> None:
    said = r"another run is writing .* wait until .* --out"
    with exclusive(dataset), pytest.raises(MisuseError, match=said), exclusive(dataset):
        pass


def test_a_folder_with_other_files_is_refused_untouched(tmp_path: Path) -> None:
    write(tmp_path / "home", {"thesis.docx": b"precious", "documents/mine.txt": b"precious"})
    with pytest.raises(MisuseError, match=r"other files \(documents/mine.txt\)"), exclusive(tmp_path / "home"):
        pass
    assert read(tmp_path) == {"home/thesis.docx": b"precious", "home/documents/mine.txt": b"precious"}


def test_a_manifest_of_something_else_makes_no_dataset(tmp_path: Path) -> None:
    files = {"manifest.json": b'{"name": "an extension"}', "index.html": b"precious"}
    write(tmp_path / "home", files)
    with pytest.raises(MisuseError, match=r"other files \(index.html\)"), exclusive(tmp_path / "home"):
        pass
    assert read(tmp_path / "home") == files


def test_a_manifest_that_a_merge_has_spoilt_is_still_that_of_a_dataset(dataset: Path) -> None:
    write(dataset, {"manifest.json": b"<<<<<<< HEAD"})
    with exclusive(dataset):
        assert read(dataset)["notes/about.md"] == b"not ours"


def test_a_file_is_no_dataset(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(MisuseError, match="is a file"), exclusive(tmp_path / "out"):
        pass


def test_a_folder_that_cannot_be_moved_stays_as_it_was(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == dataset:
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    def replace() -> None:
        with exclusive(dataset), staging(dataset) as stage:
            stage.commit()

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(MisuseError, match=r"cannot be replaced \(Device or resource busy\); with --out"):
        replace()
    assert read(dataset) == OLD


def test_the_working_folder_hides_itself_from_git(dataset: Path) -> None:
    with exclusive(dataset):
        pass
    assert (beside(dataset) / ".gitignore").read_bytes() == b"*\n"


def test_settling_what_is_settled_does_nothing(dataset: Path) -> None:
    settle(dataset)
    assert read(dataset) == OLD
