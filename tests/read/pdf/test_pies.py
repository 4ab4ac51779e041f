"""Pies and rings: every slice with its name and its share."""

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.model import Document
from tests.read.pdf.sheets import BLOCKS, Sheets
from tests.read.pdf.test_tables import PROSE, grid, read

COLOURS = ("#117766", "#44bbaa", "#ffbb00", "#886655")
SHARES = (("天然气", 47), ("外购电力", 29), ("光伏", 16), ("柴油", 8))
X, Y, RADIUS = 200.0, 320.0, 60.0


def angles(shares: Sequence[tuple[str, float]]) -> list[tuple[float, float]]:
    """From where to where each slice goes, clockwise from the top, in degrees."""
    whole = sum(share for _, share in shares)
    ends = [360 * sum(share for _, share in shares[: n + 1]) / whole for n in range(len(shares))]
    return list(zip([0.0, *ends], ends, strict=False))


def place(angle: float, reach: float) -> tuple[float, float]:
    return X + reach * math.sin(math.radians(angle)), Y - reach * math.cos(math.radians(angle))


def drawn(path: Path, labels: str, shares: Sequence[tuple[str, float]] = SHARES) -> Document:
    sheets = Sheets(path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    sheets.write(150, 200, "2022年能源结构")
    for number, ((name, share), (start, end)) in enumerate(zip(shares, angles(shares), strict=True)):
        sheets.slice(X, Y, RADIUS, start, end, COLOURS[number])
        x, y = place((start + end) / 2, RADIUS + 22)
        if labels == "one line":
            sheets.write(x - 20 if x > X else x - 40, y - 4, f"{name} {share}%", 8)
        elif labels == "two lines":
            sheets.write(x - 12, y - 9, name, 8)
            sheets.write(x - 10, y + 1, f"{share}%", 8)
        else:
            sheets.fill(320, 280 + 20 * number, 328, 288 + 20 * number, COLOURS[number])
            sheets.write(334, 280 + 20 * number, name, 8)
            at = (400, 280 + 20 * number) if labels == "legend" else place((start + end) / 2, RADIUS * 0.7)
            sheets.write(at[0] - 6, at[1] - 4 * (labels != "legend"), f"{share}%", 8)
    sheets.flow(45, 460, 500, PROSE)
    return read(sheets)


@pytest.mark.parametrize("labels", ["one line", "two lines", "legend", "on its slices"])
def test_a_pie_is_a_table_of_its_slices(tmp_path: Path, labels: str) -> None:
    document = drawn(tmp_path, labels)
    (table,) = document.tables
    assert sorted(grid(document, table)) == sorted([name, f"{share}%"] for name, share in SHARES)
    assert document.text[: table.span.start].rstrip().endswith("2022年能源结构")


def test_a_class_of_ages_is_a_name_where_it_has_a_colour(tmp_path: Path) -> None:
    shares = (("30岁及以下", 36), ("31-50岁", 55), ("51岁以上", 9))
    document = drawn(tmp_path, "legend", shares)
    (table,) = document.tables
    assert grid(document, table) == [[name, f"{share}%"] for name, share in shares]


def test_a_round_picture_of_some_colours_is_no_pie(tmp_path: Path) -> None:
    sheets = Sheets(tmp_path / "book.pdf", font=BLOCKS)
    sheets.flow(45, 60, 500, PROSE)
    for number, (start, end) in enumerate(angles(SHARES)):
        sheets.slice(X, Y, RADIUS, start, end, COLOURS[number])
    sheets.write(150, 400, "循环利用率 93%", 8)
    assert not read(sheets).tables
