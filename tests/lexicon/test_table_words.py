"""Words of tables are read as their examples say."""

import pytest

from pipeline.lexicon.loading import load_records
from pipeline.lexicon.tables import is_gloss


@pytest.mark.parametrize(
    "word", [word for record in load_records("tables.toml", "gloss") for word in record["examples"]]
)
def test_a_gloss_is_the_head_of_the_names_in_a_second_language(word: str) -> None:
    assert is_gloss(word)


@pytest.mark.parametrize("word", ["COD", "Items sold", "项目", "2020"])
def test_other_words_are_none(word: str) -> None:
    assert not is_gloss(word)
