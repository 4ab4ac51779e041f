"""How commands end: by Ctrl-C at any moment, on full disks and unread pipes, and over arguments that name nothing."""

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from benchmarks.fault_kinds import Row
from pipeline.cli import main

COUNT = 90
SLICE = 4

INTERRUPTED = 130
MISUSE = 2
COMMAND = [sys.executable, "-c", "import sys; from pipeline.cli import main; sys.exit(main())"]
BOOK = "◎ 案例概述\n2020 年减排二氧化碳 {} 吨，同比下降 5%。\n" * 40
SECONDS = 120


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Interrupt a run that changes a dataset, once and twice; then end commands in every other odd way."""
    raw = scratch / "raw"
    (raw / "2020").mkdir(parents=True)
    (raw / "2020" / "book.txt").write_text(BOOK.format(*range(40)), encoding="utf-8")
    _quietly(["run", str(raw), "--out", str(scratch / "old")])
    (raw / "2020" / "book.txt").write_text(BOOK.format(*range(40, 80)), encoding="utf-8")
    yield _interrupted("Ctrl-C at a moment of a run, from the start of Python to its end", count, scratch, twice=False)
    yield _interrupted("the same, and once more while it cleans up", max(count // 3, 1), scratch, twice=True)
    yield _misused(scratch)
    yield _unwritten(scratch)


def _interrupted(fault: str, count: int, scratch: Path, *, twice: bool) -> Row:
    """A run is interrupted at moments spread over the time that it takes."""
    chance = random.Random(count)  # noqa: S311 - the same moments each time
    old, new = _files(scratch / "old"), _files(scratch / "new")
    begin = time.perf_counter()
    if not new:
        _command(scratch, "new").wait(SECONDS)
        new = _files(scratch / "new")
    else:
        _command(scratch, "again").wait(SECONDS)
    longest = time.perf_counter() - begin
    ends: Counter[str] = Counter()
    for position in range(count):
        dataset = scratch / "extracted"
        _copy(old, dataset)
        child = _command(scratch, "extracted")
        time.sleep(longest * (position + chance.random()) / count)
        child.send_signal(signal.SIGINT)
        if twice:
            time.sleep(chance.random() * 0.03)
            child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=SECONDS)
        ends[_end(child.returncode, said.decode(errors="replace"))] += 1
        ends["a mixed dataset" if _files(dataset) not in (old, new) else ""] += 1
    good = {"", "130", "ended before", "Python's own start"}
    told = ", ".join(f"{number} {end}" for end, number in sorted(ends.items()) if end and end not in good)
    early = ends["Python's own start"]
    note = f"nothing; {early} met Python before the first line of the command" if early else "nothing"
    return Row(fault, count, told or note, not told)


def _end(code: int, said: str) -> str:
    """What became of an interrupted run, in a word."""
    if code == INTERRUPTED and said.strip() == "casebook: interrupted":
        return "130"
    if code == 0 and not said:
        return "ended before"
    # `-c` is the line that calls the command, and imports it first: until then Python is its own master
    if f"{os.sep}pipeline{os.sep}" not in said and (code == -signal.SIGINT or "KeyboardInterrupt" in said):
        return "Python's own start"
    return f"traceback or code {code} ({said.strip().splitlines()[-1] if said.strip() else 'silent'})"


def _command(scratch: Path, out: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*COMMAND, "run", str(scratch / "raw"), "--out", str(scratch / out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _copy(files: dict[str, bytes], folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _misused(scratch: Path) -> Row:
    """Arguments that name nothing there is, and gold that is none, are misuse with a message."""
    gold = {
        "empty": b"",
        "blank": b"\n\n",
        "cut": b'{"case": 1',
        "other": b"[1]",
        "nested": b"[" * 99_999,
        "bytes": b"\xff",
    }
    for name, content in gold.items():
        (scratch / name).write_bytes(content)
    old, new, raw = str(scratch / "old"), str(scratch / "new"), str(scratch / "raw")
    filters = (["--topic", "nosuch"], ["--case", "99"], ["--cause", "x"], ["--field", "x"])
    commands = [
        *(["diff", old, new, *each] for each in filters),
        *(["review", old, new, *each, "--static", str(scratch / "page")] for each in filters),
        *(["evaluate", old, str(scratch / name)] for name in gold),
        ["decisions", "--dataset", old, "--raw", f"{raw}/nosuch"],
        ["diff", old, new, "--raw", f"{raw}/nosuch", "--undecided"],
        ["run", raw, "--out", str(scratch / "third"), "--report", "/no/where/report.json"],
    ]
    wrong = [command for command in commands if _quietly(command)[0] != MISUSE]
    return Row("filters, folders and gold that name nothing", len(commands), _told(wrong), not wrong)


def _unwritten(scratch: Path) -> Row:
    """A report to a full disk is told; nobody who reads on, a closed or a full output give no traceback."""
    report = ["run", str(scratch / "raw"), "--out", str(scratch / "old"), "--report", "/dev/full"]
    wrong = []
    code, said = _quietly(report)
    if code != MISUSE or "No space left" not in said:
        wrong.append(report)
    for shell, codes in {"| true": {0, 141}, "> /dev/full": {2}, ">&-": {0}, "2>&-": {0}, ">&- 2>&-": {0}}.items():
        line = f'"$0" -c "$1" schema --format frictionless {shell}; exit "${{PIPESTATUS[0]}}"'
        ended = subprocess.run(["/bin/bash", "-c", line, COMMAND[0], COMMAND[2]], capture_output=True, check=False)
        if ended.returncode not in codes or b"Traceback" in ended.stderr or b"Exception" in ended.stderr:
            wrong.append(["schema", shell])
    return Row("outputs that nobody reads, that are closed or full", 6, _told(wrong), not wrong)


def _told(wrong: list[list[str]]) -> str:
    return "; ".join(" ".join(command)[:60] for command in wrong) or "nothing"


def _quietly(arguments: list[str]) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out), suppress(SystemExit):
        code = main(arguments)
    return code, out.getvalue()
