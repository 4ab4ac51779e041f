"""Every reader that the README names reads the same from a dataset of two editions.

    .venv/bin/python -m benchmarks.readers
    .venv/bin/python -m benchmarks.readers offsets [COPIES]

For each reader: the number of claims, those of each edition, and how many quotes stand where their offsets say; then,
when a column is taken out of the first edition as if an older version had made it, how many claims it reads and how
many of them have the column. Spark is asked where it is installed: Java 17, and `pip install pyspark`, which is none of
the requirements. `offsets` has DuckDB check them over copies of the 2020 book, 400 by default, in pieces as the README
does and by the plain `substring`; it tells the processor time of both.
"""

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from benchmarks import gold
from benchmarks.readme import README
from pipeline.engine.update import run_all

NEXT = gold.ROOT / "tests" / "compare" / "books" / "2021"
PLAIN = """
    SELECT count(*), bool_and(substring(text, char_start + 1, char_end - char_start) = quote)
    FROM read_parquet('extracted/claims/*/*.parquet', hive_partitioning = true)
    JOIN read_parquet('extracted/documents/*/*.parquet', hive_partitioning = true) USING (edition, source)
"""
GROWN = "aggregation"  # a column without nulls
Found = tuple[int, dict[int, int], int]
Grown = tuple[int, int]


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


def pandas_grown(claims: Path) -> Grown:
    """The schema is that of the newest file."""
    read = pd.read_parquet(claims, schema=newest(claims).append(pa.field("edition", pa.int16())))
    return len(read), int(read[GROWN].count())


def pyarrow_grown(claims: Path) -> Grown:
    """The same; without it, the first file decides and the column is not there."""
    schema = newest(claims).append(pa.field("edition", pa.int16()))
    read = ds.dataset(claims, partitioning="hive", schema=schema).to_table()
    return len(read), len(read) - read[GROWN].null_count


def polars_grown(claims: Path) -> Grown:
    """As in the README."""
    schema = pl.read_parquet_schema(max(claims.glob("*/*.parquet")))
    read = pl.scan_parquet(claims, hive_partitioning=True, schema=schema, missing_columns="insert")
    return read.select(pl.len(), pl.col(GROWN).count()).collect().row(0)


def duckdb_grown(claims: Path) -> Grown:
    """As in the README."""
    read = duckdb.read_parquet(f"{claims}/*/*.parquet", hive_partitioning=True, union_by_name=True)
    return read.aggregate(f"count(*), count({GROWN})").fetchall()[0]


def spark_grown(claims: Path) -> Grown:
    """As in the README."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - not of the requirements

    read = SparkSession.builder.getOrCreate().read.option("mergeSchema", "true").parquet(str(claims))
    return read.count(), read.where(f"{GROWN} IS NOT NULL").count()


def newest(claims: Path) -> pa.Schema:
    """The schema of the last edition's claims."""
    return pq.read_schema(max(claims.glob("*/*.parquet")))


READERS: dict[str, tuple[Callable[[Path], Found], Callable[[Path], Grown]]] = {
    "pandas": (with_pandas, pandas_grown),
    "pyarrow": (with_pyarrow, pyarrow_grown),
    "polars": (with_polars, polars_grown),
    "duckdb": (with_duckdb, duckdb_grown),
    **({"spark": (with_spark, spark_grown)} if find_spec("pyspark") else {}),
}


def offsets(copies: int) -> None:
    """Print what DuckDB takes to check the offsets of many books."""
    with tempfile.TemporaryDirectory() as place:
        extracted = Path(place) / "extracted"
        for table in ("claims", "documents"):
            (path,) = (gold.ROOT / "extracted" / table / "edition=2020").glob("cbca-casebook-2020.*.parquet")
            book = pq.ParquetFile(path).read()
            source = book.schema.get_field_index("source")
            folder = extracted / table / "edition=2020"
            folder.mkdir(parents=True)
            for number in range(copies):
                named = pa.array([f"{number:04}.txt"] * len(book), book.schema.field(source).type)
                pq.write_table(book.set_column(source, book.schema.field(source), named), folder / f"{number}.parquet")
        for name, query in {"in pieces, as in the README": pieces(), "by the plain substring": PLAIN}.items():
            begin = time.process_time()
            count, right = duckdb.sql(query.replace("extracted/", f"{extracted}/")).fetchall()[0]
            seconds = time.process_time() - begin
            print(f"{copies} books, {count:,} claims, {name}: {'all' if right else 'not all'} right, {seconds:.1f} s")


def pieces() -> str:
    """The query of the README."""
    (found,) = re.findall(r'duckdb\.sql\("""\n(    WITH starts.*?)"""\)', README.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


def main() -> None:
    """Print what each reader finds."""
    if sys.argv[1:2] == ["offsets"]:
        offsets(int((sys.argv[2:] or ["400"])[0]))
        return
    with tempfile.TemporaryDirectory() as place:
        raw, extracted, old = (Path(place) / name for name in ("raw", "extracted", "old"))
        shutil.copytree(gold.CASEBOOK.parent, raw / "2020")
        shutil.copytree(NEXT, raw / "2021")
        run_all(raw, extracted)
        shutil.copytree(extracted / "claims", old)
        for path in old.glob("edition=2020/*.parquet"):
            pq.write_table(pq.ParquetFile(path).read().drop_columns([GROWN]), path)
        for name, (read, read_grown) in READERS.items():
            begin = time.perf_counter()
            count, years, right = read(extracted)
            seconds = time.perf_counter() - begin
            print(f"{name:8}{count} claims, {dict(sorted(years.items()))}, {right} where they say, {seconds:.2f} s")
            rows, filled = read_grown(old)
            print(f"{'':8}with an edition of an older version {rows} claims, with the column {filled}")


if __name__ == "__main__":
    main()
