"""What an analyst asks has the answer that a person reads in the text."""

import tomllib
from pathlib import Path
from typing import Any

import duckdb
import pytest

QUESTIONS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))["question"]


@pytest.fixture(scope="module")
def dataset(extracted: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for table in ("claims", "relations", "cases", "findings"):
        connection.read_parquet(f"{extracted}/{table}/*/*.parquet", hive_partitioning=True).create_view(table)
    return connection


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["ask"])
def test_a_question_is_answered(dataset: duckdb.DuckDBPyConnection, question: dict[str, Any]) -> None:
    rows = dataset.execute(question["sql"]).fetchall()
    assert [" ".join(map(str, row)) for row in rows] == question["rows"]


def test_there_are_ten() -> None:
    assert len(QUESTIONS) == 10
