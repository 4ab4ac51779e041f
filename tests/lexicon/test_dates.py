"""Every form of a date reads its examples, and nothing before it does."""

import pytest

from pipeline.interpret.dates import parse_date
from pipeline.lexicon.characters import fold
from pipeline.lexicon.dates import date_forms, listed_dates, pointing_pattern, pointing_words
from pipeline.model import Span

EXAMPLES = [(form.id, example) for form in date_forms() for example in form.examples]


@pytest.mark.parametrize(("form", "example"), EXAMPLES)
def test_the_form_reads_its_example(form: str, example: str) -> None:
    written, _, edtf = example.partition(" = ")
    first = next(each.id for each in date_forms() if each.pattern.search(fold(written)))
    found = parse_date(fold(written), Span(0, len(written)), 2020)
    assert first == form
    assert (found.edtf if found else "") == edtf


def test_what_is_listed_has_its_example() -> None:
    assert all(form.pattern.fullmatch(fold(form.examples[0])) for form in listed_dates().values())


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2018年末、2019 年末及2020年度", ["2018", "2019", "2020"]),
        ("113 及 112 年度", ["2024", "2023"]),
        ("2018年12月31日、2019年6月30日", ["2018-12-31", "2019-06-30"]),
        ("2018 年 6 月 5 日和 7 月 8 日", ["2018-06-05", "2018-07-08"]),
        ("2018 至 2020 年", []),
    ],
)
def test_a_list_has_its_dates(written: str, parts: list[str]) -> None:
    found = parse_date(written, Span(0, len(written)), 2020)
    assert found is not None
    assert [part.edtf for part in found.parts] == parts


POINTING = [(words.id, example) for words in pointing_words() for example in words.examples]
NOT_POINTING = [example for words in pointing_words() for example in words.counterexamples]


@pytest.mark.parametrize(("words", "example"), POINTING)
def test_words_point_where_the_example_says(words: str, example: str) -> None:
    start, end = example.index("«"), example.index("»") - 1
    match = pointing_pattern().search(fold(example.replace("«", "").replace("»", "")))
    assert match is not None
    assert (match.lastgroup, match.span()) == (words, (start, end))


@pytest.mark.parametrize("example", NOT_POINTING)
def test_words_do_not_point_in_a_counterexample(example: str) -> None:
    assert pointing_pattern().search(fold(example)) is None
