"""A run does what has changed and nothing else, and always ends with the dataset of what is there."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.dataset import trust
from pipeline.dataset.manifest import TABLES
from pipeline.dataset.store import beside, exclusive
from pipeline.engine import document, plan
from pipeline.engine.plan import rules_digest
from pipeline.engine.stored import verify
from pipeline.engine.summary import figures
from pipeline.engine.update import Done, Effort, RunSummary, StoppedError, run_all
from pipeline.errors import MisuseError
from pipeline.model import Extraction

pytestmark = pytest.mark.usefixtures("plain_stages")

ALL = ["2020/乙/丙.txt", "2020/甲.txt", "2021/甲.txt"]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "extracted"


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def done(summary: RunSummary) -> list[str]:
    return [each.source for each in summary.done]


def test_a_first_run_writes_every_table_of_every_source(raw: Path, out: Path) -> None:
    summary = run_all(raw, out)
    assert done(summary) == ALL
    assert summary.written
    assert summary.complete
    names = ("2020/乙__丙.txt", "2020/甲.txt", "2021/甲.txt")
    filled = {f"{table}/edition={name}.parquet" for table in ("documents", "sections") for name in names}
    # of a table without rows one empty file, so that who reads all files of a table finds one
    empty = {f"{table}/edition={names[0]}.parquet" for table in TABLES}
    shared = {"manifest.json", "datapackage.json", "croissant.json", "codes/codes.parquet"}
    assert read(out).keys() == filled | empty | shared
    assert verify(out) == ()


def test_two_runs_give_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere" / "books"
    shutil.copytree(raw, moved)
    run_all(raw, tmp_path / "one")
    run_all(moved, tmp_path / "other")
    assert read(tmp_path / "one") == read(tmp_path / "other")


def states(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """What writing would change of each file; reading changes only the time of access."""
    return {path: (path.stat().st_ino, path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def test_a_second_run_writes_nothing(raw: Path, out: Path) -> None:
    first = run_all(raw, out)
    before = states(out)
    second = run_all(raw, out)
    assert not second.written
    assert not second.done
    assert second.manifest == first.manifest
    assert states(out) == before
    assert figures(second) == figures(first) | {"written": False, "read": []}


def change(raw: Path, _: Path) -> None:
    (raw / "2020/甲.txt").write_text("节电更多。\n", encoding="utf-8")


def decide(raw: Path, _: Path) -> None:
    (raw / "2020/甲.txt.decisions.jsonl").write_text("\n", encoding="utf-8")


def tamper(_: Path, out: Path) -> None:
    (out / "sections/edition=2020/甲.txt.parquet").write_bytes(b"PAR1")


def lose(_: Path, out: Path) -> None:
    (out / "documents/edition=2020/甲.txt.parquet").unlink()


@pytest.mark.parametrize("what", [change, decide, tamper, lose])
def test_only_what_has_changed_is_done_again(raw: Path, out: Path, what: Callable[[Path, Path], None]) -> None:
    run_all(raw, out)
    what(raw, out)
    assert done(run_all(raw, out)) == ["2020/甲.txt"]
    assert verify(out) == ()
    changed = read(out)
    assert done(run_all(raw, out, force=True)) == ALL
    assert read(out) == changed


def test_what_is_decided_while_a_source_is_read_is_for_the_next_run(
    raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = document.extract_document

    def decided_meanwhile(path: Path, source: str, edition: int) -> Extraction:
        if (edition, source) == (2020, "甲.txt"):
            (raw / "2020/甲.txt.decisions.jsonl").write_text("\n", encoding="utf-8")
        return extract(path, source, edition)

    monkeypatch.setattr(document, "extract_document", decided_meanwhile)
    run_all(raw, out)
    assert done(run_all(raw, out)) == ["2020/甲.txt"]
    assert done(run_all(raw, out)) == []


def spoil_manifest(out: Path) -> None:
    (out / "manifest.json").write_text("{", encoding="utf-8")


def lose_manifest(out: Path) -> None:
    (out / "manifest.json").unlink()


def lose_descriptor(out: Path) -> None:
    (out / "datapackage.json").unlink()


def add_a_stray(out: Path) -> None:
    (out / "claims/edition=2019").mkdir()
    (out / "claims/edition=2019/stray.parquet").write_bytes(b"")


def edit(out: Path, change: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    change(manifest)
    (out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def lose_all_files(out: Path) -> None:
    edit(out, lambda manifest: manifest["sources"][1].update(files={}))


def miscount(out: Path) -> None:
    edit(out, lambda manifest: manifest["sources"][1]["files"]["sections"].update(rows=7))


def lose_an_entry(out: Path) -> None:
    edit(out, lambda manifest: manifest["sources"].pop(1))


def repeat_an_entry(out: Path) -> None:
    edit(out, lambda manifest: manifest["sources"].append(manifest["sources"][1]))


def turn_entries(out: Path) -> None:
    edit(out, lambda manifest: manifest["sources"].reverse())


def spoil_types(out: Path) -> None:
    edit(out, lambda manifest: manifest.update(sources={"files": 3}))


def merge(out: Path) -> None:
    text = (out / "manifest.json").read_text(encoding="utf-8")
    (out / "manifest.json").write_text(f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n", encoding="utf-8")


DAMAGES = [
    spoil_manifest,
    lose_manifest,
    lose_descriptor,
    add_a_stray,
    lose_all_files,
    miscount,
    lose_an_entry,
    repeat_an_entry,
    turn_entries,
    spoil_types,
    merge,
]


@pytest.mark.parametrize("what", DAMAGES)
def test_what_is_damaged_is_mended(raw: Path, out: Path, what: Callable[[Path], None]) -> None:
    run_all(raw, out)
    before = read(out)
    what(out)
    assert run_all(raw, out).written
    assert read(out) == before


def test_only_the_source_whose_entry_is_damaged_is_read_again(raw: Path, out: Path) -> None:
    run_all(raw, out)
    lose_all_files(out)
    assert done(run_all(raw, out)) == ["2020/甲.txt"]


def test_files_of_others_stay_beside_a_manifest_that_a_merge_has_spoilt(raw: Path, out: Path) -> None:
    run_all(raw, out)
    (out / "notes.md").write_text("mine", encoding="utf-8")
    merge(out)
    assert done(run_all(raw, out)) == ALL
    assert (out / "notes.md").read_text(encoding="utf-8") == "mine"


def test_an_older_dataset_is_read_again_and_what_is_gone_is_said(raw: Path, out: Path) -> None:
    run_all(raw, out)
    edit(out, lambda manifest: manifest.update(contract_version=0))
    (raw / "2020/甲.txt").unlink()
    summary = run_all(raw, out)
    assert done(summary) == ["2020/乙/丙.txt", "2021/甲.txt"]
    assert summary.removed == ("2020/甲.txt",)


def test_what_was_never_there_is_not_gone(raw: Path, out: Path) -> None:
    run_all(raw, out)
    edit(out, lambda manifest: manifest["sources"][1].update(source="丁.txt"))
    summary = run_all(raw, out)
    assert done(summary) == ["2020/甲.txt"]
    assert summary.removed == ()


def test_a_source_that_is_gone_takes_its_files_along(raw: Path, out: Path) -> None:
    run_all(raw, out)
    (raw / "2020/甲.txt").unlink()
    summary = run_all(raw, out)
    assert summary.removed == ("2020/甲.txt",)
    assert not summary.done
    assert not list(out.glob("*/edition=2020/甲.txt.parquet"))
    assert len(list(out.glob("*/edition=2021/甲.txt.parquet"))) == 2


def test_the_empty_files_are_those_of_the_first_source_that_was_read(raw: Path, out: Path, tmp_path: Path) -> None:
    run_all(raw, out)
    (raw / "2020/乙/丙.txt").write_text("坏。", encoding="utf-8")
    run_all(raw, out)
    assert [path.parts[-2:] for path in out.glob("claims/*/*")] == [("edition=2020", "甲.txt.parquet")]
    assert verify(out) == ()
    run_all(raw, tmp_path / "fresh")
    assert read(out) == read(tmp_path / "fresh")
    (raw / "2019").mkdir()
    (raw / "2019/首.txt").write_text("节电。", encoding="utf-8")
    run_all(raw, out)
    assert [path.parts[-2:] for path in out.glob("claims/*/*")] == [("edition=2019", "首.txt.parquet")]
    assert verify(out) == ()


def test_a_new_rule_or_version_does_all_again(raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_all(raw, out)
    monkeypatch.setattr(plan, "rules_digest", lambda: "0" * 64)
    assert done(run_all(raw, out)) == ALL
    monkeypatch.setattr(trust, "CONTRACT_VERSION", 99)
    assert done(run_all(raw, out)) == ALL


def test_what_decides_the_reading_is_in_the_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "pipeline"
    for path in ("recognise/rules.py", "lexicon/units.toml", "lexicon/words.txt", "cli/run.py", "lexicon/x.pyc"):
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text("1", encoding="utf-8")
    monkeypatch.setattr(plan, "PACKAGE", package)
    digests = {"": rules_digest()}
    for path in ("cli/run.py", "lexicon/x.pyc", "recognise/rules.py", "lexicon/units.toml", "lexicon/words.txt"):
        (package / path).write_text("2", encoding="utf-8")
        digests[path] = rules_digest()
    assert digests[""] == digests["cli/run.py"] == digests["lexicon/x.pyc"]
    assert len(set(digests.values())) == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [("坏。", "2020/乙/丙.txt: 坏了"), ("错。", "ZeroDivisionError: 出错"), ("\udcff", "UnicodeDecodeError")],
)
def test_a_document_that_fails_keeps_nothing_and_stops_nobody(raw: Path, out: Path, text: str, message: str) -> None:
    run_all(raw, out)
    (raw / "2020/乙/丙.txt").write_bytes(text.encode(errors="surrogateescape"))
    summary = run_all(raw, out)
    failed = summary.manifest.sources[0]
    assert failed.status == "failed"
    assert failed.message is not None
    assert message.removeprefix("2020/") in failed.message
    assert [path.parts[-3] for path in out.rglob("乙__丙.txt.parquet")] == ["documents"]
    (row,) = pq.ParquetFile(out / "documents/edition=2020/乙__丙.txt.parquet").read().to_pylist()
    assert (row["status"], row["message"], row["text"]) == ("failed", failed.message, "")
    assert (out / "sections/edition=2020/甲.txt.parquet").exists()
    assert not summary.complete
    assert not run_all(raw, out).complete, "a failure is not forgotten by a run that changes nothing"
    assert verify(out) == ()


def test_an_error_nobody_foresaw_leaves_its_traceback_to_the_report(raw: Path, out: Path) -> None:
    (raw / "2020/甲.txt").write_text("错。", encoding="utf-8")
    errors = {each.source: each.error for each in run_all(raw, out).done}
    assert errors["2020/乙/丙.txt"] is None
    assert "ZeroDivisionError" in (errors["2020/甲.txt"] or "")


def test_a_document_read_in_part_is_stored_and_told(raw: Path, out: Path) -> None:
    (raw / "2020/甲.txt").write_text("半。", encoding="utf-8")
    summary = run_all(raw, out)
    assert not summary.complete
    assert figures(summary)["documents"] == {"ok": 2, "partial": 1, "failed": 0}
    assert figures(summary)["problems"] == [
        {"edition": 2020, "source": "甲.txt", "status": "partial", "message": "只有一半"}
    ]
    assert (out / "sections/edition=2020/甲.txt.parquet").exists()


def test_nothing_of_the_run_itself_is_in_the_dataset(raw: Path, out: Path, tmp_path: Path) -> None:
    run_all(raw, out)
    manifest = (out / "manifest.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in manifest
    assert not {"time", "seconds", "date", "host", "python"} & set(json.loads(manifest))


def test_progress_counts_what_is_read(raw: Path, out: Path) -> None:
    shown: list[tuple[int, int, str]] = []
    run_all(raw, out, progress=lambda count, total, last: shown.append((count, total, last.source if last else "")))
    assert shown == [(0, 3, ""), (1, 3, ALL[0]), (2, 3, ALL[1]), (3, 3, ALL[2])]


def interrupted(after: int) -> Callable[[int, int, Done | None], None]:
    def progress(count: int, _total: int, _last: Done | None) -> None:
        if count == after:
            raise KeyboardInterrupt

    return progress


def test_an_interrupted_run_leaves_the_dataset_as_it_was(raw: Path, out: Path) -> None:
    run_all(raw, out)
    before = read(out)
    change(raw, out)
    with pytest.raises(KeyboardInterrupt):
        run_all(raw, out, progress=interrupted(1))
    assert read(out) == before
    assert verify(out) == ()


def working(out: Path) -> set[str]:
    return {path.name for path in beside(out).iterdir()}


def test_the_next_run_goes_on_where_an_interrupted_one_was(raw: Path, out: Path, tmp_path: Path) -> None:
    run_all(raw, tmp_path / "expected")
    with pytest.raises(KeyboardInterrupt):
        run_all(raw, out, progress=interrupted(2))
    summary = run_all(raw, out)
    assert (done(summary), summary.resumed) == (ALL[2:], 2)
    assert read(out) == read(tmp_path / "expected")
    assert working(out) <= {".gitignore", "lock"}


def test_what_changed_since_an_interrupted_run_is_read_again(raw: Path, out: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_all(raw, out, progress=interrupted(2))
    (raw / "2020/乙/丙.txt").unlink()
    change(raw, out)
    journal = beside(out) / "journal"
    journal.write_bytes(journal.read_bytes() + journal.read_bytes()[:200] + b"\n[3]\n\xff")
    summary = run_all(raw, out)
    assert (done(summary), summary.resumed) == (ALL[1:], 0)
    run_all(raw, tmp_path / "expected")
    assert read(out) == read(tmp_path / "expected")


def test_a_file_that_an_interrupted_run_left_is_believed_by_its_hash_alone(raw: Path, out: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_all(raw, out, progress=interrupted(2))
    tamper(raw, beside(out) / "building")
    assert done(run_all(raw, out)) == ALL[1:]
    assert verify(out) == ()


@pytest.mark.parametrize("force", [True, False])
def test_other_rules_or_force_go_on_with_nothing(
    raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch, *, force: bool
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_all(raw, out, progress=interrupted(2))
    if not force:
        monkeypatch.setattr(plan, "rules_digest", lambda: "0" * 64)
    assert done(run_all(raw, out, force=force)) == ALL


def test_a_run_that_has_nothing_to_do_leaves_nothing_unfinished(raw: Path, out: Path) -> None:
    run_all(raw, out)
    text = (raw / "2020/甲.txt").read_bytes()
    change(raw, out)
    with pytest.raises(KeyboardInterrupt):
        run_all(raw, out, progress=interrupted(1))
    assert "building" in working(out)
    (raw / "2020/甲.txt").write_bytes(text)
    assert not run_all(raw, out).written
    assert "building" not in working(out)


def test_the_first_document_not_read_in_full_can_stop_the_run(raw: Path, out: Path) -> None:
    run_all(raw, out)
    before = read(out)
    (raw / "2020/乙/丙.txt").write_text("更多。", encoding="utf-8")
    (raw / "2020/甲.txt").write_text("坏。", encoding="utf-8")
    with pytest.raises(StoppedError, match=r"2020/甲.txt is failed \(.*坏了"):
        run_all(raw, out, effort=Effort(fail_fast=True))
    assert read(out) == before
    (raw / "2020/甲.txt").write_text("好。", encoding="utf-8")
    assert done(run_all(raw, out)) == ["2020/甲.txt"]


def test_a_second_run_at_once_stops(raw: Path, out: Path) -> None:
    with exclusive(out), pytest.raises(MisuseError, match="another run"):
        run_all(raw, out)


@pytest.mark.parametrize("target", [".", "..", "2020/out"])
def test_the_dataset_does_not_lie_among_the_sources(raw: Path, target: str) -> None:
    with pytest.raises(MisuseError, match="one in the other"):
        run_all(raw, raw / target)
