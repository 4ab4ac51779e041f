"""What is compared of a table is a part of it."""

import pytest

from pipeline.dataset.schema import TABLES
from pipeline.review.columns import CLAIMS, OTHERS, TableRules


@pytest.mark.parametrize("rules", [CLAIMS, *OTHERS], ids=lambda rules: rules.name)
def test_every_column_that_is_compared_stands_in_the_table(rules: TableRules) -> None:
    columns = {"edition", *(column.name for column in TABLES[rules.name].columns)}
    assert {column.name for column in rules.columns} <= columns
    assert set(rules.key) <= columns
