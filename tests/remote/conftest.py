"""A store in memory behind `memory://`, with casebooks in it, and a place of its own for the copies."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")

RAW, OUT = "memory://books/raw", "memory://books/extracted"


@pytest.fixture(autouse=True)
def far(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    store = fsspec.filesystem("memory")
    store.store.clear()
    for path, text in {"2020/甲.txt": "节电。\n", "2020/乙/丙.txt": "节水。\n", "2021/甲.txt": "减排。\n"}.items():
        store.pipe_file(f"/books/raw/{path}", text.encode())
    yield store
    store.store.clear()


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], None]:
    """From when it is called, everything is done on another machine, which has no copies yet."""
    machines = iter(range(1000))
    return lambda: monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"cache{next(machines)}"))
