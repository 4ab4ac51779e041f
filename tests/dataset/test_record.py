"""The manifest's entry of a source says what its tables say."""

from dataclasses import replace

import pyarrow as pa

from pipeline.dataset.encode import content_hash
from pipeline.dataset.manifest import StoredFile
from pipeline.dataset.record import source_record
from pipeline.dataset.rows import build_tables
from pipeline.model import Extraction, Pages
from pipeline.status import DocumentStatus

from .conftest import TEXT

Tables = dict[str, pa.Table]


def described(tables: Tables) -> dict[str, object]:
    record = source_record(
        2020, tables, dict.fromkeys(tables, "a" * 64), size=3, decisions=None, unknown_headings=("缘起",)
    )
    return {name: getattr(record, name) for name in record.__slots__}


def test_an_entry_is_what_the_tables_say(tables: Tables) -> None:
    assert described(tables) == {
        "edition": 2020,
        "source": "能源/book.txt",
        "sha256": "0" * 64,
        "size": 3,
        "decisions": None,
        "status": DocumentStatus.OK,
        "message": None,
        "pages": 3,
        "headed_sections": 3,
        "doubtful": 0,
        "exclusions": {"date": 1, "page_furniture": 1},
        "rejects": {},
        "unknown_headings": ("缘起",),
        "unknown_units": (),
        "codes": {"rule": ("date.year", "furniture", "number.unit"), "unit": ("1", "kW.h", "t{CO2}/a")},
        "files": {name: StoredFile(table.num_rows, "a" * 64, content_hash(table)) for name, table in tables.items()},
    }


def test_units_are_unknown_where_a_claim_says_so(tables: Tables) -> None:
    claims = tables["claims"].to_pylist()
    flagged = [
        row | {"flags": ["unknown_unit"], "unit_text": unit} for row, unit in zip(claims, "炉炉坨", strict=False)
    ]
    claims = pa.Table.from_pylist([*flagged, *claims[3:]], schema=tables["claims"].schema)
    assert described({**tables, "claims": claims})["unknown_units"] == ("坨", "炉")


def test_claims_of_low_confidence_want_a_look(tables: Tables) -> None:
    claims = [row | {"confidence": 0.69} for row in tables["claims"].to_pylist()]
    doubted = pa.Table.from_pylist(claims, schema=tables["claims"].schema)
    assert described({**tables, "claims": doubted})["doubtful"] == len(claims)


def test_a_failed_document_is_described_by_its_row_alone(extraction: Extraction) -> None:
    failed = replace(
        extraction.document, text="", pages=Pages(), status=DocumentStatus.FAILED, message=f"no {TEXT[:3]}"
    )
    documents = build_tables(replace(extraction, document=failed))["documents"]
    said = described({"documents": documents})
    assert (said["status"], said["message"], said["pages"]) == ("failed", "no 编者按", None)
    assert (said["headed_sections"], said["exclusions"], said["unknown_units"]) == (0, {}, ())
