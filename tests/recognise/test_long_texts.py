"""Texts far longer than a paragraph: what is read at one place of them is read at every place."""

import pytest

from pipeline.recognise import recognise


@pytest.mark.parametrize("before", range(480, 504, 3))
def test_a_name_is_taken_wherever_it_stands(before: int) -> None:
    text = "节" * before + "，邮箱 co2-100@example.com，通过 ISO 14064-1:2018 认证，" + "电" * 600
    taken = [text[found.span.start : found.span.end] for found in recognise(text).exclusions]
    assert taken == ["co2-100@example.com", "ISO 14064-1:2018"]


@pytest.mark.parametrize("before", [0, 495, 499, 500])
def test_a_name_longer_than_the_window_is_taken_whole(before: int) -> None:
    address = "https://example.com/" + "7" * 3000
    text = "节" * before + address + "。"
    assert [(found.span.start, found.span.end) for found in recognise(text).exclusions] == [(before, len(text) - 1)]


@pytest.mark.parametrize("text", ["0%", "0年", "0吨", "1小时0分"])
def test_a_unit_again_and_again_is_no_smaller_part(text: str) -> None:
    reading = recognise(text * 2000)
    assert len(reading.mentions) + len(reading.exclusions) >= 2000


@pytest.mark.parametrize("digit", ["一", "1", "九"])
def test_a_row_of_digits_longer_than_any_number_is_excluded_whole(digit: str) -> None:
    reading = recognise(digit * 5000 + " 吨")
    assert reading.mentions == ()
    assert [(found.span.start, found.span.end, found.reason) for found in reading.exclusions] == [(0, 5000, "other")]
