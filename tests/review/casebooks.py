"""Datasets of the contract made from a few lines of text, for tests: every number with a known unit is a claim."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.review.snapshot import Snapshot

UNITS: dict[str, tuple[str, float, str]] = {
    "吨": ("t", 1.0, "Mass"),
    "度": ("kW.h", 1.0, "Energy"),
    "万元": ("CNY", 1e4, "Currency"),
    "%": ("%", 1.0, "DimensionlessRatio"),
    "台": ("1", 1.0, "Count"),
    "亩": ("[mu]", 1.0, "Area"),
}
NUMERAL = re.compile(rf"(?P<value>\d+(?:\.\d+)?)(?P<unit>\s*(?:{'|'.join(UNITS)}))?")
SENTENCE = re.compile(r"\S[^。]*。?")
S, I16, I32, F64 = pa.string(), pa.int16(), pa.int32(), pa.float64()
SCHEMAS = {
    "documents": {"source": S, "sha256": S, "media_type": S, "status": S, "message": S, "pages": I32,
                  "page_starts": pa.list_(I32), "text": pa.large_string()},
    "cases": {"source": S, "case_id": S, "case_no": I16, "organisation": S, "title": S, "page_first": I32,
              "page_last": I32, "char_start": I32, "char_end": I32},
    "sections": {"source": S, "case_id": S, "section_id": S, "section_no": I16, "heading": S, "kind": S,
                 "page_first": I32, "page_last": I32, "char_start": I32, "char_end": I32, "text": S},
    "claims": {"source": S, "case_id": S, "case_no": I16, "section_id": S, "section_kind": S, "claim_id": S, "quote": S,
               "char_start": I32, "char_end": I32, "page": I32, "line": I32, "boxes": pa.list_(pa.list_(pa.float32())),
               "sentence": S, "sentence_start": I32, "sentence_end": I32, "value_text": S, "low": F64, "high": F64,
               "unit": S, "unit_text": S, "quantity_kind": S, "substance": S, "per_time": S, "norm_low": F64,
               "norm_high": F64, "norm_unit": S, "bound": S, "direction": S, "status": S, "topic": S, "metric": S,
               "indicator": S, "period": S, "baseline": S, "in_table": pa.bool_(),
               "subject": S, "aggregation": S, "item": S, "row_label": S, "column_label": S, "confidence": pa.float32(),
               "rule": S, "machine_reading": S, "flags": pa.list_(S)},
    "exclusions": {"source": S, "case_id": S, "case_no": I16, "quote": S, "char_start": I32, "char_end": I32,
                   "page": I32, "line": I32, "low": F64, "high": F64, "reason": S, "rule": S},
    "findings": {"source": S, "finding_id": S, "check": S, "severity": S, "claim_ids": pa.list_(S), "message": S,
                 "expected_low": F64, "expected_high": F64, "observed": F64, "unit": S},
}  # fmt: skip

Row = dict[str, Any]


@dataclass(frozen=True)
class Book:
    """A casebook as cases of (heading, body), and what its extractor reads otherwise than by default.

    `claims` overrides fields of the claims with a quote; `excluded` overrides the exclusions of a quote that an
    extractor does not take for a claim.
    """

    cases: Sequence[Sequence[tuple[str, str]]]
    source: str = "book.txt"
    edition: int = 2020
    claims: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    excluded: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    findings: Sequence[Row] = ()
    version: str = "1.0"


def snapshot(*books: Book, name: str = "made") -> Snapshot:
    """A dataset of some books, in memory."""
    tables: dict[str, list[pa.Table]] = {}
    for book in books:
        for table, rows in build(book).items():
            edition = pa.array([book.edition] * len(rows), I16)
            tables.setdefault(table, []).append(rows.append_column("edition", edition))
    manifest = {"contract_version": 1, "package_version": books[0].version, "rules": "0" * 64}
    return Snapshot(name, manifest, {table: pa.concat_tables(parts) for table, parts in tables.items()})


def store(folder: Path, *books: Book) -> Path:
    """A dataset of some books, in a folder."""
    sources = []
    for book in books:
        files = {}
        for table, rows in build(book).items():
            path = folder / table / f"edition={book.edition}" / f"{book.source}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(rows, path)
            files[table] = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        sources.append({"files": files})
    codes = folder / "codes" / "codes.parquet"
    codes.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"list": ["topic"], "code": ["emission"]}), codes)
    manifest = {"contract_version": 1, "package_version": books[0].version, "rules": "0" * 64, "sources": sources}
    manifest["codes"] = {"sha256": hashlib.sha256(codes.read_bytes()).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def build(book: Book) -> dict[str, pa.Table]:
    """The tables of one book."""
    text, rows = "", {name: list[Row]() for name in SCHEMAS}
    for case_no, case in enumerate(book.cases, start=1):
        case_id, case_start = f"{book.edition}/{book.source}/{case_no:02d}", len(text)
        text += f" 公司{chr(0x4E00 + case_no)}\n"
        for section_no, (heading, body) in enumerate(case, start=1):
            start = len(text)
            text += f" ◎ {heading}\n{body}\n"
            common = {"source": book.source, "case_id": case_id, "case_no": case_no}
            section = common | {"section_id": f"{case_id}/{section_no:02d}", "section_no": section_no}
            span = {"char_start": start, "char_end": len(text)}
            rows["sections"].append(section | span | {"heading": heading, "kind": "results", "text": body})
            claims, exclusions = _numerals(book, text, start + len(heading) + 4, section)
            rows["claims"] += claims
            rows["exclusions"] += exclusions
        rows["cases"].append(
            {"source": book.source, "case_id": case_id, "case_no": case_no, "organisation": f"公司{case_no}"}
            | {"title": None, "char_start": case_start, "char_end": len(text)}
        )
    _identify(rows["claims"], text.split("\n"))
    rows["findings"] = list(book.findings)
    rows["documents"].append(
        {"source": book.source, "sha256": hashlib.sha256(text.encode()).hexdigest(), "media_type": "text/plain"}
        | {"status": "ok", "page_starts": [], "text": text}
    )
    return {
        name: pa.Table.from_pylist(rows[name], schema=pa.schema(list(columns.items())))
        for name, columns in SCHEMAS.items()
    }


def _numerals(book: Book, text: str, start: int, section: Row) -> tuple[list[Row], list[Row]]:
    claims, exclusions = [], []
    for sentence in SENTENCE.finditer(text, start):
        for found in NUMERAL.finditer(text, *sentence.span()):
            if not any(found.start() >= row["char_start"] and found.end() <= row["char_end"] for row in claims):
                quote = found[0]
                place = {"quote": quote, "char_start": found.start(), "char_end": found.end()}
                place |= {"page": None, "line": text.count("\n", 0, found.start()) + 1}
                if found["unit"] and quote not in book.excluded:
                    claims.append(section | place | _claim(book, found, sentence))
                else:
                    other = {"reason": "identifier", "rule": "test.bare", "low": None, "high": None}
                    row = section | place | other | book.excluded.get(quote, {})
                    exclusions.append({name: row[name] for name in SCHEMAS["exclusions"]})
    return claims, exclusions


def _claim(book: Book, found: re.Match[str], sentence: re.Match[str]) -> Row:
    code, scale, kind = UNITS[found["unit"].strip()]
    value = float(found["value"]) * scale
    body = sentence[0].strip()
    before = re.sub(r"\s", "", found.string[sentence.start() : found.start()])
    return {
        "section_kind": "results",
        "boxes": [],
        "sentence": body.replace("\n", ""),
        "sentence_start": sentence.start(),
        "sentence_end": sentence.start() + len(body),
        "value_text": found["value"],
        "low": value,
        "high": value,
        "unit": code,
        "unit_text": found["unit"].strip(),
        "quantity_kind": kind,
        "substance": None,
        "per_time": None,
        "norm_low": None if code == "CNY" else value,
        "norm_high": None if code == "CNY" else value,
        "norm_unit": None if code == "CNY" else code,
        "bound": "exact",
        "direction": "none",
        "status": "actual",
        "subject": "own",
        "aggregation": "level",
        "topic": "other",
        "metric": before[-4:] or None,
        "in_table": False,
        "confidence": 0.9,
        "rule": "test.unit",
        "flags": [],
    } | dict(book.claims.get(found[0], {}))


def _identify(claims: list[Row], lines: Sequence[str]) -> None:
    """Gives ids as contract 2 does: of a table cell the text of its line takes the place of the sentence."""
    seen: Counter[tuple[str, ...]] = Counter()
    for row in claims:
        around = lines[row["line"] - 1] if row["in_table"] else row["sentence"]
        content = (row["section_id"], "".join(around.split()), "".join(row["quote"].split()))
        row["claim_id"] = hashlib.sha256("|".join((*content, str(seen[content]))).encode()).hexdigest()[:16]
        seen[content] += 1


def rows(dataset: Snapshot, table: str = "claims") -> Iterator[Row]:
    """Rows of a table of a dataset, in order."""
    yield from dataset.tables[table].to_pylist()
