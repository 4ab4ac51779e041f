"""What an analyst asks has the answer that a person reads in the text."""

import tomllib
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.engine.update import run_all

RAW = Path(__file__).parents[2] / "raw"
QUESTIONS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))["question"]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("answers") / "extracted"
    run_all(RAW, folder)
    connection = duckdb.connect()
    for table in ("claims", "relations", "cases", "findings"):
        connection.read_parquet(f"{folder}/{table}/*/*.parquet", hive_partitioning=True).create_view(table)
    return connection


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["ask"])
def test_a_question_is_answered(dataset: duckdb.DuckDBPyConnection, question: dict[str, Any]) -> None:
    rows = dataset.execute(question["sql"]).fetchall()
    assert [" ".join(map(str, row)) for row in rows] == question["rows"]


def test_there_are_ten() -> None:
    assert len(QUESTIONS) == 10
