"""A worker answers, or is lost within its limits; the next request meets a worker that owes nothing to it."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pipeline.errors import CasebookError, MisuseError
from pipeline.isolation import watch
from pipeline.isolation.limits import Limits
from pipeline.isolation.watch import Loss
from pipeline.isolation.worker import LostError, Worker
from tests.isolation.requests import MEBIBYTE

LIMITS = Limits(seconds=0.5, memory=100 * MEBIBYTE)


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker("tests.isolation.requests:answer", LIMITS) as worker:
        yield worker
    assert psutil.Process().children() == []


def loss(worker: Worker, name: str, amount: float = 0) -> Loss:
    with pytest.raises(LostError) as lost:
        worker.ask((name, amount))
    return lost.value.loss


def test_no_process_starts_before_it_is_asked() -> None:
    with Worker("tests.isolation.requests:answer", LIMITS):
        assert psutil.Process().children() == []


def test_one_process_answers_all_requests(worker: Worker) -> None:
    assert len({worker.ask(("sleep", 0)) for _ in range(5)}) == 1


def test_what_is_raised_in_the_worker_is_raised_here(worker: Worker) -> None:
    process = worker.ask(("sleep", 0))
    with pytest.raises(MisuseError, match="so nicht"):
        worker.ask(("misuse", 0))
    assert worker.ask(("sleep", 0)) == process


def test_a_worker_that_cannot_load_what_answers_says_so() -> None:
    with (
        Worker("tests.isolation.nowhere:answer", LIMITS) as worker,
        pytest.raises(CasebookError, match=r"cannot be started \(ModuleNotFoundError: .*nowhere"),
    ):
        worker.ask(("sleep", 0))


def test_what_libraries_print_is_no_answer(worker: Worker) -> None:
    assert worker.ask(("print", 0)) == worker.ask(("print", 0))


def test_processor_time_is_bounded_for_each_request_alone(worker: Worker) -> None:
    for _ in range(3):
        worker.ask(("spin", 0.3))
    assert loss(worker, "spin", 60) is Loss.SLOW


def test_time_in_which_nothing_is_done_does_not_count(worker: Worker) -> None:
    worker.ask(("sleep", LIMITS.seconds + 0.3))


def test_a_worker_that_stands_still_is_given_up(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    worker.ask(("sleep", 0))
    monkeypatch.setattr(watch, "_STANDSTILL", 0.3)
    assert loss(worker, "sleep", 60) is Loss.STILL


def test_memory_is_bounded(worker: Worker) -> None:
    assert worker.ask(("hold", 60)) == 60
    assert loss(worker, "hold", 130) is Loss.FELL
    assert worker.ask(("hold", 60)) == 60


@pytest.mark.skipif(sys.platform != "linux", reason="the parent alone looks elsewhere, every now and then")
def test_memory_that_is_taken_at_once_is_refused(worker: Worker) -> None:
    assert loss(worker, "hold", 1 << 20) is Loss.FELL


def test_what_requests_leave_behind_does_not_add_up(worker: Worker) -> None:
    processes = [worker.ask(("keep", 40)) for _ in range(6)]
    assert len(set(processes)) == 3


def test_what_falls_in_a_used_worker_is_asked_again_of_a_new_one(worker: Worker) -> None:
    worker.ask(("keep", 40))
    assert worker.ask(("hold", 80)) == 80


def test_a_request_that_falls_twice_is_lost(tmp_path: Path) -> None:
    with Worker("tests.isolation.requests:fall_once", LIMITS) as worker:
        with pytest.raises(LostError):
            worker.ask(tmp_path / "first")
        assert worker.ask(tmp_path / "first") == "done"
        assert worker.ask(tmp_path / "second") == "done"


def test_a_crash_costs_its_request_alone(worker: Worker) -> None:
    process = worker.ask(("sleep", 0))
    assert loss(worker, "abort") is Loss.FELL
    assert worker.ask(("sleep", 0)) != process


def test_a_worker_that_was_killed_is_replaced(worker: Worker) -> None:
    process = psutil.Process(worker.ask(("sleep", 0)))
    process.kill()
    assert worker.ask(("sleep", 0)) != process.pid


def test_a_worker_ends_at_once_when_its_parent_lets_go(worker: Worker) -> None:
    process = psutil.Process(worker.ask(("sleep", 0)))
    begin = time.monotonic()
    worker.stop()
    assert not process.is_running()
    assert time.monotonic() - begin < 5


def test_limits_are_said_as_a_person_reads_them() -> None:
    assert Limits(seconds=600, memory=3 << 29).spoken == {"seconds": "600", "memory": "1.5 GiB"}
