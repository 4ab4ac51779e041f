from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dataset.findings import finding_table
from pipeline.dataset.identity import claim_content, short_hashes
from pipeline.dataset.rows import build_tables
from pipeline.dataset.schema import TABLES
from pipeline.model import (
    Extraction,
    Finding,
    Flag,
    Pages,
    Relation,
    RelationKind,
    Severity,
    Span,
    TextLine,
)
from pipeline.status import DocumentStatus

from .conftest import TEXT, source_span

# What stands in the claims of the small casebook, in reading order.
CLAIMS = [
    {
        "quote": "14 个", "value_text": "14", "low": 14.0, "unit": "1", "unit_text": "个", "case_id": None,
        "case_no": 0, "section_id": "2020/能源/book.txt/00/00", "section_kind": "front_matter", "page": 1, "line": 2,
        "sentence": "本书收录 14 个案例。", "in_table": False, "flags": [], "norm_low": 14.0, "norm_unit": "1",
    },
    {
        "quote": "1,200 吨 CO2", "value_text": "1,200", "low": 1200.0, "unit": "t{CO2}/a", "unit_text": "吨CO2",
        "case_id": "2020/能源/book.txt/01", "case_no": 1, "section_id": "2020/能源/book.txt/01/01", "page": 2,
        "line": 6, "substance": "CO2", "per_time": "a", "quantity_kind": "Mass", "norm_low": 1200.0,
        "norm_unit": "t{CO2}/a",
        "sentence": "每年减排 1,200 吨 CO2，自 2018 年起节电 33万千瓦时。", "period": None, "metric": None,
    },
    {
        "quote": "33\n万千瓦时", "value_text": "33", "low": 330000.0, "unit": "kW.h", "page": 2, "line": 7,
        "flags": ["wrapped"], "period": "2018/..", "norm_low": 330000.0, "norm_unit": "kW.h", "machine_reading": None,
    },
    {
        "quote": "530.32.90 台", "value_text": "530.32.90", "low": None, "high": None, "norm_low": None,
        "norm_unit": None, "in_table": True, "flags": ["malformed_number"], "page": 3, "line": 11,
        "sentence": "530.32.90 台",
    },
]  # fmt: skip


@pytest.mark.parametrize(("number", "expected"), list(enumerate(CLAIMS)))
def test_claims(tables: dict[str, pa.Table], number: int, expected: dict[str, Any]) -> None:
    row = tables["claims"].to_pylist()[number]
    assert {name: row[name] for name in expected} == expected


def test_tables_have_exactly_their_schema(tables: dict[str, pa.Table]) -> None:
    assert {name: table.schema for name, table in tables.items()} == {name: TABLES[name].arrow() for name in TABLES}


@pytest.mark.parametrize("name", ["claims", "exclusions"])
def test_quotes_stand_at_their_offsets(tables: dict[str, pa.Table], name: str) -> None:
    for row in tables[name].to_pylist():
        assert TEXT[row["char_start"] : row["char_end"]] == row["quote"]


def test_sentences_stand_at_their_offsets_before_joining(tables: dict[str, pa.Table]) -> None:
    for row in tables["claims"].to_pylist():
        assert TEXT[row["sentence_start"] : row["sentence_end"]].replace("\n", "") == row["sentence"]


def test_exclusions_of_blocks_and_margins_are_in_reading_order(tables: dict[str, pa.Table]) -> None:
    rows = tables["exclusions"].to_pylist()
    read = [(row["quote"], row["reason"], row["page"], row["case_no"], row["low"], row["high"]) for row in rows]
    assert read == [("2018", "date", 2, 1, 2018.0, 2018.0), ("2", "page_furniture", 2, 1, None, None)]


def test_cases_and_sections(tables: dict[str, pa.Table]) -> None:
    (case,) = tables["cases"].to_pylist()
    assert (case["case_id"], case["organisation"], case["title"]) == (
        "2020/能源/book.txt/01",
        "绿源有限公司",
        "余热回收",
    )
    assert (case["page_first"], case["page_last"]) == (2, 3)
    sections = tables["sections"].to_pylist()
    assert [(row["heading"], row["case_id"], row["page_first"], row["page_last"]) for row in sections] == [
        ("编者按", None, 1, 1),
        (None, case["case_id"], 2, 2),
        ("项目成果", case["case_id"], 2, 2),
        ("项目实施", case["case_id"], 3, 3),
    ]
    assert "".join(TEXT[row["char_start"] : row["char_end"]] for row in sections) == TEXT


def test_a_source_without_pages_has_none(extraction: Extraction) -> None:
    tables = build_tables(replace(extraction, document=replace(extraction.document, pages=Pages())))
    assert tables["documents"]["pages"].to_pylist() == [None]
    assert tables["documents"]["page_starts"].to_pylist() == [[]]
    assert {row["page"] for row in tables["claims"].to_pylist()} == {None}


def test_a_failed_document_yields_its_row_alone(extraction: Extraction) -> None:
    failed = replace(extraction.document, text="", status=DocumentStatus.FAILED, message="it is empty")
    tables = build_tables(replace(extraction, document=failed))
    assert {name: table.num_rows for name, table in tables.items() if table.num_rows} == {"documents": 1}
    assert tables["documents"]["message"].to_pylist() == ["it is empty"]


def test_a_quote_has_a_box_on_each_printed_line(extraction: Extraction) -> None:
    first, second = source_span("起节电 33\n"), source_span("万千瓦时。")
    lines = (
        TextLine(second, 2, 120.0, 130.0, tuple(float(x) for x in range(10, 10 * len("万千瓦时。") + 20, 10))),
        TextLine(first, 2, 100.0, 110.0, tuple(float(x) for x in range(50, 10 * len("起节电 33\n") + 60, 10))),
    )
    tables = build_tables(replace(extraction, document=replace(extraction.document, lines=lines)))
    boxes = {row["quote"]: row["boxes"] for row in tables["claims"].to_pylist()}
    assert boxes["33\n万千瓦时"] == [[90.0, 100.0, 120.0, 110.0], [10.0, 120.0, 50.0, 130.0]]
    assert boxes["14 个"] == []


def test_flags_of_the_document_reach_the_claims_in_them(extraction: Extraction) -> None:
    chart, scan = source_span("吨 CO2，自 2018 \n年起节电 3"), Span(0, 9)
    document = replace(extraction.document, flags=((chart, Flag.CHART), (scan, Flag.OCR)))
    rows = build_tables(replace(extraction, document=document))["claims"].to_pylist()
    assert [row["flags"] for row in rows] == [[], ["chart"], ["wrapped", "chart"], ["malformed_number"]]


def test_findings() -> None:
    finding = Finding("sum", Severity.ERROR, ("ab", "cd"), "the parts do not add up", 1.0, 2.0, 3.0, "t")
    again = replace(finding, message="other words for it")
    rows = finding_table((finding, again), 2020, "book.txt").to_pylist()
    assert rows[0]["finding_id"] != rows[1]["finding_id"]
    (alone,) = finding_table((again,), 2020, "book.txt").to_pylist()
    assert alone["finding_id"] == rows[0]["finding_id"]
    assert rows[0]["claim_ids"] == ["ab", "cd"]


def test_relations_are_of_the_claims_that_start_there(extraction: Extraction) -> None:
    claims = build_tables(extraction)["claims"].to_pylist()
    relation = Relation(RelationKind.PART_OF, claims[0]["char_start"], claims[1]["char_start"], "part.sentence", 0.85)
    (row,) = build_tables(replace(extraction, relations=(relation,)))["relations"].to_pylist()
    assert (row["kind"], row["claim_a"], row["claim_b"]) == ("part_of", claims[0]["claim_id"], claims[1]["claim_id"])


def ids(extraction: Extraction) -> list[str]:
    found: list[str] = build_tables(extraction)["claims"]["claim_id"].to_pylist()
    return found


def test_claim_ids_outlast_offsets_rules_and_readings(extraction: Extraction) -> None:
    read = extraction.blocks[2][0]
    better = tuple(
        replace(claim, confidence=0.1, period=None, mention=replace(claim.mention, rule="other", bound=claim.bound))
        for claim in read.claims
    )
    changed = (*extraction.blocks[:2], (replace(read, claims=better),), extraction.blocks[3])
    assert ids(replace(extraction, blocks=changed)) == ids(extraction)


def test_claim_ids_differ_by_edition_source_case_and_heading(extraction: Extraction) -> None:
    document = extraction.document
    others = (
        replace(extraction, document=replace(document, edition=2021)),
        replace(extraction, document=replace(document, source="other.txt")),
        replace(extraction, sections=tuple(replace(s, case_no=s.case_no + 1) for s in extraction.sections)),
        replace(extraction, sections=tuple(replace(s, heading="案例概述") for s in extraction.sections)),
    )
    for other in others:
        assert not set(ids(other)) & set(ids(extraction))


def test_equal_claims_are_told_apart(extraction: Extraction) -> None:
    preface = extraction.blocks[0]
    twice = replace(extraction, blocks=((*preface, *preface), *extraction.blocks[1:]))
    assert len(set(ids(twice))) == len(ids(twice))
    assert set(ids(extraction)) < set(ids(twice))


SPACES = st.sampled_from(["", " ", "\n", "\u3000", "\u00a0", "\u2009", "\t"])


@given(st.lists(st.tuples(st.text("减排33亿吨CO2，。", min_size=1), SPACES), min_size=1))
def test_white_space_of_any_kind_is_no_part_of_an_id(parts: list[tuple[str, str]]) -> None:
    tight, loose = "".join(word for word, _ in parts), "".join(word + space for word, space in parts)
    contents = [claim_content("2020/book.txt/01", "项目成果", text, text) for text in (tight, loose)]
    assert contents[0] == contents[1]
    assert list(short_hashes(contents[:1])) == list(short_hashes(contents[1:]))
