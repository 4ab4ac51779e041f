"""What a cell stands for: the words at the head of its row and column."""

import pytest

from pipeline.model import Block, BlockKind, Cell, Span, Table
from pipeline.table import Labels, cell_labels

OWN = (
    ["序号", "项目", "单位", "2019年", "2020年"],
    ["1", "用电量", "万千瓦时", "12", "11"],
    ["二、水"],
    ["2", "取水量", "吨", "300", "280"],
)


def blocks_of(rows: tuple[list[str], ...], spans: dict[tuple[int, int], int] | None = None) -> list[Block]:
    """The cells of a table as blocks, row by row; `spans` names cells that are wider than a column."""
    blocks = []
    for row, cells in enumerate(rows):
        column = 0
        for text in cells:
            wide = (spans or {}).get((row, column), 1)
            cell = Cell(Span(0, len(text)), row, column, 1, wide)
            blocks.append(Block(BlockKind.CELL, text, tuple(range(len(text))), (), table=0, cell=cell))
            column += wide
    return blocks


def labels_of(blocks: list[Block], header_rows: int, label_columns: int) -> dict[str, Labels]:
    table = Table(Span(0, 1), None, header_rows, label_columns, ())
    return {blocks[index].text: found for index, found in cell_labels(blocks, (table,)).items()}


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [("12", "用电量", "2019年"), ("11", "用电量", "2020年"), ("300", "二、水 / 取水量", "2019年")],
)
def test_ordinals_and_units_label_nothing_and_section_rows_head_what_is_below(text: str, row: str, column: str) -> None:
    assert labels_of(blocks_of(OWN), 1, 3)[text] == Labels(row, column)


def test_nested_heads_are_told_from_the_outside_in() -> None:
    rows = (["楼宇", "电量"], ["", "2019", "2020"], ["甲座", "5", "6"])
    found = labels_of(blocks_of(rows, {(0, 1): 2}), 2, 1)
    assert found["6"] == Labels("甲座", "电量 / 2020")


def test_a_merged_label_heads_all_its_rows() -> None:
    blocks = blocks_of((["", "数量"], ["甲座", "5"], ["6"]))
    merged = Cell(Span(0, 2), 1, 0, 2, 1)
    below = Cell(Span(0, 1), 2, 1)
    blocks[2] = Block(BlockKind.CELL, "甲座", (0, 1), (), table=0, cell=merged)
    blocks[4] = Block(BlockKind.CELL, "6", (0,), (), table=0, cell=below)
    assert labels_of(blocks, 1, 1)["6"] == Labels("甲座", "数量")


def test_a_table_without_heads_has_no_labels() -> None:
    assert labels_of(blocks_of((["5", "6"],)), 0, 0)["6"] == Labels(None, None)
