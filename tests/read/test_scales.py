"""The marks along the axes of charts, of which a text export keeps the numbers."""

import pytest

from pipeline.dataset.rows import build_tables
from pipeline.read.text import read_text
from pipeline.run import understand


@pytest.mark.parametrize(
    ("marks", "claimed"),
    [
        ("3.00 2.50 2.00 1.50 1.00", 0),
        ("0% 20% 40% 60% 80%", 0),
        ("1,000 800 600 400 200 0", 0),
        ("12.5 13.1 14.8 15.2", 4),
        ("40 20 0", 3),
    ],
)
def test_numbers_below_one_another_by_one_step_are_marks(marks: str, claimed: int) -> None:
    text = "图 3 单位面积用水量\n" + marks.replace(" ", "\n") + "\n资料来源：台账\n"
    tables = build_tables(understand(read_text(text.encode(), "book.txt", 2021)))
    assert tables["claims"].num_rows <= claimed
    reasons = [row["reason"] for row in tables["exclusions"].to_pylist()]
    assert reasons.count("chart") == (0 if claimed else len(marks.split()))
