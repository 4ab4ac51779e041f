"""Sources are read at once by workers; one that costs its reader becomes a failed document that says why."""

import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from pipeline.engine import reading
from pipeline.engine.reading import Task, read_all
from pipeline.engine.sources import SourceFile
from pipeline.errors import CasebookError
from pipeline.isolation.limits import Limits
from pipeline.isolation.watch import Loss
from pipeline.isolation.worker import LostError, Worker


def losing(loss: Loss) -> Callable[[Worker, Task], str | None]:
    def ask(_: Worker, task: Task) -> str | None:
        if task.lost is None:
            raise LostError(loss)
        return task.lost

    return ask


def sources(count: int) -> list[SourceFile]:
    return [SourceFile(Path(f"{number}.txt"), 2021, f"{number}.txt") for number in range(count)]


@pytest.mark.parametrize(
    ("loss", "said"),
    [
        (Loss.SLOW, "it took more than 600 seconds of processor time"),
        (Loss.FELL, "it took more than 2 GiB of memory or brought its reader down"),
        (Loss.STILL, "its reader stood still"),
    ],
)
def test_a_source_that_is_lost_says_why(loss: Loss, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "ask", losing(loss))
    (read,) = read_all(sources(1), 1)
    assert str(read.outcome).startswith(said)


def test_a_real_worker_reads_and_says_what_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_text("案例概述\n2020年节约用电120万度。\n", encoding="utf-8")
    source = SourceFile(path, 2021, "甲.txt")
    (read,) = read_all([source], 2)
    assert read.outcome.record.status == "ok"
    assert read.taken.seconds > 0
    assert read.taken.memory > 10 << 20
    with Worker(reading.READER, reading.LIMITS) as worker:
        lost = worker.ask(Task(source, "es ging nicht"))
    assert (lost.record.status, lost.record.message) == ("failed", "es ging nicht")
    assert list(lost.files) == ["documents/edition=2021/甲.txt.parquet"]


@pytest.fixture
def simple(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READER", "tests.isolation.requests:named")
    monkeypatch.setattr(reading, "LIMITS", Limits(seconds=2, memory=100 << 20))


@pytest.mark.usefixtures("simple")
@pytest.mark.parametrize("workers", [1, 3, 20])
def test_every_source_is_read_once_by_any_number_of_workers(workers: int) -> None:
    found = list(read_all(sources(12), workers))
    assert sorted(read.source.source for read in found) == sorted(each.source for each in sources(12))
    assert all(str(read.outcome).endswith(read.source.source) for read in found)
    assert len({str(read.outcome).partition(" ")[0] for read in found}) <= workers
    assert psutil.Process().children() == []


@pytest.mark.usefixtures("simple")
def test_a_source_that_kills_its_reader_costs_no_other() -> None:
    deadly = SourceFile(Path("abort.txt"), 2021, "abort.txt")
    found = {read.source.source: str(read.outcome) for read in read_all([*sources(6), deadly, *sources(6)], 2)}
    assert found.pop("abort.txt").startswith("lost: it took more than")
    assert len(found) == 6


@pytest.mark.usefixtures("simple")
@pytest.mark.parametrize("name", ["sleep.txt", "spin.txt"])
def test_who_reads_no_further_ends_all_workers_at_once(name: str) -> None:
    busy = [SourceFile(Path(name), 2021, name) for _ in range(3)]
    found = read_all([*sources(1), *busy], 2)
    next(found)
    begin = time.monotonic()
    found.close()
    assert psutil.Process().children() == []
    assert time.monotonic() - begin < 5


@pytest.mark.usefixtures("simple")
def test_what_is_read_waits_until_it_is_taken() -> None:
    found = read_all(sources(40), 2)
    next(found)
    time.sleep(1)
    found.close()
    assert psutil.Process().children() == []


def test_readers_that_cannot_start_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READER", "tests.isolation.nowhere:answer")
    with pytest.raises(CasebookError, match="cannot be started"):
        list(read_all(sources(5), 2))
    assert psutil.Process().children() == []


def loaded(_: Task) -> str:
    import sys  # noqa: PLC0415 - in the worker

    from pipeline.engine.document import read_source  # noqa: PLC0415 - as above

    read_source(_.source)
    return " ".join({"pandas", "pkg_resources"} & {name for name, module in sys.modules.items() if module is not None})


def test_a_reader_loads_nothing_that_it_does_not_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READER", f"{__name__}:loaded")
    path = tmp_path / "甲.txt"
    path.write_text("案例概述\n2020年节约用电120万度。\n", encoding="utf-8")
    (read,) = read_all([SourceFile(path, 2021, "甲.txt")], 1)
    assert not read.outcome
