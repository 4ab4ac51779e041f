"""`casebook run`: what it prints and how it ends."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.dataset.store import exclusive


def test_run_tells_what_is_in_the_dataset(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (books / "2020/notes.md").write_text("一", encoding="utf-8")
    assert main(["run"]) == 0
    out = capsys.readouterr().out
    assert "documents         3 ok" in out
    assert "sections          3, 0 of them headed" in out
    assert "ignored: 2020/notes.md: it is no .txt or .pdf file" in out
    assert out.endswith("3 read, extracted written\n")
    assert main(["run", "raw", "--out", "extracted"]) == 0
    assert capsys.readouterr().out.endswith("nothing changed, extracted left as it is\n")


def test_a_casebook_that_is_passed_over_is_not_well(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (books / "loose.txt").write_text("一", encoding="utf-8")
    for _ in range(2):
        assert main(["run"]) == 3
        assert "not read: loose.txt: it stands in no folder named by year" in capsys.readouterr().out


def test_the_same_file_twice_is_said(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (books / "2020/丁.txt").symlink_to("甲.txt")
    (books / "2021/戊.txt").hardlink_to(books / "2020/甲.txt")
    assert main(["run"]) == 0
    assert "the same bytes, counted 3 times: 2020/丁.txt, 2020/甲.txt, 2021/戊.txt" in capsys.readouterr().out


def test_a_name_forges_no_line(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (books / "2020" / "a\nfailed: 2020\u2028x.txt").write_text("坏。", encoding="utf-8")
    (books / "b\r\nok.txt").write_text("一", encoding="utf-8")
    assert main(["run"]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(r"failed: 2020/a\nfailed: 2020\u2028x.txt: ")
    assert lines[1].startswith(r"not read: b\r\nok.txt: ")
    assert lines[2].startswith("documents")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
@pytest.mark.usefixtures("books")
def test_a_report_that_cannot_be_written_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--report", "/dev/full"]) == 2
    captured = capsys.readouterr()
    assert captured.out.endswith("3 read, extracted written\n")
    assert captured.err.startswith("casebook: /dev/full: the report cannot be written (No space left on device)")


@pytest.mark.parametrize(("text", "status"), [("半。", "partial"), ("坏。", "failed"), ("错。", "failed")])
def test_run_ends_with_3_for_a_document_that_is_not_whole(
    books: Path, capsys: pytest.CaptureFixture[str], text: str, status: str
) -> None:
    (books / "2020/甲.txt").write_text(text, encoding="utf-8")
    for _ in range(2):
        assert main(["run"]) == 3
        said = capsys.readouterr().out
        assert f"{status}: 2020/甲.txt: " in said
        assert f"2 ok, 1 {status}" in said


def test_run_as_json_and_report(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (books / "2020/甲.txt").write_text("错。", encoding="utf-8")
    assert main(["run", "--json", "--force", "--report", "report.json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert found["documents"] == {"ok": 2, "partial": 0, "failed": 1}
    assert found["read"] == ["2020/乙/丙.txt", "2020/甲.txt", "2021/甲.txt"]
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    took = report["took"]
    assert [each["source"] for each in took] == found["read"]
    assert [each["status"] for each in took] == ["ok", "failed", "ok"]
    assert [each["rows"].get("sections") for each in took] == [1, None, 1]
    assert (took[0]["seconds"], took[0]["processor_seconds"], took[0]["memory_bytes"]) == (0.25, 0.2, 1 << 20)
    assert "ZeroDivisionError" in took[1]["traceback"]
    assert {"casebook-pipeline", "contract", "python", "rules", "jieba", "pyarrow"} <= report["versions"].keys()
    assert report["seconds"] >= 0


def test_the_log_has_a_line_of_json_for_each_document(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (books / "2020/甲.txt").write_text("坏。\n\x1b[2J", encoding="utf-8")
    assert main(["run", "--log", "json"]) == 3
    captured = capsys.readouterr()
    assert captured.out.endswith("3 read, extracted written\n")
    events = [json.loads(line) for line in captured.err.splitlines()]
    assert [each["event"] for each in events] == ["begun", "read", "read", "read", "ended"]
    assert events[0]["to_read"] == 3
    read = {each["source"]: (each["status"], each["count"], each["total"]) for each in events[1:4]}
    assert read == {"2020/乙/丙.txt": ("ok", 1, 3), "2020/甲.txt": ("failed", 2, 3), "2021/甲.txt": ("ok", 3, 3)}
    assert events[4]["documents"] == {"ok": 2, "partial": 0, "failed": 1}
    assert all(each["time"].endswith("+00:00") for each in events)


def test_the_log_says_what_stopped_a_run(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (books / "2020/乙/丙.txt").write_text("坏。", encoding="utf-8")
    assert main(["run", "--log", "json", "--fail-fast"]) == 3
    *lines, last = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["begun", "read", "stopped"]
    assert last.startswith("casebook: 2020/乙/丙.txt is failed (乙/丙.txt: 坏了); nothing was changed")
    assert not Path("extracted").exists()


def test_a_dry_run_says_what_would_be_done_and_does_nothing(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--dry-run"]) == 0
    assert capsys.readouterr().out.endswith("would read: 2021/甲.txt\n3 to read, 0 to remove, 0 unchanged\n")
    assert sorted(path.name for path in Path().iterdir()) == ["raw"]
    main(["run"])
    (books / "2020/甲.txt").write_text("更多。", encoding="utf-8")
    (books / "2021/甲.txt").unlink()
    capsys.readouterr()
    before = {path: path.stat().st_mtime_ns for path in Path().rglob("*")}
    assert main(["run", "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "read": ["2020/甲.txt"],
        "removed": ["2021/甲.txt"],
        "resumed": 0,
        "kept": 1,
        "written": True,
    }
    assert {path: path.stat().st_mtime_ns for path in Path().rglob("*")} == before


@pytest.mark.usefixtures("books")
def test_two_runs_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with exclusive(Path("extracted").resolve()):
        assert main(["run"]) == 2
    assert "another run is writing" in capsys.readouterr().err


def test_a_name_cannot_steer_the_terminal(books: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (books / "2020" / "\x1b]0;title\x07\u202egpj.txt").write_text("坏。", encoding="utf-8")
    assert main(["run"]) == 3
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert r"\x1b]0;title\x07\u202egpj.txt" in out


def test_progress_is_shown_on_a_terminal(
    books: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    (books / "2020" / "[red]甲.txt").write_text("节电。", encoding="utf-8")
    assert main(["run"]) == 0
    assert "[red]甲.txt" in capsys.readouterr().err


@pytest.mark.usefixtures("books")
def test_an_unchanged_run_loads_none_of_the_large_libraries() -> None:
    main(["run"])
    check = (
        "import sys; from pipeline.cli import main; from pipeline.engine import plan;"
        "plan.rules_digest = lambda: 'f' * 64; code = main(['run']);"
        "assert code == 0; loaded = {name.partition('.')[0] for name in sys.modules};"
        "sys.exit(str(loaded & {'pandas', 'pyarrow', 'jieba', 'polars', 'dataframely', 'numpy', 'rich'} or ''))"
    )
    ended = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)  # noqa: S603 - a command of our own
    assert "nothing changed" in ended.stdout
    assert ended.stderr.strip() == ""


@pytest.mark.usefixtures("books")
def test_a_run_does_without_pandas() -> None:
    check = (
        "import atexit, sys; from pipeline.cli import main; sys.argv = ['casebook', 'run'];"
        "atexit.register(lambda: print('pandas' in sys.modules, 'pyarrow' in sys.modules)); sys.exit(main())"
    )
    ended = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)  # noqa: S603 - a command of our own
    assert ended.stdout.splitlines()[-1] == "False True", ended.stderr


SLOW = """
import os, sys, threading
import pipeline.engine.reading as reading
from pipeline.cli import main
from pipeline.isolation.worker import Worker

ask = Worker.ask

def told(worker, request):
    threading.Timer(1, os.write, [1, b"reading\\n"]).start()  # at once: several workers say so at a time
    return ask(worker, request)

Worker.ask = told
reading.READER = "time:sleep"
reading.Task = lambda source: 60
sys.exit(main(["run"]))
"""


@pytest.mark.usefixtures("books")
@pytest.mark.skipif(sys.platform == "win32", reason="signals are others")
def test_ctrl_c_ends_with_130_and_changes_nothing() -> None:
    main(["run"])
    before = {path: path.read_bytes() for path in Path("extracted").rglob("*.*") if path.is_file()}
    Path("raw/2020/甲.txt").write_text("更多。", encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 - a command of our own
        [sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "reading\n"
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=30)
    assert child.returncode == 130
    assert said.strip() == "casebook: interrupted"
    assert {path: path.read_bytes() for path in Path("extracted").rglob("*.*") if path.is_file()} == before
