"""Digits on both sides of a line end: one number, two, or doubtful."""

import pytest

from pipeline.model import Span
from pipeline.split.joining import join
from pipeline.split.line_ends import LineEnd, line_end

LONG = "公司会同各厂站完成节能改造，经核算全年共节约用电"


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (("14,302.80", "27,118.45"), LineEnd.BETWEEN),
        (("在册车辆：4,150", "23个网点可办理"), LineEnd.BETWEEN),
        (("三区 1,388.2", "四区 870.5"), None),
        (("合格率98.", "12台水泵送修"), LineEnd.BETWEEN),
        (("客流增长 9%.", "38家门店开业"), LineEnd.BETWEEN),
        ((LONG + "2,34", "5,678千瓦时"), LineEnd.INSIDE),
        ((LONG + "2,", "345千瓦时"), LineEnd.INSIDE),
        ((LONG + "0.", "217吨"), LineEnd.INSIDE),
        ((LONG, LONG + "1", "1.6 万吨"), LineEnd.INSIDE),
        ((LONG + "1", "1.6 万吨"), LineEnd.DOUBTFUL),
        (("项目 202", "1 年"), LineEnd.INSIDE),
        (("共 12", "2021 年新增"), LineEnd.BETWEEN),
        (("共 31", "5 日完成"), LineEnd.BETWEEN),
        (("路灯 38", "45 盏庭院灯沿河边道路安装"), LineEnd.BETWEEN),
        (("减排 12 吨", "节水"), None),
    ],
)
def test_line_end(lines: tuple[str, ...], end: LineEnd | None) -> None:
    assert line_end(lines, len(lines) - 2) is end


def joined(*lines: str) -> tuple[str, tuple[int, ...]]:
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    found = join(text, [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)])
    return found.text, found.doubts


def test_two_numbers_keep_the_line_break_between_them() -> None:
    assert joined("14,302.80", "27,118.45") == ("14,302.80\n27,118.45", ())


def test_a_doubtful_join_is_remembered() -> None:
    text, doubts = joined(LONG + "1", "1.6 万吨")
    assert (text, doubts) == (LONG + "11.6 万吨", (len(LONG) + 1,))
