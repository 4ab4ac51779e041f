"""Runs of characters to lines: what is joined, and what raised type says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf.glyphs import Run
from pipeline.read.pdf.lines import lines_of

SIZE = 10.0
SMALL = 6.0


def run(text: str, x: float = 50.0, bottom: float = 100.0, size: float = SIZE) -> Run:
    """A run as wide as its characters: full-width ones as wide as high, others half."""
    glyphs = []
    for character in text:
        width = size if ord(character) > 0x2000 else size / 2
        glyphs.append((character, x, bottom - size, x + width, bottom))
        x += width
    return Run(tuple(glyphs), "Song #000000")


def pieces(*parts: tuple[str, str]) -> Run:
    """One run of parts that stand on the line, are raised, or are lowered."""
    glyphs, x = [], 50.0
    for text, how in parts:
        size = SIZE if how == "level" else SMALL
        bottom = {"level": 100.0, "raised": 95.5, "lowered": 101.0}[how]
        part = run(text, x, bottom, size)
        glyphs += part.glyphs
        x = part.x1
    return Run(tuple(glyphs), "Song #000000")


@pytest.mark.parametrize(
    ("parts", "text", "marks"),
    [
        # a power of ten cannot stay level: 104 is another number
        ([("减排3.2×10", "level"), ("4", "raised"), ("吨", "level")], "减排3.2×10⁴吨", []),
        ([("浓度10", "level"), ("-3", "raised"), ("mol", "level")], "浓度10⁻³mol", []),
        # an exponent is a part of its unit, as it stands
        ([("面积120m", "level"), ("2", "raised"), ("。", "level")], "面积120m2。", []),
        ([("天然气7368m", "level"), ("3", "raised"), ("/年", "level")], "天然气7368m3/年", []),
        ([("占地5km", "level"), ("2", "raised")], "占地5km2", []),
        # lowered type is a part of its word
        ([("排放147gCO", "level"), ("2", "lowered"), ("e。", "level")], "排放147gCO2e。", []),
        ([("PM", "level"), ("2.5", "lowered"), ("浓度", "level")], "PM2.5浓度", []),
        # footnote marks are none of the text
        ([("占排放的8%", "level"), ("1", "raised"), ("。", "level")], "占排放的8%1。", ["1"]),
        ([("公司成立于2010", "level"), ("3", "raised"), ("年", "level")], "公司成立于20103年", ["3"]),
        ([("减少碳排放", "level"), ("[12]", "raised")], "减少碳排放[12]", ["[12]"]),
        ([("减少碳排放", "level"), ("①", "raised"), ("。", "level")], "减少碳排放①。", ["①"]),
        ([("高于均值30%", "level"), ("*", "raised")], "高于均值30%*", ["*"]),
        ([("CBCA", "level"), ("2", "raised"), ("成员", "level")], "CBCA2成员", ["2"]),
        ([("共计1,210", "level"), ("2", "raised"), ("吨", "level")], "共计1,2102吨", ["2"]),
        # a trade mark is a part of its name
        ([("材料乘以设计", "level"), ("TM", "raised")], "材料乘以设计TM", []),
    ],
)
def test_raised_and_lowered_type(parts: list[tuple[str, str]], text: str, marks: list[str]) -> None:
    (line,) = lines_of([pieces(*parts)])
    assert line.text == text
    assert [line.text[mark.start : mark.end] for mark in line.marks] == marks


def test_small_type_alone_is_no_mark() -> None:
    (line,) = lines_of([run("注：1", size=SMALL)])
    assert line.marks == ()


@pytest.mark.parametrize(
    ("runs", "texts"),
    [
        # a change of typeface within a line
        ([run("节电", 50), run("120", 70), run("万度", 85)], ["节电120万度"]),
        # drawn in another order
        ([run("万度", 85), run("节电", 50), run("120", 70)], ["节电120万度"]),
        # a bullet stands apart from its text
        ([run("•", 50), run("减排5吨", 75)], ["• 减排5吨"]),
        ([run("（1）", 50), run("减排5吨", 90)], ["（1） 减排5吨"]),
        # a number does not: it may be a cell of a table
        ([run("12", 50), run("减排5吨", 80)], ["12", "减排5吨"]),
        # two columns on one baseline
        ([run("左栏文字", 50), run("右栏文字", 105)], ["左栏文字", "右栏文字"]),
        # one line below the other
        ([run("第一行", 50, 100), run("第二行", 50, 114)], ["第一行", "第二行"]),
        # radicals that stand for the characters they look like
        ([run("⽀持⾦融⻓江")], ["支持金融长江"]),
    ],
)
def test_joining(runs: list[Run], texts: list[str]) -> None:
    assert sorted(line.text for line in lines_of(runs)) == sorted(texts)


@given(st.lists(st.text("减排节电吨度12", min_size=1, max_size=8), min_size=1, max_size=6), st.randoms())
def test_every_character_is_kept_once_whatever_the_order(texts: list[str], random) -> None:  # noqa: ANN001 - hypothesis has no public type for it
    runs = [run(text, bottom=100 + 14 * row) for row, text in enumerate(texts)]
    random.shuffle(runs)
    assert sorted(line.text for line in lines_of(runs)) == sorted(texts)


@given(st.text("减排节电吨度12", min_size=1, max_size=20))
def test_a_line_has_an_edge_for_every_character_and_one_more(text: str) -> None:
    (line,) = lines_of([run(text)])
    assert len(line.edges) == len(line.text) + 1
    assert list(line.edges) == sorted(line.edges)
