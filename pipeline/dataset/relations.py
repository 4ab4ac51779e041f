"""Rules that take several rows at once: sections tile, numerals are read once, ids lead somewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.dataset.conditions import Row
from pipeline.dataset.rules import NUMERALS, RULES, Rule
from pipeline.dataset.schema import TABLES

Rows = dict[str, dict[int, Row]]  # table, number of the row in it, row

RULES_BY_ID = {rule.id: rule for rule in RULES}
REFERENCES = {
    "source": "documents",
    "case_id": "cases",
    "section_id": "sections",
    "claim_ids": "claims",
    "claim_a": "claims",
    "claim_b": "claims",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """A row that breaks a rule, or text that no row stands for where the rule wants one.

    Attributes:
        table: Name of the table.
        row: The row; of a missing one, source, span and quote.
        rule: The rule.
        number: Number of the row in its table; None for a missing one.
    """

    table: str
    row: Row
    rule: Rule
    number: int | None = None


def tiling(rows: Rows) -> Iterator[Breach]:
    """Text that no section holds, kept or rejected, and sections that begin inside another."""
    rule = RULES_BY_ID["tiling"]
    for document in rows["documents"].values():
        end = 0
        for number, row in sorted(_spans(rows, ("sections",)), key=lambda entry: int(entry[1]["char_start"])):
            if row["char_start"] > end:
                yield _missing("sections", document, end, row["char_start"], rule)
            elif row["char_start"] < end and number is not None:
                yield Breach("sections", row, rule, number)
            end = max(end, row["char_end"])
        if end < len(document["text"]):
            yield _missing("sections", document, end, len(document["text"]), rule)


def overlap(rows: Rows) -> Iterator[Breach]:
    """Claims and exclusions that share a character with another: the claim stays, or else the first."""
    numerals = [(table, number, row) for table in NUMERALS for number, row in rows[table].items()]
    stays: tuple[str, int, Row] | None = None
    for each in sorted(numerals, key=lambda entry: (entry[2]["char_start"], entry[0])):
        if stays is None or each[2]["char_start"] >= stays[2]["char_end"]:
            stays = each
            continue
        goes = each
        if (stays[0], each[0]) == ("exclusions", "claims"):
            stays, goes = each, stays
        table, number, row = goes
        yield Breach(table, row, RULES_BY_ID["overlap"], number)


def reference(rows: Rows) -> Iterator[Breach]:
    """Rows whose document, case, section or claim is not there, or goes; tables stand parents first."""
    rule = RULES_BY_ID["reference"]
    known = {
        parent: {row.get(TABLES[parent].key or "") for row in rows[parent].values()} for parent in REFERENCES.values()
    }
    for name in rule.tables:
        key = TABLES[name].key or ""
        columns = [column.name for column in TABLES[name].columns if column.name in REFERENCES and column.name != key]
        for number, row in rows[name].items():
            lost = [column for column in columns if not known[REFERENCES[column]].issuperset(_ids(row[column]))]
            if lost:
                yield Breach(name, row, replace(rule, columns=(lost[0],)), number)
                known.get(name, set()).discard(row.get(key))


def _ids(value: str | list[str] | None) -> list[str]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def law(rows: Rows) -> Iterator[Breach]:
    """Digits that lie in no claim, no exclusion and no rejected one of these."""
    for document in rows["documents"].values():
        text = document["text"]
        covered: set[int] = set()
        for _, row in _spans(rows, NUMERALS):
            covered.update(range(row["char_start"], min(row["char_end"], len(text))))
        for digits in re.finditer(r"\d+", text):
            left = [offset for offset in range(*digits.span()) if offset not in covered]
            if left:
                yield _missing("exclusions", document, left[0], left[-1] + 1, RULES_BY_ID["law"])


def _spans(rows: Rows, tables: tuple[str, ...]) -> Iterator[tuple[int | None, Row]]:
    """Rows of these tables with their number, then the rejected ones that have a span, without a number."""
    for table in tables:
        yield from rows[table].items()
    for row in rows["rejects"].values():
        if row["table"] in tables and None not in (row["char_start"], row["char_end"]):
            yield None, row


def _missing(table: str, document: Row, start: int, end: int, rule: Rule) -> Breach:
    quote = document["text"][start:end] if table in NUMERALS else None
    return Breach(table, {"source": document["source"], "char_start": start, "char_end": end, "quote": quote}, rule)
