"""The schema as dataframely's, which checks types, absent values, codes, ranges, keys and single-row conditions.

Why dataframely and not pandera: `benchmarks/validation_libraries.py` breaks rows in known ways, and both libraries
name exactly the broken rows and rules, but pandera on pandas also rejects what is rightly null, for it cannot tell
null from NaN there. dataframely is imported in 0.3 s, pandera in 0.7 s (on polars) or 0.6 s (on pandas), and checks
450 claims in 2 ms against 10 or 29 ms. It has the items of nested lists as columns with rules of their own, where
pandera wants a function. Neither alone can be the one definition (no unit of a column, no `string` beside
`large_string`), so either would be made from `schema`, as this one is.

This module costs the import of dataframely and polars: import it where rows are checked and nowhere else.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from types import new_class
from typing import Any, cast

import dataframely as dy
import polars as pl
import pyarrow as pa

from pipeline.dataset.columns import Column
from pipeline.dataset.rules import RULES, Rule
from pipeline.dataset.schema import TABLES

ROW_NUMBER = "row_number"
DOCUMENT = "document"

# What dataframely calls a broken column rule, what `rejects.rule` calls it behind the column's name, and what holds.
COLUMN_RULES = {
    "nullability": ("not_null", "is never absent"),
    "min_length": ("not_empty", "is null rather than empty"),
    "check__codes": ("code", "is a code of its closed set"),
    "regex": ("pattern", "has the form the schema gives"),
    "min": ("range", "lies in its range"),
    "max": ("range", "lies in its range"),
    "nan": ("finite", "is a finite number"),
    "inf": ("finite", "is a finite number"),
}


def broken_rules(name: str, tables: Sequence[pa.Table]) -> Iterator[tuple[int, int, Rule]]:
    """Every rule that a row breaks by itself or by its key.

    What is paid for each call, whatever it holds, is more than what is paid for a thousand rows.

    Args:
        name: Name of the table.
        tables: Its rows in each of some documents, with the types of the schema.

    Yields:
        Number of the document and of the row in its table, from 0, and a rule that it breaks.
    """
    frames = [
        pl.DataFrame(table).with_row_index(ROW_NUMBER).with_columns(pl.lit(number, pl.UInt32).alias(DOCUMENT))
        for number, table in enumerate(tables)
        if table.num_rows
    ]
    if not frames:
        return
    frame = pl.concat(frames)
    _, failure = _frame_schema(name).filter(frame)
    if not len(failure):
        return
    details = failure.details()
    checked = [column for column in details.columns if column not in frame.columns]
    for row in details.select(DOCUMENT, ROW_NUMBER, *checked).iter_rows(named=True):
        for rule in checked:
            if row[rule] == "invalid":
                yield row[DOCUMENT], row[ROW_NUMBER], _rule(name, rule)


def _rule(table: str, name: str) -> Rule:
    """The record for `low|nan`, `flags|inner_check__codes`, `primary_key` or `low_high`, as dataframely names them."""
    column, _, kind = name.partition("|")
    if kind:
        rule, message = COLUMN_RULES[kind.replace("inner_", "")]
        return Rule(f"{column}.{rule}", (table,), f"{column} {message}", (column,))
    if name == "primary_key":
        name = "unique"
    return next(rule for rule in RULES if rule.id == name)


@cache
def _frame_schema(name: str) -> type[dy.Schema]:
    table = TABLES[name]
    columns = {
        column.name: _frame_column(column, column.type, key=column.name == table.key) for column in table.columns
    }
    rules = {
        rule.id: _frame_rule(rule.condition)
        for rule in RULES
        if name in rule.tables and isinstance(rule.condition, str)
    }
    # a key is looked at within a document; what two of them share, `check_tables` finds
    numbers = {ROW_NUMBER: dy.UInt32(), DOCUMENT: dy.UInt32(primary_key=table.key is not None)}
    body = {**numbers, **columns, **rules}
    return cast("type[dy.Schema]", new_class(name, (dy.Schema,), exec_body=lambda namespace: namespace.update(body)))


def _frame_rule(condition: str) -> Any:
    return dy.rule()(lambda _: pl.sql_expr(condition))


def _frame_column(column: Column, arrow_type: pa.DataType, *, key: bool = False) -> dy.Column:
    """A column, or the items of its lists: codes, range and pattern are theirs, and they are never null."""
    if pa.types.is_list(arrow_type):
        return dy.List(_frame_column(column, arrow_type.value_type), nullable=column.nullable)
    nullable = column.nullable and not pa.types.is_list(column.type)
    if pa.types.is_boolean(arrow_type):
        return dy.Bool(nullable=nullable)
    if arrow_type in (pa.string(), pa.large_string()):
        codes = list(column.codes)
        return dy.String(
            nullable=nullable,
            primary_key=key,
            min_length=None if column.may_be_empty else 1,
            regex=column.pattern,
            check={"codes": lambda value: value.is_in(codes)} if codes else None,
        )
    numbers = {pa.int16(): dy.Int16, pa.int32(): dy.Int32, pa.float32(): dy.Float32, pa.float64(): dy.Float64}
    number: dy.Column = numbers[arrow_type](nullable=nullable, min=column.low, max=column.high)
    return number
