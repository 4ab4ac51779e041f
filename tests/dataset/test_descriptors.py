import pytest

from pipeline.dataset import descriptors
from pipeline.dataset.columns import TableDefinition
from pipeline.dataset.rules import RULES
from pipeline.dataset.schema import TABLES


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
