"""Every record of the furniture takes its examples and leaves its counterexamples."""

import re

import pytest

from pipeline.lexicon.furniture import FILE, credits_picture, opens_contents, prints_around
from pipeline.lexicon.loading import load_records


@pytest.mark.parametrize("record", load_records(FILE, "line"), ids=lambda record: str(record["id"]))
def test_a_line_takes_its_examples_and_no_others(record: dict[str, object]) -> None:
    pattern = re.compile(str(record["pattern"]))
    examples, others = record["examples"], record.get("counterexamples", [])
    assert isinstance(examples, list)
    assert isinstance(others, list)
    assert [example for example in examples if not pattern.fullmatch(example)] == []
    assert [other for other in others if prints_around(other)] == []


def test_the_titles_of_contents_have_their_examples() -> None:
    for record in load_records(FILE, "contents"):
        assert all(map(opens_contents, record["examples"]))


def test_credits_have_their_examples() -> None:
    for record in load_records(FILE, "credit"):
        assert all(map(credits_picture, record["examples"]))
        assert not any(map(credits_picture, record["counterexamples"]))
