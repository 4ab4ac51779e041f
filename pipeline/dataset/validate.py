"""Rows against the contract: what breaks a rule goes to `rejects`, what belongs to it too; nothing is mended."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, islice

import pyarrow as pa

from pipeline.dataset import relations
from pipeline.dataset.conditions import Context, Row
from pipeline.dataset.ids import Ids
from pipeline.dataset.problem import Problem
from pipeline.dataset.relations import RULES_BY_ID, Breach, Rows
from pipeline.dataset.rules import CONSTRUCTED, RULES, Rule
from pipeline.dataset.schema import TABLES
from pipeline.errors import on_lines
from pipeline.model import Severity
from pipeline.status import DocumentStatus

Tables = Mapping[str, pa.Table]

_AT_ONCE = 32  # documents: more hold more memory and save no time


def check(tables: Tables) -> tuple[dict[str, pa.Table], pa.Table]:
    """Check one document's rows before they are stored; each that breaks a rule is left out, alone.

    What holds of documents, cases and sections holds by how they are made; `breaches` finds where it does not.

    Args:
        tables: A table for every name in `schema.TABLES`, all of one document. What `rejects` holds already counts
            as rejected.

    Returns:
        The tables without the rows that break a rule, and the rejects, which are among the tables too. A document of
        which a row was left out is `partial` and says so.
    """
    rows, shaped, _ = _checked([tables], tuple(name for name in TABLES if name not in CONSTRUCTED))[0]
    unchanged = {name: table for name, table in shaped.items() if name not in {"documents", "rejects"}}
    kept = {name: table.take(pa.array(rows[name], pa.int64())) for name, table in unchanged.items()}
    rejected = sorted(rows["rejects"].values(), key=_order)
    told = [_told(row, rejected) for row in rows["documents"].values()]
    documents = pa.Table.from_pylist(told, schema=TABLES["documents"].arrow())
    rejects = pa.Table.from_pylist(rejected, schema=TABLES["rejects"].arrow())
    return {"documents": documents, **kept, "rejects": rejects}, rejects


def breaches(documents: Sequence[Tables]) -> tuple[tuple[Breach, ...], ...]:
    """Every rule that a row of some documents breaks, in whatever table it is, document by document.

    Args:
        documents: The tables of each, as `check` takes them.
    """
    return tuple(found for _, _, found in _checked(documents, tuple(TABLES)))


def _checked(documents: Sequence[Tables], names: tuple[str, ...]) -> list[tuple[Rows, Tables, tuple[Breach, ...]]]:
    """Of each document the rows without those of the named tables that break a rule, the tables, the breaches."""
    shaped = [_shaped(tables) for tables in documents]
    columns = _broken_columns([tables for tables, _ in shaped], names)
    return [
        _checked_rows(tables, misshapen, broken, names)
        for (tables, misshapen), broken in zip(shaped, columns, strict=True)
    ]


def _checked_rows(
    tables: Tables, misshapen: tuple[Breach, ...], columns: Sequence[tuple[str, int, Rule]], names: tuple[str, ...]
) -> tuple[Rows, Tables, tuple[Breach, ...]]:
    rows: Rows = {name: dict(enumerate(table.to_pylist())) for name, table in tables.items()}
    steps: tuple[Callable[[Rows], Iterable[Breach]], ...] = (
        lambda _: misshapen,
        lambda rows: [Breach(name, rows[name][number], rule, number) for name, number, rule in columns],
        relations.reference,  # rows without a parent
        lambda rows: _broken_conditions(rows, names),
        relations.tiling,
        relations.overlap,
        relations.reference,  # rows whose parent went
        relations.law,
    )
    found: list[Breach] = []
    numbers = count(len(rows["rejects"]))
    for step in steps:
        for breach in tuple(breach for breach in step(rows) if breach.table in names):
            found.append(breach)
            rows["rejects"][next(numbers)] = _reject(breach)
            if breach.number is not None:
                rows[breach.table].pop(breach.number, None)
    return rows, tables, tuple(found)


def _told(document: Row, rejected: Sequence[Row]) -> Row:
    """The row of a document that says what was left out of it."""
    if not rejected:
        return document
    counts = Counter((row["table"], row["rule"]) for row in rejected)
    listed = ", ".join(f"{number} of {table} by the rule {rule}" for (table, rule), number in sorted(counts.items()))
    where = on_lines(document["text"], [row["char_start"] for row in rejected if row["char_start"] is not None])
    told = f"rows were rejected: {listed}{f' ({where})' if where else ''}; the table `rejects` has them"
    message = f"{document['message']}; {told}" if document["message"] else told
    return document | {"status": DocumentStatus.PARTIAL.value, "message": message}


def _shaped(tables: Tables) -> tuple[dict[str, pa.Table], tuple[Breach, ...]]:
    """The tables, empty where their columns are not the schema's; and a breach for each row of these."""
    shaped, breaches = {}, []
    for name, definition in TABLES.items():
        shaped[name], expected = tables[name], definition.arrow()
        if (shaped[name].schema.names, shaped[name].schema.types) != (expected.names, expected.types):
            breaches += [Breach(name, row, RULES_BY_ID["schema"]) for row in shaped[name].to_pylist()]
            shaped[name] = expected.empty_table()
    return shaped, tuple(breaches)


def _broken_columns(documents: Sequence[Tables], names: tuple[str, ...]) -> list[list[tuple[str, int, Rule]]]:
    """Table, row and rule of what breaks a rule by itself or by its key, in each document."""
    from pipeline.dataset.frames import broken_rules  # noqa: PLC0415 # costs the import of dataframely and polars

    found: list[list[tuple[str, int, Rule]]] = [[] for _ in documents]
    for name in names:
        for document, number, rule in broken_rules(name, [tables[name] for tables in documents]):
            found[document].append((name, number, rule))
    return found


def _broken_conditions(rows: Rows, names: tuple[str, ...]) -> Iterator[Breach]:
    conditions = [
        (rule, table, rule.condition)
        for rule in RULES
        if callable(rule.condition)
        for table in rule.tables
        if table in names
    ]
    for document in rows["documents"].values():
        context = Context.of(document, rows["cases"].values(), rows["sections"].values())
        for rule, table, condition in conditions:
            for number, row in rows[table].items():
                if not condition(row, context):
                    yield Breach(table, row, rule, number)


def _reject(breach: Breach) -> Row:
    row, key = breach.row, TABLES[breach.table].key
    source, start = str(row.get("source")), row.get("char_start")
    values = {column: row.get(column) for column in breach.rule.columns or (key or "source",)}
    return {
        "source": source,
        "table": breach.table,
        "row_id": row.get(key or "") or f"{source}:{start}",
        "char_start": start,
        "char_end": row.get("char_end"),
        "quote": row.get("quote"),
        "rule": breach.rule.id,
        "severity": Severity.ERROR.value,
        "value": json.dumps(values if len(values) > 1 else next(iter(values.values())), ensure_ascii=False),
        "message": breach.rule.message,
    }


def _order(reject: Row) -> tuple[int, int, str, str]:
    start = -1 if reject["char_start"] is None else reject["char_start"]
    return start, list(TABLES).index(reject["table"]), reject["row_id"], reject["rule"]


def check_tables(tables_by_source: Iterable[tuple[str, Tables]]) -> tuple[Problem, ...]:
    """Check the tables of a whole dataset, some documents at a time.

    Args:
        tables_by_source: Edition and source of each document, as `2020/book.txt`, and its tables as `check` takes
            them; their `rejects` are what was left out before.

    Returns:
        A problem for each rule that each row breaks, and for each id that two documents share.
    """
    problems: list[Problem] = []
    ids = Ids()
    documents = iter(tables_by_source)
    while some := list(islice(documents, _AT_ONCE)):
        for (source, tables), broken in zip(some, breaches([tables for _, tables in some]), strict=True):
            problems += _document_problems(source, tables, broken)
            problems += ids.add(source, tables)
    return (*problems, *ids.shared())


def _document_problems(source: str, tables: Tables, broken: Iterable[Breach]) -> Iterator[Problem]:
    rejects = tables["rejects"].to_pylist()
    known = {tuple(row.values()) for row in rejects}
    for row in map(_reject, broken):
        if tuple(row.values()) not in known:
            yield _problem(source, row)
    for row in rejects:
        if row["rule"] == "law":
            place = f"{source}: {row['source']}:{row['char_start']}"
            yield Problem(place, "law", f"this number has no home: {row['quote']}")
    if tables["documents"].num_rows != 1:
        message = f"it has {tables['documents'].num_rows} rows in `documents`, so its numbers have no home"
        yield Problem(source, "law", message)


def _problem(source: str, reject: Row) -> Problem:
    message = f"broken: {reject['message']}; found {reject['value']}"
    return Problem(f"{source}: {reject['table']} {reject['row_id']}", reject["rule"], message)
