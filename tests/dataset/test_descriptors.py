import json

import pytest
from frictionless import Package

from pipeline.dataset import descriptors
from pipeline.dataset.rules import RULES
from pipeline.dataset.schema import TABLES, TableDefinition


def test_the_package_is_valid_metadata() -> None:
    package = descriptors.frictionless({"claims": 450})
    assert list(Package.metadata_validate(package)) == []
    assert Package.from_descriptor(package).get_resource("claims").rows == 450


def test_the_package_is_json_and_always_the_same() -> None:
    texts = {json.dumps(descriptors.frictionless({"claims": 450}), allow_nan=False) for _ in range(2)}
    assert len(texts) == 1


def test_a_field_has_type_unit_and_constraints() -> None:
    resources = {resource["name"]: resource for resource in descriptors.frictionless()["resources"]}
    fields = {field["name"]: field for field in resources["claims"]["schema"]["fields"]}
    assert resources["claims"]["path"] == "claims/edition=*/*.parquet"
    assert resources["claims"]["schema"]["primaryKey"] == ["claim_id"]
    assert "rows" not in resources["claims"]
    assert fields["bound"]["constraints"]["enum"] == ["exact", "approx", "at_least", "at_most"]
    assert fields["confidence"]["constraints"] == {"required": True, "minimum": 0, "maximum": 1}
    assert fields["boxes"]["type"] == "array"
    assert fields["char_start"]["unit"] == "code points"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_markdown_and_arrow_tell_every_column(table: TableDefinition) -> None:
    page, schema = descriptors.markdown(), descriptors.arrow()
    for column in table.columns:
        assert f"| `{column.name}` |" in page
        assert column.description in page
        assert f"\n{column.name}: " in schema


def test_markdown_tells_every_rule() -> None:
    page = descriptors.markdown()
    assert all(f"| `{rule.id}` |" in page for rule in RULES)


def test_markdown_tables_are_whole() -> None:
    for line in descriptors.markdown().splitlines():
        assert not line.startswith("|") or line.replace("\\|", "").count("|") == 5
