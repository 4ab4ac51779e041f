"""A folder to work in, with casebooks in it."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CASEBOOK_DEBUG", raising=False)


@pytest.fixture
def books(plain_stages: None, raw: Path) -> Path:  # noqa: ARG001 - the fixture's effect is wanted
    return raw
