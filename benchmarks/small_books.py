"""Small casebooks, and commands in processes of their own that may die: for the faults of stored datasets.

A process is forked from one that has imported and warmed everything, so that hundreds of them take seconds. The parent
only extracts: what it would check with Polars would leave threads behind that no fork takes along. For the same reason
the books are read in the process of the command; what a worker does to a run is tried by `orphans` and `poison`.
"""

import importlib
import io
import os
import pickle
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from pipeline.cli import main
from pipeline.engine import reading
from pipeline.engine.reading import Read
from pipeline.engine.sources import SourceFile
from pipeline.isolation.watch import Taken
from pipeline.run import extract_document

_CASES = """绿源有限公司
余热回收
◎项目成果
每年减排 {0} 吨 CO2，自 2018 年起节电 33 万千瓦时，用 {0} 炉。
◎我们的缘起
2017 年，第 3 届会议有 14 家企业参加。
"""
GOOD = {
    "2020/甲.txt": _CASES.format("1,200"),
    "2020/能源/乙.txt": _CASES.format("31.5"),
    "2021/甲.txt": _CASES.format("700"),
    "2021/甲.txt.decisions.jsonl": "\n",
}
CHANGED = {
    "2020/甲.txt": _CASES.format("1,300"),
    "2020/能源/乙.txt": _CASES.format("31.5"),
    "2021/丙.txt": _CASES.format("700"),
}
FAILING = {**GOOD, "2020/坏.txt": "\udcff\udcfe\udcfd", "2020/空.txt": ""}

LAZY = ("pipeline.engine.document", "pipeline.engine.stored", "pipeline.dataset.load", "pipeline.dataset.frames")


def write(raw: Path, books: Mapping[str, str]) -> Path:
    """A folder of casebooks, and all that reads them loaded."""
    for path, text in books.items():
        (raw / path).parent.mkdir(parents=True, exist_ok=True)
        (raw / path).write_bytes(text.encode(errors="surrogateescape"))
    for module in LAZY:
        importlib.import_module(module)
    reading.read_all = here
    extract_document(raw / "2020/甲.txt", "甲.txt", 2020)
    return raw


def here(sources: Sequence[SourceFile], _: int) -> Iterator[Read]:
    """Reads in the process of the run, in the place of `reading.read_all`."""
    from pipeline.engine import document  # noqa: PLC0415 - one of those that `write` loads

    for source in sources:
        yield Read(source, document.read_source(source), 0, Taken())


def command(*arguments: str | Path) -> tuple[int, str]:
    """What a command ends with and says, in a process of its own."""
    return called(quietly, [str(argument) for argument in arguments]) or (-1, "it died")


def called(function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function gives in a process of its own; None where that dies."""
    reader, writer = os.pipe()
    child = started(_send, writer, function, arguments)
    os.close(writer)
    with open(reader, "rb") as pipe:  # noqa: PTH123 - a descriptor, no path
        content = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(content) if content else None  # noqa: S301 - from this very program


def started(function: Callable[..., Any], *arguments: Any) -> int:
    """The number of a new process that calls a function and ends."""
    child = os.fork()
    if child:
        return child
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        function(*arguments)
    finally:
        os._exit(0)


def _send(writer: int, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    os.write(writer, pickle.dumps(function(*arguments)))


def quietly(arguments: list[str]) -> tuple[int, str]:
    """What a command ends with and says, in this process."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = main(arguments)
    return code, said.getvalue()[-20_000:]  # a pipe takes 64 kB before anyone reads


def files(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder; none where there is no folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copied(dataset: Path, to: Path) -> Path:
    """A copy of a dataset in place of whatever was there."""
    for each in (to, to.parent / f".{to.name}.run"):
        shutil.rmtree(each, ignore_errors=True)
    shutil.copytree(dataset, to)
    return to
