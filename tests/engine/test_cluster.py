"""The workers of a Dask cluster read the sources: the same bytes, and nothing lost whoever dies."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from benchmarks.dask_cluster import Cluster, started
from pipeline.engine import reading
from pipeline.engine.sources import SourceFile
from pipeline.engine.update import Done, Effort, run_all
from pipeline.errors import CasebookError, MisuseError
from pipeline.isolation.limits import Limits

pytest.importorskip("distributed", reason="the extra `dask` is not installed")

from pipeline.engine import cluster as clusters

BOOK = "绿源有限公司\n余热回收\n◎项目成果\n每年减排 {} 吨 CO2，自 2018 年起节电 33 万千瓦时。\n"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with started(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture
def simple(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "READER", "tests.engine.clusters:answer")
    monkeypatch.setattr(reading, "LIMITS", Limits(seconds=20, memory=100 << 20))


def sources(folder: Path, *texts: str) -> list[SourceFile]:
    found = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        found.append(SourceFile(path, 2021, path.name))
    return found


def readers(cluster: Cluster) -> list[str]:
    below = (each for nanny in cluster.workers for each in psutil.Process(nanny.pid).children(recursive=True))
    said = [" ".join(each.cmdline()) for each in below if each.status() != psutil.STATUS_ZOMBIE]
    return [command for command in said if "pipeline.isolation" in command]


@pytest.mark.usefixtures("simple")
def test_every_source_is_read_once_and_by_all_workers(cluster: Cluster, tmp_path: Path) -> None:
    asked = sources(tmp_path, *(f"慢 {number}" for number in range(8)))
    found = list(clusters.read_all(asked, cluster.address))
    assert sorted(read.source.path for read in found) == sorted(source.path for source in asked)
    said = [str(read.outcome).split(maxsplit=1) for read in found]
    assert len({worker for worker, _ in said}) == 2
    assert sorted(text for _, text in said) == [f"{number}.txt: 慢 {number}" for number in range(8)]


@pytest.mark.usefixtures("simple")
def test_a_source_that_kills_its_reader_costs_no_other(cluster: Cluster, tmp_path: Path) -> None:
    found = clusters.read_all(sources(tmp_path, "好", "死", "好", "好"), cluster.address)
    said = {read.source.source: str(read.outcome) for read in found}
    assert said.pop("1.txt").startswith("lost: it took more than")
    assert all("好" in text for text in said.values())


@pytest.mark.usefixtures("simple")
def test_a_source_that_kills_workers_is_named_and_costs_no_other(cluster: Cluster, tmp_path: Path) -> None:
    asked = sources(tmp_path, *["好"] * 4, "毒", *["好"] * 4)
    found = {read.source.source: read.outcome for read in clusters.read_all(asked, cluster.address)}
    record = found.pop("4.txt").record
    assert (record.status, record.source) == ("failed", "4.txt")
    assert "brought down the workers of the cluster" in str(record.message)
    assert len(found) == 8
    assert all("好" in str(outcome) for outcome in found.values())


@pytest.mark.usefixtures("simple")
def test_who_reads_no_further_leaves_no_reader(cluster: Cluster, tmp_path: Path) -> None:
    found = clusters.read_all(sources(tmp_path, "好", *["慢"] * 6), cluster.address)
    next(found)
    assert readers(cluster)
    found.close()
    assert not readers(cluster)


def test_a_run_on_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(cluster: Cluster, tmp_path: Path) -> None:
    raw = tmp_path / "raw" / "2020"
    raw.mkdir(parents=True)
    for number in range(8):
        (raw / f"{number}.txt").write_text(BOOK.format(number), encoding="utf-8")
    (raw / "3.txt.decisions.jsonl").write_text("{}\n", encoding="utf-8")  # a line that cannot be meant
    (raw / "8.txt").symlink_to("/etc/hostname")
    run_all(raw.parent, tmp_path / "here")
    killed: list[int] = []

    def kill_one(count: int, _total: int, last: Done | None) -> None:
        if last is not None and count == 2:
            killed.append(cluster.worker_of(0))
            os.kill(killed[0], signal.SIGKILL)

    summary = run_all(raw.parent, tmp_path / "there", effort=Effort(scheduler=cluster.address), progress=kill_one)
    assert killed
    assert len(summary.done) == 9
    here, there = (
        {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
        for out in (tmp_path / "here", tmp_path / "there")
    )
    assert here == there


@pytest.mark.usefixtures("simple")
def test_a_scheduler_that_is_gone_is_said_and_what_it_was_at(tmp_path: Path) -> None:
    with started(tmp_path, workers=1) as running:
        found = clusters.read_all(sources(tmp_path, "好", *["慢"] * 6), running.address)
        next(found)
        running.scheduler.kill()
        with pytest.raises(CasebookError, match=r"(?s)the scheduler at tcp://.* run again: what is read is not"):
            list(found)


@pytest.mark.usefixtures("simple")
def test_a_cluster_without_workers_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 0.5)
    with started(tmp_path, workers=0) as running, pytest.raises(CasebookError, match="has no worker"):
        list(clusters.read_all(sources(tmp_path, "好"), running.address))


def test_workers_with_other_rules_read_nothing(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "rules_digest", lambda: "0" * 64)
    with pytest.raises(CasebookError, match="has other rules than this machine"):
        list(clusters.read_all(sources(tmp_path, "好"), cluster.address))


def test_without_the_extra_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MisuseError, match=r"pip install 'casebook-pipeline\[dask\]'"):
        list(clusters.read_all(sources(tmp_path, "好"), "tcp://127.0.0.1:1"))


def test_an_address_where_nobody_answers_is_misuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_ANSWER", 0.5)
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        with pytest.raises(MisuseError, match="no Dask scheduler answers at"):
            list(clusters.read_all(sources(tmp_path, "好"), address))
