"""The dataset in Croissant, the vocabulary in which catalogues of data sets and their loaders speak."""

from typing import Any

import pyarrow as pa

from pipeline.dataset.columns import Column, TableDefinition
from pipeline.dataset.datapackage import CODES_KEY, EDITION, NAME, PARTITIONED, has_files, key_of, references, said
from pipeline.dataset.manifest import CODES as CODES_PATH
from pipeline.dataset.manifest import CONTRACT_VERSION, Manifest, StoredFile
from pipeline.dataset.schema import CODES, TABLES

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    pa.bool_(): "sc:Boolean",
    pa.int16(): "sc:Integer",
    pa.int32(): "sc:Integer",
    pa.float32(): "sc:Float",
    pa.float64(): "sc:Float",
    pa.string(): "sc:Text",
    pa.large_string(): "sc:Text",
}


def croissant(manifest: Manifest) -> dict[str, Any]:
    """The descriptor, to stand beside the tables as `croissant.json`.

    Args:
        manifest: What is stored.
    """
    about = manifest.about
    stored = [table for table in TABLES.values() if has_files(table.name, manifest)]
    names = {table.name for table in stored}
    works = [said(name=work.title, publisher=work.publisher, datePublished=work.date) for work in about.works]
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": NAME,
        "alternateName": about.title,
        "description": " ".join(filter(None, (about.description or f"{about.title}.", PARTITIONED))),
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "version": f"{CONTRACT_VERSION}.0.0",
        **said(
            license=about.license_url or about.license, url=about.url, datePublished=about.date, citeAs=about.citation
        ),
        **({"creator": {"@type": "sc:Organization", "name": about.publisher}} if about.publisher else {}),
        **({"isBasedOn": [{"@type": "sc:Book", **work} for work in works]} if works else {}),
        "distribution": [*(_files(table) for table in stored), *_code_file(manifest.codes)],
        "recordSet": [*(_records(table, names) for table in stored), *_code_records(manifest.codes)],
    }


def _files(table: TableDefinition) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{table.name}-files",
        "name": f"{table.name}-files",
        "description": "One Parquet file per edition and source.",
        "encodingFormat": "application/x-parquet",
        "includes": f"{table.name}/*/*.parquet",
    }


def _records(table: TableDefinition, stored: set[str]) -> dict[str, Any]:
    keys = [{"@id": f"{table.name}/{column}"} for column in key_of(table)] if table.key else []
    targets = {column: other for column, other in references(table).items() if other in stored and column != "source"}
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        **({"key": keys} if keys else {}),
        "field": [
            _edition(table.name),
            *(
                _field(table.name, column, {"fileSet": {"@id": f"{table.name}-files"}}, targets)
                for column in table.columns
            ),
        ],
    }


def _edition(table: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{EDITION}",
        "name": EDITION,
        "description": "Year of the casebook.",
        "dataType": "sc:Integer",
        "source": {
            "fileSet": {"@id": f"{table}-files"},
            "extract": {"fileProperty": "fullpath"},
            "transform": {"regex": f".*{EDITION}=(\\d{{4}})/.*"},
        },
    }


def _code_file(codes: StoredFile | None) -> list[dict[str, Any]]:
    """The code lists, which are one file for all editions."""
    file = {"@type": "cr:FileObject", "@id": "codes-file", "name": "codes-file", "contentUrl": CODES_PATH}
    return [file | {"encodingFormat": "application/x-parquet", "sha256": codes.sha256}] if codes else []


def _code_records(codes: StoredFile | None) -> list[dict[str, Any]]:
    place = {"fileObject": {"@id": "codes-file"}}
    records = {
        "@type": "cr:RecordSet",
        "@id": CODES.name,
        "name": CODES.name,
        "description": CODES.description,
        "key": [{"@id": f"{CODES.name}/{column}"} for column in CODES_KEY],
        "field": [_field(CODES.name, column, place, {}) for column in CODES.columns],
    }
    return [records] if codes else []


def _field(table: str, column: Column, place: dict[str, Any], targets: dict[str, str]) -> dict[str, Any]:
    kind = column.type
    repeated = pa.types.is_list(kind)
    while pa.types.is_list(kind):
        kind = kind.value_type
    other = None if repeated else targets.get(column.name)  # loaders join by one value
    unit = f" In {column.unit}." if column.unit else ""
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.description + unit,
        "dataType": _TYPES[kind],
        **({"repeated": True} if repeated else {}),
        **({"references": {"field": {"@id": f"{other}/{TABLES[other].key}"}}} if other else {}),
        "source": {**place, "extract": {"column": column.name}},
    }
