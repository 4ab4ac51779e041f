"""A slice of every kind of fault that `benchmarks/faults.py` makes."""

from pathlib import Path

import pytest

from benchmarks.faults import kinds


@pytest.mark.parametrize("kind", kinds())
def test_nothing_is_lost(kind: str, tmp_path: Path) -> None:
    module = kinds()[kind]
    for row in module.run(module.SLICE, tmp_path):
        assert row.holds, f"{row.fault}: {row.lost}"
