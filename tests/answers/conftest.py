"""The dataset of the committed casebook, made once for all that is asked of it."""

from pathlib import Path

import pytest

from pipeline.engine.update import run_all

RAW = Path(__file__).parents[2] / "raw"


@pytest.fixture(scope="package")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers") / "extracted"
    run_all(RAW / "2020", folder)
    return folder
