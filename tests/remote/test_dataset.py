"""A dataset behind a URL is the old or the new one, whenever its run breaks off and whoever reads meanwhile."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.errors import CasebookError, InvalidDatasetError, MisuseError
from pipeline.remote.dataset import dataset, target
from pipeline.remote.far import Far
from tests.remote.conftest import OUT, RAW

pytestmark = pytest.mark.usefixtures("plain_stages")

WRITES = ("pipe_file", "put_file", "cp_file", "rm_file")


def there(store: Any, folder: str = "/books/extracted") -> dict[str, bytes]:
    return {path.removeprefix(f"{folder}/"): store.cat_file(path) for path in store.find(folder)}


def here(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def seen() -> dict[str, bytes]:
    """What a reader finds; nothing where there is no dataset."""
    try:
        with dataset(OUT) as folder:
            return here(folder)
    except InvalidDatasetError:
        return {}


def breaking(store: Any, step: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From its `step`th write on nothing can be written any more."""
    written: list[str] = []

    def unless_broken(name: str, write: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*arguments: Any, **options: Any) -> Any:
            written.append(name)
            if len(written) >= step:
                raise PermissionError("no more today")
            return write(*arguments, **options)

        return instead

    for name in WRITES:
        monkeypatch.setattr(type(store), name, unless_broken(name, getattr(type(store), name)))
    return written


def test_a_run_from_url_to_url_gives_the_same_bytes_in_the_same_places(
    far: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far.get("/books/raw", str(tmp_path / "raw"), recursive=True)
    assert main(["run", "raw", "--out", "local"]) == 0
    capsys.readouterr()
    assert main(["run", RAW, "--out", OUT]) == 0
    assert capsys.readouterr().out.endswith(f"3 read, {OUT} written\n")
    assert there(far) == here(tmp_path / "local")


def test_every_command_reads_a_dataset_behind_a_url(
    elsewhere: Callable[[], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["run", RAW, "--out", OUT])
    with dataset(OUT) as folder:
        shutil.copytree(folder, tmp_path / "copy")
    elsewhere()
    assert main(["validate", OUT]) == 0
    assert main(["diff", OUT, "copy"]) == 0
    assert main(["diff", "copy", OUT]) == 0
    assert main(["diff", OUT, OUT]) == 0
    assert main(["export", OUT, "--to", "csv", "--table", "documents", "--out", "documents.csv"]) == 0
    assert "节电" in (tmp_path / "documents.csv").read_text(encoding="utf-8")
    assert main(["audit", OUT]) == 0
    capsys.readouterr()


def test_a_run_that_finds_nothing_changed_copies_nothing(far: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["run", RAW, "--out", OUT]) == 0
    written = breaking(far, 1, monkeypatch)
    monkeypatch.setattr(type(far), "get_file", None)
    assert main(["run", RAW, "--out", OUT]) == 0
    assert written == []


def test_only_what_is_new_is_sent(far: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["run", RAW, "--out", OUT])
    far.pipe_file("/books/raw/2021/甲.txt", "减排更多。\n".encode())
    written = breaking(far, 1000, monkeypatch)
    assert main(["run", RAW, "--out", OUT]) == 0
    assert written.count("put_file") < len(there(far)) / 2


def test_a_source_and_decisions_that_are_gone_there_are_gone_here(far: Any) -> None:
    far.pipe_file("/books/raw/2021/甲.txt.decisions.jsonl", b"\n")
    main(["run", RAW, "--out", OUT])
    first = there(far)
    far.rm_file("/books/raw/2021/甲.txt.decisions.jsonl")
    far.rm_file("/books/raw/2020/乙/丙.txt")
    assert main(["run", RAW, "--out", OUT]) == 0
    assert set(first) - set(there(far)) == {path for path in first if "丙.txt" in path}


def test_a_dry_run_writes_nothing(far: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", RAW, "--out", OUT, "--dry-run"]) == 0
    assert "3 to read" in capsys.readouterr().out
    assert there(far) == {}


@pytest.mark.parametrize("machine", ["the same machine", "another machine"])
def test_a_run_that_breaks_off_leaves_the_old_or_the_new_dataset(
    machine: str, far: Any, elsewhere: Callable[[], None]
) -> None:
    main(["run", RAW, "--out", OUT])
    old, kept = seen(), dict(far.store)
    far.pipe_file("/books/raw/2021/甲.txt", "减排更多。\n".encode())
    far.rm_file("/books/raw/2020/乙/丙.txt")
    sources = {path: file for path, file in far.store.items() if "/raw/" in path}
    main(["run", RAW, "--out", OUT])
    new, found = seen(), []
    for step in range(1, 1000):
        far.store.clear()
        far.store.update({path: file for path, file in kept.items() if "/raw/" not in path} | sources)
        elsewhere()
        with pytest.MonkeyPatch.context() as patch:
            written = breaking(far, step, patch)
            code = main(["run", RAW, "--out", OUT])
        if machine == "another machine":
            elsewhere()
        if len(written) < step:
            break
        found.append(seen())
        assert found[-1] in (old, new)
        assert code == (2 if found[-1] == old else 3)
        assert main(["run", RAW, "--out", OUT]) == 0
        assert seen() == new
        assert there(far) == new
    assert code == 0
    assert found[0] == old
    assert found[-1] == new
    assert found == sorted(found, key=lambda each: each == new)  # there is one moment of commit


def test_who_reads_while_a_dataset_is_replaced_sees_one_state(
    far: Any, elsewhere: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["run", RAW, "--out", OUT])
    far.pipe_file("/books/raw/2021/甲.txt", "减排更多。\n".encode())
    list_there, times = Far.listed, iter(range(1000))

    def listed(self: Far) -> dict[str, str]:
        found = list_there(self)
        if next(times) == 0:  # between the manifest and the files that it tells of
            elsewhere()
            assert main(["run", RAW, "--out", OUT]) == 0
        return found

    elsewhere()
    monkeypatch.setattr(Far, "listed", listed)
    assert seen() == there(far)


def test_a_run_beside_another_does_not_undo_it(far: Any, elsewhere: Callable[[], None]) -> None:
    main(["run", RAW, "--out", OUT])
    with target(OUT) as slow:
        elsewhere()
        far.pipe_file("/books/raw/2021/甲.txt", "减排更多。\n".encode())
        assert main(["run", RAW, "--out", OUT]) == 0
        theirs = there(far)
        (slow.folder / "manifest.json").write_text("{}")  # what a run of other sources would have made
        with pytest.raises(MisuseError, match="another run has written"):
            slow.publish()
    assert there(far) == theirs


def test_two_commands_of_a_machine_are_not_at_one_dataset_at_once() -> None:
    main(["run", RAW, "--out", OUT])
    with dataset(OUT):
        code = f"from pipeline.remote.mirror import mirrored\nwith mirrored({OUT!r}): pass"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603 - this test's
    assert b"another command is at memory://books/extracted" in done.stderr


def test_what_is_damaged_there_is_told_and_mended(far: Any, capsys: pytest.CaptureFixture[str]) -> None:
    main(["run", RAW, "--out", OUT])
    good = there(far)
    path = "documents/edition=2021/甲.txt.parquet"
    far.pipe_file(f"/books/extracted/{path}", b"PAR1")
    far.rm_file("/books/extracted/codes/codes.parquet")
    assert main(["validate", OUT]) == 3
    told = capsys.readouterr().out
    assert f"{path}: sha256" in told
    assert "codes/codes.parquet" in told
    assert main(["run", RAW, "--out", OUT]) == 0
    assert there(far) == good


def test_a_folder_of_something_else_is_left_alone(far: Any, capsys: pytest.CaptureFixture[str]) -> None:
    far.pipe_file("/books/extracted/notes.md", b"mine")
    assert main(["run", RAW, "--out", OUT]) == 2
    assert "holds other files (notes.md) and no dataset" in capsys.readouterr().err
    assert there(far) == {"notes.md": b"mine"}


def test_what_is_beside_the_dataset_stays(far: Any) -> None:
    main(["run", RAW, "--out", OUT])
    far.pipe_file("/books/extracted/notes.md", b"mine")
    far.pipe_file("/books/extracted/claims/edition=2001/stray.parquet", b"PAR1")
    assert main(["run", RAW, "--out", OUT]) == 0
    assert "notes.md" in there(far)
    assert "claims/edition=2001/stray.parquet" not in there(far)


def test_where_there_is_no_dataset_it_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "memory://books/nothing"]) == 3
    assert "memory://books/nothing is no dataset: it has no manifest.json" in capsys.readouterr().err


def test_a_run_that_died_here_is_not_taken_for_what_is_there(far: Any) -> None:
    main(["run", RAW, "--out", OUT])
    good = there(far)
    with target(OUT) as found:
        folder = found.folder
    shutil.copytree(folder, folder.parent / f".{folder.name}.run" / "next")
    (folder.parent / f".{folder.name}.run" / "next" / "manifest.json").write_text("{}")
    assert seen() == good


def test_what_cannot_be_written_is_said(far: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    breaking(far, 1, monkeypatch)
    with pytest.raises(CasebookError, match=r"memory://x cannot be written \(PermissionError: no more today\)"):
        Far("memory://x").write("a", b"")
