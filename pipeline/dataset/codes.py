"""The code lists of a dataset: every code that stands in a table, in words, and what others call it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import pyarrow as pa

from pipeline.dataset.rules import RULES
from pipeline.dataset.schema import CODES, TABLES
from pipeline.lexicon.decisions import indicator_records
from pipeline.lexicon.exclusions import exclusion_rules
from pipeline.lexicon.loading import check_records
from pipeline.lexicon.reporting import reporting
from pipeline.lexicon.unit_names import in_chinese, in_symbols, is_ucum
from pipeline.lexicon.units import kind_of
from pipeline.model import QuantityKind, UnitReading

Row = dict[str, Any]
FILE = "codes.toml"


def standing(tables: Mapping[str, pa.Table]) -> dict[str, tuple[str, ...]]:
    """The codes of each open list that stand in the tables of a source: the closed ones stand in the schema."""
    found: dict[str, set[str]] = {}
    for name, table in tables.items():
        for column in TABLES[name].columns:
            if column.code_list is not None and not column.codes:
                found.setdefault(column.code_list, set()).update(filter(None, table[column.name].unique().to_pylist()))
    return {name: tuple(sorted(codes)) for name, codes in sorted(found.items()) if codes}


def code_table(in_sources: Iterable[Mapping[str, Sequence[str]]]) -> pa.Table:
    """The table `codes` of a dataset.

    Args:
        in_sources: For each source what `standing` gives of its tables.

    Returns:
        A row for each code of a closed list and of the vocabulary, and for each that stands in a source.
    """
    rows = dict(_known())
    for codes in in_sources:
        for name, code in ((name, code) for name, found in codes.items() for code in found):
            rows.setdefault((name, code), _of_unit(code) if name == "unit" else _of_name(name, code))
    return pa.Table.from_pylist([rows[key] for key in sorted(rows)], schema=CODES.arrow())


@lru_cache(maxsize=1)
def _known() -> dict[tuple[str, str], Row]:
    """What the vocabulary says of codes; of rules it knows families, which are no codes themselves."""
    rows = [_row(**record) for record in _records() if record["list"] not in ("rule", "unit")]
    rows += [_of_unit(record["code"]) for record in _records() if record["list"] == "unit"]
    rows += [_row(list="indicator", code=value, **said) for value, said in indicator_records().items()]
    return {(row["list"], row["code"]): row for row in rows}


@cache
def _records() -> tuple[Row, ...]:
    required = dict.fromkeys(("list", "code", "label_zh", "label_en", "definition"), str)
    return check_records(FILE, "code", required=required, optional={"mapping": list})


def _record(name: str, code: str) -> Row | None:
    return next((record for record in _records() if (record["list"], record["code"]) == (name, code)), None)


def _row(
    list: str,  # noqa: A002 - named as the column
    code: str,
    label_zh: str,
    label_en: str,
    definition: str,
    mapping: Sequence[str] = (),
    norm_unit: str | None = None,
) -> Row:
    return {
        "list": list,
        "code": code,
        "label_zh": label_zh,
        "label_en": label_en,
        "definition": definition,
        "norm_unit": norm_unit,
        "mapping": [*mapping],
    }


def _of_unit(code: str) -> Row:
    kind = kind_of(code)
    report = reporting(UnitReading(code, "", kind))
    norm_unit = report[1] if report else None
    record = _record("unit", code)
    if record is not None:
        return _row(**record, norm_unit=norm_unit)
    mapping = [f"UCUM {code}"] if is_ucum(code) else []
    mapping += [f"ISO 4217 {code}"] if kind is QuantityKind.CURRENCY and code.isalpha() else []
    named = _record("quantity_kind", kind.value)
    definition = f"A unit of the kind {kind.value}" + (f": {named['definition']}" if named else "")
    return _row("unit", code, in_chinese(code), in_symbols(code), definition, mapping, norm_unit)


def _of_name(name: str, code: str) -> Row:
    """A rule, in the words of its family; a code that a reviewer made up, in its own."""
    family = _record(name, code.partition(".")[0]) if name == "rule" else None
    if family is None:
        broken = next((rule.message for rule in RULES if rule.id == code), "What no vocabulary defines")
        return _row(name, code, code, code, broken)
    rest = code.partition(".")[2].replace("_", " ")
    example = next((rule.examples[0] for rule in exclusion_rules() if rule.id == code), None)
    return _row(
        name,
        code,
        f"{family['label_zh']}：{rest}" if rest else family["label_zh"],
        f"{family['label_en']}: {rest}" if rest else family["label_en"],
        family["definition"] + (f", such as {example}" if example else ""),
    )
