import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.align import align

TEXT = st.text(alphabet="节电水吨123\n 。", max_size=60)

CASES = [
    # old, quote in it, new, what it became
    ("节约2.9亿元。", "2.9亿元", "节约2.9亿元。", "2.9亿元"),
    ("节约2.9亿元。", "2.9亿元", "可节约3.1亿元。", "3.1亿元"),
    ("甲\n节电 5 度\n乙", "5 度", "甲\n新的一行\n节电 5 度\n乙", "5 度"),
    ("甲\n节电 5 度\n节水 6 吨\n乙", "5 度", "甲\n节水 6 吨\n节电 5 度\n乙", ""),
    ("甲\n节电 5 度\n乙", "5 度", "甲\n乙", ""),
    ("重复\n重复\n节电 5 度\n重复", "5 度", "重复\n节电 5 度\n重复", "5 度"),
    ("节电 5\n度", "5\n度", "节电 5 度", "5 度"),
]


@pytest.mark.parametrize(("old", "quote", "new", "expected"), CASES)
def test_a_quote_is_led_to_what_it_became(old: str, quote: str, new: str, expected: str) -> None:
    start = old.index(quote)
    first, last = align(old, new).span(start, start + len(quote))
    assert new[first:last] == expected


@given(TEXT, TEXT)
def test_runs_are_equal_text_and_rise_on_both_sides(old: str, new: str) -> None:
    alignment = align(old, new)
    old_end = new_end = 0
    for old_start, new_start, length in zip(alignment.old, alignment.new, alignment.lengths, strict=True):
        assert old[old_start : old_start + length] == new[new_start : new_start + length]
        assert (old_start, new_start) >= (old_end, new_end)
        assert old_start >= old_end
        assert new_start >= new_end
        old_end, new_end = old_start + length, new_start + length


@given(TEXT, TEXT, st.data())
def test_every_span_leads_to_a_span_inside_the_other_text(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    first, last = align(old, new).span(start, end)
    assert 0 <= first <= last <= len(new)


@given(TEXT)
def test_a_text_leads_to_itself(text: str) -> None:
    assert align(text, text).span(0, len(text)) == (0, len(text))


def test_lines_repeated_thousands_of_times_are_no_trap() -> None:
    old = "节电 5 度\n" * 20_000
    alignment = align(old, "新\n" + old)
    assert alignment.span(len(old) - 6, len(old) - 1) == (len(old) - 4, len(old) + 1)
