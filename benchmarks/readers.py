"""Every reader that the README names reads the same from a dataset of two editions.

    .venv/bin/python -m benchmarks.readers

For each reader: the number of claims, those of each edition, and how many quotes stand where their offsets say. Spark
is asked where `pyspark` and Java are installed.
"""

import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds

from benchmarks import gold
from pipeline.engine.update import run_all

BOOKS = gold.ROOT / "tests" / "compare" / "books"
Found = tuple[int, dict[int, int], int]


def with_pandas(folder: Path) -> Found:
    """The offsets of pandas are those of Python: code points."""
    claims, documents = (pd.read_parquet(folder / table) for table in ("claims", "documents"))
    joined = claims.merge(documents[["edition", "source", "text"]], on=["edition", "source"])
    right = sum(row.text[row.char_start : row.char_end] == row.quote for row in joined.itertuples())
    return len(claims), {int(year): int(n) for year, n in claims.edition.value_counts().items()}, right


def with_pyarrow(folder: Path) -> Found:
    """The partition is found by `hive`."""
    claims, documents = (
        ds.dataset(folder / table, partitioning="hive").to_table() for table in ("claims", "documents")
    )
    texts = {(row["edition"], row["source"]): row["text"] for row in documents.to_pylist()}
    rows = claims.to_pylist()
    years = [row["edition"] for row in rows]
    right = sum(
        texts[row["edition"], row["source"]][row["char_start"] : row["char_end"]] == row["quote"] for row in rows
    )
    return len(rows), {year: years.count(year) for year in set(years)}, right


def with_polars(folder: Path) -> Found:
    """As in the README."""
    claims, documents = (pl.scan_parquet(folder / table, hive_partitioning=True) for table in ("claims", "documents"))
    found = pl.col("text").str.slice(pl.col("char_start"), pl.col("char_end") - pl.col("char_start"))
    joined = claims.join(documents, on=["edition", "source"])
    years = claims.group_by("edition").len().collect()
    right = joined.select((found == pl.col("quote")).sum()).collect().item()
    return claims.select(pl.len()).collect().item(), dict(years.rows()), right


def with_duckdb(folder: Path) -> Found:
    """As in the README."""
    claims, documents = (
        duckdb.read_parquet(f"{folder}/{table}/*/*.parquet", hive_partitioning=True)
        for table in ("claims", "documents")
    )
    claims.create_view("claims", replace=True)
    documents.create_view("documents", replace=True)
    years = duckdb.sql("SELECT edition, count(*) FROM claims GROUP BY ALL").fetchall()
    right = duckdb.sql(
        "SELECT count(*) FROM claims JOIN documents USING (edition, source) "
        "WHERE substring(text, char_start + 1, char_end - char_start) = quote"
    ).fetchall()
    return sum(count for _, count in years), dict(years), right[0][0]


def with_spark(folder: Path) -> Found:
    """In this process alone."""
    from pyspark.sql import SparkSession, functions  # noqa: PLC0415 - not of the requirements

    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    claims, documents = (spark.read.parquet(str(folder / table)) for table in ("claims", "documents"))
    joined = claims.join(documents.select("edition", "source", "text"), ["edition", "source"])
    quote = functions.expr("substring(text, char_start + 1, char_end - char_start)")
    years = {row["edition"]: row["count"] for row in claims.groupBy("edition").count().collect()}
    return claims.count(), years, joined.where(quote == functions.col("quote")).count()


READERS: dict[str, Callable[[Path], Found]] = {
    "pandas": with_pandas,
    "pyarrow": with_pyarrow,
    "polars": with_polars,
    "duckdb": with_duckdb,
    **({"spark": with_spark} if find_spec("pyspark") else {}),
}


def main() -> None:
    """Print what each reader finds."""
    with tempfile.TemporaryDirectory() as place:
        run_all(BOOKS, Path(place) / "extracted")
        for name, read in READERS.items():
            begin = time.perf_counter()
            count, years, right = read(Path(place) / "extracted")
            seconds = time.perf_counter() - begin
            print(f"{name:8}{count} claims, {dict(sorted(years.items()))}, {right} where they say, {seconds:.2f} s")


if __name__ == "__main__":
    main()
