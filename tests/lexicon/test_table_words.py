"""Words of tables are read as their examples say."""

import pytest

from pipeline.lexicon.loading import load_records
from pipeline.lexicon.tables import english_unit, is_gloss
from pipeline.table.fields import unit_of


@pytest.mark.parametrize(
    "word", [word for record in load_records("tables.toml", "gloss") for word in record["examples"]]
)
def test_a_gloss_is_the_head_of_the_names_in_a_second_language(word: str) -> None:
    assert is_gloss(word)


@pytest.mark.parametrize("word", ["COD", "Items sold", "项目", "2020"])
def test_other_words_are_none(word: str) -> None:
    assert not is_gloss(word)


@pytest.mark.parametrize(
    "text",
    [
        word
        for kind in ("english_scale", "english_unit")
        for record in load_records("tables.toml", kind)
        for word in record["examples"]
    ],
)
def test_an_english_unit_is_one(text: str) -> None:
    assert english_unit(text)
    assert unit_of(text)


@pytest.mark.parametrize("text", ["Total", "10000", "tons sold", "吨", "10000 things"])
def test_other_english_is_none(text: str) -> None:
    assert english_unit(text) is None
