"""A run that writes to an S3-compatible server breaks off: who reads there finds the old dataset or the new one."""

import importlib
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from benchmarks.fault_kinds import Row
from benchmarks.s3_server import Server, served
from benchmarks.small_books import CHANGED, GOOD, called, command, files, quietly, started, write

COUNT = 40
SLICE = 4

_URL = "s3://books/extracted"


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Break `count` runs off, half of them first ones, half of them by refusing and half by killing."""
    raw, changed = write(scratch / "one" / "raw", GOOD), write(scratch / "other" / "raw", CHANGED)
    old, new = scratch / "old", scratch / "new"
    importlib.import_module("s3fs")  # once, and not in each process
    command("run", raw, "--out", old)
    command("run", changed, "--out", new)
    with served() as server, patch.dict(os.environ, server.environment):
        scenes = (("a first run", raw, None, old), ("a changed re-run", changed, raw, new))
        for scene, books, before, after in scenes:
            steps = _steps(server, books, before, scratch)
            for kill, what in ((False, "refused"), (True, "killed")):
                tried = [
                    _mixed(server, (books, before), (old if before else None, after), kill=kill, step=step, at=scratch)
                    for step in random.Random(kill).choices(range(1, steps + 1), k=max(1, count // 4))  # noqa: S311 - the same places each time
                ]
                wrong = [found for found in tried if found]
                lost = f"{len(wrong)} mixed ({wrong[0]})" if wrong else "nothing"
                yield Row(f"{scene} to an S3 server {what} at one of {steps} writes", len(tried), lost, not wrong)


def _steps(server: Server, books: Path, before: Path | None, scratch: Path) -> int:
    """How many requests of a run write."""
    _prepared(server, before, scratch)
    _elsewhere("run", books, "--out", _URL, cache=scratch / "cache")
    return server.written()


def _prepared(server: Server, before: Path | None, scratch: Path) -> None:
    called(_emptied)
    shutil.rmtree(scratch / "cache", ignore_errors=True)
    if before:
        _elsewhere("run", before, "--out", _URL, cache=scratch / "cache")
    server.written()


def _mixed(
    server: Server,
    books: tuple[Path, Path | None],
    states: tuple[Path | None, Path],
    *,
    kill: bool,
    step: int,
    at: Path,
) -> str:
    """What is wrong after a run that broke off; nothing where all is well."""
    _prepared(server, books[1], at)
    reader, writer = os.pipe()
    child = started(_waiting, reader, ["run", str(books[0]), "--out", _URL], str(at / "cache"))
    server.break_at(step, child if kill else None)
    os.write(writer, b"go")
    os.waitpid(child, 0)
    for each in (reader, writer):
        os.close(each)
    server.written()
    old, new = (files(state) if state else {} for state in states)
    if _seen(at / "fresh") not in (old, new):
        return f"who reads after write {step} finds neither"
    code, said = _elsewhere("run", books[0], "--out", _URL, cache=at / ("cache" if step % 2 else "fresh"))
    if code != 0 or _seen(at / "fresh") != new:
        return f"the next run after write {step} ended with {code} ({said})"
    return "" if called(_there) == new else f"other files are left after write {step}"


def _waiting(gate: int, arguments: list[str], cache: str) -> None:
    os.environ["XDG_CACHE_HOME"] = cache
    os.read(gate, 2)
    quietly(arguments)


def _elsewhere(*arguments: str | Path, cache: Path) -> tuple[int, str]:
    with patch.dict(os.environ, {"XDG_CACHE_HOME": str(cache)}):
        return command(*arguments)


def _seen(cache: Path) -> dict[str, bytes]:
    """The files that a reader finds who has nothing yet; none where there is no dataset."""
    shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir()
    with patch.dict(os.environ, {"XDG_CACHE_HOME": str(cache)}):
        return called(_read) or {}


def _read() -> dict[str, bytes]:
    from pipeline.errors import InvalidDatasetError  # noqa: PLC0415 - in a process of its own, which asks the server
    from pipeline.remote.dataset import dataset  # noqa: PLC0415 - as above

    with suppress(InvalidDatasetError), dataset(_URL) as folder:
        return files(folder)
    return {}


def _there() -> dict[str, bytes]:
    """The files over there, each in its place."""
    import fsspec  # noqa: PLC0415 - as above

    there = fsspec.filesystem("s3")
    return {path.removeprefix("books/extracted/"): there.cat_file(path) for path in there.find("books/extracted")}


def _emptied() -> bool:
    import fsspec  # noqa: PLC0415 - as above

    there = fsspec.filesystem("s3")
    found = there.find("books")
    if found:
        there.rm(found)
    return True
