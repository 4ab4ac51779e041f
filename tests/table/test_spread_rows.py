"""Tables of PDF tools that keep the layout: years parted from their 年, rows parted by blank lines."""

import pytest

from .test_gapped import cells

CLOSE = (
    "指标                 单位        2020   年     2021   年     2022   年\n"
    "冷却水补水量             吨         1,406       1,388       1,295\n"
    "持证电工               人            38          41          44\n"
)
STEPPED = (
    "指标                 单位          年\n"
    "                             2020               年\n"
    "                                              2021               年\n"
    "                                                              2022\n"
    "冷却水补水量             吨            1,406           1,388           1,295\n"
    "持证电工               人               38              41              44\n"
)
SPREAD = (
    "指标                 单位          2020年        2021年        2022年\n\n"
    "冷却水补水量             吨         1,406       1,388       1,295\n\n\n\n"
    "持证电工               人            38          41          44\n"
)
WANTED = [
    "1406 t|2020|冷却水补水量",
    "1388 t|2021|冷却水补水量",
    "1295 t|2022|冷却水补水量",
    "38 1|2020|持证电工",
    "41 1|2021|持证电工",
    "44 1|2022|持证电工",
]


def rows(text: str) -> list[str]:
    """Value with unit, period and row of each cell."""
    return [cell.rsplit("|", 1)[0] for cell in cells(text)]


@pytest.mark.parametrize("text", [CLOSE, STEPPED, SPREAD])
def test_years_parted_from_their_word_and_rows_parted_by_blank_lines(text: str) -> None:
    assert rows(text) == WANTED


def test_years_as_a_unit_stay_one() -> None:
    text = (
        "项目              单位         2021        2022\n"
        "矿山剩余服务期         年          17.5        16.5\n"
        "地质勘探投入          万元         320         415\n"
    )
    assert rows(text)[:2] == ["17.5 a|2021|矿山剩余服务期", "16.5 a|2022|矿山剩余服务期"]


def test_a_line_of_words_below_blank_lines_goes_on_with_nothing() -> None:
    text = f"{SPREAD}\n\n上表数据                 均未经审计\n\n\n\n门店总数             208\n"
    assert rows(text) == [*WANTED, "208 1||门店总数"]
