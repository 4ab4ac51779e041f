"""Whether a text layer can be believed."""

import pytest

from pipeline.read.pdf.legibility import is_legible


@pytest.mark.parametrize(
    ("text", "legible"),
    [
        ("公司坚持绿色发展的理念，在生产和经营中推进节能改造，减少二氧化碳排放。" * 8, True),
        # a clean layer that repeats itself, without any of the frequent characters
        ("节约用电减排废气循环再造" * 40, True),
        # a font without a map gives other characters, many of them
        ("".join(chr(0x6000 + 7 * number) for number in range(300)), False),
        ("\ue000\ue001\ue002 2021" * 30, False),
    ],
)
def test_a_text_layer_is_believed_when_it_is_chinese(text: str, *, legible: bool) -> None:
    assert is_legible(text) is legible
