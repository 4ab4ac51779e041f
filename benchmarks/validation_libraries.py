"""Dataframely against pandera on the rows of this dataset: what their reports tell, and what they cost.

    pip install "pandera[pandas,polars]"   # dataframely is a dependency of this package
    python -m benchmarks.validation_libraries

Each checks a table like `claims`, with rows broken in known ways, against the same rules: types, absent values, a
closed set, finite numbers, items of lists, a unique id and low <= high. For each it prints the median time of an
import in a process of its own, the median time of a check, and what its report of broken rows lacks or adds.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec

ROWS = 450
RUNS = 7
BOUNDS = ["exact", "approx", "at_least", "at_most"]
FLAGS = ["wrapped", "ocr"]
BROKEN = {(7, "low_high"), (8, "bound"), (9, "low"), (9, "flags"), (10, "claim_id"), (11, "claim_id")}

Report = set[tuple[int, str]]  # number of the row, column or rule


def broken_columns() -> dict[str, list[object]]:
    """A table of claims with the rows of `BROKEN` broken."""
    table: dict[str, list[object]] = {
        "claim_id": [f"{number:016x}" for number in range(ROWS)],
        "low": [float(number) for number in range(ROWS)],
        "high": [float(number) for number in range(ROWS)],
        "bound": ["exact"] * ROWS,
        "flags": [["wrapped"] for _ in range(ROWS)],
    }
    table["high"][7] = 1.0
    table["bound"][8] = "roughly"
    table["low"][9], table["high"][9], table["flags"][9] = float("nan"), None, ["torn"]
    table["low"][12] = table["high"][12] = None  # allowed: a null is no NaN
    table["claim_id"][10] = table["claim_id"][11]
    return table


def dataframely() -> Callable[[], Report]:
    """The check with dataframely."""
    import dataframely as dy  # noqa: PLC0415 # only what is measured is imported
    import polars as pl  # noqa: PLC0415 - not everywhere

    class Claims(dy.Schema):
        number = dy.UInt32()
        claim_id = dy.String(primary_key=True)
        low = dy.Float64(nullable=True)
        high = dy.Float64(nullable=True)
        bound = dy.String(check={"codes": lambda value: value.is_in(BOUNDS)})
        flags = dy.List(dy.String(check={"codes": lambda value: value.is_in(FLAGS)}))
        low_high = dy.rule()(lambda _: pl.sql_expr("low <= high"))

    frame = pl.DataFrame(broken_columns()).with_row_index("number")

    def check() -> Report:
        _, failure = Claims.filter(frame)
        rows = failure.details().to_dicts()
        broken = {(row["number"], name.split("|")[0]) for row in rows for name in row if row[name] == "invalid"}
        return {(number, "claim_id" if rule == "primary_key" else rule) for number, rule in broken}

    return check


def pandera_polars() -> Callable[[], Report]:
    """The check with pandera on polars."""
    import pandera.polars as pa  # noqa: PLC0415 # only what is measured is imported
    import polars as pl  # noqa: PLC0415 - not everywhere

    finite = pa.Check(lambda each: each.lazyframe.select(pl.col(each.key).is_finite()), name="low")
    known = pl.col("flags").list.eval(pl.element().is_in(FLAGS)).list.all()
    ordered = pa.Check(lambda each: each.lazyframe.select(pl.sql_expr("low <= high")), name="low_high")
    schema = pa.DataFrameSchema(
        {
            "claim_id": pa.Column(pl.String, unique=True),
            "low": pa.Column(pl.Float64, finite, nullable=True),
            "high": pa.Column(pl.Float64, nullable=True),
            "bound": pa.Column(pl.String, pa.Check.isin(BOUNDS)),
            "flags": pa.Column(pl.List(pl.String), pa.Check(lambda each: each.lazyframe.select(known), name="flags")),
        },
        checks=ordered,
    )
    frame = pl.DataFrame(broken_columns())

    def check() -> Report:
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            return {(row["index"], row["column"] or row["check"]) for row in error.failure_cases.to_dicts()}
        return set()

    return check


def pandera_pandas() -> Callable[[], Report]:
    """The check with pandera on pandas."""
    import pandas as pd  # noqa: PLC0415 # only what is measured is imported
    import pandera.pandas as pa  # noqa: PLC0415 - not everywhere

    finite = pa.Check(lambda values: values.notna(), name="low", ignore_na=False)
    known = pa.Check(lambda items: set(items) <= set(FLAGS), element_wise=True, name="flags")
    ordered = pa.Check(lambda frame: ~(frame["low"] > frame["high"]), name="low_high")
    schema = pa.DataFrameSchema(
        {
            "claim_id": pa.Column(str, unique=True),
            "low": pa.Column(float, finite, nullable=True),
            "high": pa.Column(float, nullable=True),
            "bound": pa.Column(str, pa.Check.isin(BOUNDS)),
            "flags": pa.Column(object, known),
        },
        checks=ordered,
    )
    frame = pd.DataFrame(broken_columns())

    def check() -> Report:
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            rows = error.failure_cases[["index", "column", "check"]].itertuples(index=False)
            return {(int(row[0]), "low_high" if row[2] == "low_high" else row[1]) for row in rows}
        return set()

    return check


def seconds(action: Callable[[], object]) -> float:
    """Median time of `RUNS` runs, after one that warms up."""
    action()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        action()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def import_seconds(module: str) -> float:
    """Median time of an import, in processes of their own, less the start of Python itself."""
    start, start_and_import = (
        seconds(lambda code=code: subprocess.run([sys.executable, "-c", code], check=True))
        for code in ("pass", f"import {module}")
    )
    return start_and_import - start


def main() -> None:
    """Print the figures of each library that is installed."""
    candidates = {"dataframely": dataframely, "pandera.polars": pandera_polars, "pandera.pandas": pandera_pandas}
    for module, prepare in candidates.items():
        package = module.split(".")[0]
        if find_spec(package) is None:
            print(f"{module}: not installed")
            continue
        begin = import_seconds(module)
        check = prepare()
        lacks, adds = sorted(BROKEN - check()), sorted(check() - BROKEN)
        print(
            f"{module} {version(package)}: import {begin:.2f} s, check of {ROWS} rows {1000 * seconds(check):.1f} ms, "
            f"report lacks {lacks or 'nothing'}, adds {adds or 'nothing'}"
        )


if __name__ == "__main__":
    main()
