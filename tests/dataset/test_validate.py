import json
import math
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dataset.findings import finding_table
from pipeline.dataset.rows import build_tables
from pipeline.dataset.rules import RULES
from pipeline.dataset.schema import TABLES
from pipeline.dataset.validate import check, check_tables
from pipeline.model import Extraction, Finding, Pages, Relation, RelationKind, Severity
from pipeline.status import DocumentStatus

from .conftest import CASE, TEXT, build_extraction

Tables = dict[str, pa.Table]

SOURCE = "能源/book.txt"
KEY = f"2020/{SOURCE}"

_LAST = build_tables(build_extraction())["claims"]["claim_id"][-1].as_py()

# One row of the valid tables, what is changed in it, the rule it then breaks, and the value that is reported.
BAD_ROWS = [
    # columns
    ("claims", 0, {"low": math.nan}, "low.finite", "NaN"),
    ("claims", 0, {"high": math.inf}, "high.finite", "Infinity"),
    ("claims", 0, {"boxes": [[1.0, 2.0, math.nan, 4.0]]}, "boxes.finite", "[[1.0, 2.0, NaN, 4.0]]"),
    ("claims", 0, {"bound": "roughly"}, "bound.code", '"roughly"'),
    ("claims", 0, {"flags": ["torn"]}, "flags.code", '["torn"]'),
    ("claims", 0, {"confidence": 1.5}, "confidence.range", "1.5"),
    ("claims", 0, {"char_start": -3}, "char_start.range", "-3"),
    ("claims", 0, {"unit": None}, "unit.not_null", "null"),
    ("claims", 0, {"unit": "k W"}, "unit.pattern", '"k W"'),
    ("claims", 0, {"metric": ""}, "metric.not_empty", '""'),
    ("claims", 0, {"period": "2020 年"}, "period.pattern", '"2020 年"'),
    ("claims", 0, {"period": "-0100"}, "period.pattern", '"-0100"'),
    ("claims", 0, {"baseline": "2020-13"}, "baseline.pattern", '"2020-13"'),
    ("exclusions", 0, {"reason": "dull"}, "reason.code", '"dull"'),
    # one row
    ("claims", 0, {"low": 15.0}, "low_high", '{"low": 15.0, "high": 14.0}'),
    ("exclusions", 0, {"low": 2019.0}, "low_high", '{"low": 2019.0, "high": 2018.0}'),
    ("claims", 0, {"low": None}, "both_ends", '{"low": null, "high": 14.0}'),
    ("claims", 3, {"flags": []}, "malformed", '{"low": null, "flags": []}'),
    ("claims", 1, {"flags": ["unknown_unit"]}, "unknown_unit", '{"unit": "t{CO2}/a", "unit_text": "吨CO2"}'),
    ("claims", 2, {"flags": []}, "wrapped", '{"quote": "33\\n万千瓦时", "flags": []}'),
    ("claims", 0, {"norm_low": None}, "norm_whole", '{"norm_low": null, "norm_high": 14.0, "norm_unit": "1"}'),
    ("claims", 0, {"case_no": 1}, "outside_cases", '{"case_id": null, "case_no": 1}'),
    ("claims", 0, {"char_end": 9}, "span", '{"char_start": 9, "char_end": 9}'),
    (
        "claims",
        0,
        {"sentence_start": 10},
        "in_sentence",
        '{"char_start": 9, "char_end": 13, "sentence_start": 10, "sentence_end": 16}',
    ),
    # one row and its document
    ("claims", 0, {"char_start": 8}, "verbatim", '"14 个"'),
    ("exclusions", 0, {"quote": "2019"}, "verbatim", '"2019"'),
    ("exclusions", 1, {"char_end": 9999}, "in_text", '{"char_start": 79, "char_end": 9999}'),
    ("claims", 0, {"page": 2}, "place", '{"page": 2, "line": 2}'),
    ("exclusions", 0, {"line": 1}, "place", '{"page": 2, "line": 1}'),
    ("claims", 0, {"sentence": "14 个好案例"}, "sentence_words", '"14 个好案例"'),
    ("claims", 0, {"value_text": "15"}, "value_in_quote", '{"value_text": "15", "quote": "14 个"}'),
    ("claims", 1, {"substance": None}, "unit_parts", '{"unit": "t{CO2}/a", "substance": null, "per_time": "a"}'),
    ("claims", 1, {"per_time": None}, "unit_parts", '{"unit": "t{CO2}/a", "substance": "CO2", "per_time": null}'),
    ("claims", 2, {"per_time": "h"}, "unit_parts", '{"unit": "kW.h", "substance": null, "per_time": "h"}'),
    ("claims", 0, {"period": "2021-02-30"}, "dates", '{"period": "2021-02-30", "baseline": null}'),
    ("claims", 0, {"period": "2020/2018"}, "dates", '{"period": "2020/2018", "baseline": null}'),
    ("claims", 0, {"section_id": f"{KEY}/01/01"}, "in_section", None),
    ("claims", 0, {"section_kind": "other"}, "in_section", None),
    # several rows
    ("claims", 1, {"claim_id": "47d39b179623563f"}, "unique", '"47d39b179623563f"'),
    ("claims", 1, {"case_id": f"{KEY}/09", "case_no": 9}, "reference", f'"{KEY}/09"'),
    ("claims", 1, {"section_id": f"{KEY}/01/09"}, "reference", f'"{KEY}/01/09"'),
    ("exclusions", 0, {"source": "other.txt", "case_id": None, "case_no": 0}, "reference", '"other.txt"'),
    ("findings", 0, {"claim_ids": ["00ff00ff00ff00ff"]}, "reference", '["00ff00ff00ff00ff"]'),
    ("relations", 0, {"claim_a": "00ff00ff00ff00ff"}, "reference", '"00ff00ff00ff00ff"'),
    ("relations", 0, {"claim_a": _LAST}, "two_claims", None),
    ("findings", 0, {"expected_low": 9.0}, "expected_order", '{"expected_low": 9.0, "expected_high": 2.0}'),
    ("exclusions", 0, {"char_start": 47, "quote": TEXT[47:63]}, "overlap", '{"char_start": 47, "char_end": 63}'),
]  # fmt: skip

# what holds of documents, cases and sections holds by how they are made: `validate` finds where it does not
MISMADE_ROWS: list[tuple[str, int, dict[str, Any], str, str | None]] = [
    ("sections", 0, {"kind": "appendix"}, "kind.code", '"appendix"'),
    ("documents", 0, {"sha256": "abc"}, "sha256.pattern", '"abc"'),
    ("documents", 0, {"page_starts": [0, None, 80]}, "page_starts.not_null", "[0, null, 80]"),
    ("documents", 0, {"status": "failed", "message": "damaged"}, "failed_empty", '"failed"'),
    ("documents", 0, {"status": "partial"}, "told", '{"status": "partial", "message": null}'),
    ("sections", 1, {"char_start": CASE - 1}, "in_case", None),
    ("sections", 2, {"heading": "项目效果"}, "section_words", '"项目效果"'),
    ("sections", 2, {"page_last": 3}, "span_pages", '{"page_first": 2, "page_last": 3}'),
    ("sections", 2, {"section_no": 3}, "section_of_id", f'{{"section_id": "{KEY}/01/01", "section_no": 3}}'),
    ("cases", 0, {"title": "余热利用"}, "case_words", '{"organisation": "绿源有限公司", "title": "余热利用"}'),
    ("cases", 0, {"case_no": 2}, "case_of_id", f'{{"case_id": "{KEY}/01", "case_no": 2}}'),
    ("documents", 0, {"pages": 2}, "pages_counted", None),
    ("documents", 0, {"page_starts": [0, 80, 16]}, "pages_counted", None),
    ("sections", 2, {"char_start": 25, "heading": None, "text": ""}, "tiling", None),
]  # fmt: skip


def with_finding(extraction: Extraction) -> Tables:
    claims = build_tables(extraction)["claims"]
    first, *_, last = claims["char_start"].to_pylist()
    relation = Relation(RelationKind.PART_OF, first, last, "part.sentence", 0.85)
    finding = Finding(
        "sum", Severity.WARNING, (claims["claim_id"][0].as_py(),), "the parts do not add up", 1.0, 2.0, 3.0, "kW.h"
    )
    tables = build_tables(replace(extraction, relations=(relation,)))
    return {**tables, "findings": finding_table((finding,), 2020, SOURCE)}


def changed(tables: Tables, table: str, number: int, changes: dict[str, Any]) -> Tables:
    rows = tables[table].to_pylist()
    rows[number] |= changes
    return {**tables, table: pa.Table.from_pylist(rows, schema=TABLES[table].arrow())}


def without(tables: Tables, table: str, number: int) -> Tables:
    rows = tables[table].to_pylist()
    return {**tables, table: pa.Table.from_pylist(rows[:number] + rows[number + 1 :], schema=TABLES[table].arrow())}


def broken(rejects: pa.Table) -> set[tuple[str, str]]:
    return {(row["table"], row["rule"]) for row in rejects.to_pylist()}


@pytest.fixture
def tables(extraction: Extraction) -> Tables:
    return with_finding(extraction)


def test_a_good_document_keeps_every_row(tables: Tables) -> None:
    kept, rejects = check(tables)
    assert rejects.num_rows == 0
    assert all(kept[name].equals(tables[name], check_metadata=True) for name in TABLES)


@pytest.mark.parametrize(("table", "number", "changes", "rule", "value"), BAD_ROWS)
def test_a_bad_row_goes_to_the_rejects(  # the columns of the table above
    tables: Tables, table: str, number: int, changes: dict[str, Any], rule: str, value: str | None
) -> None:
    bad = changed(tables, table, number, changes)
    kept, rejects = check(bad)
    reported = [row for row in rejects.to_pylist() if (row["table"], row["rule"]) == (table, rule)]
    assert reported
    assert value is None or value in [row["value"] for row in reported]
    assert bad[table].to_pylist()[number] not in kept[table].to_pylist()
    assert kept[table].num_rows == bad[table].num_rows - (2 if rule == "unique" else 1)
    assert kept["rejects"] is rejects
    (document,) = kept["documents"].to_pylist()
    assert document["status"] == "partial"
    assert f" of {table} by the rule {rule}" in document["message"]


@pytest.mark.parametrize(("table", "number", "changes", "rule", "value"), MISMADE_ROWS)
def test_what_is_made_wrongly_is_a_problem(
    tables: Tables, table: str, number: int, changes: dict[str, Any], rule: str, value: str | None
) -> None:
    bad = changed(tables, table, number, changes)
    found = [problem for problem in check_tables([(KEY, bad)]) if problem.rule == rule]
    assert found
    assert value is None or any(value in problem.message for problem in found)


@pytest.mark.parametrize("table", ["documents", "cases", "sections"])
def test_no_row_that_others_stand_on_is_ever_rejected(tables: Tables, table: str) -> None:
    spoiled = {"documents": {"pages": 7}, "cases": {"title": "余热利用"}, "sections": {"text": "不在书中"}}[table]
    kept, rejects = check(changed(tables, table, 0, spoiled))
    assert {name: kept[name].num_rows for name in TABLES} == {name: tables[name].num_rows for name in TABLES}
    assert rejects.num_rows == 0


def test_every_rule_has_a_bad_row() -> None:
    elsewhere = {"schema", "law", "norm"}
    assert {rule.id for rule in RULES} == {
        rule for *_, rule, _ in BAD_ROWS + MISMADE_ROWS if "." not in rule
    } | elsewhere


def test_a_row_keeps_one_reject_for_each_rule_it_breaks(tables: Tables) -> None:
    _, rejects = check(changed(tables, "claims", 0, {"low": math.nan, "bound": "roughly"}))
    assert {("claims", "low.finite"), ("claims", "bound.code")} <= broken(rejects)


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({"norm_low": 1201.0}, False),
        ({"norm_unit": "kg{CO2}/a"}, False),
        ({"norm_low": 1.2, "norm_high": 1.2, "norm_unit": "kt{CO2}/a"}, False),
        ({"norm_low": None, "norm_high": None, "norm_unit": None}, False),
        ({"norm_low": math.nextafter(1200.0, 0)}, True),
    ],
)
def test_the_norm_is_the_value_in_the_reporting_unit(tables: Tables, changes: dict[str, Any], *, holds: bool) -> None:
    _, rejects = check(changed(tables, "claims", 1, changes))
    assert (("claims", "norm") in broken(rejects)) is not holds


def test_a_table_of_other_columns_is_rejected_row_by_row(tables: Tables) -> None:
    exclusions = tables["exclusions"].drop_columns(["reason"])
    kept, rejects = check({**tables, "exclusions": exclusions})
    assert kept["exclusions"].num_rows == 0
    assert [row["row_id"] for row in rejects.to_pylist()] == [f"{SOURCE}:59", f"{SOURCE}:79"]


@pytest.mark.parametrize(
    ("table", "number", "digits"), [("claims", 0, "14"), ("exclusions", 0, "2018"), ("exclusions", 1, "2")]
)
def test_a_digit_in_nothing_is_a_reject_of_its_own(tables: Tables, table: str, number: int, digits: str) -> None:
    _, rejects = check(without(without(without(tables, "findings", 0), "relations", 0), table, number))
    assert [(row["rule"], row["quote"]) for row in rejects.to_pylist()] == [("law", digits)]


def test_digits_of_any_script_are_under_the_law(extraction: Extraction) -> None:
    text = TEXT.replace("我们很忙", "我１是٣")
    document = replace(extraction.document, text=text)
    tables = build_tables(replace(extraction, document=document))
    _, rejects = check(tables)
    assert {row["quote"] for row in rejects.to_pylist() if row["rule"] == "law"} == {"１", "٣"}


def test_a_rejected_row_holds_its_digits(tables: Tables) -> None:
    _, rejects = check(changed(tables, "exclusions", 0, {"reason": "dull"}))
    assert broken(rejects) == {("exclusions", "reason.code")}


def test_a_rejected_row_costs_itself_alone(tables: Tables) -> None:
    kept, rejects = check(changed(tables, "claims", 1, {"bound": "roughly"}))
    assert broken(rejects) == {("claims", "bound.code")}
    rows = {name: table.num_rows for name, table in tables.items()}
    assert {name: table.num_rows for name, table in kept.items()} == rows | {"claims": rows["claims"] - 1, "rejects": 1}


def test_text_in_no_section_is_a_problem(tables: Tables) -> None:
    assert "tiling" in {problem.rule for problem in check_tables([(KEY, without(tables, "sections", 1))])}


def test_numbers_without_a_document_have_no_home(tables: Tables) -> None:
    assert "law" in {problem.rule for problem in check_tables([(KEY, without(tables, "documents", 0))])}


def test_of_a_claim_and_an_exclusion_that_overlap_the_claim_stays(tables: Tables) -> None:
    year = {"char_start": 44, "char_end": 50, "quote": TEXT[44:50]}
    kept, rejects = check(changed(tables, "exclusions", 0, year))
    assert kept["claims"].num_rows == tables["claims"].num_rows
    assert ("exclusions", "overlap") in broken(rejects)


def test_a_failed_document_is_one_row(extraction: Extraction) -> None:
    failed = replace(extraction.document, text="", pages=Pages(), status=DocumentStatus.FAILED, message="no text")
    kept, rejects = check(build_tables(replace(extraction, document=failed)))
    assert {name: table.num_rows for name, table in kept.items() if table.num_rows} == {"documents": 1}
    assert rejects.num_rows == 0


def test_rejects_hold_their_own_schema(tables: Tables) -> None:
    _, rejects = check(changed(tables, "claims", 0, {"bound": "roughly"}))
    assert rejects.schema.equals(TABLES["rejects"].arrow(), check_metadata=True)
    again, same = check({**tables, "rejects": rejects})
    assert same.equals(rejects)
    assert again["claims"].equals(tables["claims"])
    assert all(json.loads(row["value"]) for row in rejects.to_pylist())


_VALID = with_finding(build_extraction())


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_moved_no_digit_is_lost(data: st.DataObject) -> None:
    """However the spans of claims and exclusions shift, each digit ends in a kept or a rejected row."""
    spoiled = dict(_VALID)
    for table in ("claims", "exclusions"):
        rows = spoiled[table].to_pylist()
        for row in rows:
            shift = data.draw(st.integers(-4, 4))
            row["char_start"] += shift
            row["char_end"] += data.draw(st.integers(-4, 4))
        spoiled[table] = pa.Table.from_pylist(rows, schema=TABLES[table].arrow())
    kept, rejects = check(spoiled)
    rows = [row for name in ("claims", "exclusions") for row in kept[name].to_pylist()]
    owners = [sum(row["char_start"] <= offset < row["char_end"] for row in rows) for offset in range(len(TEXT))]
    left_out = {offset for row in rejects.to_pylist() for offset in range(row["char_start"] or 0, row["char_end"] or 0)}
    digits = [offset for offset, character in enumerate(TEXT) if character.isdecimal()]
    assert max(owners) <= 1
    assert all(owners[offset] == 1 or offset in left_out for offset in digits)


def test_check_tables_finds_nothing_in_what_check_kept(tables: Tables) -> None:
    kept, _ = check(changed(tables, "claims", 0, {"bound": "roughly"}))
    assert check_tables([(KEY, kept)]) == ()


def test_check_tables_finds_ids_that_two_documents_share(tables: Tables) -> None:
    problems = check_tables([(KEY, tables), ("2021/book.txt", tables)])
    assert {problem.rule for problem in problems} == {"unique", "edition"}
