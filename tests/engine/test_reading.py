"""A source that costs its reader becomes a failed document that says why."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.engine import reading
from pipeline.engine.reading import Task, reader
from pipeline.engine.sources import SourceFile
from pipeline.isolation.watch import Loss
from pipeline.isolation.worker import LostError, Worker


def losing(loss: Loss) -> Callable[[Worker, Task], str | None]:
    def ask(_: Worker, task: Task) -> str | None:
        if task.lost is None:
            raise LostError(loss)
        return task.lost

    return ask


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
    with reader() as read:
        assert str(read(SourceFile(Path("甲.txt"), 2021, "甲.txt"))).startswith(said)


def test_a_real_worker_reads_and_says_what_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_text("案例概述\n2020年节约用电120万度。\n", encoding="utf-8")
    source = SourceFile(path, 2021, "甲.txt")
    with reader() as read:
        assert read(source).record.status == "ok"
    with Worker(reading.READER, reading.LIMITS) as worker:
        lost = worker.ask(Task(source, "es ging nicht"))
    assert (lost.record.status, lost.record.message) == ("failed", "es ging nicht")
    assert list(lost.files) == ["documents/edition=2021/甲.txt.parquet"]
