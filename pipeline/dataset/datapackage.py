"""The dataset as a Frictionless data package, which its own validator accepts.

A resource is the folder of a table, since that is what readers of Parquet open; they add the partition key `edition` as
the last column. A list column has the type `any`, because the validator takes a list that a Parquet file holds for no
`array`; what its items are stands in `itemType`.
"""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from pipeline.dataset.columns import Column, TableDefinition
from pipeline.dataset.manifest import CODES as CODES_PATH
from pipeline.dataset.manifest import CONTRACT_VERSION, About, Manifest
from pipeline.dataset.relations import REFERENCES
from pipeline.dataset.schema import CODES, TABLES

EDITION = "edition"
NAME = "casebook-claims"
CODES_KEY = ("list", "code")
PARTITIONED = "`edition`, the year of the casebook, is the partition key and stands in the path, not in the files."

_TYPES = {
    pa.bool_(): "boolean",
    pa.int16(): "integer",
    pa.int32(): "integer",
    pa.float32(): "number",
    pa.float64(): "number",
    pa.string(): "string",
    pa.large_string(): "string",
}
_YEARS = {"required": True, "minimum": 1000, "maximum": 9999}


def datapackage(manifest: Manifest | None = None) -> dict[str, Any]:
    """The descriptor, to stand beside the tables as `datapackage.json`.

    Args:
        manifest: What is stored; without it, the descriptor is that of the schema.

    Returns:
        One resource per table with rows in files, with the schema's types, constraints, keys and references.
    """
    about = manifest.about if manifest else About()
    stored = [table for table in TABLES.values() if manifest is None or has_files(table.name, manifest)]
    names = {table.name for table in stored}
    return {
        "name": NAME,
        "title": about.title,
        "description": " ".join(filter(None, (about.description, PARTITIONED))),
        "version": str(CONTRACT_VERSION),
        **said(date=about.date, homepage=about.url, citation=about.citation),
        **_licenses(about),
        **({"contributors": [{"title": about.publisher, "role": "publisher"}]} if about.publisher else {}),
        **_sources(manifest),
        "resources": [*(_resource(table, names, manifest) for table in stored), _codes(manifest)],
    }


def has_files(table: str, manifest: Manifest) -> bool:
    """Whether any file of a table is stored: a book that could not be read has no claims."""
    return any(table in record.files for record in manifest.sources)


def said(**values: str | None) -> dict[str, str]:
    """What is not left unsaid."""
    return {name: value for name, value in values.items() if value}


def _licenses(about: About) -> dict[str, Any]:
    if not about.license:
        return {}
    return {"licenses": [{"name": about.license, **said(path=about.license_url)}]}


def _sources(manifest: Manifest | None) -> dict[str, Any]:
    """The books, with their hashes and what is known of their publishers."""
    if manifest is None or not manifest.sources:
        return {}
    works = {work.path: work for work in manifest.about.works}
    sources = []
    for record in manifest.sources:
        path = f"{record.edition}/{record.source}"
        work = works.get(path)
        known = said(publisher=work.publisher, date=work.date, rights=work.rights, path=work.url) if work else {}
        title = work.title if work else record.source
        sources.append({"title": title, EDITION: record.edition, "file": path, "sha256": record.sha256, **known})
    return {"sources": sources}


def _resource(table: TableDefinition, stored: set[str], manifest: Manifest | None) -> dict[str, Any]:
    return {
        **_parquet(table, table.name),
        "partitionedBy": [EDITION],
        **({"rows": manifest.rows(table.name)} if manifest else {}),
        "schema": {
            "fields": [*map(_field, table.columns), _edition()],
            "missingValues": [],  # an empty text is one; what is absent is null
            **({"primaryKey": key_of(table)} if table.key else {}),
            **_foreign_keys(table, stored),
        },
    }


def _codes(manifest: Manifest | None) -> dict[str, Any]:
    """The code lists, which are of all editions."""
    return {
        **_parquet(CODES, CODES_PATH),
        **({"rows": manifest.codes.rows} if manifest and manifest.codes else {}),
        "schema": {"fields": [*map(_field, CODES.columns)], "missingValues": [], "primaryKey": [*CODES_KEY]},
    }


def _parquet(table: TableDefinition, path: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "description": table.description,
        "path": path,
        "scheme": "file",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }


def key_of(table: TableDefinition) -> list[str]:
    """What names a row in the whole dataset: an id holds its edition, the name of a source does not."""
    key = str(table.key)
    return [EDITION, key] if key == "source" else [key]


def references(table: TableDefinition) -> dict[str, str]:
    """The columns of a table that name a row of another one, each with that table."""
    return {
        column.name: REFERENCES[column.name]
        for column in table.columns
        if column.name in REFERENCES and column.name != table.key
    }


def _foreign_keys(table: TableDefinition, stored: set[str]) -> dict[str, Any]:
    """Of the references, those that are one value: what stands in a list, no such key can say.

    A code leads to `codes`; of which list it is, stands in its field.
    """
    lists = {column.name for column in table.columns if pa.types.is_list(column.type)}
    coded = [column.name for column in table.columns if column.code_list and column.name not in lists]
    keys = [
        {
            "fields": [EDITION, column] if column == "source" else [column],
            "reference": {"resource": other, "fields": key_of(TABLES[other])},
        }
        for column, other in references(table).items()
        if column not in lists and other in stored
    ]
    keys += [{"fields": [column], "reference": {"resource": CODES.name, "fields": ["code"]}} for column in coded]
    return {"foreignKeys": keys} if keys else {}


def _edition() -> dict[str, Any]:
    return {"name": EDITION, "type": "integer", "description": "Year of the casebook.", "constraints": _YEARS}


def _field(column: Column) -> dict[str, Any]:
    is_list = pa.types.is_list(column.type)
    kind = "any" if is_list else _TYPES[column.type]
    # the validator reads Parquet through pandas, where a number that is absent is NaN; no file holds one
    absent = {"missingValues": ["nan"]} if column.nullable and kind in ("integer", "number") else {}
    return {
        "name": column.name,
        "type": kind,
        **({"itemType": _item_type(column.type)} if is_list else {}),
        "description": column.description,
        **said(unit=column.unit, codes=column.code_list),
        **absent,
        "constraints": {"required": not column.nullable, **({} if is_list else _value_constraints(column))},
        **({"itemEnum": list(column.codes)} if is_list and column.codes else {}),
    }


def _item_type(lists: pa.ListType) -> str:
    items = lists.value_type
    return f"list of {_item_type(items)}" if pa.types.is_list(items) else _TYPES[items]


def _value_constraints(column: Column) -> Mapping[str, Any]:
    constraints = {
        "minimum": column.low,
        "maximum": column.high,
        "pattern": column.pattern,
        "enum": list(column.codes) or None,
        "minLength": 1 if pa.types.is_string(column.type) and not column.may_be_empty else None,
    }
    return {name: constraint for name, constraint in constraints.items() if constraint is not None}
