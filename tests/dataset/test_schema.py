import re

import polars as pl
import pyarrow as pa
import pytest

from pipeline.dataset import manifest
from pipeline.dataset.columns import Column
from pipeline.dataset.rules import RULES
from pipeline.dataset.schema import TABLES
from pipeline.lexicon.units import substances

# The contract, version 2: names, types and absence of every column, in file order.
CONTRACT = {
    "documents": "source string, sha256 string, media_type string, status string, message string?, pages int32?, "
    "page_starts list<int32>, text large_string",
    "cases": "source string, case_id string, case_no int16, organisation string?, organisation_id string?, "
    "title string?, page_first int32?, page_last int32?, char_start int32, char_end int32",
    "sections": "source string, case_id string?, section_id string, section_no int16, heading string?, kind string, "
    "page_first int32?, page_last int32?, char_start int32, char_end int32, text string",
    "claims": "source string, case_id string?, case_no int16, section_id string, section_kind string, "
    "claim_id string, quote string, char_start int32, char_end int32, page int32?, line int32, "
    "boxes list<list<float>>, sentence string, sentence_start int32, sentence_end int32, value_text string, "
    "low double?, high double?, unit string, unit_text string?, quantity_kind string, substance string?, "
    "per_time string?, norm_low double?, norm_high double?, norm_unit string?, bound string, direction string, "
    "status string, topic string, metric string?, indicator string?, period string?, baseline string?, in_table bool, "
    "subject string, aggregation string, per string?, item string?, row_label string?, column_label string?, "
    "confidence double, rule string, "
    "machine_reading string?, flags list<string>",
    "exclusions": "source string, case_id string?, case_no int16, quote string, char_start int32, char_end int32, "
    "page int32?, line int32, low double?, high double?, reason string, rule string",
    "relations": "source string, case_id string?, relation_id string, kind string, claim_a string, "
    "claim_b string, rule string, confidence double",
    "findings": "source string, finding_id string, check string, severity string, claim_ids list<string>, "
    "message string, expected_low double?, expected_high double?, observed double?, unit string?",
    "rejects": "source string, table string, row_id string, char_start int32?, char_end int32?, quote string?, "
    "rule string, severity string, value string, message string",
}

COLUMNS = [(table.name, column) for table in TABLES.values() for column in table.columns]


def written(column: Column) -> str:
    return f"{column.name} {column.type}{'?' if column.nullable else ''}".replace("element: ", "")


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_are_those_of_the_contract(name: str) -> None:
    assert ", ".join(written(column) for column in TABLES[name].columns) == CONTRACT[name]


def test_tables_are_those_of_the_manifest() -> None:
    assert tuple(TABLES) == tuple(CONTRACT) == manifest.TABLES


def test_the_partition_key_is_in_no_file() -> None:
    assert "edition" not in {column.name for _, column in COLUMNS}


def test_fields_carry_description_and_unit() -> None:
    fields = TABLES["claims"].arrow()
    assert fields.field("char_start").metadata == {
        b"description": b"Where it starts in `documents.text`.",
        b"unit": b"code points",
    }
    assert all(field.metadata[b"description"] for table in TABLES.values() for field in table.arrow())


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_description_is_a_sentence(table: str, column: Column) -> None:
    assert re.fullmatch(r"\S.{6,}\.", column.description), table


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_types_are_spark_safe(table: str, column: Column) -> None:
    def innermost(arrow_type: pa.DataType) -> pa.DataType:
        return innermost(arrow_type.value_type) if pa.types.is_list(arrow_type) else arrow_type

    spark = {pa.bool_(), pa.int16(), pa.int32(), pa.float32(), pa.float64(), pa.string(), pa.large_string()}
    assert innermost(column.type) in spark, table


def test_rules_have_ids_of_their_own_and_name_columns_that_exist() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        for table in rule.tables:
            names = {column.name for column in TABLES[table].columns}
            assert set(rule.columns) <= names
            assert rule.id not in names


@pytest.mark.parametrize("condition", [rule.condition for rule in RULES if isinstance(rule.condition, str)])
def test_conditions_are_sql(condition: str) -> None:
    names = {column.name for _, column in COLUMNS}
    assert set(pl.sql_expr(condition).meta.root_names()) <= names


def test_a_substance_of_a_unit_is_one_of_the_column() -> None:
    column = next(column for column in TABLES["claims"].columns if column.name == "substance")
    assert {substance.code for substance in substances() if not substance.per_only} <= set(column.codes)
