"""Names that a file system allows: whatever stands in the folder, good books beside it are stored and it is told."""

import errno
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from multiprocessing.context import ForkServerContext
from pathlib import Path

from benchmarks.fault_kinds import Row
from pipeline.cli import main
from pipeline.dataset.trust import read_manifest
from pipeline.engine import document
from pipeline.status import DocumentStatus

COUNT = 22  # all of them
SLICE = 6

SECONDS = 120
INCOMPLETE = 3
GOOD = ("2020/good.txt", "2021/good.txt")
BOOK = "◎ 案例概述\n2020 年减排二氧化碳 {} 吨。\n"


@dataclass(frozen=True, slots=True)
class Odd:
    """Something odd in a folder of casebooks.

    Attributes:
        fault: What it is.
        make: Puts it into the folder.
        said: What the summary must say of it.
        code: How the run must end.
        patch: What Python does besides, for what cannot be put into a folder.
        stored: Sources, with their edition, that must be stored besides the good ones.
    """

    fault: str
    make: Callable[[Path], object]
    said: str
    code: int = INCOMPLETE
    patch: str = ""
    stored: tuple[str, ...] = ()


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Run `count` oddities, spread over all, each beside good books and in a process that must end in time."""
    # each process is forked from one that has all modules loaded and has done nothing else
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.engine.document", "pipeline.cli.command", __name__])
    for odd in _ODDITIES[:: max(len(_ODDITIES) // count, 1)]:
        lost = _lost(odd, Path(tempfile.mkdtemp(dir=scratch)), context)
        yield Row(odd.fault, 1, lost or "nothing", not lost)


def _lost(odd: Odd, folder: Path, context: ForkServerContext) -> str:
    raw, out = folder / "raw", folder / "extracted"
    for position, good in enumerate(GOOD):
        (raw / good).parent.mkdir(parents=True)
        (raw / good).write_text(BOOK.format(position + 1), encoding="utf-8")
    odd.make(raw)
    child = context.Process(target=_run, args=(odd.patch, raw, out, folder / "said"))
    child.start()
    child.join(SECONDS)
    if child.is_alive():
        child.kill()
        return "it hangs"
    said = (folder / "said").read_text(encoding="utf-8", errors="replace")
    if child.exitcode != odd.code:
        return f"ends with {child.exitcode}: {said[-80:]!r}"
    sources = read_manifest(out).sources
    stored = {f"{each.edition}/{each.source}" for each in sources if each.status is DocumentStatus.OK}
    if missing := {*GOOD, *odd.stored} - stored:
        return f"not stored: {', '.join(sorted(missing))}"
    return "" if any(odd.said in line for line in said.splitlines()) else f"not told: {odd.said}"


def _run(patch: str, raw: Path, out: Path, said: Path) -> None:
    """In a process of its own: a run whose outputs go to a file."""
    with said.open("w", encoding="utf-8", errors="replace") as file, redirect_stdout(file), redirect_stderr(file):
        exec(patch, {"document": document, "os": os})  # noqa: S102 - the patches below
        code = main(["run", str(raw), "--out", str(out)])
    sys.exit(code)


def _write(folder: Path, name: str | bytes, text: str = BOOK) -> None:
    path = os.path.join(os.fsencode(folder), os.fsencode(name))  # noqa: PTH118 - a name of any bytes
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - as above
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - as above
        file.write(text)


def _deep(raw: Path) -> None:
    """Folders in each other until their path is longer than the system takes, with a casebook at the end."""
    here = os.open(raw / "2020", os.O_RDONLY)
    for _ in range(30):
        os.mkdir("深" * 80, dir_fd=here)
        below = os.open("深" * 80, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("deep.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)


_LONG = "案" * 78 + ".txt"  # 238 bytes
# what happens to a file between two steps can be made to happen only where the steps are taken
_HERE = """
from benchmarks.small_books import here
from pipeline.engine import reading
reading.read_all = here
"""
_VANISHES = (
    _HERE
    + """
real = document.extract_document
def extract(path, source, edition):
    if "vanishes" in source: path.unlink()
    found = real(path, source, edition)
    return found
document.extract_document = extract
"""
)
_GOES_LATER = (
    _HERE
    + """
real = document.extract_document
def extract(path, source, edition):
    found = real(path, source, edition)
    if "vanishes" in source: path.unlink()
    return found
document.extract_document = extract
"""
)
_REFUSED = f"""
real = os.scandir
def scandir(path="."):
    if str(path).endswith("closed"): raise PermissionError({errno.EACCES}, "Permission denied", str(path))
    return real(path)
os.scandir = scandir
"""
_ODDITIES = (
    Odd("a folder whose name is no UTF-8", lambda raw: _write(raw, b"2020/\xb0\xb8/a.txt"), r"2020/\xb0\xb8/a.txt:"),
    Odd("a file whose name is no UTF-8", lambda raw: _write(raw, b"2020/\xb0\xb8.txt"), r"2020/\xb0\xb8.txt: its name"),
    Odd("a link to itself", lambda raw: (raw / "2020/self.txt").symlink_to("self.txt"), "failed: 2020/self.txt: "),
    Odd("a link to nothing", lambda raw: (raw / "2020/none.txt").symlink_to("gone.txt"), "failed: 2020/none.txt: "),
    Odd("a link out of the folder", lambda raw: (raw / "2020/o.txt").symlink_to("/etc/hosts"), "failed: 2020/o.txt: "),
    Odd("a folder that is a link", lambda raw: (raw / "2022").symlink_to("2021"), "not read: 2022: it is a link"),
    Odd("a name of 238 bytes", lambda raw: _write(raw / "2020", _LONG), "3 ok", code=0, stored=(f"2020/{_LONG}",)),
    Odd(
        "a file name of 255 bytes beside one that begins the same",
        lambda raw: [_write(raw / "2020", "a" * 250 + end) for end in ("b.txt", "c.txt")],
        "4 ok",
        code=0,
        stored=tuple(f"2020/{'a' * 250}{end}" for end in ("b.txt", "c.txt")),
    ),
    Odd(
        "a__b.txt beside a/b.txt",
        lambda raw: [_write(raw / "2020", name) for name in ("a__b.txt", "a/b.txt")],
        "4 ok",
        code=0,
        stored=("2020/a__b.txt", "2020/a/b.txt"),
    ),
    Odd(
        "a file that vanishes before it is read",
        lambda raw: _write(raw, "2020/vanishes.txt"),
        "failed: 2020/vanishes.txt: ",
        patch=_VANISHES,
    ),
    Odd(
        "a file that vanishes while it is read",
        lambda raw: _write(raw, "2020/vanishes.txt"),
        "3 ok",
        code=0,
        patch=_GOES_LATER,
    ),
    Odd(
        "decisions that are a pipe",
        lambda raw: (_write(raw, "2020/bad.txt"), os.mkfifo(raw / "2020/bad.txt.decisions.jsonl")),
        "failed: 2020/bad.txt: bad.txt.decisions.jsonl: ",
    ),
    Odd(
        "decisions that are a folder",
        lambda raw: _write(raw, "2020/bad.txt") or (raw / "2020/bad.txt.decisions.jsonl").mkdir(),
        "failed: 2020/bad.txt: bad.txt.decisions.jsonl: ",
    ),
    Odd("a pipe", lambda raw: os.mkfifo(raw / "2020/pipe.txt"), "failed: 2020/pipe.txt: "),
    Odd(
        "a folder with the name of a book",
        lambda raw: _write(raw, "2020/book.pdf/inner.txt"),
        "failed: 2020/book.pdf: ",
        stored=("2020/book.pdf/inner.txt",),
    ),
    Odd(
        "a folder that may not be read",
        lambda raw: _write(raw, "2020/closed/a.txt"),
        "not read: 2020/closed: this folder cannot be read (Permission denied)",
        patch=_REFUSED,
    ),
    Odd("folders too deep for a path", _deep, "(File name too long)"),
    Odd(
        "the same file under three names",
        lambda raw: ((raw / "2020/a.txt").symlink_to("good.txt"), (raw / "2021/b.txt").hardlink_to(raw / GOOD[0])),
        "the same bytes, counted 3 times: 2020/a.txt, 2020/good.txt, 2021/b.txt",
        code=0,
    ),
    Odd("a folder 2022年", lambda raw: _write(raw, "2022年/a.txt"), "3 ok", code=0, stored=("2022/a.txt",)),
    Odd(
        "2021 and 2021年 with a name in both",
        lambda raw: [_write(raw, f"2021年/{name}") for name in ("good.txt", "other.txt")],
        "not read: 2021年/good.txt: 2021/good.txt has that name",
        stored=("2021/other.txt",),
    ),
    Odd("a casebook in no folder of a year", lambda raw: _write(raw, "loose.txt"), "not read: loose.txt: "),
    Odd(
        "line feeds and controls in a name",
        lambda raw: _write(raw, "2020/a\nfailed: 2020/x\u2028\x1b[2J\x85.txt", ""),
        r"failed: 2020/a\nfailed: 2020/x\u2028\x1b[2J\x85.txt: ",
    ),
)  # fmt: skip
