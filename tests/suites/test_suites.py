"""Short texts with known readings: our own, and larger suites where they lie beside the project."""

import re
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.model import Exclusion, Mention
from pipeline.recognise import recognise

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SUITES = ROOT.parent / "shared" / "suites"
READINGS = tomllib.loads((HERE / "readings.toml").read_text(encoding="utf-8"), parse_float=Decimal)["reading"]


def longest(text: str) -> Mention | Exclusion:
    """The longest numeral of a text, claimed or not."""
    reading = recognise(text)
    return max((*reading.mentions, *reading.exclusions), key=lambda found: found.span.end - found.span.start)


ROWS = [
    pytest.param(
        surface,
        Decimal(reading["low"]),
        Decimal(reading.get("high", reading["low"])),
        reading.get("unit", "1"),
        reading.get("bound", "exact"),
        id=f"{reading['low']} {reading.get('unit', '')} {number}",
    )
    for reading in READINGS
    for number, surface in enumerate(reading["surfaces"])
]


@pytest.mark.parametrize(("text", "low", "high", "unit", "bound"), ROWS)
def test_one_reading_in_many_surfaces(text: str, low: Decimal, high: Decimal, unit: str, bound: str) -> None:
    found = longest(text)
    assert (found.low, found.high) == (low, high), text
    if isinstance(found, Mention):
        assert (found.unit.code, found.bound) == (unit, bound), text
    else:
        assert (unit, bound) == ("1", "exact"), text


@pytest.mark.skipif(not SUITES.is_dir(), reason="no folder shared/suites beside the project")
@pytest.mark.parametrize(
    ("runner", "suite", "least"), [("run.py", "duckling-zh.jsonl", 314), ("peers.py", "peers-zh.jsonl", 928)]
)
def test_the_suites_beside_the_project(runner: str, suite: str, least: int) -> None:
    casebook = Path(sys.executable).with_name("casebook")
    command = [sys.executable, str(SUITES / runner), str(SUITES / suite), "--errors"]
    command += ["--command", f"{casebook} explain --json"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    told = re.search(r"^all +(\d+)/(\d+)", ended.stdout, re.MULTILINE)
    assert told is not None, ended.stderr
    assert int(told[1]) >= least, ended.stdout
